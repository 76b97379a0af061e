"""``wirebeam report``: one HTML file about a period, or its model as JSON."""

import os
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pipelines.commands.values import dumps
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed
from pipelines.output_folder import connect, database_message
from pipelines.report.details import details_of
from pipelines.report.html import page
from pipelines.report.model import report_of
from pipelines.report.periods import ReportRequest, request_of
from pipelines.report.reading import Tables
from pipelines.report.shapes import Report
from pipelines.report_options import ReportOptions

_STANDARD_OUTPUT: Final = Path("-")


def report(options: ReportOptions) -> int:
    """Write one report. Raises CommandFailed."""
    if not options.json and options.output == _STANDARD_OUTPUT and sys.stdout.isatty():
        line = "report: a page is not for a terminal, name a file with -o"
        raise CommandFailed(line, status=WRONG_USAGE)
    request = request_of(options, options.as_of)
    with closing(connect(options.folder)) as connection:
        try:
            made, data = _made(Tables(connection, options.as_of), request, options)
        except duckdb.Error as error:
            line = f"output folder {options.folder}: {database_message(error)}"
            raise CommandFailed(line) from error
    if options.output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        return DONE
    _write(options.output, data)
    print(_told(made, options.output, len(data)))
    return DONE


def _made(tables: Tables, request: ReportRequest, options: ReportOptions) -> tuple[Report, bytes]:
    """Return the report and what is written of it."""
    made, incidents = report_of(tables, request, datetime.now(tz=UTC))
    details = details_of(tables, incidents)
    if options.json:
        made["details"] = dict(details)
        return made, f"{dumps(made)}\n".encode("utf-8", "replace")
    return made, page(made, details)


def _write(target: Path, data: bytes) -> None:
    """Write a file as a whole: whoever opens it sees the old page or the new one."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CommandFailed(f"cannot write {target}: {error.strerror or error}") from error


def _told(made: Report, target: Path, size: int) -> str:
    meta = made["meta"]
    number, period = meta["incidents"], meta["period"]
    found = f"{number:,} incident{'' if number == 1 else 's'}" if number else "no incidents"
    return (
        f"Written {target}: {found} from {period['from']} to {period['to']}, "
        f"{max(1, size // 1000):,} kB"
    )
