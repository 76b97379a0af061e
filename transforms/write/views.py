"""DuckDB views over the committed files: what ``wirebeam query`` and the report look at."""

import re
from typing import Any, Final

import pyarrow as pa

from transforms.arrow import TIMESTAMP
from transforms.tables import PARTITION_COLUMN, TABLES, TableSpec
from transforms.write.commits import LiveTable, LiveTables, live_tables
from transforms.write.readback import full_schema
from transforms.write.storage import Storage

REVISIONS: Final = "_revisions"
_PATTERN: Final = re.compile(r"[*?[]")

_SQL_TYPES: Final = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
    pa.date32(): "DATE",
    TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
}


def duckdb_views(
    connection: Any, out: str, storage: Storage | None = None, live: LiveTables | None = None
) -> LiveTables:
    """Create a view per table over the files of one commit; return which files these are.

    The commit is that of ``live``, where None the newest one. A writer may replace files at any
    time: a query that then fails can be asked again over views of the newest commit.

    Every view has all columns of its table and ``date`` (the folder's day, a DATE), also where
    there is no file yet or a file is older than a column. ``incidents``, ``aggregates`` and
    ``feeds`` show the newest revision only, without incidents that went up in another one;
    ``<name>_revisions`` shows all rows. Sets the session's time zone to UTC.
    """
    connection.execute("SET TimeZone = 'UTC'")
    live = live if live is not None else live_tables(out, storage)
    for name, spec in TABLES.items():
        every = table_rows(out, name, live.tables[name])
        if not spec.identity:
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS {every}")
            continue
        connection.execute(f"CREATE OR REPLACE VIEW {name}{REVISIONS} AS {every}")
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {_newest(spec)}")
    return live


def sql_type(kind: pa.DataType) -> str:
    """Return DuckDB's name of an Arrow type that a table can have."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = [kind.field(i) for i in range(kind.num_fields)]
        return f"STRUCT({', '.join(f'{_name(f.name)} {sql_type(f.type)}' for f in fields)})"
    return _SQL_TYPES[kind]


def table_rows(out: str, table: str, files: LiveTable) -> str:
    """Return the SQL that selects all columns of some of a table's files.

    A typed empty row set gives the types that files may lack.
    """
    schema = full_schema(table)
    typed = ", ".join(f"CAST(NULL AS {sql_type(f.type)}) AS {_name(f.name)}" for f in schema)
    empty = f"SELECT {typed} WHERE false"
    if not files.paths:
        return empty
    names = ", ".join(_name(field.name) for field in schema)
    read = _with_date(files, "=" in out)
    return f"SELECT {names} FROM ({empty} UNION ALL BY NAME {read})"  # noqa: S608 - quoted


def _with_date(files: LiveTable, foreign_keys: bool) -> str:
    """Select all columns and the folder's day.

    DuckDB takes every ``key=value`` in a path for a column, over one in the file. Where the path
    of the output folder has such a part, the day is cut out of the file's path instead. To unite
    schemas DuckDB opens every file for every query, so it is asked to where they may differ only.
    """
    paths = ", ".join(_text(_literal(path)) for path in files.paths)
    unite = "false" if files.same_schema else "true"
    if not foreign_keys:
        types = f"{{'{PARTITION_COLUMN}': DATE}}"
        return (
            f"SELECT * FROM read_parquet([{paths}], union_by_name = {unite}, "  # noqa: S608 - quoted
            f"hive_partitioning = true, hive_types = {types})"
        )
    day = f"regexp_extract(filename, '{PARTITION_COLUMN}=([^/]*)/[^/]*$', 1)"
    return (
        f"SELECT *, TRY_CAST({day} AS DATE) AS {PARTITION_COLUMN} FROM "  # noqa: S608 - quoted
        f"read_parquet([{paths}], union_by_name = {unite}, "
        "hive_partitioning = false, filename = true)"
    )


def _newest(spec: TableSpec) -> str:
    computed = "updated_at" if "updated_at" in spec.fields else "computed_at"
    identity = ", ".join(_name(column) for column in spec.identity)
    newest = (
        f"SELECT * FROM {spec.name}{REVISIONS} QUALIFY row_number() OVER "  # noqa: S608 - our names
        f"(PARTITION BY {identity} ORDER BY revision DESC, {computed} DESC) = 1"
    )
    if spec.tombstone_column is None:
        return newest
    return f"SELECT * FROM ({newest}) WHERE {_name(spec.tombstone_column)} IS NULL"  # noqa: S608 - as above


def _name(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _literal(path: str) -> str:
    """Keep DuckDB from taking characters of a path for a pattern."""
    return _PATTERN.sub(r"[\g<0>]", path)


def _text(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
