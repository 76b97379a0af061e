"""Bytes of one file: decompressed piece by piece, counted against a limit, never more in memory.

A failure does not raise into a reader: the source ends early and keeps it in ``failure``, so that
the records before a cut are read as usual.
"""

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

import zstandard

from transforms.outcomes import Reason
from transforms.read.failures import ReadError

CHUNK: Final = 1 << 16
_OUTPUT: Final = 1 << 20
_ZSTD_STEP: Final = 512  # a zstd block of 4 bytes can stand for 128 kB: keep each step small
_WINDOW: Final = 1 << 27
_MEMORY: Final = 1 << 28

_MAGIC: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_BZ2_BLOCKS: Final = (b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90")


class _Decompressor(Protocol):
    """One compressed stream: at most ``_OUTPUT`` bytes a call, for bounded memory."""

    eof: bool
    unused: bytes

    def feed(self, data: bytes) -> Iterator[bytes]: ...


class _Gzip:
    def __init__(self) -> None:
        self._state = zlib.decompressobj(wbits=31)
        self.eof = False
        self.unused = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._state.eof:
            yield self._state.decompress(data, _OUTPUT)
            data = self._state.unconsumed_tail
        self.eof, self.unused = self._state.eof, self._state.unused_data


class _BlockDecompressor:
    """The interface that ``bz2`` and ``lzma`` share."""

    def __init__(self, state: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._state = state
        self.eof = False
        self.unused = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._state.decompress(data, _OUTPUT)
        while not self._state.eof and not self._state.needs_input:
            yield self._state.decompress(b"", _OUTPUT)
        self.eof, self.unused = self._state.eof, self._state.unused_data


class _Zstd:
    def __init__(self) -> None:
        self._state = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self.eof = False
        self.unused = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_STEP):
            yield self._state.decompress(data[start : start + _ZSTD_STEP])
            if self._state.eof:
                self.eof = True
                self.unused = self._state.unused_data + data[start + _ZSTD_STEP :]
                return


def compression_of(head: bytes) -> str | None:
    """Recognise a compression by its first bytes: gzip, bzip2, xz, zstd or None."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[:3] == b"BZh" and head[4:10] in _BZ2_BLOCKS:
        return "bzip2"
    return None


def _decompressor(compression: str) -> _Decompressor:
    if compression == "gzip":
        return _Gzip()
    if compression == "bzip2":
        return _BlockDecompressor(bz2.BZ2Decompressor())
    if compression == "xz":
        return _BlockDecompressor(lzma.LZMADecompressor(memlimit=_MEMORY))
    return _Zstd()


def _raw_chunks(opened: BinaryIO, head: bytes) -> Iterator[bytes]:
    if head:
        yield head
    while True:
        try:
            chunk = opened.read(CHUNK)
        except OSError as error:
            detail = f"{type(error).__name__}: {error.strerror or 'reading failed'}"
            raise ReadError(Reason.UNREADABLE_FILE, detail) from error
        if not chunk:
            return
        yield chunk


def _decompressed(chunks: Iterator[bytes], compression: str) -> Iterator[bytes]:
    """Decompress all members of a stream; zero bytes after the last are padding."""
    current: _Decompressor | None = _decompressor(compression)
    for chunk in chunks:
        data = chunk
        while data:
            if current is None:
                data = data.lstrip(b"\0")
                if not data:
                    break
                current = _decompressor(compression)
            try:
                yield from current.feed(data)
            except (zlib.error, OSError, lzma.LZMAError, zstandard.ZstdError, EOFError) as error:
                detail = f"damaged {compression} data: {error}"
                raise ReadError(Reason.UNREADABLE_FILE, detail) from error
            data = current.unused if current.eof else b""
            if current.eof:
                current = None
    if current is not None:
        raise ReadError(Reason.TRUNCATED_FILE, f"the {compression} data end too early")


class ByteSource:
    """A forward-only, counted view on the (decompressed) bytes of one file.

    ``limit`` is the number of bytes handed out at most. ``failure`` is set when the bytes ended
    before their time: unreadable_file, truncated_file, or too_large where the limit cut them.
    """

    def __init__(self, opened: BinaryIO, limit: int) -> None:
        self.failure: ReadError | None = None
        self.total = 0
        self._limit = limit
        self._pending = b""
        try:
            head = b"".join(_first(_raw_chunks(opened, b""), 16))
        except ReadError as failure:
            self.failure, head = failure, b""
        self.compression = compression_of(head)
        chunks = _raw_chunks(opened, head) if self.failure is None else iter(())
        if self.compression:
            chunks = _decompressed(chunks, self.compression)
        self._chunks = chunks

    def peek(self, size: int) -> bytes:
        """Return the next bytes, at least ``size`` where there are so many, and keep them."""
        parts = [self._pending]
        have = len(self._pending)
        while have < size:
            chunk = self._next()
            if not chunk:
                break
            parts.append(chunk)
            have += len(chunk)
        self._pending = b"".join(parts)
        return self._pending

    def chunks(self) -> Iterator[bytes]:
        """Yield the remaining bytes piece by piece."""
        if self._pending:
            pending, self._pending = self._pending, b""
            yield pending
        while chunk := self._next():
            yield chunk

    def document(self, limit: int) -> bytes:
        """Return all remaining bytes of a document that must fit into ``limit`` bytes.

        Raises:
            ReadError: too_large, when there are more.
        """
        data = self.peek(limit + 1)
        if len(data) > limit:
            raise ReadError(Reason.TOO_LARGE, f"document of more than {limit} bytes")
        self._pending = b""
        return data

    def _next(self) -> bytes:
        if self.failure is not None:
            return b""
        try:
            for chunk in self._chunks:
                if chunk:
                    return self._counted(chunk)
        except ReadError as failure:
            self.failure = failure
        return b""

    def _counted(self, chunk: bytes) -> bytes:
        room = self._limit - self.total
        if len(chunk) > room:
            self.failure = ReadError(Reason.TOO_LARGE, f"more than {self._limit} bytes")
            chunk = chunk[:room]
        self.total += len(chunk)
        return chunk


def _first(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Take pieces until they hold ``size`` bytes (a pipe may hand out single bytes)."""
    have = 0
    for chunk in chunks:
        yield chunk
        have += len(chunk)
        if have >= size:
            return
