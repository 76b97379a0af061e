"""``wirebeam query``: SQL over the committed tables, in DuckDB."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.commands.rows import write_csv, write_json, write_table
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.options import QueryOptions
from transforms.tables import TABLES
from transforms.write.commits import last_commit, live_files
from transforms.write.layout import OutputError
from transforms.write.views import duckdb_views

_BATCH: Final = 10_000
_TEXT_WRITERS: Final = {"table": write_table, "csv": write_csv, "json": write_json}
_MAX_SQL: Final = 10_000_000


def query(options: QueryOptions) -> int:
    """Answer one query. Raises CommandFailed."""
    sql = _statement(options)
    with _connection(options.folder) as connection:
        try:
            answer = connection.execute(sql)
            if answer is None or answer.description is None:
                return DONE
            _write(answer.to_arrow_reader(_BATCH), options)
        except (duckdb.Error, pa.ArrowException) as error:
            raise CommandFailed(f"query: {_message(error)}") from error
    return DONE


def _statement(options: QueryOptions) -> str:
    """Return the SQL that was given, read from standard input or that lists the tables."""
    if options.sql is None:
        return " UNION ALL ".join(
            f"SELECT '{name}' AS \"table\", count(*) AS rows FROM {name}"  # noqa: S608 - our names
            for name in TABLES
        )
    sql = options.sql
    if sql == "-":
        data = sys.stdin.buffer.read(_MAX_SQL)
        try:
            sql = data.decode("utf-8")
        except UnicodeDecodeError:
            line = "query: standard input is not UTF-8 text"
            raise CommandFailed(line, status=WRONG_USAGE) from None
    if not sql.strip():
        raise CommandFailed("query: the SQL is empty", status=WRONG_USAGE)
    return sql


def _connection(folder: str) -> Any:
    """Open DuckDB in memory with the views; it may not fetch extensions from anywhere."""
    local = Path(folder)
    if "://" not in folder and not local.is_dir():
        what = "is no folder" if local.exists() else "does not exist"
        raise CommandFailed(f"output folder {folder} {what}")
    try:
        # a copy of the tables without the private area is read as it stands
        if last_commit(folder) is None and not any(live_files(folder, table) for table in TABLES):
            raise CommandFailed(f"output folder {folder} holds no committed tables")
        connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        duckdb_views(connection, folder)
    except (OutputError, OSError) as error:
        raise CommandFailed(f"output folder {folder}: {one_line(error)}") from error
    except duckdb.Error as error:
        raise CommandFailed(f"output folder {folder}: {_message(error)}") from error
    return connection


def _write(reader: pa.RecordBatchReader, options: QueryOptions) -> None:
    """Write the rows in the format that was asked for."""
    if options.output is None and options.format == "parquet" and sys.stdout.isatty():
        line = "query: Parquet is not for a terminal, name a file with -o"
        raise CommandFailed(line, status=WRONG_USAGE)
    with ExitStack() as stack:
        if options.output is None:
            target: BinaryIO = sys.stdout.buffer
        else:
            try:
                target = stack.enter_context(options.output.open("wb"))
            except OSError as error:
                line = f"cannot write {options.output}: {error.strerror or error}"
                raise CommandFailed(line) from error
        if options.format == "parquet":
            _write_parquet(reader, target)
        else:
            _TEXT_WRITERS[options.format](reader, target)


def _write_parquet(reader: pa.RecordBatchReader, target: BinaryIO) -> None:
    with pq.ParquetWriter(target, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


def _message(error: Exception) -> str:
    """Return what DuckDB says without its drawing of the place."""
    told = str(error).split("\n\nLINE ")[0]
    return one_line(told)
