"""Columns in the manner of ACLED, with codes of CAMEO and PLOVER, for rows of events and incidents.

Only what is known is filled: the party attacked, the unit that attacked and admin2 are not, and a
number of fatalities that nobody gave stays empty where ACLED would write 0. docs/crosswalk.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from pipelines.export.selection import NOTES
from transforms.events.actors_outlets import Outlets, load_outlets, outlet_of
from transforms.events.gazetteer_lists import load_countries
from transforms.events.lexicon import read_yaml, validate
from transforms.events.ontology import Codes, Ontology, crosswalk, load_ontology

ACLED_COLUMNS: Final = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    *("interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2"),
    *("admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale"),
    *("notes", "fatalities", "tags", "timestamp"),
)
"""The columns of ACLED's own files, in their order."""

CODES: Final = ("cameo_code", "plover_mode")
PREFIXED: Final = (
    *("event_date", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1"),
    *("actor2", "geo_precision", "source", "source_scale", "notes", "fatalities"),
)
"""Those that stand beside the table's own columns, with ``acled_`` before their names."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SubEvent(_Model):
    """Event type and disorder type of a sub-event type of ACLED."""

    event: str
    disorder: str


class CrosswalkTable(_Model):
    """``configs/crosswalk.yaml``: what the columns are derived by."""

    sub_events: dict[str, SubEvent]
    geo_precision: dict[str, int]
    explicit_bases: tuple[str, ...]
    time_precision: dict[int, int]
    source_scales: dict[str, str]


@dataclass(frozen=True)
class CrosswalkKnowledge:
    """All that the columns are derived by: names by country code, outlets by domain."""

    table: CrosswalkTable
    ontology: Ontology
    country_names: Mapping[str, str]
    outlets: Outlets


@cache
def load_crosswalk() -> CrosswalkKnowledge:
    """Return the packaged knowledge. Raises LexiconError, naming the file and its faults."""
    root = Path(str(resources.files("configs")))
    path = root / "crosswalk.yaml"
    countries = load_countries(root / "places")
    return CrosswalkKnowledge(
        validate(CrosswalkTable, read_yaml(path), str(path)),
        load_ontology(root),
        {code: country.names["en"][0] for code, country in countries.items()},
        load_outlets(root),
    )


def acled_columns(row: Mapping[str, Any], known: CrosswalkKnowledge) -> dict[str, Any]:
    """Return every column of ACLED, and ``CODES``, of a row of events or incidents."""
    codes = _codes(row, known)
    sub_event = known.table.sub_events.get(codes.acled or "")
    precision, day = when(row, known.table)
    sources = row["sources"] if "sources" in row else [row["source"]] if row["source"] else []
    evidence = row.get("evidence") or row.get(NOTES) or []
    computed = row.get("computed_at") or row.get("seen_at")
    filled = {
        "event_id_cnty": row.get("incident_id") or row.get("event_id"),
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": precision,
        "disorder_type": sub_event.disorder if sub_event else None,
        "event_type": sub_event.event if sub_event else None,
        "sub_event_type": codes.acled,
        "actor1": known.country_names.get(row["attacker"], row["attacker"]),
        "country": known.country_names.get(row["country"], row["country"]),
        "admin1": row["admin1"],
        "location": row["place"] or row["admin1"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geo_precision": known.table.geo_precision.get(row["geo_precision"] or ""),
        "source": "; ".join(sources) or None,
        "source_scale": source_scale(sources, row["country"], known),
        "notes": " ".join(evidence) or None,
        "fatalities": row["killed"],
        "timestamp": int(computed.timestamp()) if computed else None,
        "cameo_code": codes.cameo,
        "plover_mode": codes.plover,
    }
    return dict.fromkeys((*ACLED_COLUMNS, *CODES)) | filled


def when(row: Mapping[str, Any], table: CrosswalkTable) -> tuple[int | None, date | None]:
    """Return the code of precision and the day that stands for a row's range of days.

    Up to two days are a night and stand by the last one, longer ranges by their middle; a day
    that was assumed from the publication is never the actual date.
    """
    first, last = row["date_start"], row["date_end"]
    if first is None or last is None:
        return None, None
    days = (last - first).days + 1
    code = next((code for code, most in sorted(table.time_precision.items()) if days <= most), None)
    if code is None:
        return None, None
    day = last if days <= table.time_precision[1] else first + timedelta(days=(days - 1) // 2)
    if code == 1 and row["date_basis"] not in table.explicit_bases:
        code = 2
    return code, day


def source_scale(
    sources: Iterable[str], country: str | None, known: CrosswalkKnowledge
) -> str | None:
    """Say whether the outlets are of the country; None where no outlet or no country is known."""
    outlets = [outlet_of(known.outlets, source) for source in sources]
    homes = {outlet.country for outlet in outlets if outlet and outlet.country}
    if country is None or not homes:
        return None
    if homes == {country}:
        return known.table.source_scales["domestic"]
    return known.table.source_scales["both" if country in homes else "foreign"]


def _codes(row: Mapping[str, Any], known: CrosswalkKnowledge) -> Codes:
    """Take an event's codes as they are; an incident's are of its first weapon in ACLED's order."""
    if "acled_sub_event" in row:
        return Codes(row["acled_sub_event"], row["cameo_code"], row["plover_mode"])
    ranks = {name: rank for rank, name in enumerate(known.table.sub_events)}
    weapons = [name for name in row["weapons"] if name in known.ontology.weapons]
    weapons.sort(key=lambda name: ranks.get(known.ontology.weapons[name].acled or "", len(ranks)))
    return crosswalk(known.ontology, row["event_type"], row["outcome"], weapons)
