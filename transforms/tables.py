"""Every table: its record type, its partition day, the order of its rows and what identifies one.

Run ``wirebeam schema`` for the same in print. ``tests/golden/<table>.txt`` pins names, types and
nullability; after a wanted change, raise ``records.SCHEMA_VERSION`` and write the files anew with
``WIREBEAM_WRITE_GOLDEN=1 python -m pytest tests/unit/test_tables.py``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from transforms import records
from transforms.arrow import arrow_schema, columns_of, records_of

__all__ = [
    "PARTITION_COLUMN",
    "TABLES",
    "UNKNOWN_PARTITION",
    "TableSpec",
    "arrow_schema",
    "describe",
    "from_arrow",
    "partition_day",
    "partition_name",
    "read_partition_name",
    "sort_key",
    "sort_rows",
    "table_schema",
    "table_spec",
    "to_arrow",
]

PARTITION_COLUMN: Final = "date"
UNKNOWN_PARTITION: Final = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class TableSpec:
    """One table.

    ``day_column`` is the date (or the timestamp, by its UTC day) that chooses the folder;
    ``sort_columns`` order the rows of a file, nulls first. Of a table with ``identity`` columns,
    the row with the highest ``revision`` per identity is the valid one; a row whose
    ``tombstone_column`` is not null only says that the identity was given up.
    """

    name: str
    record_type: type
    day_column: str
    sort_columns: tuple[str, ...]
    identity: tuple[str, ...] = ()
    tombstone_column: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns that the files hold, in their order."""
        names: tuple[str, ...] = self.record_type._fields  # type: ignore[attr-defined]
        return names


_AGGREGATE_KEYS: Final = (
    *("name", "window_start", "window_end"),
    *("country", "admin1", "target", "attacker", "weapon", "event_type"),
)

TABLES: Final[Mapping[str, TableSpec]] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            TableSpec(
                name="articles",
                record_type=records.Article,
                day_column="published_at",
                sort_columns=("article_id", "text_hash", "url", "seen_at"),
            ),
            TableSpec(
                name="events",
                record_type=records.Event,
                day_column="published_at",
                sort_columns=("event_id",),
            ),
            TableSpec(
                name="incidents",
                record_type=records.Incident,
                day_column="date_start",
                sort_columns=("incident_id", "revision"),
                identity=("incident_id",),
                tombstone_column="superseded_by",
            ),
            TableSpec(
                name="aggregates",
                record_type=records.Aggregate,
                day_column="window_start",
                sort_columns=(*_AGGREGATE_KEYS, "revision"),
                identity=_AGGREGATE_KEYS,
            ),
            TableSpec(
                name="coverage",
                record_type=records.Coverage,
                day_column="window_start",
                sort_columns=("feed_url", "window_start", "window_end", "computed_at"),
            ),
            TableSpec(
                name="rejects",
                record_type=records.Reject,
                day_column="seen_at",
                sort_columns=("reject_id",),
            ),
            TableSpec(
                name="runs",
                record_type=records.Run,
                day_column="as_of",
                sort_columns=("run_id", "started_at"),
            ),
            TableSpec(
                name="feeds",
                record_type=records.Feed,
                day_column="updated_at",
                sort_columns=("feed_url", "revision"),
                identity=("feed_url",),
            ),
        )
    }
)


def table_spec(table: str) -> TableSpec:
    """Return the table of that name. Raises ValueError, listing the tables, for another name."""
    if table not in TABLES:
        raise ValueError(f"unknown table {table!r}; the tables are {', '.join(TABLES)}")
    return TABLES[table]


@cache
def table_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table's files (without the partition column)."""
    return arrow_schema(table_spec(table).record_type)


def to_arrow(rows: Sequence[Any], table: str) -> pa.Table:
    """Build the Arrow table of some records, in their order. Raises ValueError as columns_of."""
    return columns_of(rows, table_schema(table), table)


def from_arrow(rows: pa.Table, table: str) -> list[Any]:
    """Turn rows of a table back into its records; further columns are left out."""
    return records_of(rows, table_spec(table).record_type)


def partition_day(table: str, record: Any) -> date | None:
    """Return the day (UTC for timestamps) of the folder that a record belongs to."""
    value = record[_positions(table, (table_spec(table).day_column,))[0]]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).date()
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    where = f"{table}.{table_spec(table).day_column}"
    raise ValueError(f"{where} is neither a day nor a datetime with time zone: {value!r}")


def partition_name(day: date | None) -> str:
    """Return the value in the folder's name: ``YYYY-MM-DD``, or Hive's name for null."""
    return UNKNOWN_PARTITION if day is None else day.isoformat()


def read_partition_name(name: str) -> date | None:
    """Return the day of a folder's value. Raises ValueError for one that is no day."""
    return None if name == UNKNOWN_PARTITION else date.fromisoformat(name)


def sort_key(table: str, record: Any) -> tuple[tuple[bool, Any], ...]:
    """Return what orders a table's records: its sort columns, nulls first."""
    positions = _positions(table, table_spec(table).sort_columns)
    return tuple([(record[i] is not None, record[i]) for i in positions])


def sort_rows(rows: Iterable[Any], table: str) -> list[Any]:
    """Order the records of one file: by the table's sort columns, equal ones by their content."""
    key = partial(sort_key, table)
    groups = (list(group) for _, group in groupby(sorted(rows, key=key), key=key))
    return [row for group in groups for row in (sorted(group, key=repr) if group[1:] else group)]


def describe(table: str) -> str:
    """Return the columns of a table as lines of text: name, type and whether null is allowed."""
    spec, schema = table_spec(table), table_schema(table)
    lines = [f"{table}: partitioned by {spec.day_column}, sorted by {', '.join(spec.sort_columns)}"]
    if spec.identity:
        lines.append(f"newest revision per {', '.join(spec.identity)}")
    lines += _field_lines(list(schema), indent="  ")
    lines.append(f"  {PARTITION_COLUMN}: date32[day] (the folder)")
    return "\n".join(lines) + "\n"


def _field_lines(fields: Sequence[pa.Field], indent: str) -> list[str]:
    lines: list[str] = []
    for field in fields:
        kind, null = field.type, "" if field.nullable else " not null"
        item = kind.value_field if pa.types.is_list(kind) else None
        inner = kind if item is None else item.type
        shown = "struct" if pa.types.is_struct(inner) else str(inner)
        if item is not None:
            shown = f"list<{shown}{' not null' if not item.nullable else ''}>"
        lines.append(f"{indent}{field.name}: {shown}{null}")
        if pa.types.is_struct(inner):
            children = [inner.field(i) for i in range(inner.num_fields)]
            lines += _field_lines(children, indent + "  ")
    return lines


@cache
def _positions(table: str, columns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(table_spec(table).fields.index(column) for column in columns)
