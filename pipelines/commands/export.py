"""``wirebeam export``: rows of a table for maps, notebooks and spreadsheets."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import duckdb
import pyarrow as pa

from pipelines.export.csv_rows import CROSSED, CsvForm, write_csv
from pipelines.export.geojson import write_geojson
from pipelines.export.geoparquet import Written, write_geoparquet
from pipelines.export.selection import Selection, refused, statement
from pipelines.export.target import SIDECAR, write_sidecar, written
from pipelines.export_options import ExportOptions
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.licences import credit_lines
from pipelines.output_folder import connect, database_message
from transforms.tables import PARTITION_COLUMN

_BATCH: Final = 10_000
_MEMORY: Final = "512MB"
"""What DuckDB may hold before it sorts on disk."""

_IDENTITIES: Final = {"incidents": "incident_id", "events": "event_id"}


def export(options: ExportOptions) -> int:
    """Write the rows that were asked for. Raises CommandFailed."""
    selection = _selection(options)
    if why := refused(selection):
        raise CommandFailed(f"export: {why}", status=WRONG_USAGE)
    if options.output is None and options.format == "geoparquet" and sys.stdout.isatty():
        line = "export: GeoParquet is not for a terminal, name a file with -o"
        raise CommandFailed(line, status=WRONG_USAGE)
    try:
        with _rows(options.folder, selection) as reader:
            done = _write(reader, options)
    except (duckdb.Error, pa.ArrowException) as error:
        raise CommandFailed(f"export: {database_message(error)}") from error
    if options.output is not None:
        _tell(done, options)
    return DONE


def _selection(options: ExportOptions) -> Selection:
    # the digest of near-duplicates is bytes, which text formats have no use for
    signature = options.table == "articles" and options.format != "geoparquet"
    crossed = options.format == "csv" and options.columns != "table"
    return Selection(
        options.table,
        options.first_day,
        options.last_day,
        options.countries,
        options.language,
        revisions=options.revisions,
        notes=crossed and options.table in CROSSED,
        without=(PARTITION_COLUMN, "signature") if signature else (PARTITION_COLUMN,),
    )


@contextmanager
def _rows(folder: str, selection: Selection) -> Iterator[pa.RecordBatchReader]:
    """Stream the rows of one commit; what memory has no room for is sorted in a scratch folder."""
    with TemporaryDirectory(prefix="wirebeam-export-") as scratch, connect(folder) as connection:
        connection.execute("SET temp_directory = " + "'" + scratch.replace("'", "''") + "'")
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        asked = statement(selection)
        answer = connection.execute(asked.sql, asked.parameters)
        yield answer.to_arrow_reader(_BATCH)


def _write(reader: pa.RecordBatchReader, options: ExportOptions) -> Written:
    if options.output is None:
        done = _write_format(reader, sys.stdout.buffer, options)
        if _needs_sidecar(options):
            for line in credit_lines(options.table):
                print(f"wirebeam: {line}", file=sys.stderr)
        return done
    try:
        if _needs_sidecar(options):
            write_sidecar(options.output, credit_lines(options.table))
        with written(options.output) as target:
            return _write_format(reader, target, options)
    except OSError as error:
        reason = error.strerror or one_line(error)
        raise CommandFailed(f"cannot write {options.output}: {reason}") from error


def _write_format(
    reader: pa.RecordBatchReader, target: BinaryIO, options: ExportOptions
) -> Written:
    if options.format == "csv":
        joined = options.lists == "joined"
        form = CsvForm(options.columns, joined, options.bom, options.raw_text)
        return Written(write_csv(reader, target, table=options.table, form=form), 0)
    notes = _notes(options)
    if options.format == "geoparquet":
        return write_geoparquet(reader, target, areas=options.region_points, notes=notes)
    return write_geojson(
        reader,
        target,
        areas=options.region_points,
        notes=notes,
        identity=None if options.revisions else _IDENTITIES.get(options.table),
        lines=options.lines,
    )


def _notes(options: ExportOptions) -> dict[str, Any]:
    """Return what stands beside the rows: no clock, so that equal rows give equal bytes."""
    return {"table": options.table, "credits": list(credit_lines(options.table))}


def _needs_sidecar(options: ExportOptions) -> bool:
    """Say whether the format has no room for who has to be named."""
    return (options.format == "csv" or options.lines) and bool(credit_lines(options.table))


def _tell(done: Written, options: ExportOptions) -> None:
    points = "" if options.format == "csv" else f", {done.points} with a point"
    beside = f" (name the sources: {options.output}{SIDECAR})" if _needs_sidecar(options) else ""
    line = f"{done.rows} rows of {options.table}{points} to {options.output}{beside}"
    print(f"wirebeam: {line}", file=sys.stderr)
