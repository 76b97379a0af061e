"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom files through feedparser, entry by entry where needed."""

import io
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import feedparser

from transforms.outcomes import Reason
from transforms.read import feed_markup
from transforms.read.decode import decode_text
from transforms.read.failures import Context, ReadError, origin, rejected
from transforms.read.html_text import html_to_text
from transforms.read.record_fields import markup_free
from transforms.read.values import clean_characters
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_EXCERPT: Final = 2000
_MAX_HEADER: Final = 20_000
_MAX_LOOSE: Final = 500_000  # beyond these a broken entry is not worth the loose parser's time
_MAX_LOOSE_TAGS: Final = 10_000
_BATCH: Final = 200
# Full text stands in any of these, by dialect; the longest is taken.
_TEXT_KEYS: Final = ("summary", "yandex_full-text", "fulltext")


def read_feed(
    data: bytes, complete: bool, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read every entry of an XML feed; the position of a record is its place in the feed.

    ``complete`` is False when the file broke off. A feed that is not well formed is cut into its
    entries: each is read by itself, and only an entry without its end is given up (truncated_file
    where the feed ends in it, else invalid_xml). ``published`` is the entry's raw phrase.
    """
    del settings  # the whole document was measured by the caller
    text = feed_markup.repaired(decode_text(data, feed_markup.declared_encoding(data)))
    if feed_markup.feed_start(text) is None:
        raise ReadError(Reason.INVALID_XML, "no RSS, RDF or Atom element")
    parsed = _parse(text) if complete and feed_markup.well_formed(text) else None
    if parsed is None or not parsed.get("version"):
        yield from _read_pieces(text, complete, context)
        return
    for position, entry in enumerate(parsed.entries, start=1):
        yield _article(entry, parsed.feed, context, position, None)


def _parse(text: str) -> Any:
    """Parse repaired feed text; None when feedparser itself fails on it."""
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # untyped parser on hostile markup; the entries are tried one by one
        return None


def _read_pieces(text: str, complete: bool, context: Context) -> Iterator[RawArticle | Reject]:
    feed = _Feed(*feed_markup.entries(text))
    for position, (piece, entry) in enumerate(feed.entries(), start=1):
        if entry is not None:
            yield _article(entry, feed.about, context, position, piece.markup)
        elif piece.closed:
            detail = "an entry that cannot be parsed"
            yield rejected(context, Reason.INVALID_XML, detail, piece.markup[:_EXCERPT], position)
        elif position < len(feed.pieces) or complete:
            at_end = position == len(feed.pieces)
            reason = Reason.TRUNCATED_FILE if at_end else Reason.INVALID_XML
            detail = "the feed ends within this entry" if at_end else "an entry without its end"
            yield rejected(context, reason, detail, piece.markup[:_EXCERPT], position)
    ends_in_entry = bool(feed.pieces) and not feed.pieces[-1].closed
    if complete and not ends_in_entry and not feed_markup.ends(text):
        detail = "the feed ends before its end tag"
        yield rejected(context, Reason.TRUNCATED_FILE, detail, f"{context.name}\n{text[-500:]}")
    elif complete and not feed.pieces:
        yield rejected(context, Reason.INVALID_XML, "a damaged feed", text[:_EXCERPT])


class _Feed:
    """A feed in pieces: well-formed entries are parsed many at a time, the others one by one."""

    def __init__(self, header: str, pieces: list[feed_markup.Piece]) -> None:
        self.pieces = pieces
        self._header = header[:_MAX_HEADER]
        self._footer = feed_markup.closing_tags(self._header)
        parsed = _parse(self._header + self._footer)
        self.about = parsed.feed if parsed is not None else {}

    def entries(self) -> Iterator[tuple[feed_markup.Piece, Any]]:
        """Yield every piece with its entry, None where it has none."""
        batch: list[feed_markup.Piece] = []
        for piece in self.pieces:
            sound = piece.closed and feed_markup.well_formed(self._document(piece.markup))
            if sound:
                batch.append(piece)
            if not sound or len(batch) >= _BATCH:
                yield from self._together(batch)
                batch = []
            if not sound:
                yield piece, self._one(piece) if piece.closed else None
        yield from self._together(batch)

    def _together(self, batch: list[feed_markup.Piece]) -> Iterator[tuple[feed_markup.Piece, Any]]:
        found = self._parsed("".join(piece.markup for piece in batch)) if batch else []
        if len(found) == len(batch):
            yield from zip(batch, found, strict=True)
            return
        for piece in batch:
            yield piece, self._one(piece)

    def _one(self, piece: feed_markup.Piece) -> Any:
        if len(piece.markup) > _MAX_LOOSE or piece.markup.count("<") > _MAX_LOOSE_TAGS:
            return None
        return next(iter(self._parsed(piece.markup)), None)

    def _parsed(self, markup: str) -> list[Any]:
        parsed = _parse(self._document(markup))
        return list(parsed.entries) if parsed is not None else []

    def _document(self, markup: str) -> str:
        return self._header + markup + self._footer


def _article(
    entry: Any, feed: Any, context: Context, position: int, markup: str | None
) -> RawArticle | Reject:
    text = _text(entry)
    if not text or text.isspace():
        detail = "an entry without content and summary"
        payload = markup[:_EXCERPT] if markup else _summary(entry)
        return rejected(context, Reason.MISSING_TEXT, detail, payload, position)
    published = _string(entry.get("published")) or _string(entry.get("updated"))
    return RawArticle(
        origin=origin(context, position),
        text=text,
        url=_string(entry.get("link")),
        title=markup_free(_string(entry.get("title"))),
        published=published,
        published_from="feed" if published else None,
        source=_source(entry),
        language=_language(entry) or _string(feed.get("language")),
        external_id=_string(entry.get("id")),
        authors=_authors(entry),
        tags=_tags(entry),
        feed_url=_self_link(feed),
    )


def _text(entry: Any) -> str | None:
    candidates = [part.get("value") for part in entry.get("content") or []]
    candidates += [entry.get(key) for key in _TEXT_KEYS]
    texts = [html_to_text(clean_characters(c)) for c in candidates if isinstance(c, str)]
    return max(texts, key=len, default=None)


def _string(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(clean_characters(value).split()) or None


def _source(entry: Any) -> str | None:
    """Return the outlet that an aggregator's entry names as its source."""
    source = entry.get("source")
    address = _string(source.get("href")) if isinstance(source, dict) else None
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None


def _language(entry: Any) -> str | None:
    details = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    return next((_string(d.get("language")) for d in details if d.get("language")), None)


def _authors(entry: Any) -> list[str]:
    names = [_string(author.get("name")) for author in entry.get("authors") or []]
    names = names if any(names) else [_string(entry.get("author"))]
    return list(dict.fromkeys(name for name in names if name))


def _tags(entry: Any) -> list[str]:
    terms = (_string(tag.get("label") or tag.get("term")) for tag in entry.get("tags") or [])
    return list(dict.fromkeys(term for term in terms if term))


def _self_link(feed: Any) -> str | None:
    for link in feed.get("links") or []:
        if link.get("rel") == "self":
            return _string(link.get("href"))
    return None


def _summary(entry: Any) -> str:
    values = (_string(entry.get(key)) or "" for key in ("id", "link", "title", "published"))
    return " | ".join(values)
