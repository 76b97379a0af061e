"""Garbage collection around word lists, which live as long as the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG_OBJECTS: Final = 20_000


@contextmanager
def loading_for_good() -> Iterator[None]:
    """Collect nothing while word lists are loaded, and leave them out of collections after it.

    Collections come after more new objects from then on: reading an article makes thousands of
    small ones, none of them in cycles. A threshold that is set higher already stays,
    and so do 0 (never) and a collector that is switched off.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        young, middle, old = gc.get_threshold()
        if 0 < young < _YOUNG_OBJECTS:
            gc.set_threshold(_YOUNG_OBJECTS, middle, old)
        if enabled:
            gc.enable()
