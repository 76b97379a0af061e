"""ComputeAggregates as a graph: event-time windows, read-back history, revisions."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from tests.helpers.incidents import incident
from transforms.aggregates.defaults import DEFAULT_AGGREGATES
from transforms.aggregates.steps import ComputeAggregates
from transforms.records import Aggregate, Coverage, Incident
from transforms.settings import AggregateSettings

NOW = datetime(2026, 2, 1, tzinfo=UTC)
DAY_COUNTRY = AggregateSettings(name="day_country", keys=("country",))
WEEK = AggregateSettings(name="week", window_days=7, offset_days=4)


FOUND: list[Aggregate] = []
"""What the graph under test gave: the embedded runner works in this process."""


def keep(row: Aggregate) -> None:
    FOUND.append(row)


class History:
    """Committed incidents, windows and coverage in memory."""

    def __init__(
        self,
        incidents: Iterable[Incident] = (),
        rows: Iterable[Aggregate] = (),
        coverage: Iterable[Coverage] = (),
    ) -> None:
        self._incidents = list(incidents)
        self._rows = list(rows)
        self._coverage = list(coverage)

    def incidents_of_days(self, days: Sequence[date]) -> Iterable[Incident]:
        return [one for one in self._incidents if one.date_end in days]

    def aggregates_of_days(self, days: Sequence[date]) -> Iterable[Aggregate]:
        return [row for row in self._rows if row.window_start.date() in days]

    def coverage_of_days(self, days: Sequence[date]) -> Iterable[Coverage]:
        return [row for row in self._coverage if row.window_start.date() in days]


def one_of(name: str, day: date | None, **columns: Any) -> Incident:
    return incident(name, date_end=day, **({"country": None} | columns))


def computed(
    changed: Iterable[Incident],
    history: History,
    *aggregates: AggregateSettings,
    replaced: Iterable[Incident] = (),
) -> list[Aggregate]:
    FOUND.clear()
    with beam.Pipeline("FnApiRunner") as pipeline:
        given = tuple(
            pipeline | name >> beam.Create(list(rows)).with_output_types(Incident)
            for name, rows in (("Changed", changed), ("Replaced", replaced))
        )
        result = given | ComputeAggregates(aggregates, NOW, history)
        _ = result.aggregates | beam.Map(keep)
    return sorted(FOUND, key=repr)


def test_a_week_starts_on_monday_and_holds_its_sunday() -> None:
    monday, sunday, next_monday = date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12)
    rows = computed(
        [one_of("e1", monday), one_of("e2", sunday), one_of("e3", next_monday)], History(), WEEK
    )
    weeks = sorted((row.window_start, row.window_end, row.events) for row in rows)
    assert weeks == [
        (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC), 2),
        (datetime(2026, 1, 12, tzinfo=UTC), datetime(2026, 1, 19, tzinfo=UTC), 1),
    ]


def test_an_incident_without_a_date_is_in_no_window() -> None:
    assert computed([one_of("e1", None)], History(), DAY_COUNTRY, WEEK) == []


def test_no_configured_aggregate_gives_no_row() -> None:
    assert computed([one_of("e1", date(2026, 1, 5))], History()) == []


def test_committed_incidents_of_a_touched_window_count_and_give_a_revision() -> None:
    day = date(2026, 1, 6)
    old = [one_of("e0", day, killed=2, place="Lviv", country="UA")]
    first = computed(old, History(), DAY_COUNTRY)
    new = [one_of("e1", day, killed=3, place="Odesa", country="UA")]
    (revised,) = computed(new, History(old, first), DAY_COUNTRY)
    assert (revised.killed, revised.incidents, revised.revision) == (5, 2, 2)
    assert revised.pane == "revision"


def test_keys_and_windows_without_a_change_are_left_alone() -> None:
    day = date(2026, 1, 6)
    old = [one_of("e0", day, country="RU"), one_of("e9", date(2026, 1, 9), country="UA")]
    (row,) = computed([one_of("e1", day, country="UA")], History(old), DAY_COUNTRY)
    assert (row.country, row.events) == ("UA", 1)


def test_a_committed_incident_of_another_day_of_the_week_counts_for_the_week() -> None:
    old = [one_of("e0", date(2026, 1, 9))]
    (row,) = computed([one_of("e1", date(2026, 1, 5))], History(old), WEEK)
    assert row.events == 2


def test_a_new_incident_that_changes_no_figure_but_the_count_is_a_revision() -> None:
    day = date(2026, 1, 6)
    first = computed([one_of("e0", day)], History(), WEEK)
    again = computed([one_of("e1", day)], History([one_of("e0", day)], first), WEEK)
    assert [row.revision for row in again] == [2]


def test_incidents_in_several_runs_give_the_figures_of_one_run() -> None:
    events = [
        one_of(f"e{n}", date(2026, 1, 1 + n % 9), country="UA", targets=["port"], killed=n % 3)
        for n in range(12)
    ]
    at_once = computed(events, History(), *DEFAULT_AGGREGATES)
    rows: list[Aggregate] = []
    for start in range(0, 12, 5):
        rows += computed(
            events[start : start + 5], History(events[:start], rows), *DEFAULT_AGGREGATES
        )
    assert len(at_once) > 20
    newest = {_identity(row): _figures(row) for row in sorted(rows, key=_revision)}
    assert newest == {_identity(row): _figures(row) for row in at_once}


def test_an_incident_that_moves_leaves_a_revision_of_the_window_it_was_in() -> None:
    before = one_of("i", date(2026, 1, 6), country="UA", killed=2)
    first = computed([before], History(), DAY_COUNTRY)
    after = before._replace(country="RU", revision=2)
    rows = computed([after], History([before], first), DAY_COUNTRY, replaced=[before])
    assert [(row.country, row.incidents, row.killed, row.revision) for row in rows] == [
        ("RU", 1, 2, 1),
        ("UA", 0, None, 2),
    ]


def test_a_gap_of_coverage_makes_the_windows_incomplete() -> None:
    start = datetime(2026, 1, 8, tzinfo=UTC)
    gap = Coverage("f", start, start + timedelta(days=1), 1, 0, 0, 0, 0, 1, None, "down", NOW)
    history = History(coverage=[gap])
    rows = computed(
        [one_of("i", date(2026, 1, 8)), one_of("j", date(2026, 1, 5))], history, DAY_COUNTRY, WEEK
    )
    found = {(row.name, row.window_start.day): row.complete for row in rows}
    assert found == {("day_country", 8): False, ("day_country", 5): None, ("week", 5): False}


def test_rows_are_counted_by_name() -> None:
    one = one_of("e1", date(2026, 1, 5), country="UA")
    with beam.Pipeline("FnApiRunner") as pipeline:
        changed = pipeline | "Changed" >> beam.Create([one]).with_output_types(Incident)
        replaced = pipeline | "Replaced" >> beam.Create([]).with_output_types(Incident)
        result = (changed, replaced) | ComputeAggregates((DAY_COUNTRY, WEEK), NOW, History())
        expected = [(("aggregate", "day_country"), 1), (("aggregate", "week"), 1)]
        assert_that(result.counts, equal_to(expected))


def test_two_aggregates_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="week"):
        ComputeAggregates((WEEK, WEEK), NOW, History())


def _revision(row: Aggregate) -> int:
    return row.revision


def _identity(row: Aggregate) -> tuple[Any, ...]:
    return row[:9]


def _figures(row: Aggregate) -> Aggregate:
    return row._replace(revision=0, pane="")
