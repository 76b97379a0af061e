"""The steps that read, clean and extract, as the settings of a run describe them."""

from pipelines.ingest import Stages
from pipelines.requests import RunRequest, configuration_folder
from transforms.events.steps import ExtractEvents
from transforms.language.steps import CleanArticles
from transforms.read.steps import ReadArticles


def stages_of(request: RunRequest) -> Stages:
    """Return the steps of a run; nothing is read or compiled here."""
    settings = request.settings
    return Stages(
        read=ReadArticles(settings.read, request.as_of),
        clean=CleanArticles(
            request.as_of,
            language=settings.language,
            earliest_year=settings.read.earliest_year,
        ),
        extract=ExtractEvents(request.as_of, configuration_folder(settings)),
    )
