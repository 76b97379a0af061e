"""CSV that spreadsheets open safely: nested columns as text, no cell that runs as a formula."""

import csv
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Literal

import pyarrow as pa

from pipelines.commands.values import dumps
from pipelines.export.crosswalk import (
    ACLED_COLUMNS,
    CODES,
    PREFIXED,
    acled_columns,
    load_crosswalk,
)
from pipelines.export.selection import NOTES

Columns = Literal["all", "table", "acled"]
CROSSED: Final = frozenset({"events", "incidents"})
"""Tables that have columns in the manner of ACLED."""

_BOM: Final = b"\xef\xbb\xbf"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take text for a formula, or begin one after a break; full width too."""

_JOIN: Final = "; "


@dataclass(frozen=True)
class CsvForm:
    """How rows become CSV.

    ``columns``: the table's own and those of ACLED with a prefix (all), the table's own, or exactly
    ACLED's with the codes of CAMEO and PLOVER. ``joined``: lists of text as ``a; b`` and not as
    JSON. ``bom``: a mark of UTF-8 for Excel. ``raw``: leave text that begins like a formula.
    """

    columns: Columns = "all"
    joined: bool = True
    bom: bool = False
    raw: bool = False


def write_csv(reader: pa.RecordBatchReader, target: BinaryIO, *, table: str, form: CsvForm) -> int:
    """Write rows as CSV in UTF-8 with a header, null as nothing; return how many."""
    own = [name for name in reader.schema.names if name != NOTES]
    names, values = _columns(table, own, form)
    if form.bom:
        target.write(_BOM)
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    count = 0
    for row in _rows(reader):
        writer.writerow([cell(value, form) for value in values(row)])
        count += 1
    text.detach()
    return count


def cell(value: Any, form: CsvForm) -> str:
    """Write one value: nothing for null, text safe from being run, lists joined or as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if form.raw else harmless(value)
    if form.joined and isinstance(value, list) and all(isinstance(one, str) for one in value):
        joined = _JOIN.join(value)
        return joined if form.raw else harmless(joined)
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    return dumps(value).strip('"')


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run, also behind leading spaces."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text


_Row = dict[str, Any]


def _columns(
    table: str, own: list[str], form: CsvForm
) -> tuple[list[str], Callable[[_Row], list[Any]]]:
    """Return the header and what makes a row's values."""
    if form.columns == "table" or table not in CROSSED:
        return own, lambda row: [row[name] for name in own]
    known = load_crosswalk()
    if form.columns == "acled":
        wanted = [*ACLED_COLUMNS, *CODES]
        return wanted, lambda row: list(acled_columns(row, known).values())
    further = [*PREFIXED, *(name for name in CODES if name not in own)]
    header = [name if name in CODES else f"acled_{name}" for name in further]

    def values(row: _Row) -> list[Any]:
        crossed = acled_columns(row, known)
        return [*(row[name] for name in own), *(crossed[name] for name in further)]

    return [*own, *header], values


def _rows(reader: pa.RecordBatchReader) -> Iterator[_Row]:
    names = reader.schema.names
    for batch in reader:
        columns = [column.to_pylist() for column in batch.columns]
        for values in zip(*columns, strict=True):
            yield dict(zip(names, values, strict=True))
