"""One deadline for a whole HTTP exchange.

A read timeout starts anew with every byte, so a server that drips its answer holds a client for
ever. Here every wait of the network, that for a header too, ends at the deadline of its thread.
Only looking up a host name is bounded by the system's resolver alone.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

import httpcore2


class Deadline:
    """The moment at which the exchange of this thread has to be over."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._thread = local()

    @contextmanager
    def until(self, moment: float) -> Iterator[None]:
        """Let every wait within end at ``moment`` (seconds of the clock)."""
        self._thread.moment = moment
        try:
            yield
        finally:
            self._thread.moment = None

    def bounded(self, timeout: float | None, error: type[Exception]) -> float | None:
        """Return a timeout cut to what is left; raise ``error`` where nothing is left."""
        moment: float | None = getattr(self._thread, "moment", None)
        if moment is None:
            return timeout
        left = moment - self._clock()
        if left <= 0:
            raise error("the time for the whole answer is over")
        return left if timeout is None else min(timeout, left)


class DeadlineBackend(httpcore2.NetworkBackend):
    """Connections whose every wait is bounded by a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._inner = httpcore2.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect within what is left."""
        left = self._deadline.bounded(timeout, httpcore2.ConnectTimeout)
        stream = self._inner.connect_tcp(host, port, left, local_address, socket_options)
        return _DeadlineStream(stream, self._deadline)


class _DeadlineStream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.bounded(timeout, httpcore2.ReadTimeout)
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.bounded(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.bounded(timeout, httpcore2.ConnectTimeout)
        stream = self._inner.start_tls(ssl_context, server_hostname, left)
        return _DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
