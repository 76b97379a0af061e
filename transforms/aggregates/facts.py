"""The light stand-in of an incident while windows are computed, and the keys it counts under."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import product
from typing import Final, NamedTuple, Optional

from transforms.records import Incident
from transforms.settings import AggregateSettings

KEY_COLUMNS: Final = ("country", "admin1", "target", "attacker", "weapon", "event_type")
"""The key columns of ``aggregates``, in the table's order."""

NUMBERS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
"""The numbers that windows add up, in the table's order."""

Key = tuple[Optional[str], ...]  # noqa: UP045 - Beam reads this as a type hint

_EPOCH: Final = date(1970, 1, 1)
_YEARS: Final = (2, 9998)


class State(StrEnum):
    """Why an incident is looked at: it changed, it was so before the change, or it is as it was."""

    CHANGED = "changed"
    REPLACED = "replaced"
    UNTOUCHED = "untouched"


class Range(NamedTuple):
    """A number of an incident that gives one: the best figure, the lowest and the highest."""

    best: int
    low: int
    high: int


class IncidentFact(NamedTuple):
    """What aggregates need of one row of ``incidents``.

    ``day`` is its last local day at the place as days since 1970, the event time of its windows.
    ``numbers`` are in the order of ``NUMBERS``, None where the incident has no best figure.
    ``state`` is a value of ``State``; a replaced row is counted nowhere.
    """

    incident_id: str
    part_of: Optional[str]  # noqa: UP045 - Beam's coders need this spelling
    day: int
    event_type: str
    country: Optional[str]  # noqa: UP045
    admin1: Optional[str]  # noqa: UP045
    attacker: Optional[str]  # noqa: UP045
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    articles: tuple[str, ...]
    events: tuple[str, ...]
    reports: int
    independent_sources: int
    numbers: tuple[Optional[Range], ...]  # noqa: UP045
    state: str


def fact_of(incident: Incident, state: State) -> IncidentFact | None:
    """Return the fact of an incident; None where it has no day and so belongs to no window.

    A date at the very edge of the calendar gives None too: its window would have no end. A
    tombstone says what is no more, so it is a replaced row whatever ``state`` says.
    """
    day = incident.date_end
    if day is None or not _YEARS[0] <= day.year <= _YEARS[1]:
        return None
    return IncidentFact(
        incident_id=incident.incident_id,
        part_of=incident.part_of,
        day=(day - _EPOCH).days,
        event_type=incident.event_type,
        country=incident.country,
        admin1=incident.admin1,
        attacker=incident.attacker,
        weapons=tuple(incident.weapons),
        targets=tuple(incident.targets),
        articles=tuple(incident.article_ids),
        events=tuple(incident.event_ids),
        reports=incident.reports,
        independent_sources=incident.independent_sources,
        numbers=tuple(_range(incident, name) for name in NUMBERS),
        state=state.value if incident.superseded_by is None else State.REPLACED.value,
    )


def event_time(fact: IncidentFact) -> int:
    """Return the event time of a fact: 00:00 UTC of its day, in seconds since 1970."""
    return fact.day * 86_400


def moment(seconds: int) -> datetime:
    """Return seconds since 1970 as a UTC time."""
    return datetime.fromtimestamp(seconds, tz=UTC)


def keys_of(fact: IncidentFact, aggregate: AggregateSettings) -> list[Key]:
    """Return the keys of one aggregate that an incident counts under, in the order of KEY_COLUMNS.

    A column that the aggregate does not group by is None; so is one that the incident leaves open:
    one of the whole country counts under the country and a null region. An incident with several
    targets or weapons counts once under each of them.
    """
    choices = (
        _values(fact, column) if column in aggregate.keys else (None,) for column in KEY_COLUMNS
    )
    return list(product(*choices))


def _values(fact: IncidentFact, column: str) -> Iterable[str | None]:
    if column == "target":
        return sorted(set(fact.targets)) or (None,)
    if column == "weapon":
        return sorted(set(fact.weapons)) or (None,)
    value: str | None = getattr(fact, column)
    return (value,)


def _range(incident: Incident, name: str) -> Range | None:
    best = getattr(incident, name)
    if best is None:
        return None
    low, high = getattr(incident, f"{name}_low"), getattr(incident, f"{name}_high")
    return Range(best, best if low is None else min(low, best), max(best, high or best))
