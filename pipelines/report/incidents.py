"""The incidents of a report as columns, so that 50,000 of them stay small and quick to read."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any, Final

from pipelines.report.reading import Tables
from pipelines.report.shapes import Column
from transforms.aggregates.facts import NUMBERS
from transforms.records import Incident

TITLE_LENGTH: Final = 160
PLAIN: Final = (
    *("date_start", "date_end", "date_precision", "date_basis"),
    *("country", "admin1", "place", "geo_precision"),
    *("attacker", "weapons", "targets", "target_name", "outcome", "effects"),
    *(f"{number}{end}" for number in NUMBERS for end in ("", "_low", "_high")),
    *("reports", "independent_sources", "disputed", "languages", "part_of"),
    *("first_reported_at", "last_reported_at"),
)
"""Columns that are those of the table."""

_DEGREES: Final = 4
_MANY: Final = (10, 50)
_LARGE_WAVE: Final = (100, 30)


def incident_columns(
    tables: Tables, incidents: Sequence[Incident], defender_of: Callable[[Incident], str | None]
) -> dict[str, Column]:
    """Return the columns of the incidents, one value for each in their order."""
    titles, names = _titles(tables, incidents), _names(tables, incidents)
    columns: dict[str, Column] = {
        "id": [one.incident_id for one in incidents],
        "type": [one.event_type for one in incidents],
        "title": [titles.get(row) for row in range(len(incidents))],
        "names": [names.get(row, []) for row in range(len(incidents))],
        "lat": [_degrees(one.latitude) for one in incidents],
        "lon": [_degrees(one.longitude) for one in incidents],
        "defender": [defender_of(one) for one in incidents],
        "effect": [effect_class(one) for one in incidents],
    }
    for name in PLAIN:
        columns[name] = [_value(getattr(one, name)) for one in incidents]
    return columns


def effect_class(incident: Incident) -> int:
    """Return how large the effect was, for the size of its point: 0 to 3.

    3: ten killed, fifty injured or a wave of a hundred drones or thirty missiles. 2: anybody killed
    or ten injured. 1: anybody injured, a hit or any effect told. 0: nothing of this is told.
    """
    killed, injured = incident.killed or 0, incident.injured or 0
    drones = max(incident.drones_launched or 0, incident.drones_downed or 0)
    missiles = max(incident.missiles_launched or 0, incident.missiles_downed or 0)
    if killed >= _MANY[0] or injured >= _MANY[1]:
        return 3
    if drones >= _LARGE_WAVE[0] or missiles >= _LARGE_WAVE[1]:
        return 3
    if killed > 0 or injured >= _MANY[0]:
        return 2
    told = injured > 0 or incident.effects or incident.outcome in {"hit", "partly_intercepted"}
    return 1 if told else 0


def _titles(tables: Tables, incidents: Sequence[Incident]) -> dict[int, str]:
    """Return by row the title of the earliest article that has one, originals before copies."""
    with tables.numbered("report_articles", [one.article_ids for one in incidents]) as numbered:
        rows = tables.rows(
            "SELECT row, title FROM ("  # noqa: S608 - our own names
            "SELECT row, title, coalesce(duplicate_of <> article_id, false) AS copy, "
            "published_at, article_id, seen_at "
            f"FROM {numbered} JOIN articles ON article_id = id WHERE title IS NOT NULL) "
            "QUALIFY row_number() OVER (PARTITION BY row "
            "ORDER BY copy, published_at NULLS LAST, article_id, seen_at, title) = 1"
        )
    found = zip(rows.column("row").to_pylist(), rows.column("title").to_pylist(), strict=True)
    return {row: _cut(title) for row, title in found}


def _names(tables: Tables, incidents: Sequence[Incident]) -> dict[int, list[str]]:
    """Return by row the places as the articles write them."""
    with tables.numbered("report_events", [one.event_ids for one in incidents]) as numbered:
        rows = tables.rows(
            f"SELECT row, list_sort(list(DISTINCT location_text)) AS names FROM {numbered} "  # noqa: S608 - our own names
            "JOIN events ON event_id = id WHERE location_text IS NOT NULL GROUP BY row"
        )
    found = zip(rows.column("row").to_pylist(), rows.column("names").to_pylist(), strict=True)
    return dict(found)


def _cut(title: str) -> str:
    if len(title) <= TITLE_LENGTH:
        return title
    return title[: TITLE_LENGTH - 1].rstrip() + "…"


def _degrees(value: float | None) -> float | None:
    return round(value, _DEGREES) if value is not None and isfinite(value) else None


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def moment(value: datetime | None) -> str | None:
    """Return a time to the second, as ``2026-02-01T12:00:00Z``."""
    return None if value is None else value.strftime("%Y-%m-%dT%H:%M:%SZ")
