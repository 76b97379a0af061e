import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.commands.rows import MAX_TABLE_ROWS, write_csv, write_json, write_table
from pipelines.commands.values import plain
from transforms.records import SlotSpan


def written(writer: Any, table: pa.Table) -> str:
    target = io.BytesIO()
    writer(pa.RecordBatchReader.from_batches(table.schema, table.to_batches(2)), target)
    return target.getvalue().decode()


TABLE = pa.table(
    {
        "name": ["Київ, центр", None, 'say "x"\nnow'],
        "number": pa.array([1, None, -20], pa.int64()),
        "day": pa.array([date(2026, 1, 2), None, None]),
        "words": [["a", "b"], [], None],
        "inner": [{"x": 1, "y": None}, None, None],
    }
)


def test_json_is_one_array_with_types_kept() -> None:
    assert json.loads(written(write_json, TABLE)) == [
        {"name": "Київ, центр", "number": 1, "day": "2026-01-02", "words": ["a", "b"],
         "inner": {"x": 1, "y": None}},
        {"name": None, "number": None, "day": None, "words": [], "inner": None},
        {"name": 'say "x"\nnow', "number": -20, "day": None, "words": None, "inner": None},
    ]  # fmt: skip


def test_json_of_no_rows_is_an_empty_array() -> None:
    assert json.loads(written(write_json, TABLE.slice(0, 0))) == []


def test_csv_quotes_and_keeps_null_empty() -> None:
    rows = list(csv.reader(io.StringIO(written(write_csv, TABLE), newline="")))
    assert rows == [
        ["name", "number", "day", "words", "inner"],
        ["Київ, центр", "1", "2026-01-02", '["a", "b"]', '{"x": 1, "y": null}'],
        ["", "", "", "[]", ""],
        ['say "x"\nnow', "-20", "", "", ""],
    ]


def test_a_table_aligns_numbers_to_the_right_and_shows_no_control_characters() -> None:
    table = pa.table({"place": ["Суми", "a\x1b[31mb\tc"], "n": [5, 1234]})
    assert written(write_table, table).splitlines() == [
        "place         n",
        "---------  ----",
        "Суми          5",
        "a [31mb c  1234",
        "(2 rows)",
    ]


def test_wide_characters_take_two_columns_and_long_cells_are_cut() -> None:
    lines = written(write_table, pa.table({"a": ["東京", "x" * 100], "b": [1, 2]})).splitlines()
    assert lines[2] == "東京" + " " * 56 + "  1"
    assert lines[3] == "x" * 59 + "…  2"


def test_a_table_shows_a_bounded_number_of_rows_and_says_so() -> None:
    many = pa.table({"n": list(range(MAX_TABLE_ROWS + 5))})
    lines = written(write_table, many).splitlines()
    assert lines[-1] == f"({MAX_TABLE_ROWS + 5} rows, the first {MAX_TABLE_ROWS} shown)"
    assert len(lines) == MAX_TABLE_ROWS + 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal(3), 3),
        (Decimal("2.50"), 2.5),
        (float("nan"), None),
        (float("inf"), None),
        (True, True),
        (b"\x00\xff", "00ff"),
        (datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00+00:00"),
        (SlotSpan("place", 1, 2), {"slot": "place", "start": 1, "end": 2}),
        ([(1, None)], [[1, None]]),
    ],
)
def test_values_become_what_json_knows(value: Any, expected: Any) -> None:
    assert plain(value) == expected
