"""The light stand-in of an event: what linking, the ledger and the figures need of it.

A report is hashable and small, so that a month of them fits in memory; texts and offsets stay in
the tables. Dates are local days at the place, times are in UTC. Null is not zero.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Optional

from transforms.records import Claimant, Event, Quantity


class Report(NamedTuple):
    """What one article reports as having happened; columns as in ``events``."""

    event_id: str
    article_id: str
    event_type: str
    outcome: Optional[str]  # noqa: UP045 - Beam's coders need this spelling, here and below
    date_start: Optional[date]  # noqa: UP045
    date_end: Optional[date]  # noqa: UP045
    date_precision: Optional[str]  # noqa: UP045
    date_basis: Optional[str]  # noqa: UP045
    date_partial: Optional[str]  # noqa: UP045
    published_at: Optional[datetime]  # noqa: UP045
    country: Optional[str]  # noqa: UP045
    admin1: Optional[str]  # noqa: UP045
    place: Optional[str]  # noqa: UP045
    latitude: Optional[float]  # noqa: UP045
    longitude: Optional[float]  # noqa: UP045
    geonames_id: Optional[int]  # noqa: UP045
    geo_precision: Optional[str]  # noqa: UP045
    places_listed: tuple[str, ...]
    attacker: Optional[str]  # noqa: UP045
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    target_name: Optional[str]  # noqa: UP045
    drones_launched: Optional[int]  # noqa: UP045
    drones_downed: Optional[int]  # noqa: UP045
    missiles_launched: Optional[int]  # noqa: UP045
    missiles_downed: Optional[int]  # noqa: UP045
    killed: Optional[int]  # noqa: UP045
    injured: Optional[int]  # noqa: UP045
    quantities: tuple[Quantity, ...]
    effects: tuple[str, ...]
    claimants: tuple[Claimant, ...]
    verification: Optional[str]  # noqa: UP045
    source: Optional[str]  # noqa: UP045
    language: Optional[str]  # noqa: UP045
    confidence: float
    text_hash: Optional[str] = None  # noqa: UP045
    seen_at: Optional[datetime] = None  # noqa: UP045


REPORT_COLUMNS: Final = Report._fields
_LISTS: Final = ("places_listed", "weapons", "targets", "effects")


def report_of(event: Event) -> Report:
    """Return the report of an event."""
    return report_of_columns({name: getattr(event, name) for name in REPORT_COLUMNS})


def report_of_columns(columns: Mapping[str, Any]) -> Report:
    """Return the report of one row of ``events``, given ``REPORT_COLUMNS`` of it by name.

    Quantities and claimants may be records or, as Arrow gives them, mappings; a null list is
    empty.
    """
    values = {name: columns[name] for name in REPORT_COLUMNS}
    values.update((name, tuple(values[name] or ())) for name in _LISTS)
    values["quantities"] = tuple(_record(Quantity, one) for one in values["quantities"] or ())
    values["claimants"] = tuple(_record(Claimant, one) for one in values["claimants"] or ())
    return Report(**values)


def _record(kind: Any, value: Any) -> Any:
    return kind(**value) if isinstance(value, Mapping) else kind(*value)
