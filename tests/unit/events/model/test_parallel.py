"""A batch in threads: in order, and nobody is waited for who should have stopped."""

import threading
import time

import pytest

from transforms.events.model.parallel import in_threads


@pytest.mark.parametrize("threads", [1, 3, 50])
def test_results_are_in_the_order_of_the_items(threads: int) -> None:
    def work(number: int) -> int:
        time.sleep(0.001 * (10 - number))
        return number * number

    assert in_threads(work, range(10), threads) == [n * n for n in range(10)]
    assert in_threads(work, [], threads) == []


def test_so_many_threads_work_at_once_and_no_more() -> None:
    lock, running, most = threading.Lock(), 0, 0

    def work(_: int) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1

    in_threads(work, range(12), 4)
    assert most == 4


def test_an_error_is_raised_and_the_rest_is_not_begun() -> None:
    begun = []

    def work(number: int) -> None:
        begun.append(number)
        raise ValueError(number)

    with pytest.raises(ValueError, match=r"\d"):
        in_threads(work, range(100), 2)
    assert len(begun) <= 4
