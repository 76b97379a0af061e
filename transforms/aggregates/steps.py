"""Aggregates as part of a bounded graph: only windows that a changed incident touches."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple, Protocol

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.window import (
    FixedWindows,
    GlobalWindows,
    IntervalWindow,
    TimestampedValue,
    WindowFn,
)
from apache_beam.utils.windowed_value import WindowedValue

from transforms.accounts.counts import AGGREGATE, Count
from transforms.aggregates.completeness import is_complete
from transforms.aggregates.facts import (
    IncidentFact,
    Key,
    State,
    event_time,
    fact_of,
    keys_of,
    moment,
)
from transforms.aggregates.revisions import newest_revisions, revise, row_key
from transforms.aggregates.sums import Window, WindowSums, add_fact, aggregate_row, merge_sums
from transforms.records import Aggregate, Coverage, Incident
from transforms.settings import AggregateSettings
from transforms.windows import in_global_window

DAY: Final = 86_400
ROWS_PER_LOOKUP: Final = 20_000


class KnownWindows(Protocol):
    """What the committed tables know of incidents, windows and coverage."""

    def incidents_of_days(self, days: Sequence[date]) -> Iterable[Incident]:
        """Return the newest rows of the live incidents whose ``date_end`` is one of these days."""

    def aggregates_of_days(self, days: Sequence[date]) -> Iterable[Aggregate]:
        """Return the committed rows, all revisions, of windows that start on one of these days."""

    def coverage_of_days(self, days: Sequence[date]) -> Iterable[Coverage]:
        """Return the committed coverage of windows that start on one of these days."""


class Aggregated(NamedTuple):
    """The outputs of ComputeAggregates."""

    aggregates: beam.PCollection
    counts: beam.PCollection


@dataclass
class ComputeAggregates(beam.PTransform):
    """Compute the configured aggregates for all windows and keys that changed incidents touch.

    Input: a tuple of the changed rows of incidents (Incident: new ones, revisions, tombstones) and
    of the live rows that they take the place of. Output: ``aggregates``, a row for each window and
    key whose figures differ from the newest committed revision; ``counts``, rows by aggregate.
    What is counted how: ``sums``, ``families`` and ``facts``.

    Event time is 00:00 UTC of ``date_end``, the last local day at the place; windows are
    FixedWindows of that time. An incident without ``date_end`` belongs to no window. Committed
    incidents of the touched windows are read back and counted with the changed ones. Late articles
    are no special case: they give a new revision, without figures where nothing is left.
    State: none. Rejects: none. Counters: none. Delivery: at least once, with the same rows.
    """

    aggregates: tuple[AggregateSettings, ...]
    computed_at: datetime
    known: KnownWindows

    def __post_init__(self) -> None:
        super().__init__()
        names = Counter(aggregate.name for aggregate in self.aggregates)
        repeated = [name for name, number in names.items() if number > 1]
        if repeated:
            raise ValueError(f"aggregates need names of their own; repeated: {repeated}")
        if self.computed_at.tzinfo is None:
            raise ValueError(f"computed_at needs a time zone: {self.computed_at!r}")

    @beam.typehints.no_annotations
    def expand(self, inputs: tuple[beam.PCollection, beam.PCollection]) -> Aggregated:
        """Take the facts, read those of the touched days back, sum up each aggregate."""
        changed, replaced = inputs
        moved = (
            changed | "Changed" >> beam.ParDo(_TakeFacts(State.CHANGED)),
            replaced | "Replaced" >> beam.ParDo(_TakeFacts(State.REPLACED)),
        ) | "Moved" >> beam.Flatten()
        ids = changed | "ChangedIds" >> beam.Map(_id_of)
        old = (
            moved
            | "TouchedDays" >> beam.ParDo(_TouchedDays(self.aggregates))
            | "DistinctDays" >> beam.combiners.ToSet()
            | "Untouched" >> beam.ParDo(_ReadUntouched(self.known), beam.pvalue.AsIter(ids))
        )
        facts = (
            (moved, old)
            | "AllFacts" >> beam.Flatten()
            | "EventTime" >> beam.ParDo(_StampEventTime())
        )
        rows = [
            facts | f"Days{days}Offset{offset}" >> _SumUp(tuple(shared), self.computed_at)
            for (days, offset), shared in groupby(
                sorted(self.aggregates, key=_span_of), key=_span_of
            )
        ]
        revised = (
            rows
            | "Rows" >> beam.Flatten(pipeline=changed.pipeline)
            | "Revise" >> beam.ParDo(_Revise(self.known)).with_outputs(main="aggregates")
        )
        return Aggregated(revised.aggregates, revised.counts)


@dataclass
class _SumUp(beam.PTransform):
    """IncidentFact, stamped -> Aggregate, for the touched keys; in the global window.

    All aggregates of one step have the same windows.
    """

    aggregates: tuple[AggregateSettings, ...]
    computed_at: datetime

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, facts: beam.PCollection) -> beam.PCollection:
        return (
            facts
            | "Window" >> beam.WindowInto(windows_of(self.aggregates[0]))
            | "Keys" >> beam.ParDo(_KeyFacts(self.aggregates))
            | "Sum" >> beam.CombinePerKey(SumIncidents())
            | "Row" >> beam.ParDo(_MakeRow(self.computed_at))
            | "Global" >> beam.WindowInto(GlobalWindows())
        )


class SumIncidents(beam.CombineFn):
    """The IncidentFacts of one window and key; see ``sums`` for their meaning."""

    def create_accumulator(self) -> WindowSums:
        """Return the sums of nothing."""
        return WindowSums()

    def add_input(self, mutable_accumulator: WindowSums, element: IncidentFact) -> WindowSums:
        """Add one incident."""
        return add_fact(mutable_accumulator, element)

    def merge_accumulators(self, accumulators: Iterable[WindowSums]) -> WindowSums:
        """Return the sums of several parts."""
        return merge_sums(accumulators)

    def extract_output(self, accumulator: WindowSums) -> WindowSums:
        """Return the sums as they are: the row needs the window as well."""
        return accumulator


def windows_of(aggregate: AggregateSettings) -> WindowFn:
    """Return the windows of an aggregate, in event time."""
    return FixedWindows(aggregate.window_days * DAY, offset=aggregate.offset_days * DAY)


def days_of(windows: WindowFn, fact: IncidentFact) -> Iterator[int]:
    """Yield the days (since 1970) of the windows that an incident falls into."""
    for window in windows.assign(WindowFn.AssignContext(event_time(fact))):
        yield from range(int(window.start) // DAY, int(window.end) // DAY)


class _TakeFacts(beam.DoFn):
    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    def process(self, incident: Incident) -> Iterator[IncidentFact]:
        fact = fact_of(incident, self._state)
        if fact is not None:
            yield fact


class _TouchedDays(beam.DoFn):
    """IncidentFact -> days since 1970, each once per bundle."""

    def __init__(self, aggregates: tuple[AggregateSettings, ...]) -> None:
        super().__init__()
        self._aggregates = aggregates

    def start_bundle(self) -> None:
        self._days_of_incidents: dict[int, IncidentFact] = {}

    def process(self, fact: IncidentFact) -> Iterator[int]:
        self._days_of_incidents[fact.day] = fact
        yield from ()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        windows = [windows_of(aggregate) for aggregate in self._aggregates]
        facts = self._days_of_incidents.values()
        days = {day for fact in facts for one in windows for day in days_of(one, fact)}
        yield from map(in_global_window, sorted(days))


class _ReadUntouched(beam.DoFn):
    """Days -> the facts of their committed incidents, without those that changed."""

    def __init__(self, known: KnownWindows) -> None:
        super().__init__()
        self._known = known

    def process(self, days: set[int], changed: Iterable[str]) -> Iterator[IncidentFact]:
        dates = [moment(day * DAY).date() for day in sorted(days)]
        ids = set(changed)
        for incident in self._known.incidents_of_days(dates) if dates else ():
            fact = fact_of(incident, State.UNTOUCHED)
            if fact is not None and fact.incident_id not in ids:
                yield fact


class _StampEventTime(beam.DoFn):
    def process(self, fact: IncidentFact) -> Iterator[IncidentFact]:
        yield TimestampedValue(fact, event_time(fact))


class _KeyFacts(beam.DoFn):
    """IncidentFact -> ((name of the aggregate, key), IncidentFact)."""

    def __init__(self, aggregates: tuple[AggregateSettings, ...]) -> None:
        super().__init__()
        self._aggregates = aggregates

    def process(self, fact: IncidentFact) -> Iterator[tuple[tuple[str, Key], IncidentFact]]:
        for aggregate in self._aggregates:
            for key in keys_of(fact, aggregate):
                yield (aggregate.name, key), fact


class _MakeRow(beam.DoFn):
    def __init__(self, computed_at: datetime) -> None:
        super().__init__()
        self._computed_at = computed_at

    def process(
        self, element: tuple[tuple[str, Key], WindowSums], window: Any = beam.DoFn.WindowParam
    ) -> Iterator[Aggregate]:
        (name, key), sums = element
        if sums.touched:
            yield aggregate_row(name, _span(window), key, sums, self._computed_at)


class _Revise(beam.DoFn):
    """Aggregate as computed -> Aggregate as the next revision, counts."""

    def __init__(self, known: KnownWindows) -> None:
        super().__init__()
        self._known = known

    def start_bundle(self) -> None:
        self._rows: list[Aggregate] = []
        self._counts: Counter[str] = Counter()

    def process(
        self, row: Aggregate
    ) -> Iterator[Aggregate | TaggedOutput[Literal["counts"], Count]]:
        self._rows.append(row)
        if len(self._rows) >= ROWS_PER_LOOKUP:
            yield from self._revised()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._revised())
        for name, number in sorted(self._counts.items()):
            count: Count = ((AGGREGATE, name), number)
            yield TaggedOutput("counts", in_global_window(count))

    def _revised(self) -> Iterator[Aggregate]:
        rows, self._rows = self._rows, []
        days = sorted({row.window_start.date() for row in rows})
        newest = newest_revisions(self._known.aggregates_of_days(days)) if days else {}
        coverage = list(self._known.coverage_of_days(_days_around(rows))) if days else []
        for row in rows:
            complete = is_complete(coverage, row.window_start, row.window_end)
            revised = revise(row._replace(complete=complete), newest.get(row_key(row)))
            if revised is not None:
                self._counts[revised.name] += 1
                yield revised


def _id_of(incident: Incident) -> str:
    return incident.incident_id


def _days_around(rows: Iterable[Aggregate]) -> list[date]:
    """Return the days on which a window of coverage (at most a day long) may overlap a row."""
    spans = {(row.window_start.date(), row.window_end.date()) for row in rows}
    return sorted(
        {
            start + timedelta(days=step)
            for start, end in spans
            for step in range(-1, (end - start).days + 1)
        }
    )


def _span_of(aggregate: AggregateSettings) -> tuple[int, int]:
    return aggregate.window_days, aggregate.offset_days


def _span(window: IntervalWindow) -> Window:
    start, end = window.start.to_utc_datetime(), window.end.to_utc_datetime()
    return Window(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC))
