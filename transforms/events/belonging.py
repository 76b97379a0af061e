"""What a clause that joins an event tells of it: only what its words tie to that event.

A clause that names the place, or refers back to it ("the city"), tells of the event. One without a
place goes on from what was just told; told further off it may be of anything in the article.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from transforms.events.candidates import CONSEQUENCE, Candidate, Span
from transforms.events.consequences import MARKS
from transforms.events.figures import INJURED, KILLED, OF_PEOPLE, Fact
from transforms.events.scenes import is_wave

_DAMAGE: Final = "damage"  # what is told to be damaged is the attack's, however late it is told


class Labels(NamedTuple):
    """Weapons, targets and effects with the words for them."""

    weapons: Mapping[str, Span]
    targets: Mapping[str, Span]
    effects: Mapping[str, Span]


def labels_of(event: Candidate, clause: Candidate) -> Labels:
    """Return the weapons, targets and effects that a clause, told after an event, adds to it."""
    targets = clause.targets if _harmed(event, clause) else {}
    listed = clause.facts[0].under if clause.facts else ""
    if listed and not (targets or clause.effects):  # an entry of the list of what was launched
        return Labels(clause.weapons, {}, {})
    if clause.sites.pinned is not None or clause.sites.listed:
        return Labels(_armed(event, clause), targets, clause.effects)
    goes_on = clause.sentences[0] - event.sentences[-1] <= 1
    if is_wave(event):
        # what else is hit lies at a place of its own, which the clause does not tell
        late = clause.sentences[0] - event.sentences[0] > 1
        vague = clause.kind == CONSEQUENCE and late and not (clause.settlement or clause.wave)
        return Labels(_armed(event, clause), {}, {} if vague else clause.effects)
    if clause.settlement:
        return Labels(_armed(event, clause), targets, clause.effects)
    known = bool(event.weapons) and not event.headline
    return Labels(
        weapons={} if known else _armed(event, clause),
        targets=targets if goes_on or not event.targets or _DAMAGE in clause.effects else {},
        effects=clause.effects,
    )


def facts_of(event: Candidate, clause: Candidate) -> list[Fact]:
    """Return the figures that a clause, told after an event, adds to it.

    People hurt that are told of further off without a place are those of the main attack.
    """
    if clause.sites.listed and _spares_some(event, clause):
        return [fact for fact in clause.facts if fact.role not in OF_PEOPLE]
    if _of_a_period(event, clause):
        return [fact for fact in clause.facts if fact.role not in OF_PEOPLE]
    placed = clause.sites.pinned is not None or bool(clause.sites.listed) or clause.settlement
    far = clause.sentences[0] - event.sentences[-1] > 1
    if placed or event.lead or not far or clause.kind != CONSEQUENCE:
        return clause.facts
    return [fact for fact in clause.facts if fact.role not in {KILLED, INJURED} or not fact.value]


def _of_a_period(event: Candidate, clause: Candidate) -> bool:
    """Tell whether figures are those of a stretch of time: "over the past day attacks killed"."""
    pinned = event.sites.pinned
    if clause.date is None or clause.date.kind != "span" or pinned is None:
        return False
    around = clause.sites.pinned is None or clause.sites.pinned.kind == "region"
    if pinned.kind in {"city", "facility"} and around:
        return not clause.settlement
    return event.date is not None and event.date.kind != "span"


def _spares_some(event: Candidate, clause: Candidate) -> bool:
    """Tell whether nobody was hurt in some regions of a wave: "no casualties in A, B and C"."""
    people = [fact for fact in clause.facts if fact.role in OF_PEOPLE]
    if not people or any(fact.value for fact in people) or not is_wave(event):
        return False
    told = {place.name for place in clause.sites.listed}
    return not told.issuperset(place.name for place in event.sites.listed) or not event.sites.listed


def _harmed(event: Candidate, clause: Candidate) -> bool:
    """Tell whether something was harmed; an event that needs a target takes those of all."""
    harmed = event.at_target or clause.kind != CONSEQUENCE or clause.struck or clause.caused
    return harmed or bool(MARKS & set(clause.effects))


def _armed(event: Candidate, clause: Candidate) -> Mapping[str, Span]:
    """Return the weapons of a clause; "after the shelling", said of drones, names no other."""
    if not event.weapons:
        return clause.weapons
    return {name: span for name, span in clause.weapons.items() if name not in clause.loose_weapons}
