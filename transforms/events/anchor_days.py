"""The days told in one article that phrases such as "that night", "a day earlier" count from."""

from datetime import date
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import Candidate
from transforms.events.dates import DateMention

_ANCHORING: Final = frozenset({"day", "part", "relative", "clock", "weekend"})


def anchor_days(
    candidates: list[Candidate], analysis: Analysis
) -> tuple[tuple[int, date | None], ...]:
    """Return the days that "that night" and "a day earlier" count from, and where they are told.

    A chain goes on: "on July 7; a day earlier; a day before that". Where no attack with a day is
    told before such a phrase, it counts from the day named last.
    """
    told = sorted((c.date for c in candidates if c.date is not None), key=_start_of)
    anchors: list[tuple[int, date | None]] = []
    for mention in told:
        if mention.kind not in _ANCHORING:
            continue
        if mention.kind == "relative" and (not anchors or (mention.offset or 0) < 0):
            anchors.extend(_reported_beside(mention, analysis))
        if mention.kind == "relative" and not anchors:
            anchors.extend(_named_before(mention, analysis))
        if mention.kind == "relative" and not anchors:
            continue
        found = analysis.resolver(tuple(anchors))(mention)
        if not anchors or anchors[-1][0] < mention.start:
            anchors.append((mention.start, found.end if found is not None else None))
    return tuple(anchors)


def _reported_beside(mention: DateMention, analysis: Analysis) -> list[tuple[int, date | None]]:
    """Return the day of the statement in the sentence of a phrase, just before the phrase.

    "The ministry said on Tuesday that drones hit the port a day earlier."
    """
    sentence = next((s for s in analysis.sentences if s.start <= mention.start < s.end), None)
    told = [
        day
        for day in analysis.dates
        if day.reporting
        and day.kind == "day"
        and sentence is not None
        and sentence.start <= day.start < sentence.end
    ]
    found = analysis.resolver()(told[0]) if len(told) == 1 else None
    return [(mention.start - 1, found.end)] if found is not None else []


def _named_before(mention: DateMention, analysis: Analysis) -> list[tuple[int, date | None]]:
    """Return the last day named before a phrase, other than that of a statement."""
    before = [
        day
        for day in analysis.dates
        if day.start < mention.start and day.kind == "day" and not (day.reporting or day.stamp)
    ]
    found = analysis.resolver()(before[-1]) if before else None
    return [(before[-1].start, found.end)] if found is not None else []


def _start_of(mention: DateMention) -> int:
    return mention.start
