"""Polling many feeds at once: one host after the other in bounded threads, results as they come.

Pure over the function that polls; a poll that raises is a failed one and disturbs no other.
"""

import queue
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from typing import Final
from urllib.parse import urlsplit

from transforms.feeds.http import FailureKind, FailureReason
from transforms.feeds.polls import PollOutcome, PollResult, PollTask, bare_report
from transforms.feeds.settings import ScheduleSettings
from transforms.feeds.state import blank_state
from transforms.feeds.stopping import STOP_POLLING, PollingStopped

PollOne = Callable[[PollTask], PollResult]

_WAIT_SECONDS: Final = 0.1
_DOUBLINGS: Final = 20


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
    failed: Callable[[PollTask, Exception], PollResult],
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
    waiting: queue.SimpleQueue[list[PollTask]] = queue.SimpleQueue()
    for host in sorted(hosts, key=lambda name: (-len(hosts[name]), name)):
        waiting.put(hosts[host])
    results: queue.Queue[PollResult | None] = queue.Queue(maxsize=2 * workers)
    closed = Event()

    def ended() -> bool:
        return stop.is_set() or closed.is_set()

    def hand_over(result: PollResult | None) -> None:
        while not ended():
            try:
                results.put(result, timeout=_WAIT_SECONDS)
                return
            except queue.Full:
                continue

    def work() -> None:
        while not ended():
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                break
            for task in group:
                if ended():
                    return
                hand_over(_result_of(task, poll_one, failed))
        hand_over(None)

    pool = ThreadPoolExecutor(workers, thread_name_prefix="poll")
    try:
        for _ in range(workers):
            pool.submit(work)
        yield from _received(results, workers, stop)
    finally:
        closed.set()
        pool.shutdown(wait=False, cancel_futures=True)


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
    old = task.state
    failures = (old.failures if old else 0) + 1
    wait = min(schedule.after_soft * 2 ** min(failures - 1, _DOUBLINGS), schedule.longest)
    state = (old or blank_state(task.feed, now))._replace(
        revision=(old.revision if old else 0) + 1,
        last_polled_at=now,
        next_poll_at=now + timedelta(seconds=wait),
        failures=failures,
        failure_kind=FailureKind.SOFT.value,
        updated_at=now,
        status=FailureReason.INTERNAL_ERROR.value,
        polls=(old.polls if old else 0) + 1,
    )
    report = bare_report(state, PollOutcome.FAILED, f"{type(error).__name__}: {error}", now)
    return PollResult([], [], state, report)


def _result_of(
    task: PollTask, poll_one: PollOne, failed: Callable[[PollTask, Exception], PollResult]
) -> PollResult:
    try:
        return poll_one(task)
    except Exception as error:  # whatever it was: one feed must not take the others along
        return failed(task, error)


def _by_host(tasks: Iterable[PollTask]) -> dict[str, list[PollTask]]:
    hosts: dict[str, list[PollTask]] = {}
    for task in tasks:
        hosts.setdefault(host_of(task.feed.url), []).append(task)
    return hosts
