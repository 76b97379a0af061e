"""One HTTP exchange: a JSON document sent, a bounded body received or a reason why not.

It stands on httpcore2, the transport of httpx2, and not on httpx2 itself: only there can every
wait be bounded by one deadline. What httpx2 would add is not wanted here - redirects, cookies,
proxies and keys from the environment, decompression of unbounded bodies.
"""

import re
from collections.abc import Callable
from typing import Final, Protocol

import httpcore2

from transforms.events.model.failures import Failure, ModelFailed
from transforms.events.model.retries import retry_after
from transforms.events.model.settings import ModelSettings
from transforms.net.deadline import Deadline, DeadlineBackend

_JSON_TYPE: Final = re.compile(r"^application/(?:[\w.-]+\+)?json\s*(?:;|$)", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii"})
_KEPT_OPEN: Final = 30.0
_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503
_AGAIN: Final = frozenset({408, 409, 425})


class Exchange(Protocol):
    """Sends a body and returns that of the answer; raises ModelFailed. Used by many threads."""

    def post(self, body: bytes, deadline: float) -> bytes:
        """Return the body of a good answer that came before ``deadline``, as UTF-8 JSON."""

    def close(self) -> None:
        """Close what is open."""


class HttpExchange:
    """Posts to ``/chat/completions`` of the endpoint."""

    def __init__(
        self,
        settings: ModelSettings,
        key: str | None,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
    ) -> None:
        """``clock`` counts the deadlines, ``wall_clock`` (seconds since 1970) reads HTTP dates."""
        if settings.endpoint is None:
            raise ValueError("an exchange needs an endpoint")
        self._url = f"{settings.endpoint.rstrip('/')}/chat/completions"
        self._headers = [
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
            ("Accept-Encoding", "identity"),
            ("User-Agent", "wirebeam"),
        ]
        if key is not None:
            self._headers.append(("Authorization", f"Bearer {key}"))
        self._limit = settings.max_answer_bytes
        self._timeouts = {
            "connect": settings.connect_timeout,
            "read": settings.read_timeout,
            "write": settings.read_timeout,
            "pool": settings.total_timeout,
        }
        self._wall_clock = wall_clock
        self._deadline = Deadline(clock)
        self._pool = httpcore2.ConnectionPool(
            max_connections=settings.concurrency,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=DeadlineBackend(self._deadline),
        )

    def post(self, body: bytes, deadline: float) -> bytes:
        """Return the body of a good answer; see ``Exchange``."""
        try:
            with (
                self._deadline.until(deadline),
                self._pool.stream(
                    "POST",
                    self._url,
                    headers=self._headers,
                    content=body,
                    extensions={"timeout": dict(self._timeouts)},
                ) as response,
            ):
                headers = {k.decode("latin-1").lower(): v.decode("latin-1")
                           for k, v in response.headers}  # fmt: skip
                _check_status(response.status, headers, self._wall_clock())
                _check_type(headers)
                return self._bounded(response)
        except httpcore2.TimeoutException as error:
            raise ModelFailed(Failure.TIMEOUT, type(error).__name__) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, UnicodeError) as error:
            # UnicodeError: a name that no name server could be asked for
            raise ModelFailed(Failure.CONNECTION_FAILED, type(error).__name__) from error

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()

    def _bounded(self, response: httpcore2.Response) -> bytes:
        received = bytearray()
        for chunk in response.iter_stream():
            received += chunk
            if len(received) > self._limit:
                raise ModelFailed(Failure.TOO_LARGE, f"more than {self._limit} bytes")
        return bytes(received)


def _check_status(status: int, headers: dict[str, str], now: float) -> None:
    """Raise unless the answer is a good one; the body of a bad one is not even read."""
    if 200 <= status < 300:
        return
    wait = retry_after(headers.get("retry-after"), now)
    if status == _TOO_MANY or (status == _UNAVAILABLE and wait is not None):
        raise ModelFailed(Failure.RATE_LIMITED, f"status {status}", wait)
    if status >= 500 or status in _AGAIN:
        raise ModelFailed(Failure.SERVER_ERROR, f"status {status}", wait)
    if 300 <= status < 400:
        raise ModelFailed(Failure.REDIRECT, f"status {status}")
    raise ModelFailed(Failure.REQUEST_REFUSED, f"status {status}")


def _check_type(headers: dict[str, str]) -> None:
    """Raise unless the answer says that it is JSON, in the one encoding that JSON has."""
    kind = headers.get("content-type", "")
    if not _JSON_TYPE.match(kind.strip()):
        raise ModelFailed(Failure.WRONG_CONTENT_TYPE, kind[:80])
    charset = _CHARSET.search(kind)
    if charset is not None and charset[1].lower() not in _UTF8:
        raise ModelFailed(Failure.UNDECODABLE, f"charset {charset[1][:40]}")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise ModelFailed(Failure.UNDECODABLE, "a content encoding that nobody asked for")
