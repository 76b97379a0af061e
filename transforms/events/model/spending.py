"""What questions cost, and the end of a budget."""

from threading import Lock
from typing import Final, NamedTuple

from transforms.events.model.failures import Failure
from transforms.events.model.settings import ModelSettings

_MILLION: Final = 1_000_000
BYTES_PER_TOKEN: Final = 3
"""A cautious guess where no server has counted yet: words of most languages take more bytes."""


class Spent(NamedTuple):
    """What one question took. ``guessed`` counts answers whose tokens the server did not tell."""

    requests: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    guessed: int = 0
    cached: int = 0


def added(one: Spent, other: Spent) -> Spent:
    """Add up two spendings."""
    return Spent(*(a + b for a, b in zip(one, other, strict=True)))


def cost_of(spent: Spent, settings: ModelSettings) -> float:
    """Return the cost in the currency of the configured prices."""
    prompt = spent.prompt_tokens * settings.price_prompt
    return (prompt + spent.completion_tokens * settings.price_completion) / _MILLION


def guessed_tokens(size: int) -> int:
    """Return about how many tokens a text of so many bytes is."""
    return -(-size // BYTES_PER_TOKEN)


class Budget:
    """How much may still be asked in this process. Used by many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._requests = 0
        self._cost = self._reserved = 0.0
        self._failed_in_a_row = 0

    def closed(self) -> Failure | None:
        """Return why nothing may be asked at all, None if it may."""
        with self._lock:
            if self._failed_in_a_row >= self._settings.give_up_after:
                return Failure.GIVEN_UP
            return Failure.BUDGET if self._spent_up(0.0) else None

    def reserve(self, spent: Spent) -> bool:
        """Take one request of at most this cost from the budget; False if it is not there."""
        cost = cost_of(spent, self._settings)
        with self._lock:
            if self._spent_up(cost):
                return False
            self._requests += 1
            self._reserved += cost
            return True

    def settle(self, reserved: Spent, spent: Spent) -> None:
        """Give back what was reserved for a request and book what it took."""
        with self._lock:
            self._reserved -= cost_of(reserved, self._settings)
            self._cost += cost_of(spent, self._settings)

    def note(self, *, answered: bool) -> None:
        """Note whether the endpoint answered a question: it is given up after many failures."""
        with self._lock:
            self._failed_in_a_row = 0 if answered else self._failed_in_a_row + 1

    def _spent_up(self, cost: float) -> bool:
        limit, most = self._settings.max_requests, self._settings.max_cost
        if limit is not None and self._requests >= limit:
            return True
        return most is not None and self._cost + self._reserved + cost > most
