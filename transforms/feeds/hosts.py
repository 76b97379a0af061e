"""Manners towards a host: one request at a time, and a pause between two."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

Sleep = Callable[[float], object]

REMEMBERED: Final = 10_000


class _Host:
    def __init__(self) -> None:
        self.turn = Lock()
        self.waiting = 0
        self.free_at = float("-inf")


class HostGate:
    """Lets one caller at a time through per key, and keeps a pause after each.

    A key is a host name or an address. Only keys whose pause still runs, or that somebody waits
    for, have to be remembered; the others are forgotten when there are many.
    """

    def __init__(
        self,
        interval: float,
        clock: Callable[[], float],
        remembered: int = REMEMBERED,
    ) -> None:
        self._interval = interval
        self._clock = clock
        self._remembered = remembered
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._hosts)

    @contextmanager
    def turn(self, key: str, sleep: Sleep, interval: float = 0.0) -> Iterator[None]:
        """Wait for the turn of a key, keep it within, and begin its pause at the end.

        ``interval`` is in seconds; the longer of it and the gate's own counts.
        """
        host = self._entered(key)
        try:
            with host.turn:
                wait = host.free_at - self._clock()
                if wait > 0:
                    sleep(wait)
                try:
                    yield
                finally:
                    host.free_at = self._clock() + max(interval, self._interval)
        finally:
            with self._lock:
                host.waiting -= 1

    def _entered(self, key: str) -> _Host:
        with self._lock:
            host = self._hosts.get(key)
            if host is None:
                if len(self._hosts) >= self._remembered:
                    self._forget()
                host = self._hosts[key] = _Host()
            host.waiting += 1
            return host

    def _forget(self) -> None:
        now = self._clock()
        self._hosts = {
            key: host
            for key, host in self._hosts.items()
            if host.waiting or host.free_at > now
        }  # fmt: skip
