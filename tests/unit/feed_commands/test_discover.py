"""``feeds discover``: what a page names, news sitemaps, usual addresses; hostile pages."""

from datetime import UTC, datetime

import pytest

from pipelines.commands.feeds.discover import MAX_ASKED, discover, page_links
from tests.helpers.polling import Web, ok, site
from transforms.feeds.settings import PollSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "https://example.org/"
RSS = (
    "<rss version='2.0'><channel><title>Новини</title><item><title>Вночі</title>"
    "<description>Вночі безпілотники влучили у склад, пожежу загасили рятувальники.</description>"
    "</item></channel></rss>"
).encode()
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc>
 <news:news><news:publication><news:name>E</news:name><news:language>en</news:language>
 </news:publication><news:publication_date>2026-02-28</news:publication_date>
 <news:title>A depot burns</news:title></news:news></url></urlset>"""


def found(web: Web, url: str = SITE) -> list[str]:
    return [one.url for one in discover(url, web, PollSettings(), NOW)]


def test_alternates_come_first_then_the_rest_each_once():
    page = b"""<head><link rel="ALTERNATE nofollow" type="application/rss+xml" href="/main.xml">
      <link rel="alternate" type="application/rss+xml; charset=utf-8" href="main.xml#top">
      <link rel="alternate" hreflang="uk" href="/uk"></head><a href="/side.rss">RSS</a>"""
    robots = b"Sitemap: https://example.org/sitemap.news.xml\nSitemap: /all.xml"
    web = site(
        SITE, main_xml=RSS, side_rss=RSS, feed=RSS, sitemap_news_xml=SITEMAP, robots_txt=robots
    )
    web.answers[SITE] = ok(page, SITE)
    expected = ["main.xml", "side.rss", "sitemap.news.xml", "feed"]
    assert found(web) == [f"{SITE}{path}" for path in expected]
    assert len(web.asked) == len(set(web.asked))


def test_a_feed_is_itself_the_answer():
    web = site(SITE, feed=RSS)
    (one,) = discover(f"{SITE}feed", web, PollSettings(), NOW)
    assert (one.title, one.language, one.items) == ("Новини", "uk", 1)
    assert web.asked == [f"{SITE}feed"]


def test_a_page_that_is_down_still_has_its_usual_addresses_tried():
    assert found(site(SITE, rss_xml=RSS)) == [f"{SITE}rss.xml"]


def test_the_number_of_requests_is_bounded():
    web = site(SITE)
    web.answers[SITE] = ok(b"".join(b'<a href="/%d.rss">' % n for n in range(500)), SITE)
    assert found(web) == []
    assert len(web.asked) <= MAX_ASKED + 2


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"\x00\xff\xfe",
        b"<" * 100_000,
        b"<div>" * 20_000,
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><a href="&a;.rss">',
        b'<link rel=alternate type=application/rss+xml href="http://[::1">',
        b'<base href="http://[">',
    ],
)
def test_hostile_pages_give_no_error(page: bytes):
    assert all("root:" not in link for link in page_links(page, SITE))


def test_other_schemes_are_never_asked():
    page = b"""<link rel=alternate type=application/rss+xml href="file:///etc/passwd">
      <link rel=alternate type=application/rss+xml href="javascript:alert(1)">"""
    web = site(SITE)
    web.answers[SITE] = ok(page, SITE)
    found(web)
    assert all(url.startswith("https://example.org/") for url in web.asked)
