"""Reading one written moment: a day, perhaps with a clock time and a zone.

Reads the forms that feeds and page heads carry: ISO 8601, RFC 822 and C ``asctime``, numeric dates
with the day first, and dates with a month name of any language in ``configs/publication.yaml``.
Every result is explicit: without a full date there is none; a day and month whose order is open
("04/05/2024") are not guessed.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from transforms.language.date_words import DateWords, Zone


class Moment(NamedTuple):
    """A written moment: ``value`` in UTC (midnight for a mere day) or None where it is impossible.

    ``year`` is as written; ``residue`` holds the words that belong to no date, time or zone.
    """

    value: datetime | None
    year: int
    day_only: bool
    residue: str


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int
    offset: int | Zone | None


_ISO: Final = re.compile(
    r"(?P<y>[+-]?\d{4,6})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?:[T_]|\s*[,T]?\s*)(?P<H>\d{1,2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?"
    r"(?:[.,]\d+)?(?P<z>Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?<![\d.:/\-])(?P<H>\d{1,2})[:h](?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])"
    r"(?:\s*(?P<half>[ap]\.?\s?m\b\.?))?",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(r"(?<![\d.:/\-])(?P<H>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)", re.IGNORECASE)
_OFFSET: Final = re.compile(
    r"\s*\(?(?:UTC|GMT)?\s?(?P<sign>[+\-−])(?P<h>\d{2}):?(?P<m>\d{2})(?![\d./])\)?"
    r"|\s*\(?(?:UTC|GMT)\s?(?P<sign2>[+\-−])(?P<h2>\d{1,2})(?![\d./:])\)?",
    re.IGNORECASE,
)
_ZONE_WORD: Final = re.compile(r"\s*\(?(?P<word>[^\W\d_]{1,5})\b\)?")
_NUMERIC: Final = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[./\-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2}(?!\d))"
)
_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<s>[./\-年])(?P<m>\d{1,2})(?:(?P=s)|月)(?P<d>\d{1,2})"
)
_WORD: Final = r"(?P<month>[^\W\d_]{3,12})"
_DAY_FIRST: Final = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|-го)?\.?[\s\-/,]{0,3}(?:(?:de|of)\s)?"
    + _WORD
    + r"\.?,?[\s\-/,]{0,3}(?:(?:de|del)\s)?(?P<y>\d{4}|\d{2}(?![\d:]))"
)
_MONTH_FIRST: Final = re.compile(
    _WORD + r"\.?[\s\-]{1,3}(?P<d>\d{1,2})(?:st|nd|rd|th)?,?[\s\-,]{1,3}(?P<y>\d{4})"
)
_YEAR_MONTH_DAY: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})[\s,.]{1,3}" + _WORD + r"\.?\s{1,2}(?P<d>\d{1,2})(?!\d)"
)


def read_moment(text: str, words: DateWords) -> Moment | None:
    """Return the first moment of a short text, None where it holds no full date."""
    iso = _ISO.match(text) or (_COMPACT.fullmatch(text) if text[:8].isdigit() else None)
    if iso and not text[iso.end() :].lstrip()[:1].isdigit():
        rest = text[iso.end() :]
        zone: int | Zone | None = _iso_offset(iso["z"])
        if iso["H"] and not iso["z"]:
            zone, rest = _zone(rest, words)
        clock = _Clock(int(iso["H"]), int(iso["M"]), int(iso["S"] or 0), zone) if iso["H"] else None
        return _moment(int(iso["y"]), int(iso["m"]), int(iso["d"]), clock, rest)
    clock, rest = _clock(text, words)
    found = _dated(rest, words)
    if found is None:
        return None
    year, month, day, start, end = found
    return _moment(year, month, day, clock, f"{rest[:start]} {rest[end:]}")


def midnight(day: date) -> datetime:
    """Return the first moment of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _moment(year: int, month: int, day: int, clock: _Clock | None, residue: str) -> Moment | None:
    """Build the moment; None if there is no such day or hour, a value of None beyond year 9998."""
    if not 1 < year < 9999:
        return Moment(None, year, clock is None, residue)
    try:
        value = datetime(year, month, day, tzinfo=UTC)
        if clock is None:
            return Moment(value, year, True, residue)
        if clock.hour == 24 and clock.minute == 0:
            value, clock = value + timedelta(days=1), clock._replace(hour=0)
        value = value.replace(hour=clock.hour, minute=clock.minute, second=min(clock.second, 59))
    except ValueError:
        return None
    return Moment(value - timedelta(minutes=_minutes(clock.offset, value)), year, False, residue)


def _minutes(offset: int | Zone | None, local: datetime) -> int:
    """Minutes east of Greenwich at a local time; no zone counts as UTC."""
    if offset is None or isinstance(offset, int):
        return offset or 0
    if offset.summer == "us" and _us_summer(local):
        return offset.offset + 60
    return offset.offset


def _us_summer(local: datetime) -> bool:
    """Second Sunday of March to first Sunday of November (US Energy Policy Act of 2005)."""
    march = date(local.year, 3, 8)
    november = date(local.year, 11, 1)
    start = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return start <= local.date() < end


def _iso_offset(zone: str | None) -> int | None:
    if not zone or zone[0] not in "+-−":
        return None
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return minutes if zone[0] == "+" else -minutes


def _clock(text: str, words: DateWords) -> tuple[_Clock | None, str]:
    """Take the first clock time and its zone out of a text."""
    match = _TIME.search(text) or _HOUR.search(text)
    if match is None:
        return None, text
    groups = match.groupdict()
    hour = int(groups["H"])
    half = (groups["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone, rest = _zone(text[match.end() :], words)
    clock = _Clock(hour, int(groups.get("M") or 0), int(groups.get("S") or 0), zone)
    return clock, f"{text[: match.start()]} {rest}"


def _zone(text: str, words: DateWords) -> tuple[int | Zone | None, str]:
    """Read the zone right after a clock time; returns it and the remaining text."""
    offset = _OFFSET.match(text)
    if offset:
        sign = -1 if (offset["sign"] or offset["sign2"]) != "+" else 1
        hours, minutes = int(offset["h"] or offset["h2"]), int(offset["m"] or 0)
        if hours <= 14:
            return sign * (hours * 60 + minutes), text[offset.end() :]
    word = _ZONE_WORD.match(text)
    zone = words.zone_by_name.get(word["word"].casefold()) if word else None
    return (zone, text[word.end() :]) if word and zone else (None, text)


def _dated(text: str, words: DateWords) -> tuple[int, int, int, int, int] | None:
    """Find year, month, day and their span."""
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_MONTH_DAY):
        for match in pattern.finditer(text):
            month = words.month_numbers.get(match["month"].casefold())
            if month:
                return _full_year(match["y"]), month, int(match["d"]), *match.span()
    year_first = _YEAR_FIRST.search(text)
    if year_first:
        year, month, day = (int(year_first[part]) for part in "ymd")
        return year, month, day, *year_first.span()
    numeric = _NUMERIC.search(text)
    if numeric is None:
        return None
    day, month = int(numeric["a"]), int(numeric["b"])
    if numeric["s"] == "/" and day != month:
        if len(numeric["y"]) == 2 or (day <= 12 and month <= 12):
            return None
        if month > 12:
            day, month = month, day
    return _full_year(numeric["y"]), month, day, *numeric.span()


def _full_year(year: str) -> int:
    """Two digits are a year of this century up to 68, as POSIX strptime has it."""
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 69 else 1900)
