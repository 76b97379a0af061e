"""Coverage: expected items from earlier windows, statuses with their thresholds, closing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from transforms.feeds.coverage import (
    FeedRound,
    Outcomes,
    coverage_rows,
    expected_items,
    newest_rows,
    status_of,
    window_of,
    with_outcomes,
)
from transforms.feeds.settings import CoverageSettings
from transforms.records import Coverage

URL = "https://paper.example/rss"
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = CoverageSettings()


def row(days_ago: int, **keys: object) -> Coverage:
    start, end = window_of(NOON - days_ago * DAY, SETTINGS)
    closed = Coverage(URL, start, end, 20, 30, 30, 0, 0, 0, None, "ok", end)
    return closed._replace(**keys)  # type: ignore[arg-type]


def rows_of(
    history: Sequence[Coverage], *rounds: FeedRound, now: datetime = NOON, watched: bool = True
) -> list[Coverage]:
    return coverage_rows(newest_rows(history), rounds, [URL] if watched else [], now, SETTINGS)


def poll(handed_on: int = 0, errors: int = 0, unreadable: int = 0) -> FeedRound:
    return FeedRound(URL, 1, errors, handed_on, unreadable)


def test_rows_of_one_window_add_up_and_say_what_became_of_the_items() -> None:
    first = rows_of([], poll(handed_on=5, unreadable=1))[-1]
    assert (first.polls, first.items, first.new, first.expected_items) == (1, 6, 0, None)
    first = with_outcomes(first, poll(5, unreadable=1), Outcomes(new=3, rejected=1))
    assert (first.new, first.duplicates, first.rejected, first.items) == (3, 1, 2, 6)
    second = rows_of([first], poll(handed_on=2), now=NOON + timedelta(hours=1))[-1]
    second = with_outcomes(second, poll(2), Outcomes(new=2))
    assert (second.polls, second.items, second.new) == (2, 8, 5)
    assert (second.duplicates, second.rejected, second.status) == (1, 2, "ok")
    assert second.computed_at == NOON + timedelta(hours=1)


def test_nothing_is_expected_before_three_days_of_history() -> None:
    start, end = window_of(NOON, SETTINGS)
    history = [row(days) for days in (1, 2)]
    assert expected_items(history, start, end, SETTINGS) is None
    assert expected_items([*history, row(3, items=12)], start, end, SETTINGS) == 30


def test_the_same_weekday_decides_where_there_are_three_and_silence_of_the_server_does_not() -> (
    None
):
    start, end = window_of(NOON, SETTINGS)
    history = [row(days, items=4 if days % 7 == 0 else 30) for days in range(1, 22)]
    assert expected_items(history, start, end, SETTINGS) == 4
    down = [row(days, polls=2, errors=2, items=0) for days in range(1, 9)]
    assert expected_items(down, start, end, SETTINGS) is None
    assert expected_items([row(40 + days) for days in range(5)], start, end, SETTINGS) is None


@pytest.mark.parametrize(
    ("polls", "errors", "items", "expected", "passed", "status"),
    [
        (0, 0, 0, None, 1.0, "unknown"),
        (1, 1, 0, 30.0, 0.2, "unknown"),
        (1, 1, 0, 30.0, 1.0, "down"),
        (2, 2, 0, None, 0.2, "down"),
        (10, 6, 9, 30.0, 1.0, "degraded"),
        (10, 5, 30, 30.0, 1.0, "ok"),
        (5, 0, 0, None, 1.0, "unknown"),
        (5, 0, 1, None, 1.0, "ok"),
        (5, 0, 0, 30.0, 0.49, "ok"),
        (5, 0, 0, 6.0, 0.5, "silent"),
        (5, 0, 0, 5.9, 0.5, "ok"),
        (5, 0, 2, 10.0, 1.0, "degraded"),
        (5, 0, 3, 10.0, 1.0, "ok"),
        (5, 0, 1, 9.9, 1.0, "ok"),
        (5, 0, 0, 0.0, 1.0, "ok"),
    ],
)
def test_the_first_rule_that_applies_gives_the_status(
    polls: int, errors: int, items: int, expected: float | None, passed: float, status: str
) -> None:
    judged = row(0, polls=polls, errors=errors, items=items, expected_items=expected)
    assert status_of(judged, passed, SETTINGS) == status


def test_a_window_is_closed_once_by_the_first_round_after_it() -> None:
    still_open = row(1, computed_at=NOON - DAY, items=0, expected_items=30.0, status="ok")
    closed, fresh = rows_of([still_open], poll(3))
    assert (closed.window_start, closed.status) == (still_open.window_start, "silent")
    assert closed.computed_at == NOON
    assert (fresh.window_start, fresh.items) == (window_of(NOON, SETTINGS)[0], 3)
    assert [r.window_start for r in rows_of([closed, fresh], poll(1), now=NOON)] == [
        fresh.window_start
    ]


def test_windows_that_nobody_watched_are_closed_as_unknown() -> None:
    found = rows_of([row(4)], poll(3))
    assert [(r.window_start.day, r.status, r.polls) for r in found] == [
        (29, "unknown", 0),
        (30, "unknown", 0),
        (31, "unknown", 0),
        (1, "ok", 1),
    ]
    assert rows_of([row(4)], watched=False) == []
    assert len(rows_of([row(400)])) == SETTINGS.history_days


def test_of_rows_for_one_window_the_one_computed_last_counts() -> None:
    early, late = row(0, items=1, computed_at=NOON), row(0, items=2, computed_at=NOON + DAY)
    assert newest_rows([late, early]) == newest_rows([early, late]) == {URL: [late]}


def test_short_windows_start_on_multiples_of_their_length() -> None:
    six = CoverageSettings(window_hours=6)
    start, end = window_of(datetime(2026, 2, 1, 17, 59, tzinfo=UTC), six)
    assert (start.hour, end.hour, end - start) == (12, 18, timedelta(hours=6))
