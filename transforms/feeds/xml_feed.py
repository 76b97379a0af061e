"""RSS, RDF and Atom: the entries that transforms/read parses, as items of a polled feed."""

import re
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin

from transforms.feeds.documents import FeedDocument, FeedItem
from transforms.feeds.hints import hints_of
from transforms.feeds.truncation import is_truncated
from transforms.language.published import parse_published
from transforms.outcomes import Reason
from transforms.read import feed_markup
from transforms.read.failures import Context, rejected
from transforms.read.feed_fields import entry_article, entry_string, full_texts
from transforms.read.feeds import Entry, parse_feed
from transforms.read.html_text import html_to_text
from transforms.records import RawArticle, Reject

_DATE: Final = re.compile(
    r"<(?:[A-Za-z][\w.\-]{0,20}:)?(?:pubDate|published|updated|date|issued)\b[^<>]{0,200}>"
    r"([^<>]{4,100})<",
    re.IGNORECASE,
)
_EXCERPT: Final = 2000
_MAX_TAGS: Final = 200_000  # some four seconds of a core


def read_xml_feed(text: str, url: str, context: Context, max_items: int) -> FeedDocument:
    """Read the repaired text of a feed that came from ``url``; ``context`` names the feed.

    Of more than ``max_items`` entries the newest are read (by the dates of the first and the last
    one) and one reject too_large tells of the others. Entries beyond 200,000 tags are too_large.

    Raises:
        ReadError: invalid_xml, when there is no element of a feed.
    """
    text, total, skipped = _newest(text, max_items, context.seen_at)
    feed = parse_feed(text, True, context, url, _MAX_TAGS)
    items: list[FeedItem] = []
    rejects: list[Reject] = []
    for entry in feed.entries:
        outcome = entry if isinstance(entry, Reject) else _item(entry, feed.about, context, url)
        (rejects if isinstance(outcome, Reject) else items).append(outcome)  # type: ignore[arg-type]
    if skipped:
        detail = f"{total} items; the newest {max_items} are read"
        rejects.append(rejected(context, Reason.TOO_LARGE, detail))
    found = max(total, len(items) + len(rejects))
    return FeedDocument(_format(feed.version), items, rejects, found, hints_of(feed.about, text))


def _newest(text: str, max_items: int, now: datetime) -> tuple[str, int, bool]:
    """Cut a feed to its newest entries; returns the text, how many there were, whether it cut."""
    if text.count("<item") + text.count("<entry") + text.count(":item") <= max_items:
        return text, 0, False
    header, pieces = feed_markup.entries(text)
    if len(pieces) <= max_items:
        return text, len(pieces), False
    first, last = _moment(pieces[0].markup, now), _moment(pieces[-1].markup, now)
    oldest_first = first is not None and last is not None and last > first
    kept = pieces[-max_items:] if oldest_first else pieces[:max_items]
    markup = "".join(piece.markup for piece in kept)
    return header + markup + feed_markup.closing_tags(header), len(pieces), True


def _moment(markup: str, now: datetime) -> datetime | None:
    match = _DATE.search(markup)
    return parse_published(match.group(1), now, 1).value if match else None


def _item(entry: Entry, about: Any, context: Context, url: str) -> FeedItem | Reject:
    fields = entry.fields
    try:
        article = entry_article(fields, about, context, entry.position)
        address = entry_string(fields.get("feedburner_origlink")) or article.url
        article = _without_false_link(fields, article._replace(url=address), url)
        return FeedItem(article, _truncated(fields, article))
    except Exception as error:  # untyped values of an untyped parser: the other entries go on
        detail = f"{type(error).__name__}: {error}"
        payload = (entry.markup or entry_string(fields.get("title")) or "")[:_EXCERPT]
        return rejected(context, Reason.INTERNAL_ERROR, detail, payload, entry.position)


def _without_false_link(fields: Any, article: RawArticle, url: str) -> RawArticle:
    """Undo what RSS demands of a guid without isPermaLink: "12345" is no relative address."""
    guid = article.external_id
    if not guid or guid != article.url or fields.get("links"):
        return article
    word = guid.rpartition("/")[2]
    if not re.fullmatch(r"[\w\-]{1,100}", word) or urljoin(url, word) != guid:
        return article
    return article._replace(url=None, external_id=word)


def _truncated(fields: Any, article: RawArticle) -> bool:
    content = max(full_texts(fields), key=len, default="")
    summary = fields.get("summary")
    summary = summary if isinstance(summary, str) else ""
    is_content = len(content) > len(summary) or (
        bool(content) and len(html_to_text(content)) > len(html_to_text(summary))
    )
    markup = content if is_content else summary or content
    return is_truncated(article.text, markup, article.url, is_content=is_content)


def _format(version: str) -> str:
    return "atom" if version.startswith("atom") else "cdf" if version == "cdf" else "rss"
