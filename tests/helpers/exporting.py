"""Committed incidents, events and aggregates that show what an export must get right."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from tests.helpers.tables import record, write

KYIV: Final = (50.4547, 30.5238)
DAY: Final = datetime(2026, 1, 10, tzinfo=UTC)


def incident(name: str, **columns: Any) -> Any:
    """Build an incident of one day in Kyiv."""
    told: dict[str, Any] = {
        "incident_id": name,
        "revision": 1,
        "event_type": "attack",
        "outcome": "hit",
        "date_start": date(2026, 1, 10),
        "date_end": date(2026, 1, 10),
        "date_basis": "text",
        "country": "UA",
        "admin1": "Kyiv City",
        "place": "Kyiv",
        "latitude": KYIV[0],
        "longitude": KYIV[1],
        "geo_precision": "place",
        "attacker": "RU",
        "weapons": ["drone"],
        "languages": ["en"],
        "sources": ["one.example", "two.example"],
    }
    return record("incidents", **(told | columns))


def event(name: str, **columns: Any) -> Any:
    """Build an event with its sentence."""
    told = {"event_id": name, "event_type": "attack", "evidence": [f"Sentence of {name}."]}
    return record("events", **(told | columns))


def fill(folder: Path) -> None:
    """Commit two runs: a revision, a superseded incident, an area, a row without a day."""
    first = [
        incident("a", killed=1, event_ids=["e1"]),
        incident("b", geo_precision="region", place=None),
        incident("gone"),
    ]
    write(folder, "run-1", "events", [event("e1", language="en", country="UA", published_at=DAY)])
    write(folder, "run-2", "incidents", first)
    nowhere = {"geo_precision": "country", "latitude": None, "longitude": None}
    later = {"date_start": date(2026, 1, 20), "date_end": date(2026, 1, 21)}
    second = [
        incident("a", revision=2, killed=2, event_ids=["e1"], target_name="=1+1"),
        incident("gone", revision=2, superseded_by="a"),
        incident("c", country="RU", languages=["ru", "uk"], **nowhere, **later),
        incident("d", date_start=None, date_end=None),
    ]
    write(folder, "run-3", "incidents", second)
    windows = [
        record("aggregates", name="day_region", window_start=DAY, window_end=DAY, country=code)
        for code in ("UA", "RU")
    ]
    write(folder, "run-4", "aggregates", windows)
    old = {"feed_url": "https://one.example/rss", "window_start": DAY, "window_end": DAY}
    covered = [
        record("coverage", **old, polls=polls, computed_at=datetime(2026, 1, 11, polls, tzinfo=UTC))
        for polls in (1, 2)
    ]
    write(folder, "run-5", "coverage", covered)
    article = {"article_id": "x", "published_at": DAY, "language": "en", "text": "Text.\nLines."}
    write(folder, "run-6", "articles", [record("articles", **article, signature=b"\1\2")])
