"""One occurrence across sources, and who gives which figure of it."""

from datetime import date, datetime
from typing import List, NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


class Claim(NamedTuple):
    """One entry of an incident's ledger: who gives which figure, when, in which source."""

    claimant: Optional[str]
    role: Optional[str]
    side: Optional[str]
    channel: Optional[str]
    stance: str
    quantity: Optional[str]
    value: Optional[int]
    low: Optional[int]
    high: Optional[int]
    claimed_at: Optional[datetime]
    source: Optional[str]
    article_id: str
    event_id: str


class Incident(NamedTuple):
    """One row of ``incidents``: one revision of one real-world occurrence across sources.

    ``part_of`` is the wave that this strike belongs to; the numbers of a wave hold those of its
    strikes.
    """

    incident_id: str
    revision: int
    superseded_by: Optional[str]
    part_of: Optional[str]
    event_type: str
    outcome: Optional[str]
    date_start: Optional[date]
    date_end: Optional[date]
    date_precision: Optional[str]
    date_basis: Optional[str]
    date_partial: Optional[str]
    country: Optional[str]
    admin1: Optional[str]
    place: Optional[str]
    latitude: Optional[float]
    longitude: Optional[float]
    geonames_id: Optional[int]
    geo_precision: Optional[str]
    places_listed: List[str]
    attacker: Optional[str]
    weapons: List[str]
    targets: List[str]
    target_name: Optional[str]
    effects: List[str]
    event_ids: List[str]
    article_ids: List[str]
    reports: int
    independent_sources: int
    sources: List[str]
    languages: List[str]
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
    killed: Optional[int]
    killed_low: Optional[int]
    killed_high: Optional[int]
    injured: Optional[int]
    injured_low: Optional[int]
    injured_high: Optional[int]
    claims: List[Claim]
    disputed: bool
    first_reported_at: Optional[datetime]
    last_reported_at: Optional[datetime]
    computed_at: datetime
    schema_version: int = SCHEMA_VERSION
