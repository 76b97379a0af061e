"""Feeds damaged at random: nothing raises, nothing takes long, nothing is handed on twice."""

import time
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.polling import FEED_URL, NOW, item, ok, polled, rss
from transforms.feeds.documents import NotAFeed
from transforms.feeds.formats import read_document
from transforms.read.failures import ReadError

ATOM = """<?xml version="1.0" encoding="windows-1251"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/">
<title type="html">Новости</title>
<link rel="self" href="/atom"/><updated>2026-03-04T10:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>b</b></div></title>
<link rel="alternate" href="1"/><link rel="enclosure" href="1.mp3" type="audio/mpeg" length="x"/>
<id>tag:a.example,2026:1</id><author><name>N</name><email>n@a.example</email></author>
<published>2026-03-04T13:00:00+03:00</published><category term="t" label="Тема"/>
<content type="application/octet-stream" mode="base64">0JDRgtCw0LrQsA==</content></entry>
<entry><title>Взрыв</title><id>2</id>
<summary type="html">&lt;p&gt;Взрыв &amp;laquo;там&amp;raquo;</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Текст</p></div></content></entry>
</feed>"""
RICH = rss(
    item("a", "<![CDATA[<p>Text &amp; more</p>]]>", pubDate="Wed, 04 Mar 2026 10:00:00 MSK"),
    "<item><title>&quot;T&quot;</title><guid>1</guid><content:encoded>Body &nbsp; &#8211; &bogus;"
    '</content:encoded><enclosure url="x" length="-1"/><source url="https://b.example/">B</source>'
    "<category domain='d'>C</category><author>a@b.example (A B)</author></item>",
    head="<ttl>15</ttl><skipHours><hour>3</hour></skipHours><image><url>i.png</url></image>",
)
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "F", "language": "en",
"hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "authors": [{"name": "N"}],
"items": [{"id": "1", "url": "/1", "title": "T", "content_html": "<p>Body</p>", "tags": ["a"],
"date_published": "2026-03-04T10:00:00Z"}, {"id": 2, "content_text": "Text", "summary": null}]}"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><n:news>
<n:publication><n:name>N</n:name><n:language>ru</n:language></n:publication><n:title>T</n:title>
<n:publication_date>2026-03-04</n:publication_date></n:news></url></urlset>"""
SEEDS = (RICH, ATOM.encode("cp1251"), ATOM.encode("utf-16"), JSON.encode(), NEWS.encode())
TYPES = (
    "",
    "text/xml",
    "application/json; charset=koi8-r",
    "text/html; charset=\x00",
    "x;charset=",
)


def _cut(data: bytes, at: int, size: int, _: bytes) -> bytes:
    return data[:at]


def _leave_out(data: bytes, at: int, size: int, _: bytes) -> bytes:
    return data[:at] + data[at + size :]


def _double(data: bytes, at: int, size: int, _: bytes) -> bytes:
    return data[: at + size] + data[at : at + size] * 3 + data[at + size :]


def _put_in(data: bytes, at: int, size: int, noise: bytes) -> bytes:
    return data[:at] + noise + data[at:]


def _overwrite(data: bytes, at: int, size: int, noise: bytes) -> bytes:
    return data[:at] + noise + data[at + len(noise) :]


def _double_tag(data: bytes, at: int, size: int, _: bytes) -> bytes:
    begin = data.find(b"<", at)
    end = data.find(b">", begin)
    return data if min(begin, end) < 0 else data[:end] + data[begin : end + 1] * 40 + data[end:]


Change = Callable[[bytes, int, int, bytes], bytes]
CHANGES: tuple[Change, ...] = (_cut, _leave_out, _double, _put_in, _overwrite, _double_tag)
NOISE = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<item>", b"</item>", b"<entry/>", b"&#0;", b"&a;",
         b"\xff\xfe", b"\x00", b"<rss>", b"<channel ", b"<!DOCTYPE x [", b"{", b"]", b"\xd0",
         b"xmlns:a=''",
         b"&#xD800;", b"<?xml version='1.1' encoding='ebcdic'?>", b"[[[[", b'"items": {']
    ),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 5))):
        change = draw(st.sampled_from(CHANGES))
        at = draw(st.integers(0, max(0, len(data) - 1)))
        data = change(data, at, draw(st.integers(1, 200)), draw(NOISE))
    return data


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=damaged(), content_type=st.sampled_from(TYPES))
def test_a_damaged_feed_neither_raises_nor_takes_long(body: bytes, content_type: str) -> None:
    started = time.monotonic()
    try:
        document = read_document(
            body, content_type, FEED_URL, feed_url=FEED_URL, now=NOW, max_items=50,
            max_bytes=1_000_000,
        )  # fmt: skip
    except (NotAFeed, ReadError):
        return
    assert time.monotonic() - started < 5
    assert len(document.items) <= 50
    assert all(found.article.feed_url == FEED_URL for found in document.items)
    assert all(row.source.startswith(FEED_URL) for row in document.rejects)
    assert not [row.detail for row in document.rejects if row.reason == "internal_error"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=damaged())
def test_a_damaged_feed_is_polled_and_brings_the_same_only_once(body: bytes) -> None:
    feed = polled(ok(body), ok(body + b" "), pages="never")
    first, second = feed.poll(), feed.poll()
    assert second.items == []
    assert first.report.outcome in {"changed", "unchanged", "failed"}
    assert feed.due > feed.now
