"""What the client makes of every way to misbehave that the hostile server knows."""

import ssl
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import trustme

from tests.helpers.feed_server import FeedServer, serving_feeds
from tests.helpers.fetching import settings_for
from tests.helpers.hostile_feeds import ALL, host_of
from transforms.feeds.client import Fetcher
from transforms.feeds.http import FetchFailure, FetchRequest

LIMIT = 6_000_000


class Hostile(NamedTuple):
    server: FeedServer
    fetcher: Fetcher


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("right.test").configure_cert(served)
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trusted)
    behaviours = {
        f"{host_of(name)}{path}": behaviour
        for name, feed in ALL.items()
        for path, behaviour in feed.behaviours.items()
    }
    with serving_feeds(behaviours, served) as server:
        for name, feed in ALL.items():
            if feed.address is not None:
                server.addresses[host_of(name)] = feed.address
        settings = settings_for(
            server, max_body_bytes=LIMIT, first_byte_timeout=0.4, total_timeout=0.8
        )
        with Fetcher(settings, resolve=server.resolve, ssl_context=trusted) as fetcher:
            yield Hostile(server, fetcher)


def test_there_are_enough_of_them():
    assert len(ALL) >= 80


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_hostile_answer_has_its_name_and_its_bounds(hostile: Hostile, name: str):
    feed = ALL[name]
    began = time.monotonic()
    result = hostile.fetcher(FetchRequest(hostile.server.url("/feed", host_of(name), feed.scheme)))
    seconds = time.monotonic() - began
    if isinstance(result, FetchFailure):
        assert result.reason == feed.fetched, result
    else:
        assert result.status == feed.fetched
        assert len(result.body) <= LIMIT
    assert seconds < 5
