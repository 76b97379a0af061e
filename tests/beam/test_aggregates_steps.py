"""ComputeAggregates as a graph: event-time windows, read-back history, revisions."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from transforms.aggregates.defaults import DEFAULT_AGGREGATES
from transforms.aggregates.facts import EventFact, fact_of
from transforms.aggregates.steps import ComputeAggregates
from transforms.records import Aggregate, Event
from transforms.settings import AggregateSettings

NOW = datetime(2026, 2, 1, tzinfo=UTC)
DAY_COUNTRY = AggregateSettings(name="day_country", keys=("country",))
WEEK = AggregateSettings(name="week", window_days=7, offset_days=4)


FOUND: list[Aggregate] = []
"""What the graph under test gave: the embedded runner works in this process."""


def keep(row: Aggregate) -> None:
    FOUND.append(row)


class History:
    """Committed events and windows in memory."""

    def __init__(self, events: Iterable[Event] = (), rows: Iterable[Aggregate] = ()) -> None:
        self._events = list(events)
        self._rows = list(rows)

    def facts_of_days(self, days: Sequence[date]) -> Iterable[EventFact]:
        facts = (fact_of(one, new=False) for one in self._events if one.date_end in days)
        return [fact for fact in facts if fact is not None]

    def aggregates_of_days(self, days: Sequence[date]) -> Iterable[Aggregate]:
        return [row for row in self._rows if row.window_start.date() in days]


def event(name: str, day: date | None, **columns: Any) -> Event:
    hints = get_type_hints(Event)
    blank: dict[str, Any] = {
        field: [] if get_origin(hint) is list else None if type(None) in get_args(hint) else 0
        for field, hint in hints.items()
    }
    given = {"event_id": name, "article_id": name, "event_type": "attack", "date_end": day}
    return Event(**{**blank, **given, **columns})


def computed(
    events: Iterable[Event], history: History, *aggregates: AggregateSettings
) -> list[Aggregate]:
    FOUND.clear()
    with beam.Pipeline("FnApiRunner") as pipeline:
        result = (
            pipeline
            | beam.Create(list(events)).with_output_types(Event)
            | ComputeAggregates(aggregates, NOW, history)
        )
        _ = result.aggregates | beam.Map(keep)
    return sorted(FOUND, key=repr)


def test_a_week_starts_on_monday_and_holds_its_sunday() -> None:
    monday, sunday, next_monday = date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12)
    rows = computed(
        [event("e1", monday), event("e2", sunday), event("e3", next_monday)], History(), WEEK
    )
    weeks = sorted((row.window_start, row.window_end, row.events) for row in rows)
    assert weeks == [
        (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC), 2),
        (datetime(2026, 1, 12, tzinfo=UTC), datetime(2026, 1, 19, tzinfo=UTC), 1),
    ]


def test_an_event_without_a_date_is_in_no_window() -> None:
    assert computed([event("e1", None)], History(), DAY_COUNTRY, WEEK) == []


def test_no_configured_aggregate_gives_no_row() -> None:
    assert computed([event("e1", date(2026, 1, 5))], History()) == []


def test_committed_events_of_a_touched_window_count_and_give_a_revision() -> None:
    day = date(2026, 1, 6)
    old = [event("e0", day, killed=2, place="Lviv", country="UA")]
    first = computed(old, History(), DAY_COUNTRY)
    new = [event("e1", day, killed=3, place="Odesa", country="UA")]
    (revised,) = computed(new, History(old, first), DAY_COUNTRY)
    assert (revised.killed, revised.events, revised.revision) == (5, 2, 2)
    assert revised.pane == "revision"


def test_keys_and_windows_without_a_new_event_are_left_alone() -> None:
    day = date(2026, 1, 6)
    old = [event("e0", day, country="RU"), event("e9", date(2026, 1, 9), country="UA")]
    (row,) = computed([event("e1", day, country="UA")], History(old), DAY_COUNTRY)
    assert (row.country, row.events) == ("UA", 1)


def test_a_committed_event_of_another_day_of_the_week_counts_for_the_week() -> None:
    old = [event("e0", date(2026, 1, 9))]
    (row,) = computed([event("e1", date(2026, 1, 5))], History(old), WEEK)
    assert row.events == 2


def test_a_new_event_that_changes_no_figure_but_the_count_is_a_revision() -> None:
    day = date(2026, 1, 6)
    first = computed([event("e0", day)], History(), WEEK)
    again = computed([event("e1", day)], History([event("e0", day)], first), WEEK)
    assert [row.revision for row in again] == [2]


def test_events_in_several_runs_give_the_figures_of_one_run() -> None:
    events = [
        event(f"e{n}", date(2026, 1, 1 + n % 9), country="UA", targets=["port"], killed=n % 3)
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


def test_rows_are_counted_by_name() -> None:
    with beam.Pipeline("FnApiRunner") as pipeline:
        result = (
            pipeline
            | beam.Create([event("e1", date(2026, 1, 5), country="UA")]).with_output_types(Event)
            | ComputeAggregates((DAY_COUNTRY, WEEK), NOW, History())
        )
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
