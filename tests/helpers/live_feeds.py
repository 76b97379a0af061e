"""Polling in tests: a short stand-in for ``poll``, a fetch over urllib, a server of small feeds."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from tests.helpers.loopback import Answer, answering
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    Fetch,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.polling import failed_poll
from transforms.feeds.polls import PollReport, PollResult, PollTask
from transforms.feeds.settings import FetchSettings, PollSettings
from transforms.feeds.steps import PollFeeds
from transforms.ids import digest
from transforms.read.reader import read_file
from transforms.records import Feed, RawArticle, Reject
from transforms.settings import ReadSettings


class UrllibFetch:
    """A Fetch without manners, for servers on loopback."""

    def __init__(self) -> None:
        self.closed = False

    def __call__(self, request: FetchRequest) -> FetchResponse | FetchFailure:
        asked = urllib.request.Request(request.url, headers=dict(request.headers))
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return FetchResponse(answer.status, headers, answer.read(), request.url)
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return FetchResponse(304, {}, b"", request.url)
            kind = FailureKind.TEMPORARY
            return FetchFailure(FailureReason.HTTP_STATUS, kind, "status", error.code)
        except OSError as error:
            reason = FailureReason.CONNECTION_FAILED
            return FetchFailure(reason, FailureKind.TEMPORARY, str(error))

    def close(self) -> None:
        self.closed = True


def urllib_fetch(settings: FetchSettings) -> UrllibFetch:
    del settings
    return UrllibFetch()


def simple_poll(
    task: PollTask, fetch: Fetch, settings: PollSettings, now: datetime, read: ReadSettings
) -> PollResult:
    """Poll as the interface wants it: conditional, only items that were not there before."""
    old = task.state
    headers = {"if-none-match": old.etag} if old and old.etag else {}
    answer = fetch(FetchRequest(task.feed.url, headers))
    if isinstance(answer, FetchFailure):
        result = failed_poll(task, RuntimeError(answer.detail), settings.schedule, now)
        status = str(answer.status or answer.reason)
        return result._replace(report=result.report._replace(status=status))
    found = list(read_file("feed.xml", BytesIO(answer.body), read, now)) if answer.body else []
    articles = [one for one in found if isinstance(one, RawArticle)]
    rejects = [one._replace(source=task.feed.url) for one in found if isinstance(one, Reject)]
    hashes = [digest(one.url or "", one.text, one.title or "") for one in articles]
    seen = set(old.item_hashes) if old else set()
    items = [
        one._replace(feed_url=task.feed.url, origin=f"{task.feed.url}#{position}")
        for position, (one, key) in enumerate(zip(articles, hashes, strict=True), start=1)
        if key not in seen
    ]
    state = Feed(
        feed_url=task.feed.url,
        revision=(old.revision if old else 0) + 1,
        resolved_url=None,
        etag=answer.headers.get("etag") or (old.etag if old else None),
        last_modified=None,
        body_hash=None,
        last_polled_at=now,
        last_new_at=now if items else (old.last_new_at if old else None),
        next_poll_at=now + timedelta(seconds=task.feed.every or settings.schedule.longest),
        failures=0,
        failure_kind=None,
        items_per_day=None,
        updated_at=now,
        status=str(answer.status),
        polls=(old.polls if old else 0) + 1,
        items_seen=(old.items_seen if old else 0) + len(items),
        item_hashes=hashes if answer.status == 200 else list(old.item_hashes if old else []),
    )
    report = PollReport(
        feed_url=task.feed.url,
        polled_at=now,
        outcome="unchanged" if answer.status == 304 else "changed",
        status=str(answer.status),
        detail="",
        items=len(articles),
        rejected=len(rejects),
        pages=0,
        body_bytes=len(answer.body),
        seconds=0.0,
    )
    return PollResult(items, rejects, state, report)


def simple_poller(as_of: datetime, settings: PollSettings | None = None) -> PollFeeds:
    return PollFeeds(
        settings or PollSettings(), ReadSettings(), as_of, poll=simple_poll, make_fetch=urllib_fetch
    )


Entry = Mapping[str, str]


def feed_body(entries: Sequence[Entry]) -> bytes:
    """Return an RSS document; an entry has url, title, text and published (RFC 822)."""
    items = "".join(
        f"<item><guid>{e['url']}</guid><link>{e['url']}</link><title>{e['title']}</title>"
        f"<pubDate>{e['published']}</pubDate><description>{e['text']}</description></item>"
        for e in entries
    )
    return f'<rss version="2.0"><channel><title>Paper</title>{items}</channel></rss>'.encode()


class FeedServer:
    """Feeds on loopback, by path; a body has an ETag of its content."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.bodies: dict[str, bytes] = {}
        self.statuses: dict[str, int] = {}
        self.asked: list[tuple[str, int]] = []
        self.hold = threading.Event()
        self.hold.set()

    def url(self, path: str) -> str:
        return f"{self.base}{path}"

    def count(self, status: int) -> int:
        return sum(1 for _, answered in self.asked if answered == status)


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    """Serve feeds while the context is open; clear ``hold`` to let answers wait."""

    def answer(path: str, headers: Mapping[str, str]) -> Answer:
        served.hold.wait()
        status = served.statuses.get(path, 200 if path in served.bodies else 404)
        found = Answer(status)
        if status == 200:
            body = served.bodies[path]
            etag = f'"{digest(body.hex())}"'
            named = {"ETag": etag, "Content-Type": "application/rss+xml"}
            known = headers.get("If-None-Match") == etag
            found = Answer(304, b"", named) if known else Answer(200, body, named)
        served.asked.append((path, found.status))
        return found

    with answering(answer) as base:
        served = FeedServer(base)
        try:
            yield served
        finally:
            served.hold.set()


def as_json(value: Any) -> str:
    return json.dumps(value, default=str)
