"""The light stand-in of an event while windows are computed, and the keys it counts under."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import product
from typing import Any, Final, NamedTuple, Optional

from transforms.records import Event
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


class EventFact(NamedTuple):
    """What aggregates need of an event.

    ``day`` is its last local day at the place as days since 1970, the event time of its windows.
    ``numbers`` are in the order of ``NUMBERS``, None where the report gives none. ``new`` is False
    for an event that an earlier run committed.
    """

    event_id: str
    article_id: str
    event_type: str
    day: int
    country: Optional[str]  # noqa: UP045 - Beam's coders need this spelling
    admin1: Optional[str]  # noqa: UP045
    place: Optional[str]  # noqa: UP045
    attacker: Optional[str]  # noqa: UP045
    weapons: list[str]
    targets: list[str]
    numbers: list[Optional[int]]  # noqa: UP045
    new: bool


def fact_of(event: Event, *, new: bool) -> EventFact | None:
    """Return the fact of an event; None where it has no resolved date and so belongs to no window.

    A date at the very edge of the calendar gives None too: its window would have no end.
    """
    return fact_of_columns(event._asdict(), new=new)


def fact_of_columns(event: Mapping[str, Any], *, new: bool) -> EventFact | None:
    """Return the fact of an event given by column names; see ``fact_of``."""
    day: date | None = event["date_end"]
    if day is None or not _YEARS[0] <= day.year <= _YEARS[1]:
        return None
    return EventFact(
        event_id=event["event_id"],
        article_id=event["article_id"],
        event_type=event["event_type"],
        day=(day - _EPOCH).days,
        country=event["country"],
        admin1=event["admin1"],
        place=event["place"],
        attacker=event["attacker"],
        weapons=event["weapons"],
        targets=event["targets"],
        numbers=[event[name] for name in NUMBERS],
        new=new,
    )


def event_time(fact: EventFact) -> int:
    """Return the event time of a fact: 00:00 UTC of its day, in seconds since 1970."""
    return fact.day * 86_400


def moment(seconds: int) -> datetime:
    """Return seconds since 1970 as a UTC time."""
    return datetime.fromtimestamp(seconds, tz=UTC)


def keys_of(fact: EventFact, aggregate: AggregateSettings) -> list[Key]:
    """Return the keys of one aggregate that an event counts under, in the order of KEY_COLUMNS.

    A column that the aggregate does not group by is None; so is one that the event leaves open:
    a report that names only the country counts under the country and a null region. An event with
    several targets or weapons counts once under each of them.
    """
    choices = (
        _values(fact, column) if column in aggregate.keys else (None,) for column in KEY_COLUMNS
    )
    return list(product(*choices))


def _values(fact: EventFact, column: str) -> Iterable[str | None]:
    if column == "target":
        return sorted(set(fact.targets)) or (None,)
    if column == "weapon":
        return sorted(set(fact.weapons)) or (None,)
    value: str | None = getattr(fact, column)
    return (value,)
