"""``wirebeam feeds`` as users call it, against a server on loopback."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from pipelines.cli import main
from tests.helpers.loopback import Answer, answering

RSS = (
    b"<rss version='2.0'><channel><title>Depots</title><item><title>Fire</title>"
    b"<link>/1</link><pubDate>Sat, 28 Feb 2026 08:00:00 +0000</pubDate>"
    b"<description>The drones struck the depot at night and a fire broke out there.</description>"
    b"</item></channel></rss>"
)
PAGES = {
    "/feed": RSS,
    "/": b"<link rel=alternate type=application/rss+xml href=/feed><p>Hello</p>",
}
OPML = """<?xml version="1.0"?>
<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body><outline text="War"><outline text="UA">
<outline text="&x;&b;" title="УП" xmlUrl="https://www.pravda.com.ua/rss/"/>
<outline title="Again" xmlUrl="http://pravda.com.ua/rss"/></outline>
<outline text="Bad" xmlUrl="javascript:alert(1)"/><outline text="B" xmlUrl="https://b.example/rss"/>
</outline></body></opml>"""


def answer(path: str, _headers: Mapping[str, str]) -> Answer:
    body = PAGES.get(path)
    return Answer(404) if body is None else Answer(200, body)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Serve PAGES; give the address and a configuration under which it may be asked."""
    config = tmp_path / "own.yaml"
    with answering(answer) as address:
        port = address.rpartition(":")[2]
        config.write_text(
            f"feeds:\n  fetch:\n    private_hosts: [127.0.0.1]\n    ports: [{port}]\n"
            "    host_interval: 0\n"
        )
        yield address, str(config)


def test_check_as_text_and_as_json(site: tuple[str, str], capsys: pytest.CaptureFixture[str]):
    address, config = site
    assert main(["feeds", "check", "--feeds", f"{address}/feed", "--config", config]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1].startswith("1 feeds: 1 ")
    assert "2026-02-28 08:00" in out
    both = [f"{address}/feed", f"{address}/none"]
    assert main(["feeds", "check", "--feeds", *both, "--config", config, "--json"]) == 1
    values = json.loads(capsys.readouterr().out)
    assert [(one["url"], one["answer"]) for one in values] == [(both[0], "200"), (both[1], "404")]
    assert (values[0]["language"], values[0]["items"], values[1]["health"]) == ("en", 1, "down")


def test_loopback_is_refused_without_permission(site: tuple[str, str], capsys):
    assert main(["feeds", "check", "--feeds", f"{site[0]}/feed"]) == 1
    assert "address_refused" in capsys.readouterr().out


def test_discover_prints_entries_ready_for_a_file(site: tuple[str, str], capsys):
    address, config = site
    assert main(["feeds", "discover", address, "--config", config]) == 0
    out = capsys.readouterr().out
    (entry,) = yaml.safe_load(f"feeds:\n{out}")["feeds"]
    assert entry == {"title": "Depots", "url": f"{address}/feed", "language": "en"}
    assert main(["feeds", "discover", f"{address}/none", "--config", config, "--json"]) == 0
    assert [one["url"] for one in json.loads(capsys.readouterr().out)] == [f"{address}/feed"]


def test_discover_without_a_feed_is_one_line(capsys):
    assert main(["feeds", "discover", "http://127.0.0.1:1/"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["feeds", "discover", "https://"]) == 2


def test_import_merges_without_duplicates_and_is_stable(tmp_path: Path, capsys):
    opml, out = tmp_path / "a.opml", tmp_path / "feeds.yaml"
    opml.write_text(OPML, "utf-8")
    assert main(["feeds", "import", str(opml)]) == 0
    printed = yaml.safe_load(capsys.readouterr().out)["feeds"]
    assert [one["url"] for one in printed] == [
        "https://www.pravda.com.ua/rss/",
        "https://b.example/rss",
    ]
    assert (printed[0]["language"], printed[0]["side"]) == ("uk", "UA")
    out.write_text("# mine\nfeeds:\n  - {url: https://b.example/rss/}  # kept\n", "utf-8")
    assert main(["feeds", "import", str(opml), "-o", str(out)]) == 0
    text = out.read_text("utf-8")
    assert text.startswith("# mine\nfeeds:\n  - {url: https://b.example/rss/}  # kept\n")
    assert len(yaml.safe_load(text)["feeds"]) == 2
    assert "root:" not in text
    assert main(["feeds", "import", str(opml), "-o", str(out)]) == 0
    assert out.read_text("utf-8") == text


@pytest.mark.parametrize("content", ["", "<opml/>", "<rss/>", "\x00", "<opml><body>", "{}"])
def test_what_is_no_opml_is_one_line(tmp_path: Path, capsys, content: str):
    opml = tmp_path / "a.opml"
    opml.write_text(content)
    assert main(["feeds", "import", str(opml)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["feeds", "import", str(tmp_path / "none")]) == 2
