"""The bounded graph: files and what feeds brought in, staged Parquet files, a manifest, counts out.

::

    polled items --+
    inputs > ReadArticles > CleanArticles > DropDuplicates > ExtractEvents > DropRetold
                  |               |               |                                |
                  +--- rejects ---+               +--- articles ---+-- events -----+
                                                                   |
                                                             LinkIncidents
                                                                                     |
                                  aggregates --< ComputeAggregates < incidents ------+

Article texts are never shuffled: between the stages of DropDuplicates they wait on disk. Nothing
is visible before the launcher commits what the manifest lists.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import apache_beam as beam

from transforms.accounts.feed_steps import CountOfFeeds
from transforms.accounts.steps import CountEvents, KeepNewRejects, ShowProgress, WriteCounts
from transforms.aggregates.steps import ComputeAggregates
from transforms.committed import CommittedTables, CommittedWithCoverage
from transforms.dedup.settings import NearSettings
from transforms.dedup.steps import DropDuplicates
from transforms.feeds.steps import ReadStagedRecords
from transforms.incidents.steps import LinkIncidents
from transforms.incidents.version_steps import DropRetold
from transforms.progress import READ, REJECTED
from transforms.records import Coverage, RawArticle, Reject
from transforms.rows import is_read_for_events, row_of
from transforms.settings import AggregateSettings, IncidentSettings, WriteSettings
from transforms.write.steps import WriteManifest, WriteTables

STAGED_ROWS: Final = 5_000
STAGED_BYTES: Final = 32_000_000


@dataclass(frozen=True)
class Stages:
    """The steps that know about articles and events.

    ``read``: path -> ``.articles`` (RawArticle), ``.rejects``. ``clean``: RawArticle ->
    ``.articles`` (Article), ``.rejects``. ``extract``: Article -> ``.events``, ``.rejects``
    and, where the extractor counts more than its events, ``.counts`` (Count).
    Each input of ``read`` and ``clean`` that does not become an article is one reject; ``read``
    counts everything it hands over in the Beam counter ``wirebeam/read``.
    """

    read: beam.PTransform
    clean: beam.PTransform
    extract: beam.PTransform


@dataclass(frozen=True)
class PolledInputs:
    """What feeds brought: files with their items (RawArticle) and rejects, and which feeds.

    ``coverage`` are the rows of coverage that the round adds.
    """

    items: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    feeds: frozenset[str] = frozenset()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True)
class IngestPlan:
    """Everything that the graph is built from.

    ``inputs`` are paths of files, ``polled`` is what feeds brought; ``as_of`` is the clock of the
    run (UTC); ``knowledge`` is the folder of the data files that incidents depend on.
    ``staged_rows`` and ``staged_bytes`` bound the files in which texts wait; they change no row of
    the result.
    """

    inputs: tuple[str, ...]
    output: str
    run_id: str
    as_of: datetime
    stages: Stages
    incidents: IncidentSettings
    knowledge: Path
    near: NearSettings
    aggregates: tuple[AggregateSettings, ...]
    write: WriteSettings
    known: CommittedTables
    staged_rows: int = STAGED_ROWS
    staged_bytes: int = STAGED_BYTES
    polled: PolledInputs = PolledInputs()


def build(pipeline: beam.Pipeline, plan: IngestPlan) -> None:
    """Add the whole graph to a pipeline."""
    articles, refused = _clean(pipeline, plan)
    unique = articles | "DropDuplicates" >> DropDuplicates(
        plan.output,
        plan.run_id,
        plan.known,
        plan.near,
        rows_per_file=plan.staged_rows,
        bytes_per_file=plan.staged_bytes,
    )
    extracted = (
        unique.articles | "KeepOriginals" >> beam.Filter(is_read_for_events)
    ) | "ExtractEvents" >> plan.stages.extract
    rejects = (
        (*refused, extracted.rejects)
        | "Rejects" >> beam.Flatten()
        | "KeepNewRejects" >> KeepNewRejects(plan.known)
    )
    events = extracted.events | "DropRetold" >> DropRetold(plan.known)
    linked = (events, unique.articles) | "LinkIncidents" >> LinkIncidents(
        plan.incidents, plan.knowledge, plan.as_of, plan.known
    )
    windows = (linked.incidents, linked.replaced) | "ComputeAggregates" >> ComputeAggregates(
        plan.aggregates,
        plan.as_of,
        CommittedWithCoverage(plan.known.output, plan.known.storage, plan.polled.coverage),
    )
    _write(
        plan,
        {
            "articles": unique.articles,
            "events": events,
            "rejects": rejects.rejects,
            "incidents": linked.incidents,
            "aggregates": windows.aggregates,
        },
    )
    counts = [unique.counts, rejects.counts, linked.counts, windows.counts]
    counts.append(events | "CountEvents" >> CountEvents())
    if hasattr(extracted, "counts"):
        counts.append(extracted.counts)
    if plan.polled.feeds:
        kept = (unique.articles, rejects.rejects)
        counts.append(kept | "CountOfFeeds" >> CountOfFeeds(plan.polled.feeds))
    (counts | "Counts" >> beam.Flatten() | "WriteCounts" >> WriteCounts(plan.output, plan.run_id))


def _clean(
    pipeline: beam.Pipeline, plan: IngestPlan
) -> tuple[beam.PCollection, tuple[beam.PCollection, beam.PCollection]]:
    """Read and clean: articles, and the rejects of either step."""
    found, unreadable = _read(pipeline, plan)
    raw = found | "ShowRead" >> ShowProgress((READ,))
    unreadable = unreadable | "ShowUnreadable" >> ShowProgress((READ, REJECTED))
    cleaned = raw | "CleanArticles" >> plan.stages.clean
    unusable = cleaned.rejects | "ShowUnusable" >> ShowProgress((REJECTED,))
    return cleaned.articles, (unreadable, unusable)


def _read(pipeline: beam.Pipeline, plan: IngestPlan) -> tuple[beam.PCollection, beam.PCollection]:
    """Read the files, and what feeds brought where they were polled: articles, rejects."""
    paths = pipeline | "Inputs" >> beam.Create(plan.inputs)
    read = paths | "ReadArticles" >> plan.stages.read
    if not plan.polled.feeds:
        return read.articles, read.rejects
    items = (
        pipeline
        | "PolledItems" >> beam.Create(plan.polled.items)
        | "ReadPolledItems" >> ReadStagedRecords(RawArticle)
    )
    rejects = (
        pipeline
        | "PolledRejects" >> beam.Create(plan.polled.rejects)
        | "ReadPolledRejects" >> ReadStagedRecords(Reject)
    )
    return (
        (read.articles, items) | "Articles" >> beam.Flatten(),
        (read.rejects, rejects) | "Unreadable" >> beam.Flatten(),
    )


def _write(plan: IngestPlan, tables: dict[str, Any]) -> None:
    """Write each table in the stage that makes its rows, then the manifest of all files."""
    written = [
        rows
        | f"RowsOf{name.title()}" >> beam.Map(row_of, name).with_output_types(tuple[str, Any])
        | f"Write{name.title()}" >> WriteTables(plan.output, plan.run_id, plan.write, "bundle")
        for name, rows in tables.items()
    ]
    (
        written
        | "Files" >> beam.Flatten()
        | "WriteManifest" >> WriteManifest(plan.output, plan.run_id)
    )
