"""From the body of an answer to the items of a feed, whatever its format and encoding."""

import io
import re
from datetime import datetime
from typing import Final

from transforms.feeds.documents import FeedDocument, NotAFeed
from transforms.feeds.identity import with_usable_names
from transforms.feeds.json_items import read_json_feed
from transforms.feeds.news_sitemap import read_news_sitemap
from transforms.feeds.relative_dates import absolute_date
from transforms.feeds.xml_feed import read_xml_feed
from transforms.read import feed_markup
from transforms.read.decode import decode_text
from transforms.read.failures import Context, context_of
from transforms.read.source import ByteSource, compression_of

_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_ROOT: Final = re.compile(
    r"<(?:[A-Za-z][\w.\-]{0,20}:)?(rss|feed|rdf|channel|urlset|sitemapindex|html|opml)(?=[\s>/])",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_OTHER: Final = {
    "html": "a web page, not a feed",
    "opml": "a list of feeds (OPML), not a feed",
    "sitemapindex": "a sitemap index, not a feed: it lists sitemaps, of which one may hold news",
}


def read_document(
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    feed_url: str,
    now: datetime,
    max_items: int,
    max_bytes: int,
) -> FeedDocument:
    """Read the items of a feed.

    Args:
        body: The answer's body; compressed ones (a sitemap.xml.gz) are unpacked.
        content_type: The answer's header of this name. Only its charset is believed, and less than
            a byte order mark and than bytes that are UTF-8; see transforms/read/decode.py.
        url: Where the answer came from: relative links start there.
        feed_url: The feed as configured: origin and ``feed_url`` of the items.
        now: The clock, in UTC: it stamps the rejects and resolves "3 hours ago".
        max_items: Items read at most; one reject tells of the others.
        max_bytes: Size of the unpacked body at most.

    Returns:
        The document. Items that cannot be read are among its rejects; an item without text is
        none of them, for its page may have one.

    Raises:
        ReadError: Where nothing of the body can be read, with the reason of the reject.
        NotAFeed: Where it is something else.
    """
    context = context_of(feed_url, now)
    body = _unpacked(body, max_bytes)
    charset = _CHARSET.search(content_type or "")
    text = decode_text(
        body, charset.group(1) if charset else None, feed_markup.declared_encoding(body)
    )
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        document = read_json_feed(text.lstrip("\ufeff \t\r\n"), url, context, max_items)
    else:
        document = _read_xml(text, url, context, max_items)
    articles = (
        item.article._replace(
            feed_url=feed_url, published=absolute_date(item.article.published, now)
        )
        for item in document.items
    )
    items = zip(with_usable_names(articles), document.items, strict=True)
    return document._replace(items=[item._replace(article=article) for article, item in items])


def _unpacked(body: bytes, max_bytes: int) -> bytes:
    if not compression_of(body[:16]):
        return body
    source = ByteSource(io.BytesIO(body), max_bytes)
    body = source.document(max_bytes)
    if source.failure is not None:
        raise source.failure
    return body


def _read_xml(text: str, url: str, context: Context, max_items: int) -> FeedDocument:
    match = _ROOT.search(text)
    root = match.group(1).lower() if match else "html" if _PAGE.search(text[:4096]) else ""
    if root in _OTHER:
        raise NotAFeed(_OTHER[root])
    repaired = feed_markup.repaired(text)
    if root == "urlset":
        return read_news_sitemap(repaired, context, max_items)
    document = read_xml_feed(repaired, url, context, max_items)
    return document._replace(format="rdf") if root == "rdf" else document
