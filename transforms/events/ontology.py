"""The closed vocabularies of events and their crosswalk codes (``configs/ontology.yaml``)."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from transforms.events.lexicon import read_yaml, validate


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Weapon(_Model):
    """One weapon: the count columns it feeds, its more general kind, its crosswalk codes.

    ``word_for``: the kinds that its words may mean too, "bombs" those that are glide bombs.
    ``dropped``: it falls on its target, so that a figure alone counts those used, none shot down.
    ``swarms``: many come at once over many places, so that sites told without a weapon are theirs.
    """

    counted: str | None
    parent: str | None = None
    word_for: tuple[str, ...] = ()
    dropped: bool = False
    swarms: bool = False
    acled: str | None
    cameo: str | None
    plover: str | None


class AmbiguousWeapon(_Model):
    """A label of words that mean one weapon in the wars of some parties, another elsewhere."""

    in_wars: dict[str, tuple[tuple[str, ...], ...]]
    otherwise: str

    def meant(self, parties: set[str]) -> str:
        """Return the weapon that is meant in a text that names ``parties``."""
        for name, wars in self.in_wars.items():
            if any(parties.issuperset(war) for war in wars):
                return name
        return self.otherwise


class LesserTarget(_Model):
    """A label of words for less than a target: what it counts as where nothing ``beside`` is named.

    ``counts_as`` None: its words tell that something was hit, never what. ``in_clause``: what is
    named beside it in its own clause decides, not all that the event hit.
    """

    counts_as: str | None = None
    beside: frozenset[str] = frozenset()
    in_clause: bool = False


class CrosswalkRule(_Model):
    """Codes of an event that fits ``event_type``, ``outcome`` and "names a weapon"."""

    event_type: str
    outcome: str | None = None
    weapon: bool = False
    acled: str | None = None
    cameo: str | None = None
    plover: str | None = None


class Occurrence(_Model):
    """The type of an event that is told by an effect alone, without an attack as its cause.

    ``at_target``: it is one only where a target is named, a fire at a plant but not any fire.
    """

    effect: str
    event_type: str
    at_target: bool = False


class TargetKinds(_Model):
    """What else is known of the kinds of targets.

    ``part_of``: what each may be a part of. ``general_at_named_site``: what a label covers where
    the site is known by its name. ``occupied`` are named as cut off or emptied too,
    ``caring`` as where the hurt are; ``armed`` may fire, no toy flies over ``fuel_stores``,
    ``abroad`` are in another country than their own, ``stationed`` those of a country,
    ``named`` have names of their own, and ``lesser`` are labels of less than a target.
    """

    part_of: dict[str, frozenset[str]] = {}
    general_at_named_site: dict[str, frozenset[str]] = {}
    occupied: frozenset[str] = frozenset()
    caring: frozenset[str] = frozenset()
    armed: frozenset[str] = frozenset()
    fuel_stores: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    stationed: dict[str, frozenset[str]] = {}
    named: frozenset[str] = frozenset()
    lesser: dict[str, LesserTarget] = {}

    def labels(self) -> set[str]:
        """Return every kind of target that is named."""
        pairs = (*self.part_of.items(), *self.general_at_named_site.items())
        shown = {one.counts_as for one in self.lesser.values() if one.counts_as is not None}
        return {label for one, others in pairs for label in (one, *others)}.union(
            *self.stationed.values(),
            *(one.beside for one in self.lesser.values()),
            shown,
            self.occupied,
            self.caring,
            self.armed,
            self.fuel_stores,
            self.abroad,
            self.named,
        )

    def away(self, kind: str | None, country: str | None) -> bool:
        """Tell whether what a country has of a kind stands in another one: "US bases"."""
        return kind in self.stationed.get(country or "", ())


class Ontology(_Model):
    """Every label that a slot may take; of ``occurrences`` the first that fits counts."""

    event_types: Annotated[tuple[str, ...], Field(min_length=1)]
    outcomes: Annotated[tuple[str, ...], Field(min_length=1)]
    weapons: dict[str, Weapon]
    ambiguous_weapons: dict[str, AmbiguousWeapon] = {}
    targets: Annotated[tuple[str, ...], Field(min_length=1)]
    generalises: dict[str, tuple[str, ...]]
    generalises_at_site: dict[str, tuple[str, ...]]
    target_kinds: TargetKinds = TargetKinds()
    effects: Annotated[tuple[str, ...], Field(min_length=1)]
    occurrences: tuple[Occurrence, ...]
    crosswalk: tuple[CrosswalkRule, ...]

    @cached_property
    def dropped_weapons(self) -> frozenset[str]:
        """The weapons that fall on their target."""
        return frozenset(name for name, weapon in self.weapons.items() if weapon.dropped)

    @model_validator(mode="after")
    def _ambiguous_weapons_exist(self) -> "Ontology":
        for name, word in self.ambiguous_weapons.items():
            if strange := sorted({word.otherwise, *word.in_wars} - set(self.weapons)):
                raise ValueError(f"ambiguous_weapons.{name}: no weapons {strange}")
        return self

    @model_validator(mode="after")
    def _target_kinds_exist(self) -> "Ontology":
        kinds = self.target_kinds
        if strange := sorted(kinds.labels().difference(self.targets, kinds.lesser)):
            raise ValueError(f"target_kinds: no targets {strange}")
        return self

    @model_validator(mode="after")
    def _references_exist(self) -> "Ontology":
        for name, weapon in self.weapons.items():
            if weapon.parent is not None and weapon.parent not in self.weapons:
                raise ValueError(f"weapons.{name}.parent: no weapon {weapon.parent!r}")
            if strange := sorted(set(weapon.word_for) - set(self.weapons)):
                raise ValueError(f"weapons.{name}.word_for: no weapons {strange}")
        for key in ("generalises", "generalises_at_site"):
            for general, special in getattr(self, key).items():
                unknown = sorted({general, *special} - set(self.targets))
                if unknown:
                    raise ValueError(f"{key}: no targets {unknown}")
        for one in self.occurrences:
            if one.effect not in self.effects:
                raise ValueError(f"occurrences: no effect {one.effect!r}")
            if one.event_type not in self.event_types:
                raise ValueError(f"occurrences: no event type {one.event_type!r}")
        for rule in self.crosswalk:
            if rule.event_type not in self.event_types:
                raise ValueError(f"crosswalk: no event type {rule.event_type!r}")
            if rule.outcome is not None and rule.outcome not in self.outcomes:
                raise ValueError(f"crosswalk: no outcome {rule.outcome!r}")
        return self


class Codes(NamedTuple):
    """Crosswalk codes of one event; None where a scheme has none."""

    acled: str | None
    cameo: str | None
    plover: str | None


def load_ontology(root: Path) -> Ontology:
    """Return the ontology under ``root``; ``LexiconError`` lists every fault."""
    path = root / "ontology.yaml"
    return validate(Ontology, read_yaml(path), str(path))


def crosswalk(
    ontology: Ontology, event_type: str, outcome: str | None, weapons: list[str]
) -> Codes:
    """Return the codes of the first rule that fits (reference: ACLED, CAMEO, PLOVER manuals)."""
    for rule in ontology.crosswalk:
        if rule.event_type != event_type or (rule.outcome and rule.outcome != outcome):
            continue
        if not rule.weapon:
            return Codes(acled=rule.acled, cameo=rule.cameo, plover=rule.plover)
        known = [ontology.weapons[name] for name in weapons if name in ontology.weapons]
        if known:
            first = known[0]
            return Codes(acled=first.acled, cameo=first.cameo, plover=first.plover)
    return Codes(acled=None, cameo=None, plover=None)
