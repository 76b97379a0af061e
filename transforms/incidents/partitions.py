"""Which reports can be linked at all, and on which days: what an incremental run must read back.

Days are proleptic ordinals of local days. A partition holds one type class and country; reports
that tell neither day nor publication are one of their own, since no window of days bounds them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple, Optional

from transforms.incidents.days import when_of
from transforms.incidents.facts import type_class
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_YEARS: Final = (-1, 0, 1)
PARTIAL_DAYS: Final = 366 * 2
"""How far the publication of a report without a year can be from the days that it may mean."""


class PartitionKey(NamedTuple):
    """Reports with different keys are never linked."""

    type_class: str
    country: Optional[str]  # noqa: UP045 - Beam's coders need this spelling
    dated: bool


class Span(NamedTuple):
    """First and last day of a range."""

    first: int
    last: int


def partition_of(report: Report, settings: LinkSettings) -> PartitionKey:
    """Return the partition of a report: a function of the report alone."""
    kind = type_class(report.event_type, settings)
    return PartitionKey(kind, report.country, bool(spans_of(report, settings)))


def spans_of(report: Report, settings: LinkSettings) -> list[Span]:
    """Return the days that a report may share with others; none where they cannot be bounded.

    A day without a year may be that of the year of publication, the one before or the one after.
    """
    when = when_of(report, settings)
    if when.start is not None and when.end is not None:
        return [Span(when.start, when.end)]
    if when.partial is None or report.published_at is None:
        return []
    days = (_day(report.published_at.year + step, when.partial) for step in _YEARS)
    return [Span(day, day) for day in days if day is not None]


def spans_of_days(days: Iterable[int]) -> list[Span]:
    """Return the fewest ranges that hold exactly these days, in their order."""
    spans: list[Span] = []
    for day in sorted(set(days)):
        if spans and spans[-1].last == day - 1:
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return spans


def _day(year: int, partial: str) -> int | None:
    try:
        return date.fromisoformat(f"{year:04d}-{partial}").toordinal()
    except ValueError:  # 29 February, or no day at all
        return None
