"""Polling the feeds of a round: a small graph before the large one.

It is a graph of its own so that a round in which no feed has news ends after it, and so that what
was polled is on disk before anything is made of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import apache_beam as beam

from pipelines.runtime import run_graph
from transforms.feeds.polls import PollReport, PollTask
from transforms.feeds.staged import polled_folder, read_records, record_files
from transforms.feeds.steps import ITEMS, REJECTS, REPORTS, STATES, PollFeeds, StageRecords
from transforms.records import Feed, Reject
from transforms.write.storage import Storage

_KINDS: Final = (ITEMS, REJECTS, STATES, REPORTS)


@dataclass(frozen=True)
class Polled:
    """What polling gave: files with items and rejects, the new states, what each poll did.

    ``read`` counts the items handed on and all rejects, as the conservation law wants it.
    """

    read: int = 0
    items: tuple[str, ...] = ()
    reject_files: tuple[str, ...] = ()
    rejects: list[Reject] = field(default_factory=list)
    states: list[Feed] = field(default_factory=list)
    reports: list[PollReport] = field(default_factory=list)


def poll_feeds(
    step: PollFeeds,
    tasks: Sequence[PollTask],
    output: str,
    run_id: str,
    storage: Storage,
    beam_arguments: Sequence[str],
) -> Polled:
    """Poll feeds once each. Raises whatever the runner does; a poll that fails is a report."""
    graph = partial(_build, step=step, tasks=tasks, output=output, run_id=run_id)
    read = run_graph(graph, beam_arguments)
    folder = polled_folder(output, run_id)
    files = {kind: record_files(storage, folder, kind) for kind in _KINDS}
    return Polled(
        read=read,
        items=tuple(files[ITEMS]),
        reject_files=tuple(files[REJECTS]),
        rejects=[r for path in files[REJECTS] for r in read_records(storage, path, Reject)],
        states=sorted(s for path in files[STATES] for s in read_records(storage, path, Feed)),
        reports=sorted(
            r for path in files[REPORTS] for r in read_records(storage, path, PollReport)
        ),
    )


def _build(
    pipeline: beam.Pipeline,
    step: PollFeeds,
    tasks: Sequence[PollTask],
    output: str,
    run_id: str,
) -> None:
    """Add tasks, polls and a file for each kind of result to a pipeline."""
    found = pipeline | "Tasks" >> beam.Create(tasks, reshuffle=False) | "PollFeeds" >> step
    for kind in _KINDS:
        getattr(found, kind) | f"Stage{kind.title()}" >> StageRecords(output, run_id, kind)
