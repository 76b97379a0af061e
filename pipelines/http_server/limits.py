"""How many requests each address may send: a bucket that fills with time, per address."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

_KNOWN: Final = 10_000


class RequestRate:
    """Allows ``per_minute`` requests of each address, in bursts of as many; memory is bounded."""

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        """``clock`` gives seconds that never go back."""
        self._size = float(per_minute)
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, peer: str) -> bool:
        """Count a request of an address; say whether it is still within the rate."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.pop(peer, (self._size, now))
            left = min(self._size, left + (now - since) * self._size / 60.0)
            allowed = left >= 1.0
            self._buckets[peer] = (left - 1.0 if allowed else left, now)
            if len(self._buckets) > _KNOWN:
                self._buckets.popitem(last=False)
        return allowed
