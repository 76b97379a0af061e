"""JSON documents: one record, a list of records, an object around such a list, or a JSON Feed."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from transforms.outcomes import Reason
from transforms.read.decode import as_ascii_compatible, decode_text
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.json_elements import split_elements
from transforms.read.json_feed import JsonFeed, feed_of, feed_of_beginning
from transforms.read.json_values import parse_json
from transforms.read.lines import EXCERPT_BYTES, Line, excerpt
from transforms.read.record_fields import article_from_fields, fields_payload, plain_key
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

LIST_KEYS: Final = ("articles", "items", "entries", "results", "documents", "posts", "news", "data")
_LIST_KEY: Final = re.compile(rb'"(?:' + "|".join(LIST_KEYS).encode() + rb')"\s*:\s*\[')
_RECORD_KEYS: Final = frozenset({"text", "html", "content", "body", "contenthtml", "contenttext"})


def read_json(
    source: ByteSource, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read all records of a JSON document; the position of a record is its place in the list.

    Lists are streamed and may be larger than ``max_document_bytes``; an object is parsed whole, and
    when that fails its list of records is searched element by element, so that a cut or a broken
    record leaves the others.
    """
    chunks = as_ascii_compatible(source.chunks(), source.peek(4096))
    beginning = _beginning(chunks)
    if beginning.startswith(b"["):
        elements = split_elements(
            _chained(beginning[1:], chunks), settings.max_record_bytes, closed_by_bracket=True
        )
        yield from _read_elements(elements, None, source, context, settings)
        return
    data = _gathered(beginning, chunks, settings.max_document_bytes)
    if len(data) <= settings.max_document_bytes:
        try:
            document = parse_json(decode_text(data))
        except ReadError as failure:
            if not data.startswith(b"{"):
                if data.strip() or source.failure is None:
                    yield rejected(context, failure.reason, failure.detail, excerpt(data))
                return
        else:
            yield from _read_document(document, data, context, settings)
            return
    yield from _salvaged(data, chunks, source, context, settings)


def _beginning(chunks: Iterator[bytes]) -> bytes:
    for chunk in chunks:
        stripped = chunk.lstrip(b" \t\r\n\0")
        if stripped:
            return stripped
    return b""


def _chained(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _gathered(beginning: bytes, chunks: Iterator[bytes], limit: int) -> bytes:
    parts, size = [beginning], len(beginning)
    while size <= limit:
        chunk = next(chunks, b"")
        if not chunk:
            break
        parts.append(chunk)
        size += len(chunk)
    return b"".join(parts)


def _read_document(
    document: Any, data: bytes, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    feed = feed_of(document)
    records = _records(document)
    if records is None:
        yield _record(document, partial(excerpt, data), None, None, context, settings)
        return
    for position, fields in enumerate(records, start=1):
        payload = partial(fields_payload, fields)
        yield _record(fields, payload, position, feed, context, settings)


def _records(document: Any) -> list[Any] | None:
    """Return the list that an object wraps; None where the object is itself the record."""
    if not isinstance(document, dict) or _RECORD_KEYS & {plain_key(key) for key in document}:
        return None
    lists = (document.get(key) for key in LIST_KEYS)
    return next((records for records in lists if isinstance(records, list)), None)


def _record(
    fields: Any,
    payload: Callable[[], str],
    position: int | None,
    feed: JsonFeed | None,
    context: Context,
    settings: ReadSettings,
) -> RawArticle | Reject:
    try:
        if feed is not None:
            return feed.article(fields, context, position)
        return article_from_fields(fields, context, position, settings)
    except ReadError as failure:
        return rejected(context, failure.reason, failure.detail, payload(), position)


def _salvaged(
    data: bytes,
    chunks: Iterator[bytes],
    source: ByteSource,
    context: Context,
    settings: ReadSettings,
) -> Iterator[RawArticle | Reject]:
    """Read a broken or very large object element by element."""
    match = _LIST_KEY.search(data)
    rest = _chained(data[match.end() if match else 0 :], chunks)
    elements = split_elements(rest, settings.max_record_bytes, closed_by_bracket=match is not None)
    feed = feed_of_beginning(data[: match.start()]) if match else None
    yield from _read_elements(elements, feed, source, context, settings)


def _read_elements(
    elements: Iterator[Line],
    feed: JsonFeed | None,
    source: ByteSource,
    context: Context,
    settings: ReadSettings,
) -> Iterator[RawArticle | Reject]:
    for element in elements:
        payload = partial(excerpt, element.data, element.fingerprint)
        try:
            if element.fingerprint is not None:
                detail = f"record of {element.size} bytes, allowed are {settings.max_record_bytes}"
                raise ReadError(Reason.TOO_LARGE, detail)
            fields = parse_json(decode_text(element.data))
        except ReadError as failure:
            if element.complete or failure.reason is Reason.TOO_LARGE:
                yield rejected(context, failure.reason, failure.detail, payload(), element.number)
            elif source.failure is None:
                detail = f"the last record does not end: {failure.detail}"
                yield rejected(
                    context,
                    Reason.TRUNCATED_FILE,
                    detail,
                    payload()[:EXCERPT_BYTES],
                    element.number,
                )
            continue
        yield _record(fields, payload, element.number, feed, context, settings)
