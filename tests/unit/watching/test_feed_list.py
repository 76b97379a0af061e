"""What --feeds takes: addresses, YAML, OPML; every fault named, all of them together."""

from pathlib import Path

import pytest

from pipelines.failures import WRONG_USAGE, CommandFailed
from pipelines.feed_list import load_feeds
from transforms.feeds.opml import OpmlError, opml_feeds

OPML = b"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="News"><outline text="A" xmlUrl="https://a.example/rss"/>
<outline title="&x;" xmlUrl="https://b.example/rss"/><outline xmlUrl="ftp://c.example/rss"/>
<outline text="A again" xmlUrl="https://a.example/rss"/></outline></body></opml>"""


def test_addresses_yaml_and_opml_come_together_each_address_once(tmp_path: Path) -> None:
    yaml, opml = tmp_path / "feeds.yaml", tmp_path / "feeds.opml"
    yaml.write_text(
        "feeds:\n  - {url: https://a.example/rss, every: 600, language: en}\n"
        "  - {url: https://off.example/rss, enabled: false}\n"
    )
    opml.write_bytes(OPML)
    found = load_feeds([str(yaml), "https://c.example/atom", str(opml)])
    assert [feed.url for feed in found] == [
        "https://a.example/rss",
        "https://c.example/atom",
        "https://b.example/rss",
    ]
    assert (found[0].every, found[0].language) == (600, "en")


def test_entities_of_a_list_are_never_read() -> None:
    assert "root:" not in str(opml_feeds(OPML))
    with pytest.raises(OpmlError):
        opml_feeds(b"<rss><opml-like/></rss>")


def test_all_faults_are_told_together_with_their_lines(tmp_path: Path) -> None:
    yaml = tmp_path / "feeds.yaml"
    yaml.write_text("feeds:\n  - url: gopher://a.example/\n")
    other = tmp_path / "other.yaml"
    other.write_text("feeds:\n  - url: https://a.example/\n    langage: en\n")
    with pytest.raises(CommandFailed) as failed:
        load_feeds([str(yaml), str(other), str(tmp_path / "missing.yaml"), "https://"])
    assert failed.value.status == WRONG_USAGE
    first, second, third, fourth = failed.value.lines
    assert "feeds.yaml:2: feeds[0].url: expected an address with http or https" in first
    assert "other.yaml:3: feeds[0].langage:" in second
    assert "missing.yaml cannot be read" in third
    assert "https:// is no address" in fourth


def test_a_list_without_an_enabled_feed_is_refused(tmp_path: Path) -> None:
    yaml = tmp_path / "feeds.yaml"
    yaml.write_text("feeds:\n  - {url: https://a.example/, enabled: false}\n")
    with pytest.raises(CommandFailed, match="no feed is enabled"):
        load_feeds([str(yaml)])
