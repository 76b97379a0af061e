"""Polling many feeds at once: one host after the other in bounded threads, results as they come.

Pure over the function that polls; a poll that raises is a failed one and disturbs no other.
"""

import queue
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event
from typing import Final
from urllib.parse import urlsplit

from transforms.feeds.http import FailureKind, FailureReason, FetchFailure
from transforms.feeds.polls import PollOutcome, PollResult, PollTask, bare_report
from transforms.feeds.settings import ScheduleSettings
from transforms.feeds.state import after_failed, blank_state
from transforms.feeds.stopping import STOP_POLLING, PollingStopped

PollOne = Callable[[PollTask], PollResult]
Failed = Callable[[PollTask, Exception], PollResult]

_WAIT_SECONDS: Final = 0.1


def host_of(url: str) -> str:
    """Return the host that a feed is asked from, "" where the address names none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def shard_of_host(url: str, shards: int) -> int:
    """Return the shard of a feed: the feeds of one host are in one shard on every machine."""
    return zlib.crc32(host_of(url).encode("utf-8", "replace")) % shards


def poll_all(
    tasks: Iterable[PollTask],
    poll_one: PollOne,
    failed: Failed,
    concurrency: int,
    stop: Event = STOP_POLLING,
) -> Iterator[PollResult]:
    """Poll every feed once; yield the results as they come, at most a few of them waiting.

    Args:
        tasks: The feeds; those of one host are polled one after the other.
        poll_one: Polls one feed, in any thread.
        failed: Makes the result of a poll that raised.
        concurrency: Hosts that are asked at the same time.
        stop: Set: the polling is given up.

    Raises:
        PollingStopped: polls were given up; those under way end by themselves.
    """
    hosts = _by_host(tasks)
    if not hosts:
        return
    workers = min(concurrency, len(hosts))
    polls = _Polls(hosts, poll_one, failed, workers, stop)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="poll")
    try:
        for _ in range(workers):
            pool.submit(polls.work)
        yield from _received(polls.results, workers, stop)
    finally:
        polls.closed.set()
        pool.shutdown(wait=False, cancel_futures=True)


class _Polls:
    """What the threads share: the hosts not asked yet, the results not taken yet."""

    def __init__(
        self,
        hosts: list[list[PollTask]],
        poll_one: PollOne,
        failed: Failed,
        workers: int,
        stop: Event,
    ) -> None:
        self.results: queue.Queue[PollResult | None] = queue.Queue(maxsize=2 * workers)
        self.closed = Event()
        self._stop = stop
        self._poll_one = poll_one
        self._failed = failed
        self._waiting: queue.SimpleQueue[list[PollTask]] = queue.SimpleQueue()
        for host in hosts:
            self._waiting.put(host)

    def work(self) -> None:
        """Poll host after host, then hand over None; ends early where polling is given up."""
        while not self._ended():
            try:
                host = self._waiting.get_nowait()
            except queue.Empty:
                break
            for task in host:
                if self._ended():
                    return
                self._hand_over(self._result_of(task))
        self._hand_over(None)

    def _result_of(self, task: PollTask) -> PollResult:
        try:
            return self._poll_one(task)
        except Exception as error:  # whatever it was: one feed must not take the others along
            return self._failed(task, error)

    def _hand_over(self, result: PollResult | None) -> None:
        while not self._ended():
            try:
                self.results.put(result, timeout=_WAIT_SECONDS)
                return
            except queue.Full:
                continue

    def _ended(self) -> bool:
        return self._stop.is_set() or self.closed.is_set()


def _received(
    results: "queue.Queue[PollResult | None]", workers: int, stop: Event
) -> Iterator[PollResult]:
    while workers:
        if stop.is_set():
            raise PollingStopped("polls were given up")
        try:
            result = results.get(timeout=_WAIT_SECONDS)
        except queue.Empty:
            continue
        if result is None:
            workers -= 1
        else:
            yield result


def failed_poll(
    task: PollTask, error: Exception, schedule: ScheduleSettings, now: datetime
) -> PollResult:
    """Return the result of a poll that raised: state and report say internal_error, no items."""
    detail = f"{type(error).__name__}: {error}"
    failure = FetchFailure(FailureReason.INTERNAL_ERROR, FailureKind.SOFT, detail)
    state = after_failed(task.state or blank_state(task.feed, now), failure, schedule, now)
    report = bare_report(state, PollOutcome.FAILED, detail, now)
    return PollResult([], [], state, report)


def _by_host(tasks: Iterable[PollTask]) -> list[list[PollTask]]:
    """Return the tasks of each host, the hosts with most of them first."""
    hosts: dict[str, list[PollTask]] = {}
    for task in tasks:
        hosts.setdefault(host_of(task.feed.url), []).append(task)
    return [hosts[host] for host in sorted(hosts, key=lambda name: (-len(hosts[name]), name))]
