"""What is asked of a run and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from pipelines.ingest import STAGED_BYTES, STAGED_ROWS
from transforms.accounts.conservation import Account
from transforms.aggregates.defaults import DEFAULT_AGGREGATES
from transforms.dedup.settings import NearSettings
from transforms.events.model.account import ModelAccount
from transforms.events.model.settings import ExtractorSettings
from transforms.feeds.polls import PollReport
from transforms.feeds.settings import CoverageSettings, FeedSettings, PollSettings
from transforms.ids import digest
from transforms.packs import data_files
from transforms.records import Coverage, Run
from transforms.settings import (
    AggregateSettings,
    IncidentSettings,
    LanguageSettings,
    ReadSettings,
    WriteSettings,
)
from transforms.write.layout import WrittenFile

_WITHOUT_EFFECT: Final = {"write", "staged_rows", "staged_bytes", "configuration"}


class RunFailed(Exception):  # noqa: N818 - a state of the run, named as users see it
    """A run ended without a commit; the message is one line, the cause is chained."""


@dataclass(frozen=True)
class RunSettings:
    """The configuration of a run: one member per stage.

    ``configuration`` is the folder with the data files (ontology, lexicons, places), None for
    the packaged ones. ``staged_rows`` and ``staged_bytes`` bound the files in which texts wait.
    """

    read: ReadSettings = field(default_factory=ReadSettings)
    language: LanguageSettings = field(default_factory=LanguageSettings)
    dedup: NearSettings = field(default_factory=NearSettings)
    extractor: ExtractorSettings = field(default_factory=ExtractorSettings)
    incidents: IncidentSettings = field(default_factory=IncidentSettings)
    aggregates: tuple[AggregateSettings, ...] = DEFAULT_AGGREGATES
    write: WriteSettings = field(default_factory=WriteSettings)
    polls: PollSettings = field(default_factory=PollSettings)
    coverage: CoverageSettings = field(default_factory=CoverageSettings)
    configuration: Path | None = None
    staged_rows: int = STAGED_ROWS
    staged_bytes: int = STAGED_BYTES


@dataclass(frozen=True)
class RunRequest:
    """What is to be run.

    ``inputs`` are file paths (folders and globs already resolved), ``as_of`` is the clock of the
    run in UTC, ``beam_arguments`` go to Beam unchanged, ``command`` is the text for ``runs``.
    ``feeds`` are polled once each, but for those whose server asked for a later time; ``watched``
    are the addresses of all feeds whose coverage is kept, beside those of ``feeds``. ``pushed``
    are files with documents that hubs sent, by feed: those feeds are not polled, but read.
    """

    inputs: tuple[str, ...]
    output: str
    as_of: datetime
    settings: RunSettings = field(default_factory=RunSettings)
    beam_arguments: tuple[str, ...] = ()
    command: str = "wirebeam run"
    feeds: tuple[FeedSettings, ...] = ()
    watched: frozenset[str] = frozenset()
    pushed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of must have a time zone, got {self.as_of!r}")


@dataclass(frozen=True)
class RunReport:
    """What a finished run did.

    ``rejects`` counts by reason, ``events`` by type, ``incidents`` rows by what became of the
    incident (new, revised, superseded), ``aggregates`` rows by name; ``undated_events`` are those
    without a day. ``files`` are what was committed.
    ``model`` is the account of the language model, None where the rules read the articles.
    ``polls`` are what each poll did, ``coverage`` the rows it gave, ``coverage_changes`` those of
    them whose status is another one than before.
    """

    run: Run
    account: Account
    rejects: Mapping[str, int]
    events: Mapping[str, int]
    undated_events: int
    incidents: Mapping[str, int]
    aggregates: Mapping[str, int]
    files: tuple[WrittenFile, ...]
    output: str
    seconds: float
    model: ModelAccount | None = None
    polls: tuple[PollReport, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    coverage_changes: tuple[Coverage, ...] = ()


def run_id_of(request: RunRequest, commits: int) -> str:
    """Return the id of a run: the same for the same request on the same state of the output."""
    inputs = "\n".join(sorted([*request.inputs, *(feed.url for feed in request.feeds)]))
    moment = request.as_of.isoformat()
    return digest("run", inputs, moment, configuration_hash(request.settings), commits)


def configuration_hash(settings: RunSettings) -> str:
    """Return a digest of all that can change a row of the result: settings and data files."""
    members = [one.name for one in fields(settings) if one.name not in _WITHOUT_EFFECT]
    values = [f"{name}={getattr(settings, name)!r}" for name in members]
    return digest("configuration", *values, *_data_files(configuration_folder(settings)))


def configuration_folder(settings: RunSettings) -> Path:
    """Return the folder of the data files: the one given or the packaged one."""
    return settings.configuration or Path(str(files("configs")))


def _data_files(folder: Path) -> list[str]:
    return [f"{name}={_content(path)}" for name, path in data_files(folder)]


def _content(path: Path) -> str:
    return digest(path.read_bytes().hex())
