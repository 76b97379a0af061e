"""Beam steps of feeds: polling them, and letting what they gave wait on disk."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, Literal, NamedTuple, Protocol

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.pvalue import TaggedOutput
from apache_beam.utils.windowed_value import WindowedValue

from transforms.feeds.http import Fetch, FetchFailure, FetchRequest, FetchResponse
from transforms.feeds.polling import failed_poll, poll_all, shard_of_host
from transforms.feeds.polls import PollReport, PollResult, PollTask
from transforms.feeds.pushed import poll_pushed, read_pushed
from transforms.feeds.settings import FetchSettings, PollSettings
from transforms.feeds.staged import polled_folder, read_records, write_records
from transforms.records import Feed, RawArticle, Reject
from transforms.settings import ReadSettings
from transforms.windows import in_global_window
from transforms.write.buffers import estimated_bytes
from transforms.write.storage import storage_for

NAMESPACE: Final = "wirebeam"
ITEMS: Final = "items"
REJECTS: Final = "rejects"
STATES: Final = "states"
REPORTS: Final = "reports"

_STAGED_ROWS: Final = 5_000
_STAGED_BYTES: Final = 16_000_000


class ClosableFetch(Protocol):
    """A Fetch that keeps connections open until it is closed."""

    def __call__(self, request: FetchRequest) -> FetchResponse | FetchFailure:
        """Ask; never raises."""

    def close(self) -> None:
        """Give the connections up."""


Poll = Callable[[PollTask, Fetch, PollSettings, datetime, ReadSettings], PollResult]


class PolledFeeds(NamedTuple):
    """The outputs of PollFeeds."""

    items: beam.PCollection[RawArticle]
    rejects: beam.PCollection[Reject]
    states: beam.PCollection[Feed]
    reports: beam.PCollection[PollReport]


@dataclass
class PollFeeds(beam.PTransform):
    """Poll each feed once.

    Input: PollTask, each feed once. Output: ``items`` (RawArticle, those that the feed did not
    have at the poll before), ``rejects`` (Reject: items that are no article, answers that are no
    feed), ``states`` (Feed) and ``reports`` (PollReport), one of these two per task. Windowing:
    bounded input in the global window. State: none; the feeds of one host are in one shard, and a
    shard has a pool of ``settings.fetch.concurrency`` threads, each with one host at a time;
    results leave as they come. Rejects: as ``poll`` makes them; a poll that raises gives a failed
    report and state with internal_error, no reject. Counter: ``wirebeam/read``, one for each item
    and each reject. Delivery: a retried bundle polls again; nothing counts before the commit.

    ``as_of`` is the clock of the round (UTC) and the moment of every poll. ``make_fetch`` opens
    the connections of a worker; it and ``poll`` must be importable functions.
    """

    settings: PollSettings
    read: ReadSettings
    as_of: datetime
    poll: Poll
    make_fetch: Callable[[FetchSettings], ClosableFetch]

    def __post_init__(self) -> None:
        super().__init__()
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of must have a time zone, got {self.as_of!r}")

    @beam.typehints.no_annotations
    def expand(self, tasks: beam.PCollection[PollTask]) -> PolledFeeds:
        """Bring the feeds of a shard together, poll them."""
        outputs = (
            tasks
            | "Shard" >> beam.ParDo(_KeyByShard(self.settings.shards))
            | "GroupByShard" >> beam.GroupByKey()
            | "PollShard"
            >> beam.ParDo(_PollShard(self)).with_outputs(REJECTS, STATES, REPORTS, main=ITEMS)
        )
        kinds = {ITEMS: RawArticle, REJECTS: Reject, STATES: Feed, REPORTS: PollReport}
        for name, kind in kinds.items():
            outputs[name].element_type = kind
        return PolledFeeds(*(outputs[name] for name in kinds))


@dataclass
class StageRecords(beam.PTransform):
    """Let records wait in the run's staging folder, for the launcher and the next graph.

    Input: records of one type, in the global window. Output: the paths of the files. State: none
    beyond a buffer of bounded size. Rejects: none. Delivery: at least once; a retry that brings
    the same records writes the same file again.
    """

    output: str
    run_id: str
    kind: str

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, records: beam.PCollection) -> beam.PCollection:
        """Write in the stage that makes the records."""
        folder = polled_folder(self.output, self.run_id)
        return records | "Write" >> beam.ParDo(_StageRecords(folder, self.kind))


@dataclass
class ReadStagedRecords(beam.PTransform):
    """Read records that wait: the counterpart of StageRecords.

    Input: paths of files with records of ``record_type``. Output: the records. Windowing: any.
    State, rejects, counters: none (what is read was counted when it was made). Delivery: as the
    input.
    """

    record_type: type

    def __post_init__(self) -> None:
        super().__init__()

    def expand(self, paths: beam.PCollection[str]) -> beam.PCollection:
        """Read file by file."""
        read = beam.ParDo(_ReadStagedRecords(self.record_type))
        return paths | "Read" >> read.with_output_types(self.record_type)


class _KeyByShard(beam.DoFn):
    def __init__(self, shards: int) -> None:
        super().__init__()
        self._shards = shards

    def process(self, task: PollTask) -> Iterator[tuple[int, PollTask]]:
        yield shard_of_host(task.feed.url, self._shards), task


class _PollShard(beam.DoFn):
    """(shard, its tasks) -> items, rejects, states, reports."""

    def __init__(self, step: PollFeeds) -> None:
        super().__init__()
        self._settings = step.settings
        self._read_settings = step.read
        self._as_of = step.as_of
        self._poll = step.poll
        self._make_fetch = step.make_fetch
        self._fetch: ClosableFetch | None = None
        self._read = Metrics.counter(NAMESPACE, "read")

    def setup(self) -> None:
        self._fetch = self._make_fetch(self._settings.fetch)

    def teardown(self) -> None:
        if self._fetch is not None:
            self._fetch.close()

    def process(
        self, group: tuple[int, Iterable[PollTask]]
    ) -> Iterator[
        RawArticle
        | TaggedOutput[Literal["rejects"], Reject]
        | TaggedOutput[Literal["states"], Feed]
        | TaggedOutput[Literal["reports"], PollReport]
    ]:
        failed = partial(failed_poll, schedule=self._settings.schedule, now=self._as_of)
        concurrency = self._settings.fetch.concurrency
        for result in poll_all(group[1], self._poll_one, failed, concurrency):
            handed_on, rejected = len(result.items), len(result.rejects)
            self._read.inc(handed_on + rejected)
            yield from result.items
            for reject in result.rejects:
                yield TaggedOutput(REJECTS, reject)
            yield TaggedOutput(STATES, result.state)
            yield TaggedOutput(REPORTS, result.report._replace(handed_on=handed_on))

    def _poll_one(self, task: PollTask) -> PollResult:
        if self._fetch is None:
            raise RuntimeError("the step was not set up")
        if task.pushed:
            return self._read_pushed(task, self._fetch)
        return self._poll(task, self._fetch, self._settings, self._as_of, self._read_settings)

    def _read_pushed(self, task: PollTask, fetch: Fetch) -> PollResult:
        """Read the documents one after the other; what one brought is known to the next."""
        items: list[RawArticle] = []
        rejects: list[Reject] = []
        for path in task.pushed:
            result = poll_pushed(
                task, read_pushed(path), fetch, self._settings, self._as_of, self._read_settings
            )
            items += result.items
            rejects += result.rejects
            task = task._replace(state=result.state)
        return result._replace(items=items, rejects=rejects)


class _StageRecords(beam.DoFn):
    def __init__(self, folder: str, kind: str) -> None:
        super().__init__()
        self._folder = folder
        self._kind = kind

    def setup(self) -> None:
        self._storage = storage_for(self._folder)

    def start_bundle(self) -> None:
        self._records: list[Any] = []
        self._bytes = 0

    def process(self, record: Any) -> Iterator[str]:
        self._records.append(record)
        self._bytes += estimated_bytes(record)
        if len(self._records) >= _STAGED_ROWS or self._bytes >= _STAGED_BYTES:
            yield from self._written()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        yield from map(in_global_window, self._written())

    def _written(self) -> Iterator[str]:
        records, self._records, self._bytes = self._records, [], 0
        path = write_records(self._storage, self._folder, self._kind, records)
        if path is not None:
            yield path


class _ReadStagedRecords(beam.DoFn):
    def __init__(self, record_type: type) -> None:
        super().__init__()
        self._record_type = record_type

    def process(self, path: str) -> Iterator[Any]:
        yield from read_records(storage_for(path), path, self._record_type)
