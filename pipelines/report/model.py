"""The report model of one period: everything that the page, the server and ``--json`` show."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import duckdb

from pipelines.failures import WRONG_USAGE, CommandFailed
from pipelines.licences import licences
from pipelines.output_folder import connect, database_message
from pipelines.report.coverage import coverage_of
from pipelines.report.details import details_of
from pipelines.report.facilities import facilities_of, outages_of
from pipelines.report.figures import casualties, headline, nights, selection_of, target_weeks
from pipelines.report.incidents import incident_columns, moment
from pipelines.report.periods import Days, ReportRequest, days_of, last_begun, period
from pipelines.report.reading import Tables, incidents_of, newest_day, undated
from pipelines.report.shapes import Meta, Report
from transforms.incidents.world import load_incident_rules
from transforms.records import Incident


def build_report(folder: str, request: ReportRequest, now: datetime | None = None) -> Report:
    """Return the report of an output folder, details included.

    Args:
        folder: The output folder of ``run`` or ``watch``.
        request: Period and what it is narrowed to.
        now: The clock, UTC.

    Raises CommandFailed where the folder cannot be read or the period cannot be meant.
    """
    with closing(connect(folder)) as connection:
        try:
            tables = Tables(connection, request.as_of)
            report, incidents = report_of(tables, request, now or datetime.now(tz=UTC))
            report["details"] = dict(details_of(tables, incidents))
        except duckdb.Error as error:
            raise CommandFailed(f"output folder {folder}: {database_message(error)}") from error
    return report


def report_of(
    tables: Tables, request: ReportRequest, now: datetime
) -> tuple[Report, list[Incident]]:
    """Return the report without details, and its incidents in the order of their columns."""
    clock = request.as_of or now
    try:
        newest = newest_day(tables, request, last_begun(clock))
        days = days_of(request, newest, clock.date())
    except ValueError as error:
        raise CommandFailed(f"report: {error}", status=WRONG_USAGE) from error
    incidents = incidents_of(tables, request, days)
    selection = selection_of(incidents)
    before = selection_of(incidents_of(tables, request, days.before))
    defender_of = _defenders()
    report: Report = {
        "meta": _meta(tables, request, days, incidents, now),
        "headline": headline(selection, before),
        "nights": nights(selection, defender_of),
        "targets": target_weeks(incidents),
        "facilities": facilities_of(incidents),
        "outages": outages_of(incidents),
        "casualties": casualties(selection, defender_of),
        "coverage": coverage_of(tables, days),
        "incidents": incident_columns(tables, incidents, defender_of),
    }
    return report, incidents


def _meta(
    tables: Tables, request: ReportRequest, days: Days, incidents: list[Incident], now: datetime
) -> Meta:
    as_of: Any = request.as_of or tables.value("SELECT max(as_of) FROM runs")
    return {
        "generated_at": moment(now) or "",
        "as_of": moment(as_of),
        "period": period(days),
        "before": period(days.before),
        "filters": {"countries": list(request.countries), "admin1": list(request.admin1)},
        "language": request.language,
        "incidents": len(incidents),
        "sources": len({source for one in incidents for source in one.sources}),
        "undated": undated(tables, request),
        "wirebeam_version": version("wirebeam"),
        "licences": [
            {
                "name": one.name,
                "licence": one.licence,
                "url": one.url,
                "attribution": one.attribution,
            }
            for one in licences()
        ],
    }


def _defenders() -> Callable[[Incident], str | None]:
    """Return who is attacked in an incident: the holder of the region, else the country."""
    sides = load_incident_rules().sides
    return lambda one: sides.defender(one.country, one.admin1, one.attacker)
