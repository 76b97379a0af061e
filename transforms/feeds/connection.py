"""One request over one connection to an address that was checked, and the bounded answer.

It stands on httpcore2 for HTTP/1.1 and TLS; the certificate is checked against the name asked for,
whatever the address. No proxies, no cookies, nothing from the environment. The connection is closed
afterwards: polls of a host are minutes apart.
"""

import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any, Final, NamedTuple

import httpcore2

from transforms.feeds.decompress import BodyDecoder
from transforms.feeds.http import FailureReason, FetchStopped
from transforms.feeds.settings import FetchSettings
from transforms.feeds.targets import Target
from transforms.net.deadline import Deadline, DeadlineBackend

Clock = Callable[[], float]

MAX_HEADERS: Final = 256
_HEADER_READ: Final = 8_192
# Of these a second line continues the first; of any other header the first line counts.
_LISTS: Final = frozenset({"cache-control", "content-encoding", "link", "vary", "x-robots-tag"})


class Answer(NamedTuple):
    """What came back: header names in lower case; the body only where it was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class NotConnected(FetchStopped):
    """Raised where no connection came about, so that another address may be tried."""


class Call(NamedTuple):
    """What is asked: the target, one of its addresses, headers, the body of a POST.

    ``connect_by`` and ``end_by`` are moments of the clock, in seconds.
    """

    target: Target
    address: str
    headers: Sequence[tuple[str, str]]
    body: bytes | None
    connect_by: float
    end_by: float


class Connections:
    """Makes exchanges; used by many threads."""

    def __init__(
        self, settings: FetchSettings, clock: Clock, ssl_context: ssl.SSLContext | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._ssl_context = ssl_context

    def exchange(self, call: Call) -> Answer:
        """Send one request; raises FetchStopped, NotConnected where nothing was sent."""
        meter = _Meter(self._settings, self._clock, call)
        try:
            with (
                meter.deadline.until(call.end_by),
                closing(self._connection(call, meter)) as connection,
            ):
                return self._answer(connection.handle_request(_request(call)), call, meter)
        except (httpcore2.TimeoutException, httpcore2.NetworkError) as error:
            raise meter.failure(error) from error
        except (httpcore2.ProtocolError, ValueError) as error:
            raise meter.broken(error) from error

    def _connection(self, call: Call, meter: "_Meter") -> httpcore2.HTTPConnection:
        target = call.target
        secure = target.scheme == "https"
        if secure and self._ssl_context is None:
            self._ssl_context = httpcore2.default_ssl_context()
        return httpcore2.HTTPConnection(
            origin=httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=self._ssl_context if secure else None,
            network_backend=_PinnedBackend(call, meter),
        )

    def _answer(self, response: httpcore2.Response, call: Call, meter: "_Meter") -> Answer:
        meter.end_of_headers(response.headers)
        headers = _headers(response.headers)
        wanted = response.status == 200 and call.body is None
        body = self._body(response, headers, call) if wanted else b""
        return Answer(response.status, headers, body)

    def _body(self, response: httpcore2.Response, headers: Mapping[str, str], call: Call) -> bytes:
        limit = self._settings.max_body_bytes
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            raise _too_large(limit)
        decoder = BodyDecoder(headers.get("content-encoding", ""), limit)
        received = 0
        for chunk in response.iter_stream():
            received += len(chunk)
            if received > limit:
                raise _too_large(limit)
            if self._clock() >= call.end_by:
                raise FetchStopped(FailureReason.TOTAL_TIMEOUT, "while the body came in")
            decoder.feed(chunk)
        return decoder.finish()


def _too_large(limit: int) -> FetchStopped:
    return FetchStopped(FailureReason.BODY_TOO_LARGE, f"more than {limit} bytes")


def _request(call: Call) -> httpcore2.Request:
    length = [] if call.body is None else [("Content-Length", str(len(call.body)))]
    return httpcore2.Request(
        "GET" if call.body is None else "POST",
        httpcore2.URL(
            scheme=call.target.scheme.encode(),
            host=call.target.host.encode(),
            port=call.target.port,
            target=call.target.path.encode("ascii"),
        ),
        headers=[
            (name.encode("ascii"), value.encode())
            for name, value in (
                ("Host", call.target.authority),
                *call.headers,
                *length,
                ("Connection", "close"),
            )
        ],
        content=call.body,
    )


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by lower-case name; those not in ASCII are UTF-8 more often than Latin-1."""
    found: dict[str, str] = {}
    for name_bytes, value_bytes in raw:
        name = name_bytes.decode("latin-1").lower()
        try:
            value = value_bytes.decode("utf-8")
        except UnicodeDecodeError:
            value = value_bytes.decode("latin-1")
        if name not in found:
            found[name] = value
        elif name in _LISTS:
            found[name] += f", {value}"
    return found


class _Meter:
    """Watches one exchange: which phase it is in, how much of the headers came."""

    def __init__(self, settings: FetchSettings, clock: Clock, call: Call) -> None:
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


class _PinnedBackend(httpcore2.NetworkBackend):
    """Connects to the checked address, whatever the name."""

    def __init__(self, call: Call, meter: _Meter) -> None:
        self._inner = DeadlineBackend(meter.deadline)
        self._call = call
        self._meter = meter

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._inner.connect_tcp(
            self._call.address, port, self._meter.connect_timeout(), local_address, socket_options
        )
        if self._call.target.scheme == "http":
            self._meter.connected()
        return _MeteredStream(stream, self._meter)


class _MeteredStream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, meter: _Meter) -> None:
        self._inner = inner
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(self._meter.read_size(max_bytes), self._meter.read_timeout())
        self._meter.received(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._meter.read_timeout())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            stream = self._inner.start_tls(
                ssl_context, server_hostname, self._meter.connect_timeout()
            )
        except httpcore2.ConnectTimeout:
            self.close()
            raise
        except httpcore2.ConnectError as error:
            raise FetchStopped(FailureReason.TLS_FAILED, str(error)[:200]) from error
        self._meter.connected()
        return _MeteredStream(stream, self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
