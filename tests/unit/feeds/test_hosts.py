"""One request at a time per host, and a pause between two."""

from threading import Lock, Thread
from time import sleep

from transforms.feeds.hosts import HostGate


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_a_pause_follows_every_turn():
    clock = Clock()
    gate = HostGate(2.0, clock)
    for _ in range(3):
        with gate.turn("a", clock.sleep):
            clock.now += 0.5
    with gate.turn("b", clock.sleep):
        pass
    assert clock.slept == [2.0, 2.0]


def test_a_longer_pause_may_be_wished_for_a_shorter_one_not():
    clock = Clock()
    gate = HostGate(2.0, clock)
    for interval in (10.0, 0.5, 0.0):
        with gate.turn("a", clock.sleep, interval):
            pass
    assert clock.slept == [10.0, 2.0]


def test_one_at_a_time_per_key_many_over_all():
    gate = HostGate(0.0, lambda: 0.0)
    lock = Lock()
    inside: dict[str, int] = {"a": 0, "b": 0}
    most: dict[str, int] = {"a": 0, "b": 0, "all": 0}

    def ask(key: str) -> None:
        for _ in range(20):
            with gate.turn(key, lambda _: None):
                with lock:
                    inside[key] += 1
                    most[key] = max(most[key], inside[key])
                    most["all"] = max(most["all"], sum(inside.values()))
                sleep(0.001)
                with lock:
                    inside[key] -= 1

    threads = [Thread(target=ask, args=(key,)) for key in "aabb"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == {"a": 1, "b": 1, "all": 2}


def test_a_turn_that_fails_is_over():
    clock = Clock()
    gate = HostGate(1.0, clock)
    try:
        with gate.turn("a", clock.sleep):
            raise RuntimeError
    except RuntimeError:
        clock.now += 1
    with gate.turn("a", clock.sleep):
        assert clock.slept == []


def test_memory_is_bounded_and_a_running_pause_is_not_forgotten():
    clock = Clock()
    gate = HostGate(1.0, clock, remembered=10)
    for number in range(1_000):
        with gate.turn(f"host{number}", clock.sleep):
            clock.now += 1.5
        assert len(gate) <= 10
    with gate.turn("kept", clock.sleep):
        for number in range(20):
            with gate.turn(f"other{number}", clock.sleep):
                pass
    with gate.turn("kept", clock.sleep):
        assert clock.slept == [1.0]
