"""Words of a command line to values: what argparse calls for an option's type."""

import argparse
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

EARLIEST_YEAR: Final = 1990
LATEST_YEAR: Final = 2200
_UNITS: Final = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_TIME: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd]?)")


def moment(text: str) -> datetime:
    """Read an ISO 8601 date or time; one without a zone is in UTC.

    Raises argparse.ArgumentTypeError for anything else and for years that no run can have.
    """
    try:
        value = datetime.fromisoformat(text.strip())
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no ISO date or time such as 2026-02-01 or 2026-02-01T12:00:00Z"
        ) from None
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not between the years {EARLIEST_YEAR} and {LATEST_YEAR}"
        )
    return value


def given(text: str) -> str:
    """Take a word that is not empty. Raises argparse.ArgumentTypeError otherwise."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def seconds(text: str) -> float:
    """Read a time such as 30s, 5m or 1h as seconds. Raises argparse.ArgumentTypeError."""
    match = _TIME.fullmatch(text.strip())
    seconds = float(match[1]) * _UNITS[match[2]] if match else 0.0
    if not 0 < seconds <= _UNITS["d"]:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 30s, 5m or 1h, up to 1d")
    return seconds


def path(text: str) -> Path:
    """Take a path. Raises argparse.ArgumentTypeError for an empty one."""
    return Path(given(text))


def language(text: str) -> str:
    """Take an ISO 639-1 code. Raises argparse.ArgumentTypeError for anything else."""
    code = text.strip().lower()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 639-1 code such as en")
    return code


def day(text: str) -> date:
    """Read an ISO day. Raises argparse.ArgumentTypeError for anything else."""
    try:
        value = date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO day such as 2026-02-01") from None
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not between the years {EARLIEST_YEAR} and {LATEST_YEAR}"
        )
    return value


def number_of_days(text: str) -> int:
    """Read a number of days, 1 to 10,000. Raises argparse.ArgumentTypeError for another."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 5 and 1 <= int(plain) <= 10_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days from 1 to 10000")
    return int(plain)


def country(text: str) -> str:
    """Take an ISO 3166-1 alpha-2 code. Raises argparse.ArgumentTypeError for anything else."""
    code = text.strip().upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 3166-1 code such as UA")
    return code
