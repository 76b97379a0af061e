"""Whole rounds over every hostile feed: each has its row, and its neighbour is unharmed."""

import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trustme

from tests.helpers.feed_answers import answer, in_turn
from tests.helpers.feed_bodies import rss
from tests.helpers.feed_server import FeedServer, serving_feeds
from tests.helpers.hostile_feeds import ALL
from tests.helpers.hostile_polls import polled
from tests.helpers.watching import rows, start_watch

NEIGHBOUR = "127.0.0.1"
SECRET = "127.0.0.2"
# Every feed has a host of its own, so that all are asked at once.
ADDRESSES = {name: f"127.0.2.{number}" for number, name in enumerate(sorted(ALL), 1)}
# What no resolver may know (RFC 6761).
NO_NAME = "nowhere.invalid"

# These say when to come again: the second round leaves them alone.
LATER = {
    "clock_skew",
    "fresh_for_a_century",
    "too_many_requests_date",
    "too_many_requests_seconds",
}

CONFIG = """\
feeds:
  fetch:
    private_hosts: [127.0.0.1, 127.0.2.0/24, 127.0.9.9]
    ports: [{port}, {tls_port}]
    host_interval: 0
    connect_timeout: 5
    first_byte_timeout: 2
    total_timeout: 4
    max_body_bytes: 6000000
    concurrency: 16
  schedule: {{shortest: 1, first: 1, longest: 1, after_temporary: 1, after_soft: 1, after_hard: 1}}
"""


class Rounds(NamedTuple):
    """What the server saw, and what two rounds left."""

    server: FeedServer
    output: Path
    urls: dict[str, str]
    log: str
    seconds: list[float]

    def of(self, table: str, name: str) -> list[dict[str, Any]]:
        return [row for row in rows(self.output, table) if row["feed_url"] == self.urls[name]]


def behaviours() -> dict[str, Any]:
    found = {
        f"{ADDRESSES[name]}{path}": behaviour
        for name, feed in ALL.items()
        for path, behaviour in feed.behaviours.items()
    }
    found[f"{NEIGHBOUR}/feed"] = in_turn(
        answer(rss("one", "two"), etag='"1"'), answer(rss("two", "three"), etag='"2"')
    )
    return found


def url_of(name: str, server: FeedServer) -> str:
    feed = ALL[name]
    host = ADDRESSES[name] if feed.address is None else feed.address or NO_NAME
    return server.url("/feed", host, feed.scheme)


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    folder = tmp_path_factory.mktemp("hostile")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("right.test").configure_cert(tls)
    addresses = [NEIGHBOUR, SECRET, *ADDRESSES.values()]
    with serving_feeds(behaviours(), tls, addresses) as server:
        config = folder / "watch.yaml"
        config.write_text(CONFIG.format(port=server.port, tls_port=server.tls_port))
        urls = {name: url_of(name, server) for name in ALL}
        urls["neighbour"] = server.url("/feed", NEIGHBOUR)
        feeds = folder / "feeds.yaml"
        lines = (f"  - {{url: '{url}', pages: never}}\n" for url in urls.values())
        feeds.write_text("feeds:\n" + "".join(lines))
        output, log, seconds = folder / "out", "", []
        for _ in range(2):
            began = time.monotonic()
            watch = start_watch(
                "--once", "--feeds", str(feeds), "--output", str(output), "--config", str(config)
            )
            _, told = watch.communicate(timeout=300)
            assert watch.returncode == 0, told
            log += told
            seconds.append(time.monotonic() - began)
            time.sleep(1.5)
        yield Rounds(server, output, urls, log, seconds)


def test_nothing_was_asked_that_may_not_be(rounds: Rounds) -> None:
    assert not [asked for asked in rounds.server.asked if asked.address == SECRET]
    assert {asked.path.partition("?")[0] for asked in rounds.server.asked} <= {
        "/feed",
        "/new",
        "/b",
    }
    assert {asked.method for asked in rounds.server.asked} == {"GET"}


def test_no_text_of_this_machine_and_no_expanded_entity_is_an_article(rounds: Rounds) -> None:
    for row in rows(rounds.output, "articles"):
        told = f"{row['title']} {row['text']} {row['url']}"
        assert "root:" not in told
        assert "ha" * 50 not in told
        assert (row["canonical_url"] or "https://").startswith("https://")


def test_charsets_are_found_whatever_is_said(rounds: Rounds) -> None:
    # Both have one item, and it is the same: the second is a known article.
    (row,) = (r for r in rows(rounds.output, "articles") if "нефтебазу" in (r["title"] or ""))
    assert row["title"] == "Ночью беспилотники атаковали нефтебазу"


def test_what_is_logged_is_text_without_control_characters(rounds: Rounds) -> None:
    assert "Traceback" not in rounds.log
    assert all(line.isprintable() for line in rounds.log.splitlines())
    assert rounds.log.count("feed is down") >= 10


def test_slow_feeds_hold_a_round_up_no_longer_than_their_timeouts(rounds: Rounds) -> None:
    assert max(rounds.seconds) < 120


def test_the_neighbour_is_unharmed(rounds: Rounds) -> None:
    (state,) = rounds.of("feeds", "neighbour")[-1:]
    assert state["status"] == "200"
    titles = {row["title"] for row in rounds.of("articles", "neighbour")}
    assert titles == {"one", "two", "three"}
    newest = max(rounds.of("coverage", "neighbour"), key=lambda row: row["computed_at"])
    assert (newest["polls"], newest["errors"], newest["status"]) == (2, 0, "ok")


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_hostile_feed_has_the_rows_that_are_told_of_it(rounds: Rounds, name: str) -> None:
    told = polled(name)
    polls = 1 if name in LATER else 2
    state = max(rounds.of("feeds", name), key=lambda row: row["polls"])
    assert (state["polls"], state["status"]) == (polls, told.status)
    newest = max(rounds.of("coverage", name), key=lambda row: row["computed_at"])
    assert (newest["polls"], newest["errors"]) == (polls, polls if told.failed else 0)
    if told.failed:
        # One failed poll of a window that is still open tells nothing yet.
        assert newest["status"] == ("unknown" if name in LATER else "down")
    else:
        assert newest["status"] == ("ok" if newest["items"] else "unknown")
    url = rounds.urls[name]
    rejects = [row for row in rows(rounds.output, "rejects") if row["source"].startswith(url)]
    assert {row["reason"] for row in rejects if row["stage"] == "read"} == set(told.rejects)
