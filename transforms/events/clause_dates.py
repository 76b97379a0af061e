"""Which date phrase of a clause dates what it tells.

Left out: phrases that date the statement, a dateline, a state of knowledge ("as of Saturday"), a
plan, or that only bound a time ("since January").
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as calendar_day
from datetime import timedelta
from typing import Final

from transforms.events.analysis import View
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention
from transforms.events.nearby import any_after, any_before
from transforms.events.resolver import AFTER
from transforms.events.words import RANKS

_NAMED_REACH: Final = 2
_RANKED_REACH: Final = 3
_TAKEN_REACH: Final = 4  # "seized | by Russia in | March 2022"
_DEEDS: Final = frozenset({"attack_verbs", "strike_verbs"})
_DONE: Final = _DEEDS | {"impact", "launch", "downed", "attack_nouns"}
_LOOSE: Final = frozenset({"relative", "part"})
_PERIODS: Final = frozenset({"week", "month"})
_FINE: Final = frozenset({"day", "part"})
_LEAP: Final = 2024  # stands for a year that is not told
_THIS: Final = "this"
_DATED: Final = frozenset({"day", "part", "week", "weekend", "month", "span", "relative"})


def dates_of(view: View) -> tuple[DateMention | None, DateMention | None]:
    """Return the day phrase and the clock phrase of what a clause tells, each None if missing."""
    if not view.dates:
        return None, None
    usable = [
        date
        for date in view.dates
        if not (
            date.reporting
            or date.future
            or _bounds(date)
            or _in_dateline(view, date)
            or _as_of(view, date)
            or _counts_from(view, date)
            or _ranked(view, date)
            or ("capture_verbs" in view.by_kind and _of_capture(view, date))
        )
    ]
    days = [d for d in usable if d.kind in _DATED and not d.vague]
    days = _told_after(view) or days
    if len(days) > 1 and _after_deed(view, days[0]):
        days = days[1:]
    elif len(days) > 1:
        days = _of_attack(view, days) or days
    day = next(iter(days), None)
    if day is not None and day.kind in _LOOSE and len(days) > 1 and _names(days[1], day):
        day = days[1]
    elif day is not None and day.kind == "part":  # "another overnight strike a day earlier"
        day = next((d for d in days[1:] if _counts_back(d)), day)
    elif len(days) > 1 and day is not None and _told_later(view, day, days[1]):
        day = _back_from(day, days[1])
    elif day is not None and day.kind in _PERIODS and day.relation == _THIS:
        # "launched its seventh attack this month, hitting a plant overnight"
        day = next((d for d in days if d.kind in _FINE), day)
    return day, next((d for d in usable if d.kind == "clock"), None)


def _told_later(view: View, day: DateMention, date: DateMention) -> bool:
    """Tell whether a deed is that of a phrase that counts back from a day told before it.

    "Rescuers searched on Sunday a building | hit a day earlier".
    """
    named = day.kind == "day" and (day.weekday is not None or bool(day.month and day.day))
    if not (named and _counts_back(date)):
        return False
    deeds = view.among(HAPPENING)
    if not deeds or deeds[0].first < day.last_token:
        return False
    before, after = date.first_token - deeds[0].last, deeds[0].first - date.last_token
    return 0 <= before <= 1 or 0 <= after <= 1


def _back_from(day: DateMention, date: DateMention) -> DateMention:
    """Return the day that a phrase means which counts back from ``day``."""
    back = date.offset or 0
    told = replace(day, start=date.start, end=date.end, text=date.text)
    if day.weekday is not None:
        return replace(told, weekday=(day.weekday + back) % 7)
    counted = calendar_day(day.year or _LEAP, day.month or 1, day.day or 1) + timedelta(back)
    return replace(told, year=day.year and counted.year, month=counted.month, day=counted.day)


def _counts_back(date: DateMention) -> bool:
    return date.kind == "relative" and (date.offset or 0) < 0


def _names(date: DateMention, other: DateMention) -> bool:
    """Tell whether a day is named right after a phrase for it: "a day before, on September 8".

    So is it after a part of the day: "the evening attack of 10 December".
    """
    return date.kind == "day" and 0 <= date.first_token - other.last_token <= _NAMED_REACH


def _after_deed(view: View, date: DateMention) -> bool:
    """Tell whether a day is that of a deed before: "after | Saturday's barrage 25 drones"."""
    led = any(mention.last == date.first_token for mention in view.of("causal"))
    return led and any_after(view.of("attack_nouns"), date.last_token, 1)


def _of_attack(view: View, days: Sequence[DateMention]) -> list[DateMention]:
    """Return a further day that an attack has of which nothing was told before it.

    "Loading resumed on Thursday after being halted by | Tuesday's drone attack".
    """
    for day in days[1:]:
        led = [m.last for m in view.of("weapons") if m.first == day.last_token]
        owns = any(n.first in {day.last_token, *led} for n in view.of("attack_nouns"))
        if owns and not any(deed.first < day.first_token for deed in view.among(_DONE)):
            return [day]
    return []


def _bounds(date: DateMention) -> bool:
    """Tell whether a phrase only bounds a time.

    "From today's attack" does not; "attacked since Monday evening" tells of a night.
    """
    near = date.offset == 0 or date.part is not None
    return date.bound is not None and not (date.bound == "since" and near)


def _as_of(view: View, date: DateMention) -> bool:
    """Tell whether a phrase dates the state of knowledge: "as of Saturday noon 34 are dead"."""
    return any(
        -2 <= date.first_token - mention.last <= 1
        or mention.first <= date.first_token < mention.last
        for mention in view.of("as_of")
    )


def _counts_from(view: View, date: DateMention) -> bool:
    """Tell whether a phrase tells how long after another deed: "it came two days after"."""
    return date.kind == "relative" and any(
        mention.first == date.last_token - 1 for mention in view.of("causal")
    )


def _ranked(view: View, date: DateMention) -> bool:
    """Tell whether a phrase is the time in which deeds are counted: "the seventh attack in May"."""
    ranks = view.among(RANKS)
    return date.kind in _PERIODS and any_before(ranks, date.first_token, _RANKED_REACH)


def _of_capture(view: View, date: DateMention) -> bool:
    """Tell whether a month is that in which a place struck now was taken.

    "They shelled Kherson, which Ukraine liberated in November 2022".
    """
    if date.month is None:
        return False
    taken = [m for m in view.of("capture_verbs") if 0 <= date.first_token - m.last <= _TAKEN_REACH]
    deeds = view.among(_DEEDS)
    return any(
        any(deed.last <= m.first for deed in deeds) and not _tells_which(view, m.last)
        for m in taken
    )


def _tells_which(view: View, end: int) -> bool:
    """Tell whether a word says of what is named next whose it is: "hit a depot in occupied | X"."""
    return any(mention.last == end for mention in view.of("occupied")) and any(
        place.kind != "country" and 0 <= place.first_token - end <= _NAMED_REACH
        for place in view.places
    )


def _told_after(view: View) -> list[DateMention]:
    """Return when a deed was that something else followed: "they came a day after X was hit".

    It counts back from what followed. Nothing may happen in the clause before the phrase.
    """
    found = [d for d in view.dates if _counts_from(view, d) and d.offset]
    if not found:
        return []
    date = found[0]
    happening = [m.first for m in view.among(HAPPENING)]
    before = any(at < date.first_token for at in happening)
    if before or not any(at >= date.last_token for at in happening):
        return []
    return [replace(date, offset=-abs(date.offset or 0), relation=AFTER)]


def opens_campaign(date: DateMention) -> bool:
    """Tell whether a phrase opens a stretch of time: "since January"."""
    return date.bound == "since" and _bounds(date)


def _in_dateline(view: View, date: DateMention) -> bool:
    """Tell whether a date stands in the dateline of an agency: "KHARKIV, Sept 3 -".

    One with a preposition opens the report: "KHARKIV: On Monday a drone hit".
    """
    if not any(
        place.role == "dateline" and 0 <= date.first_token - place.last_token <= 2
        for place in view.places
    ):
        return False
    return not any(m.first == date.first_token for m in view.of("list_prepositions"))
