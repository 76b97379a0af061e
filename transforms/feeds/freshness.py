"""What the headers of an answer say about when to ask again (RFC 9110 and 9111)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from transforms.feeds.settings import DAY

_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_SECONDS: Final = re.compile(r"\d{1,12}")


def retry_after_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return the moment of ``Retry-After``, at most a day ahead; None where it says nothing.

    A date is taken relative to the answer's own ``Date``, so that a server whose clock is wrong is
    understood. What lies in the past or cannot be read says nothing.
    """
    return _ahead(_seconds_or_date(headers.get("retry-after", ""), headers, now), now)


def expires_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return until when the answer is fresh, at most a day ahead; None where it says nothing.

    ``max-age`` less ``Age`` wins over ``Expires``, which is relative to ``Date``.
    """
    control = headers.get("cache-control", "")
    match = _MAX_AGE.search(control)
    if match:
        return _ahead(float(match.group(1)) - _age(headers), now)
    if "no-cache" in control.lower() or "no-store" in control.lower():
        return None
    until = _date(headers.get("expires", ""))
    if until is None:
        return None
    return _ahead(_distance(until, headers, now) - _age(headers), now)


def _seconds_or_date(value: str, headers: Mapping[str, str], now: datetime) -> float:
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _date(value)
    return _distance(until, headers, now) if until else 0.0


def _distance(until: datetime, headers: Mapping[str, str], now: datetime) -> float:
    sent = _date(headers.get("date", "")) or now
    return (until - sent).total_seconds()


def _age(headers: Mapping[str, str]) -> float:
    value = headers.get("age", "").strip()
    return float(value) if _SECONDS.fullmatch(value) else 0.0


def _ahead(seconds: float, now: datetime) -> datetime | None:
    return now + timedelta(seconds=min(seconds, DAY)) if seconds > 0 else None


def _date(value: str) -> datetime | None:
    if not value or len(value) > 100:
        return None
    try:
        found = parsedate_to_datetime(value)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
