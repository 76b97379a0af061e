"""Counting steps as a graph: new rejects once, sums handed to the launcher."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
from apache_beam.testing.util import assert_that, equal_to

from transforms.accounts.counts import read_counts
from transforms.accounts.steps import KeepNewRejects, ShowProgress, WriteCounts
from transforms.outcomes import Reason, Stage, reject
from transforms.progress import READ, REJECTED, TALLY
from transforms.records import Reject
from transforms.write.storage import LocalStorage

SEEN = datetime(2026, 2, 1, tzinfo=UTC)


class History:
    """Committed reject ids in memory."""

    def __init__(self, *known: str) -> None:
        self._known = set(known)

    def known_rejects(self, reject_ids: Sequence[str]) -> Iterable[str]:
        return self._known & set(reject_ids)


def bad_line(payload: str, source: str) -> Reject:
    return reject(Stage.READ, Reason.INVALID_JSON, source, "no JSON", payload, SEEN)


def source_of(row: Reject) -> str:
    return row.source


def test_one_bad_line_in_three_files_is_one_row_and_three_counts() -> None:
    rejects = [bad_line("{", source) for source in ("c", "a", "b")]
    known = bad_line("[", "d")
    with beam.Pipeline("FnApiRunner") as pipeline:
        new = pipeline | beam.Create([*rejects, known]) | KeepNewRejects(History(known.reject_id))
        assert_that(new.rejects | beam.Map(source_of), equal_to(["a"]), "rows")
        expected = [(("reject", "read", "invalid_json"), 4), (("reject_known",), 1)]
        assert_that(new.counts, equal_to(expected), "counts")


def test_sums_of_all_bundles_reach_the_launcher(tmp_path: Path) -> None:
    counts = [(("event", "fire"), 2), (("event", "fire"), 3), (("reject_known",), 1)]
    with beam.Pipeline("FnApiRunner") as pipeline:
        _ = pipeline | beam.Create(counts) | WriteCounts(str(tmp_path), "r1")
    sums = read_counts(str(tmp_path), "r1", LocalStorage())
    assert sums == {("event", "fire"): 5, ("reject_known",): 1}


def test_a_run_without_any_count_says_so(tmp_path: Path) -> None:
    with beam.Pipeline("FnApiRunner") as pipeline:
        empty = pipeline | beam.Create([]).with_output_types(tuple[tuple[str, ...], int])
        _ = empty | WriteCounts(str(tmp_path), "r1")
    assert read_counts(str(tmp_path), "r1", LocalStorage()) == {}


def test_progress_counts_elements_where_they_are_made() -> None:
    TALLY.reset()
    with beam.Pipeline("FnApiRunner") as pipeline:
        passed = pipeline | beam.Create([1, 2, 3]) | ShowProgress((READ, REJECTED))
        assert_that(passed, equal_to([1, 2, 3]))
    assert TALLY.counts() == {READ: 3, REJECTED: 3}
    TALLY.reset()
