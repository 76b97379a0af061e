"""Rates: so many requests and tokens a minute, for all threads of a process together."""

from collections.abc import Callable
from threading import Lock
from typing import Final

_MINUTE: Final = 60.0


class Pace:
    """Spreads requests evenly: each takes a turn, as long as its share of the minute.

    Evenly, because servers count over windows of their own: a burst at the edge of ours would
    fall into one window of theirs.
    """

    def __init__(
        self,
        requests_per_minute: int | None,
        tokens_per_minute: int | None,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._per_request = _MINUTE / requests_per_minute if requests_per_minute else 0.0
        self._per_token = _MINUTE / tokens_per_minute if tokens_per_minute else 0.0
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._next_request = self._next_tokens = float("-inf")

    def take_turn(self, tokens: int) -> None:
        """Wait until a request of about so many tokens may be sent."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next_request, self._next_tokens)
            self._next_request = turn + self._per_request
            self._next_tokens = turn + tokens * self._per_token
        if turn > now:
            self._sleep(turn - now)

    def correct(self, tokens: int) -> None:
        """Move later turns by the tokens that a request took more (or, below 0, less)."""
        with self._lock:
            self._next_tokens += tokens * self._per_token
