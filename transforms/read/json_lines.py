"""JSON lines: one object a line; a bad line costs only itself."""

from collections.abc import Iterator

from transforms.outcomes import Reason
from transforms.read.decode import as_ascii_compatible, decode_text
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.json_values import parse_json
from transforms.read.lines import Line, excerpt, split_lines
from transforms.read.record_fields import article_from_fields
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings


def read_json_lines(
    source: ByteSource, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read one article a line; the position of a record is its line number.

    Blank lines are skipped. A line over ``max_record_bytes`` is too_large and never held whole.
    A last line that is cut off mid-way is truncated_file, unless the file itself has failed: then
    that failure, reported once for the file, stands for it.
    """
    chunks = as_ascii_compatible(source.chunks(), source.peek(4096))
    for line in split_lines(chunks, settings.max_record_bytes):
        if not line.data.strip(b" \t\r\0"):
            continue
        try:
            yield article_from_fields(_fields(line, settings), context, line.number, settings)
        except ReadError as failure:
            if line.complete or source.failure is None:
                reason = failure.reason
                if reason is Reason.INVALID_JSON and not line.complete and _cut_off(line):
                    reason = Reason.TRUNCATED_FILE
                payload = excerpt(line.data, line.fingerprint)
                yield rejected(context, reason, failure.detail, payload, line.number)


def _fields(line: Line, settings: ReadSettings) -> object:
    if line.fingerprint is not None:
        detail = f"line of {line.size} bytes, allowed are {settings.max_record_bytes}"
        raise ReadError(Reason.TOO_LARGE, detail)
    text = decode_text(line.data).strip().removeprefix("\ufeff").removesuffix(",")
    return parse_json(text)


def _cut_off(line: Line) -> bool:
    return line.data.lstrip(b" \t\0").startswith(b"{") and not line.data.rstrip().endswith(b"}")
