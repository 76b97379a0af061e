"""Reports of which only what matters is given."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from transforms.incidents.reports import REPORT_COLUMNS, Report

_LISTS: Final = ("places_listed", "weapons", "targets", "quantities", "effects", "claimants")
_POINTS: Final = {
    "Engels": ("RU", "Saratov Oblast", 51.48, 46.11, 563464),
    "Saratov": ("RU", "Saratov Oblast", 51.54, 46.01, 498677),
    "Volgograd": ("RU", "Volgograd Oblast", 48.71, 44.51, 472757),
    "Kotovo": ("RU", "Volgograd Oblast", 50.32, 44.80, 544600),
    "Odesa": ("UA", "Odesa Oblast", 46.48, 30.73, 698740),
    "Chornomorsk": ("UA", "Odesa Oblast", 46.30, 30.65, 707005),
    "Kharkiv": ("UA", "Kharkiv Oblast", 49.98, 36.25, 706483),
    "Izium": ("UA", "Kharkiv Oblast", 49.21, 37.26, 707471),
    "Enerhodar": ("UA", "Zaporizhzhia Oblast", 47.50, 34.66, 708898),
    "Zaporizhzhia": ("UA", "Zaporizhzhia Oblast", 47.84, 35.14, 687700),
    "Kyiv": ("UA", "Kyiv City", 50.45, 30.52, 703448),
    "Vyshhorod": ("UA", "Kyiv Oblast", 50.58, 30.49, 689065),
    "Novorossiysk": ("RU", "Krasnodar Krai", 44.72, 37.77, 518255),
    "Tuapse": ("RU", "Krasnodar Krai", 44.10, 39.08, 481350),
}


def day(text: str) -> date:
    """A day of March 2025 ("12"), or any day as ISO text."""
    return date.fromisoformat(text if "-" in text else f"2025-03-{int(text):02d}")


def report(event_id: str, at: str | None = None, on: str | None = None, **given: Any) -> Report:
    """A report by article "a<event_id>" unless told otherwise.

    ``at``: a known place, "<region> Oblast", or a country code. ``on``: "12", "11-12" (a night),
    "~12" (assumed from a publication on the 12th), "--03-12" (no year), an ISO day, None.
    """
    values: dict[str, Any] = dict.fromkeys(REPORT_COLUMNS)
    values |= dict.fromkeys(_LISTS, ())
    values |= {"event_id": event_id, "article_id": f"a{event_id}", "event_type": "attack"}
    values |= {"confidence": 1.0, "weapons": ("drone",)}
    values |= _where(at)
    values |= _when(on)
    if (published := given.pop("published", None)) is not None:
        given["published_at"] = datetime.combine(day(published), datetime.min.time(), UTC)
    return Report(**{**values, **given})


def _where(at: str | None) -> dict[str, Any]:
    if at is None:
        return {}
    if at in _POINTS:
        country, admin1, latitude, longitude, geonames_id = _POINTS[at]
        return {
            "country": country,
            "admin1": admin1,
            "place": at,
            "latitude": latitude,
            "longitude": longitude,
            "geonames_id": geonames_id,
            "geo_precision": "place",
        }
    if len(at) == 2:
        return {"country": at, "geo_precision": "country"}
    country = next((found[0] for found in _POINTS.values() if found[1] == at), "RU")
    return {"country": country, "admin1": at, "geo_precision": "region"}


def _when(on: str | None) -> dict[str, Any]:
    if on is None:
        return {}
    if on.startswith("--"):
        return {"date_partial": on}
    if on.startswith("~"):
        end = day(on[1:])
        moment = datetime.combine(end, datetime.min.time(), UTC) + timedelta(hours=9)
        return {
            "date_start": end - timedelta(days=1),
            "date_end": end,
            "date_basis": "publication",
            "published_at": moment,
        }
    parts = [on] if len(on) == len("2025-03-12") else on.split("-")
    return {"date_start": day(parts[0]), "date_end": day(parts[-1]), "date_basis": "text"}
