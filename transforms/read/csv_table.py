"""Delimited tables with a header row; a row that does not parse costs only itself.

Rows are parsed strictly first: that notices an odd quote within a row or two instead of swallowing
what follows as one field.
"""

import csv
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from transforms.outcomes import Reason
from transforms.read.decode import as_ascii_compatible, decode_text
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.lines import Line, excerpt, split_lines
from transforms.read.record_fields import KNOWN_KEYS, article_from_fields, plain_key
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_DELIMITERS: Final = (",", ";", "\t", "|")
_FIELD_LIMIT: Final = 2_000_000_000
_REREAD_FACTOR: Final = 8
_HEADER_BYTES: Final = 100_000


class _Row(NamedTuple):
    """One logical row: its cells, or the reason why there are none."""

    cells: list[str]
    payload: str
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
            fields = _named(header, row.cells)
            yield article_from_fields(fields, context, position, settings)
        except ReadError as failure:
            if not (row.last and source.failure):
                yield rejected(context, failure.reason, failure.detail, row.payload, position)


def _header(line: Line) -> tuple[str, list[str]]:
    if line.size > _HEADER_BYTES:
        raise ReadError(Reason.INVALID_CSV, f"a header of {line.size} bytes")
    text = decode_text(line.data)
    candidates = []
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        names = [plain_key(cell) for cell in cells]
        candidates.append((len(KNOWN_KEYS & set(names)), delimiter, [c.strip() for c in cells]))
    known, delimiter, header = max(candidates, key=lambda candidate: candidate[0])
    if not known:
        raise ReadError(Reason.INVALID_CSV, "no known column name in the first row")
    return delimiter, header


def _named(header: list[str], cells: list[str]) -> dict[str, str]:
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
        texts: list[str] = []
        size, line = 0, first
        while True:
            taken.append(line)
            size += line.size
            if line.fingerprint is not None or size > self._limit:
                return self._oversized(taken, size)
            try:
                texts.append(decode_text(line.data))
            except ReadError as failure:
                return _Row([], excerpt(line.data), failure, not line.complete)
            if not _open(taken):
                cells = self._parsed("\n".join(texts), strict=True)
                return self._broken(taken, texts) if cells is None else self._good(taken, cells)
            following = self._lines.next()
            if following is None:
                return self._broken(taken, texts)
            line = following

    def _parsed(self, text: str, *, strict: bool) -> list[str] | None:
        csv.field_size_limit(_FIELD_LIMIT)
        lines = text.splitlines(keepends=True) if "\r" in text else _with_ends(text)
        try:
            rows = list(csv.reader(lines, delimiter=self._delimiter, strict=strict))
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None

    def _good(self, taken: list[Line], cells: list[str]) -> _Row:
        payload = _payload(taken)
        return _Row(cells, payload, None, not taken[-1].complete)

    def _broken(self, taken: list[Line], texts: list[str]) -> _Row:
        """Take the first line alone, loosely where its width fits, and go on behind it.

        Further lines are only read again where they look like rows themselves; where they do not,
        they are the rest of a broken field. The total read again is limited.
        """
        last = not taken[-1].complete
        if len(taken) > 1 and self._look_like_rows(texts[1:]):
            size = sum(line.size for line in taken[1:])
            if size <= self._reread:
                self._reread -= size
                self._lines.put_back(taken[1:])
                taken, texts, last = taken[:1], texts[:1], False
        cells = self._parsed("\n".join(texts), strict=False) if len(taken) == 1 else None
        if cells is not None and len(cells) == self._width and self._width > 1:
            return self._good(taken, cells)
        at_end = not last and len(taken) > 1
        reason = Reason.TRUNCATED_FILE if last or at_end else Reason.INVALID_CSV
        if len(taken) == 1 and not last:
            reason = Reason.INVALID_CSV
        failure = ReadError(reason, "quotes that do not match")
        return _Row([], _payload(taken), failure, last)

    def _look_like_rows(self, texts: list[str]) -> bool:
        filled = [text for text in texts if text.strip()]
        fitting = 0
        for text in filled:
            cells = self._parsed(text, strict=False)
            fitting += cells is not None and len(cells) == self._width
        return self._width > 1 and fitting * 2 >= len(filled) > 0

    def _oversized(self, taken: list[Line], size: int) -> _Row:
        """Skip to the end of a row that is too large, by the parity of its quotes."""
        payload = excerpt(taken[0].data[:2000], taken[0].fingerprint or f"{size} bytes")
        still_open = _open(taken)
        while still_open and (line := self._lines.next()) is not None:
            size += line.size
            still_open = line.quotes % 2 == 0
        detail = f"row of {size} bytes, allowed are {self._limit}"
        return _Row([], payload, ReadError(Reason.TOO_LARGE, detail), False)


def _open(taken: list[Line]) -> bool:
    """Say whether a quoted field goes on in the next line, by the parity of the quotes."""
    return sum(line.quotes for line in taken) % 2 == 1


def _with_ends(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")]


def _payload(taken: list[Line]) -> str:
    return excerpt(b"\n".join(line.data for line in taken))
