"""What a signal handler raises, brought out wherever the signal came."""

import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

_AGAIN_SECONDS: Final = 0.05


class RaisedAgain:
    """While open, raises an exception of a signal handler again where Python dropped it.

    Python prints and drops what is raised while a finaliser or the callback of a weak reference
    runs, so that a signal which comes just then would end nothing. The exception is raised again
    a moment later in the main thread, by SIGALRM, unless ``is_held`` says that it must wait: who
    holds it has to ask for it afterwards.
    """

    def __init__(
        self, raised: type[BaseException], is_held: Callable[[], bool] = lambda: False
    ) -> None:
        self._raised = raised
        self._is_held = is_held
        self._hook: Callable[[Any], object] = sys.unraisablehook
        self._handler: Any = None
        self._pending = False

    def __enter__(self) -> "RaisedAgain":
        self._hook, sys.unraisablehook = sys.unraisablehook, self._dropped
        self._handler = signal.signal(signal.SIGALRM, self._again)
        return self

    def __exit__(self, *error: object) -> None:
        self.cancel()
        signal.signal(signal.SIGALRM, self._handler)
        sys.unraisablehook = self._hook

    def cancel(self) -> None:
        """Raise nothing again: the exception came out by another way."""
        if self._pending:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._pending = False

    def _dropped(self, what: Any) -> None:
        if isinstance(what.exc_value, self._raised):
            self._pending = True
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_SECONDS)
        else:
            self._hook(what)

    def _again(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if not self._is_held():
            raise self._raised
