"""What is read from the bodies of answers: formats, encodings, links, dates, hostile documents."""

import gzip
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.helpers.polling import FEED_URL, NOW, item, rss
from transforms.feeds.documents import FeedDocument, NotAFeed
from transforms.feeds.formats import read_document
from transforms.feeds.identity import item_hash
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.language.published import parse_published
from transforms.read.failures import ReadError
from transforms.settings import LanguageSettings

TEXT = "Ночью беспилотники атаковали нефтебазу под городом, начался пожар, пострадавших нет."


def read(
    body: bytes | str, content_type: str = "", url: str = FEED_URL, **limits: int
) -> FeedDocument:
    data = body.encode() if isinstance(body, str) else body
    limits = {"max_items": 2000, "max_bytes": 20_000_000} | limits
    return read_document(data, content_type, url, feed_url=FEED_URL, now=NOW, **limits)


def one(body: bytes | str, *options: str) -> Any:
    (found,) = read(body, *options).items
    return found.article


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}">
<channel><title>F</title></channel><item><title>T</title><link>https://a.example/1</link>
<description>Body</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="{}" xml:base="https://a.example/x/"><title>F</title><entry><title>T</title>
<link rel="alternate" href="1"/><id>urn:1</id><{}>2026-03-04T10:00:00Z</{}>
<content type="html">Body</content></entry></feed>"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (RDF.format("http://purl.org/rss/1.0/"), ("rdf", "https://a.example/1")),
        (RDF.format("http://channel.netscape.com/rdf/simple/0.9/"), ("rdf", "https://a.example/1")),
        *[
            (f'<rss version="{version}"><channel>{item("1", "Body")}</channel></rss>',
             ("rss", "https://news.example/1"))
            for version in ("0.91", "0.92", "0.93", "0.94", "2.0", "2.0.11", "9")
        ],
        (f"<channel>{item('1', 'Body')}</channel>", ("rss", "https://news.example/1")),
        (ATOM.format("http://www.w3.org/2005/Atom", "updated", "updated"),
         ("atom", "https://a.example/x/1")),
        (ATOM.format("http://purl.org/atom/ns#", "issued", "issued"),
         ("atom", "https://a.example/x/1")),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "url": "/1", '
         '"content_text": "Body"}]}', ("json_feed", "https://news.example/1")),
        ('\ufeff {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", '
         '"external_url": "https://b.example/1", "content_html": "<p>Body</p>"}]}',
         ("json_feed", "https://b.example/1")),
    ],
)  # fmt: skip
def test_every_dialect(body: str, expected: tuple[str, str]) -> None:
    document = read(body)
    assert (document.format, document.items[0].article.url) == expected
    assert [found.article.text for found in document.items] == ["Body"]
    assert document.rejects == []


def test_of_a_damaged_json_feed_the_whole_items_are_read() -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1", "language": "uk", "items": ['
        '{"id": "1", "content_text": "A"}, {"id": "2" "content_text": "B"}, '
        '{"id": "3", "content_text": "C"}, {"id": "4", "content_text": "D'
    )
    document = read(body)
    assert [found.article.text for found in document.items] == ["A", "C"]
    assert {found.article.language for found in document.items} == {"uk"}
    assert [row.reason for row in document.rejects] == ["invalid_json", "invalid_json"]


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://a.example/1</loc><lastmod>2026-03-04</lastmod>
<image:image><image:loc>https://a.example/i.jpg</image:loc><image:title>I</image:title></image:image>
<news:news><news:publication><news:name>Daily</news:name><news:language>uk</news:language>
</news:publication><news:publication_date>2026-03-04T10:00+02:00</news:publication_date>
<news:title>T &amp; U</news:title><news:keywords>a, b</news:keywords></news:news></url>
<url><loc>https://a.example/about</loc></url></urlset>"""


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_a_sitemap_of_news(pack: Any) -> None:
    document = read(pack(NEWS))
    (found,) = document.items
    article = found.article
    assert (document.format, found.truncated, article.text) == ("news_sitemap", True, "")
    assert (article.url, article.title, article.language) == ("https://a.example/1", "T & U", "uk")
    assert (article.published, article.tags) == ("2026-03-04T10:00+02:00", ["a", "b"])
    assert (document.hints.title, document.hints.language) == ("Daily", "uk")
    assert [row.detail for row in document.rejects] == ["1 of 2 addresses without news"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>", "sitemap index"),
        ("<urlset><url><loc>https://a.example/</loc></url></urlset>", "without news"),
        ("<!DOCTYPE html><p>Hello", "web page"),
        ("<opml version='2.0'><body/></opml>", "OPML"),
        ('{"posts": []}', "JSON"),
    ],
)
def test_what_is_no_feed_is_called_by_its_name(body: str, told: str) -> None:
    with pytest.raises(NotAFeed, match=told):
        read(body)


@pytest.mark.parametrize("body", ["", "words", "<a/>", "{", '{"a"', "[" * 100_000])
def test_what_cannot_be_read_is_an_error_of_reading(body: str) -> None:
    with pytest.raises((ReadError, NotAFeed)):
        read(body)


@pytest.mark.parametrize(
    "actual", ["utf-8", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-32-be"]
)
@pytest.mark.parametrize("in_http", ["", "utf-8", "windows-1251", "KOI8-R", "iso-8859-1", "none"])
@pytest.mark.parametrize("in_xml", ["utf-8", "windows-1251", "koi8-r"])
def test_encodings_and_their_wrong_declarations(actual: str, in_http: str, in_xml: str) -> None:
    body = rss(item("a", TEXT)).decode().replace("utf-8", in_xml, 1).encode(actual)
    charset = f"text/xml; charset={in_http}" if in_http else "text/xml"
    assert one(body, charset).text == TEXT


def test_between_two_encodings_that_fit_http_is_believed() -> None:
    # These bytes are words in either; cp1252 in the header, cp1250 in the document.
    body = rss(item("a", "Über Österreich flog für kurze Zeit ein Gerät. " * 3)).decode()
    data = body.replace("utf-8", "windows-1250", 1).encode("cp1252")
    assert one(data, 'application/xml; charset="ISO-8859-1"').text.startswith("Über Österreich")


def test_relative_links_start_at_the_base_or_at_the_address_of_the_answer() -> None:
    moved = "https://cdn.example/feeds/rss.xml"
    assert one(rss(item("a", link="../n/1")), "", moved).url == "https://cdn.example/n/1"
    based = '<rss version="2.0" xml:base="https://b.example/x/"><channel><item><link>1</link></item></channel></rss>'
    assert one(based, "", moved).url == "https://b.example/x/1"


@pytest.mark.parametrize(
    "name", ["yandex:full-text", "rambler:fulltext", "mailru:full-text", "turbo:content"]
)
def test_the_whole_text_in_the_dialects_of_aggregators(name: str) -> None:
    prefix = name.partition(":")[0]
    markup = item("a", "Short summary").replace("</item>", f"<{name}>&lt;p&gt;All&lt;/p&gt; "
        f"&lt;p&gt;of the text&lt;/p&gt;</{name}></item>")  # fmt: skip
    body = rss(markup).decode().replace("<rss ", f'<rss xmlns:{prefix}="http://{prefix}.example" ')
    (found,) = read(body).items
    assert (found.article.text, found.truncated) == ("All\n\nof the text", False)


def test_a_guid_is_an_address_only_where_it_looks_like_one() -> None:
    plain = "<item><description>A</description><guid>{}</guid></item>"
    article = one(rss(plain.format("12345")))
    assert (article.url, article.external_id) == (None, "12345")
    assert one(rss(plain.format("https://a.example/1"))).url == "https://a.example/1"
    false = '<item><description>A</description><guid isPermaLink="false">https://a.example/1</guid></item>'
    assert one(rss(false)).url is None


def test_the_outlets_own_address_wins_over_that_of_a_feed_service() -> None:
    markup = item("a", link="https://proxy.example/~r/x").replace(
        "</item>", "<f:origLink>https://a.example/1</f:origLink></item>"
    )
    body = (
        rss(markup)
        .decode()
        .replace("<rss ", '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0" ')
    )
    assert one(body).url == "https://a.example/1"


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("3 hours ago", datetime(2026, 3, 4, 9, tzinfo=UTC)),
        ("20 минут назад", datetime(2026, 3, 4, 11, 40, tzinfo=UTC)),
        ("2 години тому", datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("Wed, 04 Mar 2026 10:00:00 MSK", datetime(2026, 3, 4, 7, tzinfo=UTC)),
        ("Wed, 04 Mar 2026 10:00:00 EET", datetime(2026, 3, 4, 8, tzinfo=UTC)),
        ("Wed, 04 Mar 2026 10:00:00 +0300", datetime(2026, 3, 4, 7, tzinfo=UTC)),
        ("Wed, 4 Mar 26 10:00 GMT", datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("04.03.2026 10:00", datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("2026-03-04T10:00:00", datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("Ср, 04 мар 2026 10:00:00 +0300", datetime(2026, 3, 4, 7, tzinfo=UTC)),
        ("Wed, 04 Mar 2027 10:00:00 GMT", None),
        ("Wed, 11 Mar 2026 10:00:00 GMT", None),
        ("in 3 hours", None),
        ("recently", None),
        ("", None),
    ],
)
def test_dates_of_items(phrase: str, moment: datetime | None) -> None:
    article = one(rss(item("a", pubDate=phrase)))
    assert parse_published(article.published, NOW, 1990).value == moment


def test_the_newest_of_too_many_items_are_read_whichever_end_they_stand_at() -> None:
    dated = [item(f"n{day}", pubDate=f"2026-02-{day:02}") for day in range(1, 21)]
    for items in (dated, dated[::-1]):
        document = read(rss(*items), max_items=5)
        found = {entry.article.title for entry in document.items}
        assert found == {f"Title n{day}" for day in range(16, 21)}
        assert [row.reason for row in document.rejects] == ["too_large"]
        assert document.total == 20
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "x"}] * 9}
    document = read(str(feed).replace("'", '"'), max_items=5)
    assert (len(document.items), [row.reason for row in document.rejects]) == (5, ["too_large"])


def test_an_item_without_link_is_known_by_its_guid_within_the_feed() -> None:
    markup = (
        '<item><description>{} text of it</description><guid isPermaLink="false">g</guid></item>'
    )
    first, second = one(rss(markup.format("One"))), one(rss(markup.format("Another")))
    rules = ArticleRules(bundled_furniture(), LanguageSettings(), 1990)
    made = [make_article(article, rules, NOW) for article in (first, second)]
    assert made[0].article_id == made[1].article_id  # type: ignore[union-attr]
    other = make_article(first._replace(feed_url="https://b.example/"), rules, NOW)
    assert other.article_id != made[0].article_id  # type: ignore[union-attr]


def test_a_guid_that_names_several_items_names_none_and_a_shared_page_is_no_address() -> None:
    plain = "<item><description>{0}</description><guid isPermaLink='false'>same</guid></item>"
    document = read(rss(*(plain.format(text) for text in "ABC")))
    assert len({item_hash(found.article)[:8] for found in document.items}) == 3
    shared = [item(name, f"Text {name}", link="https://a.example/news") for name in "abc"]
    articles = [found.article for found in read(rss(*shared)).items]
    assert {(article.url, article.url_is_shared) for article in articles} == {
        ("https://a.example/news", True)
    }
    assert len({item_hash(article)[:8] for article in articles}) == 3


def test_a_guid_used_again_with_another_link_is_another_item() -> None:
    one_of_them, other = one(rss(item("a", guid="g"))), one(rss(item("b", guid="g")))
    assert item_hash(one_of_them)[:8] != item_hash(other)[:16]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{("&" + old + ";") * 10}">'
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "body",
    [
        f"{BOMB}]><rss version='2.0'><channel><item><title>&i;</title></item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        "<item><title>T</title><description>&f;</description></item></channel></rss>",
        f"{BOMB}]><urlset><url><loc>&i;</loc><title>&i;</title></url></urlset>",
        "<rss version='2.0'><channel>" + "<item>" * 50_000,
        "<rss version='2.0'>" + "<a>" * 200_000,
        "<rss version='2.0'><channel><item><title>" + "<b " * 100_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 50_000,
        '{"version": "https://jsonfeed.org/version/1", "items": [1, null, {"url": {}}, [[]]]}',
    ],
)
def test_hostile_documents_are_harmless_and_quick(body: str) -> None:
    started = time.monotonic()
    try:
        document = read(body)
    except (NotAFeed, ReadError):
        document = None
    assert time.monotonic() - started < 10
    texts = [found.article.text for found in document.items] if document else []
    assert not any("root:" in text or "aaaaa" in text for text in texts)


def test_a_compressed_bomb_is_cut() -> None:
    with pytest.raises(ReadError):
        read(gzip.compress(b"<rss>" + b" " * 5_000_000), max_bytes=1_000_000)


def test_hints() -> None:
    head = (
        "<language>uk-UA</language><ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>"
        "<sy:updateFrequency>4</sy:updateFrequency><skipHours><hour>24</hour><hour>7</hour>"
        "<hour>99</hour></skipHours><skipDays><day>Sunday</day><day>Feast</day></skipDays>"
        '<atom:link rel="hub" href="https://hub.example/"/>'
        '<atom:link rel="self" href="https://news.example/rss"/>'
    )
    hints = read(rss(item("a"), head=head)).hints
    assert (hints.title, hints.language, hints.ttl_seconds) == ("News", "uk", 1800)
    assert (hints.skip_hours, hints.skip_days) == ((0, 7), (6,))
    assert (hints.hub_url, hints.topic_url) == ("https://hub.example/", "https://news.example/rss")


@pytest.mark.parametrize("head", ["<ttl>-5</ttl>", "<ttl>soon</ttl>", "<ttl>0</ttl>", "<ttl/>"])
def test_hints_without_sense_are_as_if_not_there(head: str) -> None:
    every = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    hints = read(rss(item("a"), head=f"{head}<skipHours>{every}</skipHours>")).hints
    assert (hints.ttl_seconds, hints.skip_hours) == (None, ())


def test_a_flood_of_tags_costs_seconds_and_leaves_the_entries_around_it() -> None:
    good = "<item><title>Good</title><description>words</description></item>"
    flood = f"<item><title>Bad</title>{'<a/>' * 30_000}</item>"
    outside = "<b/>" * 210_000
    body = f'<rss version="2.0"><channel><title>F</title>{good}{flood}{outside}</channel></rss>'
    document = read(body)
    assert [item.article.title for item in document.items] == ["Good"]
    assert [row.reason for row in document.rejects] == ["too_large"]


def test_entries_without_content_count_among_the_most_items() -> None:
    feed = f'<rss version="2.0"><channel><title>F</title>{"<item/>" * 3000}</channel></rss>'
    document = read(feed, max_items=50)
    assert (len(document.items), document.total) == (50, 3000)
    assert [row.reason for row in document.rejects] == ["too_large"]
