"""``wirebeam query``: SQL over the committed tables, in DuckDB."""

import sys
from contextlib import ExitStack
from typing import BinaryIO, Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.commands.rows import write_csv, write_json, write_table
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed
from pipelines.options import QueryOptions
from pipelines.output_folder import connect, database_message
from transforms.tables import TABLES

_BATCH: Final = 10_000
_TEXT_WRITERS: Final = {"table": write_table, "csv": write_csv, "json": write_json}
_MAX_SQL: Final = 10_000_000


def query(options: QueryOptions) -> int:
    """Answer one query. Raises CommandFailed."""
    sql = _statement(options)
    with connect(options.folder) as connection:
        try:
            answer = connection.execute(sql)
            if answer is None or answer.description is None:
                return DONE
            _write(answer.to_arrow_reader(_BATCH), options)
        except (duckdb.Error, pa.ArrowException) as error:
            raise CommandFailed(f"query: {database_message(error)}") from error
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
