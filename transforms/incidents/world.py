"""What the incident stage takes from the data files: parties of conflicts and order of labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from transforms.packs import PACKAGED, read_layers

__all__ = [
    "PACKAGED", "IncidentRules", "Labels", "Sides", "load_incident_rules",
]  # fmt: skip
from transforms.settings import FigureSettings


class _Part(BaseModel):
    """A part of a data file; the stage that owns the file checks the whole of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Conflicts(_Part):
    opponents: tuple[tuple[str, str], ...]
    held_by: dict[str, str] = {}


class _Weapon(_Part):
    counted: str | None = None
    parent: str | None = None


class _Ontology(_Part):
    weapons: dict[str, _Weapon]
    targets: tuple[str, ...]
    effects: tuple[str, ...]
    generalises: dict[str, tuple[str, ...]] = {}
    generalises_at_site: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Sides:
    """Who opposes whom, and which regions another party than their country holds."""

    opponents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    held_by: Mapping[str, str] = field(default_factory=dict)

    def opponent(self, party: str | None) -> str | None:
        """Return the party's opponent where it has exactly one."""
        others = self.opponents.get(party, frozenset()) if party is not None else frozenset()
        return next(iter(others)) if len(others) == 1 else None

    def defender(self, country: str | None, admin1: str | None, attacker: str | None) -> str | None:
        """Return who is attacked: the holder of the region, else the country.

        Who strikes what counts as its own country strikes its opponent there.
        """
        here = self.held_by.get(admin1 or "", country)
        return here if here is None or here != attacker else self.opponent(attacker)

    def attacker(self, named: str | None, defender: str | None) -> str | None:
        """Return who attacks: the party named, else the only opponent of the defender."""
        return named if named is not None else self.opponent(defender)


@dataclass(frozen=True)
class Labels:
    """The labels of the ontology in their order, and which of them are general ones.

    ``counted`` gives the word that number columns have for a weapon. ``covered`` and
    ``covered_at_site`` give the special labels that make a general one redundant, the latter only
    where a site is known.
    """

    weapons: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    counted: Mapping[str, str] = field(default_factory=dict)
    covered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    covered_at_site: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class IncidentRules:
    """Everything besides the reports that an incident depends on."""

    figures: FigureSettings = field(default_factory=FigureSettings)
    sides: Sides = field(default_factory=Sides)
    labels: Labels = field(default_factory=Labels)


def load_incident_rules(
    figures: FigureSettings | None = None, knowledge: Path = PACKAGED
) -> IncidentRules:
    """Return the rules, with the data files of a knowledge folder.

    Raises OSError, yaml.YAMLError or pydantic.ValidationError where ``conflicts.yaml`` or
    ``ontology.yaml`` cannot be used; the launcher has checked both before.
    """
    conflicts = _Conflicts.model_validate(_content(knowledge / "conflicts.yaml"))
    ontology = _Ontology.model_validate(_content(knowledge / "ontology.yaml"))
    rivals: dict[str, set[str]] = {}
    for one, other in conflicts.opponents:
        rivals.setdefault(one, set()).add(other)
        rivals.setdefault(other, set()).add(one)
    return IncidentRules(
        figures=figures or FigureSettings(),
        sides=Sides({key: frozenset(others) for key, others in rivals.items()}, conflicts.held_by),
        labels=_labels(ontology),
    )


def _labels(ontology: _Ontology) -> Labels:
    covered = {label: frozenset(special) for label, special in ontology.generalises.items()}
    for name, weapon in ontology.weapons.items():
        if weapon.parent is not None:
            covered[weapon.parent] = covered.get(weapon.parent, frozenset()) | {name}
    at_site = {label: frozenset(special) for label, special in ontology.generalises_at_site.items()}
    counted = {name: one.counted for name, one in ontology.weapons.items() if one.counted}
    return Labels(
        weapons=tuple(ontology.weapons),
        targets=ontology.targets,
        effects=ontology.effects,
        counted=counted,
        covered=covered,
        covered_at_site=at_site,
    )


def _content(path: Path) -> Any:
    return read_layers(path, lambda layer: yaml.safe_load(layer.read_bytes()))
