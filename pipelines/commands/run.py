"""``wirebeam run``: check everything, run the bounded graph, say what it did."""

import io
import logging
import shlex
import sys
from contextlib import redirect_stderr
from datetime import UTC, datetime
from typing import Final

from apache_beam.io.filesystem import BeamIOError
from apache_beam.options.pipeline_options import PipelineOptions

from pipelines.commands.extractors import check_extractor
from pipelines.config import Configuration, load_configuration
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.feed_list import load_feeds
from pipelines.inputs import InputError, match_inputs
from pipelines.knowledge_check import validate_knowledge
from pipelines.launch import RunFailed, RunReport, RunRequest, RunSettings, run_bounded
from pipelines.options import RunOptions
from pipelines.requests import configuration_folder
from pipelines.summary import summary_json, summary_text
from transforms.accounts.conservation import ConservationError
from transforms.write.layout import OutputError

_EXAMPLES: Final = (
    "SELECT date_start, event_type, place, targets, attacker, killed FROM events ORDER BY 1",
    "SELECT date_end, place, reports, independent_sources, disputed FROM incidents ORDER BY 1",
    "SELECT window_start, country, incidents, killed FROM aggregates WHERE name = 'week_country'",
    "SELECT reason, source, detail FROM rejects",
)


def run(options: RunOptions) -> int:
    """Run what the options ask for and print the summary. Raises CommandFailed."""
    request = request_of(options)
    try:
        report = run_bounded(request, report_progress=True)
    except (OutputError, RunFailed, ConservationError) as error:
        raise CommandFailed(one_line(error)) from error
    except (BeamIOError, OSError) as error:
        raise CommandFailed(f"output {options.output}: {one_line(error)}") from error
    sys.stdout.write(closing(report, as_json=options.json))
    return DONE


def request_of(options: RunOptions) -> RunRequest:
    """Check options, configuration, knowledge and inputs; return the request of the run.

    Raises CommandFailed (wrong usage) before anything is read or written.
    """
    check_beam(options.beam_arguments)
    configuration = load_configuration(options.config)
    settings = settings_of(configuration)
    feeds = load_feeds(options.feeds) if options.feeds else ()
    try:
        inputs = match_inputs(options.inputs)
    except InputError as error:
        raise CommandFailed(one_line(error), status=WRONG_USAGE) from error
    check_extractor(settings.extractor, configuration_folder(settings))
    validate_knowledge(configuration_folder(settings), configuration.incidents.figures.officials)
    return RunRequest(
        inputs=tuple(inputs),
        output=options.output,
        as_of=options.as_of or datetime.now(UTC),
        settings=settings,
        beam_arguments=options.beam_arguments,
        command=options.command,
        feeds=feeds,
        watched=frozenset(feed.url for feed in feeds),
    )


def settings_of(configuration: Configuration) -> RunSettings:
    """Hand the configuration to the stages of a run."""
    return RunSettings(
        read=configuration.read,
        language=configuration.language,
        dedup=configuration.dedup,
        extractor=configuration.extractor,
        incidents=configuration.incidents,
        aggregates=configuration.aggregates,
        write=configuration.write,
        polls=configuration.feeds,
        coverage=configuration.coverage,
        configuration=configuration.knowledge,
        staged_rows=configuration.staging.max_rows_per_file,
        staged_bytes=configuration.staging.max_buffer_bytes,
    )


def closing(report: RunReport, *, as_json: bool) -> str:
    """Return the closing summary, for people with the way to look at the result."""
    if as_json:
        return f"{summary_json(report)}\n"
    quoted = shlex.quote(report.output)
    looks = "".join(f'  wirebeam query {quoted} "{sql}"\n' for sql in _EXAMPLES)
    return f"{summary_text(report)}\nLook at it:\n{looks}"


def check_beam(arguments: tuple[str, ...]) -> None:
    """Refuse Beam options that Beam does not know or cannot read: it would warn or exit itself."""
    heard, logged = io.StringIO(), _Warnings()
    logger = logging.getLogger("apache_beam.options.pipeline_options")
    level = logger.level
    logger.addFilter(logged)
    logger.setLevel(logging.WARNING)
    try:
        with redirect_stderr(heard):
            PipelineOptions(list(arguments)).get_all_options()
    except SystemExit:
        last = (heard.getvalue().strip().splitlines() or ["not understood"])[-1]
        text = last.partition("error: ")[2] or last
        raise CommandFailed(f"Beam options: {one_line(text)}", status=WRONG_USAGE) from None
    finally:
        logger.removeFilter(logged)
        logger.setLevel(level)
    if logged.messages:
        unknown = logged.messages[0].removeprefix("Discarding unparseable args: ")
        raise CommandFailed(f"Beam options: unknown to Beam: {unknown}", status=WRONG_USAGE)


class _Warnings(logging.Filter):
    """Takes the warnings of a logger instead of letting them through."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        self.messages.append(one_line(record.getMessage()))
        return False
