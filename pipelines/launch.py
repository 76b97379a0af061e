"""``run_bounded``: one run of the bounded graph, from the lock to the commit."""

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from functools import partial
from typing import NamedTuple

from pipelines.ingest import IngestPlan, Stages, build
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
from pipelines.stages import stages_of
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
    total,
)
from transforms.committed import CommittedTables
from transforms.events.model.account import ModelAccount, account_of_model
from transforms.events.model.settings import MODEL, ExtractorSettings
from transforms.write.commits import commit, last_commit, lock_output, recover
from transforms.write.layout import Output, OutputError
from transforms.write.manifest import read_manifest
from transforms.write.stage import stage_rows
from transforms.write.storage import Storage, storage_for

__all__ = ["RunFailed", "RunReport", "RunRequest", "RunSettings", "run_bounded"]


class _Context(NamedTuple):
    """What all phases of one run share."""

    request: RunRequest
    stages: Stages
    run_id: str
    storage: Storage
    watch: Stopwatch


def run_bounded(
    request: RunRequest, *, stages: Stages | None = None, report_progress: bool = False
) -> RunReport:
    """Run the bounded graph once and commit what it wrote.

    Nothing is visible before the commit, and a run that fails leaves the tables as they were.

    Args:
        request: Inputs, output, clock and settings.
        stages: Other steps than those that the settings describe, for tests and measurements.
        report_progress: Whether to show the progress on standard error.

    Raises:
        OutputError: the output folder is locked, damaged or cannot be written.
        ConservationError: articles were lost or counted twice.
        RunFailed: a step or the runner raised; the message is one line, the cause is chained.
    """
    storage = storage_for(request.output)
    watch = Stopwatch()
    with lock_output(request.output, storage):
        recover(request.output, storage)
        last = last_commit(request.output, storage)
        run_id = run_id_of(request, last.sequence if last else 0)
        context = _Context(request, stages or stages_of(request), run_id, storage, watch)
        try:
            report = _prepare(context, report_progress)
        except BaseException:
            # The next start would drop the staged files as well; a failed run leaves none.
            storage.remove_tree(Output(request.output).staging_folder(run_id))
            raise
        commit(request.output, run_id, report.files, storage=storage)
    return report


def _prepare(context: _Context, report_progress: bool) -> RunReport:
    """Run the graph, check the law, stage the row of the run; everything but the commit."""
    request, _, run_id, storage, watch = context
    read = _run_graph(context, report_progress)
    counts = read_counts(request.output, run_id, storage)
    account = account_of(read, counts)
    check(account)
    run = run_record(request, run_id, account, counts, watch.usage())
    files = read_manifest(request.output, run_id, storage)
    files += stage_rows(request.output, run_id, "runs", [run], request.settings.write, storage)
    return RunReport(
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
    )


def _model_account(
    extractor: ExtractorSettings, counts: Mapping[CountKey, int]
) -> ModelAccount | None:
    return account_of_model(counts, extractor.model) if extractor.kind == MODEL else None


def _run_graph(context: _Context, report_progress: bool) -> int:
    request, stages, run_id, storage, _ = context
    settings = request.settings
    plan = IngestPlan(
        inputs=request.inputs,
        output=request.output,
        run_id=run_id,
        as_of=request.as_of,
        stages=stages,
        incidents=settings.incidents,
        knowledge=configuration_folder(settings),
        near=settings.dedup,
        aggregates=settings.aggregates,
        write=settings.write,
        known=CommittedTables(request.output, storage),
        staged_rows=settings.staged_rows,
        staged_bytes=settings.staged_bytes,
    )
    try:
        with show_progress(sys.stderr) if report_progress else nullcontext():
            return run_graph(partial(build, plan=plan), request.beam_arguments)
    except OutputError:
        raise
    except GraphFailed as error:
        raise RunFailed(str(error)) from error
    except Exception as error:
        # Steps and runners raise anything; whoever started the run gets one line and the cause.
        first_line = (str(error).strip() or "no message").splitlines()[0]
        raise RunFailed(f"{type(error).__name__}: {first_line}") from error
