"""The fetch that asks the network: bounded in time and size, polite, safe from inner addresses."""

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import lru_cache
from threading import Event
from types import TracebackType
from typing import Final, NamedTuple, Self

from transforms.feeds.connection import Answer, Connections
from transforms.feeds.decompress import ACCEPTED
from transforms.feeds.guard import Guard, Resolve
from transforms.feeds.hosts import HostGate
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
    FetchStopped,
)
from transforms.feeds.metering import Call, NotConnected
from transforms.feeds.robots import MAX_BYTES, Robots
from transforms.feeds.settings import FetchSettings
from transforms.feeds.targets import Target, redirected, target_of

MAX_ATTEMPTS: Final = 3

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LASTING: Final = frozenset({301, 308})
_PASSING: Final = frozenset({408, 425, 429})
_SECRET: Final = frozenset({"authorization", "cookie"})
_KINDS: Final[Mapping[FailureReason, FailureKind]] = {
    FailureReason.ADDRESS_REFUSED: FailureKind.HARD,
    FailureReason.ROBOTS_REFUSED: FailureKind.HARD,
    FailureReason.ADDRESS_UNKNOWN: FailureKind.TEMPORARY,
    FailureReason.CONNECTION_FAILED: FailureKind.TEMPORARY,
    FailureReason.CONNECT_TIMEOUT: FailureKind.TEMPORARY,
    FailureReason.FIRST_BYTE_TIMEOUT: FailureKind.TEMPORARY,
    FailureReason.TOTAL_TIMEOUT: FailureKind.TEMPORARY,
    FailureReason.BODY_INCOMPLETE: FailureKind.TEMPORARY,
}


class _Trail:
    """What one fetch went through so far."""

    def __init__(self, seconds: float, limit: int, cut: bool) -> None:
        self.left = seconds
        self.limit = limit
        self.cut = cut
        self.delay = 0.0
        self.hosts: list[str] = []
        self.seen: set[str] = set()
        self.lasting = True
        self.moved_to: str | None = None

    def enter(self, target: Target) -> None:
        """Note that an address is asked; raises FetchStopped if it was before."""
        if target.url in self.seen:
            raise FetchStopped(FailureReason.REDIRECT_LOOP, target.url[:200])
        self.seen.add(target.url)
        if target.host not in self.hosts:
            self.hosts.append(target.host)

    def leave(self, status: int, target: Target, following: Target) -> None:
        """Note a redirect; one that gives up encryption is followed, but not remembered."""
        downgraded = target.scheme == "https" and following.scheme == "http"
        self.lasting = self.lasting and status in _LASTING and not downgraded
        if self.lasting:
            self.moved_to = following.url


class _Outcome(NamedTuple):
    answer: Answer
    target: Target


class Manners(NamedTuple):
    """What fetchers have to know of each other: whose turn it is, what robots.txt said."""

    gate: HostGate
    robots: Robots


@lru_cache(maxsize=8)
def shared_manners(settings: FetchSettings, clock: Callable[[], float]) -> Manners:
    """Return the manners of all fetchers of this process with equal settings and the same clock.

    A worker makes many fetchers, one after the other and beside each other; hosts see only one.
    """
    return Manners(HostGate(settings.host_interval, clock), Robots(settings.user_agent, clock))


class Fetcher:
    """Fetches over HTTP; never raises, is used by many threads, is closed at the end.

    Per host name and per address one request runs at a time, and ``host_interval`` passes between
    two; waiting for that is no part of any timeout. That, and what robots.txt said, is known to all
    fetchers of the process (``shared_manners``). ``clock`` counts seconds, ``resolve`` is called
    like ``socket.getaddrinfo``.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Callable[[], float] = time.monotonic,
        resolve: Resolve = socket.getaddrinfo,
        sleep: Callable[[float], object] | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._closed = Event()
        self._guard = Guard(settings, resolve)
        self._sleep = sleep or self._closed.wait
        self._gate, self._robots = shared_manners(settings, clock)
        self._connections = Connections(settings, clock, ssl_context)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all waiting and all fetches that are going on; they fail, as later ones do."""
        self._closed.set()
        self._connections.break_off()

    def __call__(self, request: FetchRequest) -> FetchResponse | FetchFailure:
        """Fetch an address; see ``transforms.feeds.http``."""
        return self._fetch(request, self._settings.max_body_bytes)

    def _robots_txt(self, url: str) -> FetchResponse | FetchFailure:
        return self._fetch(FetchRequest(url), MAX_BYTES, cut=True)

    def _fetch(
        self, request: FetchRequest, limit: int, *, cut: bool = False
    ) -> FetchResponse | FetchFailure:
        trail = _Trail(self._settings.total_timeout, limit, cut)
        try:
            answer, target = self._follow(request, trail)
        except FetchStopped as stopped:
            kind = stopped.kind or _KINDS.get(stopped.reason, FailureKind.SOFT)
            return FetchFailure(stopped.reason, kind, stopped.detail, hosts=tuple(trail.hosts))
        except Exception as error:  # a fault of ours must not end the round of all other feeds
            detail = f"{type(error).__name__}: {error}"[:200]
            return FetchFailure(
                FailureReason.INTERNAL_ERROR, FailureKind.SOFT, detail, hosts=tuple(trail.hosts)
            )
        hosts = tuple(trail.hosts)
        good = 200 <= answer.status < 300 if request.body is not None else False
        if good or answer.status in (200, 304):
            return FetchResponse(
                answer.status, answer.headers, answer.body, target.url, trail.moved_to, hosts
            )
        return FetchFailure(
            FailureReason.HTTP_STATUS,
            _kind_of_status(answer.status),
            f"status {answer.status}",
            answer.status,
            answer.headers,
            hosts=hosts,
        )

    def _follow(self, request: FetchRequest, trail: _Trail) -> _Outcome:
        """Ask and follow redirects; raises FetchStopped."""
        target = target_of(request.url)
        headers = dict(request.headers)
        for _ in range(self._settings.max_redirects + 1):
            trail.enter(target)
            trail.delay = self._robots.delay(target, self._robots_txt) if request.robots else 0.0
            answer = self._ask(target, headers, request.body, trail)
            if answer.status not in _REDIRECTS or request.body is not None:
                return _Outcome(answer, target)
            following = target_of(redirected(target, answer.headers.get("location", "")))
            trail.leave(answer.status, target, following)
            if following.origin != target.origin:
                headers = {k: v for k, v in headers.items() if k.lower() not in _SECRET}
            target = following
        raise FetchStopped(
            FailureReason.TOO_MANY_REDIRECTS, f"more than {self._settings.max_redirects}"
        )

    def _ask(
        self, target: Target, headers: Mapping[str, str], body: bytes | None, trail: _Trail
    ) -> Answer:
        """Ask one address, at the next of its network addresses where one is not reached."""
        with self._gate.turn(target.host, self._sleep, trail.delay):
            began = self._clock()
            timeout = min(self._settings.connect_timeout, trail.left)
            addresses = self._guard.addresses(target, timeout)[:MAX_ATTEMPTS]
            trail.left -= self._clock() - began
            for number, address in enumerate(addresses):
                try:
                    return self._ask_at(
                        address, target, headers, body, trail, len(addresses) - number
                    )
                except NotConnected:
                    if number == len(addresses) - 1:
                        raise
            raise FetchStopped(FailureReason.ADDRESS_UNKNOWN, "the name has no address")

    def _ask_at(
        self,
        address: str,
        target: Target,
        headers: Mapping[str, str],
        body: bytes | None,
        trail: _Trail,
        attempts: int,
    ) -> Answer:
        with ExitStack() as turns:
            if address != target.host:
                turns.enter_context(self._gate.turn(address, self._sleep))
            if self._closed.is_set():
                raise FetchStopped(FailureReason.CONNECTION_FAILED, "the client is closed")
            began = self._clock()
            if trail.left <= 0:
                raise FetchStopped(FailureReason.TOTAL_TIMEOUT, "before the last redirect's answer")
            call = Call(
                target,
                address,
                [*self._standing_headers(), *headers.items()],
                body,
                began + self._settings.connect_timeout / attempts,
                began + trail.left,
                trail.limit,
                trail.cut,
            )
            try:
                return self._connections.exchange(call)
            finally:
                trail.left -= self._clock() - began

    def _standing_headers(self) -> list[tuple[str, str]]:
        return [("User-Agent", self._settings.user_agent), ("Accept-Encoding", ACCEPTED)]


def _kind_of_status(status: int) -> FailureKind:
    if status in _PASSING or 500 <= status < 600:
        return FailureKind.TEMPORARY
    return FailureKind.HARD if 400 <= status < 500 else FailureKind.SOFT
