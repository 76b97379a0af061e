"""Rows of a query as a table for people, CSV or JSON; batches are written as they come."""

import csv
import io
import math
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO, Final

import pyarrow as pa

from pipelines.commands.values import dumps, use_colours

MAX_TABLE_ROWS: Final = 1_000
_WIDEST: Final = 60
_NARROWEST: Final = 6
_PIPE_WIDTH: Final = 160


def write_json(reader: pa.RecordBatchReader, target: BinaryIO) -> None:
    """Write one JSON array with an object per row; of equal column names the last one wins."""
    target.write(b"[")
    names = reader.schema.names
    for number, row in enumerate(_rows(reader)):
        line = dumps(dict(zip(names, row, strict=True)))
        target.write(f"{',' if number else ''}\n  {line}".encode())
    target.write(b"\n]\n")


def write_csv(reader: pa.RecordBatchReader, target: BinaryIO) -> None:
    """Write CSV in UTF-8: null is empty, lists and structs are JSON."""
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(reader.schema.names)
    for row in _rows(reader):
        writer.writerow("" if value is None else _cell(value) for value in row)
    text.detach()


def write_table(reader: pa.RecordBatchReader, target: BinaryIO) -> None:
    """Write columns for people: cut to the terminal's width, at most ``MAX_TABLE_ROWS`` rows."""
    rows = _rows(reader)
    shown = [[_shown(value) for value in row] for row in islice(rows, MAX_TABLE_ROWS)]
    more = sum(1 for _ in rows)
    names = list(reader.schema.names)
    widths = _fit([_longest(column) for column in zip(names, *shown, strict=True)])
    right = [_is_number(field.type) for field in reader.schema]
    bold = ("\x1b[1m", "\x1b[0m") if _colours(target) else ("", "")
    head = _line(names, widths, right)
    target.write(f"{bold[0]}{head}{bold[1]}\n{'  '.join('-' * w for w in widths)}\n".encode())
    for cells in shown:
        target.write(f"{_line(cells, widths, right)}\n".encode())
    count = len(shown) + more
    note = f", the first {len(shown)} shown" if more else ""
    target.write(f"({count} row{'' if count == 1 else 's'}{note})\n".encode())


def _rows(reader: pa.RecordBatchReader) -> Iterator[tuple[Any, ...]]:
    for batch in reader:
        columns: Iterable[list[Any]] = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def _cell(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str) else dumps(value).strip('"')


def _shown(value: Any) -> str:
    """Write a cell for people: nothing for null, a list of words without its signs."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return _cell(value)


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    parts = [_padded(*cell) for cell in zip(cells, widths, right, strict=True)]
    return "  ".join(parts).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    shown = _cut("".join(c if c.isprintable() else " " for c in text), width)
    space = " " * (width - _width(shown))
    return space + shown if right else shown + space


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept, used = [], 0
    for character in text:
        used += _width(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def _width(text: str) -> int:
    """Count the columns of a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _longest(column: tuple[str, ...]) -> int:
    return min(_WIDEST, max(chain((1,), (_width(text) for text in column))))


def _fit(widths: list[int]) -> list[int]:
    """Narrow the widest columns until a row fits; a pipe has room for more."""
    room = shutil.get_terminal_size((_PIPE_WIDTH, 0)).columns if sys.stdout.isatty() else None
    fitted = list(widths)
    while room and fitted and sum(fitted) + 2 * (len(fitted) - 1) > room:
        widest = max(range(len(fitted)), key=fitted.__getitem__)
        if fitted[widest] <= _NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _colours(target: BinaryIO) -> bool:
    return target is sys.stdout.buffer and use_colours()
