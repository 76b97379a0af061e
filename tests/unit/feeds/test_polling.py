"""Polling many feeds: results as they come, hosts apart, failures alone, given up when told."""

import threading
import time
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from transforms.feeds.polling import failed_poll, host_of, poll_all, shard_of_host
from transforms.feeds.polls import PollResult, PollTask
from transforms.feeds.schedule import spread
from transforms.feeds.settings import FeedSettings, ScheduleSettings
from transforms.feeds.stopping import PollingStopped

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
SCHEDULE = ScheduleSettings()


def task(url: str) -> PollTask:
    return PollTask(FeedSettings(url=url), None)


def failed(one: PollTask, error: Exception) -> PollResult:
    return failed_poll(one, error, SCHEDULE, NOW)


def waited(url: str, seconds: float) -> float:
    return seconds + spread(url, seconds)


def polled(one: PollTask) -> PollResult:
    found = failed(one, RuntimeError("none"))
    return found._replace(report=found.report._replace(outcome="unchanged"))


def test_every_feed_gives_one_result_and_one_that_raises_a_failed_one() -> None:
    def poll_one(one: PollTask) -> PollResult:
        if "bad" in one.feed.url:
            raise ValueError("odd bytes")
        return polled(one)

    tasks = [task(f"https://{name}.example/feed") for name in ("a", "bad", "c")]
    found = {r.report.feed_url: r for r in poll_all(tasks, poll_one, failed, 2, Event())}
    assert sorted(r.report.outcome for r in found.values()) == ["failed", "unchanged", "unchanged"]
    bad = found["https://bad.example/feed"]
    assert (bad.report.status, bad.report.detail) == ("internal_error", "ValueError: odd bytes")
    assert bad.state.failures == 1
    assert bad.state.next_poll_at == NOW + timedelta(seconds=waited(bad.state.feed_url, 900))


def test_the_feeds_of_one_host_are_never_polled_at_once() -> None:
    lock, running, most = threading.Lock(), set(), [0]

    def poll_one(one: PollTask) -> PollResult:
        host = host_of(one.feed.url)
        with lock:
            assert host not in running
            running.add(host)
            most[0] = max(most[0], len(running))
        time.sleep(0.01)
        with lock:
            running.remove(host)
        return polled(one)

    tasks = [task(f"https://host{n % 3}.example/{n}") for n in range(18)]
    found = list(poll_all(tasks, poll_one, failed, 8, Event()))
    assert [r.report.outcome for r in found] == ["unchanged"] * 18
    assert 1 < most[0] <= 3


def test_results_wait_in_bounded_number_until_they_are_taken() -> None:
    done: list[str] = []

    def poll_one(one: PollTask) -> PollResult:
        done.append(one.feed.url)
        return polled(one)

    results = poll_all([task(f"https://h{n}.example/") for n in range(60)], poll_one, failed, 2)
    next(results)
    time.sleep(0.2)
    assert len(done) <= 1 + 2 * 2 + 2
    assert len(list(results)) == 59


def test_polls_are_given_up_at_once_when_told() -> None:
    stop, held = Event(), Event()

    def poll_one(one: PollTask) -> PollResult:
        if "slow" in one.feed.url:
            held.wait(20)
        return polled(one)

    results = poll_all(
        [task("https://slow.example/"), task("https://b.example/")], poll_one, failed, 2, stop
    )
    next(results)
    stop.set()
    begun = time.monotonic()
    with pytest.raises(PollingStopped):
        next(results)
    assert time.monotonic() - begun < 5
    held.set()


def test_failures_in_a_row_wait_longer_up_to_the_longest_interval() -> None:
    one, waits = task("https://a.example/"), []
    for _ in range(12):
        state = failed(one, RuntimeError("x")).state
        assert state.next_poll_at is not None
        waits.append((state.next_poll_at - NOW).total_seconds())
        one = one._replace(state=state)
    assert waits[:3] == [waited(one.feed.url, wait) for wait in (900, 1800, 3600)]
    assert waits[-1] == SCHEDULE.longest
    assert (state.failures, state.polls, state.revision) == (12, 12, 12)


def test_a_host_has_one_shard_whatever_the_path() -> None:
    shards = {shard_of_host(f"https://User@Paper.example:8080/{n}", 7) for n in range(9)}
    assert shards == {shard_of_host("http://paper.example/feed", 7)}
    assert host_of("http://[broken/") == ""
    assert len({shard_of_host(f"https://{n}.example/", 7) for n in range(99)}) == 7
