"""A window is complete where no feed had a gap in it."""

from datetime import UTC, datetime

import pytest

from transforms.aggregates.completeness import is_complete
from transforms.records import Coverage

START, END = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)


def coverage(status: str, hour: int = 0, feed: str = "f", computed: int = 7) -> Coverage:
    return Coverage(
        feed_url=feed,
        window_start=START.replace(hour=hour),
        window_end=START.replace(hour=hour + 1),
        polls=1,
        items=0,
        new=0,
        duplicates=0,
        rejected=0,
        errors=0,
        expected_items=None,
        status=status,
        computed_at=datetime(2026, 1, computed, tzinfo=UTC),
    )


@pytest.mark.parametrize("status", ["silent", "degraded", "down"])
def test_one_gap_of_one_feed_is_enough(status: str) -> None:
    assert is_complete([coverage("ok"), coverage(status, 5, "g")], START, END) is False


def test_all_good_is_complete() -> None:
    assert is_complete([coverage("ok"), coverage("ok", 5)], START, END) is True


def test_without_coverage_or_with_an_unknown_one_nothing_is_said() -> None:
    assert is_complete([], START, END) is None
    assert is_complete([coverage("ok"), coverage("unknown", 5)], START, END) is None


def test_a_gap_at_another_time_does_not_count() -> None:
    later = END, datetime(2026, 1, 7, tzinfo=UTC)
    assert is_complete([coverage("down", 22), coverage("ok")], *later) is None


def test_the_row_computed_last_counts() -> None:
    rows = [coverage("ok", computed=9), coverage("down", computed=8)]
    assert is_complete(rows, START, END) is True
