"""One file in, its articles and rejects out: the entry point of reading."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final

from transforms.outcomes import Reason
from transforms.read import html_page
from transforms.read.csv_table import read_csv
from transforms.read.decode import decode_text
from transforms.read.failures import Context, ReadError, context_of, origin, rejected
from transforms.read.feeds import read_feed
from transforms.read.formats import SAMPLE_BYTES, Format, format_of
from transforms.read.json_document import read_json
from transforms.read.json_lines import read_json_lines
from transforms.read.lines import EXCERPT_BYTES, excerpt
from transforms.read.parquet_table import read_parquet
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_STREAMED: Final = {
    Format.JSON_LINES: read_json_lines,
    Format.JSON: read_json,
    Format.CSV: read_csv,
}


def read_file(
    name: str, opened: BinaryIO, settings: ReadSettings, as_of: datetime
) -> Iterator[RawArticle | Reject]:
    """Read all articles of one file, whatever its format and compression.

    Args:
        name: The file's name, with its extension; it becomes the origin of every record.
        opened: Its raw bytes, not decompressed; Parquet wants it seekable, or is spooled to disk.
        settings: Limits.
        as_of: The clock of the run, in UTC; it stamps the rejects.

    Yields:
        An article, or the reject of one record or of the file. Bad input never raises.
    """
    context = context_of(name, as_of)
    source = ByteSource(opened, settings.max_file_bytes)
    sample = source.peek(SAMPLE_BYTES)
    kind = format_of(name, sample)
    if not sample and source.failure is not None:
        yield _failed(source.failure, context, b"")
        return
    if kind is None:
        detail = "neither the name nor the content tells the format"
        yield rejected(context, Reason.UNKNOWN_FORMAT, detail, excerpt(sample[:EXCERPT_BYTES]))
        return
    if kind is Format.PARQUET:
        yield from read_parquet(opened, source, context, settings)
    elif kind in _STREAMED:
        yield from _STREAMED[kind](source, context, settings)
    else:
        yield from _read_document(kind, source, context, settings)
    if source.failure is not None:
        yield _failed(source.failure, context, sample)


def _failed(failure: ReadError, context: Context, sample: bytes) -> Reject:
    """Report the failure of a file once; the name keeps two cut files with one beginning apart."""
    payload = f"{context.name}\n{excerpt(sample[:EXCERPT_BYTES])}" if sample else ""
    return rejected(context, failure.reason, failure.detail, payload)


def _read_document(
    kind: Format, source: ByteSource, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read a document that is taken as a whole: a text, a page, a feed."""
    data = b""
    try:
        data = source.document(settings.max_document_bytes)
        if kind is Format.FEED:
            yield from read_feed(data, source.failure is None, context, settings)
        elif source.failure is None:
            yield _page(data, context, settings) if kind is Format.HTML else _plain(data, context)
    except ReadError as failure:
        if source.failure is None:
            payload = excerpt((data or source.peek(1))[:EXCERPT_BYTES])
            yield rejected(context, failure.reason, failure.detail, payload)


def _page(data: bytes, context: Context, settings: ReadSettings) -> RawArticle:
    markup = decode_text(data, html_page.declared_encoding(data))
    return html_page.read_page(markup, context, settings)


def _plain(data: bytes, context: Context) -> RawArticle:
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise ReadError(Reason.MISSING_TEXT, "a file without text")
    return RawArticle(origin=origin(context), text=text)
