"""PollFeeds in a graph: four outputs, a counter, failures alone; records that wait on disk."""

from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from tests.helpers.live_feeds import feed_body, simple_poll
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.polls import PollReport, PollTask
from transforms.feeds.settings import FeedSettings, FetchSettings, PollSettings
from transforms.feeds.staged import polled_folder, read_records, record_files
from transforms.feeds.steps import PollFeeds, ReadStagedRecords, StageRecords
from transforms.records import Feed, RawArticle, Reject
from transforms.settings import ReadSettings
from transforms.write.storage import LocalStorage

AS_OF = datetime(2026, 2, 1, 12, tzinfo=UTC)
ENTRY = {"url": "https://a.example/1", "title": "One", "published": "", "text": "One text."}
ANSWERS = {
    "https://a.example/feed": feed_body([ENTRY, {**ENTRY, "url": "https://a.example/2"}]),
    "https://a.example/other": feed_body([{**ENTRY, "title": "Other"}]),
    "https://b.example/feed": b"<rss><channel><item><title>cut off",
}
TASKS = [PollTask(FeedSettings(url=url), None) for url in ANSWERS]
TASKS += [PollTask(FeedSettings(url="https://c.example/down"), None)]
TASKS += [PollTask(FeedSettings(url="https://d.example/broken"), None)]


class CannedFetch:
    def __init__(self) -> None:
        self.closed = False

    def __call__(self, request: FetchRequest) -> FetchResponse | FetchFailure:
        if self.closed:
            raise RuntimeError("closed")
        if "broken" in request.url:
            raise KeyError("a fault of ours")
        if request.url not in ANSWERS:
            return FetchFailure(FailureReason.TLS_FAILED, FailureKind.HARD, "certificate")
        return FetchResponse(200, {}, ANSWERS[request.url], request.url)

    def close(self) -> None:
        self.closed = True


def canned_fetch(settings: FetchSettings) -> CannedFetch:
    del settings
    return CannedFetch()


def poller(shards: int = 1) -> PollFeeds:
    settings = PollSettings(shards=shards)
    return PollFeeds(settings, ReadSettings(), AS_OF, poll=simple_poll, make_fetch=canned_fetch)


def origin_of(article: RawArticle) -> tuple[str, str]:
    return article.origin, article.feed_url or ""


def reason_of(reject: Reject) -> str:
    return reject.reason


def told_by(report: PollReport) -> tuple[str, str, int]:
    return report.feed_url, report.outcome, report.handed_on


def failures_of(state: Feed) -> tuple[str, int]:
    return state.feed_url, state.failures


def test_every_feed_gives_a_state_and_a_report_whatever_became_of_it() -> None:
    a, b = "https://a.example/feed", "https://b.example/feed"
    other, c, d = "https://a.example/other", "https://c.example/down", "https://d.example/broken"
    with TestPipeline("FnApiRunner") as pipeline:
        found = pipeline | beam.Create(TASKS) | poller(shards=3)
        assert found.items.element_type is RawArticle
        origins = [(f"{a}#1", a), (f"{a}#2", a), (f"{other}#1", other)]
        assert_that(found.items | "O" >> beam.Map(origin_of), equal_to(origins), label="Items")
        rejects = found.rejects | "R" >> beam.Map(reason_of)
        assert_that(rejects, equal_to(["truncated_file"]), label="Rejects")
        reports = [(a, "changed", 2), (other, "changed", 1), (b, "changed", 0)]
        reports += [(c, "failed", 0), (d, "failed", 0)]
        assert_that(found.reports | "T" >> beam.Map(told_by), equal_to(reports), label="Reports")
        states = [(a, 0), (other, 0), (b, 0), (c, 1), (d, 1)]
        assert_that(found.states | "F" >> beam.Map(failures_of), equal_to(states), label="States")
    query = beam.metrics.MetricsFilter().with_namespace("wirebeam").with_name("read")
    counters = pipeline.result.metrics().query(query)["counters"]
    assert sum(counter.committed for counter in counters) == 3 + 1


def test_what_was_polled_waits_on_disk_and_is_read_back(tmp_path: Path) -> None:
    output = str(tmp_path)
    with TestPipeline("FnApiRunner") as pipeline:
        found = pipeline | beam.Create(TASKS) | poller()
        _ = found.items | "StageItems" >> StageRecords(output, "run", "items")
        _ = found.states | "StageStates" >> StageRecords(output, "run", "states")
    disk, folder = LocalStorage(), polled_folder(output, "run")
    states = [s for p in record_files(disk, folder, "states") for s in read_records(disk, p, Feed)]
    assert {state.feed_url for state in states} == {task.feed.url for task in TASKS}
    paths = record_files(disk, folder, "items")
    with TestPipeline("FnApiRunner") as pipeline:
        items = pipeline | beam.Create(paths) | ReadStagedRecords(RawArticle)
        assert items.element_type is RawArticle
        assert_that(items | beam.combiners.Count.Globally(), equal_to([3]))


def test_a_clock_without_zone_is_refused() -> None:
    naive = AS_OF.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        PollFeeds(PollSettings(), ReadSettings(), naive, simple_poll, canned_fetch)
