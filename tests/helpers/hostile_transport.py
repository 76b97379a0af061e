"""How a server can misbehave before its feed is even read."""

import gzip
import socket
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import brotli
import zstandard

from tests.helpers.feed_answers import RSS, answer, message, raw, redirect
from tests.helpers.feed_bodies import rss
from tests.helpers.feed_server import Behaviour, Visit

GOOD = rss("a good item", "another good item")
BOMB_BYTES = 40_000_000

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


def never(visit: Visit) -> None:
    """Say nothing until the client goes."""
    visit.connection.recv(1)


def dripping_headers(visit: Visit) -> None:
    """Slowloris: a header line that never ends, byte by byte."""
    visit.drip(_OK + b"X-Padding: " + b"x" * 10_000, 0.05)


def dripping_body(visit: Visit) -> None:
    """Send a good feed byte by byte."""
    visit.drip(message(GOOD), 0.05)


def stalling(visit: Visit) -> None:
    """Send half of a good feed, then nothing."""
    visit.send(message(GOOD)[:-100])
    never(visit)


def endless_body(visit: Visit) -> None:
    """Send items for ever, without a length."""
    visit.send(_OK + b"\r\n" + GOOD[:100])
    while not visit.stopped.is_set():
        visit.send(b"<item><title>more</title></item>" * 1_000)


def endless_chunks(visit: Visit) -> None:
    """Send chunks of one byte for ever."""
    visit.send(_OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while not visit.stopped.is_set():
        visit.send(b"1\r\nx\r\n" * 10_000)


def endless_headers(visit: Visit) -> None:
    """Send header lines for ever."""
    visit.send(_OK)
    while not visit.stopped.is_set():
        visit.send(b"X-More: yes\r\n" * 1_000)


def endless_continues(visit: Visit) -> None:
    """Promise an answer for ever."""
    while not visit.stopped.is_set():
        visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_redirects(visit: Visit) -> None:
    """Send the client on to an address that it never saw."""
    number = int(visit.asked.path.partition("?")[2] or 0)
    redirect(f"/feed?{number + 1}", 301)(visit)


def reset(after: int) -> Behaviour:
    """Break the connection off with a reset after so many bytes of a good answer."""

    def behave(visit: Visit) -> None:
        visit.send(message(GOOD)[:after])
        visit.stopped.wait(0.1)
        # Closing with a linger of zero seconds sends a reset.
        visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return behave


def chunked(end: bytes) -> Behaviour:
    """Send a good feed in chunks, and then this instead of the last one."""
    half = len(GOOD) // 2
    parts = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (GOOD[:half], GOOD[half:]))
    return raw(_OK + b"Transfer-Encoding: chunked\r\n\r\n" + parts + end)


def with_length(length: str) -> Behaviour:
    """Send a good feed with a wrong Content-Length."""
    return answer(GOOD, content_length=length)


def with_headers(lines: bytes) -> Behaviour:
    """Send a good feed with more headers."""
    return raw(_OK + lines + b"Content-Length: %d\r\n\r\n" % len(GOOD) + GOOD)


COMPRESSED: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: bytes(brotli.compress(data, quality=4)),
    "zstd": lambda data: bytes(zstandard.compress(data)),
}


@cache
def bomb(coding: str) -> bytes:
    """Return a small body that stands for a huge one."""
    return COMPRESSED[coding](GOOD[:-20] + b" " * BOMB_BYTES)


def encoded(body: bytes, coding: str) -> Behaviour:
    """Send a body that is said to be encoded so."""
    return answer(body, content_encoding=coding)


def http_1_0(visit: Visit) -> None:
    """Answer as servers did in 1996: no length, the end is that of the connection."""
    visit.send(b"HTTP/1.0 200 OK\r\nContent-Type: %s\r\n\r\n%s" % (RSS.encode(), GOOD))
