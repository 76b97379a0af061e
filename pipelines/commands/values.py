"""Values of records and query results as JSON; no heavy imports."""

import json
import math
import os
import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Write a value as JSON, see ``plain``."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent)


def plain(value: Any) -> Any:
    """Return a value as JSON knows it.

    Records become objects, times ISO 8601, whole decimals integers, bytes hexadecimal, infinite
    numbers and NaN null, anything else its text.
    """
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _number(value: float | Decimal) -> int | float | None:
    if not math.isfinite(value):
        return None
    if isinstance(value, float):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def use_colours() -> bool:
    """Say whether standard output is a terminal that may be coloured (https://no-color.org)."""
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not dumb
