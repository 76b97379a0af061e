"""Giving memory back between two rounds: a watch runs for months in one process."""

import ctypes
import gc
import sys


def give_back() -> None:
    """Free what no one refers to, and hand free pages to the system where the C library can.

    glibc keeps pages in which a round's threads left a few small pieces; over many rounds they
    add up to tens of megabytes. Other C libraries lack the call, and nothing is done.
    """
    gc.collect()
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
