"""One request over one connection to an address that was checked, and the bounded answer.

It stands on httpcore2 for HTTP/1.1 and TLS; the certificate is checked against the name asked for,
whatever the address. No proxies, no cookies, nothing from the environment. The connection is closed
afterwards: polls of a host are minutes apart.
"""

import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from typing import Final, NamedTuple

import httpcore2

from transforms.feeds.decompress import BodyDecoder
from transforms.feeds.http import FailureReason, FetchStopped
from transforms.feeds.metering import Call, Meter, OpenSockets, PinnedBackend
from transforms.feeds.settings import FetchSettings

# Of these a second line continues the first; of any other header the first line counts.
_LISTS: Final = frozenset({"cache-control", "content-encoding", "link", "vary", "x-robots-tag"})


class Answer(NamedTuple):
    """What came back: header names in lower case; the body only where it was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Connections:
    """Makes exchanges; used by many threads."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], float],
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._open = OpenSockets()
        self._clock = clock
        self._ssl_context = ssl_context

    def break_off(self) -> None:
        """End all exchanges that are going on; each of them fails."""
        self._open.shut()

    def exchange(self, call: Call) -> Answer:
        """Send one request; raises FetchStopped, NotConnected where nothing was sent."""
        meter = Meter(self._settings, self._clock, call)
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

    def _connection(self, call: Call, meter: Meter) -> httpcore2.HTTPConnection:
        target = call.target
        secure = target.scheme == "https"
        if secure and self._ssl_context is None:
            self._ssl_context = _default_tls()
        return httpcore2.HTTPConnection(
            origin=httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port),
            ssl_context=self._ssl_context if secure else None,
            network_backend=PinnedBackend(call, meter, self._open),
        )

    def _answer(self, response: httpcore2.Response, call: Call, meter: Meter) -> Answer:
        meter.end_of_headers(response.headers)
        headers = _headers(response.headers)
        wanted = response.status == 200 and call.body is None
        body = self._body(response, headers, call) if wanted else b""
        return Answer(response.status, headers, body)

    def _body(self, response: httpcore2.Response, headers: Mapping[str, str], call: Call) -> bytes:
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > call.limit and not call.cut:
            raise _too_large(call.limit)
        decoder = BodyDecoder(headers.get("content-encoding", ""), call.limit)
        try:
            self._receive(response, decoder, call)
            return decoder.finish()
        except FetchStopped as stopped:
            if call.cut and stopped.reason == FailureReason.BODY_TOO_LARGE:
                return decoder.taken()
            raise

    def _receive(self, response: httpcore2.Response, decoder: BodyDecoder, call: Call) -> None:
        received = 0
        for chunk in response.iter_stream():
            received += len(chunk)
            decoder.feed(chunk)
            if received > call.limit:
                raise _too_large(call.limit)
            if self._clock() >= call.end_by:
                raise FetchStopped(FailureReason.TOTAL_TIMEOUT, "while the body came in")


@cache
def _default_tls() -> ssl.SSLContext:
    """Return the context that trusts what the system trusts; reading that takes a while."""
    return httpcore2.default_ssl_context()


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
