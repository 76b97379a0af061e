"""From a raw article to a row of ``articles``: everything this stage knows, put together."""

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from transforms.ids import digest
from transforms.language.agencies import Agencies, bundled_agencies, credited_agency
from transforms.language.characters import repair_characters
from transforms.language.clean import clean_repaired, clean_title
from transforms.language.detect import declared_language, detect_language, trusts_declared
from transforms.language.furniture import Furniture
from transforms.language.published import (
    Problem,
    PublishedDate,
    judge,
    parse_published,
    published_in_url,
)
from transforms.language.stamps import Stamp, stamps_in_text
from transforms.language.unwrapping import unwrapped
from transforms.language.urls import canonical_url, followable, is_home_page, registered_domain
from transforms.outcomes import Reason, Stage, reject
from transforms.records import Article, RawArticle, Reject
from transforms.settings import LanguageSettings

MAX_TEXT: Final = 1_000_000
MAX_LIST: Final = 50
MAX_ITEM: Final = 200
MAX_URL: Final = 4096

_NOT_WORD: Final = re.compile(r"[\W_]+")
_ITEM_EDGES: Final = " \t,;|#"
_STAMP_DISTANCE: Final = timedelta(days=2)


class ArticleRules(NamedTuple):
    """What making an article depends on besides the raw article and the clock.

    ``agencies`` None stands for the bundled ones.
    """

    furniture: Furniture
    language: LanguageSettings
    earliest_year: int = 1990
    agencies: Agencies | None = None


class _Publication(NamedTuple):
    value: datetime | None
    origin: str | None
    text: str


def make_article(raw: RawArticle, rules: ArticleRules, as_of: datetime) -> Article | Reject:
    """Clean a raw article, date it and give it its identity; ``as_of`` is the clock (UTC).

    Rejects: TOO_LARGE for a text of more than ``MAX_TEXT`` characters, EMPTY_TEXT where nothing is
    left after cleaning, IMPOSSIBLE_DATE where metadata (or the head of a crawled page) names a year
    before ``earliest_year`` or more than one after the clock's. A date that is unreadable or in the
    future leaves ``published_at`` None.
    """
    if len(raw.text) > MAX_TEXT:
        return _rejected(raw, Reason.TOO_LARGE, f"{len(raw.text)} characters", as_of)
    publication = _publication(raw, unwrapped(repair_characters(raw.text)), rules, as_of)
    if isinstance(publication, Reject):
        return publication
    title = clean_title(raw.title)
    text = clean_repaired(publication.text, title, rules.furniture)
    if not text:
        return _rejected(raw, Reason.EMPTY_TEXT, "no text left after cleaning", as_of)
    canonical = canonical_url(raw.url) if raw.url else None
    if canonical is not None and (raw.url_is_shared or is_home_page(canonical)):
        canonical = None
    words = words_of(text)
    text_hash = _hash_words(words, text)
    source = source_of(canonical or raw.url, raw.source)
    language, score = _language(text, title, raw, rules)
    return Article(
        article_id=digest("url", canonical)
        if canonical
        else guid_identity(raw) or digest("text", text_hash),
        url=_bounded(raw.url, MAX_URL) if raw.url and followable(raw.url) else None,
        canonical_url=canonical,
        source=source,
        feed_url=_bounded(raw.feed_url, MAX_URL),
        title=title,
        authors=clean_list(raw.authors),
        tags=clean_list(raw.tags),
        language=language,
        language_score=score,
        published_at=publication.value,
        published_from=publication.origin,
        seen_at=as_of,
        text=text,
        text_hash=text_hash,
        word_count=len(words),
        agency=credited_agency(
            publication.text, raw.authors, source, rules.agencies or bundled_agencies()
        ),
    )


def guid_identity(raw: RawArticle) -> str | None:
    """Return the id of an article by the guid that its feed gives it, None where it has none.

    It stands for articles without an address: a guid is unique within its feed only.
    """
    if not raw.feed_url or not raw.external_id:
        return None
    return digest("guid", _bounded(raw.feed_url, MAX_URL), raw.external_id)


def hash_text(text: str) -> str:
    """Return the digest of a text without regard to case, space and punctuation.

    The title is left out: outlets that carry the same agency text put their own above it.
    """
    return _hash_words(words_of(text), text)


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded and without punctuation, in their order."""
    words = []
    for token in text.casefold().split():
        # Most words are plain or closed by one mark: worth telling before the expression.
        if token.isalnum():
            words.append(token)
        elif token[:-1].isalnum() and not token[-1].isalnum():
            words.append(token[:-1])
        elif word := _NOT_WORD.sub("", token):
            words.append(word)
    return words


def _hash_words(words: list[str], text: str) -> str:
    return digest("text", "".join(words) or text)


def source_of(url: str | None, declared: str | None) -> str | None:
    """Return who published: registered domain of the address, else of what is declared, else that.

    An address without a registered domain (an IP address, a local name) gives its host if nothing
    is declared.
    """
    domain = registered_domain(url) if url else None
    if domain:
        return domain
    if declared and declared.strip():
        name = clean_title(declared[:MAX_ITEM])
        return registered_domain(declared) or name
    canonical = canonical_url(url) if url else None
    return urlsplit(canonical).hostname if canonical else None


def clean_list(items: list[str]) -> list[str]:
    """Return names or tags on one line each, without repetition (case aside), in their order."""
    cleaned: dict[str, str] = {}
    for item in items[: 4 * MAX_LIST]:
        text = clean_title(str(item)[: 2 * MAX_ITEM]) or ""
        text = text.strip(_ITEM_EDGES)[:MAX_ITEM].strip()
        if text:
            cleaned.setdefault(text.casefold(), text)
    return list(cleaned.values())[:MAX_LIST]


def _publication(
    raw: RawArticle, text: str, rules: ArticleRules, as_of: datetime
) -> "_Publication | Reject":
    """Date the article and take the stamps that agree with its date out of its text."""
    stated = parse_published(raw.published, as_of, rules.earliest_year)
    if stated.problem is Problem.IMPOSSIBLE:
        return _rejected(raw, Reason.IMPOSSIBLE_DATE, f"published {raw.published!r}", as_of)
    stamps = stamps_in_text(text)
    dated = [
        (stamp, judge(stamp.moment, as_of, rules.earliest_year)) for stamp in stamps if stamp.moment
    ]
    for stamp, date in dated:
        if stamp.is_head and date.problem is Problem.IMPOSSIBLE:
            head = text[stamp.start : stamp.end].strip()
            return _rejected(raw, Reason.IMPOSSIBLE_DATE, f"head of the text: {head!r}", as_of)
    usable = [(stamp, date) for stamp, date in dated if date.value is not None]
    value, origin = stated.value, (raw.published_from or "metadata")
    if value is None:
        value, origin = _from_stamps(usable), "text"
    if value is None and raw.url:
        value, origin = published_in_url(raw.url, as_of, rules.earliest_year), "metadata"
    cut = [stamp for stamp in stamps if stamp.is_head]
    cut += [stamp for stamp, date in usable if not stamp.is_head and _near(date, value)]
    return _Publication(value, origin if value else None, _without(text, cut))


def _from_stamps(usable: "list[tuple[Stamp, PublishedDate]]") -> datetime | None:
    """Choose the first stamp, or one with a clock time that is within a day of it."""
    if not usable:
        return None
    first = usable[0][1]
    for _, date in usable:
        timed = date.value is not None and not date.day_only
        if first.day_only and timed and _near(date, first.value, timedelta(days=1)):
            return date.value
    return first.value


def _near(
    date: PublishedDate, value: datetime | None, distance: timedelta = _STAMP_DISTANCE
) -> bool:
    return date.value is not None and value is not None and abs(date.value - value) <= distance


def _without(text: str, stamps: list[Stamp]) -> str:
    for stamp in sorted(stamps, key=lambda s: s.start, reverse=True):
        text = text[: stamp.start] + text[stamp.end :]
    return text


def _language(
    text: str, title: str | None, raw: RawArticle, rules: ArticleRules
) -> tuple[str | None, float | None]:
    """Detect the language, with the headline where the text is short; else what is declared.

    The declared language also stands where it is easily taken for the detected one.
    """
    sample = text if len(text) >= 200 or not title else f"{title}. {text}"
    language, score = detect_language(sample, rules.language)
    declared = declared_language(raw.language)
    if language is None:
        return declared, None
    if declared != language and trusts_declared(sample, language, declared):
        return declared, None
    return language, score


def _bounded(text: str | None, limit: int) -> str | None:
    cleaned = repair_characters(text[:limit]).strip() if text else ""
    return cleaned or None


def _rejected(raw: RawArticle, reason: Reason, detail: str, as_of: datetime) -> Reject:
    parts = (raw.url, raw.title, raw.published, raw.text[:MAX_TEXT])
    payload = "\n".join(part for part in parts if part)
    return reject(Stage.CLEAN, reason, raw.origin, detail, payload, as_of)
