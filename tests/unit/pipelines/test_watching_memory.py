"""Memory between rounds is handed back to the system."""

import sys

import psutil
import pytest

from pipelines.watching.memory import give_back


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc has malloc_trim")
def test_what_many_small_pieces_took_goes_back_to_the_system() -> None:
    process = psutil.Process()
    pieces = [bytes(1_000) for _ in range(100_000)]
    kept = pieces[::500]  # a piece in every few pages keeps the heap from shrinking by itself
    full = process.memory_info().rss
    del pieces
    give_back()
    assert process.memory_info().rss < full - 50_000_000
    assert len(kept) == 200
