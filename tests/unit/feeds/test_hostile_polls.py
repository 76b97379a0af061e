"""Two polls of each hostile feed: what is remembered, handed on and rejected."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from tests.helpers.feed_server import FeedServer, serving_feeds
from tests.helpers.fetching import settings_for
from tests.helpers.hostile_feeds import ALL, host_of
from tests.helpers.hostile_polls import polled
from transforms.feeds.client import Fetcher
from transforms.feeds.poll import poll
from transforms.feeds.polls import PollResult, PollTask
from transforms.feeds.settings import FeedSettings, PollSettings
from transforms.records import Feed
from transforms.settings import ReadSettings

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
PLAIN_HTTP = sorted(name for name, feed in ALL.items() if feed.scheme == "http")
# What no text, title or address of any article may hold: files of this machine, private answers.
SECRETS = ("root:", "ha" * 100)


class Hostile(NamedTuple):
    server: FeedServer
    fetcher: Fetcher
    settings: PollSettings


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    behaviours = {
        f"{host_of(name)}{path}": behaviour
        for name, feed in ALL.items()
        for path, behaviour in feed.behaviours.items()
    }
    with serving_feeds(behaviours) as server:
        for name, feed in ALL.items():
            if feed.address is not None:
                server.addresses[host_of(name)] = feed.address
        fetch = settings_for(
            server, max_body_bytes=6_000_000, first_byte_timeout=0.3, total_timeout=0.6
        )
        with Fetcher(fetch, resolve=server.resolve) as fetcher:
            yield Hostile(server, fetcher, PollSettings(fetch=fetch))


def polls(hostile: Hostile, name: str) -> list[PollResult]:
    feed = FeedSettings(url=hostile.server.url("/feed", host_of(name)), pages="never")
    results: list[PollResult] = []
    state: Feed | None = None
    for number in range(2):
        now = NOW + timedelta(hours=number)
        task = PollTask(feed, state)
        results.append(poll(task, hostile.fetcher, hostile.settings, now, ReadSettings()))
        state = results[-1].state
    return results


@pytest.mark.parametrize("name", PLAIN_HTTP)
def test_a_hostile_feed_leaves_what_is_told_of_it(hostile: Hostile, name: str):
    results = polls(hostile, name)
    told = polled(name)
    for result in results:
        assert result.state.status == result.report.status == told.status, result.report.detail
        assert (result.report.outcome == "failed") == told.failed
        assert result.state.next_poll_at is not None
        planned = result.state.next_poll_at - result.report.polled_at
        assert timedelta(0) < planned <= timedelta(days=1)
    items = [item for result in results for item in result.items]
    assert len(items) == told.items
    assert {row.reason for result in results for row in result.rejects} == set(told.rejects)
    for item in items:
        assert not any(secret in f"{item.title}{item.text}{item.url}" for secret in SECRETS)
