"""Whether a clause tells of another day than an event."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from transforms.events.candidates import ATTACK, CONSEQUENCE, Candidate
from transforms.events.dates import DateMention
from transforms.events.resolver import AFTER, Resolver
from transforms.events.scenes import same_place

_PERIODS: Final = frozenset({"month", "week"})
_DAYS: Final = frozenset({"day", "part"})
_DAY: Final = timedelta(days=1)
_NONE: Final = timedelta(0)
_OPENS: Final = 3  # characters, of a quotation mark


def dates_differ(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether a clause, told after an event, is of another day."""
    if clause.date is None:
        return False
    if event.date is None:
        return _apart_from_undated(event, clause, resolve)
    first, second = resolve(event.date), resolve(clause.date)
    if first is None or second is None:
        apart = event.date.text.lower() != clause.date.text.lower() and clause.apart
        return apart or _other_calendar_day(event.date, clause.date)
    if _tells_attack(clause) and counts_back(clause.date):
        return second.end < first.end  # "overnight", "a day earlier"
    if first.end < second.start and _burns_on(event, clause):
        return False
    earlier = second.start < first.start and second.end < first.end
    # over the past day; "recall that in the night of 2-3 March it struck"
    recalled = clause.background and earlier and _tells_attack(clause)
    apart = first.end < second.start or second.end < first.start
    apart = apart or _other_hours(event, clause)
    return recalled or apart or _within_period(event, clause)


def _other_hours(event: Candidate, clause: Candidate) -> bool:
    """Tell whether both open with a part of the day, not the same, and tell whom they hurt.

    "In the morning a drone hit a car on the road, a man died. In the evening it hit a lorry."
    """
    if event.date is None or clause.date is None or event.headline:
        return False
    parts = {event.date.part, clause.date.part}
    if None in parts or len(parts) == 1 or event.sentences[-1] == clause.sentences[0]:
        return False
    opens = all(one.date and one.date.start - one.start <= _OPENS for one in (event, clause))
    told = all(one.kind == ATTACK and any(f.value for f in one.facts) for one in (event, clause))
    return opens and told and clause.struck


def _burns_on(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a fire for which no attack is named still burns on a further day."""
    alone = clause.kind == CONSEQUENCE and event.kind not in {ATTACK, CONSEQUENCE}
    return alone and not set(event.effects).isdisjoint(clause.effects)


def day_of_report(candidates: Sequence[Candidate]) -> DateMention | None:
    """Return the day that a report on attacks names first: what it tells without one is of it."""
    for one in candidates:
        day = one.date
        if day is None:
            continue
        told = one.kind == ATTACK or one.caused or one.doer is not None
        if told and day.kind == "day" and day.relation != AFTER and not one.background:
            return day
    return None


def leaves_report(
    event: Candidate, clause: Candidate, day: DateMention | None, resolve: Resolver
) -> bool:
    """Tell whether an attack has another day than the report, from whose ``day`` an event goes on.

    "On Monday X was struck. In Y a car was hit. On Saturday a car was hit there."
    """
    told = clause.date
    if event.date is not None or day is None or told is None or told.relation == AFTER:
        return False
    if event.start < day.start:
        return False
    here, there = event.sites.facility, clause.sites.facility
    if here is not None and there is not None and here.facility_id == there.facility_id:
        return False  # its one attack, told by a headline without a day
    first, second = resolve(day), resolve(told)
    if first is None or second is None:
        return _other_calendar_day(day, told)
    partly = told.part is not None or told.edge is not None
    night = _DAY if partly else _NONE  # "late on Thursday" goes on into Friday
    return second.end + night < first.start or first.end + night < second.start


def _tells_attack(clause: Candidate) -> bool:
    """Tell whether a clause tells of an attack, or of what a side's weapons led to."""
    armed = clause.caused and bool(clause.weapons) and clause.doer is not None
    return clause.kind == ATTACK or armed


def _within_period(event: Candidate, clause: Candidate) -> bool:
    """Tell whether an attack has a day within the month or week of an event told elsewhere.

    "Earlier this month it attacked the port. On Friday shells fell on a camp."
    """
    if event.date is None or clause.date is None or clause.kind != ATTACK:
        return False
    here, there = event.sites.pinned, clause.sites.pinned
    apart = event.background or clause.apart
    elsewhere = apart if here is None or there is None else not same_place(here, there)
    return elsewhere and event.date.kind in _PERIODS and clause.date.kind in _DAYS


def counts_back(day: DateMention) -> bool:
    """Tell whether a phrase counts back from a day told before: "a day earlier"."""
    return day.kind == "relative" and (day.offset or 0) < 0


def dates_apart(one: Candidate, other: Candidate, resolve: Resolver) -> bool:
    """Tell whether two events have days that are known, and none in common."""
    if one.date is None or other.date is None:
        return False
    first, second = resolve(one.date), resolve(other.date)
    if first is None or second is None:
        return False
    return first.end < second.start or second.end < first.start


def _apart_from_undated(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether an attack with a day is none that is told without one."""
    beside = clause.date is not None and clause.date.relation == AFTER
    harm = event.kind == ATTACK and (beside or not event.headline) and clause.caused
    if clause.date is None or not (clause.kind == ATTACK or harm):
        return False
    told = resolve(clause.date)
    old = told is not None and told.end < resolve.recent
    other = (event.lead and not event.updated) or _elsewhere(event, clause)
    other = other or (clause.date.kind == "month" and not event.background)
    background = clause.background and not _same_night(event, clause, resolve)
    beside = beside or background or _opens_back(event, clause)
    return beside or (old and other) or _another_time(event, clause)


def _opens_back(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a further paragraph opens with a day back: "The day before a drone hit X"."""
    day = clause.date
    back = day is not None and day.kind == "day" and (day.offset or 0) < 0 and day.part is None
    if not back or day is None or clause.kind != ATTACK or event.headline or not event.lead:
        return False
    told = event.sites.pinned is not None and bool(event.facts or event.effects)
    return told and clause.paragraph > event.paragraph and day.start - clause.start <= _OPENS


def _same_night(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether what was "reported earlier" of a place is of the night that the report is on.

    "Debris set a plant in the region alight. Earlier 14 drones were downed over it last night."
    """
    told = resolve(clause.date) if clause.date is not None else None
    here, there = event.sites.pinned, clause.sites.pinned
    if told is None or here is None or there is None or not event.lead or event.headline:
        return False
    return told.end == resolve.published and same_place(here, there)


def _other_calendar_day(one: DateMention, other: DateMention) -> bool:
    """Tell whether two days without a year cannot be the same: "on July 7", "on July 5"."""
    if one.month is not None and other.month is not None:
        (first, last), (start, end) = _bounds(one), _bounds(other)
        return last < start or end < first
    days = (one.weekday, other.weekday)
    if None not in days and one.part is None and other.part is None:
        return one.weekday != other.weekday  # "on Sunday", "on Monday"
    # "a day earlier" than a day that is told
    day, earlier = (one, other) if other.kind == "relative" else (other, one)
    return earlier.kind == "relative" and (earlier.offset or 0) < 0 and day.kind in {"day", "month"}


def _bounds(day: DateMention) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last (month, day) of a phrase that names a month."""
    month = day.month or 0
    first = (month, day.day or 1)
    last = (day.end_month or month, day.end_day or day.day or 31)
    return first, max(first, last)


def _elsewhere(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause without a place tells of another kind of target than an event."""
    named = bool(clause.targets and event.targets) and clause.sites.pinned is None
    return event.date is None and named and not set(clause.targets) & set(event.targets)


def _another_time(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause sets its attack apart: "in the morning of the same day".

    So does "the plant was also struck on Thursday", of one told of in a report on another night.
    """
    told = clause.date
    if told is None or event.date is not None or not clause.apart:
        return False
    there = clause.sites.pinned is None and clause.sentences[0] - event.sentences[-1] == 1
    alike = bool(set(event.targets) & set(clause.targets)) and not event.lead
    return (told.kind == "day" and there and alike) or (
        told.kind == "relative" and told.part is not None
    )
