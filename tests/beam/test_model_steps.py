"""The model as a step of a graph: RunInference on the embedded runner, against a real server."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.metrics import MetricsFilter
from apache_beam.testing.util import assert_that, equal_to

from tests.helpers.model_asking import settings_for
from tests.helpers.model_server import Reply, fails, says, serving, tells_by
from tests.helpers.told import TEXT, article, honest
from transforms.accounts.counts import Count, summed
from transforms.events.extract import EXTRACTOR, extract_events
from transforms.events.knowledge import load_knowledge
from transforms.events.model.steps import NAMESPACE, ExtractEventsByModel
from transforms.outcomes import Reason
from transforms.records import Article, Event, Reject

AS_OF = datetime(2025, 11, 1, tzinfo=UTC)
BY_MODEL = "model:test:prompt-1"
PEACE = "The council met on Tuesday to talk about the library and its opening hours."


def told_of(event: Event) -> tuple[str, str, int | None]:
    return event.article_id, event.extractor, event.injured


def as_sums(counts: list[Count]) -> list[Any]:
    return sorted(summed((tuple(key), number) for key, number in counts).items())


def run(
    articles: Sequence[Article], *script: Reply, events: Any, counts: Any, **changes: Any
) -> Any:
    """Run the step; check its events, and its counts without the tokens."""
    with serving(*script) as server:
        step = ExtractEventsByModel(AS_OF, settings_for(server.url, **changes))
        pipeline = beam.Pipeline("FnApiRunner")
        made = pipeline | beam.Create(articles) | step
        assert_that(made.events | beam.Map(told_of), equal_to(events), "events")
        assert_that(made.rejects, equal_to([]), "rejects")
        sums = made.counts | beam.combiners.ToList() | beam.FlatMap(as_sums)
        kinds = sums | beam.Filter(lambda one: one[0][1] != "spent")
        assert_that(kinds, equal_to(counts), "counts")
        result = pipeline.run()
        result.wait_until_finish()
        return result, server


def test_articles_are_answered_by_the_model_or_not_asked_about() -> None:
    articles = [article(), article(PEACE, None), article(language="xx")]
    expected = [
        (("model", "article", "answered"), 1),
        (("model", "article", "not_asked"), 2),
    ]
    events = [(articles[0].article_id, BY_MODEL, 2)]
    result, server = run(
        articles, tells_by(lambda _: [honest()]), events=events, counts=expected
    )  # fmt: skip
    assert [asked.article["text"] for asked in server.asked] == [TEXT]
    named = MetricsFilter().with_namespace(NAMESPACE).with_name("model_article_answered")
    assert [one.committed for one in result.metrics().query(named)["counters"]] == [1]


def test_a_failure_is_read_by_the_rules_and_counted_by_its_reason() -> None:
    rules = extract_events(article(), load_knowledge())
    assert rules
    run(
        [article()],
        fails(503),
        attempts=2,
        first_wait=0.01,
        events=[(event.article_id, EXTRACTOR, event.injured) for event in rules],
        counts=[(("model", "fallback", "server_error"), 1)],
    )


def test_what_is_dropped_of_answers_is_counted_by_slot_and_reason() -> None:
    lie = honest(place="Sochi", evidence=["Sochi burns."])
    run(
        [article()],
        tells_by(lambda _: [lie, honest(place="Sochi")]),
        events=[(article().article_id, BY_MODEL, 2)],
        counts=[
            (("model", "article", "answered"), 1),
            (("model", "dropped", "event", "quote_not_found"), 1),
            (("model", "dropped", "evidence", "quote_not_found"), 1),
            (("model", "dropped", "place", "quote_not_found"), 1),
        ],
    )


def test_many_articles_with_some_failures_lose_none() -> None:
    articles = [article(f"{TEXT} It was house number {number}.") for number in range(40)]
    bad = {one.article_id for number, one in enumerate(articles) if number % 4 == 0}

    def reply(handler: Any, asked: Any, stopped: Any) -> None:
        number = int(asked.article["text"].rstrip(".").rsplit(" ", 1)[1])
        chosen = says("no JSON") if number % 4 == 0 else says(json.dumps({"events": [honest()]}))
        chosen(handler, asked, stopped)

    by = [(one.article_id, EXTRACTOR if one.article_id in bad else BY_MODEL, 2) for one in articles]
    run(
        articles,
        reply,
        concurrency=4,
        events=by,
        counts=[
            (("model", "article", "answered"), 30),
            (("model", "fallback", "invalid_json"), 10),
        ],
    )


def test_a_spent_budget_leaves_the_rest_to_the_rules() -> None:
    articles = [article(f"{TEXT} {number}") for number in range(5)]
    with serving(tells_by(lambda _: [honest()])) as server:
        step = ExtractEventsByModel(AS_OF, settings_for(server.url, max_requests=2, concurrency=1))
        with beam.Pipeline("FnApiRunner") as pipeline:
            made = pipeline | beam.Create(articles) | step
            kinds = made.events | beam.Map(lambda event: event.extractor)
            assert_that(kinds, equal_to([BY_MODEL] * 2 + [EXTRACTOR] * 3))
    assert len(server.asked) == 2


def test_an_unexpected_error_is_a_reject_of_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("transforms.events.model.extractor.ground", broken)

    def reason_of(row: Reject) -> tuple[str, str]:
        return row.stage, row.reason

    with serving(tells_by(lambda _: [honest()])) as server:
        step = ExtractEventsByModel(AS_OF, settings_for(server.url))
        with beam.Pipeline("FnApiRunner") as pipeline:
            made = pipeline | beam.Create([article()]) | step
            assert_that(made.events, equal_to([]), "events")
            expected = [("extract", Reason.INTERNAL_ERROR.value)]
            assert_that(made.rejects | beam.Map(reason_of), equal_to(expected), "rejects")


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ExtractEventsByModel(datetime(2025, 1, 1), settings_for("http://127.0.0.1:9/v1"))  # noqa: DTZ001
