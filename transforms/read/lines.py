"""Lines of a byte stream, of which none costs more memory than the limit of a record."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from transforms.read.decode import decode_text
from transforms.read.failures import ReadError

EXCERPT_BYTES: Final = 2000


class Line(NamedTuple):
    """One physical line without its end, or one element of a list; ``number`` starts at 1.

    ``size`` is the true length; where it is over the limit, ``data`` is only the beginning and
    ``fingerprint`` tells two such lines apart. ``complete`` is False for a last line without end.
    """

    number: int
    data: bytes
    size: int
    complete: bool
    quotes: int
    fingerprint: str | None = None


class Gathered:
    """Bytes of the line or element that is being read; beyond the limit only their fingerprint."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.parts: list[bytes] = []
        self.size = 0
        self._quotes = 0
        self._hash: hashlib.blake2b | None = None

    def add(self, part: bytes) -> None:
        """Append the next bytes."""
        if not part:
            return
        self.size += len(part)
        if self._hash is None and self.size > self._limit:
            joined = b"".join(self.parts)
            self._hash = hashlib.blake2b(joined, digest_size=16)
            self._quotes = joined.count(b'"')
            self.parts = [(joined + part)[:EXCERPT_BYTES]]
        if self._hash is not None:
            self._hash.update(part)
            self._quotes += part.count(b'"')
        else:
            self.parts.append(part)

    def finish(self, number: int, *, complete: bool) -> Line:
        """Return what was gathered as line or element ``number``."""
        data = b"".join(self.parts)
        fingerprint = self._hash.hexdigest() if self._hash else None
        quotes = self._quotes if self._hash else data.count(b'"')
        return Line(number, data.removesuffix(b"\r"), self.size, complete, quotes, fingerprint)


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[Line]:
    """Split ASCII-compatible bytes at line feeds; CR before it belongs to the line's end."""
    number = 1
    line = Gathered(limit)
    for chunk in chunks:
        pieces = chunk.split(b"\n")
        for piece in pieces[:-1]:
            line.add(piece)
            yield line.finish(number, complete=True)
            number, line = number + 1, Gathered(limit)
        line.add(pieces[-1])
    if line.size:
        yield line.finish(number, complete=False)


def excerpt(data: bytes, fingerprint: str | None = None) -> str:
    """Return bytes of unknown worth as text for a reject's payload.

    The fingerprint of a line too long to keep follows the excerpt, so that the reject's id, which
    is made from the payload, covers the whole line.
    """
    if fingerprint is None:
        try:
            return decode_text(data)
        except ReadError:
            return data.decode("latin-1")
    beginning = data[:EXCERPT_BYTES]
    return beginning.decode("utf-8", "replace").ljust(EXCERPT_BYTES) + fingerprint
