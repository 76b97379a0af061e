"""One slot of a model's event at a time: its words found in the article, its meaning read by us.

The model only points at words. Numbers, days, places and codes come from the readers that the
rules use; a label that the words contradict is dropped. What is dropped is counted by slot and
reason.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from transforms.events.actors import load_actors
from transforms.events.analysis import Analysis, Spanned
from transforms.events.candidates import Span
from transforms.events.dates import DateMention
from transforms.events.doers import Doer
from transforms.events.knowledge import Knowledge
from transforms.events.model.answer import Labelled, Voice
from transforms.events.model.failures import DropReason
from transforms.events.model.quotes import Quotes, Range
from transforms.events.places import ResolvedPlace
from transforms.events.sites import Sites, sites_of
from transforms.records import Claimant

MOST_LABELS: Final = 30
MOST_QUOTES: Final = 3_000
_NO_PLACE: Final = frozenset({"person", "outlet", "club"})
_NEVER_WHEN: Final = frozenset({"since", "until", "future"})
_LONGEST_NAME: Final = 120

Told = TypeVar("Told")
Drops = Counter[tuple[str, str]]
"""How often a slot was dropped, by slot and reason."""


@dataclass
class Slots:
    """Checks the slots of one article; ``drops`` counts what did not stand."""

    analysis: Analysis
    knowledge: Knowledge
    drops: Drops = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._quotes = Quotes(self.analysis.text)
        self._resolve = self.analysis.resolver()
        self._searches = 0

    def drop(self, slot: str, reason: DropReason) -> None:
        """Count a slot that is dropped."""
        self.drops[(slot, reason.value)] += 1

    def find(self, slot: str, quote: str, near: Range | None) -> Range | None:
        """Return where a quote stands in title and text; count one that does not."""
        self._searches += 1
        if self._searches > MOST_QUOTES:  # no honest answer has so many
            self.drop(slot, DropReason.TOO_MANY)
            return None
        found = self._quotes.find(quote, near)
        if found is None:
            self.drop(slot, DropReason.QUOTE_NOT_FOUND)
        return found

    def labels(
        self, slot: str, told: Sequence[Labelled], known: Collection[str], near: Range
    ) -> dict[str, Span]:
        """Return the labels of a list whose words are there, each once, with their words."""
        found: dict[str, Span] = {}
        for one in self.bounded(slot, told):
            span = self.label(slot, one, known, near)
            if span is not None:
                found.setdefault(one.label, span)
        return found

    def label(
        self, slot: str, told: Labelled | None, known: Collection[str], near: Range
    ) -> Span | None:
        """Return the words of one label, None where label or words do not stand."""
        if told is None:
            return None
        if told.label not in known:
            self.drop(slot, DropReason.UNKNOWN_LABEL)
            return None
        found = self.find(slot, told.quote, near)
        if found is None:
            return None
        if slot == "weapons" and self.names_other_weapon(told.label, found):
            self.drop(slot, DropReason.CONTRADICTED)
            return None
        return Span(slot, *found)

    def date(self, quote: str | None, near: Range) -> DateMention | None:
        """Return the date phrase in a quote, as our own reader understands it."""
        found = self.find("date", quote, near) if quote is not None else None
        if found is None:
            return None
        phrases = [
            one for one in touching(self.analysis.dates, found) if not self._is_never_when(one)
        ]
        if not phrases:
            self.drop("date", DropReason.UNREADABLE_DATE)
            return None
        return max(phrases, key=lambda one: (_shared(one, found), -one.start))

    def sites(self, place: str | None, listed: Sequence[str], near: Range) -> Sites:
        """Return the places of the gazetteer that the quotes name."""
        pinned = self._places("place", place, near) if place is not None else []
        sites = sites_of(pinned)
        others = [
            one
            for quote in self.bounded("places_listed", listed)
            for one in self._places("places_listed", quote, near)
            if one.kind != "country" and one != sites.pinned
        ]
        if not others:
            return sites
        country = sites.country or next((one.country for one in others if one.country), None)
        return replace(sites, listed=(*sites.listed, *others), country=country)

    def doer(self, told: Labelled | None, near: Range) -> Doer | None:
        """Return the attacker if our own readers see that party in the quoted words."""
        found = self.find("attacker", told.quote, near) if told is not None else None
        if told is None or found is None:
            return None
        named, enemy = self._parties(found)
        label = told.label.strip()
        if label not in named and len(named) == 1 and label not in _codes(self.knowledge):
            label = next(iter(named))
        if label in named or (enemy and not named and label in _codes(self.knowledge)):
            return Doer(label, *found, "quoted by the model")
        self.drop("attacker", DropReason.CONTRADICTED if named else DropReason.UNKNOWN_LABEL)
        return None

    def voices(self, told: Sequence[Voice], near: Range) -> list[tuple[Claimant, int, int]]:
        """Return who says so: as our reader knows them, else by the words alone."""
        found: dict[str, tuple[Claimant, int, int]] = {}
        for one in self.bounded("claimants", told):
            span = self.name("claimants", one.quote, near)
            if span is None:
                continue
            known = next(iter(touching(self.analysis.attributions, span)), None)
            words = " ".join(self.analysis.text[slice(*span)].split())
            claimant = (
                Claimant(known.name, known.role, known.side, known.channel, known.stance)
                if known is not None
                else Claimant(words, None, None, None, one.stance)
            )
            found.setdefault(claimant.name, (claimant, *span))
        return list(found.values())

    def name(self, slot: str, quote: str | None, near: Range) -> Range | None:
        """Return where a proper name stands: words of the text that are kept as they are."""
        found = self.find(slot, quote, near) if quote is not None else None
        if found is not None and found[1] - found[0] > _LONGEST_NAME:
            self.drop(slot, DropReason.TOO_LONG)
            return None
        return found

    def bounded(self, slot: str, told: Sequence[Told]) -> Sequence[Told]:
        """Return at most so many entries of a list; count the rest as dropped."""
        if len(told) > MOST_LABELS:
            self.drops[(slot, DropReason.TOO_MANY.value)] += len(told) - MOST_LABELS
        return told[:MOST_LABELS]

    def _is_never_when(self, mention: DateMention) -> bool:
        resolved = self._resolve(mention)
        return resolved is not None and resolved.kind in _NEVER_WHEN

    def _places(self, slot: str, quote: str, near: Range) -> list[ResolvedPlace]:
        found = self.find(slot, quote, near)
        if found is None:
            return []
        places = [one for one in touching(self.analysis.places, found) if one.role not in _NO_PLACE]
        if not places:
            self.drop(slot, DropReason.UNKNOWN_PLACE)
        return places

    def _parties(self, found: Range) -> tuple[set[str], bool]:
        """Return the parties that words name, and whether they only say "the enemy"."""
        actors = list(touching(self.analysis.actors, found))
        named = {actor.code for actor in actors if actor.code is not None}
        named |= {
            place.country
            for place in touching(self.analysis.places, found)
            if place.country is not None
            and (place.kind == "country" or place.role in {"government", "demonym"})
        }
        return named, any(actor.kind == "enemy" for actor in actors)

    def names_other_weapon(self, label: str, found: Range) -> bool:
        """Tell whether our reader sees weapons in these words, and only of other kinds."""
        weapons = self.knowledge.ontology.weapons
        named = {m.label for m in touching(self.analysis.mentions, found) if m.kind == "weapons"}
        kin = {label, weapons[label].parent}
        return bool(named) and not any(n in kin or weapons[n].parent in kin - {None}
                                       for n in named if n in weapons)  # fmt: skip


def _codes(knowledge: Knowledge) -> frozenset[str]:
    """Return every code that the slot ``attacker`` may take: countries and known groups."""
    groups = {force.code for force in load_actors(knowledge.root).forces if force.code}
    return frozenset(groups | set(knowledge.gazetteer.countries))


def touching(mentions: Iterable[Spanned], found: Range) -> list[Spanned]:
    """Return the mentions that share words with a range, in order."""
    return [one for one in mentions if one.start < found[1] and found[0] < one.end]


def _shared(one: DateMention, found: Range) -> int:
    return min(one.end, found[1]) - max(one.start, found[0])
