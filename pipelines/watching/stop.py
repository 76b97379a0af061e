"""Ending a watch by a signal: at once where nothing is lost, after the commit where one runs."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from pipelines.failures import DONE, INTERRUPTED
from pipelines.signals import RaisedAgain
from transforms.feeds.stopping import STOP_POLLING

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_FORCED: Final = 128


class WatchStopped(BaseException):
    """Raised in the main thread by the first signal; no ``except Exception`` holds it up."""


class Stop:
    """Takes SIGINT and SIGTERM while it is open.

    The first signal gives up polls and graph by raising WatchStopped, but lets a commit end. A
    second one ends the process where it stands: what is committed stays, the rest is rubbish that
    the next start removes. Where Python drops the WatchStopped, it is raised again a moment later.
    """

    def __init__(self) -> None:
        self.came: int | None = None
        self._committing = False
        self._before: dict[int, Any] = {}
        self._again = RaisedAgain(WatchStopped, is_held=lambda: self._committing)

    def __enter__(self) -> "Stop":
        STOP_POLLING.clear()
        self._before = {one: signal.signal(one, self._take) for one in SIGNALS}
        self._again.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._again.__exit__(*error)
        for one, handler in self._before.items():
            signal.signal(one, handler)

    @property
    def status(self) -> int:
        """The exit status: 130 after Ctrl-C, 0 otherwise."""
        return INTERRUPTED if self.came == signal.SIGINT else DONE

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Let nothing but a second signal end what is done in this context."""
        self._committing = True
        try:
            yield
        finally:
            self._committing = False

    def check(self) -> None:
        """Raise WatchStopped where a signal came during a commit."""
        if self.came is not None:
            self._again.cancel()
            raise WatchStopped

    def wait(self, seconds: float) -> None:
        """Sleep; a signal ends it."""
        self.check()
        time.sleep(max(0.0, seconds))

    def _take(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self.came is not None:
            os._exit(_FORCED + number)
        self.came = number
        STOP_POLLING.set()
        if not self._committing:
            raise WatchStopped
