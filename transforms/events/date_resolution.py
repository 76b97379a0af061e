"""Calendar days of a date phrase, counted from the publication date.

Rules (annotation guide of the project): a bare "overnight" lies between the day before publication
and the day itself; a night with a day of its own is that day; a weekday is the latest one, today
included; a day and month without a year is the latest one not after publication.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from transforms.events.dates import DateMention

_DAY: Final = dt.timedelta(days=1)
_EVENING_HOUR: Final = 18


@dataclass(slots=True, unsafe_hash=True)
class ResolvedDate:
    """Local calendar days, both included.

    ``precision``: hour, part_of_day, day, days, week or month. ``time`` is the local clock time
    where the phrase gives one; ``zone`` (local, kyiv, moscow, utc) where it names one.
    ``kind``: point, range, deictic (counted from publication with no day named), clock (a clock
    time alone), relative (to the event told before), since (a campaign's begin to publication,
    never an event's date), until, future, vague.
    """

    start: dt.date
    end: dt.date
    precision: str
    time: dt.time | None
    zone: str | None
    kind: str
    text: str


def resolve(
    mention: DateMention,
    published: dt.date | None,
    *,
    hour: int | None = None,
    month_only: bool = False,
    anchor: dt.date | None = None,
) -> ResolvedDate | None:
    """Return the days that ``mention`` means, or None where they cannot be known.

    ``published`` is the local publication day, None if unknown: then only phrases with a year
    resolve. ``hour`` is the local hour of publication if known. ``month_only``: of ``published``
    only year and month are known; days counted from it stay unresolved. ``anchor`` is the day of
    the event told before, for phrases relative to it; without it they count from publication.
    """
    if month_only and published is not None:
        published = _month_end(published.year, published.month)
    span = _span_of(mention, published, hour, month_only, anchor)
    if span is None:
        return None
    start, end, precision, kind = span
    if mention.bound == "until":
        kind = "until"
    elif mention.future or (published is not None and start > published + _DAY):
        kind = "future"
    elif mention.bound == "since" and mention.part is None:
        kind = "since"
        if published is not None:
            end = max(start, published)
    elif published is not None:
        end = max(start, min(end, published + _DAY if mention.day else published))
    if mention.vague:
        kind = "vague"
    time = None
    if mention.hour is not None and start == end:
        time, precision = dt.time(mention.hour, mention.minute or 0), "hour"
    elif precision == "day" and (mention.part is not None or mention.edge is not None):
        precision = "part_of_day"
    return ResolvedDate(start, end, precision, time, mention.zone, kind, mention.text)


_Span = tuple[dt.date, dt.date, str, str]


def _span_of(
    mention: DateMention,
    published: dt.date | None,
    hour: int | None,
    month_only: bool,
    anchor: dt.date | None,
) -> _Span | None:
    if mention.month is not None:
        if mention.kind == "month":
            return _named_month(mention, published)
        return _calendar(mention, published)
    if mention.kind == "relative":
        base = anchor or (None if month_only else published)
        if base is None or mention.offset is None or (anchor is None and mention.offset > 0):
            return None
        return _point(base + mention.offset * _DAY, "relative")
    if published is None or month_only:
        return None
    return _from_publication(mention, published, hour)


def _from_publication(mention: DateMention, published: dt.date, hour: int | None) -> _Span | None:
    if mention.kind == "day":
        return _day(mention, published)
    if mention.kind == "part":
        return _part(mention, published, hour)
    if mention.kind == "clock":
        late = hour is not None and mention.hour is not None and mention.hour > hour
        return _point(published - _DAY if late else published, "clock")
    if mention.kind == "span":
        return published - (mention.length or 1) * _DAY, published, "days", "range"
    return _unit(mention, published)


def _point(day: dt.date, kind: str = "point") -> _Span:
    return day, day, "day", kind


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 31 February
        return None


def _calendar(mention: DateMention, published: dt.date | None) -> _Span | None:
    month, day = mention.month or 1, mention.day or 1
    year = mention.year if mention.end_year is None else mention.end_year
    end_month, end_day = mention.end_month or month, mention.end_day or day
    if year is None:
        if published is None:
            return None
        if mention.offset is not None:
            year = published.year + mention.offset
    if year is None and published is not None:
        year = _latest_year(mention, published, end_month, end_day)
    if year is None:
        return None
    end = _date(year, end_month, end_day)
    first_year = year
    if mention.year is not None and mention.end_year not in {None, mention.year}:
        first_year = mention.year
    elif (month, day) > (end_month, end_day):
        first_year = year - 1  # 30 December to 2 January
    start = _date(first_year, month, day)
    if start is None or end is None or start > end or (end - start).days > 366:
        return None
    if start == end:
        return _point(start)
    return start, end, "days", "range"


def _latest_year(mention: DateMention, published: dt.date, month: int, day: int) -> int:
    """Return the year of the latest such day not after publication, by the weekday if told."""
    if mention.bound == "until":
        near = [date for back in (-1, 0, 1) if (date := _date(published.year + back, month, day))]
        return min(near, key=lambda date: abs(date - published)).year if near else published.year
    if mention.future:
        return published.year + ((month, day) < (published.month, published.day))
    years = range(published.year + 1, published.year - 8, -1)
    dates = [date for year in years if (date := _date(year, month, day))]
    past = [date for date in dates if date <= published + _DAY]
    if not past:
        return published.year
    if mention.weekday is not None and mention.end_day is None:
        agreeing = [date for date in past[:2] if date.weekday() == mention.weekday]
        if agreeing:
            return agreeing[0].year
    return past[0].year


def _month_end(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - _DAY


def _month_span(year: int, month: int, edge: str | None) -> _Span:
    start, end = dt.date(year, month, 1), _month_end(year, month)
    if edge == "early":
        return start, start.replace(day=10), "days", "range"
    if edge == "mid":
        return start.replace(day=11), start.replace(day=20), "days", "range"
    if edge == "late":
        return start.replace(day=21), end, "days", "range"
    return start, end, "month", "range"


def _named_month(mention: DateMention, published: dt.date | None) -> _Span | None:
    month = mention.month or 1
    year = mention.year
    if year is None:
        if published is None:
            return None
        year = published.year - (month > published.month)
        if mention.offset is not None:
            return _month_span(published.year + mention.offset, month, mention.edge)
        if mention.relation == "last" and month == published.month:
            year -= 1
        if mention.future and month < published.month:
            year = published.year + 1
        elif mention.future:
            year = published.year
    return _month_span(year, month, mention.edge)


def _day(mention: DateMention, published: dt.date) -> _Span | None:
    if mention.weekday is not None:
        return _weekday(mention, published)
    if mention.offset is not None:
        return _point(published + mention.offset * _DAY)
    if mention.day is not None:  # "the 31st"
        return _day_of_month(mention.day, published)
    return None


def _day_of_month(day: int, published: dt.date) -> _Span | None:
    """Return the latest such day of a month, today included."""
    for back in range(3):
        months = published.year * 12 + published.month - 1 - back
        date = _date(months // 12, months % 12 + 1, day)
        if date is not None and date <= published:
            return _point(date)
    return None


def _weekday(mention: DateMention, published: dt.date) -> _Span:
    weekday = mention.weekday or 0
    last_day = weekday if mention.end_weekday is None else mention.end_weekday
    if mention.offset is not None:  # "Friday last week"
        monday = published - published.weekday() * _DAY + mention.offset * 7 * _DAY
        return _point(monday + last_day * _DAY)
    back = (published.weekday() - last_day) % 7
    if mention.future:
        end = published + ((last_day - published.weekday()) % 7 or 7) * _DAY
        return _point(end)
    if mention.relation == "last" and back == 0:
        back = 7
    end = published - back * _DAY
    if mention.end_weekday is None:
        return _point(end)
    return end - ((last_day - weekday) % 7) * _DAY, end, "days", "range"


def _part(mention: DateMention, published: dt.date, hour: int | None) -> _Span:
    if mention.part == "night" and mention.relation != "next":
        return published - _DAY, published, "part_of_day", "deictic"
    if mention.part == "evening" and mention.relation != "this":
        if hour is None:
            return published - _DAY, published, "part_of_day", "deictic"
        return _point(published if hour >= _EVENING_HOUR else published - _DAY, "deictic")
    return _point(published, "deictic")


def _unit(mention: DateMention, published: dt.date) -> _Span | None:
    offset = mention.offset or 0
    if mention.kind == "week":
        monday = published + (7 * offset - published.weekday()) * _DAY
        first, last = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}.get(
            mention.edge or "", (0, 6)
        )
        return monday + first * _DAY, monday + last * _DAY, "week", "range"
    if mention.kind == "weekend":
        saturday = published - ((published.weekday() - 5) % 7) * _DAY
        if mention.relation != "this":
            saturday += (offset if mention.relation is None else max(offset, 0)) * 7 * _DAY
        return saturday, saturday + _DAY, "days", "range"
    if mention.kind == "month":
        months = published.year * 12 + published.month - 1 + offset
        return _month_span(months // 12, months % 12 + 1, mention.edge)
    return None
