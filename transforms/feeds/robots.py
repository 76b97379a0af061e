"""robots.txt by RFC 9309: which pages may be fetched, and how long to wait between two.

Read by Protego, of which two things are kept away: user agents other than ours, whose number times
that of the rules a hostile file could make huge, and files without an end.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, NamedTuple

from protego import Protego

from transforms.feeds.hosts import HostGate
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchResponse,
    FetchStopped,
)
from transforms.feeds.targets import Target

# What has to be read at least; nothing beyond it is.
MAX_BYTES: Final = 500 * 1024
MAX_DELAY: Final = 30.0
KEPT_SECONDS: Final = 24 * 3600.0
# A file that cannot be had forbids everything for a while; then it is asked for again.
UNREACHABLE_SECONDS: Final = 1800.0
MAX_CACHED_CHARACTERS: Final = 20_000_000

_AGENT: Final = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?[ \t]*([^#\r\n]*)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_TOO_MANY: Final = 429
# Beside 4xx: a robots.txt that is lost in redirects is one that there is not.
_ABSENT: Final = frozenset(
    {FailureReason.REDIRECT_LOOP, FailureReason.TOO_MANY_REDIRECTS, FailureReason.BAD_REDIRECT}
)

Get = Callable[[str], FetchResponse | FetchFailure]


class Rules(NamedTuple):
    """What one robots.txt says to us; ``reason`` is why it could not be had.

    Without either, everything is allowed.
    """

    parsed: Protego | None
    reason: str | None
    size: int


class _Cached(NamedTuple):
    rules: Rules
    until: float


class Robots:
    """Knows the robots.txt of every origin asked lately; used by many threads."""

    def __init__(self, user_agent: str, clock: Callable[[], float]) -> None:
        token = _TOKEN.match(user_agent)
        self._token = token.group().lower() if token else "*"
        self._clock = clock
        self._cached: OrderedDict[str, _Cached] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._asking = HostGate(0.0, clock)

    def delay(self, target: Target, get: Get) -> float:
        """Return the seconds to leave between two pages of the host, 0 where none are wished for.

        ``get`` fetches an address and cuts its body at ``MAX_BYTES``. Raises FetchStopped
        (robots_refused) where the page may not be fetched; that is temporary if robots.txt itself
        could not be had.
        """
        rules = self._rules(target, get)
        if rules.reason is not None:
            raise FetchStopped(
                FailureReason.ROBOTS_REFUSED,
                f"robots.txt: {rules.reason}",
                FailureKind.TEMPORARY,
            )
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(target.url, self._token):
            raise FetchStopped(FailureReason.ROBOTS_REFUSED, f"robots.txt of {target.host}")
        return min(rules.parsed.crawl_delay(self._token) or 0.0, MAX_DELAY)

    def _rules(self, target: Target, get: Get) -> Rules:
        with self._asking.turn(target.origin, _no_wait):
            with self._lock:
                cached = self._cached.get(target.origin)
                if cached is not None and cached.until > self._clock():
                    self._cached.move_to_end(target.origin)
                    return cached.rules
            rules = rules_of(get(f"{target.origin}/robots.txt"), self._token)
            self._keep(target.origin, rules)
            return rules

    def _keep(self, origin: str, rules: Rules) -> None:
        seconds = KEPT_SECONDS if rules.reason is None else UNREACHABLE_SECONDS
        with self._lock:
            self._drop(origin)
            self._cached[origin] = _Cached(rules, self._clock() + seconds)
            self._size += rules.size
            while self._size > MAX_CACHED_CHARACTERS:
                self._drop(next(iter(self._cached)))

    def _drop(self, origin: str) -> None:
        cached = self._cached.pop(origin, None)
        if cached is not None:
            self._size -= cached.rules.size


def rules_of(result: FetchResponse | FetchFailure, token: str) -> Rules:
    """Return what an attempt to fetch a robots.txt says about the robot of that product token."""
    size = 1_000  # what an entry costs by itself
    if isinstance(result, FetchResponse):
        text = _own_agents(result.body[:MAX_BYTES].decode("utf-8", "replace"), token)
        return Rules(Protego.parse(text), None, size + len(text))
    status = result.status
    if status is not None and status != _TOO_MANY and status < 500:
        return Rules(None, None, size)
    if result.reason in _ABSENT:
        return Rules(None, None, size)
    return Rules(None, result.detail, size)


def _own_agents(text: str, token: str) -> str:
    """Replace all user agents but ours and "*" by one; groups stay as they are."""
    return "\n".join(_own_agent(line, token) for line in text.removeprefix("\ufeff").splitlines())


def _own_agent(line: str, token: str) -> str:
    agent = _AGENT.match(line)
    if agent is None:
        return line
    name = agent.group(1).strip()
    if name == "*":
        return "User-agent: *"
    found = _TOKEN.match(name)
    own = found is not None and found.group().lower() == token
    return f"User-agent: {token if own else '-'}"


def _no_wait(_: float) -> None:
    """Keep no pause."""
