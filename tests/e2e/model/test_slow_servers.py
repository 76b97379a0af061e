"""A server that takes its time does not take ours."""

import time

import pytest

from tests.helpers.model_asking import asking
from tests.helpers.model_server import Reply, drips_body, drips_headers, says_nothing, tells
from tests.helpers.told import honest


@pytest.mark.parametrize("reply", [says_nothing, drips_body, drips_headers])
def test_an_answer_that_does_not_come_to_an_end_is_left_at_the_deadline(reply: Reply) -> None:
    with asking(reply, read_timeout=1.0, total_timeout=0.6, attempts=1) as one:
        started = time.monotonic()
        answer = one.ask()
        assert answer.failure == "timeout"
        assert time.monotonic() - started < 3


def test_a_silent_server_is_asked_again_within_the_whole_time() -> None:
    with asking(says_nothing, tells(honest()), read_timeout=0.3) as one:
        answer = one.ask()
        assert (answer.failure, answer.spent.retries) == (None, 1)


def test_the_whole_time_holds_for_all_attempts_together() -> None:
    with asking(
        says_nothing, read_timeout=0.3, total_timeout=0.7, first_wait=0.01, attempts=9
    ) as one:
        started = time.monotonic()
        answer = one.ask()
        assert answer.failure == "timeout"
        assert answer.spent.requests < 5
        assert time.monotonic() - started < 3


def test_a_question_that_was_perhaps_billed_is_booked_as_guessed() -> None:
    with asking(says_nothing, read_timeout=0.2, attempts=1) as one:
        spent = one.ask().spent
        assert spent.guessed == 1
        assert spent.prompt_tokens > 0
