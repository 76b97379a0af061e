"""DropDuplicatesFromStream: keyed state in event time, any order, and nothing kept for ever.

Rows and counters are collected by the test itself: this runner evaluates assert_that before rows
that a timer sends at the very end, and reports the counters of its first bundles only.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.testing import test_stream
from apache_beam.transforms.window import FixedWindows, TimestampedValue

from tests.bench.bench_copies import clean
from tests.bench.copies import corpus
from tests.bench.copies_text import grammars
from transforms.dedup import stream_state_steps
from transforms.dedup.candidates import Node
from transforms.dedup.components import components
from transforms.dedup.fingerprints import KnownVersion
from transforms.dedup.near import Relation
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import BANDS
from transforms.dedup.steps import DropDuplicates
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


class NothingCommitted:
    """Committed tables without a row."""

    def by_article_id(self, article_ids: Sequence[str]) -> Iterable[KnownVersion]:
        return []

    def by_text_hash(self, text_hashes: Sequence[str]) -> Iterable[KnownVersion]:
        return []

    def near_nodes(self, day: date | None) -> Iterable[Node]:
        return []

    def texts(self, day: date | None, article_ids: Collection[str]) -> dict[tuple[str, str], str]:
        return {}

    def relations(self, article_ids: Collection[str]) -> Iterable[Relation]:
        return []


def collect_bounded(one: Article) -> None:
    BOUNDED.append(one)


BOUNDED: list[Article] = []


def groups_of(rows: Iterable[Article]) -> set[frozenset[str]]:
    edges = [(one.article_id, copy.article_id) for one in rows for copy in one.near]
    edges += [(one.article_id, one.duplicate_of) for one in rows if one.duplicate_of]
    return {frozenset(group) for group in components(edges)}


def test_the_bounded_graph_and_the_stream_find_the_same_duplicates(tmp_path: Path) -> None:
    """The same groups of copies, of wires and of nightly reports, with the same original kept.

    A stream names the earliest article that it has compared with; the bounded graph knows whole
    groups, so that it keeps only the first of each.
    """
    articles = clean(corpus(60, seed=5))
    BOUNDED.clear()
    with beam.Pipeline("FnApiRunner") as pipeline:
        found = (
            pipeline
            | beam.Create(articles, reshuffle=False)
            | DropDuplicates(str(tmp_path), "r1", NothingCommitted())
        )
        _ = found.articles | "CollectBounded" >> beam.Map(collect_bounded)
    stream = test_stream.TestStream()
    for start in range(0, len(articles), 20):
        stream.add_elements([stamped(one) for one in articles[start : start + 20]])
    run(stream.advance_watermark_to_infinity(), settle=40 * DAY)
    assert len(ROWS) == len(BOUNDED) == len(articles)
    assert groups_of(ROWS) == groups_of(BOUNDED)
    kept, kept_by_bounded = (
        {one.article_id for one in rows if one.duplicate_of is None} for rows in (ROWS, BOUNDED)
    )
    assert kept >= kept_by_bounded
    assert len(kept - kept_by_bounded) <= 2
    assert len(kept_by_bounded) < 40


def test_windows_and_wrong_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="no time runs back"):
        DropDuplicatesFromStream(settle=timedelta(seconds=-1))
    with pytest.raises(ValueError, match="comparisons=1"):
        DropDuplicatesFromStream(comparisons=1)
    windowed = beam.Pipeline() | beam.Create([ORIGINAL]) | beam.WindowInto(FixedWindows(60))
    with pytest.raises(ValueError, match="give it no windows"):
        windowed | DropDuplicatesFromStream()
