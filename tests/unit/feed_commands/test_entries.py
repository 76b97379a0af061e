"""Entries: described from known outlets, written so that they are read back, added without loss."""

import pytest
import yaml

from pipelines.commands.feeds.entries import added, described, entry, file_of, plain
from pipelines.failures import CommandFailed
from transforms.feeds.settings import FeedSettings

A = FeedSettings(url="https://a.example.org/rss", title="A")
B = FeedSettings(url="https://b.example.org/rss", title="B")


def test_a_known_outlet_gives_language_country_and_side():
    feed = described("https://www.pravda.com.ua/rss/", "УП", None)
    assert (feed.language, feed.country, feed.side) == ("uk", "UA", "UA")
    other = described("https://unknown.example.org/rss", "Последние новости города и области", None)
    assert (other.language, other.country) == ("ru", None)
    assert described("https://unknown.example.org/rss", "X", None).language is None


@pytest.mark.parametrize(
    "title",
    [
        "plain",
        "a: b # c",
        "'\"",
        "- x",
        "{a}",
        "\u2028",
        "\x1b[31m",
        "*alias",
        "null",
        "Ять",
        "🛢",
    ],
)
def test_any_title_is_read_back(title: str):
    feed = A.model_copy(update={"title": title, "url": "https://x.example/?a=1&b=#c, d"})
    assert described(feed.url, f"\n{title}\n x", None).title == f"{title} x".strip()
    text = file_of([feed])
    assert [FeedSettings.model_validate(one) for one in yaml.safe_load(text)["feeds"]] == [feed]
    assert "\n" not in entry(feed)


@pytest.mark.parametrize(
    "before",
    [
        "# head\nfeeds:\n  # one\n  - {url: https://a.example.org/rss}  # why\n",
        "feeds:\n- url: https://a.example.org/rss\n  title: A  # kept\n\n# tail",
        "feeds:\n    - url: http://www.a.example.org/rss/\n",
    ],
)
def test_new_feeds_are_added_at_the_end_and_the_rest_stays(before: str):
    text, number = added(before, "feeds.yaml", [A, B, B], "imported")
    assert number == 1
    assert text.startswith(before)
    urls = [one["url"] for one in yaml.safe_load(text)["feeds"]]
    assert [plain(url) for url in urls] == ["a.example.org/rss", "b.example.org/rss"]
    assert added(text, "feeds.yaml", [A, B], "imported") == (text, 0)


@pytest.mark.parametrize(
    "before",
    ["feeds: [{url: https://a.example.org}]\n", "other: 1\n", "feeds: {}\n", "- x\n", "a: [\n"],
)
def test_a_file_that_cannot_be_added_to_is_left(before: str):
    with pytest.raises(CommandFailed, match=r"feeds\.yaml"):
        added(before, "feeds.yaml", [B], "imported")


def test_addresses_are_compared_without_scheme_www_and_slash():
    assert plain("http://WWW.Example.org/a/") == plain("https://example.org/a")
    assert plain("https://example.org:8443/a?x=1") == "example.org:8443/a?x=1"
