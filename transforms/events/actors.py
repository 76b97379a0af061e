"""Organisations, people, armed forces and countries that make claims or attack.

Data: ``configs/actors.yaml``: names per language in dictionary forms; the code knows none.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from transforms.events.lexicon import read_yaml, validate


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisation(_Model):
    """A body that makes claims; ``attacker`` is its code where it may be the doer of attacks."""

    name: str
    role: str
    side: str | None
    names: dict[str, list[str]]
    attacker: str | None = None
    region: str | None = None
    channel: str | None = None
    kind: str | None = None  # its name without the country, where that is not plain to see
    short: str | None = None  # how its unnamed sources are called ("sources in SBU")


class Person(_Model):
    """An office-holder: English name, and the spellings "given name surname" per language."""

    name: str
    role: str
    side: str | None
    region: str | None = None
    ru: str
    uk: str
    en: list[str] = []

    def spellings(self, language: str) -> list[str]:
        """Return the spellings used in texts of ``language``; Latin ones fit any language."""
        own = {"ru": [self.ru], "uk": [self.uk]}.get(language)
        return own if own is not None else [self.name, *self.en]


class _ByLanguage(_Model):
    """Words per ISO 639-1 code, next to fields of other kinds."""

    words: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, content: Any) -> Any:
        if not isinstance(content, dict):
            return content
        gathered: dict[str, Any] = {"words": {}}
        for key, value in content.items():
            if isinstance(key, str) and len(key) == 2:
                gathered["words"][key] = value
            else:
                gathered[key] = value
        return gathered


class Force(_ByLanguage):
    """Words for an army or group as the doer; ``code`` null is the outlet's enemy."""

    code: str | None


class Region(_ByLanguage):
    """First letters of a region's name and adjective in each language."""

    side: str | None


class Country(_ByLanguage):
    """Adjectives of a country and the names that stand for its government."""

    side: str
    adjective: str


class Actors(_Model):
    """The whole file."""

    roles: list[str]
    organisations: list[Organisation]
    people: list[Person]
    force_nouns: dict[str, list[str]] = {}
    forces: list[Force]
    regions: dict[str, Region]
    countries: list[Country] = Field(min_length=1)

    @field_validator("organisations", "people")
    @classmethod
    def _unique(cls, entries: list[Any]) -> list[Any]:
        names = [entry.name for entry in entries]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"given twice: {', '.join(twice)}")
        return entries

    @model_validator(mode="after")
    def _known_roles(self) -> "Actors":
        roles = set(self.roles)
        unknown = sorted(
            ({body.role for body in self.organisations} | {person.role for person in self.people})
            - roles
        )
        if unknown:
            raise ValueError(f"unknown roles: {', '.join(unknown)}")
        regions = {person.region for person in self.people if person.role == "governor"}
        missing = sorted(region for region in regions if region and region not in self.regions)
        if missing:
            raise ValueError(f"regions without an entry: {', '.join(missing)}")
        return self


@lru_cache(maxsize=4)
def load_actors(root: Path) -> Actors:
    """Return ``root``/actors.yaml; ``LexiconError`` lists every fault."""
    path = root / "actors.yaml"
    return validate(Actors, read_yaml(path), str(path))
