"""The shape of the report model: what is in the JSON, documented in ``docs/report.md``.

Dates are ISO days at the place, times ISO 8601 in UTC. None is "nobody gave it", never zero.
"""

from typing import Any, NotRequired, TypedDict

Column = list[Any]
"""One value for each incident, in the order of the rows."""


Period = TypedDict("Period", {"from": str, "to": str})
"""Whole days, both inclusive."""


class Filters(TypedDict):
    """What the report was narrowed to; empty lists: nothing."""

    countries: list[str]
    admin1: list[str]


class LicenceLine(TypedDict):
    """A data set in the report and how it wants to be named."""

    name: str
    licence: str
    url: str
    attribution: str


class Meta(TypedDict):
    """What the report is about. ``undated`` incidents have no day and are in no period."""

    generated_at: str
    as_of: str | None
    period: Period
    before: Period
    filters: Filters
    language: str
    incidents: int
    sources: int
    undated: int
    wirebeam_version: str
    licences: list[LicenceLine]


class Figure(TypedDict):
    """One headline figure, with that of the period before."""

    key: str
    value: int | float | None
    low: int | None
    high: int | None
    before: int | float | None


class TargetWeek(TypedDict):
    """How many incidents of a week (its Monday) had a target; None: no target told."""

    date: str
    target: str | None
    incidents: int


class Facility(TypedDict):
    """A named facility that was hit more than once in the period."""

    name: str
    country: str | None
    admin1: str | None
    place: str | None
    hits: int
    dates: list[str]
    incident_ids: list[str]


class Outage(TypedDict):
    """An incident that cut power, heat or water."""

    incident_id: str
    date: str
    country: str | None
    admin1: str | None
    place: str | None
    effects: list[str]


class FeedCoverage(TypedDict):
    """One feed: its newest status, and its worst one of each day (None: no window)."""

    feed_url: str
    title: str | None
    status: str
    last_new_at: str | None
    expected: float | None
    seen: int
    days: list[str | None]


class CoverageReport(TypedDict):
    """The feeds in the period; ``known`` is false where the tables hold no coverage of it."""

    known: bool
    windows: list[str]
    feeds: list[FeedCoverage]


class LedgerEntry(TypedDict):
    """A claim; ``article`` is a place in ``sources``."""

    claimant: str | None
    role: str | None
    side: str | None
    channel: str | None
    stance: str
    quantity: str | None
    value: int | None
    low: int | None
    high: int | None
    claimed_at: str | None
    source: str | None
    article: int | None


class Source(TypedDict):
    """An article that reports the incident; ``duplicate_of`` is a place in ``sources``."""

    article: str
    url: str | None
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    copy: bool
    duplicate_of: int | None


class Sentence(TypedDict):
    """A quoted sentence; spans are (slot, start, end) in code points of ``text``."""

    text: str
    spans: list[tuple[str, int, int]]


class Evidence(TypedDict):
    """What one event quotes; ``article`` is a place in ``sources``."""

    article: int | None
    sentences: list[Sentence]


class Detail(TypedDict):
    """Everything behind one incident."""

    claims: list[LedgerEntry]
    sources: list[Source]
    evidence: list[Evidence]
    revisions: int


class Report(TypedDict):
    """The whole model. ``incidents`` is None in a page, where the columns are compressed."""

    meta: Meta
    headline: list[Figure]
    nights: list[dict[str, Any]]
    targets: list[TargetWeek]
    facilities: list[Facility]
    outages: list[Outage]
    casualties: list[dict[str, Any]]
    coverage: CoverageReport
    incidents: dict[str, Column] | None
    details: NotRequired[dict[str, Detail]]
    details_encoding: NotRequired[str]
    details_chunk: NotRequired[int]
    live: NotRequired[dict[str, str]]
