"""A client and a server of feeds for one test."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.helpers.feed_server import Behaviour, FeedServer, serving_feeds
from transforms.feeds.client import Fetcher
from transforms.feeds.http import FetchFailure, FetchRequest, FetchResponse
from transforms.feeds.settings import FetchSettings


def settings_for(server: FeedServer, **changes: Any) -> FetchSettings:
    """Return settings that allow the server, with short waits, changed where wished for."""
    return FetchSettings.model_validate(
        {
            "ports": tuple(port for port in (server.port, server.tls_port) if port),
            "private_hosts": ("127.0.0.0/8",),
            "host_interval": 0,
            "connect_timeout": 2,
            "first_byte_timeout": 0.5,
            "total_timeout": 1,
            **changes,
        }
    )


@contextmanager
def fetching(
    behaviours: Mapping[str, Behaviour],
    tls: ssl.SSLContext | None = None,
    trusted: ssl.SSLContext | None = None,
    **changes: Any,
) -> Iterator[tuple[Fetcher, FeedServer]]:
    """Serve, and fetch with the names of the server; ``changes`` are those of the settings."""
    with serving_feeds(behaviours, tls) as server:
        settings = settings_for(server, **changes)
        with Fetcher(settings, resolve=server.resolve, ssl_context=trusted) as fetcher:
            yield fetcher, server


def fetched(behaviour: Behaviour, **changes: Any) -> FetchResponse | FetchFailure:
    """Fetch once from a server that behaves so."""
    with fetching({"/feed": behaviour}, **changes) as (fetcher, server):
        return fetcher(FetchRequest(server.url("/feed")))


def good(behaviour: Behaviour, **changes: Any) -> FetchResponse:
    """Fetch once, expecting an answer."""
    result = fetched(behaviour, **changes)
    assert isinstance(result, FetchResponse), result
    return result


def failure(behaviour: Behaviour, **changes: Any) -> FetchFailure:
    """Fetch once, expecting a failure."""
    result = fetched(behaviour, **changes)
    assert isinstance(result, FetchFailure), result
    return result
