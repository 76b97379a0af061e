"""Records with named fields (JSON, CSV, Parquet) to articles.

Keys are compared without case, spaces, "_" and "-". Beside the documented keys the names that
common exports use are understood; the first one with a value counts. ``text`` wins over ``html``.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from transforms.outcomes import Reason
from transforms.read.failures import Context, ReadError, origin
from transforms.read.html_page import is_page, read_page
from transforms.read.html_text import html_to_text, looks_like_html
from transforms.read.values import (
    clean_characters,
    date_value,
    list_value,
    short_value,
    text_value,
    unwrapped,
)
from transforms.records import RawArticle
from transforms.settings import ReadSettings

TEXT_KEYS: Final = ("text", "contenttext", "articletext", "fulltext", "maintext", "plaintext")
MIXED_KEYS: Final = ("body", "content", "article", "articlebody")
HTML_KEYS: Final = ("html", "contenthtml", "bodyhtml", "rawhtml", "pagehtml")
URL_KEYS: Final = ("url", "link", "href", "canonicalurl", "permalink", "articleurl")
TITLE_KEYS: Final = ("title", "headline")
PUBLISHED_KEYS: Final = (
    "published", "publishedat", "datepublished", "publisheddate", "publishdate", "publicationdate",
    "pubdate", "date", "datetime", "timestamp", "dategmt", "publishtime", "time", "createdat",
)  # fmt: skip
SOURCE_KEYS: Final = ("source", "domain", "sourcedomain", "outlet", "publisher", "sitename", "site")
LANGUAGE_KEYS: Final = ("language", "lang")
ID_KEYS: Final = ("id", "externalid", "guid", "uid", "uuid", "articleid")
AUTHOR_KEYS: Final = ("authors", "author", "byline", "creator")
TAG_KEYS: Final = ("tags", "keywords", "categories", "category")
KNOWN_KEYS: Final = frozenset(
    TEXT_KEYS + MIXED_KEYS + HTML_KEYS + URL_KEYS + TITLE_KEYS + PUBLISHED_KEYS + SOURCE_KEYS
    + LANGUAGE_KEYS + ID_KEYS + AUTHOR_KEYS + TAG_KEYS
)  # fmt: skip


def plain_key(key: object) -> str:
    """Return a key as it is compared: "Published At" and "published_at" are one."""
    text = str(key).strip().lower().lstrip("\ufeff")
    return text.replace("_", "").replace("-", "").replace(" ", "")


def article_from_fields(
    fields: object, context: Context, position: int | None, settings: ReadSettings
) -> RawArticle:
    """Make the article of one record; ``published_from`` is "metadata" where there is a date.

    Raises:
        ReadError: invalid_record when it is no object or a value is of a wrong kind,
            missing_text when no text is left.
    """
    if not isinstance(fields, Mapping):
        raise ReadError(Reason.INVALID_RECORD, "not an object with named fields")
    values = _known_values(fields)
    page = _page(values, context, settings)
    text = _text(values) or (page.text if page else None)
    if not text or text.isspace():
        raise ReadError(Reason.MISSING_TEXT, "no text and no html with text")
    published = date_value(_first(values, PUBLISHED_KEYS))
    title = markup_free(short_value(_first(values, TITLE_KEYS), "title"))
    article = RawArticle(
        origin=origin(context, position),
        text=text,
        url=short_value(_first(values, URL_KEYS), "url"),
        title=title,
        published=published,
        published_from="metadata" if published else None,
        source=short_value(_first(values, SOURCE_KEYS), "source"),
        language=short_value(_first(values, LANGUAGE_KEYS), "language"),
        external_id=short_value(_first(values, ID_KEYS), "id"),
        authors=list_value(_first(values, AUTHOR_KEYS), split=False),
        tags=list_value(_first(values, TAG_KEYS), split=True),
    )
    return _completed(article, page) if page else article


def fields_payload(fields: object) -> str:
    """Return a record as text for the payload of its reject."""
    try:
        return json.dumps(fields, ensure_ascii=False, default=str)
    except (ValueError, TypeError, RecursionError):
        return repr(type(fields))


def _known_values(fields: Mapping[Any, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in fields.items():
        name = "id" if key == "_id" else plain_key(key)
        if name in KNOWN_KEYS and value is not None and name not in values:
            values[name] = value
    return values


def _first(values: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = values.get(key)
        if value is not None and not (isinstance(value, str) and not value.strip()):
            return value
    return None


def _text(values: dict[str, Any]) -> str | None:
    for key in TEXT_KEYS:
        text = text_value(values.get(key), key)
        if text:
            return text
    for key in MIXED_KEYS + HTML_KEYS:
        text = text_value(values.get(key), key)
        if text and (key in HTML_KEYS or looks_like_html(text)):
            text = None if is_page(text) else html_to_text(text)
        if text:
            return text
    return None


def _page(values: dict[str, Any], context: Context, settings: ReadSettings) -> RawArticle | None:
    """Read the ``html`` of a record as a page where it is a whole one and no text is given."""
    if any(isinstance(values.get(k), str) and values[k].strip() for k in TEXT_KEYS):
        return None
    for key in HTML_KEYS + MIXED_KEYS:
        markup = unwrapped(values.get(key))
        if isinstance(markup, str) and is_page(markup):
            return read_page(clean_characters(markup), context, settings)
    return None


def _completed(article: RawArticle, page: RawArticle) -> RawArticle:
    """Fill what the record leaves open from the page's own metadata."""
    gaps = {
        name: value
        for name, value in page._asdict().items()
        if name != "origin" and not getattr(article, name)
    }
    return article._replace(**gaps)


def markup_free(title: str | None) -> str | None:
    """Return a title without the tags and entities that some sources leave in it."""
    if title and ("<" in title or "&" in title):
        return " ".join(html_to_text(title).split()) or None
    return title
