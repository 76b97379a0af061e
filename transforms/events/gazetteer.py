"""The gazetteer: places of the world by name, read from compiled files and kept lists.

Settlements come from ``configs/places/places.tsv.gz`` (GeoNames, CC BY 4.0; built by
``configs/places/build.py``) with their names already declined for Russian and Ukrainian. Regions,
countries and areas come from the lists beside it. A place's record is parsed when it is asked for.
"""

import gzip
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Optional

from transforms.events.facilities import Facilities, load_facilities
from transforms.events.gazetteer_lists import (
    Area,
    Country,
    Region,
    load_areas,
    load_city_districts,
    load_countries,
    load_regions,
)
from transforms.language.tokens import tokenize
from transforms.packs import topmost

COMMON_WORD: Final = "~"
SURNAME: Final = "^"
# ids from here on are of configs/places/extra.yaml, not of GeoNames
OWN_IDS: Final = 900_000_000
_REMEMBERED: Final = 20_000
_MARKS: Final = COMMON_WORD + SURNAME
_CITY: Final = "city"  # a region that is one


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """One place that a name may stand for.

    ``kind`` is country, region, district, city, quarter (a part of a city), sea, area or facility;
    ``admin1`` the English name of the region; coordinates in degrees (WGS 84) or None where none
    would be honest.
    """

    id: str
    kind: str
    name: str
    country: Optional[str]  # noqa: UP045 - as in the records
    admin1_id: Optional[str]  # noqa: UP045
    admin1: Optional[str]  # noqa: UP045
    latitude: Optional[float]  # noqa: UP045
    longitude: Optional[float]  # noqa: UP045
    population: int
    geonames_id: Optional[int] = None  # noqa: UP045
    facility_types: tuple[str, ...] = ()
    settlement: Optional[str] = None  # noqa: UP045


class NameTable(NamedTuple):
    """Compiled names: rows of the places by name, most words by the first word."""

    rows: dict[str, str]
    longest: dict[str, int]


class Lists(NamedTuple):
    """The kept lists under one configs folder."""

    root: Path
    regions: dict[str, Region]
    countries: dict[str, Country]
    areas: dict[str, Area]
    facilities: Facilities
    city_districts: dict[str, list[int]]


class Gazetteer:
    """Every place by its name. Build once per process with ``load_gazetteer``; read only."""

    def __init__(self, records: Sequence[str], names: "NameTable", lists: "Lists") -> None:
        self.regions = lists.regions
        self.countries = lists.countries
        self.areas = lists.areas
        self.facilities = lists.facilities
        self.city_districts = lists.city_districts
        self.root = lists.root
        self._records = records
        self._named: dict[str, tuple[Place, ...]] = {}
        self._region_ids: dict[str, str] = {}
        self._region_places: dict[str, Place] = {}
        for region_id, region in lists.regions.items():
            self._region_ids.setdefault(region.name, region_id)
        self._rows, self._longest = names.rows, names.longest
        self.capitals = frozenset(country.capital_id for country in lists.countries.values())
        self._facilities = {facility.id: facility for facility in lists.facilities.facilities}

    def longest(self, word: str) -> int:
        """Return how many tokens the longest name has that begins with ``word`` (lower case)."""
        return self._longest.get(word, 1)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def mark(self, key: str) -> str:
        """Return ``COMMON_WORD`` or ``SURNAME`` where the name is one as well, else ""."""
        first = self._rows.get(key, "0")[0]
        return first if first in {COMMON_WORD, SURNAME} else ""

    def named(self, key: str) -> tuple[Place, ...]:
        """Return the settlements of this name (normalised tokens, spaced), largest first."""
        known = self._named.get(key)
        if known is None:
            if len(self._named) > _REMEMBERED:
                self._named.clear()
            known = self._named[key] = self._find(key)
        return known

    def _find(self, key: str) -> tuple[Place, ...]:
        rows = self._rows.get(key)
        if rows is None:
            return ()
        places = [self._place(int(row)) for row in rows.lstrip(_MARKS).split(",")]
        return tuple(sorted(places, key=lambda place: (-place.population, place.id)))

    def by_id(self, geonames_id: int) -> Optional[Place]:  # noqa: UP045
        """Return the settlement with this GeoNames id, or None."""
        row = bisect_left(self._records, geonames_id, key=_id_of)
        if row < len(self._records) and _id_of(self._records[row]) == geonames_id:
            return self._place(row)
        return None

    def _place(self, row: int) -> Place:
        record = self._records[row]
        number, name, country, code, latitude, longitude, people, kind = record.split("\t")
        admin1_id = f"{country}.{code}" if code else None
        region = self.regions.get(admin1_id) if admin1_id else None
        return Place(
            id=f"g{number}",
            kind=kind,
            name=name,
            country=country,
            admin1_id=admin1_id,
            admin1=region.name if region else None,
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(people),
            geonames_id=int(number) if int(number) < OWN_IDS else None,
            settlement=self._city_of(region) if region and region.kind == _CITY else None,
        )

    def _city_of(self, region: Region) -> Optional[str]:  # noqa: UP045
        """Return the name of the city that a region is."""
        row = bisect_left(self._records, region.capital_id, key=_id_of)
        return self._records[row].split("\t")[1] if row < len(self._records) else None

    def city_of(self, region_id: str) -> Optional[Place]:  # noqa: UP045
        """Return the city that a region is, None for any other region."""
        region = self.regions[region_id]
        return self.by_id(region.capital_id) if region.kind == _CITY else None

    def land_names(self, language: str) -> frozenset[str]:
        """Return the names of countries, seas and broad areas in a language, in lower case."""
        names = [one.names for one in self.countries.values()]
        names += [one.names for one in self.areas.values()]
        return frozenset(name.lower() for own in names for name in own.get(language, ()))

    def region_place(self, region_id: str) -> Place:
        """Return an admin1 region as a place; a region that is a city keeps its centre."""
        known = self._region_places.get(region_id)
        if known is not None:
            return known
        region = self.regions[region_id]
        place = self._region_places[region_id] = Place(
            id=region_id,
            kind="region",
            name=region.name,
            country=region.country,
            admin1_id=region_id,
            admin1=region.name,
            latitude=region.latitude,
            longitude=region.longitude,
            population=0,
        )
        return place

    def region_named(self, name: str) -> Optional[Place]:  # noqa: UP045
        """Return the region with this English name, the first of several; None without."""
        region_id = self._region_ids.get(name)
        return self.region_place(region_id) if region_id is not None else None

    def country_place(self, code: str) -> Place:
        """Return a country as a place; it has no point of its own."""
        name = self.countries[code].names["en"][0]
        return Place(code, "country", name, code, None, None, None, None, 0)

    def area_place(self, area_id: str) -> Place:
        """Return a sea or a broad area as a place."""
        area = self.areas[area_id]
        one = area.regions[0] if len(area.regions) == 1 else None
        region = self.regions.get(one) if one else None
        return Place(
            id=area_id,
            kind=area.kind,
            name=area.name,
            country=area.country,
            admin1_id=one,
            admin1=region.name if region else None,
            latitude=area.latitude,
            longitude=area.longitude,
            population=0,
        )

    def facility_place(self, facility_id: str) -> Place:
        """Return a known site as a place."""
        facility = self._facilities[facility_id]
        region = self.regions.get(facility.region)
        return Place(
            id=facility_id,
            kind="facility",
            name=facility.name,
            country=facility.region[:2],
            admin1_id=facility.region,
            admin1=region.name if region else None,
            latitude=facility.latitude,
            longitude=facility.longitude,
            population=0,
            facility_types=tuple(facility.types),
            settlement=facility.place,
        )

    def facility_at(self, settlement: str, country: str, target_type: str) -> Optional[Place]:  # noqa: UP045
        """Return the one known site of a type in a settlement, None where there is none or two."""
        found = [
            facility.id
            for facility in self._facilities.values()
            if facility.place == settlement
            and facility.region[:2] == country
            and target_type in facility.types
        ]
        return self.facility_place(found[0]) if len(found) == 1 else None


def key_of(name: str) -> str:
    """Return the form under which a name is looked up: its normalised tokens, spaced."""
    return " ".join(token.lower for token in tokenize(name, None))


def _id_of(record: str) -> int:
    return int(record.partition("\t")[0])


def read_blocks(path: Path) -> list[list[str]]:
    """Return the blocks of lines of a gzipped text file, its comment line left out."""
    text = gzip.decompress(path.read_bytes()).decode()
    _, _, body = text.partition("\n")
    return [block.split("\n") for block in body.rstrip("\n").split("\n\n")]


def read_names(path: Path) -> NameTable:
    """Return the compiled names; the layout is described in ``configs/places/build.py``."""
    names, rows, first_words, lengths = read_blocks(path)
    return NameTable(
        dict(zip(names, rows, strict=True)),
        dict(zip(first_words, map(int, lengths), strict=True)),
    )


@lru_cache(maxsize=2)
def load_gazetteer(root: Path) -> Gazetteer:
    """Return the process-wide gazetteer under ``root`` (the configs folder)."""
    folder = root / "places"
    lists = Lists(
        root,
        load_regions(folder),
        load_countries(folder),
        load_areas(folder),
        load_facilities(root),
        load_city_districts(folder),
    )
    records = read_blocks(topmost(folder / "places.tsv.gz"))[0]
    return Gazetteer(records, read_names(topmost(folder / "place_names.gz")), lists)
