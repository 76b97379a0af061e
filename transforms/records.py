"""Every record type of wirebeam: immutable, flat, without methods.

A record is the only declaration of its table: ``tables.py`` derives the Arrow schema from it.
``Optional`` (not ``X | None``) marks a nullable column: Beam's coders are not deterministic for the
other spelling. All ``datetime`` values are in UTC; all ``date`` values are local days at the place.
Null is not zero: a count that the text does not give is None.
"""

from datetime import date, datetime
from typing import List, NamedTuple, Optional

SCHEMA_VERSION = 1


class RawArticle(NamedTuple):
    """One article as a reader found it, converted at the edge and not yet cleaned.

    ``origin`` names the input for people ("file.jsonl#12"); ``published`` is the raw date phrase
    of the input and ``published_from`` says where it stood (feed or metadata). ``url_is_shared``:
    the address is that of a page about many articles and identifies none.
    """

    origin: str
    text: str
    url: Optional[str] = None
    title: Optional[str] = None
    published: Optional[str] = None
    published_from: Optional[str] = None
    source: Optional[str] = None
    language: Optional[str] = None
    external_id: Optional[str] = None
    authors: List[str] = []
    tags: List[str] = []
    feed_url: Optional[str] = None
    url_is_shared: bool = False


class NearCopy(NamedTuple):
    """Another article whose text is nearly the same, and the share of what they have in common."""

    article_id: str
    similarity: float


class Article(NamedTuple):
    """One row of ``articles``: a cleaned article, kept or a duplicate of a kept one.

    (``article_id``, ``text_hash``) identifies a version. Offsets of events point into ``text``.
    ``near`` lists the near-duplicates known when the row was written, earlier and later ones, so
    that the rows of all articles together hold every pair, whichever came first.
    """

    article_id: str
    url: Optional[str]
    canonical_url: Optional[str]
    source: Optional[str]
    feed_url: Optional[str]
    title: Optional[str]
    authors: List[str]
    tags: List[str]
    language: Optional[str]
    language_score: Optional[float]
    published_at: Optional[datetime]
    published_from: Optional[str]
    seen_at: datetime
    text: str
    text_hash: str
    word_count: int
    duplicate_of: Optional[str] = None
    duplicate_kind: Optional[str] = None
    similarity: Optional[float] = None
    signature: Optional[bytes] = None
    agency: Optional[str] = None
    near: List[NearCopy] = []
    schema_version: int = SCHEMA_VERSION


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


class Coverage(NamedTuple):
    """One row of ``coverage``: what one feed brought in one window against what was expected."""

    feed_url: str
    window_start: datetime
    window_end: datetime
    polls: int
    items: int
    new: int
    duplicates: int
    rejected: int
    errors: int
    expected_items: Optional[float]
    status: str
    computed_at: datetime
    schema_version: int = SCHEMA_VERSION


class Reject(NamedTuple):
    """One row of ``rejects``: input that did not become an article, and why.

    ``reject_id`` is a digest of stage, reason and payload (of the source where there is none), so
    that the same bad input read again is the same row. ``payload`` is a bounded excerpt.
    """

    reject_id: str
    stage: str
    reason: str
    source: str
    detail: str
    payload: str
    seen_at: datetime
    schema_version: int = SCHEMA_VERSION


class SlotStatistic(NamedTuple):
    """How often a slot was filled in one run, by language: the null rate of the extractor."""

    language: Optional[str]
    slot: str
    filled: int
    empty: int


class LabelCount(NamedTuple):
    """How often a label of a slot occurred in one run, by language: the label mix."""

    language: Optional[str]
    slot: str
    label: str
    count: int  # type: ignore[assignment]  # as a field it hides tuple.count


class Run(NamedTuple):
    """One row of ``runs``: one run or round, its conservation law and its versions."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    as_of: datetime
    status: str
    command: str
    inputs: List[str]
    read: int
    kept: int
    duplicates_url: int
    duplicates_text: int
    duplicates_near: int
    duplicates_known: int
    rejected: int
    rejects_known: int
    events: int
    incidents: int
    aggregates: int
    slots: List[SlotStatistic]
    labels: List[LabelCount]
    wall_seconds: float
    cpu_seconds: float
    peak_memory_mb: Optional[float]
    configuration_hash: str
    wirebeam_version: str
    beam_version: str
    python_version: str
    extractor: str
    schema_version: int = SCHEMA_VERSION


class Feed(NamedTuple):
    """One row of ``feeds``: validators and schedule of one feed after one poll.

    ``status`` is the HTTP status of the last answer or the reason why there was none.
    ``retry_after_at`` and ``expires_at`` are what the server asked for; ``interval_seconds`` is
    what the schedule has learnt. ``polls`` and ``items_seen`` count since the first poll.
    ``item_hashes`` are digests of the items of the last answer and of the latest that left it: what
    stands there is not handed on a second time. One with "~" and a number is not handed on yet:
    its page was asked for that many times. A validator with "!" before it has lied and is not sent.
    ``hub_url`` and ``topic_url`` are the WebSub hub that the feed names and the address it goes by
    there. ``last_success_at`` is the last poll that did not fail, ``last_full_at`` the last one
    that asked for the feed whatever its validators. ``ttl_seconds``, ``skip_hours`` (0 to 23, GMT)
    and ``skip_days`` (0 Monday to 6 Sunday, GMT) are what the feed says about its own schedule.
    """

    feed_url: str
    revision: int
    resolved_url: Optional[str]
    etag: Optional[str]
    last_modified: Optional[str]
    body_hash: Optional[str]
    last_polled_at: Optional[datetime]
    last_new_at: Optional[datetime]
    next_poll_at: Optional[datetime]
    failures: int
    failure_kind: Optional[str]
    items_per_day: Optional[float]
    updated_at: datetime
    format: Optional[str] = None
    status: Optional[str] = None
    language: Optional[str] = None
    title: Optional[str] = None
    retry_after_at: Optional[datetime] = None
    expires_at: Optional[datetime] = None
    interval_seconds: Optional[int] = None
    polls: int = 0
    items_seen: int = 0
    item_hashes: List[str] = []
    hub_url: Optional[str] = None
    topic_url: Optional[str] = None
    last_success_at: Optional[datetime] = None
    last_full_at: Optional[datetime] = None
    ttl_seconds: Optional[int] = None
    skip_hours: List[int] = []
    skip_days: List[int] = []
    schema_version: int = SCHEMA_VERSION
