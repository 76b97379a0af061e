"""DropDuplicates as a graph: the same rows for any order, any staged files, any workers."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from transforms.dedup.candidates import Node
from transforms.dedup.fingerprints import KnownVersion
from transforms.dedup.near import Relation
from transforms.dedup.signatures import signature
from transforms.dedup.steps import DropDuplicates
from transforms.records import Article

Row = tuple[str, str, str | None, str | None]


class History:
    """Committed versions in memory; none of them has a near-duplicate."""

    def __init__(self, *versions: KnownVersion) -> None:
        self._versions = versions

    def by_article_id(self, article_ids: Sequence[str]) -> Iterable[KnownVersion]:
        return [version for version in self._versions if version.article_id in article_ids]

    def by_text_hash(self, text_hashes: Sequence[str]) -> Iterable[KnownVersion]:
        return [version for version in self._versions if version.text_hash in text_hashes]

    def near_nodes(self, day: date | None) -> Iterable[Node]:
        return []

    def texts(self, day: date | None, article_ids: Collection[str]) -> dict[tuple[str, str], str]:
        return {}

    def relations(self, article_ids: Collection[str]) -> Iterable[Relation]:
        return []


def article(name: str, text: str, day: int) -> Article:
    return Article(
        article_id=name,
        url=None,
        canonical_url=None,
        source=None,
        feed_url=None,
        title=f"Headline {day}",
        authors=[],
        tags=[],
        language="en",
        language_score=None,
        published_at=datetime(2026, 1, day, tzinfo=UTC),
        published_from=None,
        seen_at=datetime(2026, 2, 1, tzinfo=UTC),
        text=text * 20,
        text_hash=text,
        word_count=1,
    )


ARTICLES = [
    article("a", "first", 1),
    article("a", "first", 1),
    article("a", "changed", 2),
    article("b", "first", 3),
    article("c", "known", 4),
    article("d", "alone", 5),
]
KNOWN = KnownVersion("c", "known")
ROWS: list[Row] = [
    ("a", "first", None, None),
    ("a", "changed", "a", "url"),
    ("b", "first", "a", "text"),
    ("d", "alone", None, None),
]
OUTCOMES = {"kept": 2, "duplicates_url": 2, "duplicates_text": 1, "duplicates_known": 1}


def row(one: Article) -> Row:
    assert one.text == one.text_hash * 20
    return one.article_id, one.text_hash, one.duplicate_of, one.duplicate_kind


def outcome(count: tuple[tuple[str, ...], int]) -> tuple[str, int]:
    return count[0][-1], count[1]


@pytest.mark.parametrize("rows_per_file", [1, 2, 100])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("workers", [1, 2])
def test_rows_do_not_depend_on_files_order_or_workers(
    tmp_path: Path, rows_per_file: int, backwards: bool, workers: int
) -> None:
    options = beam.options.pipeline_options.PipelineOptions(
        [f"--direct_num_workers={workers}", "--direct_running_mode=multi_threading"]
    )
    with beam.Pipeline("FnApiRunner", options=options) as pipeline:
        unique = (
            pipeline
            | beam.Create(ARTICLES[::-1] if backwards else ARTICLES)
            | DropDuplicates(str(tmp_path), "r1", History(KNOWN), rows_per_file=rows_per_file)
        )
        assert_that(unique.articles | "Rows" >> beam.Map(row), equal_to(ROWS), "rows")
        sums = unique.counts | "Outcome" >> beam.Map(outcome) | beam.CombinePerKey(sum)
        assert_that(sums, equal_to(list(OUTCOMES.items())), "outcomes")


WIRE = "Firefighters reached the depot near the river bridge at dawn and stayed until the evening. "


def test_committed_copies_are_found_by_signature_and_read_back(tmp_path: Path) -> None:
    class Committed(History):
        def near_nodes(self, day: date | None) -> Iterable[Node]:
            if day != date(2026, 1, 2):
                return []
            moment = 1_767_312_000_000_000  # 2026-01-02
            return [Node("old", "h", moment, moment, "", 0, signature(WIRE * 20))]

        def texts(
            self, day: date | None, article_ids: Collection[str]
        ) -> dict[tuple[str, str], str]:
            assert (day, set(article_ids)) == (date(2026, 1, 2), {"old"})
            return {("old", "h"): WIRE * 20}

        def relations(self, article_ids: Collection[str]) -> Iterable[Relation]:
            known = Relation("old", 1_767_312_000_000_000, None, [])
            return [known] if "old" in article_ids else []

    copy = article("a", "x", 3)._replace(text=f"KYIV (AP) - {WIRE * 20}")
    with beam.Pipeline("FnApiRunner") as pipeline:
        unique = (
            pipeline
            | beam.Create([copy, article("b", "y", 3)])
            | DropDuplicates(str(tmp_path), "r1", Committed())
        )
        told = unique.articles | "Told" >> beam.Map(
            lambda one: (one.article_id, one.duplicate_of, one.duplicate_kind)
        )
        assert_that(told, equal_to([("a", "old", "near"), ("b", None, None)]), "rows")
        sums = unique.counts | "Outcome" >> beam.Map(outcome) | beam.CombinePerKey(sum)
        assert_that(sums, equal_to([("kept", 1), ("duplicates_near", 1)]), "outcomes")


def test_no_article_gives_no_row_and_no_file(tmp_path: Path) -> None:
    with beam.Pipeline("FnApiRunner") as pipeline:
        unique = (
            pipeline
            | beam.Create([]).with_output_types(Article)
            | DropDuplicates(str(tmp_path), "r1", History())
        )
        assert_that(unique.articles, equal_to([]), "rows")
        assert_that(unique.counts, equal_to([]), "counts")
    assert not list(tmp_path.rglob("*.arrow"))


def test_many_lookups_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.dedup.steps.KEYS_PER_LOOKUP", 2)
    articles = [article(f"a{number}", f"t{number % 7}", 1 + number % 5) for number in range(20)]
    with beam.Pipeline("FnApiRunner") as pipeline:
        unique = pipeline | beam.Create(articles) | DropDuplicates(str(tmp_path), "r1", History())
        kinds = unique.articles | beam.Map(_kind) | beam.combiners.Count.PerElement()
        expected = Counter({"None": 7, "text": 13})
        assert_that(kinds, equal_to(list(expected.items())))


def _kind(one: Article) -> str:
    return str(one.duplicate_kind)


def test_limits_without_room_are_refused() -> None:
    with pytest.raises(ValueError, match="rows_per_file=0"):
        DropDuplicates("out", "r1", History(), rows_per_file=0)
