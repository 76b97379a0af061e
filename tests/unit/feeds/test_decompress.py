"""Bodies decompressed as they come in."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.decompress import BodyDecoder
from transforms.feeds.http import FailureReason, FetchStopped

FEED = b"<rss>" + bytes(range(32, 127)) * 50 + b"</rss>"
WAYS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def decoded(coding: str, data: bytes, limit: int = 10_000_000, step: int = 1_000) -> bytes:
    decoder = BodyDecoder(coding, limit)
    for start in range(0, len(data), step):
        decoder.feed(data[start : start + step])
    return decoder.finish()


def reason(coding: str, data: bytes, limit: int = 10_000_000, step: int = 1_000) -> FailureReason:
    with pytest.raises(FetchStopped) as stopped:
        decoded(coding, data, limit, step)
    return stopped.value.reason


@given(st.binary(max_size=3_000), st.sampled_from(sorted(WAYS)), st.integers(1, 500))
def test_what_was_compressed_comes_back(data: bytes, way: str, step: int):
    # Data that look compressed themselves are taken for a second layer; feeds never do.
    plain = b"<" + data
    assert decoded(way, WAYS[way](plain), step=step) == plain


@given(st.binary(max_size=300), st.sampled_from([*sorted(WAYS), "", "compress", "gzip, br"]))
def test_any_bytes_end_in_a_body_or_a_reason(data: bytes, way: str):
    try:
        assert isinstance(decoded(way, data, step=7), bytes)
    except FetchStopped as stopped:
        assert stopped.reason in (
            FailureReason.BODY_INCOMPLETE,
            FailureReason.DECOMPRESSION_FAILED,
            FailureReason.BODY_TOO_LARGE,
        )


@pytest.mark.parametrize("outer", sorted(WAYS))
@pytest.mark.parametrize("inner", sorted(WAYS))
def test_two_layers_are_taken_off(inner: str, outer: str):
    data = WAYS[outer](WAYS[inner](FEED))
    assert decoded(f"{inner}, {outer}", data) == FEED


def test_three_are_too_many():
    assert reason("gzip, gzip, gzip", b"") == FailureReason.DECOMPRESSION_FAILED
    assert decoded("identity, gzip, utf-8", gzip.compress(FEED)) == FEED


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_missing_end_is_noticed(way: str):
    data = WAYS[way](FEED)
    for length in (len(data) // 2, len(data) - 1):
        assert reason(way, data[:length], step=10_000) == FailureReason.BODY_INCOMPLETE


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_bomb_is_cut(way: str):
    bomb = WAYS[way](b"0" * 50_000_000)
    assert reason(way, bomb, limit=100_000) == FailureReason.BODY_TOO_LARGE
    nested = WAYS[way](bomb)
    assert reason(f"{way}, {way}", nested, limit=100_000) == FailureReason.BODY_TOO_LARGE


def test_several_members_and_what_follows_them():
    data = gzip.compress(FEED[:700]) + gzip.compress(FEED[700:])
    for step in (1, 2, 3, 1_000):
        assert decoded("gzip", data, step=step) == FEED
        assert decoded("gzip", data + b"\0" * 50, step=step) == FEED
        assert decoded("gzip", data + b"garbage", step=step) == FEED
    frames = zstandard.compress(FEED[:700]) + zstandard.compress(FEED[700:])
    assert decoded("zstd", frames, step=3) == FEED


@pytest.mark.parametrize(
    "plain",
    [FEED, b"  \r\n<?xml version='1.0'?><rss/>", b"\xef\xbb\xbf<rss/>", '{"ü": 1}'.encode(), b"[]",
     "<rss>новости</rss>".encode("utf-16"), "<rss>новости</rss>".encode("cp1251")],
)  # fmt: skip
@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "compress", "x"])
def test_a_body_that_is_plainly_text_was_never_compressed(plain: bytes, coding: str):
    assert decoded(coding, plain, step=5) == plain


def test_compressed_bodies_are_known_without_a_name():
    assert decoded("", gzip.compress(FEED)) == FEED
    assert decoded("br", gzip.compress(FEED)) == FEED
    assert decoded("gzip", zstandard.compress(FEED)) == FEED
    assert decoded("gzip", zlib.compress(FEED)) == FEED
    assert decoded("gzip", gzip.compress(gzip.compress(FEED))) == FEED


def test_encodings_that_nobody_asked_for():
    assert reason("compress", b"\x1f\x9d\x90" + b"\0" * 100) == FailureReason.DECOMPRESSION_FAILED
    assert reason("gzip", b"\0" * 100) == FailureReason.DECOMPRESSION_FAILED


def test_nothing_stays_nothing():
    for way in (*WAYS, ""):
        assert decoded(way, b"") == b""
