"""Sitemaps of news (urlset with news:news): addresses, titles and dates of the last two days."""

from typing import Final

from lxml import etree

from transforms.feeds.documents import FeedDocument, FeedHints, FeedItem, NotAFeed
from transforms.language.detect import declared_language
from transforms.outcomes import Reason
from transforms.read.failures import Context, origin, rejected
from transforms.read.feed_fields import entry_string
from transforms.read.values import list_value
from transforms.records import RawArticle, Reject

_NEWS: Final = "news"


def read_news_sitemap(text: str, context: Context, max_items: int) -> FeedDocument:
    """Read the repaired text of a sitemap; its items have no text, their pages hold it.

    Addresses without news elements are no news; how many there are is told by one reject. Of more
    than ``max_items`` news the first are read, and one reject too_large tells of the others.

    Raises:
        NotAFeed: For a sitemap without any news and for text that no parser takes.
    """
    elements = _elements(text)
    entries = [entry for entry in map(_fields, elements) if "title" in entry or _NEWS in entry]
    if elements and not entries:
        raise NotAFeed("a sitemap without news, not a feed")
    items = [
        FeedItem(_article(entry, context, position), truncated=True)
        for position, entry in enumerate(entries[:max_items], start=1)
    ]
    names = {entry["name"] for entry in entries if "name" in entry}
    hints = FeedHints(
        title=names.pop() if len(names) == 1 else None,
        language=declared_language(entries[0].get("language")) if entries else None,
    )
    rejects = list(_rejects(len(elements), len(entries), max_items, context))
    return FeedDocument("news_sitemap", items, rejects, len(elements), hints)


def _rejects(addresses: int, news: int, max_items: int, context: Context) -> list[Reject]:
    rejects = []
    if addresses > news:
        detail = f"{addresses - news} of {addresses} addresses without news"
        rejects.append(rejected(context, Reason.INVALID_RECORD, detail))
    if news > max_items:
        detail = f"{news} items; the first {max_items} are read"
        rejects.append(rejected(context, Reason.TOO_LARGE, detail))
    return rejects


def _elements(text: str) -> "list[etree._Element]":
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise NotAFeed(f"a sitemap that cannot be parsed: {error}") from error
    if root is None:
        raise NotAFeed("a sitemap that cannot be parsed")
    return [element for element in root.iter() if _local(element) == "url"]


def _local(element: "etree._Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _fields(element: "etree._Element") -> dict[str, str]:
    """Return the first value of each element within an address, by local name.

    Where the image and the news both have a title, that of the news counts.
    """
    fields: dict[str, str] = {}
    for child in element.iterdescendants():
        name = _local(child)
        parent = child.getparent()
        if name == _NEWS:
            fields[_NEWS] = ""
        within_news = parent is not None and _local(parent) in {_NEWS, "publication"}
        value = entry_string(child.text)
        if value and (within_news or (parent is element and name in {"loc", "lastmod"})):
            fields.setdefault(name, value)
    return fields


def _article(fields: dict[str, str], context: Context, position: int) -> RawArticle:
    published = fields.get("publication_date") or fields.get("lastmod")
    return RawArticle(
        origin=origin(context, position),
        text="",
        url=fields.get("loc"),
        title=fields.get("title"),
        published=published,
        published_from="feed" if published else None,
        language=fields.get("language"),
        tags=list_value(fields.get("keywords"), split=True),
    )
