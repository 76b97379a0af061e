"""JSON from outside to Python values, with every way of failing turned into one."""

import json
from typing import Any

from transforms.outcomes import Reason
from transforms.read.failures import ReadError


def parse_json(text: str) -> Any:
    """Parse one JSON value; NaN and infinities become None, of equal keys the last counts.

    Raises:
        ReadError: invalid_json, also for nesting or numbers beyond what Python reads.
    """
    try:
        return json.loads(text, parse_constant=_no_number, strict=False)
    except json.JSONDecodeError as error:
        detail = f"{error.msg} at character {error.pos}"
    except RecursionError:
        detail = "nested too deeply"
    except ValueError:
        detail = "a number with too many digits"
    raise ReadError(Reason.INVALID_JSON, detail)


def _no_number(_name: str) -> None:
    return None
