"""The client against a server that answers as scripted, over real sockets."""

import gzip
import zlib

import brotli
import pytest
import zstandard

from tests.helpers.feed_answers import answer, raw, redirect
from tests.helpers.fetching import failure, fetching, good
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)

FEED = b"<rss>" + b"news " * 1000 + b"</rss>"


def test_a_feed_comes_with_its_headers_in_lower_case():
    response = good(answer(FEED, etag='"a"'))
    assert (response.status, response.body) == (200, FEED)
    assert response.headers["etag"] == '"a"'
    assert response.hosts == ("feeds.test",)
    assert response.moved_to is None


def test_what_is_sent():
    with fetching({"*": answer(FEED)}) as (fetcher, server):
        fetcher(FetchRequest(server.url("/a b?q=ж#part"), {"If-None-Match": '"ж"'}))
        (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", "/a%20b?q=%D0%B6")
    assert asked.headers["host"] == f"feeds.test:{server.port}"
    assert asked.headers["if-none-match"].encode("latin-1").decode() == '"ж"'
    assert asked.headers["user-agent"].startswith("wirebeam/")
    assert "cookie" not in asked.headers


def test_names_and_redirects_in_other_scripts():
    behaviours = {"/feed": redirect("/лента?тема=война"), "*": answer(FEED)}
    with fetching(behaviours) as (fetcher, server):
        response = fetcher(FetchRequest(server.url("/feed", "новости.test")))
        hosts = {asked.host for asked in server.asked}
    assert isinstance(response, FetchResponse)
    assert hosts == {"xn--b1amnebsh.test"}
    assert response.url.endswith(
        "/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0?%D1%82%D0%B5%D0%BC%D0%B0=%D0%B2%D0%BE%D0%B9%D0%BD%D0%B0"
    )


def test_of_a_header_that_comes_twice_the_first_counts_unless_it_is_a_list():
    head = b"ETag: one\r\nETag: two\r\nCache-Control: private\r\nCache-Control: max-age=5\r\n"
    response = good(raw(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n<rss/>"))
    assert response.headers["etag"] == "one"
    assert response.headers["cache-control"] == "private, max-age=5"


def test_304_has_no_body():
    response = good(answer(status=304))
    assert (response.status, response.body) == (304, b"")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, FailureKind.HARD),
        (410, FailureKind.HARD),
        (401, FailureKind.HARD),
        (403, FailureKind.HARD),
        (451, FailureKind.HARD),
        (418, FailureKind.HARD),
        (408, FailureKind.TEMPORARY),
        (425, FailureKind.TEMPORARY),
        (429, FailureKind.TEMPORARY),
        (500, FailureKind.TEMPORARY),
        (503, FailureKind.TEMPORARY),
        (204, FailureKind.SOFT),
        (300, FailureKind.SOFT),
        (700, FailureKind.SOFT),
    ],
)
def test_statuses_weigh_differently(status: int, kind: FailureKind):
    failed = failure(answer(status=status, retry_after="120"))
    assert (failed.reason, failed.status, failed.kind) == (FailureReason.HTTP_STATUS, status, kind)
    assert failed.headers["retry-after"] == "120"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(FEED, mtime=0)),
        ("x-gzip", gzip.compress(FEED, mtime=0)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED, wbits=-15)),
        ("br", brotli.compress(FEED)),
        ("zstd", zstandard.compress(FEED)),
        ("gzip, br", brotli.compress(gzip.compress(FEED, mtime=0))),
        ("gzip", FEED),
        ("br", FEED),
        ("", gzip.compress(FEED, mtime=0)),
        ("utf-8", FEED),
    ],
)
def test_encodings_are_taken_off(coding: str, body: bytes):
    assert good(answer(body, content_encoding=coding)).body == FEED


def test_redirects_are_followed_and_lasting_ones_reported():
    behaviours = {
        "/feed": redirect("/new", 301),
        "/new": redirect("http://other.test:{port}/feed2#x", 308),
        "/feed2": answer(FEED),
    }
    with fetching(behaviours) as (fetcher, server):
        response = fetcher(FetchRequest(server.url("/feed")))
    assert isinstance(response, FetchResponse)
    assert response.url == response.moved_to == f"http://other.test:{server.port}/feed2"
    assert response.hosts == ("feeds.test", "other.test")


def test_a_redirect_for_now_ends_what_lasts():
    behaviours = {
        "/feed": redirect("/a", 301),
        "/a": redirect("/b", 302),
        "/b": redirect("/c", 301),
        "/c": answer(FEED),
    }
    with fetching(behaviours) as (fetcher, server):
        response = fetcher(FetchRequest(server.url("/feed")))
    assert isinstance(response, FetchResponse)
    assert (response.url, response.moved_to) == (server.url("/c"), server.url("/a"))


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("/feed", FailureReason.REDIRECT_LOOP),
        ("", FailureReason.BAD_REDIRECT),
        ("http://[", FailureReason.BAD_REDIRECT),
        ("file:///etc/passwd", FailureReason.ADDRESS_REFUSED),
        ("http://10.0.0.1:{port}/", FailureReason.ADDRESS_REFUSED),
        ("http://user:pass@feeds.test:{port}/", FailureReason.ADDRESS_REFUSED),
        ("http://feeds.test:1/", FailureReason.ADDRESS_REFUSED),
    ],
)
def test_redirects_that_are_not_followed(to: str, reason: FailureReason):
    assert failure(redirect(to)).reason == reason


def test_the_number_of_redirects_is_limited():
    behaviours = {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    with fetching(behaviours, max_redirects=3) as (fetcher, server):
        failed = fetcher(FetchRequest(server.url("/0")))
        assert server.paths() == ["/0", "/1", "/2", "/3"]
    assert isinstance(failed, FetchFailure)
    assert failed.reason == FailureReason.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", FailureReason.BODY_INCOMPLETE),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
            FailureReason.BODY_INCOMPLETE,
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
            FailureReason.PROTOCOL_ERROR,
        ),
        (b"", FailureReason.CONNECTION_FAILED),
        (b"HTTP/1.1 200 OK\r\nContent-", FailureReason.CONNECTION_FAILED),
        (b"SSH-2.0-server\r\n\r\n", FailureReason.PROTOCOL_ERROR),
        (
            b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
            FailureReason.HEADERS_TOO_LARGE,
        ),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n", FailureReason.HEADERS_TOO_LARGE),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 9_000, FailureReason.HEADERS_TOO_LARGE),
    ],
)
def test_answers_that_break_off_or_are_none(data: bytes, reason: FailureReason):
    assert failure(raw(data)).reason == reason


def test_the_size_of_a_body_is_limited_while_it_comes():
    assert failure(answer(FEED), max_body_bytes=100).reason == FailureReason.BODY_TOO_LARGE
    without_length = answer(FEED, content_length="")
    assert failure(without_length, max_body_bytes=100).reason == FailureReason.BODY_TOO_LARGE
    bomb = answer(gzip.compress(b"0" * 10_000_000), content_encoding="gzip")
    assert failure(bomb, max_body_bytes=1_000_000).reason == FailureReason.BODY_TOO_LARGE


def test_waits_are_bounded():
    silent = failure(lambda visit: visit.drip(b"H", 3))
    assert (silent.reason, silent.kind) == (
        FailureReason.FIRST_BYTE_TIMEOUT,
        FailureKind.TEMPORARY,
    )
    slow = failure(lambda visit: visit.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n", 0.05))
    assert slow.reason == FailureReason.TOTAL_TIMEOUT


def test_a_post_reports_any_success():
    with fetching({"/hub": answer(status=202)}) as (fetcher, server):
        response = fetcher(FetchRequest(server.url("/hub"), body=b"a=b"))
        (asked,) = server.asked
    assert isinstance(response, FetchResponse)
    assert (response.status, asked.method, asked.body) == (202, "POST", b"a=b")
