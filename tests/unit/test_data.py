"""The annotated articles under tests/data/gold are well-formed: a regression gate rests on them.

Format, vocabulary and granularity are those of the annotation guide; only what a program can check
is checked here.
"""

import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
FILES = sorted(GOLD.glob("*/*.json"))

ARTICLE_KEYS = {
    "url", "source", "title", "published", "language", "text", "near_duplicate_of", "events",
    "notes",
}  # fmt: skip
EVENT_KEYS = {
    "event_type", "date_start", "date_end", "date_text", "country", "admin1", "place", "lat",
    "lon", "places_listed", "attacker", "weapons", "targets", "target_name", "drones_launched",
    "drones_downed", "missiles_launched", "missiles_downed", "killed", "injured", "effects",
    "outcome", "claimants", "verification", "incident", "quote",
}  # fmt: skip
OPTIONAL_KEYS = {"optional", "accept_types"}
VOCABULARY: dict[str, set[str | None]] = {
    "event_type": {"attack", "explosion", "fire", "outage", "territorial_change"},
    "outcome": {"hit", "intercepted", "partly_intercepted", None},
    "verification": {"unverified", "denied", None},
    "weapons": {
        "drone", "naval_drone", "missile", "ballistic_missile", "cruise_missile", "guided_bomb",
        "artillery", "rocket", "explosive",
    },
    "targets": {
        "oil_refinery", "oil_depot", "gas_facility", "power_plant", "nuclear_plant",
        "hydro_plant", "substation", "energy_infrastructure", "heating", "pipeline", "port",
        "railway", "airport", "military", "industrial", "residential", "medical", "school",
        "water", "transport", "communications", "government", "critical_infrastructure", "other",
    },
    "effects": {
        "fire", "explosion", "power_outage", "heat_outage", "water_outage", "damage",
        "operations_suspended", "evacuation", "airport_closure", "debris",
    },
}  # fmt: skip
COUNTS = (
    "drones_launched", "drones_downed", "missiles_launched", "missiles_downed", "killed",
    "injured",
)  # fmt: skip
MISSILES = {"missile", "ballistic_missile", "cruise_missile"}
INCIDENT = re.compile(r"\d{4}-\d{2}-\d{2}(/[a-z0-9-]+){2,3}")
PAGE_DATE = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})\b")


def load(path: Path) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return article


def publication_day(article: dict[str, Any]) -> date | None:
    """The day dates are resolved against: `published`, else the date at the head of the text."""
    if article["published"]:
        return date.fromisoformat(article["published"][:10])
    head = PAGE_DATE.match(article["text"])
    return date.fromisoformat(head[1]) if head else None


def date_problems(event: dict[str, Any], published: date | None, text: str) -> list[str]:
    found = []
    if (event["date_start"] is None) != (event["date_end"] is None):
        found.append("one of the two dates is missing")
    elif event["date_start"] is not None:
        start, end = (date.fromisoformat(event[key]) for key in ("date_start", "date_end"))
        if start > end:
            found.append("date_start is after date_end")
        if published is None:
            found.append("a date although the article has no publication date")
        elif end > published:
            found.append("the event is dated after the publication")
        elif (published - end).days > 30 and not event["date_text"]:
            found.append("an old event without a date phrase of its own")
    if event["date_text"]:
        phrases = event["date_text"].split("; ")
        found += [f"date phrase {p!r} is not in the text" for p in phrases if p not in text]
    return found


def place_problems(event: dict[str, Any]) -> list[str]:
    found = []
    if event["country"] is not None and not re.fullmatch(r"[A-Z]{2}", event["country"]):
        found.append("country is not an ISO code")
    if (event["lat"] is None) != (event["lon"] is None):
        found.append("one of the two coordinates is missing")
    pinned = bool(event["place"] or event["admin1"])
    if pinned != (event["lat"] is not None):
        found.append("a place needs coordinates, a whole country has none")
    if event["lat"] is not None and not (abs(event["lat"]) <= 90 and abs(event["lon"]) <= 180):
        found.append("coordinates out of range")
    return found


def vocabulary_problems(event: dict[str, Any]) -> list[str]:
    found = []
    for key, words in VOCABULARY.items():
        values = event[key] if isinstance(event[key], list) else [event[key]]
        found += [
            f"{key}: {value!r} is not in the vocabulary" for value in values if value not in words
        ]
    for key in ("weapons", "targets", "effects", "places_listed", "claimants"):
        if len(set(event[key])) != len(event[key]):
            found.append(f"{key} repeats a value")
    return found


def count_problems(event: dict[str, Any]) -> list[str]:
    found = [
        f"{key} is not a count"
        for key in COUNTS
        if event[key] is not None and (type(event[key]) is not int or event[key] < 0)
    ]
    weapons = set(event["weapons"])
    if any(event[key] is not None for key in COUNTS[:2]) and "drone" not in weapons:
        found.append("a count of drones without drones among the weapons")
    if any(event[key] is not None for key in COUNTS[2:4]) and not weapons & MISSILES:
        found.append("a count of missiles without missiles among the weapons")
    for what in ("drones", "missiles"):
        launched, downed = event[f"{what}_launched"], event[f"{what}_downed"]
        if None not in (launched, downed) and downed > launched:
            found.append(f"more {what} downed than launched")
    if event["outcome"] == "intercepted" and (event["killed"] or event["injured"]):
        found.append("intercepted with casualties")
    if event["event_type"] != "attack" and event["outcome"] is not None:
        found.append("an outcome without an attack")
    return found


def event_problems(event: dict[str, Any], published: date | None, text: str) -> list[str]:
    keys = set(event) - OPTIONAL_KEYS
    if keys != EVENT_KEYS:
        return [f"keys differ: {sorted(keys ^ EVENT_KEYS)}"]
    found = [] if event["quote"] and event["quote"] in text else ["the quote is not in the text"]
    if not INCIDENT.fullmatch(event["incident"]):
        found.append(f"incident id {event['incident']!r}")
    return (
        found
        + date_problems(event, published, text)
        + place_problems(event)
        + vocabulary_problems(event)
        + count_problems(event)
    )


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_gold_article_follows_the_guide(path: Path) -> None:
    article = load(path)
    assert set(article) == ARTICLE_KEYS
    assert article["language"] == path.parent.name
    assert article["text"].strip()
    assert article["title"] is None or article["title"] in article["text"]
    published = publication_day(article)
    problems = {
        number: found
        for number, event in enumerate(article["events"])
        if (found := event_problems(event, published, article["text"]))
    }
    assert problems == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_near_duplicate_links_name_a_file_of_the_folder(path: Path) -> None:
    other = load(path)["near_duplicate_of"]
    assert other is None or (other != path.name and (path.parent / other).is_file())


def test_urls_and_texts_are_unique() -> None:
    articles = [load(path) for path in FILES]
    assert len({a["url"] for a in articles}) == len(articles)
    assert len({a["text"] for a in articles}) == len(articles)


def test_events_of_one_article_do_not_share_an_incident() -> None:
    for path in FILES:
        incidents = [event["incident"] for event in load(path)["events"]]
        assert len(set(incidents)) == len(incidents), path.name


def test_one_incident_keeps_type_and_country_across_articles() -> None:
    told: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for path in FILES:
        for event in load(path)["events"]:
            told[event["incident"]].add((event["event_type"], event["country"]))
    assert {incident: seen for incident, seen in told.items() if len(seen) > 1} == {}


def test_each_language_has_events_and_negatives() -> None:
    for language in ("en", "ru", "uk"):
        articles = [load(path) for path in sorted((GOLD / language).glob("*.json"))]
        assert len(articles) >= 20
        assert sum(not a["events"] for a in articles) >= 5
