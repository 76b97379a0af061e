"""Counting within a graph: progress, rejects and events, and the file that hands the sums over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, Protocol

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.utils.windowed_value import WindowedValue

from transforms.accounts.counts import (
    REJECT,
    REJECT_KNOWN,
    Count,
    CountKey,
    summed,
    write_counts,
)
from transforms.accounts.rejects import first_reject
from transforms.accounts.statistics import event_counts
from transforms.progress import EVENTS, TALLY
from transforms.records import Event, Reject
from transforms.windows import in_global_window
from transforms.write.storage import storage_for

REJECTS_PER_LOOKUP: Final = 20_000


class KnownRejects(Protocol):
    """What the committed tables know of rejects."""

    def known_rejects(self, reject_ids: Sequence[str]) -> Iterable[str]:
        """Return those of the ids that have a committed row, in one scan."""


class NewRejects(NamedTuple):
    """The outputs of KeepNewRejects."""

    rejects: beam.PCollection
    counts: beam.PCollection


@dataclass
class ShowProgress(beam.PTransform):
    """Add elements to the progress of this process, in the stage that makes them.

    Input and output: anything, unchanged. Windowing: any. State: none. Rejects: none. Counters:
    none, ``names`` are those of ``transforms.progress``. Delivery: as the input.
    """

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, elements: beam.PCollection) -> beam.PCollection:
        """Put a counting step behind the one that makes the elements."""
        kind: Any = elements.element_type
        return elements | "Add" >> beam.ParDo(_ShowProgress(self.names)).with_output_types(kind)


@dataclass
class KeepNewRejects(beam.PTransform):
    """Turn rejects into rows: one per reject id, none for an id that is committed.

    Input: Reject. Output: ``rejects``, the rows; ``counts``, all rejects by stage and reason and
    those of committed ids. Of several rejects with one id the one with the smallest source gives
    the row. Windowing: bounded input in the global window. State: none. Counters: none.
    Delivery: at least once, with the same rows.
    """

    known: KnownRejects

    def __post_init__(self) -> None:
        super().__init__()

    @beam.typehints.no_annotations
    def expand(self, rejects: beam.PCollection) -> NewRejects:
        """Count, take the first of each id, look the ids up."""
        counted = rejects | "Count" >> beam.ParDo(_CountRejects()).with_outputs(main="keyed")
        new = (
            counted.keyed
            | "GroupById" >> beam.CombinePerKey(first_reject)
            | "LookUp" >> beam.ParDo(_DropKnownRejects(self.known)).with_outputs(main="rejects")
        )
        counts = (counted.counts, new.counts) | "Counts" >> beam.Flatten()
        return NewRejects(new.rejects, counts)


@dataclass
class CountEvents(beam.PTransform):
    """Count event types, empty slots and labels by language.

    Input: Event. Output: Count, once per key and bundle. Windowing: any input; the output is in
    the global window. State: none. Rejects: none. Counters: none. Delivery: at least once.
    """

    def expand(self, events: beam.PCollection) -> beam.PCollection:
        """Count in the stage that makes the events."""
        return events | "Count" >> beam.ParDo(_CountEvents())


@dataclass
class WriteCounts(beam.PTransform):
    """Sum up all counts and write them into the run's staging folder, for the launcher.

    Input: Count, in the global window. Output: the file's path, once, also for no input.
    State: none. Rejects: none. Delivery: at least once, the same file.
    """

    output: str
    run_id: str

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, counts: beam.PCollection) -> beam.PCollection:
        """Sum per key, then collect the few sums."""
        return (
            counts
            | "Sum" >> beam.CombinePerKey(sum)
            | "Collect" >> beam.combiners.ToList()
            | "Write" >> beam.ParDo(_WriteCounts(self.output, self.run_id))
        )


class _ShowProgress(beam.DoFn):
    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names

    def process(self, element: Any) -> Iterator[Any]:
        for name in self._names:
            TALLY.add(name)
        yield element


class _CountRejects(beam.DoFn):
    """Reject -> (reject id, Reject), counts."""

    def start_bundle(self) -> None:
        self._counts: Counter[CountKey] = Counter()

    def process(
        self, reject: Reject
    ) -> Iterator[tuple[str, Reject] | TaggedOutput[Literal["counts"], Count]]:
        self._counts[(REJECT, reject.stage, reject.reason)] += 1
        yield reject.reject_id, reject

    def finish_bundle(self) -> Iterator[Any]:
        for count in sorted(self._counts.items()):
            yield TaggedOutput("counts", in_global_window(count))


class _DropKnownRejects(beam.DoFn):
    """(reject id, Reject) -> the rejects without a committed row, counts."""

    def __init__(self, known: KnownRejects) -> None:
        super().__init__()
        self._known = known

    def start_bundle(self) -> None:
        self._waiting: dict[str, Reject] = {}
        self._repeated = 0

    def process(
        self, element: tuple[str, Reject]
    ) -> Iterator[Reject | TaggedOutput[Literal["counts"], Count]]:
        self._waiting[element[0]] = element[1]
        if len(self._waiting) >= REJECTS_PER_LOOKUP:
            yield from self._new()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._new())
        if self._repeated:
            count: Count = ((REJECT_KNOWN,), self._repeated)
            yield TaggedOutput("counts", in_global_window(count))

    def _new(self) -> Iterator[Reject]:
        waiting, self._waiting = self._waiting, {}
        known = set(self._known.known_rejects(list(waiting))) if waiting else set()
        self._repeated += len(known)
        yield from (reject for key, reject in waiting.items() if key not in known)


class _CountEvents(beam.DoFn):
    def start_bundle(self) -> None:
        self._counts: Counter[CountKey] = Counter()

    def process(self, event: Event) -> Iterator[Count]:
        self._counts.update(event_counts(event))
        TALLY.add(EVENTS)
        yield from ()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        yield from map(in_global_window, sorted(self._counts.items()))


class _WriteCounts(beam.DoFn):
    def __init__(self, output: str, run_id: str) -> None:
        super().__init__()
        self._output = output
        self._run_id = run_id

    def process(self, counts: list[Count]) -> Iterator[str]:
        sums = summed((tuple(key), number) for key, number in counts)
        yield write_counts(self._output, self._run_id, sums, storage_for(self._output))
