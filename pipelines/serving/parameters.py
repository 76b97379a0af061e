"""The query of an address to values: strict, so that a mistyped filter is not taken for none."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from pipelines.serving.errors import RequestRefused

_MOST_FIELDS: Final = 60
_LONGEST: Final = 200
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}
_MOST_WORDS: Final = 10
_ESCAPED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")

Parameters = Mapping[str, list[str]]


def read_query(query: str, known: Collection[str]) -> dict[str, list[str]]:
    """Return the values of each parameter, in their order.

    Raises:
        RequestRefused: for a parameter that is not known, and text that is no UTF-8, has control
            characters or is too long or too much.
    """
    if _ESCAPED.search(query):
        raise RequestRefused("the query has a % that escapes nothing")
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise RequestRefused("the query is no UTF-8") from None
    except ValueError:
        raise RequestRefused(f"more than {_MOST_FIELDS} parameters") from None
    read: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            raise RequestRefused(f"unknown parameter {name[:50]!r}; known: {names}")
        if len(value) > _LONGEST and name != "cursor":
            raise RequestRefused(f"{name}: longer than {_LONGEST} characters")
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
            raise RequestRefused(f"{name}: control characters")
        read.setdefault(name, []).append(unicodedata.normalize("NFC", value))
    return read


def single(parameters: Parameters, name: str) -> str | None:
    """Return the one value of a parameter, None where it is not given. Raises RequestRefused."""
    values = parameters.get(name, [])
    if len(values) > 1:
        raise RequestRefused(f"{name}: given {len(values)} times")
    return values[0] if values else None


def day(parameters: Parameters, name: str) -> date | None:
    """Read a day such as 2026-02-01. Raises RequestRefused."""
    value = single(parameters, name)
    if value is None:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise RequestRefused(f"{name}: {value!r} is no day such as 2026-02-01") from None


def truth(parameters: Parameters, name: str) -> bool | None:
    """Read true or false (or 1 or 0). Raises RequestRefused."""
    value = single(parameters, name)
    if value is None:
        return None
    if value not in _TRUTH:
        raise RequestRefused(f"{name}: {value!r} is neither true nor false")
    return _TRUTH[value]


def number(parameters: Parameters, name: str, default: int, most: int) -> int:
    """Read a number from 1 to ``most``. Raises RequestRefused."""
    value = single(parameters, name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= most):
        raise RequestRefused(f"{name}: {value!r} is no number from 1 to {most}")
    return int(value)


def words(parameters: Parameters, name: str) -> list[str]:
    """Return the words to look for, in small letters. Raises RequestRefused."""
    found = (single(parameters, name) or "").lower().split()
    if len(found) > _MOST_WORDS:
        raise RequestRefused(f"{name}: more than {_MOST_WORDS} words")
    return found


def period(parameters: Parameters) -> tuple[date | None, date | None]:
    """Return the days ``from`` and ``to``, both inclusive. Raises RequestRefused."""
    first, last = day(parameters, "from"), day(parameters, "to")
    if first is not None and last is not None and first > last:
        raise RequestRefused(f"from: {first} is after {last}")
    return first, last
