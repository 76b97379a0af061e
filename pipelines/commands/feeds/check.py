"""How feeds are: each asked once, read like a poll reads it, and described for people."""

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from transforms.feeds.documents import FeedDocument, NotAFeed
from transforms.feeds.formats import read_document
from transforms.feeds.http import Fetch, FetchFailure, FetchRequest, FetchResponse
from transforms.feeds.robots import rules_of
from transforms.feeds.settings import FeedSettings, PollSettings
from transforms.language.detect import declared_language, detect_language
from transforms.language.published import parse_published
from transforms.read.failures import ReadError
from transforms.settings import LanguageSettings, ReadSettings

ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_STALE: Final = timedelta(days=7)
_SAMPLE: Final = 4_000
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")


class Health(StrEnum):
    """``stale`` is a feed without anything new for a week, ``empty`` one without any item."""

    OK = "ok"
    STALE = "stale"
    EMPTY = "empty"
    DOWN = "down"


class FeedCheck(NamedTuple):
    """What one look at a feed shows.

    ``answer`` is the HTTP status or the reason of a failure; ``newest`` is in UTC; ``robots`` says
    whether pages of items may be fetched (allowed, refused, unknown).
    """

    url: str
    title: str | None
    health: str
    answer: str
    format: str | None = None
    items: int = 0
    newest: datetime | None = None
    language: str | None = None
    robots: str = "unknown"
    hub: str | None = None
    problems: tuple[str, ...] = ()


def check_feeds(
    feeds: Sequence[FeedSettings], fetch: Fetch, settings: PollSettings, now: datetime
) -> list[FeedCheck]:
    """Look at all feeds, ``settings.fetch.concurrency`` at a time; in the order given."""
    with ThreadPoolExecutor(settings.fetch.concurrency) as pool:
        return list(pool.map(lambda feed: check_feed(feed, fetch, settings, now), feeds))


def check_feed(
    feed: FeedSettings, fetch: Fetch, settings: PollSettings, now: datetime
) -> FeedCheck:
    """Look at one feed. Never raises for what a server does."""
    answer = fetch(FetchRequest(feed.url, {"accept": ACCEPT}))
    if isinstance(answer, FetchFailure):
        shown = str(answer.status or answer.reason)
        return _down(feed, shown, f"{answer.reason}: {answer.detail}")
    try:
        document = document_of(answer, feed.url, settings, now)
    except (ReadError, NotAFeed) as error:
        return _down(feed, str(answer.status), str(error))
    except Exception as error:  # parsers of others on hostile input: one feed, not all
        return _down(feed, str(answer.status), f"cannot be read: {type(error).__name__}")
    dates = _dates(document, now)
    newest = max((day for day in dates if day <= now), default=None)
    check = FeedCheck(
        url=feed.url,
        title=document.hints.title or feed.title,
        health=_health(document, newest, now),
        answer=str(answer.status),
        format=document.format,
        items=document.total,
        newest=newest,
        language=language_of(document),
        robots=_robots(document, fetch, settings),
        hub=document.hints.hub_url,
    )
    odd = _problems(feed, answer, check)
    odd += _item_problems(feed, document, len(dates), check.robots)
    return check._replace(problems=tuple(odd))


def document_of(
    answer: FetchResponse, feed_url: str, settings: PollSettings, now: datetime
) -> FeedDocument:
    """Read an answer as a feed. Raises ReadError or NotAFeed."""
    return read_document(
        answer.body,
        answer.headers.get("content-type"),
        answer.url,
        feed_url=feed_url,
        now=now,
        max_items=settings.max_items,
        max_bytes=settings.fetch.max_body_bytes,
    )


def language_of(document: FeedDocument) -> str | None:
    """Return the language of a feed's texts, else the one it declares; ISO 639-1."""
    texts = " ".join(
        f"{item.article.title or ''} {item.article.text}" for item in document.items[:20]
    )
    found, _ = detect_language(texts[:_SAMPLE], LanguageSettings())
    return found or declared_language(document.hints.language)


def _down(feed: FeedSettings, answer: str, problem: str) -> FeedCheck:
    return FeedCheck(feed.url, feed.title, Health.DOWN, answer, problems=(problem,))


def _dates(document: FeedDocument, now: datetime) -> list[datetime]:
    earliest = ReadSettings().earliest_year
    parsed = (parse_published(item.article.published, now, earliest) for item in document.items)
    return [one.value for one in parsed if one.value is not None and one.problem is None]


def _health(document: FeedDocument, newest: datetime | None, now: datetime) -> str:
    if not document.total:
        return Health.EMPTY
    return Health.STALE if newest is not None and now - newest > _STALE else Health.OK


def _robots(document: FeedDocument, fetch: Fetch, settings: PollSettings) -> str:
    """Say whether the page of the first item may be fetched."""
    page = next((item.article.url for item in document.items if item.article.url), None)
    parts = urlsplit(page or "")
    if page is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return "unknown"
    token = _TOKEN.match(settings.fetch.user_agent)
    agent = token.group().lower() if token else "*"
    rules = rules_of(fetch(FetchRequest(f"{parts.scheme}://{parts.netloc}/robots.txt")), agent)
    if rules.reason is not None:
        return "unknown"
    return "allowed" if rules.parsed is None or rules.parsed.can_fetch(page, agent) else "refused"


def _problems(feed: FeedSettings, answer: FetchResponse, check: FeedCheck) -> list[str]:
    """Tell what is odd about the feed as a whole."""
    found: list[str] = []
    if answer.moved_to and answer.moved_to != feed.url:
        found.append(f"moved for good to {answer.moved_to}")
    if feed.language and check.language and feed.language != check.language:
        found.append(f"language is {check.language}, not {feed.language}")
    if check.health == Health.EMPTY:
        found.append("no items")
    if check.health == Health.STALE:
        found.append("nothing new for a week")
    return found


def _item_problems(
    feed: FeedSettings, document: FeedDocument, dated: int, robots: str
) -> list[str]:
    """Tell what is odd about its items."""
    found: list[str] = []
    undated = len(document.items) - dated
    if undated:
        found.append(f"{undated} items without a usable date")
    reasons = Counter(reject.reason for reject in document.rejects)
    found += [f"{times} unreadable: {reason}" for reason, times in sorted(reasons.items())]
    short = sum(item.truncated for item in document.items)
    if short and feed.pages != "never":
        refused = ", which robots.txt refuses" if robots == "refused" else ""
        found.append(f"{short} items without their text: pages needed{refused}")
    return found
