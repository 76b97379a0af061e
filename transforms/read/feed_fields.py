"""The fields of an entry, as feedparser gives them, to a raw article."""

from typing import Any, Final
from urllib.parse import urlsplit

from transforms.read.failures import Context, origin
from transforms.read.html_text import html_to_text
from transforms.read.record_fields import markup_free
from transforms.read.values import clean_characters
from transforms.records import RawArticle

# The whole text beside a summary, in the dialects of aggregators, whatever their prefix.
_FULL_TEXT: Final = ("full-text", "fulltext", "turbo_content")


def entry_article(entry: Any, about: Any, context: Context, position: int) -> RawArticle:
    """Make the article of one entry; ``text`` is "" where it has neither content nor summary.

    ``about`` is what the feed says about itself; ``published`` is the entry's raw phrase.
    """
    published = entry_string(entry.get("published")) or entry_string(entry.get("updated"))
    return RawArticle(
        origin=origin(context, position),
        text=_text(entry),
        url=entry_string(entry.get("link")),
        title=markup_free(entry_string(entry.get("title"))),
        published=published,
        published_from="feed" if published else None,
        source=_source(entry),
        language=_language(entry) or entry_string(about.get("language")),
        external_id=entry_string(entry.get("id")),
        authors=_authors(entry),
        tags=_tags(entry),
        feed_url=_self_link(about),
    )


def _text(entry: Any) -> str:
    candidates = [*full_texts(entry), entry.get("summary")]
    texts = [html_to_text(clean_characters(c)) for c in candidates if isinstance(c, str)]
    longest = max(texts, key=len, default="")
    return "" if longest.isspace() else longest


def full_texts(entry: Any) -> list[str]:
    """Return the markup of everything that an entry hands out as its whole text."""
    values = [part.get("value") for part in entry.get("content") or []]
    values += [entry.get(key) for key in entry if key.endswith(_FULL_TEXT)]
    return [value for value in values if isinstance(value, str)]


def entry_string(value: Any) -> str | None:
    """Return a string field on one line, None for anything else and for white space."""
    if not isinstance(value, str):
        return None
    return " ".join(clean_characters(value).split()) or None


def _source(entry: Any) -> str | None:
    """Return the outlet that an aggregator's entry names as its source."""
    source = entry.get("source")
    address = entry_string(source.get("href")) if isinstance(source, dict) else None
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None


def _language(entry: Any) -> str | None:
    details = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    return next((entry_string(d.get("language")) for d in details if d.get("language")), None)


def _authors(entry: Any) -> list[str]:
    names = [entry_string(author.get("name")) for author in entry.get("authors") or []]
    names = names if any(names) else [entry_string(entry.get("author"))]
    return list(dict.fromkeys(name for name in names if name))


def _tags(entry: Any) -> list[str]:
    terms = (entry_string(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or [])
    return list(dict.fromkeys(term for term in terms if term))


def _self_link(feed: Any) -> str | None:
    for link in feed.get("links") or []:
        if link.get("rel") == "self":
            return entry_string(link.get("href"))
    return None
