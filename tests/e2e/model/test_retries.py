"""When the endpoint says "not now": how long is waited, and when it is enough."""

import time
from email.utils import formatdate

import pytest

from tests.helpers.model_asking import asking
from tests.helpers.model_server import fails, tells
from tests.helpers.told import honest


def test_seconds_of_retry_after_are_waited() -> None:
    with asking(fails(429, retry_after="7"), tells(honest())) as one:
        answer = one.ask()
        assert answer.failure is None
        assert (answer.spent.requests, answer.spent.retries) == (2, 1)
        [wait] = one.waits
        assert 7 <= wait <= 8


def test_a_date_of_retry_after_is_waited_for() -> None:
    date = formatdate(time.time() + 10, usegmt=True)
    with asking(fails(503, retry_after=date), tells(honest())) as one:
        assert one.ask().failure is None
        [wait] = one.waits
        assert 8 <= wait <= 11


def test_a_date_that_is_over_asks_for_no_wait() -> None:
    date = formatdate(time.time() - 1000, usegmt=True)
    with asking(fails(429, retry_after=date), tells(honest())) as one:
        one.ask()
        assert one.waits[0] <= 1


@pytest.mark.parametrize("value", ["soon", "-3", "", "1e9", "99999999999999999999"])
def test_a_retry_after_that_cannot_be_read_leaves_our_own_wait(value: str) -> None:
    with asking(fails(429, retry_after=value), tells(honest())) as one:
        assert one.ask().failure is None
        assert 0.5 <= one.waits[0] <= 1


def test_a_wait_that_is_too_long_is_not_waited() -> None:
    with asking(fails(429, retry_after="3600"), tells(honest())) as one:
        assert (one.ask().failure, one.waits) == ("rate_limited", [])
        assert len(one.server.asked) == 1


def test_a_wait_beyond_the_whole_time_is_not_waited() -> None:
    with asking(fails(429, retry_after="30"), tells(honest()), total_timeout=5.0) as one:
        assert (one.ask().failure, one.waits) == ("rate_limited", [])


def test_an_error_of_the_server_may_pass() -> None:
    with asking(fails(500), fails(502), tells(honest())) as one:
        assert one.ask().failure is None
        assert len(one.server.asked) == 3


def test_an_error_that_stays_is_given_up_after_waits_that_grow() -> None:
    with asking(fails(503), attempts=5) as one:
        answer = one.ask()
        assert (answer.failure, answer.spent.requests) == ("server_error", 5)
        full = [1, 2, 4, 8]
        assert len(one.waits) == 4
        assert all(most / 2 <= wait <= most for wait, most in zip(one.waits, full, strict=True))


def test_an_endpoint_that_keeps_failing_is_asked_no_more() -> None:
    with asking(fails(500), attempts=1, give_up_after=3) as one:
        failures = [one.ask().failure for _ in range(5)]
        assert failures == ["server_error"] * 3 + ["given_up"] * 2
        assert len(one.server.asked) == 3


def test_one_answer_is_enough_to_go_on() -> None:
    script = [fails(500), fails(500), tells(honest()), fails(500)]
    with asking(*script, attempts=1, give_up_after=3) as one:
        failures = [one.ask().failure for _ in range(5)]
        assert "given_up" not in failures
