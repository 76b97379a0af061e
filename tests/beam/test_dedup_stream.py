"""DropDuplicatesFromStream: keyed state in event time, any order, and nothing kept for ever.

Rows and counters are collected by the test itself: this runner evaluates assert_that before rows
that a timer sends at the very end, and reports the counters of its first bundles only.
"""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.testing import test_stream
from apache_beam.transforms.window import FixedWindows, TimestampedValue

from tests.bench.copies_text import grammars
from transforms.dedup import stream_state_steps
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import BANDS
from transforms.dedup.stream_steps import DropDuplicatesFromStream
from transforms.records import Article

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
Row = tuple[str, str | None, str | None, tuple[str, ...]]


def story(number: int, sentences: int = 6) -> str:
    grammar = grammars()["en"]
    chance = random.Random(number)
    return " ".join(grammar.sentence(chance) for _ in range(sentences))


def article(
    name: str, text: str, published: datetime | None, seen: datetime | None = None
) -> Article:
    empty: dict[str, Any] = dict.fromkeys(Article._fields)
    told: dict[str, Any] = {
        "article_id": name,
        "authors": [],
        "tags": [],
        "near": [],
        "text": text,
        "text_hash": f"hash of {text}",
        "published_at": published,
        "seen_at": seen or published,
        "word_count": len(text.split()),
        "schema_version": 1,
    }
    return Article(**{**empty, **told})


def copy_of(text: str) -> str:
    return f"{text} More on this in the evening edition of our paper."


def stamped(one: Article) -> TimestampedValue:
    return TimestampedValue(one, (one.published_at or one.seen_at).timestamp())


def row(one: Article) -> Row:
    near = tuple(copy.article_id for copy in one.near)
    return one.article_id, one.duplicate_of, one.duplicate_kind, near


ROWS: list[Article] = []
OUTCOMES: Counter[str] = Counter()
COUNTERS: Counter[str] = Counter()
MOST: Counter[str] = Counter()
"""What was held at the same time at the most."""


class Tally:
    """A counter that counts here."""

    def __init__(self, name: str) -> None:
        self._name = name

    def inc(self, number: int = 1) -> None:
        COUNTERS[self._name] += number
        for kind in ("entries", "texts"):
            held = COUNTERS[f"{kind}_added"] - COUNTERS[f"{kind}_cleared"]
            MOST[kind] = max(MOST[kind], held)


class Tallies:
    """Stands in for Beam's Metrics."""

    @staticmethod
    def counter(namespace: str, name: str) -> Tally:
        assert namespace == stream_state_steps.NAMESPACE
        return Tally(name)


@pytest.fixture(autouse=True)
def collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_state_steps, "Metrics", Tallies)
    ROWS.clear()
    OUTCOMES.clear()
    COUNTERS.clear()
    MOST.clear()


def collect_row(one: Article) -> None:
    ROWS.append(one)


def collect_count(count: tuple[tuple[str, ...], int]) -> None:
    OUTCOMES[count[0][-1]] += count[1]


def run(stream: test_stream.TestStream, **parameters: Any) -> list[Row]:
    """Run a stream through the transform; return its rows, in the order of their ids."""
    options = PipelineOptions([])
    options.view_as(StandardOptions).streaming = True
    with beam.Pipeline("BundleBasedDirectRunner", options=options) as pipeline:
        found = pipeline | stream | DropDuplicatesFromStream(**parameters)
        _ = found.articles | "CollectRow" >> beam.Map(collect_row)
        _ = found.counts | "CollectCount" >> beam.Map(collect_count)
    return sorted(map(row, ROWS), key=str)


def rows_of(stream: test_stream.TestStream, expected: Iterable[Row], **parameters: Any) -> None:
    assert run(stream, **parameters) == sorted(expected, key=str)


def at(moment: datetime) -> float:
    return moment.timestamp()


ORIGINAL = article("o", story(1), START)
COPY = article("c", copy_of(story(1)), START + 2 * HOUR)
OTHER = article("x", story(2), START + HOUR)


def test_a_copy_on_time_is_found() -> None:
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL), stamped(OTHER)])
        .advance_watermark_to(at(START + HOUR))
        .add_elements([stamped(COPY)])
        .advance_watermark_to_infinity()
    )
    expected: list[Row] = [("o", None, None, ()), ("x", None, None, ()), ("c", "o", "near", ("o",))]
    rows_of(stream, expected, settle=timedelta(0))


@pytest.mark.parametrize("bundles", [1, 3])
def test_within_settle_the_order_of_arrival_does_not_matter(bundles: int) -> None:
    stream = test_stream.TestStream()
    arriving = [stamped(one) for one in (COPY, OTHER, ORIGINAL)]
    for start in range(0, 3, 3 // bundles):
        stream.add_elements(arriving[start : start + 3 // bundles])
    stream.advance_watermark_to_infinity()
    expected: list[Row] = [
        ("o", None, None, ("c",)),
        ("x", None, None, ()),
        ("c", "o", "near", ("o",)),
    ]
    rows_of(stream, expected, settle=4 * HOUR)


def test_a_late_copy_is_found_as_long_as_its_original_is_remembered() -> None:
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL)])
        .advance_watermark_to(at(START + 2 * DAY))
        .add_elements([stamped(COPY)])
        .advance_watermark_to_infinity()
    )
    expected: list[Row] = [("o", None, None, ()), ("c", "o", "near", ("o",))]
    rows_of(stream, expected, settings=NearSettings(horizon_days=1), lateness=2 * DAY)


def test_a_late_original_is_kept_and_names_the_copy_that_went_before() -> None:
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(COPY)])
        .advance_watermark_to(at(START + DAY))
        .add_elements([stamped(ORIGINAL)])
        .advance_watermark_to_infinity()
    )
    rows_of(stream, [("c", None, None, ()), ("o", None, None, ("c",))])


def test_a_copy_that_is_too_late_is_kept_as_new() -> None:
    """What bounding the state costs: nobody remembers the original."""
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL)])
        .advance_watermark_to(at(START + 3 * DAY))
        .add_elements([stamped(COPY)])
        .advance_watermark_to_infinity()
    )
    rows_of(
        stream,
        [("o", None, None, ()), ("c", None, None, ())],
        settings=NearSettings(horizon_days=1),
        lateness=DAY,
    )
    assert COUNTERS["comparisons"] == 0


def test_a_copy_published_beyond_the_horizon_is_kept_as_new() -> None:
    returning = article("c", copy_of(story(1)), START + 2 * DAY)
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL), stamped(returning)])
        .advance_watermark_to_infinity()
    )
    rows_of(
        stream,
        [("o", None, None, ()), ("c", None, None, ())],
        settings=NearSettings(horizon_days=1),
        settle=5 * DAY,
    )


def test_versions_of_one_id_are_told_from_repeats() -> None:
    changed = article("o", story(3), START + HOUR)
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL)])
        .add_elements([stamped(ORIGINAL), stamped(changed)])
        .advance_watermark_to_infinity()
    )

    rows_of(stream, [("o", None, None, ()), ("o", "o", "url", ())])
    assert dict(OUTCOMES) == {"kept": 1, "duplicates_url": 2}


def test_an_equal_text_is_a_duplicate_by_text() -> None:
    twin = article("t", ORIGINAL.text, START + HOUR)
    stream = (
        test_stream.TestStream()
        .add_elements([stamped(ORIGINAL), stamped(twin)])
        .advance_watermark_to_infinity()
    )
    expected: list[Row] = [("o", None, None, ("t",)), ("t", "o", "text", ("o",))]
    rows_of(stream, expected, settle=DAY)


def days_of_news(number: int) -> test_stream.TestStream:
    stream = test_stream.TestStream()
    for day in range(number):
        morning = START + day * DAY
        stream.advance_watermark_to(at(morning))
        stream.add_elements(
            [stamped(article(f"{day}-{n}", story(9 * day + n), morning)) for n in (0, 1)]
        )
    return stream.advance_watermark_to(at(START + (number - 1) * DAY + HOUR))


@pytest.mark.parametrize("number", [4, 7])
def test_what_is_remembered_does_not_grow_with_the_days(number: int) -> None:
    """Two articles a day, a day of memory: those of three days at the most, however many come."""
    run(days_of_news(number), settings=NearSettings(horizon_days=1), lateness=timedelta(0))
    assert COUNTERS["entries_added"] == 2 * BANDS * number
    assert MOST["entries"] <= 2 * BANDS * 3
    assert MOST["texts"] <= 2 * 3


def test_in_the_end_nothing_is_remembered() -> None:
    stream = days_of_news(2).advance_watermark_to_infinity()
    run(stream, settings=NearSettings(horizon_days=1), lateness=HOUR)
    assert COUNTERS["entries_cleared"] == COUNTERS["entries_added"] == 2 * BANDS * 2
    assert COUNTERS["texts_cleared"] == COUNTERS["texts_added"] == 4


def test_windows_and_wrong_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="no time runs back"):
        DropDuplicatesFromStream(settle=timedelta(seconds=-1))
    with pytest.raises(ValueError, match="comparisons=1"):
        DropDuplicatesFromStream(comparisons=1)
    windowed = beam.Pipeline() | beam.Create([ORIGINAL]) | beam.WindowInto(FixedWindows(60))
    with pytest.raises(ValueError, match="give it no windows"):
        windowed | DropDuplicatesFromStream()
