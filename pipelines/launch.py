"""``run_bounded``: one run of the bounded graph, from the lock to the commit.

Feeds are polled first, in a small graph. The large one runs only where files or items came: a
round in which no feed has news commits their states and coverage alone.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any, NamedTuple

from pipelines.feed_history import FeedHistory
from pipelines.feed_round import (
    FeedRounds,
    feed_rounds,
    final_coverage,
    reject_counts,
    revised_completeness,
    revision_counts,
)
from pipelines.ingest import IngestPlan, PolledInputs, Stages, build
from pipelines.merging import Merged, merge_small_files
from pipelines.polling import Polled, poll_feeds
from pipelines.progress import show_progress
from pipelines.requests import (
    RunFailed,
    RunReport,
    RunRequest,
    RunSettings,
    configuration_folder,
    run_id_of,
)
from pipelines.run_record import run_record
from pipelines.runtime import GraphFailed, Stopwatch, run_graph
from pipelines.stages import poller_of, stages_of
from transforms.accounts.conservation import account_of, check
from transforms.accounts.counts import (
    AGGREGATE,
    EVENT,
    INCIDENT,
    REJECT,
    UNDATED,
    CountKey,
    by_last,
    read_counts,
    summed,
    total,
)
from transforms.committed import CommittedTables
from transforms.events.model.account import ModelAccount, account_of_model
from transforms.events.model.settings import MODEL, ExtractorSettings
from transforms.feeds.polls import PollTask
from transforms.feeds.steps import PollFeeds
from transforms.records import Coverage
from transforms.write.commits import commit, last_commit, lock_output, recover
from transforms.write.layout import Output, OutputError, WrittenFile
from transforms.write.manifest import read_manifest
from transforms.write.stage import stage_rows
from transforms.write.storage import Storage, storage_for

__all__ = ["RunFailed", "RunReport", "RunRequest", "RunSettings", "run_bounded"]


class Graphs(NamedTuple):
    """Other steps than those that the settings describe, for tests and measurements."""

    stages: Stages | None = None
    poller: PollFeeds | None = None


class _Context(NamedTuple):
    """What all phases of one run share."""

    request: RunRequest
    graphs: Graphs
    run_id: str
    storage: Storage
    watch: Stopwatch
    history: FeedHistory
    known: CommittedTables


class _Prepared(NamedTuple):
    """A run that wants only its commit."""

    report: RunReport
    polled: Polled
    merged: Merged


def run_bounded(
    request: RunRequest,
    *,
    stages: Stages | None = None,
    poller: PollFeeds | None = None,
    history: FeedHistory | None = None,
    committing: Callable[[], AbstractContextManager[Any]] = nullcontext,
    report_progress: bool = False,
) -> RunReport:
    """Run the bounded graph once and commit what it wrote.

    Nothing is visible before the commit, and a run that fails leaves the tables as they were.

    Args:
        request: Inputs, feeds, output, clock and settings.
        stages: Other steps than those that the settings describe, for tests and measurements.
        poller: Another step that polls, for the same.
        history: What is known of feeds, kept by the caller from one round to the next.
        committing: Opened around the commit, which must not be interrupted halfway.
        report_progress: Whether to show the progress on standard error.

    Raises:
        OutputError: the output folder is locked, damaged or cannot be written.
        ConservationError: articles were lost or counted twice.
        RunFailed: a step or the runner raised; the message is one line, the cause is chained.
    """
    storage = storage_for(request.output)
    watch = Stopwatch()
    history = history or FeedHistory(request.output, request.settings.coverage)
    known = CommittedTables(request.output, storage)
    with lock_output(request.output, storage):
        recover(request.output, storage)
        last = last_commit(request.output, storage)
        run_id = run_id_of(request, last.sequence if last else 0)
        graphs = Graphs(stages, poller)
        context = _Context(request, graphs, run_id, storage, watch, history, known)
        try:
            report, polled, merged = _prepare(context, report_progress)
        except BaseException:
            # The next start would drop the staged files as well; a failed run leaves none.
            storage.remove_tree(Output(request.output).staging_folder(run_id))
            raise
        with committing():
            sequence = commit(
                request.output,
                run_id,
                [*report.files, *merged.files],
                removed=merged.removed,
                storage=storage,
            )
            if request.feeds:
                history.committed(sequence, polled.states, report.coverage, request.as_of)
    return report


def _prepare(context: _Context, report_progress: bool) -> _Prepared:
    """Poll, run the graph, check the law, stage all other rows; everything but the commit."""
    request, _, run_id, storage, watch, _, known = context
    with _one_line_failures():
        polled, rounds = _poll_round(context) if request.feeds else (Polled(), FeedRounds())
        read, counts, files = _ingest(context, polled, rounds, report_progress)
    account = account_of(read, counts)
    check(account)
    coverage = final_coverage(rounds, counts)
    revisions = revised_completeness(
        rounds, known, files, storage, request.settings.aggregates, request.as_of
    )
    counts = summed([*counts.items(), *revision_counts(revisions).items()])
    run = run_record(request, run_id, account, counts, watch.usage())
    rows: dict[str, list[Any]] = {
        "feeds": polled.states,
        "coverage": coverage,
        "aggregates": revisions,
        "runs": [run],
    }
    files += _staged(context, rows)
    report = RunReport(
        run=run,
        account=account,
        rejects=by_last(counts, REJECT),
        events=by_last(counts, EVENT),
        undated_events=total(counts, UNDATED),
        incidents=by_last(counts, INCIDENT),
        aggregates=by_last(counts, AGGREGATE),
        files=tuple(files),
        output=request.output,
        seconds=watch.usage().wall_seconds,
        model=_model_account(request.settings.extractor, counts),
        polls=tuple(polled.reports),
        coverage=tuple(coverage),
        coverage_changes=rounds.changed,
    )
    merged = Merged()
    if request.feeds:
        merged = merge_small_files(request.output, run_id, request.settings.write, storage)
    return _Prepared(report, polled, merged)


def _poll_round(context: _Context) -> tuple[Polled, FeedRounds]:
    """Poll the feeds that are due, and measure what they brought against what was expected."""
    request, history = context.request, context.history
    history.load({*request.watched, *(feed.url for feed in request.feeds)}, request.as_of)
    polled = _poll(context)
    return polled, feed_rounds(
        polled,
        context.known,
        history.coverage,
        request.watched,
        request.as_of,
        request.settings.coverage,
    )


def _poll(context: _Context) -> Polled:
    """Poll the feeds whose servers did not ask for a later time."""
    request = context.request
    states = context.history.states
    tasks = [
        PollTask(feed, states.get(feed.url), request.pushed.get(feed.url, ()))
        for feed in request.feeds
    ]
    allowed = [task for task in tasks if not _asked_to_wait(task, request)]
    if not allowed:
        return Polled()
    return poll_feeds(
        context.graphs.poller or poller_of(request),
        allowed,
        request.output,
        context.run_id,
        context.storage,
        request.beam_arguments,
    )


def _asked_to_wait(task: PollTask, request: RunRequest) -> bool:
    until = task.state.retry_after_at if task.state else None
    return until is not None and until > request.as_of and not task.pushed


def _ingest(
    context: _Context, polled: Polled, rounds: FeedRounds, report_progress: bool
) -> tuple[int, Mapping[CountKey, int], list[WrittenFile]]:
    """Return what was read, the counts and the files; without news, those of the polls alone."""
    request, run_id, storage = context.request, context.run_id, context.storage
    if not request.inputs and not polled.items and request.feeds:
        files = _staged(context, {"rejects": list(rounds.new_rejects)})
        return polled.read, reject_counts(polled, rounds), files
    read = polled.read + _run_graph(context, polled, rounds.coverage, report_progress)
    counts = read_counts(request.output, run_id, storage)
    return read, counts, read_manifest(request.output, run_id, storage)


def _staged(context: _Context, tables: Mapping[str, Sequence[Any]]) -> list[WrittenFile]:
    """Stage the rows that no graph makes."""
    request, settings = context.request, context.request.settings.write
    return [
        file
        for table, rows in tables.items()
        for file in stage_rows(
            request.output, context.run_id, table, rows, settings, context.storage
        )
    ]


def _model_account(
    extractor: ExtractorSettings, counts: Mapping[CountKey, int]
) -> ModelAccount | None:
    return account_of_model(counts, extractor.model) if extractor.kind == MODEL else None


def _run_graph(
    context: _Context, polled: Polled, coverage: tuple[Coverage, ...], report_progress: bool
) -> int:
    request = context.request
    settings = request.settings
    plan = IngestPlan(
        inputs=request.inputs,
        output=request.output,
        run_id=context.run_id,
        as_of=request.as_of,
        stages=context.graphs.stages or stages_of(request),
        incidents=settings.incidents,
        knowledge=configuration_folder(settings),
        near=settings.dedup,
        aggregates=settings.aggregates,
        write=settings.write,
        known=context.known,
        staged_rows=settings.staged_rows,
        staged_bytes=settings.staged_bytes,
        polled=PolledInputs(
            polled.items,
            polled.reject_files,
            frozenset(report.feed_url for report in polled.reports),
            coverage,
        ),
    )
    with show_progress(sys.stderr) if report_progress else nullcontext():
        return run_graph(partial(build, plan=plan), request.beam_arguments)


@contextmanager
def _one_line_failures() -> Iterator[None]:
    """Turn whatever steps and runners raise into RunFailed; the cause is chained."""
    try:
        yield
    except OutputError:
        raise
    except GraphFailed as error:
        raise RunFailed(str(error)) from error
    except Exception as error:
        # Whoever started the run gets one line and the cause.
        first_line = (str(error).strip() or "no message").splitlines()[0]
        raise RunFailed(f"{type(error).__name__}: {first_line}") from error
