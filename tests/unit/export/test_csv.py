"""CSV that no spreadsheet runs and that reads back."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any, Final

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.export.crosswalk import ACLED_COLUMNS, CODES
from pipelines.export.csv_rows import CsvForm, cell, harmless, write_csv
from tests.helpers.exporting import incident
from transforms.tables import to_arrow

PLAIN: Final = CsvForm(columns="table")


def lines(table: pa.Table, form: CsvForm, name: str = "incidents") -> list[list[str]]:
    target = io.BytesIO()
    count = write_csv(table.to_reader(), target, table=name, form=form)
    found = list(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline="")))
    assert count == len(found) - 1
    return found


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1"],
)
def test_text_that_would_run_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert cell(text, PLAIN) == f"'{text}"
    assert cell([text, "b"], PLAIN) == f"'{text}; b"
    assert cell(text, CsvForm(raw=True)) == text


@pytest.mark.parametrize("text", ["", "a=1", "Kyiv", "1-2", "'=1", '"=1', "Днепр"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_no_cell_of_text_begins_like_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (0, "0"),
        (-3, "-3"),
        (-1.5, "-1.5"),
        (float("nan"), ""),
        (True, "true"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00+00:00"),
        ([], ""),
        (["a", "b"], "a; b"),
        ([{"name": "Ї", "n": None}], '[{"name": "Ї", "n": null}]'),
    ],
)
def test_values_as_cells(value: Any, expected: str) -> None:
    assert cell(value, PLAIN) == expected


def test_lists_are_json_where_that_is_asked_for() -> None:
    assert cell(["a; b", "c"], CsvForm(joined=False)) == '["a; b", "c"]'


def test_quotes_breaks_and_commas_read_back() -> None:
    names = 'He said "no",\r\nthen left; Ї'
    found = lines(to_arrow([incident("a", target_name=names)], "incidents"), PLAIN)
    assert dict(zip(*found, strict=True))["target_name"] == names


def test_the_mark_of_utf8_stands_first_where_asked_for() -> None:
    target = io.BytesIO()
    table = pa.table({"feed_url": ["x"]})
    write_csv(table.to_reader(), target, table="coverage", form=CsvForm(bom=True))
    assert target.getvalue() == b"\xef\xbb\xbffeed_url\nx\n"


def test_the_columns_of_acled_stand_behind_the_tables_own() -> None:
    table = to_arrow([incident("a", killed=None)], "incidents")
    header, values = lines(table, CsvForm())
    assert header[: len(table.schema.names)] == table.schema.names
    row = dict(zip(header, values, strict=True))
    assert row["acled_sub_event_type"] == "Air/drone strike"
    assert row["acled_fatalities"] == row["killed"] == ""
    assert (row["cameo_code"], row["plover_mode"]) == ("1952", "drone")
    assert len(set(header)) == len(header)


def test_a_file_in_the_form_of_acled_has_its_columns_in_their_order() -> None:
    header, values = lines(to_arrow([incident("a", killed=3)], "incidents"), CsvForm("acled"))
    assert header == [*ACLED_COLUMNS, *CODES]
    row = dict(zip(header, values, strict=True))
    assert (row["event_id_cnty"], row["fatalities"], row["country"]) == ("a", "3", "Ukraine")
    assert row["actor2"] == row["admin2"] == row["interaction"] == ""


def test_structs_are_json_objects() -> None:
    claim = {"stance": "claims", "value": 3}
    table = pa.table({"claims": [[claim]]})
    found = lines(table, PLAIN, "coverage")
    assert json.loads(found[1][0]) == [claim]
