"""JSON Feed 1 and 1.1 (jsonfeed.org): what the feed says once, joined with each item."""

import re
from typing import Any, Final, NamedTuple

from transforms.outcomes import Reason
from transforms.read.decode import decode_text
from transforms.read.failures import Context, ReadError, origin
from transforms.read.html_text import html_to_text
from transforms.read.json_values import parse_json
from transforms.read.record_fields import markup_free
from transforms.read.values import date_value, list_value, short_value, text_value
from transforms.records import RawArticle

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.IGNORECASE)


class JsonFeed(NamedTuple):
    """What a feed says about all of its items."""

    feed_url: str | None
    language: str | None
    authors: list[str]

    def article(self, item: Any, context: Context, position: int | None) -> RawArticle:
        """Make the article of one item.

        Raises:
            ReadError: invalid_record or missing_text, as for any record.
        """
        article = self.item(item, context, position)
        if not article.text:
            raise ReadError(Reason.MISSING_TEXT, "an item without content and summary")
        return article

    def item(self, item: Any, context: Context, position: int | None) -> RawArticle:
        """Make the article of one item as it stands; ``text`` is "" where it has none.

        Raises:
            ReadError: invalid_record, as for any record.
        """
        if not isinstance(item, dict):
            raise ReadError(Reason.INVALID_RECORD, "not an object with named fields")
        text = text_value(item.get("content_text"), "content_text")
        if not text:
            markup = text_value(item.get("content_html"), "content_html")
            text = html_to_text(markup) if markup else None
        text = text or text_value(item.get("summary"), "summary")
        published = date_value(item.get("date_published") or item.get("date_modified"))
        return RawArticle(
            origin=origin(context, position),
            text=text or "",
            url=short_value(item.get("url") or item.get("external_url"), "url"),
            title=markup_free(short_value(item.get("title"), "title")),
            published=published,
            published_from="feed" if published else None,
            language=short_value(item.get("language"), "language") or self.language,
            external_id=short_value(item.get("id"), "id"),
            authors=_authors(item) or self.authors,
            tags=list_value(item.get("tags"), split=True),
            feed_url=self.feed_url,
        )


def feed_of(document: Any) -> JsonFeed | None:
    """Recognise a JSON Feed by its version key; None for any other document."""
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    return _feed(document)


def feed_of_beginning(data: bytes) -> JsonFeed | None:
    """Recognise a JSON Feed by what stands before its items, where the document is broken."""
    try:
        return _feed(parse_json(decode_text(data).rstrip().rstrip(",") + "}"))
    except ReadError:
        return None


def _feed(document: Any) -> JsonFeed | None:
    if not isinstance(document, dict) or not _VERSION.match(str(document.get("version"))):
        return None
    return JsonFeed(
        feed_url=_lenient(document.get("feed_url")),
        language=_lenient(document.get("language")),
        authors=_authors(document),
    )


def _lenient(value: Any) -> str | None:
    """Read what belongs to the feed: a fault there is no reason to lose the items."""
    try:
        return short_value(value, "feed")
    except ReadError:
        return None


def _authors(item: dict[str, Any]) -> list[str]:
    return list_value(item.get("authors") or item.get("author"), split=False)
