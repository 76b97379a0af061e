"""Where an event is as a whole: one place, a country, or a wave over many.

A wave has no single place but totals or a list of places. Two mentions may be of one place, and a
village may be the place of what a district's report tells.
"""

from typing import Final

from transforms.events.candidates import ATTACK, CONSEQUENCE, Candidate
from transforms.events.figures import OF_PEOPLE, OF_WEAPONS
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolved_places import distance

_DISTRICT_KM: Final = 45.0


def is_wave(event: Candidate) -> bool:
    """Tell whether an event is a wave: no single place, but totals or a list of places."""
    if event.sites.pinned is not None:
        return False
    counted = any(fact.role in OF_WEAPONS and fact.value != 1 for fact in event.facts)
    return counted or countrywide(event) or len(event.sites.listed) > 1 or bool(event.listed_facts)


def countrywide(event: Candidate) -> bool:
    """Tell whether a country as a whole is attacked: "massively shelled all of Ukraine"."""
    named = event.sites.country_span is not None or event.sites.owner is not None
    scene = event.sites.pinned is None and named
    spanned = event.date is not None and event.date.kind == "span"
    # "36 were killed in Israel's strikes on Lebanon in the past 24 hours"
    tolled = spanned and any(fact.role in OF_PEOPLE for fact in event.facts)
    if scene and tolled and event.doer is not None:
        return True
    told = event.doer is not None or any(fact.value for fact in event.facts)
    return scene and event.wave and told and bool(event.effects or event.weapons or event.targets)


def country_of(event: Candidate) -> str | None:
    """Return the country an event's places lie in, as far as its words tell."""
    if event.sites.pinned is not None:
        return event.sites.pinned.country
    if event.doer is not None and event.sites.country == event.doer.code:
        return event.defender or event.opponent
    if event.sites.listed and event.defender is not None:
        return event.defender
    if event.listed_facts and len({place.country for place in event.sites.listed}) > 1:
        # "12 over Crimea, 6 over Kursk"
        return event.opponent or event.sites.country
    return event.sites.country or event.defender or event.opponent


def same_place(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether two mentions are of one place."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    if one.admin1 != other.admin1 or one.country != other.country:
        return False
    boroughs = _is_borough(one) and _is_borough(other) and one.place == other.place
    return one.name == other.name or boroughs or _of_one_city(one, other)


def _of_one_city(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether one place is a part of the other, a city that is a region: "Kyiv City"."""
    if one.kind != "city" or other.kind != "city" or one.district is None:
        return False
    return one.district == other.district and one.district in {one.name, other.name}


def _is_borough(place: ResolvedPlace) -> bool:
    """Tell whether a district is part of a city: all of them are one place."""
    return place.kind == "district" and place.geo_precision == "place"


def nested(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether one place lies inside the other."""
    return contains(one, other) or contains(other, one)


def refines(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause says at once where in a district the attack was that nothing tells of.

    "Russian troops struck the district. They hit the village of X with a drone." What is told of
    the district before the village in one sentence is told of the village.
    """
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or here.kind != "district" or there.kind != "city":
        return False
    told = bool(event.effects or event.targets or event.weapons or event.facts)
    if clause.sentences[0] == event.sentences[0] == event.sentences[-1]:
        told = False
    if event.kind != ATTACK and clause.kind == CONSEQUENCE:
        told = set(event.effects).isdisjoint(clause.effects)  # "it was a boiler in A that blew up"
    if told or here.admin1 != there.admin1 or clause.sentences[0] - event.sentences[-1] > 1:
        return False
    return distance(here, there) <= _DISTRICT_KM
