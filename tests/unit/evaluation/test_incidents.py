"""Linking measured against annotated incidents: from the annotation and from what was found."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.evaluation.incident_reports import gold_report, partial_days
from transforms.evaluation.incident_text import incident_text, incident_values
from transforms.evaluation.incidents import evaluate_incidents
from transforms.events.knowledge import load_knowledge
from transforms.records import Event
from transforms.settings import LinkSettings

MakeEvent = Callable[..., Event]


def gold(name: str, language: str, *events: dict[str, Any], **given: Any) -> GoldArticle:
    values = {"name": name, "text": "t", "language": language, "published": "2025-03-12"}
    made = tuple(GoldEvent.model_validate({"event_type": "attack", **one}) for one in events)
    return GoldArticle.model_validate({**values, "events": made, **given})


STRIKE: dict[str, Any] = {
    "country": "RU",
    "admin1": "Saratov Oblast",
    "place": "Engels",
    "lat": 51.5,
    "lon": 46.1,
    "date_start": "2025-03-11",
    "date_end": "2025-03-12",
    "targets": ["oil_depot"],
    "incident": "engels",
}


def no_day(_: str, __: str | None) -> None:
    return None


def test_the_same_strike_in_two_languages_is_found_from_both(make_event: MakeEvent) -> None:
    days = {"date_start": "2025-03-11", "date_end": "2025-03-12"}
    place = {"country": "RU", "admin1": "Saratov Oblast", "place": "Engels"}
    point = {"latitude": 51.5, "longitude": 46.1, "targets": ["oil_depot"]}
    found = [
        (
            gold(f"{code}/a.json", code, STRIKE),
            [make_event(event_id=code, article_id=code, language=code, **days, **place, **point)],
        )
        for code in ("en", "uk")
    ]
    result = evaluate_incidents(found, no_day, LinkSettings())
    for linking in result:
        assert (linking.all.items, linking.all.f1) == (2, 1.0)
        assert (linking.across.items, linking.across.f1) == (2, 1.0)
        assert linking.left_out == 0
    assert incident_values(result)["from_gold"]["all"]["f1"] == 1.0


def test_what_was_missed_or_invented_is_counted_and_left_out(make_event: MakeEvent) -> None:
    invented = make_event(event_id="x", article_id="x", event_type="outage", country="UA")
    found = [(gold("en/a.json", "en", STRIKE), [invented])]
    result = evaluate_incidents(found, no_day, LinkSettings())
    assert (result.from_extracted.all.items, result.from_extracted.left_out) == (0, 2)
    assert result.from_extracted.all.f1 is None


def test_mistakes_are_told_with_their_reasons() -> None:
    other = {**STRIKE, "incident": "other"}
    next_night = {**STRIKE, "date_start": "2025-03-12", "date_end": "2025-03-13"}
    found: list[tuple[GoldArticle, list[Event]]] = [
        (gold("en/a.json", "en", STRIKE), []),
        (gold("en/b.json", "en", other), []),
        (gold("en/c.json", "en", next_night), []),
    ]
    result = evaluate_incidents(found, no_day, LinkSettings())
    merged, split = result.from_gold.mistakes
    assert (merged.kind, merged.incidents) == ("merged", ["engels", "other"])
    assert (split.kind, split.incidents, split.reason) == ("split", ["engels"], "day differs")
    shown = incident_text(result, mistakes=True)
    assert "split engels: day differs" in shown
    assert "en/c.json attack Engels 2025-03-13" in shown


@pytest.mark.parametrize(
    ("values", "published", "expected"),
    [
        ({}, "2025-03-12", (date(2025, 3, 11), date(2025, 3, 12), "publication", None)),
        ({}, None, (None, None, None, None)),
        ({"date_text": "on the night of March 5"}, None, (None, None, None, "--03-05")),
        ({"date_text": "earlier"}, "2025-03-12", (None, None, None, None)),
        ({}, "2025-03", (None, None, None, None)),
    ],
)
def test_an_annotated_event_without_a_day_becomes_what_the_guide_says(
    values: dict[str, Any], published: str | None, expected: tuple[object, ...]
) -> None:
    article = gold("en/a.json", "en", values, published=published)
    report = gold_report(article, article.events[0], "e", partial_days(load_knowledge()))
    days = (report.date_start, report.date_end, report.date_basis, report.date_partial)
    assert days == expected


@pytest.mark.parametrize(
    ("values", "precision"),
    [
        ({"country": "RU"}, "country"),
        ({"admin1": "Saratov Oblast"}, "region"),
        ({"place": "Engels"}, "place"),
        ({"place": "Engelssky District"}, "district"),
        ({"admin1": "Smolensk Oblast", "target_name": "plant", "lat": 54.2, "lon": 33.2}, "site"),
    ],
)
def test_the_level_of_an_annotated_place_follows_from_its_columns(
    values: dict[str, Any], precision: str
) -> None:
    article = gold("en/a.json", "en", values)
    report = gold_report(article, article.events[0], "e", no_day)
    assert report.geo_precision == precision
