"""The rows that a report needs, read from the views of an output folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa

from pipelines.report.periods import Days, ReportRequest
from transforms.records import Incident

_COLUMNS: Final = tuple(name for name in Incident._fields if name != "claims")


@dataclass(frozen=True)
class Tables:
    """A connection with the views of one folder, and the clock that the report looks from."""

    connection: Any
    as_of: datetime | None = None

    @property
    def incidents(self) -> str:
        """The live incidents as SQL: the newest revisions, or those that were so at ``as_of``."""
        if self.as_of is None:
            return "incidents"
        return (
            "(SELECT * FROM (SELECT * FROM incidents_revisions "  # noqa: S608 - a time of our own
            f"WHERE computed_at <= TIMESTAMPTZ '{self.as_of.isoformat()}' "
            "QUALIFY row_number() OVER (PARTITION BY incident_id "
            "ORDER BY revision DESC, computed_at DESC) = 1) WHERE superseded_by IS NULL)"
        )

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """Answer a query with its rows."""
        return self.connection.execute(sql, list(parameters)).to_arrow_table()

    @contextmanager
    def numbered(self, name: str, lists: Sequence[Sequence[str]]) -> Iterator[str]:
        """Offer ids as a table for a while: ``row`` (the place of their list), ``id``."""
        numbers = [row for row, ids in enumerate(lists) for _ in ids]
        ids = [one for ids in lists for one in ids]
        columns = [pa.array(numbers, pa.int32()), pa.array(ids, pa.string())]
        self.connection.register(name, pa.table(columns, ["row", "id"]))
        try:
            yield name
        finally:
            self.connection.unregister(name)

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Answer a query with the first value of its first row."""
        return self.connection.execute(sql, list(parameters)).fetchone()[0]


def newest_day(tables: Tables, request: ReportRequest, latest: date) -> date | None:
    """Return the last day, not after ``latest``, with an incident that the request keeps."""
    kept, parameters = _kept(request)
    found: date | None = tables.value(
        f"SELECT max(date_end) FROM {tables.incidents} "  # noqa: S608 - our own words
        f"WHERE date_end <= ? AND {kept}",
        [latest, *parameters],
    )
    return found


def undated(tables: Tables, request: ReportRequest) -> int:
    """Return the number of incidents that the request keeps but for their day: they have none."""
    kept, parameters = _kept(request)
    found: int = tables.value(
        f"SELECT count(*) FROM {tables.incidents} "  # noqa: S608 - our own words
        f"WHERE date_end IS NULL AND {kept}",
        parameters,
    )
    return found


def incidents_of(tables: Tables, request: ReportRequest, days: Days) -> list[Incident]:
    """Return the incidents whose last day is in the period, without ledgers, newest first."""
    kept, parameters = _kept(request)
    condition = (
        f"date_end BETWEEN ? AND ? AND {kept} "
        "ORDER BY date_end DESC, last_reported_at DESC NULLS LAST, incident_id"
    )
    return _incidents(tables, condition, [days.first, days.last, *parameters])


def incidents_by_id(tables: Tables, incident_ids: Sequence[str]) -> list[Incident]:
    """Return the live incidents of these ids, without ledgers, in the order of the ids."""
    condition = "list_contains(?, incident_id)"
    found = _incidents(tables, f"{condition} ORDER BY incident_id", [list(incident_ids)])
    known = {one.incident_id: one for one in found}
    return [known[one] for one in dict.fromkeys(incident_ids) if one in known]


def _incidents(tables: Tables, condition: str, parameters: list[Any]) -> list[Incident]:
    rows = tables.rows(
        f"SELECT {', '.join(_COLUMNS)} FROM {tables.incidents} "  # noqa: S608 - our own words
        f"WHERE {condition}",
        parameters,
    )
    columns = {name: rows.column(name).to_pylist() for name in _COLUMNS}
    columns["claims"] = [[]] * rows.num_rows
    lists = [columns[name] for name in Incident._fields]
    return [Incident(*values) for values in zip(*lists, strict=True)]


def _kept(request: ReportRequest) -> tuple[str, list[Any]]:
    """Return the condition of the request's countries and regions, and its parameters."""
    parts, parameters = ["true"], []
    for column, values in (("country", request.countries), ("admin1", request.admin1)):
        if values:
            parts.append(f"list_contains(?, {column})")
            parameters.append(list(values))
    return " AND ".join(parts), parameters
