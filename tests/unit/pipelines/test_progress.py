"""What a person who waits sees, on a terminal and elsewhere."""

from collections.abc import Iterator
from io import StringIO
from threading import Thread

import pytest

from pipelines.progress import progress_line, repeat_line, show_progress
from transforms.progress import KEPT, READ, REJECTED, Tally


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Stop:
    """Lets a number of intervals pass, then stops; remembers how long they were."""

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds
        self.intervals: list[float] = []

    def wait(self, timeout: float) -> bool:
        self.intervals.append(timeout)
        return len(self.intervals) > self._rounds


def add_thousand(tally: Tally) -> None:
    for _ in range(1_000):
        tally.add(READ)


def seconds(*moments: float) -> Iterator[float]:
    yield from moments


def test_the_line_gives_counts_rate_and_time() -> None:
    line = progress_line({READ: 12_000, KEPT: 9_000, REJECTED: 3}, 60.0)
    assert line == (
        "12,000 read, 9,000 kept, 0 duplicate, 3 rejected, 0 events, 200 articles/s, 60 s"
    )


def test_before_any_time_has_passed_the_rate_is_zero() -> None:
    assert "0 articles/s" in progress_line({READ: 5}, 0.0)


def test_a_log_gets_a_plain_line_every_ten_seconds() -> None:
    stream, stop, clock = StringIO(), Stop(2), seconds(0.0, 10.0, 20.0)
    repeat_line(stream, Tally(), lambda: next(clock), stop)
    lines = stream.getvalue().splitlines()
    assert [line.rsplit(", ", 1)[1] for line in lines] == ["10 s", "20 s"]
    assert stop.intervals == [10.0] * 3
    assert "\x1b" not in stream.getvalue()


def test_a_terminal_gets_one_line_that_is_removed_at_the_end() -> None:
    stream, clock = Terminal(), seconds(0.0, 0.5)
    repeat_line(stream, Tally(), lambda: next(clock), Stop(1))
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().startswith("\r\x1b[2K0 read")
    assert stream.getvalue().endswith("\r\x1b[2K")


def test_a_closed_stream_ends_the_showing_and_not_the_run() -> None:
    stream = StringIO()
    stream.close()
    with show_progress(stream, Tally()):
        pass


def test_the_tally_starts_at_zero_and_nothing_is_shown_of_a_short_run() -> None:
    tally, stream = Tally(), StringIO()
    tally.add(READ, 7)
    with show_progress(stream, tally):
        tally.add(READ)
    assert tally.counts() == {READ: 1}
    assert stream.getvalue() == ""


def test_an_error_of_the_run_passes_through() -> None:
    with pytest.raises(RuntimeError, match="broken"), show_progress(StringIO(), Tally()):
        raise RuntimeError("broken")


def test_several_threads_lose_no_count() -> None:
    tally = Tally()
    threads = [Thread(target=add_thousand, args=(tally,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.counts()[READ] == 4_000
