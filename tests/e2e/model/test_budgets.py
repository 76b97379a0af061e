"""Limits of requests, cost and rate, and answers that are paid once."""

from pathlib import Path

from tests.helpers.model_asking import asking
from tests.helpers.model_server import says, tells
from tests.helpers.told import article, honest


def test_the_number_of_requests_is_bounded() -> None:
    with asking(tells(honest()), max_requests=2) as one:
        assert [one.ask().failure for _ in range(4)] == [None, None, "budget", "budget"]
        assert len(one.server.asked) == 2


def test_no_request_at_all_may_be_allowed() -> None:
    with asking(tells(honest()), max_requests=0) as one:
        assert one.ask().failure == "budget"
        assert one.server.asked == []


def test_the_cost_is_bounded_before_it_is_spent() -> None:
    prices = {"price_prompt": 1000.0, "price_completion": 1000.0, "max_answer_tokens": 300}
    with asking(tells(honest()), max_cost=6.0, **prices) as one:
        failures = [one.ask().failure for _ in range(6)]
        asked = len(one.server.asked)
        assert failures == [None] * asked + ["budget"] * (6 - asked)
        assert 1 <= asked <= 5
        assert asked * 1.2 <= 6.0


def test_threads_do_not_overdraw_a_budget() -> None:
    with asking(tells(honest()), max_requests=3, concurrency=8) as one:
        answers = one.client.ask_all([article(f"text {number}") for number in range(12)])
        assert sum(answer.failure is None for answer in answers) == 3
        assert len(one.server.asked) == 3


def test_requests_are_spread_over_the_minute() -> None:
    with asking(tells(honest()), requests_per_minute=30) as one:
        for _ in range(3):
            one.ask()
        assert 1.5 <= one.waits[0] <= 2
        assert 3 <= one.waits[1] <= 4


def test_tokens_are_spread_over_the_minute_as_the_server_counts_them() -> None:
    with asking(tells(honest()), tokens_per_minute=1200) as one:
        one.ask()
        one.ask()
        assert 55 <= one.waits[0] <= 60


def test_a_kept_answer_is_not_paid_again(tmp_path: Path) -> None:
    with asking(tells(honest()), cache=tmp_path / "answers") as one:
        first, second = one.ask(), one.ask()
        assert first.content == second.content
        assert (second.spent.requests, second.spent.cached) == (0, 1)
        assert len(one.server.asked) == 1


def test_a_bad_answer_is_not_kept(tmp_path: Path) -> None:
    with asking(says("broken"), tells(honest()), cache=tmp_path) as one:
        assert [one.ask().failure for _ in range(2)] == ["invalid_json", None]


def test_a_damaged_kept_answer_is_asked_for_again(tmp_path: Path) -> None:
    with asking(tells(honest()), cache=tmp_path) as one:
        one.ask()
        [kept] = tmp_path.rglob("*.json")
        kept.write_bytes(b"\xff{")
        assert one.ask().failure is None
        assert len(one.server.asked) == 2


def test_a_folder_that_cannot_be_written_loses_no_answer(tmp_path: Path) -> None:
    blocked = tmp_path / "answers"
    with asking(tells(honest()), cache=blocked) as one:
        blocked.write_text("a file")
        assert one.ask().failure is None
