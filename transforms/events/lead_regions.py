"""Lists of counts by region that no total stands over: "32 over A, five over B and two over C".

The annotation guide pins the one event of such a list to the region told first; the others stay
listed, and nothing is summed.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.figures import OF_WEAPONS
from transforms.events.places import ResolvedPlace, contains
from transforms.events.scenes import same_place


def pin_to_lead_regions(events: Sequence[Candidate]) -> None:
    """Pin each list without a total to its first region, with the count of that region.

    A region that another event tells of keeps the list where it is: its count is filled in there.
    """
    for event in events:
        lead = _lead_region(event)
        if lead is None or _told_elsewhere(lead, event, events):
            continue
        own = [fact for fact in event.listed_facts if fact.place == lead.name]
        event.facts = [*event.facts, *(replace(fact, place=None) for fact in own)]
        event.listed_facts = [fact for fact in event.listed_facts if fact.place != lead.name]
        event.sites = replace(event.sites, pinned=lead, country=lead.country)


def _lead_region(event: Candidate) -> ResolvedPlace | None:
    """Return the region told first; None where a whole, or a whole country, is told of too."""
    sites = event.sites
    if event.kind != ATTACK or sites.country_span is not None:
        return None
    if any(fact.role in OF_WEAPONS for fact in event.facts):
        return None
    entries = sorted(event.listed_facts, key=lambda fact: fact.start)
    places = sites.listed if sites.pinned is None else (sites.pinned,)
    regions = {place.name: place for place in places if place.kind == "region"}
    named = [fact.place for fact in entries if fact.place]
    if len(set(named)) < 2 or len({place.country for place in sites.listed}) > 1:
        return None
    return regions.get(named[0])


def _told_elsewhere(lead: ResolvedPlace, event: Candidate, events: Sequence[Candidate]) -> bool:
    """Tell whether the region has another event, or a place in it one with the same count."""
    own = {(fact.role, fact.value) for fact in event.listed_facts if fact.place == lead.name}
    for other in events:
        pin = other.sites.pinned
        if other is event or pin is None:
            continue
        counted = any((fact.role, fact.value) in own for fact in other.facts)
        if same_place(pin, lead) or (counted and contains(lead, pin)):
            return True
    return False
