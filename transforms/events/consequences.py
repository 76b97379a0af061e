"""Consequences told at a place of their own: whose they are, and what they are without an attack.

"A terminal in the next town caught fire" in a report of an attack is one more site of it; a fire,
an explosion or an outage for which the article names no attack is an event of its own type.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.figures import OF_PEOPLE
from transforms.events.ontology import Occurrence
from transforms.events.scenes import country_of, nested
from transforms.events.words import CUTS

LEAD_REACH: Final = 2  # "The assault killed seven. Russia launched 127 missiles ..."
MARKS: Final = frozenset({"fire", "damage", "debris"})
BLASTS: Final = frozenset({"fire", "explosion"})  # effects, and the types of events they make
_OUTAGES: Final = CUTS | {"airport_closure"}
_TOWNS: Final = frozenset({"city", "district"})
_HEARD: Final = frozenset({"explosion", "airport_closure"})


def is_harmful(clause: Candidate) -> bool:
    """Tell whether a clause tells of people killed or injured."""
    return any(fact.role in OF_PEOPLE and fact.value for fact in clause.facts)


def stands_alone(
    clause: Candidate,
    events: Sequence[Candidate],
    occurrences: Sequence[Occurrence],
    *,
    last: bool = False,
) -> bool:
    """Give a consequence that fits no event its own type; tell whether it has one.

    ``occurrences`` are the types of what is told by an effect alone, the first that fits counts.
    ``last``: all ``events`` of the article are known.
    """
    placed = clause.sites.pinned is not None or bool(clause.sites.listed)
    abroad = _on_country(clause) or _nationwide(clause) or _dark(clause) or _in_country(clause)
    if not (placed or abroad or (last and not events and _in_waters(clause))):
        return False
    kind, rule = _own_type(clause, events, occurrences)
    if _spared(clause, events):
        kind, rule = ATTACK, "a place of the list, told to be unharmed"
    if kind is None:
        return False
    clause.kind = kind
    clause.at_target = any(one.event_type == kind and one.at_target for one in occurrences)
    clause.rules.append(rule)
    return True


def _on_country(clause: Candidate) -> bool:
    """Tell whether people are harmed by a party's attack on another country as a whole."""
    scene = clause.sites.country
    known = clause.doer is not None and scene not in {None, clause.doer.code}
    return is_harmful(clause) and known and clause.caused


def _in_country(clause: Candidate) -> bool:
    """Tell whether weapons did harm of which only the country is named, near the head.

    "A fire broke out at a refinery in southern Russia after a drone attack": the town comes later.
    """
    near = clause.sentences[0] <= LEAD_REACH and clause.sites.country is not None
    if not (near and clause.caused and clause.weapons):
        return False
    return is_harmful(clause) or bool(clause.targets and MARKS & set(clause.effects))


def _in_waters(clause: Candidate) -> bool:
    """Tell whether a site or ship is told to blow up or burn, near the head, in a named country.

    "A tanker exploded off the coast of Libya": no town is nearer.
    """
    named = clause.sites.country_span is not None or clause.sites.sea is not None
    near = clause.sentences[0] <= LEAD_REACH and not clause.background
    return named and near and bool(clause.targets) and bool(BLASTS & set(clause.effects))


def _nationwide(clause: Candidate) -> bool:
    """Tell whether outages in a whole country are put down to a mass attack."""
    named = clause.sites.country is not None and bool(clause.weapons or clause.targets)
    return clause.caused and clause.wave and named and bool(_OUTAGES & set(clause.effects))


def _dark(clause: Candidate) -> bool:
    """Tell whether a whole country is told to be without power, near the head or with a day.

    The country may be named elsewhere: "the national grid has collapsed".
    """
    told = clause.date is not None or clause.sentences[0] <= LEAD_REACH
    outage = bool(_OUTAGES & set(clause.effects)) and not (clause.caused or clause.background)
    return outage and told and (clause.sites.country_span is not None or clause.wave)


def _own_type(
    clause: Candidate, events: Sequence[Candidate], occurrences: Sequence[Occurrence]
) -> tuple[str | None, str]:
    """Return the type that a consequence at a place of its own has, and the rule."""
    attacks = [
        event
        for event in events
        if event.kind == ATTACK
        and (country_of(event) in {None, country_of(clause)} or _attacked_too(event, clause))
    ]
    effects = set(clause.effects)
    harmed = is_harmful(clause)
    marked = harmed or bool(MARKS & effects)
    mere_closure = effects == {"airport_closure"} and not harmed
    mere_closure = mere_closure or (effects == {"operations_suspended"} and not clause.weapons)
    told = marked or effects or clause.targets or clause.tolled
    if clause.caused and not mere_closure and told:
        return ATTACK, "a consequence of an attack named as its cause"
    calm = not clause.background and not _elsewhen(clause, attacks)
    if attacks and calm and marked:
        return ATTACK, "a consequence at a place of its own, in a report of an attack"
    beside = any(event.sentences[-1] == clause.sentences[0] for event in events)
    if _OUTAGES & effects and clause.counted and clause.sites.pinned is not None and beside:
        here = [event for event in attacks if event.sentences[-1] == clause.sentences[0]]
        if any(_OUTAGES & set(event.effects) for event in here):
            return ATTACK, "one of several outages with figures of their own"
    if calm and not effects <= _HEARD and _one_by_one(clause, attacks):
        return ATTACK, "one of several places told one by one"
    if _OUTAGES & effects and ((attacks and not clause.counted) or beside):
        return None, ""
    own = next((one.event_type for one in occurrences if one.effect in effects), None)
    return own, "an occurrence for which no attack is named"


def _one_by_one(clause: Candidate, attacks: Sequence[Candidate]) -> bool:
    """Tell whether a sentence tells of towns in turn: "in A a tank burned, in B a unit stopped"."""
    here = clause.sites.pinned
    if here is None or here.kind not in _TOWNS:
        return False
    return any(
        (pin := one.sites.pinned) is not None
        and pin.kind in _TOWNS
        and not nested(pin, here)
        and pin.name != here.name
        and one.sentences[-1] == clause.sentences[0]
        and (one.effects or is_harmful(one))
        and one.effects.keys().isdisjoint(clause.effects)
        for one in attacks
    )


def _attacked_too(event: Candidate, clause: Candidate) -> bool:
    """Tell whether people are hurt in a further country than the one that a side attacks first."""
    side = event.doer.code if event.lead and event.doer is not None else None
    named = clause.sites.pinned is not None and clause.sites.country_span is not None
    return named and is_harmful(clause) and side not in {None, country_of(clause)}


def _spared(clause: Candidate, events: Sequence[Candidate]) -> bool:
    """Tell whether a place with a count in a wave's list is told to have no casualties."""
    pinned = clause.sites.pinned
    zeros = any(fact.role in OF_PEOPLE and fact.value == 0 for fact in clause.facts)
    return (
        zeros
        and pinned is not None
        and any(fact.place == pinned.name for event in events for fact in event.listed_facts)
    )


def _elsewhen(clause: Candidate, attacks: Sequence[Candidate]) -> bool:
    """Tell whether a consequence has its own day and lies in no attacked region."""
    pinned = clause.sites.pinned
    if clause.date is None or pinned is None:
        return False
    if any(event.date == clause.date for event in attacks):
        return False  # the day of one sentence
    return not any(
        event.sites.pinned is not None and event.sites.pinned.admin1 == pinned.admin1
        for event in attacks
    )
