"""JSON Feed 1.0 and 1.1: its items as those of a polled feed."""

import re
from typing import Any, Final
from urllib.parse import urljoin

from transforms.feeds.documents import FeedDocument, FeedHints, FeedItem, NotAFeed
from transforms.feeds.truncation import is_truncated
from transforms.language.detect import declared_language
from transforms.outcomes import Reason
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.json_elements import split_elements
from transforms.read.json_feed import JsonFeed, feed_of, feed_of_beginning
from transforms.read.json_values import parse_json
from transforms.read.lines import Line
from transforms.read.record_fields import fields_payload
from transforms.read.values import short_value
from transforms.records import Reject

_HUBS: Final = 20
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[')


def read_json_feed(text: str, url: str, context: Context, max_items: int) -> FeedDocument:
    """Read a JSON Feed that came from ``url``; ``context`` names the feed.

    Of more than ``max_items`` items the first (by the format the newest) are read, and one reject
    too_large tells of the others. A damaged feed is read item by item; what is cut is a reject.

    Raises:
        ReadError: invalid_json.
        NotAFeed: Where the document is another one.
    """
    document, feed, records = _parts(text)
    items: list[FeedItem] = []
    rejects: list[Reject] = []
    for position, record in enumerate(records[:max_items], start=1):
        outcome = _item(record, feed, url, context, position)
        (rejects if isinstance(outcome, Reject) else items).append(outcome)  # type: ignore[arg-type]
    if not items and not document:
        parse_json(text)  # not one whole item: the document itself is what failed
    if len(records) > max_items:
        detail = f"{len(records)} items; the first {max_items} are read"
        rejects.append(rejected(context, Reason.TOO_LARGE, detail))
    return FeedDocument("json_feed", items, rejects, len(records), _hints(document, feed))


def _parts(text: str) -> tuple[dict[str, Any], JsonFeed, list[Any]]:
    """Return the document, what it says about all items, and these; broken ones are a ``Line``."""
    try:
        document = parse_json(text)
    except ReadError:
        match = _ITEMS.search(text)
        feed = (
            feed_of_beginning(text[: match.start()].encode("utf-8", "replace")) if match else None
        )
        if match is None or feed is None:
            raise
        rest = text[match.end() :].encode("utf-8", "replace")
        return {}, feed, list(split_elements([rest], len(rest) + 1, closed_by_bracket=True))
    whole = feed_of(document)
    if whole is None:
        raise NotAFeed("a JSON document, not a JSON Feed")
    return document, whole, document["items"]


def _item(
    record: Any, feed: JsonFeed, url: str, context: Context, position: int
) -> FeedItem | Reject:
    fields = record
    try:
        if isinstance(record, Line):
            fields = record.data.decode("utf-8", "replace")
            fields = parse_json(fields)
        article = feed.item(fields, context, position)
        link = _joined(url, article.url)
        article = article._replace(url=link)
        is_content = bool(fields.get("content_text") or fields.get("content_html"))
        markup = fields.get("content_html")
        markup = markup if isinstance(markup, str) else ""
        truncated = is_truncated(article.text, markup, link, is_content=is_content)
        return FeedItem(article, truncated)
    except ReadError as failure:
        reason, detail = failure.reason, failure.detail
    except Exception as error:  # values of any type from outside: the other items go on
        reason, detail = Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}"
    return rejected(context, reason, detail, fields_payload(fields), position)


def _joined(base: str, link: str | None) -> str | None:
    try:
        return urljoin(base, link) if link else None
    except ValueError:
        return link


def _hints(document: dict[str, Any], feed: JsonFeed) -> FeedHints:
    hubs = document.get("hubs")
    listed = hubs[:_HUBS] if isinstance(hubs, list) else []
    named = (hub for hub in listed if isinstance(hub, dict) and hub.get("type") == "WebSub")
    hub = next((h["url"] for h in named if isinstance(h.get("url"), str)), None)
    try:
        title = short_value(document.get("title"), "title")
    except ReadError:
        title = None
    return FeedHints(
        title=title,
        language=declared_language(feed.language),
        hub_url=hub,
        topic_url=feed.feed_url,
    )
