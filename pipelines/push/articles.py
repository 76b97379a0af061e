"""The body of ``POST /articles``: records checked one by one, kept as JSON lines.

A batch is taken whole or not at all: one bad record refuses it, with every fault named by its
position, so that a client knows what is stored. Keys are those of input files.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from transforms.read.failures import ReadError
from transforms.read.json_values import parse_json
from transforms.read.record_fields import HTML_KEYS, MIXED_KEYS, TEXT_KEYS, plain_key
from transforms.settings import ReadSettings

JSON_TYPES: Final = ("application/json",)
LINES_TYPES: Final = (
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
)
_CONTENT: Final = frozenset(TEXT_KEYS + MIXED_KEYS + HTML_KEYS)
_SHOWN: Final = 20


class Batch(NamedTuple):
    """Accepted records as JSON lines, and how many there are."""

    lines: bytes
    articles: int


class BatchError(Exception):
    """The body is refused with a status (400, 413 or 422); each fault is a line."""

    def __init__(self, status: int, faults: list[str]) -> None:
        super().__init__(faults[0])
        self.status = status
        self.faults = faults


def media_type(content_type: str) -> str:
    """Return a content type without its parameters, in small letters."""
    return content_type.split(";", 1)[0].strip().lower()


def declared_charset(content_type: str) -> str:
    """Return the charset that a content type names, UTF-8 where it names none."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return "utf-8"


def read_batch(body: bytes, kind: str, max_records: int, settings: ReadSettings) -> Batch:
    """Check a body of one of the types above and return it as JSON lines.

    Raises:
        BatchError: 400 where it is no UTF-8 or no JSON, 413 for too many or too large records,
            422 for a record that is no object or has neither text nor html.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BatchError(400, [f"no UTF-8 at byte {error.start}"]) from error
    lines: list[bytes] = []
    faults: list[str] = []
    status = 422
    for position, record in enumerate(_records(text, kind), start=1):
        if position > max_records:
            raise BatchError(413, [f"more than {max_records} records"])
        line = _line(record)
        fault = _fault(record)
        if len(line) > settings.max_record_bytes:
            status = 413
            fault = f"{len(line)} bytes, allowed are {settings.max_record_bytes}"
        if fault:
            faults.append(f"record {position}: {fault}")
        lines.append(line)
    if faults:
        raise BatchError(status, [*faults[:_SHOWN], *_rest(faults)])
    if not lines:
        raise BatchError(422, ["no record"])
    return Batch(b"".join(lines), len(lines))


def _records(text: str, kind: str) -> Iterator[Any]:
    try:
        if kind in LINES_TYPES:
            for number, line in enumerate(text.split("\n"), start=1):
                if line.strip():
                    yield _parsed(line, f"line {number}: ")
            return
        value = _parsed(text, "")
    except RecursionError as error:
        raise BatchError(400, ["nested too deeply"]) from error
    yield from value if isinstance(value, list) else [value]


def _parsed(text: str, where: str) -> Any:
    try:
        return parse_json(text)
    except ReadError as error:
        raise BatchError(400, [f"{where}{error.detail}"]) from error


def _line(record: Any) -> bytes:
    try:
        return f"{json.dumps(record, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:  # half a surrogate pair, written as an escape
        return f"{json.dumps(record)}\n".encode("ascii")
    except RecursionError as error:
        raise BatchError(400, ["nested too deeply"]) from error


def _fault(record: Any) -> str | None:
    if not isinstance(record, Mapping):
        return "not an object"
    for key, value in record.items():
        if (
            plain_key(key) in _CONTENT
            and value
            and not (isinstance(value, str) and not value.strip())
        ):
            return None
    return "neither text nor html"


def _rest(faults: list[str]) -> list[str]:
    left = len(faults) - _SHOWN
    return [f"and {left} more"] if left > 0 else []
