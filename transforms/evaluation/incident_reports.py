"""Annotated events as reports, so that linking can be measured without the extractor."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from transforms.evaluation.comparing import normalised
from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.events.dates import find_dates
from transforms.events.event_dates import partial_day
from transforms.events.knowledge import Knowledge
from transforms.incidents.reports import REPORT_COLUMNS, Report
from transforms.language.tokens import tokenize

PartialOf = Callable[[str, str | None], str | None]
_DAY: Final = timedelta(days=1)
_DISTRICTS: Final = (" district", " districts")
_GIVEN: Final = frozenset(GoldEvent.model_fields) & frozenset(REPORT_COLUMNS)
_LISTS: Final = ("places_listed", "weapons", "targets", "effects")


def gold_report(
    article: GoldArticle, event: GoldEvent, event_id: str, partial_of: PartialOf
) -> Report:
    """Return the report that an annotated event stands for.

    As the guide has it, an event without any date phrase happened on the day before publication
    or the day itself; a day and month without a year stay partial.
    """
    published = _published(article.published)
    values: dict[str, Any] = dict.fromkeys(REPORT_COLUMNS)
    values |= {name: getattr(event, name) for name in _GIVEN}
    values |= {name: tuple(getattr(event, name)) for name in _LISTS}
    values |= {
        "event_id": event_id,
        "article_id": article.name,
        "published_at": published,
        "date_basis": "text" if event.date_end is not None else None,
        "latitude": event.lat,
        "longitude": event.lon,
        "geo_precision": _precision(event),
        "quantities": (),
        "claimants": (),
        "source": article.source,
        "language": article.language,
        "confidence": 1.0,
    }
    if event.date_end is None:
        values |= _undated(event, article, published, partial_of)
    return Report(**values)


def partial_days(knowledge: Knowledge) -> PartialOf:
    """Return what reads a day and month from an annotator's date phrase, as the extractor would."""

    def partial_of(phrase: str, language: str | None) -> str | None:
        if language not in knowledge.available:
            return None
        lexicon = knowledge.language(language).dates
        mentions = find_dates(phrase, tokenize(phrase, language), lexicon)
        found = [day for mention in mentions if (day := partial_day(mention)) is not None]
        return found[0] if found else None

    return partial_of


def _undated(
    event: GoldEvent, article: GoldArticle, published: datetime | None, partial_of: PartialOf
) -> dict[str, Any]:
    if event.date_text is not None:
        return {"date_partial": partial_of(event.date_text, article.language)}
    if published is None:
        return {}
    day = published.date()
    return {"date_start": day - _DAY, "date_end": day, "date_basis": "publication"}


def _published(told: str | None) -> datetime | None:
    """Return the start of the publication day (UTC); a month alone is no day."""
    try:
        day = date.fromisoformat((told or "")[:10])
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _precision(event: GoldEvent) -> str:
    if event.place is not None:
        districts = normalised(event.place).endswith(_DISTRICTS)
        return "district" if districts else "place"
    if event.target_name is not None and event.lat is not None:
        return "site"
    return "region" if event.admin1 is not None else "country"
