"""Texts of the corpus of copies: facts told by a small grammar, in three languages.

Facts belong to no language; a grammar tells them in its own words, in one of two wordings. What
follows the lead is put together from word lists so large that two stories rarely share more than
a phrase. Towns and people are made of syllables: the same in every language, and invented.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, Final, NamedTuple

import yaml

WORDS: Final = Path(__file__).with_name("copies_words.yaml")
LANGUAGES: Final = ("en", "ru", "uk")
WORDINGS: Final = 2
_NAMED: Final = 2_000
_WITHOUT_FACTS: Final = ("$number", "$town", "$surname")


class Text(NamedTuple):
    """A headline and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


class Facts(NamedTuple):
    """What a story tells; towns, regions and people are numbers of invented names."""

    kind: str
    town: int
    region: int
    target: int
    office: int
    surname: int
    killed: int
    injured: int
    drones: int
    area: int
    day: date


class Report(NamedTuple):
    """What one night's report of a series says; the rest of it is the same every night."""

    template: int
    regions: tuple[int, ...]
    town: int
    numbers: tuple[int, ...]
    total: int
    day: date


class Grammar:
    """Tells facts in one language."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self.words: Mapping[str, Any] = words[language]
        self._names = words

    def town(self, number: int) -> str:
        """Return the bare name of a town."""
        return self._name(number, "town_endings")

    def surname(self, number: int) -> str:
        """Return a person's surname."""
        return self._name(number, "surname_endings")

    def region(self, number: int) -> str:
        """Return a region as it stands inside a sentence."""
        stem = self._syllables(number)
        return Template(self.words["region"]).substitute(name=stem)

    def series(self) -> int:
        """Return how many templates of regular reports there are."""
        return len(self.words["series"])

    def lead(self, facts: Facts, wording: int) -> list[str]:
        """Return the sentences that tell the facts."""
        values = self._values(facts.day, facts.town) | {
            "region": self.region(facts.region),
            "target": self.words["targets"][facts.target],
            "office": self.words["offices"][facts.office],
            "surname": self.surname(facts.surname),
        }
        values |= {name: str(getattr(facts, name)) for name in _FIGURES}
        return [
            self._fill(pattern, values) for pattern in self.words["events"][facts.kind][wording]
        ]

    def update(self, chance: random.Random, facts: Facts) -> str:
        """Return the sentence that an update adds."""
        return self._free(chance, self.words["update"], injured=str(facts.injured))

    def report(self, report: Report) -> list[str]:
        """Return the sentences of a regular report."""
        values = self._values(report.day, report.town) | {"total": str(report.total)}
        values |= {f"region{i}": self.region(region) for i, region in enumerate(report.regions)}
        values |= {f"n{i}": str(number) for i, number in enumerate(report.numbers)}
        return [self._fill(pattern, values) for pattern in self.words["series"][report.template]]

    def sentence(self, chance: random.Random) -> str:
        """Return a sentence of everyday news, sometimes a quotation."""
        if chance.random() < 0.15:
            return self._free(chance, self.words["quote"])
        opener = chance.choice(self.words["openers"])
        words = self._free(
            chance, f"{opener} $subjects $verbs $adjectives $nouns $places $tails."
        ).strip()
        return words[0].upper() + words[1:]

    def standing(self, chance: random.Random) -> str:
        """Return a sentence without names and figures, as an outlet prints it below each text."""
        tails = [t for t in self.words["tails"] if not any(name in t for name in _WITHOUT_FACTS)]
        pattern = f"$subjects $verbs $adjectives $nouns $places {chance.choice(tails)}."
        words = self._free(chance, pattern)
        return words[0].upper() + words[1:]

    def headline(self, chance: random.Random) -> str:
        """Return a headline of no particular story."""
        return self._free(chance, chance.choice(self.words["headlines"]))

    def line(self, chance: random.Random, kind: str, town: int, day: date) -> str:
        """Return a line of a kind: dateline, byline, furniture or link to another story."""
        pattern = chance.choice(self.words[kind])
        return self._free(
            chance, pattern, headline=self.headline(chance), **self._values(day, town)
        )

    def _values(self, day: date, town: int) -> dict[str, str]:
        name = self.town(town)
        return {
            "town": Template(self.words["town"]).substitute(name=name),
            "TOWN": name,
            "day": str(day.day),
            "month": self.words["months"][day.month - 1],
            "weekday": self.words["weekdays"][day.weekday()],
        }

    def _free(self, chance: random.Random, pattern: str, **given: str) -> str:
        """Fill a pattern by chance where nothing is given; patterns may stand in what is filled."""
        name = self.town(chance.randrange(_NAMED))
        values = {
            "town": Template(self.words["town"]).substitute(name=name),
            "TOWN": name,
            "region": self.region(chance.randrange(_NAMED)),
            "surname": self.surname(chance.randrange(_NAMED)),
            "other": self.surname(chance.randrange(_NAMED)),
            "number": str(chance.randrange(2, 400)),
        }
        for one, many in _LISTS.items():
            values[one] = chance.choice(self.words[many])
        values |= given
        return self._fill(self._fill(pattern, values), values)

    @staticmethod
    def _fill(pattern: str, values: Mapping[str, str]) -> str:
        return Template(pattern).substitute(values)

    def _name(self, number: int, endings: str) -> str:
        known: Sequence[Sequence[str]] = self._names[endings]
        latin, cyrillic = known[number % len(known)]
        return self._syllables(number) + (latin if self.language == "en" else cyrillic)

    def _syllables(self, number: int) -> str:
        syllables: Sequence[Sequence[str]] = self._names["syllables"]
        script = 0 if self.language == "en" else 1
        first, second = number % len(syllables), number // len(syllables) % len(syllables)
        return (syllables[first][script] + syllables[second][script]).capitalize()


def grammars() -> dict[str, Grammar]:
    """Read the word lists; return the grammar of each language."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {language: Grammar(language, words) for language in LANGUAGES}


def some_facts(chance: random.Random, grammar: Grammar, day: date) -> Facts:
    """Return the facts of a story that happened on a day."""
    return Facts(
        kind=chance.choice(sorted(grammar.words["events"])),
        town=chance.randrange(_NAMED),
        region=chance.randrange(_NAMED),
        target=chance.randrange(len(grammar.words["targets"])),
        office=chance.randrange(len(grammar.words["offices"])),
        surname=chance.randrange(_NAMED),
        killed=chance.randrange(2, 20),
        injured=chance.randrange(20, 120),
        drones=chance.randrange(3, 60),
        area=10 * chance.randrange(12, 90),
        day=day,
    )


def paragraphs_of(sentences: Sequence[str], size: int = 3) -> tuple[str, ...]:
    """Return sentences as paragraphs of some sentences each."""
    return tuple(
        " ".join(sentences[start : start + size]) for start in range(0, len(sentences), size)
    )


_FIGURES: Final = ("killed", "injured", "drones", "area")
_LISTS: Final = {
    "target": "targets",
    "office": "offices",
    "agency": "agencies",
    "subjects": "subjects",
    "verbs": "verbs",
    "adjectives": "adjectives",
    "nouns": "nouns",
    "places": "places",
    "happening": "happenings",
    "tails": "tails",
}
