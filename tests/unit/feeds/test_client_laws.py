"""Whatever a server sends, a fetch ends with an answer or a reason, in time, never with a fault."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.feed_answers import message
from tests.helpers.feed_server import FeedServer, Visit, serving_feeds
from tests.helpers.fetching import settings_for
from transforms.feeds.client import Fetcher
from transforms.feeds.http import FailureReason, FetchFailure, FetchRequest, FetchStopped
from transforms.feeds.targets import target_of

GOOD = message(b"<rss>news</rss>", headers={"ETag": '"a"', "Content-Encoding": "gzip"})


class Wild:
    """Sends what a test sets."""

    def __init__(self) -> None:
        self.data = b""

    def __call__(self, visit: Visit) -> None:
        visit.send(self.data)


class Session(NamedTuple):
    wild: Wild
    server: FeedServer
    fetcher: Fetcher


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    wild = Wild()
    with serving_feeds({"*": wild}) as server:
        fetch_settings = settings_for(server, max_header_bytes=2_000, max_body_bytes=5_000)
        with Fetcher(fetch_settings, resolve=server.resolve) as fetcher:
            yield Session(wild, server, fetcher)


mutations = st.lists(
    st.tuples(st.integers(0, len(GOOD)), st.integers(0, 20), st.binary(max_size=12)), max_size=4
)
heads = st.sampled_from(
    [
        b"Location: \xd0\xb6//[",
        b"Location: http://10.0.0.1/",
        b"Content-Encoding: br, gzip",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Content-Length: -1",
        b"Content-Length: 3",
        b"Connection: upgrade\r\nUpgrade: h2c",
        b"X:\xff\xfe\x00",
        b" folded",
        b": nameless",
    ]
)


def ends_well(session: Session, data: bytes) -> None:
    session.wild.data = data
    result = session.fetcher(FetchRequest(session.server.url("/feed")))
    if isinstance(result, FetchFailure):
        assert result.reason != FailureReason.INTERNAL_ERROR, result.detail


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=mutations)
def test_a_good_answer_with_changes(session: Session, changes: list[tuple[int, int, bytes]]):
    data = GOOD
    for start, length, new in changes:
        data = data[:start] + new + data[start + length :]
    ends_well(session, data)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from([100, 101, 103, 200, 204, 301, 302, 304, 400, 429, 503, 600, 999]),
    lines=st.lists(heads, max_size=3),
    body=st.binary(max_size=200),
)
def test_odd_headers_with_any_body(session: Session, status: int, lines: list[bytes], body: bytes):
    ends_well(session, b"\r\n".join([b"HTTP/1.1 %d X" % status, *lines, b"", body]))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes(session: Session, data: bytes):
    ends_well(session, data)


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "//", "", "http:/\\"]))
def test_any_address_is_taken_apart_or_refused(text: str, scheme: str):
    try:
        target = target_of(scheme + text)
    except FetchStopped as stopped:
        assert stopped.reason == FailureReason.ADDRESS_REFUSED
        return
    assert target.path.isascii()
    assert target.authority.isascii()
    assert not set(target.path) & set(" \r\n\t")
    assert target_of(target.url) == target
