"""Which rows of a table are exported, in which order: a request as SQL over the DuckDB views."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from transforms.tables import PARTITION_COLUMN, TABLES
from transforms.write.views import REVISIONS

EXPORTED: Final = ("incidents", "events", "aggregates", "articles", "coverage")
NOTES: Final = "_notes"
"""Column of the sentences of one report of an incident, for notes."""

_PERIOD: Final = {
    "incidents": "date_end >= {first} AND date_start <= {last}",
    "events": "date_end >= {first} AND date_start <= {last}",
    "articles": "CAST(published_at AS DATE) BETWEEN {first} AND {last}",
    "aggregates": "window_end > {first} AND CAST(window_start AS DATE) <= {last}",
    "coverage": "window_end > {first} AND CAST(window_start AS DATE) <= {last}",
}
"""What "of the period" means: days and windows that overlap it; rows without a day are not."""

_COUNTRIES: Final = frozenset({"incidents", "events", "aggregates"})
_LANGUAGES: Final = {
    "incidents": "list_contains(languages, {language})",
    "events": "language = {language}",
    "articles": "language = {language}",
}
_LATEST: Final = {"coverage": "feed_url, window_start, window_end"}
"""Tables without revisions of which a row replaces the earlier ones of the same identity."""


@dataclass(frozen=True)
class Selection:
    """What to export: days are local days or UTC days of windows, both included; None: open.

    ``revisions`` asks for every row ever written; without it the newest revisions count.
    ``notes`` adds the column ``NOTES`` to incidents.
    """

    table: str
    first_day: date | None = None
    last_day: date | None = None
    countries: tuple[str, ...] = ()
    language: str | None = None
    revisions: bool = False
    notes: bool = False
    without: tuple[str, ...] = field(default=(PARTITION_COLUMN,))


class Statement(NamedTuple):
    """SQL and the values of its parameters."""

    sql: str
    parameters: dict[str, Any]


def refused(selection: Selection) -> str | None:
    """Say why a selection cannot be meant: a filter that the table has no column for."""
    if selection.countries and selection.table not in _COUNTRIES:
        return f"--country is not for {selection.table}, which have no country"
    if selection.language and selection.table not in _LANGUAGES:
        return f"--language is not for {selection.table}, which have no language"
    if selection.first_day and selection.last_day and selection.first_day > selection.last_day:
        return f"--from {selection.first_day} is after --to {selection.last_day}"
    return None


def statement(selection: Selection) -> Statement:
    """Return the query of a selection. Its order is total, so the same tables give the same."""
    where, parameters = _conditions(selection)
    name = selection.table
    spec = TABLES[name]
    source = f"{name}{REVISIONS}" if selection.revisions and spec.identity else name
    rows = f"SELECT * FROM {source} WHERE {where}"  # noqa: S608 - our names, values are parameters
    if name in _LATEST and not selection.revisions:
        rows += (
            f" QUALIFY row_number() OVER (PARTITION BY {_LATEST[name]} "
            "ORDER BY computed_at DESC) = 1"
        )
    columns = f"t.* EXCLUDE ({', '.join(selection.without)})" if selection.without else "t.*"
    if selection.notes and name == "incidents":
        reports = "SELECT event_id, min(evidence) AS evidence FROM events GROUP BY event_id"
        rows = (
            f"SELECT {columns}, e.evidence AS {NOTES} FROM ({rows}) t "  # noqa: S608 - as above
            f"LEFT JOIN ({reports}) e ON e.event_id = t.event_ids[1]"
        )
    else:
        rows = f"SELECT {columns} FROM ({rows}) t"  # noqa: S608 - as above
    return Statement(f"{rows} ORDER BY {_order(name)}", parameters)


def _conditions(selection: Selection) -> tuple[str, dict[str, Any]]:
    parts, parameters = ["true"], dict[str, Any]()
    if selection.first_day or selection.last_day:
        parts.append(_PERIOD[selection.table].format(first="$first", last="$last"))
        parameters["first"] = selection.first_day or date.min
        parameters["last"] = selection.last_day or date.max
    if selection.countries:
        parts.append("list_contains($countries, country)")
        parameters["countries"] = list(selection.countries)
    if selection.language:
        parts.append(_LANGUAGES[selection.table].format(language="$language"))
        parameters["language"] = selection.language
    return " AND ".join(parts), parameters


def _order(table: str) -> str:
    """Order by day, then as the files are; the clock tells rows of one identity apart."""
    spec = TABLES[table]
    clocks = [name for name in ("computed_at", "seen_at", "text_hash") if name in spec.fields]
    columns = dict.fromkeys((spec.day_column, *spec.sort_columns, *clocks))
    return ", ".join(f"t.{name} ASC NULLS LAST" for name in columns)
