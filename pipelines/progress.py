"""Showing how far a run is: one refreshing line on a terminal, plain lines elsewhere."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Protocol, TextIO

from transforms.progress import DUPLICATES, EVENTS, KEPT, READ, REJECTED, TALLY, Tally

TERMINAL_INTERVAL: Final = 0.5
LOG_INTERVAL: Final = 10.0
_CLEAR_LINE: Final = "\r\x1b[2K"


class Waiting(Protocol):
    """What tells the showing thread to stop; ``threading.Event`` is one."""

    def wait(self, timeout: float) -> bool:
        """Wait at most so many seconds; tell whether to stop."""


def progress_line(counts: Mapping[str, int], seconds: float) -> str:
    """Write the counts on one line; the rate is articles read per second since the start."""
    read = counts.get(READ, 0)
    rate = read / seconds if seconds > 0 else 0.0
    parts = (
        f"{read:,} read",
        f"{counts.get(KEPT, 0):,} kept",
        f"{counts.get(DUPLICATES, 0):,} duplicate",
        f"{counts.get(REJECTED, 0):,} rejected",
        f"{counts.get(EVENTS, 0):,} events",
        f"{rate:,.0f} articles/s",
        f"{seconds:,.0f} s",
    )
    return ", ".join(parts)


@contextmanager
def show_progress(
    stream: TextIO, tally: Tally = TALLY, clock: Callable[[], float] = time.monotonic
) -> Iterator[None]:
    """Show the tally on a stream while the context is open; the tally starts at 0.

    A terminal gets one line that is rewritten twice a second and removed at the end; any other
    stream gets a line every 10 seconds. A stream that was closed ends the showing, not the run.
    """
    tally.reset()
    stop = threading.Event()
    worker = threading.Thread(
        target=repeat_line, args=(stream, tally, clock, stop), name="progress", daemon=True
    )
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()


def repeat_line(stream: TextIO, tally: Tally, clock: Callable[[], float], stop: Waiting) -> None:
    """Write a line at each interval until told to stop; on a terminal remove it at the end."""
    try:
        terminal = stream.isatty()
        start = clock()
        interval = TERMINAL_INTERVAL if terminal else LOG_INTERVAL
        while not stop.wait(interval):
            line = progress_line(tally.counts(), clock() - start)
            stream.write(f"{_CLEAR_LINE}{line}" if terminal else f"{line}\n")
            stream.flush()
        if terminal:
            stream.write(_CLEAR_LINE)
            stream.flush()
    except (OSError, ValueError):
        # Nobody looks any more (a closed pipe or stream): that is no reason to stop the run.
        return
