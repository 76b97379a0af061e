"""Bodies as they were before their Content-Encoding, decompressed while they come in.

No piece of output is larger than ``PIECE`` (for zstd: a few megabytes), and the whole is cut at a
limit, so that a bomb costs no more than an honest body. Servers name encodings that they did not
use and leave out those that they did: the first bytes decide.
"""

import zlib
from collections.abc import Iterator
from typing import Any, Final, Protocol

import brotli
import zstandard

from transforms.feeds.http import FailureReason, FetchStopped

PIECE: Final = 65_536
MAX_LAYERS: Final = 2
ACCEPTED: Final = "gzip, deflate, br, zstd"

_HEAD: Final = 64
_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8: Final = b"\xef\xbb\xbf"
_SPACE: Final = b" \t\r\n"
_PRINTED: Final = frozenset(range(0x20, 0x100)) | frozenset(_SPACE)
_NOT_CODINGS: Final = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})
# 256 bytes of zstd can stand for 8 MB, its blocks having 128 KB at most.
_ZSTD_SLICE: Final = 256
_ZSTD_WINDOW: Final = 8 * 1024 * 1024  # RFC 9659


class BodyDecoder:
    """Takes a body piece by piece and gives it decompressed at the end."""

    def __init__(self, content_encoding: str, limit: int) -> None:
        """Raise FetchStopped if there are more encodings than are taken off."""
        names = [name.strip().lower() for name in content_encoding.split(",")]
        codings = tuple(name for name in names if name not in _NOT_CODINGS)
        if len(codings) > MAX_LAYERS:
            raise FetchStopped(FailureReason.DECOMPRESSION_FAILED, "too many encodings")
        self._layer = _Layer(codings, 0, limit)
        self._limit = limit
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        """Take more of the body; raises FetchStopped."""
        self._keep(self._layer.decode(data))

    def taken(self) -> bytes:
        """Return what came so far."""
        return bytes(self._body[: self._limit])

    def finish(self) -> bytes:
        """Return the whole body; raises FetchStopped (body_incomplete) if its end is missing."""
        self._keep(self._layer.finish())
        return bytes(self._body)

    def _keep(self, pieces: Iterator[bytes]) -> None:
        for piece in pieces:
            self._body += piece
            if len(self._body) > self._limit:
                raise FetchStopped(
                    FailureReason.BODY_TOO_LARGE, f"more than {self._limit} bytes decompressed"
                )


class _Decoder(Protocol):
    ended: bool

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Give what the data stand for in pieces of bounded size."""


class _Layer:
    """Takes one encoding off, whichever the first bytes show, and leaves the rest to the next."""

    def __init__(self, codings: tuple[str, ...], depth: int, limit: int) -> None:
        self._codings = codings
        self._depth = depth
        self._limit = limit
        self._head: bytes | None = b""
        self._decoder: _Decoder | None = None
        self._next: _Layer | None = None
        self._given = 0

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._head is not None:
            data = self._head + data
            if len(data) < _HEAD:
                self._head = data
                return
            self._begin(data)
        yield from self._decoded(data)

    def finish(self) -> Iterator[bytes]:
        if self._head is not None:
            data = self._head
            self._begin(data)
            yield from self._decoded(data)
        if self._decoder is not None and self._next is not None:
            if not self._decoder.ended:
                raise FetchStopped(FailureReason.BODY_INCOMPLETE, "compressed data without an end")
            yield from self._next.finish()

    def _begin(self, head: bytes) -> None:
        self._head = None
        decoder = _decoder(self._codings[-1] if self._codings else None, head, self._depth)
        if decoder is not None:
            self._decoder = decoder
            self._next = _Layer(self._codings[:-1], self._depth + 1, self._limit)

    def _decoded(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None or self._next is None:
            yield data
            return
        try:
            for piece in self._decoder.decode(data):
                self._given += len(piece)
                if self._given > self._limit:
                    raise FetchStopped(
                        FailureReason.BODY_TOO_LARGE, f"more than {self._limit} bytes decompressed"
                    )
                yield from self._next.decode(piece)
        except (zlib.error, zstandard.ZstdError, brotli.error) as error:
            raise FetchStopped(FailureReason.DECOMPRESSION_FAILED, str(error)[:200]) from error


def _decoder(coding: str | None, head: bytes, depth: int) -> _Decoder | None:
    """Choose by the first bytes, else by the name; None if the data are not compressed."""
    if not head or _is_plain(head) or depth >= MAX_LAYERS:
        return None
    if head.startswith(_GZIP):
        return _Zlib(zlib.MAX_WBITS | 16)
    if head.startswith(_ZSTD) or coding == "zstd":
        return _Zstd()
    if coding is None:
        return None
    if coding in ("gzip", "x-gzip", "deflate"):
        return _Zlib(zlib.MAX_WBITS if _has_zlib_header(head) else -zlib.MAX_WBITS)
    if coding == "br":
        return _Brotli()
    raise FetchStopped(FailureReason.DECOMPRESSION_FAILED, f"encoding {coding[:40]}")


def _is_plain(head: bytes) -> bool:
    """Tell whether data begin as a feed or a page does, so that they cannot be compressed."""
    if head[:2] in _UTF16:
        return True
    text = head[:_HEAD].removeprefix(_UTF8).lstrip(_SPACE)
    return text[:1] in (b"<", b"{", b"[") and _PRINTED.issuperset(text)


def _has_zlib_header(head: bytes) -> bool:
    return len(head) > 1 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0


class _Zlib:
    """gzip with any number of members, zlib, or bare deflate."""

    def __init__(self, wbits: int) -> None:
        self.ended = False
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)
        self._after = b""

    def decode(self, data: bytes) -> Iterator[bytes]:
        while True:
            if self.ended:
                data = self._after + data
                self._after = data[:2]
                if self._wbits <= zlib.MAX_WBITS or not data.startswith(_GZIP):
                    return  # what servers append: that is no part of the body
                self._after = b""
                self._inner, self.ended = zlib.decompressobj(self._wbits), False
            piece = self._inner.decompress(data, PIECE)
            if piece:
                yield piece
            data = self._inner.unconsumed_tail
            if self._inner.eof:
                self.ended, data = True, self._inner.unused_data
                if not data:
                    return
            elif not data and len(piece) < PIECE:
                return


class _Zstd:
    """Any number of frames."""

    def __init__(self) -> None:
        self.ended = False
        self._inner = self._frame()

    @staticmethod
    def _frame() -> Any:
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def decode(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_SLICE):
            rest = data[start : start + _ZSTD_SLICE]
            while rest:
                if self.ended:
                    self._inner, self.ended = self._frame(), False
                piece = self._inner.decompress(rest)
                if piece:
                    yield piece
                self.ended = self._inner.eof
                rest = self._inner.unused_data if self.ended else b""


class _Brotli:
    def __init__(self) -> None:
        self.ended = False
        self._inner = brotli.Decompressor()

    def decode(self, data: bytes) -> Iterator[bytes]:
        while not self.ended:
            piece = self._inner.process(data, output_buffer_limit=PIECE)
            if piece:
                yield piece
            self.ended = self._inner.is_finished()
            data = b""
            if self._inner.can_accept_more_data():
                return
