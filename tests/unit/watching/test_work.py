"""What is due in a round: never polled feeds, those whose time has come, those of a wrong clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.watching.work import Work, documents_by_feed, due_feeds, lag_of, next_due
from tests.unit.feeds.test_polling import failed, task
from transforms.feeds.pushed import document_bytes
from transforms.feeds.settings import FeedSettings
from transforms.records import Feed

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
FEEDS = tuple(FeedSettings(url=f"https://{name}.example/") for name in "abcd")


def state(url: str, minutes: float) -> Feed:
    found = failed(task(url), RuntimeError("x")).state
    return found._replace(next_poll_at=NOW + timedelta(minutes=minutes))


STATES = {
    one.feed_url: one
    for one in (
        state("https://a.example/", -5),
        state("https://b.example/", 10),
        state("https://c.example/", 60 * 24 * 400),
    )
}


def test_due_are_new_feeds_those_whose_time_has_come_and_those_of_a_wrong_clock() -> None:
    due = due_feeds(FEEDS, STATES, NOW)
    assert [feed.url[8] for feed in due] == ["a", "c", "d"]
    assert lag_of(FEEDS, STATES, NOW) == 300
    assert lag_of(FEEDS[1:2], STATES, NOW) == 0


def test_the_next_due_moment_is_that_of_the_first_feed() -> None:
    assert next_due(FEEDS[1:2], STATES, NOW) == NOW + timedelta(minutes=10)
    assert next_due((), STATES, NOW) is None


def test_a_round_without_anything_is_none() -> None:
    assert Work().nothing
    assert not Work(files=("a.jsonl",)).nothing


def test_documents_of_no_watched_feed_are_told_apart(tmp_path: Path) -> None:
    paths = []
    for number, url in enumerate(
        ("https://a.example/", "https://z.example/", "https://a.example/")
    ):
        path = tmp_path / f"{number}.feed"
        path.write_bytes(document_bytes(url, "text/xml", b"<rss/>"))
        paths.append(str(path))
    (tmp_path / "3.feed").write_bytes(b"no document")
    paths.append(str(tmp_path / "3.feed"))
    found, unusable = documents_by_feed(paths, {"https://a.example/"}, 10)
    assert found == {"https://a.example/": (paths[0], paths[2])}
    assert unusable == (paths[1], paths[3])
    assert documents_by_feed(paths, {"https://a.example/"}, 1)[0] == {
        "https://a.example/": (paths[0],)
    }
