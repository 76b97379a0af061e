"""Dates of items that count back from now, as some feeds write them; only a poll knows that now."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

from transforms.language.date_words import bundled_date_words

_COUNTED: Final = re.compile(r"\d{1,4}\s?[^\W\d_]{1,20}")
_LONGEST: Final = 60
_OLDEST: Final = timedelta(days=400)
_EPOCH: Final = datetime(2020, 1, 15, 12, tzinfo=UTC)


def absolute_date(phrase: str | None, now: datetime) -> str | None:
    """Return a date phrase with "3 hours ago" and the like, in any known language, made absolute.

    Anything else comes back as it was: a full date, and also "today at 5", whose zone is open.
    """
    if not phrase or len(phrase) > _LONGEST or _has_year(phrase) or not _COUNTED.search(phrase):
        return phrase
    distance = _distance(phrase, bundled_date_words().fallback_languages)
    if distance is None or not timedelta(0) <= distance <= _OLDEST:
        return phrase
    return (now - distance).replace(microsecond=0).isoformat()


def _has_year(phrase: str) -> bool:
    return re.search(r"\d{4}|[-/.:]\d{2}", phrase) is not None


@lru_cache(maxsize=2048)
def _distance(phrase: str, languages: tuple[str, ...]) -> timedelta | None:
    """Let dateparser read a phrase; imported on first use, for it is slow and seldom needed."""
    import dateparser  # noqa: PLC0415

    found = dateparser.parse(
        phrase,
        languages=list(languages),
        settings={
            "PARSERS": ["relative-time"],
            "RELATIVE_BASE": _EPOCH.replace(tzinfo=None),
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "TO_TIMEZONE": "UTC",
        },
    )
    return _EPOCH - found if isinstance(found, datetime) else None
