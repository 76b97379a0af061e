"""Writing records to a run's staging folder, as part of a graph.

Nothing becomes visible here: the launcher commits what the manifest lists.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final, Literal, NamedTuple

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.transforms.trigger import AccumulationMode
from apache_beam.transforms.window import GlobalWindow, GlobalWindows, IntervalWindow
from apache_beam.utils.windowed_value import WindowedValue

from transforms.settings import WriteSettings
from transforms.tables import partition_day, partition_name, sort_key
from transforms.write.buffers import Batch, Buffers
from transforms.write.layout import Output, Pane, WrittenFile
from transforms.write.manifest import write_manifest
from transforms.write.stage import stage_batch
from transforms.write.storage import Storage, storage_for

COUNTERS: Final = "write"
Strategy = Literal["auto", "bundle", "grouped"]


def storage_of(path: str) -> Storage:
    """Return how files under this path are read and written."""
    return storage_for(path)


@dataclass
class WriteTables(beam.PTransform):
    """Write records as Parquet files into ``<output>/_wirebeam/staging/<run_id>``.

    Input: (table name, record of that table). Output: one WrittenFile per file.

    Two strategies write the same format under the same names. ``bundle`` keeps rows in the DoFn
    and writes at the end of a bundle or when the settings' bounds are passed: nothing is
    shuffled, so use it locally, where a shuffle of article texts costs five times their size in
    memory. ``grouped`` collects by table, partition and shard, one sorted file per group, window
    and pane (cut only at the settings' bounds). ``auto`` is bundle for a bounded input.

    Windowing: the grouped strategy keeps the input's windows and triggers; a file of a window
    that is not the global one, or of a pane after the first, has both in its name, and panes
    without rows write nothing; panes must be discarding (ValueError). The bundle strategy ignores
    windows; its output is in the global window. State: none beyond the buffer. Rejects: none; a
    record that does not fit its table (None in a column that is not null, a naive datetime)
    raises ValueError and fails the run.
    Counters: ``write/files_<table>``, ``write/rows_<table>``. Delivery: at least once; a retry
    that brings the same rows writes the same file again.
    """

    output: str
    run_id: str
    settings: WriteSettings
    strategy: Strategy = "auto"
    shards: int = 1

    def __post_init__(self) -> None:
        super().__init__()
        Output(self.output).staging_folder(self.run_id)
        if self.strategy not in ("auto", "bundle", "grouped"):
            raise ValueError(f"strategy must be auto, bundle or grouped, not {self.strategy!r}")
        if self.shards < 1:
            raise ValueError(f"shards must be at least 1, not {self.shards}")

    def expand(self, rows: beam.PCollection) -> beam.PCollection:
        """Choose the strategy."""
        bundled = self.strategy == "bundle" or (self.strategy == "auto" and rows.is_bounded)
        writer = _Writer(self.output, self.run_id, self.settings)
        if bundled:
            return (
                rows
                | "GlobalWindow" >> beam.WindowInto(GlobalWindows())
                | "WriteBundle" >> beam.ParDo(_WriteBundle(writer))
            )
        if rows.windowing.accumulation_mode == AccumulationMode.ACCUMULATING:
            raise ValueError("accumulating panes would write their rows again: discard them")
        return (
            rows
            | "KeyByFile" >> beam.ParDo(_KeyByFile(self.shards))
            | "GroupByFile" >> beam.GroupByKey()
            | "WriteGroup" >> beam.ParDo(_WriteGroup(writer))
        )


@dataclass
class WriteManifest(beam.PTransform):
    """Write the list of all files of a bounded run into its staging folder.

    Input: WrittenFile, in the global window. Output: the manifest's path, once, also where
    nothing was written. Read it with ``manifest.read_manifest`` once the run is done.
    """

    output: str
    run_id: str

    def __post_init__(self) -> None:
        super().__init__()
        Output(self.output).manifest(self.run_id)

    def expand(self, files: beam.PCollection) -> beam.PCollection:
        """Collect the small rows and write them once."""
        return (
            files
            | "Collect" >> beam.combiners.ToList()
            | "Write" >> beam.ParDo(_WriteManifest(self.output, self.run_id))
        )


class _Writer(NamedTuple):
    """Where and how files are written; the storage is made on the worker."""

    output: str
    run_id: str
    settings: WriteSettings

    def write(self, storage: Storage, batch: Batch, pane: Pane | None = None) -> WrittenFile:
        written = stage_batch(storage, self.output, self.run_id, batch, self.settings, pane)
        Metrics.counter(COUNTERS, f"files_{batch.table}").inc()
        Metrics.counter(COUNTERS, f"rows_{batch.table}").inc(written.rows)
        return written


class _WriteBundle(beam.DoFn):
    def __init__(self, writer: _Writer) -> None:
        super().__init__()
        self._writer = writer

    def setup(self) -> None:
        self._storage = storage_of(self._writer.output)

    def start_bundle(self) -> None:
        self._buffers = Buffers(self._writer.settings)

    def process(self, element: tuple[str, Any]) -> Iterator[WrittenFile]:
        table, record = element
        for batch in self._buffers.add(table, record):
            yield self._writer.write(self._storage, batch)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for batch in self._buffers.drain():
            written = self._writer.write(self._storage, batch)
            yield WindowedValue(written, GlobalWindow().max_timestamp(), (GlobalWindow(),))


class _KeyByFile(beam.DoFn):
    def __init__(self, shards: int) -> None:
        super().__init__()
        self._shards = shards

    def process(self, element: tuple[str, Any]) -> Iterator[tuple[tuple[str, str, int], Any]]:
        table, record = element
        partition = partition_name(partition_day(table, record))
        shard = shard_of(table, record, self._shards)
        yield (table, partition, shard), record


class _WriteGroup(beam.DoFn):
    def __init__(self, writer: _Writer) -> None:
        super().__init__()
        self._writer = writer

    def setup(self) -> None:
        self._storage = storage_of(self._writer.output)

    def process(
        self,
        element: tuple[tuple[str, str, int], Iterable[Any]],
        window: Any = beam.DoFn.WindowParam,
        pane_info: Any = beam.DoFn.PaneInfoParam,
    ) -> Iterator[WrittenFile]:
        (table, _, _), rows = element
        pane = _pane(window, pane_info)
        buffers = Buffers(self._writer.settings)
        for row in rows:
            for batch in buffers.add(table, row):
                yield self._writer.write(self._storage, batch, pane)
        for batch in buffers.drain():
            yield self._writer.write(self._storage, batch, pane)


class _WriteManifest(beam.DoFn):
    def __init__(self, output: str, run_id: str) -> None:
        super().__init__()
        self._output = output
        self._run_id = run_id

    def process(self, element: list[WrittenFile]) -> Iterator[str]:
        files = [WrittenFile(*file) for file in element]
        yield write_manifest(self._output, self._run_id, files, storage_of(self._output))


def shard_of(table: str, record: Any, shards: int) -> int:
    """Spread the rows of a table: the same row is in the same shard on every machine."""
    return zlib.crc32(repr(sort_key(table, record)).encode("utf-8", "replace")) % shards


def _pane(window: Any, pane_info: Any) -> Pane | None:
    """Return what goes into the file's name: nothing for the one firing of the global window."""
    number = max(pane_info.index, 0) if pane_info is not None else 0
    if isinstance(window, IntervalWindow):
        start, end = window.start.to_utc_datetime(), window.end.to_utc_datetime()
        return Pane(start.replace(tzinfo=UTC), end.replace(tzinfo=UTC), number)
    return Pane(None, None, number) if number else None
