"""Known sites (refineries, depots, ports, power plants, airfields, works) from ``facilities.yaml``.

A site is named by names of its own or by a stem with a noun of its kind ("Volgograd" + "refinery").
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from transforms.events.lexicon import read_yaml, validate

# the vocabulary of the annotation guide
Names = dict[str, list[str]]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Facility(_Entry):
    """One site; ``types`` are target types of the annotation guide, the main one first."""

    id: str = Field(pattern="^[a-z0-9-]+$")
    name: str
    noun: str
    types: list[str] = Field(min_length=1)
    place: str
    region: str = Field(pattern=r"^[A-Z]{2}\.\w+$")
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    stems: Names
    names: Names


class Owner(_Entry):
    """A company with many sites: its name alone is none of them."""

    name: str
    names: list[str] = Field(min_length=1)


class Facilities(_Entry):
    """The file ``facilities.yaml``."""

    owners: list[Owner]
    nouns: dict[str, Names]
    facilities: list[Facility]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        faults = []
        ids = [facility.id for facility in self.facilities]
        faults += [f"id given twice: {one}" for one in sorted(set(ids)) if ids.count(one) > 1]
        for facility in self.facilities:
            if facility.noun not in self.nouns:
                faults.append(f"{facility.id}: unknown noun {facility.noun!r}")
            if not any(facility.names.values()) and not any(facility.stems.values()):
                faults.append(f"{facility.id}: neither a name nor a stem")
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def names_of(self, facility: Facility, language: str) -> Iterator[str]:
        """Yield the names of a site in one language, stems joined to the nouns of its kind."""
        yield from facility.names.get(language, ())
        nouns = self.nouns[facility.noun].get(language, ())
        for stem in facility.stems.get(language, ()):
            for noun in nouns:
                yield f"{stem[:1].upper()}{stem[1:]} {noun}"


def load_facilities(root: Path) -> Facilities:
    """Return the sites of ``root``/facilities.yaml; ``LexiconError`` lists every fault."""
    path = root / "facilities.yaml"
    return validate(Facilities, read_yaml(path), str(path))
