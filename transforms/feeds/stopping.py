"""Giving polls up while they run: how a launcher that must end tells the threads of this process.

It is no result: a round whose polls were given up is not committed.
"""

from threading import Event
from typing import Final

STOP_POLLING: Final = Event()
"""Set: no further poll begins and nobody waits for those under way."""


class PollingStopped(Exception):  # noqa: N818 - a state of the work, named as users see it
    """Polls were given up because the launcher is ending."""
