"""Where the client connects to: names, addresses, certificates, turns, robots.txt."""

import ssl
from itertools import count, pairwise
from threading import Thread
from time import monotonic
from typing import Any

import pytest
import trustme

from tests.helpers.feed_answers import answer, redirect
from tests.helpers.feed_server import serving_feeds
from tests.helpers.fetching import fetching, settings_for
from transforms.feeds.client import Fetcher
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)

FEED = b"<rss>news</rss>"
AUTHORITY = trustme.CA()


def certificate(*names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def trusted() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    AUTHORITY.configure_trust(context)
    return context


def failed(result: FetchResponse | FetchFailure) -> FailureReason:
    assert isinstance(result, FetchFailure), result
    return result.reason


def test_the_certificate_is_checked_against_the_name(trusted: ssl.SSLContext):
    served = {"/feed": answer(FEED)}
    with fetching(served, certificate("feeds.test"), trusted) as (fetcher, server):
        good = fetcher(FetchRequest(server.url("/feed", scheme="https")))
        wrong = fetcher(FetchRequest(server.url("/feed", "other.test", "https")))
    assert isinstance(good, FetchResponse)
    assert good.body == FEED
    assert failed(wrong) == FailureReason.TLS_FAILED


def test_unknown_authorities_are_refused():
    served = {"/feed": answer(FEED)}
    with fetching(served, certificate("feeds.test")) as (fetcher, server):
        result = fetcher(FetchRequest(server.url("/feed", scheme="https")))
    assert failed(result) == FailureReason.TLS_FAILED


def test_a_server_without_tls_is_a_failure_of_tls(trusted: ssl.SSLContext):
    with fetching({"/feed": answer(FEED)}, None, trusted) as (fetcher, server):
        result = fetcher(FetchRequest(f"https://feeds.test:{server.port}/feed"))
    assert failed(result) == FailureReason.TLS_FAILED


def test_giving_up_encryption_is_followed_but_not_remembered(trusted: ssl.SSLContext):
    served = {
        "/up": redirect("https://feeds.test:{tls_port}/feed", 301),
        "/down": redirect("http://feeds.test:{port}/feed", 301),
        "/feed": answer(FEED),
    }
    with fetching(served, certificate("feeds.test"), trusted) as (fetcher, server):
        up = fetcher(FetchRequest(server.url("/up")))
        down = fetcher(FetchRequest(server.url("/down", scheme="https")))
    assert isinstance(up, FetchResponse)
    assert isinstance(down, FetchResponse)
    assert up.moved_to == server.url("/feed", scheme="https")
    assert (down.body, down.moved_to) == (FEED, None)


def test_a_name_that_changes_its_address_gains_nothing():
    with serving_feeds({"/feed": answer(FEED)}) as server:
        answers = iter(["127.0.0.2", "10.0.0.1"])

        def rebinding(host: str, port: int, *_: Any) -> list[Any]:
            return [(0, 0, 0, "", (next(answers), port))]

        settings = settings_for(server, private_hosts=("127.0.0.2",))
        with Fetcher(settings, resolve=rebinding) as fetcher:
            first = fetcher(FetchRequest(server.url("/feed")))
            second = fetcher(FetchRequest(server.url("/feed")))
        (asked,) = server.asked
    assert isinstance(first, FetchResponse)
    assert asked.address == "127.0.0.2"
    assert failed(second) == FailureReason.ADDRESS_REFUSED


def test_a_redirect_to_a_private_address_is_not_followed():
    served = {
        "/feed": redirect("http://inner.test:{port}/secret"),
        "/secret": answer(FEED),
    }
    with fetching(served, private_hosts=("feeds.test",)) as (fetcher, server):
        result = fetcher(FetchRequest(server.url("/feed")))
        assert server.paths() == ["/feed"]
    assert failed(result) == FailureReason.ADDRESS_REFUSED
    assert isinstance(result, FetchFailure)
    assert (result.kind, result.hosts) == (FailureKind.HARD, ("feeds.test", "inner.test"))


def test_the_next_address_is_tried_where_one_is_not_reached():
    with serving_feeds({"/feed": answer(FEED)}) as server:

        def two(host: str, port: int, *_: Any) -> list[Any]:
            return [(0, 0, 0, "", (address, port)) for address in ("127.0.1.1", "127.0.0.5")]

        with Fetcher(settings_for(server), resolve=two) as fetcher:
            result = fetcher(FetchRequest(server.url("/feed")))
        assert isinstance(result, FetchResponse)
        assert [asked.address for asked in server.asked] == ["127.0.0.5"]

        def none(host: str, port: int, *_: Any) -> list[Any]:
            return [(0, 0, 0, "", (f"127.0.1.{n}", port)) for n in range(1, 9)]

        with Fetcher(settings_for(server), resolve=none) as fetcher:
            result = fetcher(FetchRequest(server.url("/feed")))
        assert failed(result) == FailureReason.CONNECTION_FAILED


def test_a_host_is_asked_by_one_at_a_time_and_after_a_pause():
    with fetching({"*": answer(FEED)}, host_interval=0.1) as (fetcher, server):
        urls = [server.url(f"/{n}", host) for n in range(4) for host in ("a.test", "b.test")]
        threads = [Thread(target=fetcher, args=(FetchRequest(url),)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for host in ("a.test", "b.test"):
            asked = sorted(server.of(host), key=lambda one: one.began)
            assert len(asked) == 4
            gaps = [b.began - a.began for a, b in pairwise(asked)]
            assert min(gaps) >= 0.1


def test_closing_ends_what_waits_and_what_runs():
    def never(visit: Any) -> None:
        visit.stopped.wait(20)

    results: list[FetchResponse | FetchFailure] = []
    with fetching({"*": never}, first_byte_timeout=20, total_timeout=20) as (fetcher, server):
        threads = [
            Thread(target=lambda: results.append(fetcher(FetchRequest(server.url("/feed")))))
            for _ in range(3)
        ]
        began = monotonic()
        for thread in threads:
            thread.start()
        while not server.asked:
            assert monotonic() - began < 10
        fetcher.close()
        for thread in threads:
            thread.join(10)
    assert monotonic() - began < 10
    assert {failed(result) for result in results} == {FailureReason.CONNECTION_FAILED}


def test_robots_txt_is_asked_on_every_hop_and_only_where_wished_for():
    served = {
        "a.test/robots.txt": answer(b"User-agent: *\nDisallow: /closed"),
        "b.test/robots.txt": answer(b"User-agent: *\nDisallow: /"),
        "/on": redirect("http://b.test:{port}/page"),
        "*": answer(FEED),
    }
    with fetching(served) as (fetcher, server):

        def page(path: str, robots: bool = True) -> FetchResponse | FetchFailure:
            return fetcher(FetchRequest(server.url(path, "a.test"), robots=robots))

        assert isinstance(page("/open"), FetchResponse)
        assert failed(page("/closed")) == FailureReason.ROBOTS_REFUSED
        assert failed(page("/on")) == FailureReason.ROBOTS_REFUSED
        assert isinstance(page("/closed", robots=False), FetchResponse)
        assert server.paths() == ["/robots.txt", "/open", "/on", "/robots.txt", "/closed"]


def test_all_fetchers_of_a_process_keep_the_pauses():
    with serving_feeds({"*": answer(FEED)}) as server:
        settings = settings_for(server, host_interval=0.2)
        for path in ("/a", "/b"):
            with Fetcher(settings, resolve=server.resolve) as fetcher:
                assert isinstance(
                    fetcher(FetchRequest(server.url(path), robots=True)), FetchResponse
                )
        assert server.paths() == ["/robots.txt", "/a", "/b"]
        assert min(b.began - a.began for a, b in pairwise(server.asked)) >= 0.2


def test_a_robots_txt_without_end_is_cut():
    numbers = count()
    text = b"User-agent: *\nDisallow: /a\n"

    def endless(visit: Any) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\n\r\n" + text)
        while not visit.stopped.is_set():
            visit.send(b"# %d\n" % next(numbers) * 1_000)

    with fetching({"/robots.txt": endless, "*": answer(FEED)}, total_timeout=10) as (fetch, server):
        refused = fetch(FetchRequest(server.url("/a"), robots=True))
        allowed = fetch(FetchRequest(server.url("/b"), robots=True))
    assert failed(refused) == FailureReason.ROBOTS_REFUSED
    assert isinstance(allowed, FetchResponse)


def test_a_fault_of_ours_is_a_failure_and_no_exception():
    with serving_feeds({}) as server:

        def faulty(*_: Any) -> Any:
            return [None]

        with Fetcher(settings_for(server), resolve=faulty) as fetcher:
            result = fetcher(FetchRequest(server.url("/feed")))
    assert failed(result) == FailureReason.INTERNAL_ERROR
