"""How far the work is, for a person who waits: a tally that all steps of this process share.

The embedded runner gives no live metrics, but it runs in the launcher's process. Steps add to this
tally, the launcher shows it. It is no result: nothing that is written depends on it, and with
workers in other processes it stays at 0.
"""

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import Final

READ: Final = "read"
REJECTED: Final = "rejected"
KEPT: Final = "kept"
DUPLICATES: Final = "duplicates"
EVENTS: Final = "events"


class Tally:
    """Counts that several threads may add to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[str] = Counter()

    def add(self, name: str, number: int = 1) -> None:
        """Add to one count."""
        with self._lock:
            self._counts[name] += number

    def counts(self) -> Mapping[str, int]:
        """Return a copy of all counts."""
        with self._lock:
            return dict(self._counts)

    def reset(self) -> None:
        """Set all counts to 0."""
        with self._lock:
            self._counts.clear()


TALLY: Final = Tally()
"""The tally of this process."""
