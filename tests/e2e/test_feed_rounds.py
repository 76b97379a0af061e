"""Rounds of feeds without a process around them: what each commits, with a clock moved by hand."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.feed_history import FeedHistory, committed_states
from pipelines.launch import RunReport, RunRequest, run_bounded
from tests.helpers.live_feeds import FeedServer, feed_body, feed_server, simple_poller
from transforms.feeds.settings import CoverageSettings, FeedSettings
from transforms.settings import WriteSettings
from transforms.write.commits import commit, last_commit, live_files, lock_output
from transforms.write.readback import read_table
from transforms.write.stage import stage_rows

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
STRIKE = (
    "Drones struck an oil refinery in Samara region on the night of January 31, the governor said. "
    "A fire broke out at the plant. {number} people were injured, nobody was killed."
)


def entry(number: int) -> dict[str, str]:
    return {
        "url": f"https://paper.example/{number}",
        "title": f"Report {number}",
        "text": STRIKE.format(number=number),
        "published": "Sat, 31 Jan 2026 08:00:00 GMT",
    }


class Rounds:
    """An output folder, a server with one feed, and the rounds that read it."""

    def __init__(self, folder: Path, server: FeedServer) -> None:
        self.output, self.server = str(folder / "out"), server
        server.bodies["/rss"] = feed_body([entry(4)])
        self.feed = FeedSettings(url=server.url("/rss"))
        self.history = FeedHistory(self.output, CoverageSettings())

    def round(self, hours: float, *inputs: str) -> RunReport:
        request = RunRequest(
            inputs,
            self.output,
            NOON + timedelta(hours=hours),
            feeds=(self.feed,),
            watched=frozenset({self.feed.url}),
        )
        return run_bounded(request, poller=simple_poller(request.as_of), history=self.history)

    def rows(self, table: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = read_table(self.output, table).to_pylist()
        return found

    def newest_coverage(self) -> dict[str, Any]:
        return max(self.rows("coverage"), key=lambda row: row["computed_at"])


@pytest.fixture
def rounds(tmp_path: Path) -> Iterator[Rounds]:
    with feed_server() as server:
        yield Rounds(tmp_path, server)


def test_a_round_without_news_commits_states_and_coverage_alone(rounds: Rounds) -> None:
    first, second = rounds.round(0), rounds.round(1)
    assert (first.account.read, first.account.kept, second.account.read) == (1, 1, 0)
    assert {file.table for file in second.files} == {"feeds", "coverage", "runs"}
    assert rounds.server.count(304) == 1
    # the order of files, which are named by their content, says nothing
    assert sorted(row["revision"] for row in rounds.rows("feeds")) == [1, 2]
    newest = rounds.history.coverage[rounds.feed.url][-1]
    assert (newest.polls, newest.items, newest.new, newest.status) == (2, 1, 1, "ok")
    again = FeedHistory(rounds.output, CoverageSettings())
    again.load([rounds.feed.url], NOON + timedelta(hours=2))
    assert dict(again.states) == dict(rounds.history.states)
    assert again.coverage[rounds.feed.url] == rounds.history.coverage[rounds.feed.url]


def test_a_window_is_revised_where_only_its_coverage_has_changed(rounds: Rounds) -> None:
    rounds.round(0)
    computed = rounds.rows("aggregates")
    assert computed
    assert {(row["complete"], row["revision"]) for row in computed} == {(True, 1)}
    rounds.server.statuses["/rss"] = 503
    for hours in (1, 2, 3):
        report = rounds.round(hours)
    assert report.run.aggregates == 0
    rows = [row for row in rounds.rows("aggregates") if row["revision"] > 1]
    assert len(rows) == len(computed)
    assert {(row["complete"], row["revision"], row["pane"]) for row in rows} == {
        (False, 2, "revision")
    }
    assert {row["incidents"] for row in rows} == {row["incidents"] for row in computed}
    assert rounds.newest_coverage()["status"] == "degraded"


def test_an_answer_that_cannot_be_read_is_one_reject_however_often(rounds: Rounds) -> None:
    rounds.server.bodies["/rss"] = b"<rss><channel><item><title>cut off"
    first = rounds.round(0)
    rounds.server.statuses["/rss"] = 503
    rounds.round(1)
    rounds.server.statuses.clear()
    rounds.server.bodies["/rss"] = b"<rss> <channel><item><title>cut off"
    second = rounds.round(2)
    assert (first.account.rejected, first.account.read) == (1, 1)
    assert len(rounds.rows("rejects")) == 1
    assert rounds.newest_coverage()["rejected"] == 1
    assert second.run.rejects_known == second.account.rejected == 1


def test_a_feed_whose_server_asked_for_a_later_time_is_left_alone(rounds: Rounds) -> None:
    rounds.round(0)
    state = rounds.history.states[rounds.feed.url]
    asked = state._replace(revision=2, retry_after_at=NOON + timedelta(hours=5))
    with lock_output(rounds.output):
        files = stage_rows(rounds.output, "by-hand", "feeds", [asked], WriteSettings())
        commit(rounds.output, "by-hand", files)
    polls = len(rounds.server.asked)
    assert rounds.round(4).polls == ()
    assert len(rounds.server.asked) == polls
    assert len(rounds.round(5).polls) == 1


def test_new_and_known_items_are_told_apart_by_what_became_rows(rounds: Rounds) -> None:
    rounds.round(0)
    file = Path(rounds.output).parent / "known.jsonl"
    known = {**entry(5), "published": "2026-01-31T08:00:00Z"}
    file.write_text(f"{json.dumps(known)}\n")
    rounds.round(1, str(file))
    rounds.server.bodies["/rss"] = feed_body([entry(4), entry(5), entry(6)])
    report = rounds.round(2)
    row = report.coverage[-1]
    assert (row.items, row.new, row.duplicates, row.rejected) == (3, 2, 1, 0)
    assert report.account.duplicates_known == 1


def test_a_poll_that_is_not_committed_is_made_again(rounds: Rounds) -> None:
    class Ended(BaseException):
        pass

    def committing() -> Any:
        raise Ended

    request = RunRequest((), rounds.output, NOON, feeds=(rounds.feed,))
    with pytest.raises(Ended):
        run_bounded(request, poller=simple_poller(NOON), committing=committing)
    assert last_commit(rounds.output) is None
    assert committed_states(rounds.output, [rounds.feed.url]) == {}
    assert rounds.round(0).account.kept == 1


def test_small_files_of_many_rounds_are_merged_and_nothing_that_counts_is_lost(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.merging.MOST_FILES", 4)
    for number in range(9):
        rounds.round(number / 10)
        names = {"feeds", "coverage", "runs"}
        assert all(len(live_files(rounds.output, name)) <= 5 for name in names)
    assert len(rounds.rows("runs")) == 9
    again = FeedHistory(rounds.output, CoverageSettings())
    again.load([rounds.feed.url], NOON)
    assert dict(again.states) == dict(rounds.history.states)
    assert again.states[rounds.feed.url].revision == 9
    assert again.coverage[rounds.feed.url] == rounds.history.coverage[rounds.feed.url]
    assert again.coverage[rounds.feed.url][-1].polls == 9
    assert len(rounds.rows("articles")) == 1
