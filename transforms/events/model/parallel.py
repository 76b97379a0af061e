"""A function over a batch in several threads that nobody has to wait for.

The threads of an executor are joined when it, or the process, ends: an interrupted run would hang
until the slowest endpoint has answered. These are left behind.
"""

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_threads(
    function: Callable[[Item], Result], items: Sequence[Item], threads: int
) -> list[Result]:
    """Return the results in the order of the items.

    The first exception of the function is raised after all threads have stopped; no item is begun
    after it, nor after an interruption of the caller, which is not held up.
    """
    if threads == 1 or len(items) <= 1:
        return [function(item) for item in items]
    waiting: SimpleQueue[int] = SimpleQueue()
    for number in range(len(items)):
        waiting.put(number)
    results: dict[int, Result] = {}
    errors: list[BaseException] = []
    stopped = Event()

    def work() -> None:
        while not stopped.is_set():
            try:
                number = waiting.get_nowait()
            except Empty:
                return
            try:
                results[number] = function(items[number])
            except BaseException as error:  # handed over to the caller
                errors.append(error)
                stopped.set()

    workers = [Thread(target=work, daemon=True) for _ in range(min(threads, len(items)))]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.join()
    finally:
        stopped.set()
    if errors:
        raise errors[0]
    return [results[number] for number in range(len(items))]
