"""Sums over windows of time."""

from datetime import datetime
from typing import NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


class Aggregate(NamedTuple):
    """One row of ``aggregates``: one revision of one window of one configured aggregate.

    Key columns that the aggregate does not group by are None. Counts of drones, missiles and
    people are None when no event of the window gives one.
    """

    name: str
    window_start: datetime
    window_end: datetime
    country: Optional[str]
    admin1: Optional[str]
    target: Optional[str]
    attacker: Optional[str]
    weapon: Optional[str]
    event_type: Optional[str]
    articles: int
    reports: int
    events: int
    incidents: Optional[int]
    independent_sources: Optional[int]
    drones_launched: Optional[int]
    drones_launched_low: Optional[int]
    drones_launched_high: Optional[int]
    drones_downed: Optional[int]
    drones_downed_low: Optional[int]
    drones_downed_high: Optional[int]
    missiles_launched: Optional[int]
    missiles_launched_low: Optional[int]
    missiles_launched_high: Optional[int]
    missiles_downed: Optional[int]
    missiles_downed_low: Optional[int]
    missiles_downed_high: Optional[int]
    interception_rate: Optional[float]
    killed: Optional[int]
    killed_low: Optional[int]
    killed_high: Optional[int]
    injured: Optional[int]
    injured_low: Optional[int]
    injured_high: Optional[int]
    complete: Optional[bool]
    pane: str
    revision: int
    computed_at: datetime
    schema_version: int = SCHEMA_VERSION
