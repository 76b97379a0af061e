"""What can be listed: which columns, narrowed by what, in which order.

All SQL here is our own; values from outside are parameters only. An empty value of a filter asks
for rows that have none.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pipelines.serving.parameters import Parameters, period, truth, words
from transforms.tables import TABLES

Condition = tuple[str, list[object]]
"""SQL with question marks, and what they stand for."""

_HIDDEN: Final = frozenset({"schema_version", "signature", "near", "item_hashes"})
_UPPER: Final = frozenset({"country", "attacker"})


class Resource(NamedTuple):
    """One list of the API.

    ``source`` is a view of the snapshot, ``newest`` the SQL that orders its rows, newest first, and
    ``key`` what orders and tells apart rows of equal ``newest``; both are never null.
    """

    name: str
    source: str
    columns: tuple[str, ...]
    newest: str
    key: tuple[str, ...]
    filters: Mapping[str, Callable[[Parameters], Condition | None]]
    days: tuple[str, str] | None
    searched: tuple[str, ...] = ()

    @property
    def parameters(self) -> frozenset[str]:
        """The parameters that narrow the list."""
        dated = {"from", "to"} if self.days else set()
        return frozenset({*self.filters, *dated, *({"q"} if self.searched else ())})

    def conditions(self, parameters: Parameters) -> Condition:
        """Return what the parameters ask for. Raises RequestRefused."""
        parts, values = ["true"], list[object]()
        if self.days is not None:
            first, last = period(parameters)
            for sql, bound in ((f"{self.days[1]} >= ?", first), (f"{self.days[0]} <= ?", last)):
                if bound is not None:
                    parts.append(sql)
                    values.append(bound)
        for name, read in self.filters.items():
            condition = read(parameters) if name in parameters else None
            if condition is not None:
                parts.append(condition[0])
                values += condition[1]
        text = f"lower(nfc_normalize(concat_ws(' ', {', '.join(self.searched)})))"
        for word in words(parameters, "q") if self.searched else ():
            parts.append(f"contains({text}, ?)")
            values.append(word)
        return " AND ".join(parts), values


def _equal(name: str, column: str | None = None) -> Callable[[Parameters], Condition]:
    sql = f"list_contains(?::VARCHAR[], coalesce({column or name}, ''))"

    def read(parameters: Parameters) -> Condition:
        values = parameters[name]
        if name in _UPPER:  # codes are written large, names of groups as they are
            values = [*values, *(value.upper() for value in values)]
        return sql, [values]

    return read


def _among(name: str, column: str) -> Callable[[Parameters], Condition]:
    sql = f"(list_has_any({column}, ?::VARCHAR[]) OR (len({column}) = 0 AND list_contains(?, '')))"
    return lambda parameters: (sql, [parameters[name], parameters[name]])


def _flag(name: str, column: str) -> Callable[[Parameters], Condition | None]:
    def read(parameters: Parameters) -> Condition | None:
        wanted = truth(parameters, name)
        return None if wanted is None else (f"coalesce({column}, false) = ?", [wanted])

    return read


def _columns(table: str, *without: str) -> tuple[str, ...]:
    return tuple(name for name in TABLES[table].fields if name not in {*_HIDDEN, *without})


_WHAT: Final = {
    "country": _equal("country"),
    "admin1": _equal("admin1"),
    "type": _equal("type", "event_type"),
    "outcome": _equal("outcome"),
    "attacker": _equal("attacker"),
    "target": _among("target", "targets"),
    "weapon": _among("weapon", "weapons"),
}
_WORDS: Final = (
    *("place", "admin1", "country", "target_name", "attacker", "event_type"),
    *("array_to_string(targets, ' ')", "array_to_string(weapons, ' ')"),
    "array_to_string(places_listed, ' ')",
)
_LAST_DAY: Final = "coalesce(date_end, date_start, DATE '0001-01-01')"

INCIDENTS: Final = Resource(
    name="incidents",
    source="incidents",
    columns=_columns("incidents", "superseded_by", "claims"),
    newest=_LAST_DAY,
    key=("incident_id",),
    filters={
        **_WHAT,
        "language": _among("language", "languages"),
        "disputed": _flag("disputed", "disputed"),
        "single_source": _flag("single_source", "independent_sources = 1"),
    },
    days=("date_start", "date_end"),
    searched=(*_WORDS, "array_to_string(sources, ' ')", "incident_id"),
)
EVENTS: Final = Resource(
    name="events",
    source="events",
    columns=_columns("events"),
    newest=_LAST_DAY,
    key=("event_id", "text_hash"),
    filters={**_WHAT, "language": _equal("language"), "source": _equal("source")},
    days=("date_start", "date_end"),
    searched=(*_WORDS, "array_to_string(evidence, ' ')", "source", "event_id"),
)
AGGREGATES: Final = Resource(
    name="aggregates",
    source="aggregates_now",
    columns=_columns("aggregates"),
    newest="window_start",
    key=(
        *("name", "window_end"),
        *("country", "admin1", "target", "attacker", "weapon", "event_type"),
    ),
    filters={
        "name": _equal("name"),
        "country": _equal("country"),
        "admin1": _equal("admin1"),
        "target": _equal("target"),
        "attacker": _equal("attacker"),
        "weapon": _equal("weapon"),
        "type": _equal("type", "event_type"),
        "complete": _flag("complete", "complete"),
    },
    days=("window_start::DATE", "(window_end - INTERVAL 1 MICROSECOND)::DATE"),
)
COVERAGE: Final = Resource(
    name="coverage",
    source="coverage_now",
    columns=_columns("coverage"),
    newest="window_start",
    key=("feed_url", "window_end"),
    filters={"feed": _equal("feed", "feed_url"), "status": _equal("status")},
    days=("window_start::DATE", "(window_end - INTERVAL 1 MICROSECOND)::DATE"),
)
FEEDS: Final = Resource(
    name="feeds",
    source="feeds",
    columns=_columns("feeds"),
    newest="coalesce(last_new_at, TIMESTAMPTZ '0001-01-01 00:00:00+00')",
    key=("feed_url",),
    filters={"status": _equal("status"), "language": _equal("language")},
    days=None,
    searched=("feed_url", "title"),
)
RESOURCES: Final = {
    resource.name: resource for resource in (INCIDENTS, EVENTS, AGGREGATES, COVERAGE, FEEDS)
}
