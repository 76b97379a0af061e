"""Values of foreign records to ours: text, lists of names, dates."""

import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from transforms.outcomes import Reason
from transforms.read.failures import ReadError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS: Final = re.compile(r"\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?")
# Unix time by its size: seconds reach the year 9999 at 2.5e11, milliseconds are there since 1978.
_UNITS: Final = ((3e11, 1), (3e14, 1_000), (3e17, 1_000_000), (3e20, 1_000_000_000))
_SMALLEST_UNIX: Final = 100_000_000
_WRAPPERS: Final = ("rendered", "$date", "$oid", "$numberLong", "name", "title", "value", "#text")
_LISTED: Final = re.compile(r"[;|,]")


def clean_characters(text: str) -> str:
    """Make a string that UTF-8 can carry: surrogate pairs joined, lone ones and NUL taken out.

    Line ends become line feeds.
    """
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "")


def unwrapped(value: Any) -> Any:
    """Take the value out of the one-key objects of common exports (WordPress, MongoDB, NewsAPI)."""
    for _ in range(3):
        if not isinstance(value, dict):
            break
        key = next((key for key in _WRAPPERS if value.get(key) is not None), None)
        if key is None:
            break
        value = value[key]
    return value


def text_value(value: Any, key: str) -> str | None:
    """Return running text: a string, or a list of paragraphs joined; None where there is none.

    Raises:
        ReadError: invalid_record for numbers, objects and mixed lists: they are no text.
    """
    value = unwrapped(value)
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if value is None or isinstance(value, str):
        return clean_characters(value) if value and not value.isspace() else None
    raise ReadError(Reason.INVALID_RECORD, f"{key} is {_kind(value)}, not text")


def short_value(value: Any, key: str) -> str | None:
    """Return a title, address or name: strings stripped, numbers as written, [one] as one.

    Raises:
        ReadError: invalid_record for objects and longer lists.
    """
    value = unwrapped(value)
    if isinstance(value, (list, tuple)) and len(value) <= 1:
        value = unwrapped(value[0]) if value else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return clean_characters(value).strip() or None
    raise ReadError(Reason.INVALID_RECORD, f"{key} is {_kind(value)}, not one value")


def list_value(value: Any, *, split: bool) -> list[str]:
    """Return names or tags: a list of strings or of objects with a name, or one string.

    ``split`` takes a string apart at commas, semicolons and bars (tags); a string that is a JSON
    list, as CSV files have them, is read as such. What is no name is left out.
    """
    if isinstance(value, str):
        value = _parts(value, split)
    elif isinstance(value, dict):
        value = [value]
    if not isinstance(value, Iterable):
        return []
    names = []
    for part in value:
        name = unwrapped(part)
        if isinstance(name, (int, float)) and not isinstance(name, bool):
            name = _number(name)
        if isinstance(name, str) and name.strip():
            names.append(clean_characters(name).strip())
    return list(dict.fromkeys(names))


def _parts(value: str, split: bool) -> list[Any]:
    if value.lstrip().startswith("["):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            parsed = None
        if isinstance(parsed, list):
            return parsed
    if split:
        return _LISTED.split(value)
    return value.split(";")


def date_value(value: Any) -> str | None:
    """Return the raw date phrase; typed dates and unix times become ISO 8601.

    Unix seconds, milliseconds, microseconds and nanoseconds are told apart by size and are UTC; a
    typed timestamp without zone stays without. 20240424 is read as a day.
    """
    value = unwrapped(value)
    if isinstance(value, (list, tuple)) and len(value) == 1:
        value = value[0]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, str):
        phrase = clean_characters(value).strip()
        if not _DIGITS.fullmatch(phrase):
            return phrase or None
        value = float(phrase) if "." in phrase else int(phrase)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return _moment(value)


def _moment(value: float) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if 19_000_101 <= value <= 21_001_231:
        return _day(str(value))
    unit = next((unit for limit, unit in _UNITS if value < limit), None)
    if unit is None or value < _SMALLEST_UNIX:
        return _number(value)
    seconds, rest = divmod(value, unit)
    try:
        moment = _EPOCH + timedelta(seconds=seconds, microseconds=rest * 1_000_000 // unit)
    except OverflowError:
        return _number(value)
    return moment.isoformat()


def _day(digits: str) -> str:
    try:
        return datetime.strptime(digits, "%Y%m%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return digits


def _number(value: float) -> str | None:
    try:
        return str(value)
    except ValueError:  # an integer with more digits than Python writes out
        return None


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", dict: "an object"}
    return names.get(type(value), "a list" if isinstance(value, (list, tuple)) else "of no use")
