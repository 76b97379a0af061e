"""Candidate events: what one clause, or several merged ones, say of one occurrence."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.events.dates import DateMention
from transforms.events.doers import Doer
from transforms.events.figures import Fact
from transforms.events.resolver import AFTER
from transforms.events.site_names import SiteName
from transforms.events.sites import Sites

ATTACK: Final = "attack"
CONSEQUENCE: Final = "consequence"
CAPTURE: Final = "territorial_change"
RECALLED: Final = "recalled"  # by words for what was before
BACKSHIFTED: Final = "backshifted"  # by its tense alone
_MILITARY: Final = "military"


class Span(NamedTuple):
    """Evidence of one slot in the analysed text."""

    slot: str
    start: int
    end: int


@dataclass(slots=True)
class Candidate:
    """What one clause, or several merged ones, say of one occurrence."""

    kind: str
    sentences: list[int]
    paragraph: int
    start: int
    end: int
    order: int
    sites: Sites
    doer: Doer | None = None
    weapons: dict[str, Span] = field(default_factory=dict)
    targets: dict[str, Span] = field(default_factory=dict)
    effects: dict[str, Span] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    listed_facts: list[Fact] = field(default_factory=list)
    date: DateMention | None = None
    clock: DateMention | None = None
    downed: bool = False
    all_downed: frozenset[str] = frozenset()
    repelled: bool = False
    struck: bool = False
    got_home: bool = False
    debris: bool = False
    wave: bool = False
    headline: bool = False
    apart: bool = False
    again: bool = False
    background: str = ""
    generic: bool = False
    settlement: bool = False
    tolled: bool = False
    updated: bool = False
    summed: bool = False
    defender: str | None = None
    opponent: str | None = None
    caused: bool = False
    at_target: bool = False
    voices: frozenset[str] = frozenset()
    counted: bool = False
    broken_down: bool = False
    loose_weapons: frozenset[str] = frozenset()
    lead: bool = False
    enemy: tuple[int, int] | None = None
    item: int | None = None
    site: SiteName | None = None
    outcome: str | None = None
    rules: list[str] = field(default_factory=list)

    def numbers(self, role: str, item: str | None = None) -> list[Fact]:
        """Return the figures of a role, of one item if given."""
        return [f for f in self.facts if f.role == role and (item is None or f.item == item)]

    def particular(self) -> bool:
        """Tell whether anything of one occurrence is told: weapon, effect, figure, hit or day.

        A commander who speaks of the attack on a site tells of one, too.
        """
        listed = bool(self.weapons or self.effects or self.facts or self.listed_facts)
        ordered = _MILITARY in self.voices and self.sites.pinned is not None and self.targets
        seen = self.downed or self.debris or self.wave or (self.struck and bool(self.targets))
        return bool(listed or seen or ordered) or self.date is not None or self.clock is not None


@dataclass(frozen=True)
class Dropped:
    """A clause that spoke of an attack but reports none, and why.

    ``instead`` is shown in place of its words where it has none.
    """

    sentence: int
    start: int
    end: int
    reason: str
    instead: str = "the whole article"


def dropped_clause(clause: Candidate, reason: str) -> Dropped:
    """Return the note that a clause, or what was made from several, is no event."""
    return Dropped(clause.sentences[0], clause.start, clause.end, reason)


def share_within_sentences(candidates: list[Candidate]) -> None:
    """Let the clauses of one sentence share its date, attacker and weapons where they have none."""
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(candidate.sentences[0], []).append(candidate)
    for group in by_sentence.values():
        dates = (c.date for c in group if c.date is not None)
        # "two days after" dates no more than the deed that it stands before
        date = next((one for one in dates if one.relation != AFTER), None)
        doer = next((c.doer for c in group if c.doer is not None), None)
        for before, candidate in pairwise(group):
            if _goes_on(before, candidate):
                candidate.kind, candidate.caused = ATTACK, True
            if (
                candidate.kind == ATTACK
                and not candidate.weapons
                and _same_side(group[0], candidate)
            ):
                candidate.weapons = dict(group[0].weapons)
        for candidate in group:
            candidate.date = candidate.date or date
            scene = candidate.sites.pinned
            home = doer is not None and scene is not None and scene.country == doer.code
            # "Israeli jets hit Hodeidah a day after a missile landed near Tel Aviv"
            if candidate.kind != CAPTURE and not (home and _elsewhere(group, doer)):
                candidate.doer = candidate.doer or doer


def _same_side(one: Candidate, other: Candidate) -> bool:
    """Tell whether no two sides are named for two deeds."""
    return one.doer is None or other.doer is None or one.doer.code == other.doer.code


def _elsewhere(group: list[Candidate], doer: Doer | None) -> bool:
    """Tell whether the clause that names a doer is of another country than the doer's."""
    named = next(one for one in group if one.doer is doer)
    return named.sites.country is not None and doer is not None and named.sites.country != doer.code


def _goes_on(before: Candidate, candidate: Candidate) -> bool:
    """Tell whether the deed told before is done to a further site: "and a car in Damascus"."""
    own = candidate.sites.pinned is not None and bool(candidate.targets)
    named = candidate.kind == CONSEQUENCE and not candidate.effects and own
    return named and before.kind == ATTACK and before.struck and candidate.start - before.end <= 1
