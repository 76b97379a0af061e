"""Waits, rates and turns, on a clock that the test holds."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.model.failures import Failure, ModelFailed
from transforms.events.model.pacing import Pace
from transforms.events.model.retries import Backoff, retry_after
from transforms.events.model.settings import ModelSettings

SETTINGS = ModelSettings(attempts=6, first_wait=2.0, longest_wait=10.0)
NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 12 ", 12.0),
        ("Tue, 14 Nov 2023 22:13:30 GMT", 10.0),
        ("Tue, 14 Nov 2023 22:13:30 -0000", 10.0),
        ("Wed, 15 Nov 2023 00:13:30 +0200", 10.0),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0),
        ("Tue, 14 Nov 99999999 22:00:00 GMT", None),
        ("1.5", None),
        ("-1", None),
        ("１２", None),
        ("later", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_any_header_is_read_without_a_fault(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(1, 5), st.integers())
def test_waits_double_up_to_the_longest(attempt: int, seed: int) -> None:
    backoff = Backoff(SETTINGS, random.Random(seed))
    wait = backoff.wait(ModelFailed(Failure.TIMEOUT), attempt, 1000)
    full = min(10.0, 2.0 * 2 ** (attempt - 1))
    assert wait is not None
    assert full / 2 <= wait <= full


def test_the_last_attempt_is_followed_by_none() -> None:
    backoff = Backoff(SETTINGS, random.Random(1))
    assert backoff.wait(ModelFailed(Failure.TIMEOUT), 6, 1000) is None


@pytest.mark.parametrize("failure", [f for f in Failure if f.value.startswith("invalid")])
def test_an_answer_that_is_wrong_is_not_asked_for_again(failure: Failure) -> None:
    backoff = Backoff(SETTINGS, random.Random(1))
    assert backoff.wait(ModelFailed(failure), 1, 1000) is None


class Clock:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_requests_keep_their_distance() -> None:
    clock = Clock()
    pace = Pace(60, None, clock, clock.sleep)
    turns = []
    for _ in range(4):
        pace.take_turn(10)
        turns.append(clock.now)
    assert turns == [100.0, 101.0, 102.0, 103.0]


def test_tokens_that_were_guessed_too_high_are_given_back() -> None:
    clock = Clock()
    pace = Pace(None, 60, clock, clock.sleep)
    pace.take_turn(30)
    pace.correct(-20)
    pace.take_turn(30)
    assert clock.now == 110.0


def test_idle_time_is_not_saved_up() -> None:
    clock = Clock()
    pace = Pace(60, None, clock, clock.sleep)
    pace.take_turn(1)
    clock.sleep(1000)
    pace.take_turn(1)
    pace.take_turn(1)
    assert clock.now == 1101.0


def test_without_rates_nobody_waits() -> None:
    clock = Clock()
    pace = Pace(None, None, clock, clock.sleep)
    for _ in range(100):
        pace.take_turn(10**6)
    assert clock.now == 100.0
