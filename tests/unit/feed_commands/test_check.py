"""``feeds check``: each feed is described by what it answered; none stops the others."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from pipelines.commands.feeds.check import FeedCheck, Health, check_feed, check_feeds
from pipelines.commands.feeds.command import table
from tests.helpers.polling import Web, site
from transforms.feeds.http import FailureKind, FailureReason, FetchFailure, FetchResponse
from transforms.feeds.settings import FeedSettings, FetchSettings, PollSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "https://example.org/"
FEED = FeedSettings(url=f"{SITE}feed", language="en", pages="never")
TEXT = "The drones struck the depot at night and the fire was put out in the morning. " * 4


def rss(*days: int, text: str = TEXT) -> bytes:
    items = "".join(
        f"<item><title>Report {day}</title><link>https://example.org/{day}</link>"
        f"<pubDate>{format_datetime(datetime(2026, 2, day, tzinfo=UTC))}</pubDate>"
        f"<description>{text}</description></item>"
        for day in days
    )
    return f"<rss version='2.0'><channel><title>Depot News</title>{items}</channel></rss>".encode()


def checked(web: Web, feed: FeedSettings = FEED) -> FeedCheck:
    return check_feed(feed, web, PollSettings(), NOW)


def test_a_sound_feed():
    check = checked(site(SITE, feed=rss(27, 28)))
    assert check == FeedCheck(
        url=FEED.url,
        title="Depot News",
        health=Health.OK,
        answer="200",
        format=check.format,
        items=2,
        newest=datetime(2026, 2, 28, tzinfo=UTC),
        language="en",
        robots="allowed",
    )


def test_what_is_odd_is_told():
    russian = (
        "Ночью беспилотники атаковали нефтебазу, пожар потушен к утру, сообщил губернатор. " * 4
    )
    moved = FetchResponse(
        200, {}, rss(3, text=russian), "https://example.org/new", "https://example.org/new"
    )
    check = checked(site(SITE, feed=moved, robots_txt=b"User-agent: *\nDisallow: /"))
    assert (check.health, check.robots, check.language) == (Health.STALE, "refused", "ru")
    assert check.problems[:3] == (
        "moved for good to https://example.org/new",
        "language is ru, not en",
        "nothing new for a week",
    )


def test_undated_and_empty_feeds():
    item = f"<item><title>A</title><description>{TEXT}</description></item>"
    undated = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
    check = checked(site(SITE, feed=undated))
    assert (check.health, check.newest) == (Health.OK, None)
    assert "1 items without a usable date" in check.problems
    empty = checked(site(SITE, feed=rss()))
    assert (empty.health, empty.problems) == (Health.EMPTY, ("no items",))


def test_what_is_no_feed_or_no_answer_is_down_and_unharmed_neighbours_stay():
    feeds = [
        FeedSettings(url=f"https://example.org/{name}")
        for name in ("page", "gone", "feed", "bytes")
    ]
    web = site(SITE, page=b"<html><body>Hello</body></html>", feed=rss(28), bytes=b"\x00\xff" * 50)
    checks = check_feeds(feeds, web, PollSettings(), NOW)
    assert [check.health for check in checks] == [Health.DOWN, Health.DOWN, Health.OK, Health.DOWN]
    assert [check.answer for check in checks] == ["200", "404", "200", "200"]
    assert all(check.problems for check in checks if check.health == Health.DOWN)
    assert table(checks).splitlines()[-1] == "4 feeds: 1 ok, 3 down"


def test_the_table_is_printable_whatever_a_feed_says():
    failure = FetchFailure(FailureReason.PROTOCOL_ERROR, FailureKind.SOFT, "\x1b[31m\nred")
    text = table(check_feeds([FEED], site(SITE, feed=failure), PollSettings(), NOW))
    assert all(line.isprintable() for line in text.splitlines())


def test_a_parser_that_breaks_is_one_feed_down(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr("pipelines.commands.feeds.check.read_document", broken)
    check = checked(site(SITE, feed=rss(28)))
    assert (check.health, check.problems) == (Health.DOWN, ("cannot be read: RecursionError",))


def test_a_user_agent_without_a_name_is_no_error():
    settings = PollSettings(fetch=FetchSettings(user_agent="/1"))
    assert check_feed(FEED, site(SITE, feed=rss(28)), settings, NOW).robots == "allowed"
