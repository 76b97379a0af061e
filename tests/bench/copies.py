"""A corpus of articles whose copies are known: what is a near-duplicate of what, and what is not.

The same seed and number give the same corpus, with other articles for another seed. Families:

- *wire*: a story, and copies of it in other outlets with furniture, bylines and agency lines, cut
  ends, other headlines, links, a few other words, other signs and paragraphs;
- *series*: reports that come each night with other figures, regions and dates in the same words,
  each of them printed by several outlets;
- *standing*: stories of outlets that print the same long text below each of them;
- *single*: stories that nobody repeats.

A wire story may have an *update* (risen toll, added paragraph), a *translation* (the same facts in
another language) and a *rewording* (the same facts in other sentences). None of these is a copy of
the story, but each may have copies of its own.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from tests.bench.copies_edits import Print, printed, standing_text
from tests.bench.copies_text import (
    LANGUAGES,
    WORDINGS,
    Facts,
    Grammar,
    Report,
    Text,
    grammars,
    paragraphs_of,
    some_facts,
)

START: Final = datetime(2026, 3, 1, tzinfo=UTC)
DAYS: Final = 28
OUTLETS: Final = 60
SERIES_ARTICLES: Final = 900
"""One more series of each template and language for each so many articles of the corpus."""
_COPIES: Final = (0, 0, 1, 1, 1, 2, 2, 3, 4, 6, 9, 14, 25, 40)
_SPREAD: Final = timedelta(hours=36)
_REGIONS: Final = 4


class Labelled(NamedTuple):
    """An article, and what is known about it.

    Articles with one ``cluster`` are copies of each other; ``relation`` says how the cluster
    came to be (wire, update, translation, rewording, series, standing, single) and ``copy``
    whether the article is a copy or the first of its cluster.
    """

    article: dict[str, Any]
    cluster: str
    story: str
    relation: str
    copy: bool


def corpus(number: int, seed: int = 1) -> list[Labelled]:
    """Return that many articles in the order of arrival, which is no order at all."""
    chance = random.Random(f"copies {seed} {number}")
    writer = _Writer(chance, number)
    articles: list[Labelled] = []
    for family in writer.families():
        articles.extend(family)
        if len(articles) >= number:
            break
    del articles[number:]
    chance.shuffle(articles)
    return articles


def same_standing(number: int, sentences: int = 20, seed: int = 1) -> list[Labelled]:
    """Return that many different stories of one outlet, most of each the outlet's standing text."""
    chance = random.Random(f"standing {seed}")
    grammar = grammars()["en"]
    standing = standing_text(grammar, 0, sentences)
    writer = _Writer(chance, number)
    return [writer.standing(f"b{index}", grammar, 0, standing) for index in range(number)]


class _Writer:
    """Writes families of articles."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._grammars = grammars()
        self._written = 0
        self._series = max(1, number // SERIES_ARTICLES)

    def families(self) -> Iterator[list[Labelled]]:
        """Yield families without end, each with the first of its cluster before the copies."""
        chance = self._chance
        series = self._nights()
        index = 0
        while True:
            index += 1
            grammar = self._grammars[chance.choice(LANGUAGES)]
            kind = chance.choices(("wire", "series", "standing", "single"), (30, 22, 18, 30))[0]
            if kind == "wire":
                yield list(self._wire(f"w{index}", grammar))
            elif kind == "series" and (night := next(series, None)) is not None:
                yield night
            elif kind == "standing":
                outlet = chance.randrange(6)
                standing = standing_text(grammar, outlet)
                yield [self.standing(f"b{index}", grammar, outlet, standing)]
            else:
                yield [self._single(f"s{index}", grammar)]

    def standing(self, name: str, grammar: Grammar, outlet: int, standing: str) -> Labelled:
        """Return a story of an outlet with its standing text."""
        published = self._moment()
        facts = some_facts(self._chance, grammar, published.date())
        told = self._text(
            grammar, facts, self._chance.randrange(WORDINGS), self._fillers(grammar, 4)
        )
        text = told._replace(paragraphs=(*told.paragraphs, standing))
        article = self._article(grammar, text, published, outlet)
        return Labelled(article, name, name, "standing", copy=False)

    def _wire(self, name: str, grammar: Grammar) -> Iterator[Labelled]:
        chance = self._chance
        published = self._moment()
        facts = some_facts(chance, grammar, published.date())
        fillers = self._fillers(grammar, chance.randrange(6, 16))
        wording = chance.randrange(WORDINGS)
        text = self._text(grammar, facts, wording, fillers)
        yield from self._copies(name, name, "wire", grammar, (text, facts, published))
        later = published + timedelta(hours=chance.randrange(2, 12))
        if chance.random() < 0.4:
            updated = self._updated(grammar, facts, wording, fillers)
            yield from self._copies(f"{name}u", name, "update", grammar, (updated, facts, later))
        if chance.random() < 0.25:
            other = self._grammars[
                chance.choice([one for one in LANGUAGES if one != grammar.language])
            ]
            told = self._text(other, facts, wording, self._fillers(other, 8))
            yield from self._copies(f"{name}t", name, "translation", other, (told, facts, later))
        if chance.random() < 0.25:
            told = self._text(grammar, facts, 1 - wording, self._fillers(grammar, 8))
            yield from self._copies(f"{name}r", name, "rewording", grammar, (told, facts, later))

    def _updated(
        self, grammar: Grammar, facts: Facts, wording: int, fillers: Sequence[str]
    ) -> Text:
        """Return a story with a risen toll, an added paragraph, or both."""
        kind = self._chance.choice(("toll", "added", "both"))
        risen = facts._replace(injured=facts.injured + self._chance.randrange(2, 30))
        text = self._text(grammar, facts if kind == "added" else risen, wording, fillers)
        if kind == "toll":
            return text
        added = grammar.update(self._chance, risen)
        return text._replace(paragraphs=(text.paragraphs[0], added, *text.paragraphs[1:]))

    def _nights(self) -> Iterator[list[Labelled]]:
        """Yield the nightly reports of all series, each with its copies."""
        chance = self._chance
        for day in chance.sample(range(DAYS), DAYS):
            for series in range(self._series):
                for language in LANGUAGES:
                    grammar = self._grammars[language]
                    for template in range(grammar.series()):
                        yield list(self._night(grammar, template, series, day))

    def _night(self, grammar: Grammar, template: int, series: int, day: int) -> Iterator[Labelled]:
        chance = self._chance
        published = START + timedelta(days=day, hours=6, minutes=chance.randrange(180))
        numbers = tuple(chance.sample(range(2, 90), 5))
        first = 37 * series
        regions = (first, *(chance.randrange(first, first + 12) for _ in range(_REGIONS - 1)))
        total = sum(numbers[:4])
        report = Report(
            template, regions, chance.randrange(2_000), numbers, total, published.date()
        )
        sentences = grammar.report(report)
        text = Text(grammar.headline(chance), paragraphs_of(sentences, 1))
        facts = some_facts(chance, grammar, published.date())._replace(town=report.town)
        name = f"n{grammar.language}{template}-{series}-{day}"
        story = f"n{grammar.language}{template}-{series}"
        yield from self._copies(name, story, "series", grammar, (text, facts, published))

    def _copies(
        self,
        cluster: str,
        story: str,
        relation: str,
        grammar: Grammar,
        source: tuple[Text, Facts, datetime],
    ) -> Iterator[Labelled]:
        chance = self._chance
        text, facts, published = source
        outlets = chance.sample(range(OUTLETS), 1 + chance.choice(_COPIES))
        first = self._article(grammar, text, published, outlets[0])
        yield Labelled(first, cluster, story, relation, copy=False)
        for outlet in outlets[1:]:
            place = Print(grammar, facts.town, facts.day, outlet)
            moment = published + chance.random() * _SPREAD + timedelta(minutes=1)
            copy = self._article(grammar, printed(chance, text, place), moment, outlet)
            yield Labelled(copy, cluster, story, relation, copy=True)

    def _single(self, name: str, grammar: Grammar) -> Labelled:
        chance = self._chance
        published = self._moment()
        facts = some_facts(chance, grammar, published.date())
        fillers = self._fillers(grammar, chance.randrange(5, 16))
        text = self._text(grammar, facts, chance.randrange(WORDINGS), fillers)
        article = self._article(grammar, text, published, chance.randrange(OUTLETS))
        return Labelled(article, name, name, "single", copy=False)

    def _text(self, grammar: Grammar, facts: Facts, wording: int, fillers: Sequence[str]) -> Text:
        lead = grammar.lead(facts, wording)
        return Text(grammar.headline(self._chance), (" ".join(lead), *paragraphs_of(fillers)))

    def _fillers(self, grammar: Grammar, number: int) -> list[str]:
        return [grammar.sentence(self._chance) for _ in range(number)]

    def _moment(self) -> datetime:
        return START + timedelta(minutes=self._chance.randrange(DAYS * 24 * 60))

    def _article(
        self, grammar: Grammar, text: Text, published: datetime, outlet: int
    ) -> dict[str, Any]:
        site = f"outlet{outlet}.{grammar.language}.example"
        self._written += 1
        return {
            "url": f"https://{site}/{published:%Y/%m/%d}/{self._written}",
            "title": text.title,
            "text": "\n\n".join(text.paragraphs),
            "published": published.isoformat(),
            "source": site,
            "language": grammar.language,
        }
