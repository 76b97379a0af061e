"""Whose totals without a place are: those of a place told of before, or of a wave.

"A drone hit a house in A. 450 drones were launched overnight": of the country. "Drones attacked A.
12 of 15 were shot down": of the town.
"""

from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.figures import DOWNED, LAUNCHED, OF_WEAPONS

_LOCAL_REACH: Final = 6
_FEW: Final = 10
_MASS: Final = 100  # as many weapons at once are no single town's
_LOCAL: Final = frozenset({"governor", "mayor", "head"})
_NATIONAL: Final = frozenset({"ministry", "military", "president", "government"})


def totals_of(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place are those of a place told of before."""
    if _same_figures(event, clause) or (clause.item is not None and event.item == clause.item):
        return True
    if _nationwide(clause) and not _of_the_day(event, clause):
        return False
    return (
        _same_breath(event, clause)
        or _some_of_them(event, clause)
        or _goes_on_at(event, clause)
        or _of_the_city(event, clause)
        or _told_of_lead(event, clause)
        or _few_at_site(event, clause)
    )


def _few_at_site(event: Candidate, clause: Candidate) -> bool:
    """Tell whether few weapons sent at a country are those that struck the lead's site there.

    "A missile hit the base, said the ministry. Two were fired at the country; one was downed."
    """
    site = event.sites.facility
    if site is None or not event.lead or event.facts or clause.date is not None:
        return False
    few = all((fact.value or 0) < _FEW for fact in clause.facts)
    alike = {fact.item for fact in clause.facts} <= event.weapons.keys()
    return few and alike and clause.sites.country == site.country and not clause.sites.listed


def _nationwide(clause: Candidate) -> bool:
    """Tell whether totals without a place are those of a country: it is named, or they are large.

    "450 drones and 45 missiles were launched overnight", told beside a site in one town.
    """
    if clause.settlement:
        return False
    largest = max((f.value or 0 for f in clause.facts if f.role in OF_WEAPONS), default=0)
    if clause.sites.country_span is not None and largest >= _FEW:
        return True  # whoever tells it
    return largest >= _MASS and not _LOCAL & clause.voices


def _of_the_day(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals are those of a region's day that the report sums up, however large."""
    pinned = event.sites.pinned
    summed = event.date is not None and event.date.kind == "span" and event.lead
    plain = not (clause.wave or clause.sites.country_span or _NATIONAL & clause.voices)
    return summed and plain and pinned is not None and pinned.kind == "region"


def _some_of_them(event: Candidate, clause: Candidate) -> bool:
    """Tell whether those downed are some of the weapons just told: "fired four. Three fell"."""
    if clause.sentences[0] - event.sentences[-1] > 1 or clause.date or clause.sites.listed:
        return False
    shot = [fact for fact in clause.facts if fact.role in OF_WEAPONS]
    fired = {fact.item: fact.value or 0 for fact in event.facts if fact.role == LAUNCHED}
    return bool(shot) and all(
        fact.role == DOWNED and (fact.value or 0) <= fired.get(fact.item, 0) for fact in shot
    )


def _goes_on_at(event: Candidate, clause: Candidate) -> bool:
    """Tell whether the sentence after a bare attack tells its counts: "A was attacked. 14 drones".

    A place told with a weapon or what it did there has its own figures, if any.
    """
    told = event.weapons or event.effects or event.facts or event.targets
    plain = not (clause.wave or clause.sites.listed or clause.apart or clause.date)
    next_to = clause.sentences[0] - event.sentences[-1] == 1
    here = event.paragraph == clause.paragraph and not _NATIONAL & clause.voices
    return event.kind == ATTACK and not told and plain and next_to and here


def _of_the_city(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals "over the city" are those of the city told of just before."""
    pinned = event.sites.pinned
    if pinned is None or pinned.kind not in {"city", "facility"} or clause.sites.listed:
        return False
    return (
        clause.settlement
        and not clause.wave
        and (0 <= clause.sentences[0] - event.sentences[-1] <= 1)
    )


def _same_figures(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place repeat those of an event: a headline, told again."""
    told = {(fact.role, fact.item, fact.value) for fact in clause.facts if (fact.value or 0) > 1}
    known = {(fact.role, fact.item, fact.value) for fact in event.facts}
    return bool(told) and told <= known and not clause.sites.listed and clause.headline


def _same_breath(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals go on in the sentence of a site: "fired two at X; both were downed"."""
    plain = not clause.wave and not clause.sites.listed and not clause.apart
    return plain and clause.sentences[0] == event.sentences[-1]


def _told_of_lead(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place are those of the attack that the article opens with."""
    close = clause.sentences[0] - event.sentences[-1] <= _LOCAL_REACH
    kinds = {*clause.weapons, *(fact.item for fact in clause.facts)}
    shared = not event.weapons or not kinds.isdisjoint(event.weapons)
    plain = not (clause.wave and not clause.summed) and not clause.sites.listed
    plain = plain and (not _NATIONAL & clause.voices or _whole_city(event, clause))
    return event.lead and close and shared and plain


def _whole_city(event: Candidate, clause: Candidate) -> bool:
    """Tell whether "30 of 35 drones" right after "X attacked the city" are those of the city."""
    pinned = event.sites.pinned
    if pinned is None or pinned.kind != "city" or event.sites.facility is not None:
        return False
    both = {fact.role for fact in clause.facts} >= OF_WEAPONS
    follows = clause.sentences[0] - event.sentences[-1] <= 1 and clause.date is None
    few = all((fact.value or 0) < _FEW for fact in clause.facts)
    return both and follows and (event.doer is not None or few) and bool(event.weapons)


def headline_of(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a headline without a place has the figure that the clause has with one."""
    alone = len(event.sentences) == 1 and not event.sites.listed
    if alone and event.lead and event.date is None and not clause.facts:
        few = all((fact.value or 0) < _FEW for fact in event.facts)
        shared = bool(set(event.weapons) & set(clause.weapons)) and not clause.apart
        return few and shared and clause.sentences[0] - event.sentences[-1] <= 1
    alone = alone and event.headline
    told = {(fact.role, fact.item, fact.value) for fact in event.facts if fact.value}
    return alone and any((f.role, f.item, f.value) in told for f in clause.facts)
