"""What is known of a feed from poll to poll, and what it brought."""

from datetime import datetime
from typing import List, NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


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
