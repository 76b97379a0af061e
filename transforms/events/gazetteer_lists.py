"""The kept lists of the gazetteer: regions, countries, seas and areas, with their models.

Every fault of a file is reported together (``transforms.events.lexicon.validate``).
"""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Literal, Optional, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from transforms.events.lexicon import LexiconError, read_yaml, validate
from transforms.language.tokens import normal
from transforms.packs import topmost

Names = dict[str, list[str]]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Region(_Entry):
    """A first-level region: ``stems`` name it only beside a region noun, ``names`` alone.

    ``bare``: the city's name that stands for the region in a list of regions. ``encloses``: ids of
    regions that are told to lie in it, as a city with a status of its own on a peninsula.
    """

    id: str
    name: str
    kind: Literal["oblast", "krai", "republic", "autonomous", "city", "region"]
    country: str = Field(pattern="^[A-Z]{2}$")
    capital_id: int = 0
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    stems: Names = Field(default_factory=dict)
    bare: Names = Field(default_factory=dict)
    names: Names = Field(default_factory=dict)
    far: Names = Field(default_factory=dict)
    encloses: list[str] = Field(default_factory=list)


class Country(_Entry):
    """A country: names, adjectives, words for its people, capitals that mean the government."""

    code: str = Field(pattern="^[A-Z]{2}$")
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    capital_id: int
    names: Names
    adjectives: Names = Field(default_factory=dict)
    people: Names = Field(default_factory=dict)
    capitals: list[str] = Field(default_factory=list)


class Area(_Entry):
    """A sea or a broad area; ``regions``: the admin1 ids it covers, where it covers whole ones."""

    id: str
    name: str
    kind: Literal["sea", "area"]
    country: Optional[str]  # noqa: UP045
    regions: list[str] = Field(default_factory=list)
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    names: Names


class CityDistricts(_Entry):
    """The districts of one city by their adjectives in each language."""

    city_id: int
    en: list[str]
    ru: list[str]
    uk: list[str]


class _Cities(_Entry):
    cities: list[CityDistricts]


class _Regions(_Entry):
    regions: list[Region]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _check_unique([region.id for region in self.regions])
        return self


class _RegionNames(_Entry):
    names: dict[str, list[str]]


class _FarRegions(_Entry):
    ru: dict[str, list[str]]
    uk: dict[str, list[str]]


class _Countries(_Entry):
    countries: list[Country]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _check_unique([country.code for country in self.countries])
        return self


class _Areas(_Entry):
    areas: list[Area]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        _check_unique([area.id for area in self.areas])
        return self


def _check_unique(ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"ids given twice: {', '.join(twice)}")


def load_regions(folder: Path) -> dict[str, Region]:
    """Return the regions of regions.yaml and of the compiled admin1 file by id.

    Further spellings of the compiled ones come from region_names.yaml and far_regions.yaml.
    """
    path = folder / "regions.yaml"
    kept = validate(_Regions, read_yaml(path), str(path)).regions
    regions = {region.id: region for region in kept}
    text = gzip.decompress(topmost(folder / "admin1.tsv.gz").read_bytes()).decode()
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            region = _compiled(line)
            regions.setdefault(region.id, region)
    path = folder / "region_names.yaml"
    for region_id, further in validate(_RegionNames, read_yaml(path), str(path)).names.items():
        if region_id not in regions:
            raise LexiconError(f"{path}: no region {region_id!r} known")
        region = regions[region_id]
        names = {**region.names, "en": [*region.names.get("en", ()), *further]}
        regions[region_id] = region.model_copy(update={"names": names})
    path = folder / "far_regions.yaml"
    for language, named in validate(_FarRegions, read_yaml(path), str(path)):
        for region_id, own in named.items():
            if region_id not in regions:
                raise LexiconError(f"{path}: no region {region_id!r} known")
            region = regions[region_id]
            regions[region_id] = region.model_copy(update={"far": {**region.far, language: own}})
    return regions


def _compiled(line: str) -> Region:
    region_id, name, latitude, longitude, *names = line.split("\t")
    by_language = dict(zip(("en", "ru", "uk", "de", "pl", "fr"), names, strict=True))
    # built by us from a checked source: 2,700 lines need no second validation
    return Region.model_construct(
        id=region_id,
        name=name,
        kind="region",
        country=region_id[:2],
        latitude=float(latitude),
        longitude=float(longitude),
        stems={},
        names={code: [text] for code, text in by_language.items() if text},
    )


@lru_cache(maxsize=4)
def load_countries(folder: Path) -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code."""
    path = folder / "countries.yaml"
    entries = validate(_Countries, read_yaml(path), str(path)).countries
    return {country.code: country for country in entries}


def load_areas(folder: Path) -> dict[str, Area]:
    """Return the seas and broad areas by id."""
    path = folder / "areas.yaml"
    return {area.id: area for area in validate(_Areas, read_yaml(path), str(path)).areas}


def load_city_districts(folder: Path) -> dict[str, list[int]]:
    """Return the cities (GeoNames ids) that have a district of an adjective, by its lower case."""
    path = folder / "city_districts.yaml"
    found: dict[str, list[int]] = {}
    for city in validate(_Cities, read_yaml(path), str(path)).cities:
        for adjective in (*city.en, *city.ru, *city.uk):
            known = found.setdefault(normal(adjective), [])
            if city.city_id not in known:
                known.append(city.city_id)
    return found
