"""When a report says that it happened, in a form that two reports can be compared by.

Days are proleptic ordinals of local days. A night that ends on day D is D-1 to D, and D is its
day. An assumed range (from the publication date) is as wide as it is, D-1 to D.
"""

from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple, Optional

from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_LONGEST: Final = 92


class Quality(IntEnum):
    """How well a day is known: the first three can hold an occurrence together."""

    EXACT = 0  # told: one day or one night
    RANGE = 1  # told: up to ``precise_days``
    ASSUMED = 2  # from the publication date
    PARTIAL = 3  # a day and month whose year is unknown
    WIDE = 4  # told: a week, a month
    OPEN = 5  # nothing usable is told, but when it was published is known
    NONE = 6  # nothing at all


FLOATING: Final = frozenset({Quality.PARTIAL, Quality.WIDE, Quality.OPEN, Quality.NONE})


class When(NamedTuple):
    """First and last possible day (null: any), how well known, and the "MM-DD" of a partial."""

    quality: Quality
    start: Optional[int] = None  # noqa: UP045 - one spelling in all records
    end: Optional[int] = None  # noqa: UP045 - as above
    partial: Optional[str] = None  # noqa: UP045 - as above


def when_of(report: Report, settings: LinkSettings) -> When:
    """Return when a report puts its event."""
    if report.date_end is not None:
        end = report.date_end.toordinal()
        start = min((report.date_start or report.date_end).toordinal(), end)
        return When(_quality(report, end - start, settings), start, end)
    if report.date_partial is not None:
        return When(Quality.PARTIAL, partial=report.date_partial.removeprefix("--"))
    if report.published_at is not None:
        day = report.published_at.date().toordinal()
        return When(Quality.OPEN, day - settings.open_days, day)
    return When(Quality.NONE)


def _quality(report: Report, span: int, settings: LinkSettings) -> Quality:
    if span >= settings.precise_days:
        return Quality.WIDE
    if report.date_basis == "publication":
        return Quality.ASSUMED
    return Quality.EXACT if span <= 1 else Quality.RANGE


def days_differ(one: When, two: When) -> bool:
    """Tell whether both cannot be the same time."""
    if one.quality == two.quality == Quality.PARTIAL:
        return one.partial != two.partial
    if one.partial is not None or two.partial is not None:
        partial, other = (one, two) if one.partial is not None else (two, one)
        return other.start is not None and partial.partial not in month_days(other)
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return False
    if one.start > two.end or two.start > one.end:
        return True
    # Two nights that share a day only: 12 to 13 and 13 to 14.
    both_nights = one.end > one.start and two.end > two.start
    exact = one.quality == two.quality == Quality.EXACT
    return exact and both_nights and one.end != two.end


def day_support(one: When, two: When) -> tuple[float, bool]:
    """Return how far the times of two reports speak for one event, and whether that is weak.

    Only for times that do not differ. Weak support counts only beside something specific.
    """
    first, second = sorted((one, two), key=lambda when: when.quality)
    same_end = first.end is not None and first.end == second.end
    worse = second.quality
    if worse == Quality.EXACT:
        return (2.0, False) if same_end else (0.75, True)
    if worse == Quality.RANGE:
        return 1.0, False
    if worse == Quality.ASSUMED:
        return _assumed_support(first, second, same_end)
    return {
        Quality.PARTIAL: (1.25, True),
        Quality.WIDE: (0.5, True),
        Quality.OPEN: (0.25, True),
        Quality.NONE: (0.0, True),
    }[worse]


def _assumed_support(first: When, second: When, same_end: bool) -> tuple[float, bool]:
    if same_end:
        return 1.5, False
    told = first.quality != Quality.ASSUMED
    within = None not in (first.end, second.end) and (first.end or 0) < (second.end or 0)
    return (1.25, False) if told and within else (0.5, True)


@lru_cache(maxsize=10_000)
def month_days(when: When) -> frozenset[str]:
    """Return the "MM-DD" of every day of a range; a very long one has none of its own."""
    if when.start is None or when.end is None or when.end - when.start > _LONGEST:
        return frozenset()
    return frozenset(
        date.fromordinal(day).isoformat()[5:] for day in range(when.start, when.end + 1)
    )
