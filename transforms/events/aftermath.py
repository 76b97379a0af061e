"""Articles on something else than attacks, which tell of those that came before.

Trials, remembrance, films, arrests of those who plot: what they tell of is an occurrence only where
it has a day or month of its own. Articles on repairs, markets, aid and talks tell of damage that
was done before; what strikes in their first words, and people harmed, are news there. So it is
in articles that open with a year gone by.
"""

from typing import Final, NamedTuple

from transforms.events.analysis import Analysis
from transforms.events.candidates import CAPTURE, Candidate, Dropped, dropped_clause
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention
from transforms.events.nearby import any_before
from transforms.events.words import Mention
from transforms.language.sentences import sentence_at

_OLD: Final = frozenset({"aftermath", "repairs", "discussion"})
_TITLES: Final = frozenset({"repairs", "discussion"})  # words that offices and bodies have
_EXPERT: Final = "expert"
_PAST: Final = "past"
_DAYS: Final = frozenset({"day", "part", "weekend", "relative"})
_FEW: Final = 2
_AFTER: Final = 3  # "sentenced on Friday"
_OFFICE: Final = 4  # characters: "the minister | for reconstruction"
_BEFORE: Final = 10  # "in January, a court in the city sentenced"


def without_old(
    events: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the events that stay, and those left out as old attacks without a day.

    An article that has an attack of the day or the week is on that one.
    """
    if not events:
        return events, []
    head = _head_subjects(analysis)
    past = None if head else _past_told_first(events, analysis)
    if past is not None:
        head[_PAST] = past
    if not head:
        return events, []
    verdicts = _Verdicts(
        analysis.kinds.get("aftermath", []),
        [mention.first for mention in analysis.mentions if mention.kind in HAPPENING],
        [sentence.start for sentence in analysis.sentences],
    )
    days = [verdicts.day_of(event) for event in events]
    if any(day is not None and day.month is None and _recent(day) for day in days):
        return events, []
    first = min(head.values())
    if "aftermath" not in head and any(_fresh(event, analysis, first) for event in events):
        return events, []  # beside money or talks an attack is told that is news
    kept: list[Candidate] = []
    left: list[Candidate] = []
    for event, day in zip(events, days, strict=True):
        dated = day is not None and day.month is not None
        (kept if dated else left).append(event)
    return kept, [dropped_clause(one, "an old attack") for one in left]


def _recent(day: DateMention) -> bool:
    """Tell whether a phrase is of a day or two: "on Monday", "in the past 24 hours"."""
    return day.kind in _DAYS or (day.kind == "span" and (day.length or _FEW + 1) <= _FEW)


def _head_subjects(analysis: Analysis) -> dict[str, int]:
    """Return the kinds of other subjects that the first words of an article name, and where."""
    found: dict[str, int] = {}
    if analysis.kinds.keys().isdisjoint(_OLD):  # as in most
        return found
    end = _head_end(analysis)
    for word in analysis.mentions:
        if word.start >= end:  # its start; they are in order
            break
        if word.kind in _OLD and not _only_names(word, analysis):
            found.setdefault(word.kind, word.start)
    return found


def _only_names(word: Mention, analysis: Analysis) -> bool:
    """Tell whether a word is part of who speaks, or of what is struck: "an air defence system"."""
    if word.kind in _TITLES and _in_title(word, analysis):
        return True
    targets = analysis.kinds.get("targets", ()) if word.kind == "discussion" else ()
    return any(one.first < word.first and word.last <= one.last for one in targets)


def _past_told_first(events: list[Candidate], analysis: Analysis) -> int | None:
    """Return where an article opens with a year gone by, before any event; None if it does not."""
    published = analysis.published
    if published is None or not analysis.dates:
        return None
    first = min(event.start for event in events)
    end = min(first, _head_end(analysis))
    for date in analysis.dates:
        if date.start >= end:
            break
        if date.year is not None and date.year < published.year and date.bound is None:
            return date.start
    return None


def _in_title(word: Mention, analysis: Analysis) -> bool:
    """Tell whether a word is part of who speaks: "the minister for reconstruction said".

    Experts who speak as such are what an article is on: "analysts said".
    """
    return any(
        one.start <= word.start <= one.end + _OFFICE and one.role != _EXPERT
        for one in analysis.attributions
    )


def _fresh(one: Candidate, analysis: Analysis, subject: int) -> bool:
    """Tell whether a deed is told, not only what came of it: people are harmed, or it opens all.

    ``subject`` is where the other subject is named: an attack told in a sentence before it is news.
    So is a settlement that the first sentence says is taken, and what weapons did at a place as
    somebody reports it.
    """
    harmed = any(fact.value for fact in one.facts)
    end = analysis.sentences[0].end
    opens = (one.struck and one.end <= end) or (one.start < end <= subject and bool(one.effects))
    taken = one.kind == CAPTURE and one.end <= end
    whole = one.effects and one.sites.pinned is not None and _reported(one, analysis)
    return harmed or taken or (bool(one.weapons) and bool(opens or whole))


def _reported(one: Candidate, analysis: Analysis) -> bool:
    """Tell whether a clause says who tells of it: "..., the governor said"."""
    return any(one.start <= said.start < one.end for said in analysis.attributions)


def _head_end(analysis: Analysis) -> int:
    """Return where the first sentence of the body ends; without a headline, the second."""
    wanted = 1 if analysis.body_start else 2
    for one in analysis.sentences:
        if one.start >= analysis.body_start:
            wanted -= 1
            if not wanted:
                return one.end
    return analysis.sentences[-1].end


class _Verdicts(NamedTuple):
    """The words of what came after, and where the words of deeds stand (tokens)."""

    words: list[Mention]
    deeds: list[int]
    starts: list[int]  # of the sentences (characters)

    def day_of(self, event: Candidate) -> DateMention | None:
        """Return the date of an event; None without one, and where it is that of a verdict."""
        date = event.date
        if date is None:
            return None
        at = sentence_at(self.starts, date.start)
        here = [word for word in self.words if sentence_at(self.starts, word.start) == at]
        return None if here and self._of_verdict(date, here) else date

    def _of_verdict(self, date: DateMention, here: list[Mention]) -> bool:
        """Tell of a date whether it is a verdict's: "in May a court jailed", "jailed on Friday".

        ``here`` are the words of its sentence. A year before them is that of what they are on.
        """
        if any_before(here, date.first_token, _AFTER):
            return True
        return date.year is None and any(
            0 <= word.first - date.last_token <= _BEFORE
            and not any(date.last_token <= deed < word.first for deed in self.deeds)
            for word in here
        )
