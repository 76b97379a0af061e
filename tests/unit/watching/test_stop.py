"""A signal ends a watch once, wherever it comes: in a wait, a commit or a finaliser."""

import signal
import sys
import time
import weakref
from collections.abc import Iterator

import pytest

from pipelines.watching.stop import Stop, WatchStopped


class Held:
    """Something a weak reference can point to."""


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """Handlers and hook are afterwards what they were."""
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGALRM)]
    hook = sys.unraisablehook
    yield
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGALRM)] == before
    assert sys.unraisablehook == hook


def lost_in_a_callback() -> None:
    held = Held()
    reference = weakref.ref(held, lambda _: signal.raise_signal(signal.SIGTERM))
    del held
    assert reference() is None


def test_a_signal_ends_what_runs_at_once() -> None:
    with Stop() as stop, pytest.raises(WatchStopped):
        signal.raise_signal(signal.SIGTERM)
    assert (stop.came, stop.status) == (signal.SIGTERM, 0)


def test_a_stop_lost_in_a_callback_is_raised_again(capsys: pytest.CaptureFixture[str]) -> None:
    with Stop() as stop, pytest.raises(WatchStopped):
        lost_in_a_callback()
        time.sleep(10)
    assert stop.came == signal.SIGTERM
    assert capsys.readouterr().err == ""


def test_a_lost_stop_found_by_a_check_is_not_raised_twice() -> None:
    with Stop() as stop:
        with pytest.raises(WatchStopped):
            lost_in_a_callback()
            stop.check()
        time.sleep(0.2)


def test_a_lost_stop_lets_a_commit_end() -> None:
    ended = False
    with Stop() as stop, pytest.raises(WatchStopped):
        lost_in_a_callback()
        with stop.committing():
            time.sleep(0.2)
            ended = True
        stop.check()
    assert ended


def test_what_else_a_finaliser_drops_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: told.append(what.exc_value))
    with Stop():
        held = Held()
        reference = weakref.ref(held, lambda _: 1 // 0)
        del held
        assert reference() is None
    assert [type(one) for one in told] == [ZeroDivisionError]
    monkeypatch.undo()
