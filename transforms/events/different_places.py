"""Whether a clause tells of another place than an event.

A wave told by totals and a site singled out of it are two events; a place inside a region told only
by its totals is one of its own.
"""

from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.consequences import MARKS, is_harmful
from transforms.events.figures import OF_PEOPLE, OF_WEAPONS, Fact
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolved_places import distance
from transforms.events.scenes import is_wave, nested, refines, same_place
from transforms.events.site_names import same_site
from transforms.events.whose_totals import headline_of, totals_of
from transforms.events.words import CUTS

_NEAR_KM: Final = 30.0
_LINKED_KM: Final = 100.0
_SITE_KM: Final = 60.0


def places_differ(event: Candidate, clause: Candidate) -> str | None:
    """Return how the place of a clause differs from that of an event, None where it does not."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is not None and there is not None:
        return _pins_differ(event, clause, here, there)
    if here is not None and clause.kind == ATTACK and is_wave(clause):
        return None if totals_of(event, clause) else "a wave, not this place"
    if there is not None and is_wave(event) and not headline_of(event, clause):
        return "a place singled out of the wave"
    if there is not None and (_another_deed(event, clause) or _of_a_day(event, clause)):
        return "a place singled out of what befell the country"
    return _lists_differ(event, clause)


def _lists_differ(event: Candidate, clause: Candidate) -> str | None:
    """Return how a list of places differs from the place of an event, None where it does not."""
    here = event.sites.pinned
    if here is None or not clause.sites.listed:
        return None
    known = [place for place in clause.sites.listed if place.admin1 == here.admin1]
    # "in A a woman was killed; in B two were wounded, in C one"
    hurt = here.kind == "city" and is_harmful(clause) and is_harmful(event)
    if hurt and not event.headline and not any(same_place(here, one) for one in known):
        return "other towns, where others were hurt"
    return None if known else "other places"


def _of_a_day(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place has harm of its own beside the toll of a country or its day."""
    own = clause.kind == ATTACK or is_harmful(clause)
    return own and (sums_up_a_day(event) or sums_up(event, clause))


def _another_deed(event: Candidate, clause: Candidate) -> bool:
    """Tell whether weapons harm a place, apart from the blast that its country has told of.

    "A blast cut a pipeline in Syria. Meanwhile, shells killed two people in Damascus."
    """
    burst = event.kind != ATTACK and bool(event.targets) and not event.weapons
    armed = clause.kind == ATTACK and clause.apart and bool(clause.weapons)
    other = not clause.effects and event.targets.keys().isdisjoint(clause.targets)
    return burst and armed and other


def sums_up_a_day(event: Candidate) -> bool:
    """Tell whether a toll is that of a country's day: "four were killed over the past day"."""
    spanned = event.date is not None and event.date.kind == "span"
    return event.sites.pinned is None and spanned and is_harmful(event)


def sums_up(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a toll is that of a country, of which a place has a smaller one of its own.

    "Strikes across Ukraine killed four people. In Kyiv two died."
    """
    told = event.sites.country_span is not None and event.kind == ATTACK and not event.settlement
    apart = told and event.sites.pinned is None and clause.sites.pinned is not None
    return apart and is_harmful(event) and _counts_apart(event, clause)


def is_whole_of(clause: Candidate, event: Candidate) -> bool:
    """Tell whether a clause gives the toll of an area of which a place has a smaller one.

    "At least 20 were killed across A. A strike on B killed two."
    """
    around, place = clause.sites.pinned, event.sites.pinned
    if around is None or place is None or around.kind != "region":
        return False
    return contains(around, place) and is_harmful(event) and _counts_apart(clause, event)


def other_site(event: Candidate, clause: Candidate) -> bool:
    """Tell whether sites of other names are told, of which no town says that they lie together."""
    if event.site is None or clause.site is None or same_site(event.site, clause.site):
        return _one_more(event, clause)
    pins = (event.sites.pinned, clause.sites.pinned)
    return clause.kind == ATTACK and all(pin is None or pin.kind == "region" for pin in pins)


def _one_more(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a site with a name is struck too, of another kind than what a region has told.

    "In the region houses were damaged. Drones also struck the Alpha refinery."
    """
    if clause.site is None or event.site is not None or not (clause.apart and clause.struck):
        return False
    pins = (event.sites.pinned, clause.sites.pinned)
    loose = all(pin is None or pin.kind == "region" for pin in pins)
    named = bool(event.targets and clause.targets) and loose and clause.kind == ATTACK
    return named and not set(event.targets) & set(clause.targets)


def _pins_differ(
    event: Candidate, clause: Candidate, here: ResolvedPlace, there: ResolvedPlace
) -> str | None:
    if _other_item(event, clause):
        return "another item of a list"
    if same_place(here, there) or _beside(event, clause) or refines(event, clause):
        return None
    if _sites_of_one_city(here, there) or _named_later(event, clause):
        return None
    if None not in {event.item, clause.item} and event.item != clause.item:
        return "another item of a list"
    if not nested(here, there) or _other_sites(event, there) or _other_sites(clause, here):
        return "another place"
    apart = _singled_out(event, clause) or _around(event, clause, here, there)
    return "a place singled out of the region" if apart else None


def _around(event: Candidate, clause: Candidate, here: ResolvedPlace, there: ResolvedPlace) -> bool:
    """Tell whether a clause is of the region around a place told before, and of more than that.

    It counts settlements of the region, or weapons of another kind that were downed over it.
    """
    if not contains(there, here) or there.kind != "region":
        return False
    if clause.sites.scattered and CUTS.isdisjoint(clause.effects):
        return True
    downed = clause.downed and not (clause.struck or clause.effects) and bool(clause.facts)
    return downed and bool(event.weapons) and event.weapons.keys().isdisjoint(clause.weapons)


def _named_later(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a site gets its name after it was told by the town near it.

    "The US fired missiles at an air base near Homs. 59 were fired at the Shayrat airfield."
    """
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or event.sites.facility is not None or clause.apart:
        return False
    if here.kind != "city" or here.admin1 != there.admin1 or clause.date is not None:
        return False
    site = clause.sites.facility
    alike = set(event.targets) == set(clause.targets) and set(event.weapons) == set(clause.weapons)
    several = alike and bool(event.weapons) and len(set(event.targets)) > 1  # an air base is two
    named = site is not None and site.facility_type in event.targets
    return (named or several) and distance(here, there) <= _SITE_KM


def _other_item(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a further item of a list tells of another target, in the same town or not."""
    if None in {event.item, clause.item} or event.item == clause.item or clause.kind != ATTACK:
        return False
    return bool(event.targets and clause.targets) and not set(event.targets) & set(clause.targets)


def _sites_of_one_city(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether two sites lie in one city: an attack on both is one."""
    if {one.kind, other.kind} != {"facility"} or one.place is None:
        return False
    return one.place == other.place and one.admin1 == other.admin1


def _other_sites(candidate: Candidate, place: ResolvedPlace) -> bool:
    """Tell whether a region stands for several sites of which ``place`` is none."""
    pinned, listed = candidate.sites.pinned, candidate.sites.listed
    if pinned is None or pinned.kind != "region" or place.kind == "region" or len(listed) < 2:
        return False
    village = place.kind == "city" and place.district is not None
    told = [site for site in listed if site.kind != "district" or not village]
    return not any(same_place(site, place) or nested(site, place) for site in told)


def _singled_out(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place inside a region told only by its totals has a consequence of its own."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or not contains(here, there):
        return False
    if here.kind == "city":  # sites of one city in one attack are one event
        return False
    # "the city of X came under fire, among others"
    among = clause.broken_down and clause.kind == ATTACK and bool(event.effects)
    if among or _counts_apart(event, clause) or _unharmed(clause):
        return True
    totals = any(f.role in OF_WEAPONS and f.value != 1 for f in event.facts)
    told = bool(event.effects or event.targets) or is_harmful(event)
    struck = clause.kind == ATTACK and not clause.downed and not clause.repelled
    tolled = any(fact.role in OF_PEOPLE for fact in event.facts)
    # "two were hurt in the districts of A and B"
    spread = is_harmful(event) and len(event.sites.listed) > 1
    if event.sites.scattered and (is_harmful(clause) or not MARKS.isdisjoint(clause.effects)):
        return True
    if spread or (_is_digest(event) and (totals or tolled)):
        return bool(clause.effects or struck or is_harmful(clause))
    return totals and not told and bool(clause.effects or clause.targets or struck)


def _unharmed(clause: Candidate) -> bool:
    """Tell whether a clause says no more than that nobody was hurt at its place."""
    told = clause.effects or clause.targets or clause.weapons or clause.struck or clause.downed
    return bool(clause.facts) and not told and not any(fact.value for fact in clause.facts)


def _is_digest(event: Candidate) -> bool:
    """Tell whether an event sums up a region's day: "over the past day 120 drones were sent"."""
    return event.date is not None and event.date.kind == "span"


def _counts_apart(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place has a smaller count or toll of its own than the region around it."""
    counts: dict[str, int] = {}
    for fact in event.facts:
        counts[_counts_of(fact)] = max(counts.get(_counts_of(fact), 0), fact.value or 0)
    return any(
        (fact.role in OF_WEAPONS) < (fact.value or 0) < counts.get(_counts_of(fact), 0)
        for fact in clause.facts
        if fact.role in OF_WEAPONS | OF_PEOPLE
    )


def _counts_of(fact: Fact) -> str:
    """Return what a figure is one of: a kind of weapon, the killed or the injured."""
    return fact.item if fact.role in OF_WEAPONS else fact.role


def _beside(event: Candidate, clause: Candidate) -> bool:
    """Tell whether one place was only told as "near" the other."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or "near" not in {here.role, there.role}:
        return False
    if _each_its_own(event, clause):
        return False
    linked = clause.sentences[0] - event.sentences[-1] <= 1 and bool(
        set(event.effects) & set(clause.effects)
    )
    limit = _LINKED_KM if linked else _NEAR_KM
    return distance(here, there) <= limit


def _each_its_own(event: Candidate, clause: Candidate) -> bool:
    """Tell whether two places have harm of their own: "near A two were hurt, in B one died"."""
    if event.headline or clause.background:
        return False
    hurt, more = ({(f.role, f.value) for f in one.facts if f.value} for one in (event, clause))
    weapons = bool(event.weapons and clause.weapons)
    other = weapons and event.weapons.keys().isdisjoint(clause.weapons)
    return (bool(hurt and more) and hurt.isdisjoint(more)) or other
