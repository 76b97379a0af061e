"""The gazetteer: places of the world by name, read from compiled files and kept lists.

Settlements come from ``configs/places/places.tsv.gz`` (GeoNames, CC BY 4.0; built by
``configs/places/build.py``) with their names already declined for Russian and Ukrainian. Regions,
countries and areas come from the lists beside it. A place's record is parsed when it is asked for.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Optional

from transforms.events.gazetteer_lists import (
    Area,
    Country,
    Region,
    load_areas,
    load_countries,
    load_regions,
)
from transforms.language.tokens import tokenize

COMMON_WORD: Final = "~"
SURNAME: Final = "^"


class Place(NamedTuple):
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
    facility_type: Optional[str] = None  # noqa: UP045
    settlement: Optional[str] = None  # noqa: UP045


class Gazetteer:
    """Every place by its name. Build once per process with ``load_gazetteer``; read only."""

    def __init__(
        self,
        lines: Iterable[str],
        regions: Mapping[str, Region],
        countries: Mapping[str, Country],
        areas: Mapping[str, Area],
        root: Path,
    ) -> None:
        self.root = root
        self.regions = dict(regions)
        self.countries = dict(countries)
        self.areas = dict(areas)
        self._records: list[str] = []
        self._rows: dict[str, int | tuple[int, ...]] = {}
        self._longest: dict[str, int] = {}
        self.common_words: set[str] = set()
        self.surnames: set[str] = set()
        for line in lines:
            if not line.startswith("#"):
                self._add(line)
        self._row_of = {
            int(record.split("\t", 1)[0]): row for row, record in enumerate(self._records)
        }

    def _add(self, line: str) -> None:
        record, _, names = line.rpartition("\t")
        row = len(self._records)
        self._records.append(record)
        rows = self._rows
        for name in filter(None, names.split("|")):
            key = name
            if name[0] == COMMON_WORD:
                key = name[1:]
                self.common_words.add(key)
            elif name[0] == SURNAME:
                key = name[1:]
                self.surnames.add(key)
            known = rows.get(key)
            if known is None:
                rows[key] = row
                if " " in key:
                    self._note_length(key)
            else:
                rows[key] = (known, row) if isinstance(known, int) else (*known, row)

    def _note_length(self, key: str) -> None:
        words = key.split(" ")
        first = words[0]
        self._longest[first] = max(self._longest.get(first, 1), len(words))

    def longest(self, word: str) -> int:
        """Return how many tokens the longest name has that begins with ``word`` (lower case)."""
        return self._longest.get(word, 1)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def named(self, key: str) -> tuple[Place, ...]:
        """Return the settlements of this name (normalised tokens, spaced), largest first."""
        rows = self._rows.get(key)
        if rows is None:
            return ()
        if isinstance(rows, int):
            return (self._place(rows),)
        places = [self._place(row) for row in sorted(set(rows))]
        return tuple(sorted(places, key=lambda place: (-place.population, place.id)))

    def by_id(self, geonames_id: int) -> Optional[Place]:  # noqa: UP045
        """Return the settlement with this GeoNames id, or None."""
        row = self._row_of.get(geonames_id)
        return None if row is None else self._place(row)

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
            geonames_id=int(number),
        )

    def region_place(self, region_id: str) -> Place:
        """Return an admin1 region as a place; a region that is a city keeps its centre."""
        region = self.regions[region_id]
        return Place(
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


def key_of(name: str) -> str:
    """Return the form under which a name is looked up: its normalised tokens, spaced."""
    return " ".join(token.lower for token in tokenize(name, None))


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a gzipped text file without the comment lines."""
    for line in gzip.decompress(path.read_bytes()).decode().split("\n"):
        if line and not line.startswith("#"):
            yield line


@lru_cache(maxsize=2)
def load_gazetteer(root: Path) -> Gazetteer:
    """Return the process-wide gazetteer under ``root`` (the configs folder)."""
    folder = root / "places"
    regions = load_regions(folder)
    countries, areas = load_countries(folder), load_areas(folder)
    return Gazetteer(read_lines(folder / "places.tsv.gz"), regions, countries, areas, root)
