"""Delimited tables with a header row; a row that does not parse costs only itself.

Rows are parsed strictly first: that notices an odd quote within a row or two instead of swallowing
what follows as one field.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from transforms.outcomes import Reason
from transforms.read.decode import as_ascii_compatible, decode_text
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.lines import EXCERPT_BYTES, Line, excerpt, split_lines
from transforms.read.record_fields import KNOWN_KEYS, article_from_fields, plain_key
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_DELIMITERS: Final = (",", ";", "\t", "|")
_FIELD_LIMIT: Final = 2_000_000_000
_REREAD_FACTOR: Final = 8
_SAMPLE_LINES: Final = 50
_HEADER_BYTES: Final = 100_000


class _Row(NamedTuple):
    """One logical row: its cells, or the reason why there are none."""

    cells: list[str]
    payload: Callable[[], str]
    failure: ReadError | None
    last: bool


def read_csv(
    source: ByteSource, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read one article a row; the position of a record counts the rows below the header.

    The delimiter is the one of comma, semicolon, tab and bar that makes most known column names of
    the header. A table without any known column is invalid_csv as a whole.
    """
    chunks = as_ascii_compatible(source.chunks(), source.peek(4096))
    lines = _Lines(split_lines(chunks, settings.max_record_bytes))
    header_line = lines.next_filled()
    if header_line is not None and header_line.data.lower().startswith(b"sep="):
        header_line = lines.next_filled()  # the delimiter, as spreadsheets note it
    if header_line is None:
        return
    try:
        delimiter, header = _header(header_line)
    except ReadError as failure:
        yield rejected(context, failure.reason, failure.detail, excerpt(header_line.data))
        return
    rows = _Rows(lines, delimiter, len(header), settings.max_record_bytes)
    for position, row in enumerate(rows.rows(), start=1):
        try:
            if row.failure is not None:
                raise row.failure
            fields = _named(header, row.cells, delimiter)
            yield article_from_fields(fields, context, position, settings)
        except ReadError as failure:
            if not (row.last and source.failure):
                yield rejected(context, failure.reason, failure.detail, row.payload(), position)


def _header(line: Line) -> tuple[str, list[str]]:
    if line.size > _HEADER_BYTES:
        raise ReadError(Reason.INVALID_CSV, f"a header of {line.size} bytes")
    text = decode_text(line.data)
    candidates: list[tuple[int, str, list[str]]] = []
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        names = [plain_key(cell) for cell in cells]
        candidates.append((len(KNOWN_KEYS & set(names)), delimiter, [c.strip() for c in cells]))
    known, delimiter, header = max(
        candidates, key=lambda candidate: candidate[0], default=(0, ",", [])
    )
    if not known:
        raise ReadError(Reason.INVALID_CSV, "no known column name in the first row")
    return delimiter, header


def _named(header: list[str], cells: list[str], delimiter: str) -> dict[str, str]:
    if len(header) == 1:  # a list of texts, in which the delimiter is only punctuation
        return {header[0]: delimiter.join(cells)}
    extra = [cell for cell in cells[len(header) :] if cell.strip()]
    if extra:
        detail = f"{len(cells)} cells in a row, the header has {len(header)}"
        raise ReadError(Reason.INVALID_CSV, detail)
    return dict(zip(header, cells, strict=False))


class _Lines:
    """Physical lines with the possibility to put some back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._returned: deque[Line] = deque()

    def next(self) -> Line | None:
        """Return the next line, None at the end."""
        return self._returned.popleft() if self._returned else next(self._lines, None)

    def next_filled(self) -> Line | None:
        """Return the next line that is not blank, None at the end."""
        while (line := self.next()) is not None and not line.data.strip():
            pass
        return line

    def at_end(self) -> bool:
        """Say whether no line is left."""
        line = self.next()
        if line is not None:
            self.put_back([line])
        return line is None

    def put_back(self, lines: list[Line]) -> None:
        """Hand these lines out again before all others."""
        self._returned.extendleft(reversed(lines))


class _Rows:
    """Logical rows out of physical lines."""

    def __init__(self, lines: _Lines, delimiter: str, width: int, limit: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._limit = limit
        self._reread = _REREAD_FACTOR * limit

    def rows(self) -> Iterator[_Row]:
        """Yield every row that is not blank."""
        while (first := self._lines.next_filled()) is not None:
            yield self._row(first)

    def _row(self, first: Line) -> _Row:
        taken: list[Line] = []
        size, quotes = 0, 0
        line: Line | None = first
        while line is not None:
            taken.append(line)
            size += line.size
            quotes += line.quotes
            if line.fingerprint is not None or size > self._limit:
                return self._oversized(taken, size, quotes)
            if quotes % 2 == 0:  # else a quoted field goes on in the next line
                break
            line = self._lines.next()
        try:
            text = decode_text(_joined(taken))
        except ReadError as failure:
            return _Row([], partial(_payload, taken), failure, not taken[-1].complete)
        cells = self._parsed(text, strict=True) if line is not None else None
        return self._broken(taken, text) if cells is None else self._good(taken, cells)

    def _parsed(self, text: str, *, strict: bool) -> list[str] | None:
        csv.field_size_limit(_FIELD_LIMIT)
        lines = text.splitlines(keepends=True) if "\r" in text else _with_ends(text)
        try:
            rows = list(csv.reader(lines, delimiter=self._delimiter, strict=strict))
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None

    def _good(self, taken: list[Line], cells: list[str]) -> _Row:
        return _Row(cells, partial(_payload, taken), None, not taken[-1].complete)

    def _broken(self, taken: list[Line], text: str) -> _Row:
        """Take the first line alone, loosely where its width fits, and go on behind it.

        Further lines are only read again where they look like rows themselves; where they do not,
        they are the rest of a broken field. The total read again is limited.
        """
        last = not taken[-1].complete
        size = sum(line.size for line in taken[1:])
        texts = text.split("\n")
        if size <= self._reread and self._look_like_rows(texts[1:]):
            self._reread -= size
            self._lines.put_back(taken[1:])
            taken, text, last = taken[:1], texts[0], False
        cells = self._parsed(text, strict=False) if len(taken) == 1 else None
        if cells is not None and len(cells) == self._width and self._width > 1:
            return self._good(taken, cells)
        cut = last or (len(taken) > 1 and self._lines.at_end())
        reason = Reason.TRUNCATED_FILE if cut else Reason.INVALID_CSV
        failure = ReadError(reason, "quotes that do not match")
        return _Row([], partial(_payload, taken), failure, last)

    def _look_like_rows(self, texts: list[str]) -> bool:
        filled = [text for text in texts if text.strip()]
        fitting = 0
        for text in filled:
            cells = self._parsed(text, strict=False)
            fitting += cells is not None and len(cells) == self._width
        return self._width > 1 and fitting * 2 >= len(filled) > 0

    def _oversized(self, taken: list[Line], size: int, quotes: int) -> _Row:
        """Skip to the end of a row that is too large, by the parity of its quotes.

        Lines that look like rows themselves are no part of it: an odd quote has run away there.
        """
        if len(taken) > 2 and taken[-1].fingerprint is None and size <= self._reread:
            sample = [excerpt(line.data) for line in taken[1:_SAMPLE_LINES]]
            if self._look_like_rows(sample):
                self._reread -= size
                self._lines.put_back(taken[1:])
                failure = ReadError(Reason.INVALID_CSV, "quotes that do not match")
                return _Row([], partial(_payload, taken[:1]), failure, False)
        beginning, fingerprint = taken[0].data[:EXCERPT_BYTES], taken[0].fingerprint
        while quotes % 2 and (line := self._lines.next()) is not None:
            size += line.size
            quotes += line.quotes
        detail = f"row of {size} bytes, allowed are {self._limit}"
        payload = partial(excerpt, beginning, fingerprint or f"{size} bytes")
        return _Row([], payload, ReadError(Reason.TOO_LARGE, detail), False)


def _with_ends(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")]


def _joined(taken: list[Line]) -> bytes:
    return b"\n".join(line.data for line in taken)


def _payload(taken: list[Line]) -> str:
    return excerpt(_joined(taken))
