"""The row of ``runs``: what a run did, what it cost, with which versions."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

import apache_beam as beam

from pipelines.requests import RunRequest, configuration_hash
from pipelines.runtime import Usage
from transforms.accounts.conservation import Account
from transforms.accounts.counts import AGGREGATE, EVENT, REJECT_KNOWN, CountKey, total
from transforms.accounts.statistics import label_counts, slot_statistics
from transforms.events.extract import EXTRACTOR
from transforms.records import Run

DONE: Final = "done"
DISTRIBUTION: Final = "wirebeam"


def run_record(
    request: RunRequest,
    run_id: str,
    account: Account,
    counts: Mapping[CountKey, int],
    usage: Usage,
) -> Run:
    """Build the row of a run that is about to commit.

    Times are those of the run's clock (``as_of``): only the seconds and megabytes of ``usage``
    differ between two runs of the same request.
    """
    return Run(
        run_id=run_id,
        started_at=request.as_of,
        finished_at=request.as_of,
        as_of=request.as_of,
        status=DONE,
        command=request.command,
        inputs=sorted(request.inputs),
        **account._asdict(),
        rejects_known=total(counts, REJECT_KNOWN),
        events=total(counts, EVENT),
        incidents=0,
        aggregates=total(counts, AGGREGATE),
        slots=slot_statistics(counts),
        labels=label_counts(counts),
        **usage._asdict(),
        configuration_hash=configuration_hash(request.settings),
        wirebeam_version=version(DISTRIBUTION),
        beam_version=beam.__version__,
        python_version=platform.python_version(),
        extractor=EXTRACTOR,
    )
