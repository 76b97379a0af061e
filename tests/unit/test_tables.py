"""Tables: schemas derived from records, partition days, order of rows, golden files."""

import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, get_type_hints  # noqa: UP035

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.arrow import arrow_schema, columns_of, records_of
from transforms.tables import (
    TABLES,
    UNKNOWN_PARTITION,
    describe,
    from_arrow,
    partition_day,
    partition_name,
    read_partition_name,
    sort_rows,
    table_schema,
    table_spec,
    to_arrow,
)

GOLDEN = Path(__file__).parents[1] / "golden"


class Inner(NamedTuple):
    label: str
    size: Optional[int]  # noqa: UP045


class Sample(NamedTuple):
    text: str
    number: int
    share: Optional[float]  # noqa: UP045
    flag: bool
    raw: Optional[bytes]  # noqa: UP045
    at: Optional[datetime]  # noqa: UP045
    day: Optional[date]  # noqa: UP045
    words: List[str]  # noqa: UP006
    inner: List[Inner]  # noqa: UP006
    one: Optional[Inner]  # noqa: UP045
    maybe: Optional[List[int]]  # noqa: UP006, UP045


SAMPLE = Sample(
    "x", 1, 0.5, True, b"\x00", datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1),
    ["a", "b"], [Inner("p", 1), Inner("q", None)], Inner("r", 2), [1, 2],
)  # fmt: skip
EMPTY = Sample("", 0, None, False, None, None, None, [], [], None, None)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_the_golden_file_pins_names_types_and_nullability(table: str) -> None:
    path = GOLDEN / f"{table}.txt"
    if os.environ.get("WIREBEAM_WRITE_GOLDEN"):
        path.write_text(describe(table), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == describe(table)


def test_every_golden_file_belongs_to_a_table() -> None:
    described = {
        path.stem for path in GOLDEN.glob("*.txt") if ": partitioned by" in path.read_text("utf-8")
    }
    assert set(TABLES) == described


def test_types_and_nullability_follow_the_annotations() -> None:
    schema = arrow_schema(Sample)
    assert {field.name: (str(field.type), field.nullable) for field in schema} == {
        "text": ("string", False),
        "number": ("int64", False),
        "share": ("double", True),
        "flag": ("bool", False),
        "raw": ("binary", True),
        "at": ("timestamp[us, tz=UTC]", True),
        "day": ("date32[day]", True),
        "words": ("list<element: string not null>", False),
        "inner": ("list<element: struct<label: string not null, size: int64> not null>", False),
        "one": ("struct<label: string not null, size: int64>", True),
        "maybe": ("list<element: int64 not null>", True),
    }


class Odd(NamedTuple):
    value: Dict[str, int]  # noqa: UP006


class Either(NamedTuple):
    value: int | str | None


@pytest.mark.parametrize("record_type", [Odd, Either])
def test_an_annotation_without_arrow_type_is_refused_by_name(record_type: type) -> None:
    with pytest.raises(TypeError, match=rf"{record_type.__name__}\.value"):
        arrow_schema(record_type)


def test_a_type_that_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="NamedTuple"):
        arrow_schema(dict)


def test_records_survive_the_way_to_arrow_and_back() -> None:
    rows = [SAMPLE, EMPTY, SAMPLE]
    assert rows == records_of(columns_of(rows, arrow_schema(Sample), "sample"), Sample)
    assert records_of(columns_of([], arrow_schema(Sample), "sample"), Sample) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"text": None}, "sample.text must not be null"),
        ({"words": None}, "sample.words must not be null"),
        ({"words": ["a", None]}, "sample.words must not be null"),
        ({"inner": [Inner(None, 1)]}, "sample.inner.label must not be null"),  # type: ignore[arg-type]
        ({"inner": [None]}, "sample.inner must not be null"),
        ({"one": Inner(None, 1)}, "sample.one.label must not be null"),  # type: ignore[arg-type]
        ({"at": datetime(2026, 1, 1)}, "sample.at holds a datetime without time zone"),  # noqa: DTZ001
        ({"number": 2**70}, "sample.number does not fit int64"),
        ({"number": "7"}, "sample.number does not fit int64"),
        ({"number": 1.5}, "sample.number does not fit int64"),
        ({"text": "\ud800"}, "sample.text does not fit string"),
        ({"text": 5}, "sample.text does not fit string"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_column(
    changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(ValueError, match=where):
        columns_of([SAMPLE, SAMPLE._replace(**changes)], arrow_schema(Sample), "sample")


def test_a_record_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="2 fields instead of 11"):
        columns_of([SAMPLE, Inner("a", 1)], arrow_schema(Sample), "sample")


def test_times_of_other_zones_are_stored_in_utc() -> None:
    there = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    rows = columns_of([SAMPLE._replace(at=there)], arrow_schema(Sample), "sample")
    assert str(records_of(rows, Sample)[0].at) == "2025-12-31 22:30:00+00:00"


def aware() -> st.SearchStrategy[datetime]:
    return st.datetimes(
        min_value=datetime(1990, 1, 1),  # noqa: DTZ001
        max_value=datetime(9999, 12, 30),  # noqa: DTZ001
        timezones=st.just(UTC),
    )


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a record's annotation that a table can hold."""
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if type(None) in arguments:
        return st.none() | values(arguments[0])
    if getattr(annotation, "__origin__", None) is list:
        return st.lists(values(arguments[0]), max_size=2)
    if hasattr(annotation, "_fields"):
        return record(annotation)
    simple = {
        str: st.text(st.characters(codec="utf-8"), max_size=4),
        int: st.integers(-(2**63), 2**63 - 1),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        bytes: st.binary(max_size=4),
        datetime: aware(),
        date: st.dates(),
    }
    return simple[annotation]


def record(record_type: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record_type)
    return st.builds(record_type, **{name: values(hints[name]) for name in record_type._fields})


@pytest.mark.parametrize("table", sorted(TABLES))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_record_survives_the_way_to_arrow_and_back(table: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(record(table_spec(table).record_type), max_size=3))
    arrow = to_arrow(rows, table)
    arrow.validate(full=True)
    assert rows == from_arrow(arrow, table)
    assert table_schema(table).equals(arrow.schema)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_order_of_rows_does_not_depend_on_their_arrival(data: st.DataObject) -> None:
    rows = data.draw(st.lists(record(table_spec("feeds").record_type), max_size=5))
    shuffled = data.draw(st.permutations(rows))
    assert sort_rows(rows, "feeds") == sort_rows(shuffled, "feeds")


def sample_of(table: str, **changes: Any) -> Any:
    """Return a record of a table with nothing in it but these values."""
    record_type: Any = table_spec(table).record_type
    return record_type(**(dict.fromkeys(record_type._fields) | changes))


LATE = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    ("table", "column", "value", "day"),
    [
        ("articles", "published_at", LATE, date(2025, 12, 31)),
        ("articles", "published_at", None, None),
        ("events", "published_at", LATE, date(2025, 12, 31)),
        ("incidents", "date_start", date(2026, 1, 1), date(2026, 1, 1)),
        ("incidents", "date_start", None, None),
        ("aggregates", "window_start", LATE, date(2025, 12, 31)),
        ("coverage", "window_start", LATE, date(2025, 12, 31)),
        ("rejects", "seen_at", LATE, date(2025, 12, 31)),
        ("runs", "as_of", LATE, date(2025, 12, 31)),
        ("feeds", "updated_at", LATE, date(2025, 12, 31)),
    ],
)
def test_the_partition_is_the_utc_day(
    table: str, column: str, value: object, day: date | None
) -> None:
    assert day == partition_day(table, sample_of(table, **{column: value}))


@pytest.mark.parametrize("value", [datetime(2026, 1, 1), "2026-01-01", 5])  # noqa: DTZ001
def test_a_partition_day_that_is_none_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"articles\.published_at"):
        partition_day("articles", sample_of("articles", published_at=value))


def test_partition_names_are_hives() -> None:
    assert partition_name(date(2026, 1, 2)) == "2026-01-02"
    assert partition_name(None) == UNKNOWN_PARTITION
    for day in (date(2026, 1, 2), None):
        assert day == read_partition_name(partition_name(day))
    with pytest.raises(ValueError, match="isoformat"):
        read_partition_name("../x")


def test_an_unknown_table_is_refused_with_the_list_of_tables() -> None:
    with pytest.raises(ValueError, match="unknown table 'evnts'; the tables are articles, events"):
        describe("evnts")


def test_every_table_carries_a_schema_version() -> None:
    for table in TABLES:
        assert pa.int64() == table_schema(table).field("schema_version").type
