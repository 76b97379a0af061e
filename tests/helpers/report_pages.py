"""Reports for tests of the page: the fixture of a real run, and invented ones of any size."""

import copy
import json
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from pipelines.report.html import page

FIXTURE: Final = Path(__file__).parents[1] / "data" / "report" / "model.json"
NUMBERS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
# country, region, place, the place in its own language, latitude, longitude, attacker
PLACES: Final = (
    ("UA", "Odesa Oblast", "Odesa", "Одеса", 46.48, 30.73, "RU"),
    ("UA", "Kharkiv Oblast", "Kharkiv", "Харків", 49.99, 36.23, "RU"),
    ("UA", "Donetsk Oblast", "Sloviansk", "Слов’янськ", 48.85, 37.61, "RU"),
    ("RU", "Ryazan Oblast", "Ryazan", "Рязань", 54.63, 39.69, "UA"),
    ("RU", "Oryol Oblast", "Oryol", "Орёл", 52.97, 36.06, "UA"),
    ("RU", "Saratov Oblast", "Saratov", "Саратов", 51.53, 46.03, "UA"),
)
TARGETS: Final = ("oil_refinery", "substation", "residential", "port", "railway", "power_plant")


def fixture() -> dict[str, Any]:
    """Return the report of a run over the sample articles, free to change."""
    report: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return report


def write(report: dict[str, Any], path: Path) -> Path:
    """Write a report as the page it is shown by."""
    path.write_bytes(page(copy.copy(report), report["details"].items()))  # type: ignore[arg-type]
    return path


def invented(incidents: int, days: int = 30) -> dict[str, Any]:
    """Return a report of so many invented incidents in so many days, always the same."""
    chance = random.Random(incidents)
    last = date(2026, 11, 27)
    dates = [(last - timedelta(days=age)).isoformat() for age in range(days)]
    report = fixture()
    columns: dict[str, list[Any]] = {name: [] for name in report["incidents"]}
    details = {}
    for number in range(incidents):
        row, detail = _incident(number, dates[number * days // incidents], chance)
        for name, values in columns.items():
            values.append(row.get(name))
        details[row["id"]] = detail
    report["incidents"], report["details"] = columns, details
    report["meta"] |= {"incidents": incidents, "period": {"from": dates[-1], "to": dates[0]}}
    report["nights"] = [_night(day, country, chance) for day in dates for country in ("UA", "RU")]
    report["casualties"] = [
        {"date": day, "country": "UA", "killed": 3, "killed_low": 2, "killed_high": 4}
        | {"injured": 9, "injured_low": 9, "injured_high": None}
        for day in dates
    ]
    weeks = Counter(
        (_monday(day), target)
        for day, targets in zip(columns["date_end"], columns["targets"], strict=True)
        for target in targets
    )
    report["targets"] = [
        {"date": week, "target": target, "incidents": count}
        for (week, target), count in sorted(weeks.items())
    ]
    report["outages"], report["facilities"] = [], []
    return report


def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()


def _night(day: str, country: str, chance: random.Random) -> dict[str, Any]:
    launched = chance.randint(20, 400)
    numbers: dict[str, Any] = dict.fromkeys(
        f"{name}{end}" for name in NUMBERS[:4] for end in ("", "_low", "_high")
    )
    downed = int(launched * 0.8)
    for name, value in (("drones_launched", launched), ("drones_downed", downed)):
        numbers |= {name: value, f"{name}_low": value - 5, f"{name}_high": value + 9}
    return {"date": day, "country": country, "interception_rate": 0.8, **numbers}


def _incident(number: int, day: str, chance: random.Random) -> tuple[dict[str, Any], Any]:
    country, admin1, place, own, latitude, longitude, attacker = chance.choice(PLACES)
    killed = chance.choice((None, 0, 1, 4))
    row = {
        "id": f"{number:016x}",
        "type": "attack",
        "title": f"Удар {number}: {own}",
        "names": [own],
        "date_start": day,
        "date_end": day,
        "date_precision": "day",
        "date_basis": "text",
        "country": country,
        "defender": country,
        "admin1": admin1,
        "place": place,
        "lat": round(latitude + chance.uniform(-1, 1), 4),
        "lon": round(longitude + chance.uniform(-1, 1), 4),
        "geo_precision": chance.choice(("place", "site", "region")),
        "attacker": attacker,
        "weapons": ["drone"],
        "targets": chance.sample(TARGETS, 1 + number % 2),
        "outcome": "hit",
        "effects": ["fire"],
        "effect": number % 4,
        "killed": killed,
        "killed_low": killed,
        "killed_high": killed,
        "reports": 1 + number % 7,
        "independent_sources": 1 + number % 3,
        "disputed": number % 11 == 0,
        "languages": [("en", "uk", "ru")[number % 3]],
    }
    sentence = f"Drones struck {place} on Monday, the governor said."
    detail = {
        "claims": [],
        "sources": [_source(number, day, f"Drones strike {place}")],
        "evidence": [
            {"article": 0, "sentences": [{"text": sentence, "spans": [["weapons", 0, 6]]}]}
        ],
        "revisions": 1,
    }
    return row, detail


def _source(number: int, day: str, title: str) -> dict[str, Any]:
    return {
        "article": f"article-{number}",
        "url": f"https://news.example/{number}",
        "title": title,
        "source": "news.example",
        "published": f"{day}T12:00:00Z",
        "language": "en",
        "copy": False,
        "duplicate_of": None,
    }
