"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom files through feedparser, entry by entry where needed."""

import io
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import feedparser

from transforms.outcomes import Reason
from transforms.read import feed_markup
from transforms.read.decode import decode_text
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.feed_fields import entry_article
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_EXCERPT: Final = 2000
_MAX_HEADER: Final = 20_000
_MAX_LOOSE: Final = 500_000  # beyond these a broken entry is not worth the loose parser's time
_MAX_LOOSE_TAGS: Final = 10_000
_MAX_ENTRY_TAGS: Final = 20_000
MAX_TAGS: Final = 1_000_000  # of a document: feedparser takes some 20 seconds for so many
_BATCH: Final = 200


class Entry(NamedTuple):
    """One parsed entry: its place in the feed, feedparser's fields, its markup where it was cut."""

    position: int
    fields: Any
    markup: str | None = None


class ParsedFeed(NamedTuple):
    """What a feed says about itself (feedparser's fields), its dialect, and its entries."""

    about: Any
    version: str
    entries: Iterator[Entry | Reject]


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
    feed = parse_feed(text, complete, context)
    for entry in feed.entries:
        if isinstance(entry, Reject):
            yield entry
        else:
            yield _article(entry, feed.about, context)


def parse_feed(
    text: str,
    complete: bool,
    context: Context,
    base: str | None = None,
    max_tags: int = MAX_TAGS,
) -> ParsedFeed:
    """Parse the repaired text of a feed, entry by entry where it is damaged.

    ``base`` is the address that relative links start from. Rejects take the place of entries that
    cannot be read, as ``read_feed`` says, and of those beyond ``max_tags`` in all (too_large):
    the time of the parser grows with the tags, and a hostile feed holds little else.

    Raises:
        ReadError: invalid_xml, when there is no element of a feed.
    """
    if feed_markup.feed_start(text) is None:
        raise ReadError(Reason.INVALID_XML, "no RSS, RDF or Atom element")
    bounded = complete and feed_markup.count_tags(text) <= max_tags
    parsed = _parse(text, base) if bounded and feed_markup.well_formed(text) else None
    if parsed is not None and (parsed.get("version") or parsed.entries):
        entries = (Entry(place, fields) for place, fields in enumerate(parsed.entries, start=1))
        return ParsedFeed(parsed.feed, parsed.version, entries)
    feed = _Feed(*feed_markup.entries(text), base=base, max_tags=max_tags)
    return ParsedFeed(feed.about, feed.version, _read_pieces(text, feed, complete, context))


def _article(entry: Entry, about: Any, context: Context) -> RawArticle | Reject:
    article = entry_article(entry.fields, about, context, entry.position)
    if article.text:
        return article
    detail = "an entry without content and summary"
    values = (article.external_id, article.url, article.title, article.published)
    payload = (entry.markup or " | ".join(value or "" for value in values))[:_EXCERPT]
    return rejected(context, Reason.MISSING_TEXT, detail, payload, entry.position)


def _parse(text: str, base: str | None = None) -> Any:
    """Parse repaired feed text; None when feedparser itself fails on it."""
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base:
        headers["content-location"] = base
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # untyped parser on hostile markup; the entries are tried one by one
        return None


def _read_pieces(
    text: str, feed: "_Feed", complete: bool, context: Context
) -> Iterator[Entry | Reject]:
    for position, (piece, entry) in enumerate(feed.entries(), start=1):
        if entry is not None:
            yield Entry(position, entry, piece.markup)
        elif feed.is_too_large(position):
            detail = "an entry of too many tags, or behind too many"
            yield rejected(context, Reason.TOO_LARGE, detail, piece.markup[:_EXCERPT], position)
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

    def __init__(
        self,
        header: str,
        pieces: list[feed_markup.Piece],
        base: str | None = None,
        max_tags: int = MAX_TAGS,
    ) -> None:
        self.pieces = pieces
        self._too_large = _beyond(pieces, max_tags)
        self._base = base
        self._header = header[:_MAX_HEADER]
        self._footer = feed_markup.closing_tags(self._header)
        parsed = _parse(self._header + self._footer, base)
        self.about: Any = parsed.feed if parsed is not None else {}
        self.version = str(parsed.get("version") or "") if parsed is not None else ""

    def entries(self) -> Iterator[tuple[feed_markup.Piece, Any]]:
        """Yield every piece with its entry, None where it has none."""
        batch: list[feed_markup.Piece] = []
        for position, piece in enumerate(self.pieces, start=1):
            if position in self._too_large:
                yield from self._together(batch)
                batch = []
                yield piece, None
                continue
            sound = piece.closed and feed_markup.well_formed(self._document(piece.markup))
            if sound:
                batch.append(piece)
            if not sound or len(batch) >= _BATCH:
                yield from self._together(batch)
                batch = []
            if not sound:
                yield piece, self._one(piece) if piece.closed else None
        yield from self._together(batch)

    def is_too_large(self, position: int) -> bool:
        """Say whether an entry is left alone for its tags, or for those before it."""
        return position in self._too_large

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
        parsed = _parse(self._document(markup), self._base)
        return list(parsed.entries) if parsed is not None else []

    def _document(self, markup: str) -> str:
        return self._header + markup + self._footer


def _beyond(pieces: list[feed_markup.Piece], max_tags: int) -> set[int]:
    """Return the positions of entries with too many tags, and of those after ``max_tags``."""
    found: set[int] = set()
    left = max_tags
    for position, piece in enumerate(pieces, start=1):
        tags = feed_markup.count_tags(piece.markup)
        if tags > min(_MAX_ENTRY_TAGS, left):
            found.add(position)
        else:
            left -= tags
    return found
