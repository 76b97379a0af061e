"""Facilities that were hit, and incidents that cut power, heat or water."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pipelines.report.shapes import Facility, Outage
from transforms.records import Incident

_NO_HIT: Final = "intercepted"
_OUTAGE: Final = "outage"


def facilities_of(incidents: Iterable[Incident], least: int = 2) -> list[Facility]:
    """Return the named facilities with at least so many hits, most hits first.

    A facility is known by its name and country; an incident whose attack was wholly intercepted is
    no hit. Region and place are those of its newest hit that has them.
    """
    hits: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for one in incidents:
        if one.target_name and one.outcome != _NO_HIT and one.date_end is not None:
            hits[_folded(one.target_name), one.country or ""].append(one)
    found = [_facility(group) for group in hits.values() if len(group) >= least]
    return sorted(found, key=lambda one: (-one["hits"], one["name"], one["country"] or ""))


def outages_of(incidents: Iterable[Incident]) -> list[Outage]:
    """Return the incidents that cut something, in their order."""
    return [
        {
            "incident_id": one.incident_id,
            "date": one.date_end.isoformat(),
            "country": one.country,
            "admin1": one.admin1,
            "place": one.place,
            "effects": [effect for effect in one.effects if effect.endswith(_OUTAGE)],
        }
        for one in incidents
        if one.date_end is not None and is_outage(one)
    ]


def is_outage(incident: Incident) -> bool:
    """Tell whether an incident is an outage or had one as its effect."""
    return incident.event_type == _OUTAGE or any(
        effect.endswith(_OUTAGE) for effect in incident.effects
    )


def _facility(group: list[Incident]) -> Facility:
    newest_first = sorted(group, key=_age)
    return {
        "name": newest_first[0].target_name or "",
        "country": newest_first[0].country,
        "admin1": next((one.admin1 for one in newest_first if one.admin1), None),
        "place": next((one.place for one in newest_first if one.place), None),
        "hits": len(group),
        "dates": sorted({one.date_end.isoformat() for one in group if one.date_end}),
        "incident_ids": [one.incident_id for one in newest_first],
    }


def _age(incident: Incident) -> tuple[int, str]:
    day = incident.date_end.toordinal() if incident.date_end else 0
    return -day, incident.incident_id


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
