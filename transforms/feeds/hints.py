"""What an XML feed says about its own schedule: ttl, the syndication module, hours and days off.

Names and units are those of the RSS 2.0 specification and of the RDF syndication module.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from transforms.feeds.documents import FeedHints
from transforms.feeds.settings import DAY
from transforms.language.detect import declared_language
from transforms.read.feed_fields import entry_string

_SKIP_HOURS: Final = re.compile(
    r"<skipHours\b[^<>]{0,200}>(.{0,4000}?)</skipHours\s*>", re.I | re.S
)
_SKIP_DAYS: Final = re.compile(r"<skipDays\b[^<>]{0,200}>(.{0,4000}?)</skipDays\s*>", re.I | re.S)
_HOUR: Final = re.compile(r"<hour\b[^<>]{0,200}>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY: Final = re.compile(r"<day\b[^<>]{0,200}>\s*([A-Za-z]{3,9})\s*<", re.IGNORECASE)
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERIODS: Final = {
    "hourly": 3600,
    "daily": DAY,
    "weekly": 7 * DAY,
    "monthly": 30 * DAY,
    "yearly": 365 * DAY,
}


def hints_of(about: Any, text: str) -> FeedHints:
    """Read the hints of a feed from feedparser's fields of it and from its text.

    What makes no sense (a negative ttl, hour 99, every hour of the day) is as if it were not there.
    """
    hours = _numbers(_SKIP_HOURS, _HOUR, text, _hour)
    days = _numbers(_SKIP_DAYS, _DAY, text, _weekday)
    return FeedHints(
        title=entry_string(about.get("title")),
        language=declared_language(entry_string(about.get("language"))),
        ttl_seconds=max(_ttl(about), _update_interval(about)) or None,
        skip_hours=hours if len(hours) < 24 else (),
        skip_days=days if len(days) < 7 else (),
        hub_url=_link(about, "hub"),
        topic_url=_link(about, "self"),
    )


def _ttl(about: Any) -> int:
    """Seconds of ``ttl``, which is in minutes; 0 where it says nothing."""
    return min(60 * _whole(about.get("ttl")), 365 * DAY)


def _update_interval(about: Any) -> int:
    period = (entry_string(about.get("sy_updateperiod")) or "").lower()
    frequency = max(1, _whole(about.get("sy_updatefrequency")))
    return _PERIODS.get(period, 0) // frequency


def _whole(value: Any) -> int:
    text = entry_string(value) or ""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _numbers(
    whole: "re.Pattern[str]", part: "re.Pattern[str]", text: str, read: Callable[[str], int | None]
) -> tuple[int, ...]:
    match = whole.search(text)
    found = (read(value) for value in part.findall(match.group(1))) if match else iter(())
    return tuple(sorted({number for number in found if number is not None}))


def _hour(text: str) -> int | None:
    """Hour 24 of RSS 0.91 is midnight."""
    hour = int(text)
    return hour % 24 if hour <= 24 else None


def _weekday(text: str) -> int | None:
    name = text[:3].lower()
    return _DAYS.index(name) if name in _DAYS else None


def _link(about: Any, relation: str) -> str | None:
    for link in about.get("links") or []:
        if link.get("rel") == relation:
            return entry_string(link.get("href"))
    return None
