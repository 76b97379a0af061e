"""Articles on what came of old attacks: trials, remembrance, films, arrests of those who plot.

What they tell of is an occurrence only where it has a day or month of its own. Articles on repairs
tell of damage that was done before; a side that strikes a place, or people harmed, are news there.
"""

from bisect import bisect_right
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis
from transforms.events.candidates import Candidate, Dropped
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention
from transforms.events.words import Mention

_OLD: Final = frozenset({"aftermath", "repairs"})
_DAYS: Final = frozenset({"day", "part", "weekend", "relative"})
_AFTER: Final = 3  # "sentenced on Friday"
_BEFORE: Final = 10  # "in January, a court in the city sentenced"


def without_old(
    events: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the events that stay, and those left out as old attacks without a day.

    An article that has an attack of the day or the week is on that one.
    """
    if not events:
        return events, []
    end = _head_end(analysis)
    head = {m.kind for m in analysis.mentions if m.start < end}
    if head.isdisjoint(_OLD):
        return events, []
    verdicts = _Verdicts(
        [mention for mention in analysis.mentions if mention.kind == "aftermath"],
        [mention.first for mention in analysis.mentions if mention.kind in HAPPENING],
        [sentence.end for sentence in analysis.sentences],
    )
    days = [verdicts.day_of(event) for event in events]
    if any(day is not None and day.month is None and day.kind in _DAYS for day in days):
        return events, []
    kept: list[Candidate] = []
    left: list[Candidate] = []
    for event, day in zip(events, days, strict=True):
        dated = day is not None and day.month is not None
        told = dated or ("aftermath" not in head and _fresh(event))
        (kept if told else left).append(event)
    return kept, [Dropped(one.sentences[0], one.start, one.end, "an old attack") for one in left]


def _fresh(one: Candidate) -> bool:
    """Tell whether a deed is told, not only what came of it."""
    placed = one.sites.pinned is not None or bool(one.sites.listed)
    harmed = any(fact.value for fact in one.facts)
    hit = one.struck and bool(one.weapons)
    return hit or harmed or (one.doer is not None and placed)


def _head_end(analysis: Analysis) -> int:
    """Return where the first sentence of the body ends; without a headline, the second."""
    body = [one for one in analysis.sentences if one.start >= analysis.body_start]
    opening = body[:1] if analysis.body_start else body[:2]
    return opening[-1].end if opening else analysis.body_start


class _Verdicts(NamedTuple):
    """The words of what came after, and where the words of deeds stand (tokens)."""

    words: list[Mention]
    deeds: list[int]
    ends: list[int]  # of the sentences (characters)

    def day_of(self, event: Candidate) -> DateMention | None:
        """Return the date of an event; None without one, and where it is that of a verdict."""
        date = event.date
        if date is None:
            return None
        at = min(bisect_right(self.ends, date.start), len(self.ends) - 1)
        start, end = self.ends[at - 1] if at else 0, self.ends[at]
        here = [word for word in self.words if start <= word.start < end]
        return None if here and self._of_verdict(date, here) else date

    def _of_verdict(self, date: DateMention, here: list[Mention]) -> bool:
        """Tell of a date whether it is a verdict's: "in May a court jailed", "jailed on Friday".

        ``here`` are the words of its sentence. A year before them is that of what they are on.
        """
        if any(0 <= date.first_token - word.last <= _AFTER for word in here):
            return True
        return date.year is None and any(
            0 <= word.first - date.last_token <= _BEFORE
            and not any(date.last_token <= deed < word.first for deed in self.deeds)
            for word in here
        )
