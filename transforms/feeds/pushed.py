"""Feed documents that a hub pushed: their form on disk, and reading them as a poll reads a feed.

On disk a document is one line of JSON about it, then its bytes as they came.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from transforms.feeds.http import Fetch, FetchFailure, FetchRequest, FetchResponse
from transforms.feeds.poll import poll
from transforms.feeds.polls import PollResult, PollTask
from transforms.feeds.settings import PollSettings
from transforms.feeds.state import blank_state
from transforms.records import Feed
from transforms.settings import ReadSettings

_MAX_TYPE: Final = 200
_MAX_HEAD: Final = 20_000


class PushedDocument(NamedTuple):
    """A feed document that a hub sent: of which feed, its content type as sent, its bytes."""

    feed_url: str
    content_type: str
    body: bytes


class DocumentError(ValueError):
    """A file of the spool is no pushed document."""


def document_bytes(feed_url: str, content_type: str, body: bytes) -> bytes:
    """Write a document as the spool keeps it."""
    shown = "".join(sign for sign in content_type if sign.isprintable())[:_MAX_TYPE]
    head = json.dumps({"feed_url": feed_url, "content_type": shown})
    return head.encode("ascii") + b"\n" + body


def read_pushed(path: str) -> PushedDocument:
    """Read a file of the spool.

    Raises:
        DocumentError: for a file that was not written by ``document_bytes``.
        OSError: for one that cannot be read.
    """
    head, separator, body = Path(path).read_bytes().partition(b"\n")
    try:
        if not separator or len(head) > _MAX_HEAD:
            raise ValueError("no head")
        fields = json.loads(head)
        return PushedDocument(str(fields["feed_url"]), str(fields["content_type"]), body)
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError("no pushed document") from error


def poll_pushed(
    task: PollTask,
    document: PushedDocument,
    fetch: Fetch,
    settings: PollSettings,
    now: datetime,
    read: ReadSettings,
) -> PollResult:
    """Read a pushed document as if the feed had answered with it; pages are fetched as ever.

    What is news is told by the feed's state, so an item that came by polling does not come twice.
    A push changes nothing of validators and schedule: the next poll is made when it is due, and
    sees what the hub left out. Never raises.
    """
    addresses = {task.feed.url, *([task.state.resolved_url] if task.state else [])}

    def answered(request: FetchRequest) -> FetchResponse | FetchFailure:
        if request.url in addresses:
            headers = {"content-type": document.content_type}
            return FetchResponse(200, headers, document.body, task.feed.url)
        return fetch(request)

    result = poll(task, answered, settings, now, read)
    before = task.state or blank_state(task.feed, now)
    return result._replace(state=_after_push(before, result.state))


def _after_push(before: Feed, after: Feed) -> Feed:
    """Return the state of before with what the push brought."""
    return before._replace(
        revision=after.revision,
        updated_at=after.updated_at,
        last_new_at=after.last_new_at,
        items_seen=after.items_seen,
        item_hashes=after.item_hashes,
    )
