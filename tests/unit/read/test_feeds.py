"""Feeds: the dialects, what each field gives, damage and its rejects, hostile XML."""

import time
from typing import Any

import pytest

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Лента</title><link>https://a.example/</link><language>ru</language>
<atom:link rel="self" href="https://a.example/rss.xml"/>
{items}
</channel></rss>"""
ITEM = (
    "<item><title>T{0}</title><link>https://a.example/{0}</link>"
    "<description>D{0}</description></item>"
)


def rss(*items: str, encoding: str = "utf-8") -> str:
    return RSS.format(items="\n".join(items), encoding=encoding)


def test_every_field_of_an_rss_item_is_read(read: Any) -> None:
    item = """<item><title>Взрыв &amp; пожар</title><link>https://a.example/1</link>
    <guid isPermaLink="false">id-1</guid><pubDate>Wed, 24 Apr 2024 05:00:00 MSK</pubDate>
    <description>Кратко</description><dc:creator>И. Автор</dc:creator>
    <category>Война</category><category>Нефть</category>
    <content:encoded><![CDATA[<p>Первый абзац.</p>
    <p>Второй &laquo;абзац&raquo;.</p>]]></content:encoded>
    </item>"""
    (article,) = read("a.rss", rss(item).encode()).articles
    assert article.text == "Первый абзац.\n\nВторой «абзац»."
    assert (article.title, article.url) == ("Взрыв & пожар", "https://a.example/1")
    assert (article.external_id, article.language) == ("id-1", "ru")
    assert article.published == "Wed, 24 Apr 2024 05:00:00 MSK"
    assert article.published_from == "feed"
    assert (article.authors, article.tags) == (["И. Автор"], ["Война", "Нефть"])
    assert article.feed_url == "https://a.example/rss.xml"
    assert article.origin == "a.rss#1"


def test_atom_is_read_and_published_wins_over_updated(read: Any) -> None:
    data = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>F</title>
    <link rel="self" href="https://a.example/atom"/>
    <entry><title type="html">One &amp;amp; two</title><id>urn:1</id>
    <link rel="alternate" href="https://a.example/1"/><author><name>W</name></author>
    <updated>2024-04-25T00:00:00Z</updated><published>2024-04-24T00:00:00Z</published>
    <content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry>
    <entry><title>x</title><updated>2024-04-25T00:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p><p>B</p></div></content>
    </entry></feed>"""
    first, second = read("a.atom", data.encode()).articles
    assert (first.title, first.text, first.external_id) == ("One & two", "Body", "urn:1")
    assert (first.published, second.published) == ("2024-04-24T00:00:00Z", "2024-04-25T00:00:00Z")
    assert (first.url, first.authors) == ("https://a.example/1", ["W"])
    assert (second.text, second.language) == ("A\n\nB", "en")
    assert first.feed_url == "https://a.example/atom"


def test_rdf_and_rss_091_are_read(read: Any) -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="x"><title>F</title></channel><item rdf:about="https://a.example/1">
    <title>T</title><link>https://a.example/1</link><description>Body</description>
    <dc:date>2024-04-24T05:00+03:00</dc:date></item></rdf:RDF>"""
    (article,) = read("a.rdf", rdf.encode()).articles
    assert (article.text, article.published) == ("Body", "2024-04-24T05:00+03:00")
    old = f'<rss version="0.91"><channel><title>F</title>{ITEM.format(1)}</channel></rss>'
    assert read("a.xml", old.encode()).texts == ["D1"]


@pytest.mark.parametrize("actual", ["utf-8", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "koi8-r", "nonsense"])
def test_wrong_and_right_declarations_of_encoding_come_out_right(
    read: Any, actual: Any, declared: Any
) -> None:
    text = "Беспилотники атаковали нефтебазу, начался пожар, пострадавших нет."
    item = f"<item><title>Атака на нефтебазу</title><description>{text}</description></item>"
    (article,) = read("a.xml", rss(item, encoding=declared).encode(actual)).articles
    assert (article.title, article.text) == ("Атака на нефтебазу", text)


def test_a_cut_feed_keeps_its_whole_entries(read: Any) -> None:
    data = rss(*(ITEM.format(n) for n in range(5))).encode()
    found = read("a.xml", data[: data.index(b"D3") + 1])
    assert found.texts == ["D0", "D1", "D2"]
    assert found.reasons == ["truncated_file"]
    assert found.rejects[0].source == "a.xml#4"
    assert "T3" in found.rejects[0].payload


def test_a_feed_cut_between_entries_says_so(read: Any) -> None:
    data = rss(*(ITEM.format(n) for n in range(3))).encode()
    found = read("a.xml", data[: data.rindex(b"</item>") + 7])
    assert found.texts == ["D0", "D1", "D2"]
    assert found.reasons == ["truncated_file"]


def test_an_entry_without_its_end_is_rejected_between_good_ones(read: Any) -> None:
    broken = "<item><title>Broken</title><description>Half of it"
    found = read("a.xml", rss(ITEM.format(1), broken, ITEM.format(3)).encode())
    assert found.texts == ["D1", "D3"]
    assert found.reasons == ["invalid_xml"]
    assert found.rejects[0].source == "a.xml#2"
    assert found.articles[1].feed_url == "https://a.example/rss.xml"


def test_sloppy_markup_loses_nothing(read: Any) -> None:
    items = [
        "<item><title>AT&T & Co</title><description>Oil &nbsp; depot &copy; A&B</description>"
        "</item>",
        "<item><title>Open <b>tag</title><description>Text <i>here</description></item>",
        "<item><title>Control \x0b \x00 sign</title><description>a &#0; b &#x1f; c</description>"
        "</item>",
        "<item><title>D</title><description><![CDATA[R&D <p>x</p> & y]]></description></item>",
    ]
    found = read("a.xml", b"\r\n junk " + rss(*items).encode())
    assert found.rejects == []
    assert found.texts == ["Oil \xa0 depot © A&B", "Text here", "a  b  c", "R&D\n\nx\n\n& y"]
    assert found.articles[0].title == "AT&T & Co"


def test_an_entry_without_text_is_missing_text(read: Any) -> None:
    found = read("a.xml", rss(ITEM.format(1), "<item><title>Only</title></item>").encode())
    assert found.texts == ["D1"]
    assert found.reasons == ["missing_text"]
    assert "Only" in found.rejects[0].payload


def test_entities_bombs_and_external_files_are_harmless(read: Any, tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = f'<!DOCTYPE rss [{levels}<!ENTITY f SYSTEM "file://{secret}">]>'
    item = "<item><title>x</title><description>text &e11; &f;</description></item>"
    started = time.perf_counter()
    found = read("a.xml", rss(item, ITEM.format(2)).replace("?>", "?>" + bomb, 1).encode())
    assert time.perf_counter() - started < 5
    assert found.texts[1] == "D2"
    assert len(found.texts[0]) < 100
    assert "SECRET" not in repr(found)


@pytest.mark.parametrize(
    "noise",
    ["<", "<item ", "<item>", "<![CDATA[", "<!--", "&", "</item>", '<a b="', "<a>", "]]>"],
)
def test_repeated_fragments_end_in_good_time(read: Any, noise: Any) -> None:
    data = rss(ITEM.format(1), noise * 3000, ITEM.format(2)).encode()
    found = read("a.xml", data)
    assert found.texts[0] == "D1"


@pytest.mark.parametrize("data", [b"", b"<urlset></urlset>", b"hello", b"<?xml version='1.0'?>"])
def test_what_is_no_feed_is_one_reject(read: Any, data: Any) -> None:
    found = read("a.xml", data)
    assert found.articles == []
    assert found.reasons == ["invalid_xml"]


def test_a_feed_that_is_empty_gives_nothing(read: Any) -> None:
    assert read("a.xml", rss().encode()) == ([], [])


def test_an_aggregators_source_is_the_outlet(read: Any) -> None:
    item = ITEM.format(1).replace("</item>", '<source url="https://b.example/">B</source></item>')
    assert read("a.xml", rss(item).encode()).articles[0].source == "b.example"


def test_a_page_saved_under_a_feeds_name_is_read_as_a_page(read: Any) -> None:
    page = b"<!DOCTYPE html><html><body><p>An article that is long enough.</p></body></html>"
    assert read("a.xml", page).texts == ["An article that is long enough."]
