"""The connection of one exchange: to the checked address, every wait and byte of it watched.

What a broken connection means depends on how far the exchange was, so the watching knows that.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from threading import Lock
from typing import Any, Final, NamedTuple

import httpcore2

from transforms.feeds.http import FailureReason, FetchStopped
from transforms.feeds.settings import FetchSettings
from transforms.feeds.targets import Target
from transforms.net.deadline import Deadline, DeadlineBackend

MAX_HEADERS: Final = 256
_HEADER_READ: Final = 8_192


class NotConnected(FetchStopped):
    """Raised where no connection came about, so that another address may be tried."""


class Call(NamedTuple):
    """What is asked: the target, one of its addresses, headers, the body of a POST.

    ``connect_by`` and ``end_by`` are moments of the clock, in seconds. A body of more than
    ``limit`` bytes is cut there if ``cut``, and else a failure.
    """

    target: Target
    address: str
    headers: Sequence[tuple[str, str]]
    body: bytes | None
    connect_by: float
    end_by: float
    limit: int
    cut: bool = False


class Meter:
    """Watches one exchange: which phase it is in, how much of the headers came."""

    def __init__(self, settings: FetchSettings, clock: Callable[[], float], call: Call) -> None:
        self.deadline = Deadline(clock)
        self._settings = settings
        self._clock = clock
        self._call = call
        self._first_byte_by: float | None = None
        self._connected = False
        self._header_bytes: int | None = 0
        self._ended = False

    def connect_timeout(self) -> float:
        """Return the seconds left for connecting."""
        left = self._call.connect_by - self._clock()
        if left <= 0:
            raise httpcore2.ConnectTimeout("no time left for connecting")
        return left

    def connected(self) -> None:
        """Begin to wait for the answer."""
        self._connected = True
        self._first_byte_by = self._clock() + self._settings.first_byte_timeout

    def read_timeout(self) -> float | None:
        """Return the seconds left for the first byte; None once it came."""
        if self._first_byte_by is None:
            return None
        return max(self._first_byte_by - self._clock(), 0.001)

    def read_size(self, most: int) -> int:
        """Return how much to read at once: little as long as headers are expected."""
        return most if self._header_bytes is None else min(most, _HEADER_READ)

    def received(self, data: bytes) -> None:
        """Count what came; raises FetchStopped if there is no end to the headers."""
        self._first_byte_by = None
        self._ended = not data
        if self._header_bytes is not None:
            self._header_bytes += len(data)
            if self._header_bytes > self._settings.max_header_bytes + _HEADER_READ:
                raise self._headers_too_large()

    def end_of_headers(self, headers: Sequence[tuple[bytes, bytes]]) -> None:
        """Note that all headers came; raises FetchStopped if they are too large or too many."""
        self._header_bytes = None
        size = sum(len(name) + len(value) + 4 for name, value in headers)
        if size > self._settings.max_header_bytes or len(headers) > MAX_HEADERS:
            raise self._headers_too_large()

    def failure(self, error: Exception) -> FetchStopped:
        """Name what a failure of the network means in this phase."""
        timeout = isinstance(error, httpcore2.TimeoutException)
        detail = f"{type(error).__name__}: {error}"[:200]
        if not self._connected:
            if self._clock() >= self._call.end_by:
                return FetchStopped(FailureReason.TOTAL_TIMEOUT, detail)
            reason = FailureReason.CONNECT_TIMEOUT if timeout else FailureReason.CONNECTION_FAILED
            return NotConnected(reason, detail)
        if timeout:
            waiting = self._first_byte_by is not None and self._clock() < self._call.end_by
            return FetchStopped(
                FailureReason.FIRST_BYTE_TIMEOUT if waiting else FailureReason.TOTAL_TIMEOUT, detail
            )
        if self._header_bytes is None:
            return FetchStopped(FailureReason.BODY_INCOMPLETE, detail)
        return FetchStopped(FailureReason.CONNECTION_FAILED, detail)

    def broken(self, error: Exception) -> FetchStopped:
        """Name what bytes that are not HTTP mean in this phase."""
        detail = f"{type(error).__name__}: {error}"[:200]
        if self._ended:
            in_body = self._header_bytes is None
            return FetchStopped(
                FailureReason.BODY_INCOMPLETE if in_body else FailureReason.CONNECTION_FAILED,
                detail,
            )
        return FetchStopped(FailureReason.PROTOCOL_ERROR, detail)

    def _headers_too_large(self) -> FetchStopped:
        return FetchStopped(
            FailureReason.HEADERS_TOO_LARGE,
            f"more than {self._settings.max_header_bytes} bytes or {MAX_HEADERS} headers",
        )


class OpenSockets:
    """The sockets of all exchanges that are going on, so that they can be ended from outside."""

    def __init__(self) -> None:
        self._sockets: set[socket.socket] = set()
        self._shut = False
        self._lock = Lock()

    def add(self, stream: httpcore2.NetworkStream) -> None:
        """Note that a connection is open."""
        with self._lock:
            self._sockets.add(stream.get_extra_info("socket"))
        if self._shut:
            self.shut()

    def remove(self, stream: httpcore2.NetworkStream) -> None:
        """Note that a connection is closed."""
        with self._lock:
            self._sockets.discard(stream.get_extra_info("socket"))

    def shut(self) -> None:
        """End all of them, later ones too: whoever waits for one wakes up."""
        with self._lock:
            self._shut = True
            for one in self._sockets:
                with suppress(OSError):
                    # Not that of SSLSocket, which takes the encryption from under its reader.
                    socket.socket.shutdown(one, socket.SHUT_RDWR)


class PinnedBackend(httpcore2.NetworkBackend):
    """Connects to the checked address, whatever the name."""

    def __init__(self, call: Call, meter: Meter, opened: OpenSockets) -> None:
        self._inner = DeadlineBackend(meter.deadline)
        self._call = call
        self._meter = meter
        self._opened = opened

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect within what is left of the time for connecting."""
        stream = self._inner.connect_tcp(
            self._call.address, port, self._meter.connect_timeout(), local_address, socket_options
        )
        if self._call.target.scheme == "http":
            self._meter.connected()
        return _MeteredStream(stream, self._meter, self._opened)


class _MeteredStream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, meter: Meter, opened: OpenSockets) -> None:
        self._inner = inner
        self._meter = meter
        self._opened = opened
        opened.add(inner)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(self._meter.read_size(max_bytes), self._meter.read_timeout())
        self._meter.received(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._meter.read_timeout())

    def close(self) -> None:
        self._opened.remove(self._inner)
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        self._opened.remove(self._inner)  # the socket becomes another one
        try:
            stream = self._inner.start_tls(
                ssl_context, server_hostname, self._meter.connect_timeout()
            )
        except httpcore2.ConnectTimeout:
            self._inner.close()
            raise
        except httpcore2.ConnectError as error:
            raise FetchStopped(FailureReason.TLS_FAILED, str(error)[:200]) from error
        self._meter.connected()
        return _MeteredStream(stream, self._meter, self._opened)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
