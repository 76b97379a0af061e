"""Feeds of a site: what its page names, news sitemaps of robots.txt, and usual addresses."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from pipelines.commands.feeds.check import ACCEPT, document_of, language_of
from transforms.feeds.documents import FeedDocument, NotAFeed
from transforms.feeds.http import FailureReason, Fetch, FetchFailure, FetchRequest, FetchResponse
from transforms.feeds.opml import is_web_address
from transforms.feeds.settings import PollSettings
from transforms.read.failures import ReadError

MAX_ASKED: Final = 20
_NOWHERE: Final = frozenset({FailureReason.ADDRESS_REFUSED, FailureReason.ADDRESS_UNKNOWN})
_USUAL: Final = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json",
    "/news/rss", "/rss/all.xml",
)  # fmt: skip
_TYPES: Final = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
_SITEMAP: Final = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS: Final = re.compile(r"news|novost|novyn", re.IGNORECASE)
_FEED_LINK: Final = re.compile(
    r"(?:\.(?:rss|atom|rdf)|/(?:rss|feed)/?|rss[\w-]*\.xml)$", re.IGNORECASE
)


class FoundFeed(NamedTuple):
    """A feed that was asked and read."""

    url: str
    title: str | None
    language: str | None
    format: str
    items: int


def discover(url: str, fetch: Fetch, settings: PollSettings, now: datetime) -> list[FoundFeed]:
    """Return the feeds of a site, in the order in which it names them, each once.

    At most ``MAX_ASKED`` addresses are asked. An address that is a feed itself is the only one. A
    page that cannot be fetched still has its usual addresses tried, unless its host has none.
    """
    page = fetch(FetchRequest(url, {"accept": f"text/html, {ACCEPT}"}))
    if isinstance(page, FetchResponse):
        itself = _read(page, url, settings, now)
        if itself is not None:
            return [_found(url, itself)]
    elif page.reason in _NOWHERE:
        return []
    found: dict[str, FoundFeed] = {}
    seen: set[str] = set()
    for candidate in _candidates(url, page, fetch):
        if candidate in seen or not is_web_address(candidate):
            continue
        if len(seen) >= MAX_ASKED:
            break
        seen.add(candidate)
        answer = fetch(FetchRequest(candidate, {"accept": ACCEPT}))
        if isinstance(answer, FetchFailure):
            continue
        document = _read(answer, candidate, settings, now)
        if document is not None:
            found.setdefault(
                answer.moved_to or candidate, _found(answer.moved_to or candidate, document)
            )
    return list(found.values())


def page_links(body: bytes, base: str) -> list[str]:
    """Return the feeds that a page names: its alternates first, then links that look like feeds.

    Hostile markup gives fewer links, never an error.
    """
    try:
        root = html.document_fromstring(body, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    base = _joined(base, str(next(iter(root.xpath("//base/@href")), ""))) or base
    alternates = [
        str(link.get("href", ""))
        for link in root.iter("link")
        if "alternate" in str(link.get("rel", "")).lower().split()
        and str(link.get("type", "")).split(";")[0].strip().lower() in _TYPES
    ]
    others = [str(link.get("href", "")) for link in root.iter("a")]
    others = [href for href in others if _FEED_LINK.search(href.split("?")[0].split("#")[0])]
    links = [_joined(base, href) for href in [*alternates, *others] if href.strip()]
    return list(dict.fromkeys(link for link in links if link))


def _candidates(url: str, page: FetchResponse | FetchFailure, fetch: Fetch) -> Iterator[str]:
    base = url
    if isinstance(page, FetchResponse):
        base = page.url
        yield from page_links(page.body, base)
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc}"
    robots = fetch(FetchRequest(f"{origin}/robots.txt"))
    if isinstance(robots, FetchResponse):
        text = robots.body[:500_000].decode("utf-8", "replace")
        yield from (address for address in _SITEMAP.findall(text) if _NEWS.search(address))
    yield from (f"{origin}{usual}" for usual in _USUAL)


def _read(
    answer: FetchResponse, url: str, settings: PollSettings, now: datetime
) -> FeedDocument | None:
    try:
        document = document_of(answer, url, settings, now)
    except (ReadError, NotAFeed):
        return None
    except Exception:  # parsers of others on hostile input: one address, not all
        return None
    return document if document.items else None


def _found(url: str, document: FeedDocument) -> FoundFeed:
    title = document.hints.title
    return FoundFeed(url, title, language_of(document), document.format, document.total)


def _joined(base: str, href: str) -> str | None:
    try:
        return urljoin(base, href.strip()).split("#")[0]
    except ValueError:
        return None
