"""Saved web pages: body and metadata through trafilatura, the date with its time of day."""

import logging
import re
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import use_config

from transforms.outcomes import Reason
from transforms.read.failures import Context, ReadError, origin
from transforms.read.html_text import html_to_text, without_huge_tags
from transforms.read.values import clean_characters
from transforms.records import RawArticle
from transforms.settings import ReadSettings

_PAGE: Final = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
# trafilatura is not linear: 100,000 paragraphs take it 12 s. Larger pages get their plain text.
_MAX_TAGS: Final = 20_000
_MAX_CHARACTERS: Final = 3_000_000
_DATE_NAMES: Final = (
    "article:published_time", "og:published_time", "datepublished", "publish_date", "publishdate",
    "pubdate", "publication_date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published",
    "cxenseparse:recs:publishtime", "mediator_published_time", "date",
)  # fmt: skip
_CONFIG: Final = use_config()
# Below 250 characters it would give up the paragraphs and return the page as one line.
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
# It logs every odd page as an error; what becomes of a page is told by its article or reject.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
_JSON_LD_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')


def declared_encoding(data: bytes) -> str | None:
    """Return what a page says about its encoding in its first bytes, if anything."""
    match = _DECLARED.search(data[:4096])
    return (match.group(1) or match.group(2)).decode("ascii") if match else None


def is_page(markup: str) -> bool:
    """Say whether markup is a whole page rather than a fragment of one."""
    return _PAGE.search(markup[:4096]) is not None


def read_page(markup: str, context: Context, settings: ReadSettings) -> RawArticle:
    """Read one decoded page.

    ``published`` is the page's own phrase (JSON-LD, meta, ``time`` element), else the day that
    htmldate finds; ``published_from`` is "metadata".

    Raises:
        ReadError: missing_text, when the page has no text at all.
    """
    markup = without_huge_tags(markup)
    found = _extracted(markup)
    text = clean_characters(found.get("text") or html_to_text(markup))
    if not text or text.isspace():
        raise ReadError(Reason.MISSING_TEXT, "a page without text")
    root = _tree(markup)
    published = _stated_date(markup, root) or _found_date(root, context, settings)
    url = _address(found.get("url"), root)
    return RawArticle(
        origin=origin(context),
        text=text,
        url=url,
        title=_one_line(found.get("title")) or _title(root),
        published=published,
        published_from="metadata" if published else None,
        source=urlsplit(url).hostname if url else _one_line(found.get("sitename")),
        language=_language(root),
        authors=_names(found.get("author")),
        tags=[tag for tag in map(_one_line, found.get("tags") or []) if tag],
    )


def _extracted(markup: str) -> dict[str, Any]:
    if len(markup) > _MAX_CHARACTERS or markup.count("<") > _MAX_TAGS:
        return {}
    try:
        document = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            fast=True,
            config=_CONFIG,
            date_extraction_params={"extensive_search": False},
        )
    except Exception:  # a page may trip any of its parsers; its plain text is still to be had
        return {}
    if document is None:
        return {}
    names = ("text", "title", "author", "url", "sitename", "tags")
    return {name: getattr(document, name, None) for name in names}


def _tree(markup: str) -> "etree._Element | None":
    if markup.count("<") > _MAX_TAGS:
        markup = markup[: _MAX_CHARACTERS // 10]
    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
    return root if isinstance(root, etree._Element) else None


def _stated_date(markup: str, root: "etree._Element | None") -> str | None:
    """Return the date that the page states about itself, the most reliable statement first."""
    stated = _meta_dates(root) if root is not None else {}
    if _DATE_NAMES[0] in stated:
        return stated[_DATE_NAMES[0]]
    match = _JSON_LD_DATE.search(markup)
    if match:
        return _one_line(match.group(1))
    for name in _DATE_NAMES[1:]:
        if name in stated:
            return stated[name]
    return _element_date(root) if root is not None else None


def _meta_dates(root: "etree._Element") -> dict[str, str]:
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = _one_line(meta.get("content"))
        if content and name in _DATE_NAMES:
            stated.setdefault(name, content)
    return stated


def _element_date(root: "etree._Element") -> str | None:
    """Take a marked date, else the first ``time`` of the article, else the only one of the page."""
    for element in root.xpath("//*[@itemprop='datePublished']"):
        phrase = element.get("datetime") or element.get("content") or element.text
        if phrase and phrase.strip():
            return _one_line(phrase)
    within = root.xpath("//article//time[@datetime] | //main//time[@datetime]")
    if within:
        return _one_line(within[0].get("datetime"))
    moments = {element.get("datetime") for element in root.iter("time")} - {None}
    return _one_line(moments.pop()) if len(moments) == 1 else None


def _found_date(
    root: "etree._Element | None", context: Context, settings: ReadSettings
) -> str | None:
    if root is None:
        return None
    try:
        # Without extensive search: it takes the year of a footer's copyright line for a date.
        day = find_date(
            root,
            extensive_search=False,
            original_date=True,
            min_date=f"{settings.earliest_year:04}-01-01",
            max_date=(context.seen_at + timedelta(days=1)).strftime("%Y-%m-%d"),
        )
    except Exception:  # untyped library on hostile markup: no date is a fair answer
        return None
    return str(day) if day else None


def _address(found: str | None, root: "etree._Element | None") -> str | None:
    if found or root is None:
        return found
    links = (link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    addresses = (_one_line(link.get("href")) for link in links)
    return next((a for a in addresses if a and a.startswith(("http://", "https://"))), None)


def _title(root: "etree._Element | None") -> str | None:
    if root is None:
        return None
    return next((_one_line("".join(t.itertext())) for t in root.iter("title")), None)


def _language(root: "etree._Element | None") -> str | None:
    if root is None:
        return None
    return _one_line(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"))


def _names(author: str | None) -> list[str]:
    return [name for name in map(_one_line, (author or "").split(";")) if name]


def _one_line(text: str | None) -> str | None:
    return " ".join(clean_characters(text).split()) or None if text else None
