"""For the polling tests: a scripted web without sockets, and a feed that remembers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.poll import poll
from transforms.feeds.polls import PollResult, PollTask
from transforms.feeds.settings import FeedSettings, PollSettings
from transforms.records import Feed
from transforms.settings import ReadSettings

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FEED_URL = "https://news.example/rss"
Answer = FetchResponse | FetchFailure


def rss(*items: str, head: str = "") -> bytes:
    """Return an RSS document with the items given."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
        'xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>'
        f"<link>https://news.example/</link>{head}{''.join(items)}</channel></rss>"
    ).encode()


def item(name: str, text: str | None = None, **fields: str) -> str:
    """Return an item with a link of its own and a text that is long enough to be whole."""
    text = text if text is not None else f"Report {name} tells what happened. " * 20
    fields = {"link": f"https://news.example/{name}", "guid": name} | fields
    extra = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items() if value)
    return f"<item><title>Title {name}</title><description>{text}</description>{extra}</item>"


def ok(body: bytes, url: str = FEED_URL, moved_to: str | None = None, **headers: str) -> Answer:
    """Return an answer with a body; header names with "_" for "-"."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return FetchResponse(200, {"content-type": "text/xml"} | named, body, url, moved_to)


def failed(status: int, kind: str, **headers: str) -> Answer:
    """Return a failure with an HTTP status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return FetchFailure(
        FailureReason.HTTP_STATUS, FailureKind(kind), f"status {status}", status, named
    )


class Web:
    """Answers by address: one answer, a list used up one by one, or a function of the request."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.requests: list[FetchRequest] = []

    def __call__(self, request: FetchRequest) -> Answer:
        self.requests.append(request)
        answer = self.answers.get(request.url)
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if callable(answer):
            answer = answer(request)
        return answer if answer is not None else failed(404, "hard")

    @property
    def asked(self) -> list[str]:
        return [request.url for request in self.requests]


def site(address: str, **pages: bytes | Answer) -> Web:
    """Return a web of one site, its pages by name with "_" for "."; ``address`` ends with "/"."""
    named = {f"{address}{name.replace('_', '.')}": page for name, page in pages.items()}
    return Web(
        {url: ok(page, url) if isinstance(page, bytes) else page for url, page in named.items()}
    )


class Poller:
    """A feed polled again and again, its state carried on; ``now`` moves as told."""

    def __init__(self, web: Web, settings: PollSettings | None = None, **feed: Any) -> None:
        self.web = web
        self.feed = FeedSettings(**({"url": FEED_URL} | feed))
        self.settings = settings or PollSettings()
        self.last: Feed | None = None
        self.now = NOW

    @property
    def state(self) -> Feed:
        """Return what the last poll left."""
        assert self.last is not None
        return self.last

    @property
    def due(self) -> datetime:
        """Return when the next poll is due: at once before the first."""
        if self.last is None:
            return NOW
        assert self.last.next_poll_at is not None
        return self.last.next_poll_at

    @property
    def wait(self) -> float:
        """Return the seconds from the last poll to the next."""
        return (self.due - self.now).total_seconds()

    def poll(self, now: datetime | None = None, **options: Any) -> PollResult:
        self.now = now or self.due
        task = PollTask(self.feed, self.last)
        result = poll(task, self.web, self.settings, self.now, ReadSettings(), **options)
        self.last = result.state
        return result

    def until(self, end: datetime) -> Iterator[PollResult]:
        """Poll whenever it is due before ``end``."""
        while self.due < end:
            yield self.poll()


def polled(*answers: Any, web: dict[str, Any] | None = None, **feed: Any) -> Poller:
    """Make a poller of one feed that answers as given, one answer after another."""
    feed_answers: Any = list(answers) if len(answers) != 1 else answers[0]
    settings = feed.pop("settings", None)
    return Poller(Web({FEED_URL: feed_answers} | (web or {})), settings, **feed)
