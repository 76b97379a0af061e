"""The steps that read, clean and extract, as the settings of a run describe them."""

from pathlib import Path

import apache_beam as beam

from pipelines.ingest import Stages
from pipelines.requests import RunRequest, configuration_folder
from transforms.events.model.settings import MODEL
from transforms.events.steps import ExtractEvents
from transforms.feeds.settings import FetchSettings
from transforms.feeds.steps import ClosableFetch, PollFeeds
from transforms.language.steps import CleanArticles
from transforms.read.steps import ReadArticles


def stages_of(request: RunRequest) -> Stages:
    """Return the steps of a run; nothing is read or compiled here."""
    settings = request.settings
    folder = configuration_folder(settings)
    return Stages(
        read=ReadArticles(settings.read, request.as_of),
        clean=CleanArticles(
            request.as_of,
            language=settings.language,
            earliest_year=settings.read.earliest_year,
        ),
        extract=_extract(request, folder),
    )


def poller_of(request: RunRequest) -> PollFeeds:
    """Return the step that polls feeds; no connection is opened here."""
    # Only here and below: without feeds nothing that speaks HTTP is imported.
    from transforms.feeds.poll import poll  # noqa: PLC0415

    settings = request.settings
    return PollFeeds(
        settings.polls, settings.read, request.as_of, poll=poll, make_fetch=open_fetcher
    )


def open_fetcher(settings: FetchSettings) -> ClosableFetch:
    """Open what fetches in a worker."""
    from transforms.feeds.client import Fetcher  # noqa: PLC0415

    return Fetcher(settings)


def _extract(request: RunRequest, folder: Path) -> beam.PTransform:
    extractor = request.settings.extractor
    if extractor.kind != MODEL:
        return ExtractEvents(request.as_of, folder)
    # Only here: without a model nothing that speaks HTTP is imported.
    from transforms.events.model.steps import ExtractEventsByModel  # noqa: PLC0415

    return ExtractEventsByModel(request.as_of, extractor.model, folder)
