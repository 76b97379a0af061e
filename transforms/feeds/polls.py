"""What one poll of a feed is asked and what it gives."""

from datetime import datetime
from enum import StrEnum
from typing import List, NamedTuple, Optional  # noqa: UP035 - Beam's coders need these spellings

from transforms.feeds.settings import FeedSettings
from transforms.outcomes import DETAIL_LIMIT, printable
from transforms.records import Feed, RawArticle, Reject


class PollOutcome(StrEnum):
    """How a poll ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class PollTask(NamedTuple):
    """A feed that is due, with what earlier polls of it left (None: never polled).

    ``pushed`` are files with documents that its hub sent: they are read in the place of a poll.
    """

    feed: FeedSettings
    state: Optional[Feed]  # noqa: UP045
    pushed: tuple[str, ...] = ()


class PollReport(NamedTuple):
    """What a poll did, for coverage, log and status file.

    ``items`` are all that the answer held, ``rejected`` those of them that are no article;
    ``pages`` were fetched for items without their text. ``status`` is the HTTP status or the
    reason of a failure. ``polled_at`` is in UTC. ``handed_on`` are the items that were not known
    from the poll before; PollFeeds sets it.
    """

    feed_url: str
    polled_at: datetime
    outcome: str
    status: str
    detail: str
    items: int
    rejected: int
    pages: int
    body_bytes: int
    seconds: float
    handed_on: int = 0


def bare_report(
    state: Feed, outcome: PollOutcome, detail: str, now: datetime, body_bytes: int = 0
) -> PollReport:
    """Return the report of a poll that handed nothing on; ``state`` is the one after it."""
    return PollReport(
        feed_url=state.feed_url,
        polled_at=now,
        outcome=outcome.value,
        status=state.status or "",
        detail=printable(detail, DETAIL_LIMIT),
        items=0,
        rejected=0,
        pages=0,
        body_bytes=body_bytes,
        seconds=0.0,
    )


class PollResult(NamedTuple):
    """Everything that a poll gives: articles, rejects, the state for the next one, the report."""

    items: List[RawArticle]  # noqa: UP006
    rejects: List[Reject]  # noqa: UP006
    state: Feed
    report: PollReport
