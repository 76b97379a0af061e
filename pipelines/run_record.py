"""The row of ``runs``: what a run did, what it cost, with which versions."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Final

import apache_beam as beam

from pipelines.requests import RunRequest, RunSettings, configuration_folder, configuration_hash
from pipelines.runtime import Usage
from transforms.accounts.conservation import Account
from transforms.accounts.counts import AGGREGATE, EVENT, INCIDENT, REJECT_KNOWN, CountKey, total
from transforms.accounts.statistics import label_counts, slot_statistics
from transforms.events.extract import EXTRACTOR
from transforms.events.model.account import model_labels
from transforms.events.model.prompt import extractor_name, load_prompt_template
from transforms.events.model.settings import MODEL
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
        incidents=total(counts, INCIDENT),
        aggregates=total(counts, AGGREGATE),
        slots=slot_statistics(counts),
        labels=label_counts(counts) + model_labels(counts),
        **usage._asdict(),
        configuration_hash=configuration_hash(request.settings),
        wirebeam_version=version(DISTRIBUTION),
        beam_version=beam.__version__,
        python_version=platform.python_version(),
        extractor=_extractor(request.settings),
    )


def _extractor(settings: RunSettings) -> str:
    """Return the name of the extractor that a run asks first."""
    if settings.extractor.kind != MODEL:
        return EXTRACTOR
    version = load_prompt_template(configuration_folder(settings)).version
    return extractor_name(settings.extractor.model, version)
