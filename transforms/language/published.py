"""When an article was published: from the metadata of its input, else from its own first lines."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from transforms.language.date_words import DateWords, bundled_date_words
from transforms.language.moments import Moment, read_moment

MAX_LENGTH: Final = 120
FUTURE_TOLERANCE: Final = timedelta(days=2)

_UNIX: Final = re.compile(r"-?\d{9,19}(?:\.\d+)?")
_SPACES: Final = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_URL_DAY: Final = re.compile(
    r"[/_](?P<y>(?:19|20)\d{2})(?P<s>[/-])(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?=[/_-]|$)"
)
_URL_MONTH: Final = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>0[1-9]|1[0-2])(?=/)")
_FULL_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Problem(StrEnum):
    """What keeps a publication date from being used."""

    UNREADABLE = "unreadable"
    IMPOSSIBLE = "impossible"
    FUTURE = "future"


class PublishedDate(NamedTuple):
    """A publication date: ``value`` in UTC or None, whether only its day is known, and why not."""

    value: datetime | None
    day_only: bool = False
    problem: Problem | None = None


def parse_published(
    raw: str | None, as_of: datetime, earliest_year: int, words: DateWords | None = None
) -> PublishedDate:
    """Read the raw date phrase of an input against the clock ``as_of`` (UTC).

    A phrase without a zone counts as UTC, a mere day as its midnight in UTC. The problem is
    UNREADABLE for what names no full date, IMPOSSIBLE for a year before ``earliest_year`` or more
    than one after the clock's (the article is a reject), FUTURE for a possible date over two days
    ahead. None or blank gives neither value nor problem. Never raises.
    """
    text = _SPACES.sub(" ", raw or "").strip()
    if not text:
        return PublishedDate(None)
    if len(text) > MAX_LENGTH:
        return PublishedDate(None, False, Problem.UNREADABLE)
    moment = _read(text, words or bundled_date_words())
    if moment is None:
        return PublishedDate(None, False, Problem.UNREADABLE)
    return judge(moment, as_of, earliest_year)


def published_in_url(url: str, as_of: datetime, earliest_year: int) -> datetime | None:
    """Return the day that an address names in full (".../2024/04/24/..."), as midnight in UTC.

    Only a possible day that is not in the future counts; an address says nothing else reliable.
    """
    match = _URL_DAY.search(url)
    if match is None:
        return None
    moment = read_moment("-".join(match.group("y", "m", "d")), bundled_date_words())
    return judge(moment, as_of, earliest_year).value if moment else None


def month_in_url(url: str, seen: date) -> date | None:
    """Return the first day of the month that an address names (".../2025/11/..."), None if none.

    A month after that of ``seen``, the day on which the article was come upon, is none either.
    """
    match = _URL_MONTH.search(url)
    first = date(int(match["y"]), int(match["m"]), 1) if match is not None else None
    return first if first is not None and first <= seen else None


def judge(moment: Moment, as_of: datetime, earliest_year: int) -> PublishedDate:
    """Decide whether a moment that was read can be a publication date."""
    if moment.value is None or not earliest_year <= moment.year <= as_of.year + 1:
        return PublishedDate(None, moment.day_only, Problem.IMPOSSIBLE)
    if moment.value > as_of + FUTURE_TOLERANCE:
        return PublishedDate(None, moment.day_only, Problem.FUTURE)
    return PublishedDate(moment.value, moment.day_only)


@lru_cache(maxsize=4096)
def _fallback(text: str, languages: tuple[str, ...]) -> Moment | None:
    """Let dateparser read a phrase, absolute dates with all three parts only.

    Imported on first use: it takes a third of a second and few inputs need it.
    """
    import dateparser  # noqa: PLC0415

    value = dateparser.parse(
        text,
        languages=list(languages),
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "TO_TIMEZONE": "UTC",
        },
    )
    if not isinstance(value, datetime):
        return None
    value = value.astimezone(UTC)
    return Moment(value, value.year, value.time() == datetime.min.time(), "")


def _read(text: str, words: DateWords) -> Moment | None:
    moment = read_moment(text, words)
    if moment is not None:
        return moment
    if _UNIX.fullmatch(text):
        return _from_unix(text)
    # dateparser guesses the order of figures and takes a missing year from its own clock.
    if _FULL_YEAR.search(text) and re.search(r"[^\W\d_]{3}", text):
        return _fallback(text, words.fallback_languages)
    return None


def _from_unix(text: str) -> Moment:
    """Read seconds, milli-, micro- or nanoseconds since 1970, told apart by their size."""
    digits = len(text.partition(".")[0].lstrip("-"))
    scale = 1 if digits <= 11 else 1000 if digits <= 14 else 10**6 if digits <= 17 else 10**9
    seconds = float(text) / scale
    try:
        value = datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return Moment(None, 0 if seconds < 0 else 9999, False, "")
    return Moment(value.replace(microsecond=0), value.year, False, "")
