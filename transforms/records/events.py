"""What one article reports as having happened, with the words that say so."""

from datetime import date, datetime
from typing import List, NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


class Quantity(NamedTuple):
    """A figure with its words: ``value`` as told, bounds where the words set them."""

    role: str
    item: Optional[str]
    value: Optional[int]
    low: Optional[int]
    high: Optional[int]
    text: str
    start: int
    end: int


class Claimant(NamedTuple):
    """Who says so: a person or organisation, on which side, through which channel."""

    name: str
    role: Optional[str]
    side: Optional[str]
    channel: Optional[str]
    stance: str


class SlotSpan(NamedTuple):
    """Evidence of one slot: character offsets into ``articles.text`` (end exclusive)."""

    slot: str
    start: int
    end: int


class Event(NamedTuple):
    """One row of ``events``: what one article reports as having happened, with evidence.

    ``text_hash`` names the version of the article that it was found in, ``seen_at`` is when that
    version was read.
    """

    event_id: str
    article_id: str
    text_hash: str
    seen_at: datetime
    article_url: Optional[str]
    source: Optional[str]
    published_at: Optional[datetime]
    language: Optional[str]
    event_type: str
    outcome: Optional[str]
    date_start: Optional[date]
    date_end: Optional[date]
    date_precision: Optional[str]
    date_text: Optional[str]
    date_basis: Optional[str]
    date_partial: Optional[str]
    occurred_at: Optional[datetime]
    country: Optional[str]
    admin1: Optional[str]
    place: Optional[str]
    latitude: Optional[float]
    longitude: Optional[float]
    geonames_id: Optional[int]
    geo_precision: Optional[str]
    location_text: Optional[str]
    places_listed: List[str]
    attacker: Optional[str]
    weapons: List[str]
    targets: List[str]
    target_name: Optional[str]
    drones_launched: Optional[int]
    drones_downed: Optional[int]
    missiles_launched: Optional[int]
    missiles_downed: Optional[int]
    killed: Optional[int]
    injured: Optional[int]
    quantities: List[Quantity]
    effects: List[str]
    claimants: List[Claimant]
    verification: Optional[str]
    evidence: List[str]
    evidence_start: int
    evidence_end: int
    slots: List[SlotSpan]
    confidence: float
    acled_sub_event: Optional[str]
    cameo_code: Optional[str]
    plover_mode: Optional[str]
    extractor: str
    schema_version: int = SCHEMA_VERSION
