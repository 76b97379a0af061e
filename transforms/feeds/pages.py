"""Pages of items that carry no full text: fetched politely, believed only if they agree."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from transforms.feeds.http import FailureKind, Fetch, FetchFailure, FetchRequest
from transforms.language.articles import MAX_TEXT, words_of
from transforms.read.decode import decode_text
from transforms.read.failures import Context, ReadError
from transforms.read.html_page import declared_encoding, read_page
from transforms.records import RawArticle
from transforms.settings import ReadSettings

_HTML: Final = ("text/html", "application/xhtml+xml")
_ACCEPT: Final = {"accept": "text/html,application/xhtml+xml;q=0.9"}
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_AGREEMENT: Final = 0.6  # of the item's longer words stand in the page of the same article
_LONG_WORD: Final = 4
_COMPARED: Final = 80


class PageOutcome(StrEnum):
    """What became of fetching a page: ``LATER`` is worth another try."""

    TAKEN = "taken"
    REFUSED = "refused"
    LATER = "later"


class Page(NamedTuple):
    """The article with the text of its page, or as it was; whether a request was made for it."""

    article: RawArticle
    outcome: PageOutcome
    asked: bool


def with_page(article: RawArticle, fetch: Fetch, settings: ReadSettings, now: datetime) -> Page:
    """Fetch the page of an item and take its text where it holds more of the same.

    Title and date of the feed stay; what the feed lacks (date, authors, language) comes from the
    page. A page of another type, one that robots.txt closes and one about something else (consent,
    error, front page) leave the item as it is.
    """
    url = article.url or ""
    if not url.lower().startswith(("http://", "https://")):
        return Page(article, PageOutcome.REFUSED, False)
    answer = fetch(FetchRequest(url, _ACCEPT, robots=True))
    if isinstance(answer, FetchFailure):
        passing = answer.kind is FailureKind.TEMPORARY
        return Page(article, PageOutcome.LATER if passing else PageOutcome.REFUSED, True)
    kind = answer.headers.get("content-type", "text/html")
    if answer.status != 200 or kind.partition(";")[0].strip().lower() not in _HTML:
        return Page(article, PageOutcome.REFUSED, True)
    page = _read(answer.body, kind, Context(article.origin, now), settings)
    if page is None or not _agrees(article, page):
        return Page(article, PageOutcome.REFUSED, True)
    return Page(_joined(article, page), PageOutcome.TAKEN, True)


def _read(
    body: bytes, content_type: str, context: Context, settings: ReadSettings
) -> RawArticle | None:
    charset = _CHARSET.search(content_type)
    try:
        markup = decode_text(body, charset and charset.group(1), declared_encoding(body))
        return read_page(markup, context, settings)
    except ReadError:
        return None
    except Exception:  # parsers of others on hostile pages: the item has its own text
        return None


def _agrees(article: RawArticle, page: RawArticle) -> bool:
    """Say whether a page is longer than its item and about the same.

    Most of the item's longer words must stand in it: of its text, else of its title.
    """
    if not len(article.text) < len(page.text) <= MAX_TEXT:
        return False
    item = _long_words(article.text or article.title or "")
    if not item:
        item = _long_words(article.title or "")
    found = frozenset(words_of(f"{page.title or ''} {page.text}"))
    shared = sum(1 for word in item if word in found)
    return bool(item) and shared >= _AGREEMENT * len(item)


def _long_words(text: str) -> list[str]:
    words = dict.fromkeys(word for word in words_of(text) if len(word) >= _LONG_WORD)
    return list(words)[:_COMPARED]


def _joined(article: RawArticle, page: RawArticle) -> RawArticle:
    published, published_from = article.published, article.published_from
    if not published:
        published, published_from = page.published, page.published_from
    return article._replace(
        text=page.text,
        title=article.title or page.title,
        published=published,
        published_from=published_from,
        language=article.language or page.language,
        authors=article.authors or page.authors,
    )
