"""Everything the extractor knows about words and the world, compiled once per process.

The source is the folder ``configs/`` (or the user's own copy of it); code knows no country and no
language. A language is compiled when the first article in it comes.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from transforms.events.actors import load_actors
from transforms.events.attribution_knowledge import Knowledge as AttributionKnowledge
from transforms.events.attribution_knowledge import load_attribution
from transforms.events.collection import loading_for_good
from transforms.events.date_lexicon import DateLexicon, load_dates
from transforms.events.gazetteer import Gazetteer, load_gazetteer
from transforms.events.lexicon import complete_languages, load_section, read_yaml, validate
from transforms.events.number_lexicon import NumberLexicon, load_numbers
from transforms.events.ontology import Ontology, load_ontology
from transforms.events.places import ResolvedPlace
from transforms.events.words import EventLexicon, EventWords
from transforms.language.first_words import FirstWords
from transforms.packs import PACKAGED

__all__ = [
    "PACKAGED", "Conflicts", "Knowledge", "LanguageKnowledge", "load_knowledge",
]  # fmt: skip

_ISO_LENGTH: Final = 2


class Conflicts(BaseModel):
    """``configs/conflicts.yaml``: who attacks whom, and which outlets call whom the enemy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opponents: tuple[tuple[str, str], ...]
    held_by: dict[str, str] = {}
    held_capitals: dict[str, tuple[str, str]] = {}
    fought_over: frozenset[str] = frozenset()
    fought_beyond: frozenset[str] = frozenset()

    def rivals(self) -> dict[str, frozenset[str]]:
        """Return all opponents of each party."""
        found: dict[str, set[str]] = {}
        for one, other in self.opponents:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {party: frozenset(others) for party, others in found.items()}

    def by_party(self) -> dict[str, str]:
        """Return the opponent of each party that has exactly one."""
        return {
            party: next(iter(others)) for party, others in self.rivals().items() if len(others) == 1
        }


@dataclass(frozen=True)
class LanguageKnowledge:
    """What is known in one language."""

    words: EventWords
    dates: DateLexicon
    numbers: NumberLexicon
    attribution: AttributionKnowledge


@dataclass
class Knowledge:
    """What is known of the world, and per language what has been compiled so far."""

    root: Path
    ontology: Ontology
    gazetteer: Gazetteer
    opponents: dict[str, str]
    available: frozenset[str]
    home_regions: dict[str, str]
    held_by: dict[str, str] = field(default_factory=dict)
    held_capitals: dict[str, tuple[str, str]] = field(default_factory=dict)
    rivals: dict[str, frozenset[str]] = field(default_factory=dict)
    fought_over: frozenset[str] = frozenset()
    fought_beyond: frozenset[str] = frozenset()
    compiled: dict[str, LanguageKnowledge] = field(default_factory=dict)

    def opponent(self, party: str) -> str | None:
        """Return the country that a party attacks, None where it has several or none."""
        other = self.opponents.get(party)
        return other if other is not None and len(other) == _ISO_LENGTH else None

    def attacked_at(self, place: ResolvedPlace) -> str | None:
        """Return the party that is attacked at a place: the country's, or who holds the region."""
        return self.held_by.get(place.admin1 or "", place.country)

    def region_meant(self, place: ResolvedPlace, attacker: str) -> ResolvedPlace | None:
        """Return the region that a capital stands for where its own holder attacks there."""
        name, holder = self.held_capitals.get(place.name, ("", ""))
        if place.kind != "city" or holder != attacker or place.admin1 != name:
            return None
        region = self.gazetteer_region(name)
        if region is None:
            return None
        return replace(
            region,
            start=place.start,
            end=place.end,
            first_token=place.first_token,
            last_token=place.last_token,
        )

    def region_of(self, person: str, spoken_of: set[str | None]) -> ResolvedPlace | None:
        """Return the region that a governor is known to govern if the text speaks of it."""
        name = self.home_regions.get(person)
        return self.gazetteer_region(name) if name is not None and name in spoken_of else None

    def gazetteer_region(self, name: str) -> ResolvedPlace | None:
        """Return the region with this English name, or the city that it is, with empty spans."""
        place = self.gazetteer.region_named(name)
        if place is None:
            return None
        city = self.gazetteer.city_of(place.id)
        if city is not None:
            return ResolvedPlace(
                0, 0, 0, 0, "city", "location", city.name, city.country, city.admin1, city.name,
                city.latitude, city.longitude, city.geonames_id, "place", district=city.name,
            )  # fmt: skip
        return ResolvedPlace(
            0, 0, 0, 0, "region", "location", place.name, place.country, place.admin1,
            None, place.latitude, place.longitude, None, "region",
        )  # fmt: skip

    def language(self, code: str) -> LanguageKnowledge:
        """Return the knowledge of one language; it is compiled at the first call."""
        if code not in self.compiled:
            with loading_for_good():
                self.compiled[code] = _compile(self.root, code)
        return self.compiled[code]


def _compile(root: Path, code: str) -> LanguageKnowledge:
    words = EventWords(load_section(root, code, "events", EventLexicon), code)
    voices = load_attribution(root, code)
    firsts = FirstWords()
    named = (voices.marks, voices.forces, voices.occupiers)
    for matcher in (words, *named, voices.channels, voices.verification):
        matcher.share(firsts)
    return LanguageKnowledge(words, load_dates(root, code), load_numbers(root, code), voices)


@lru_cache(maxsize=2)
def load_knowledge(root: Path = PACKAGED) -> Knowledge:
    """Return everything under ``root``; ``LexiconError`` lists every fault of a broken file."""
    with loading_for_good():
        path = root / "conflicts.yaml"
        conflicts = validate(Conflicts, read_yaml(path), str(path))
        return Knowledge(
            root=root,
            ontology=load_ontology(root),
            gazetteer=load_gazetteer(root),
            home_regions={
                person.name: person.region
                for person in load_actors(root).people
                if person.role == "governor" and person.region
            },
            opponents=conflicts.by_party(),
            held_by=conflicts.held_by,
            held_capitals=conflicts.held_capitals,
            rivals=conflicts.rivals(),
            fought_over=conflicts.fought_over,
            fought_beyond=conflicts.fought_beyond,
            available=frozenset(complete_languages(root)),
        )
