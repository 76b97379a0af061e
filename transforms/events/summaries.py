"""Reports of a district that the villages told of after it tell in detail.

"One man was killed in the district of A. A drone hit a yard in the village of B" is one attack.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.contradictions import doers_differ
from transforms.events.different_days import dates_apart
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolved_places import distance
from transforms.events.resolver import Resolver

_DISTRICT_KM: Final = 45.0
_PEOPLE: Final = ("killed", "injured")
_SITES: Final = frozenset({"city", "facility"})


def told_in_detail(
    event: Candidate, events: Sequence[Candidate], resolve: Resolver
) -> Candidate | None:
    """Return the later event of a village that tells what a district's report sums up.

    The villages tell all that the district's report does: its casualties, effects and targets.
    """
    here = event.sites.pinned
    if event.kind != ATTACK or here is None or here.kind != "district":
        return None
    inner = [
        other
        for other in events
        if other is not event
        and other.kind == ATTACK
        and other.sentences[0] > event.sentences[0]
        and other.sites.pinned is not None
        and _lies_in(other.sites.pinned, here)
        and not doers_differ(event, other)
        and not dates_apart(event, other, resolve)
    ]
    if not inner or any(fact.role not in _PEOPLE for fact in event.facts):
        return None
    known = {label for other in inner for label in (*other.effects, *other.targets)}
    if not known.issuperset((*event.effects, *event.targets)):
        return None
    if any(_most(event, role) > sum(_most(other, role) for other in inner) for role in _PEOPLE):
        return None
    harmed = [o for o in inner if any(_most(event, role) and _most(o, role) for role in _PEOPLE)]
    return (harmed or inner)[0]


def _most(event: Candidate, role: str) -> int:
    return max((fact.value or 0 for fact in event.numbers(role)), default=0)


def _lies_in(place: ResolvedPlace, district: ResolvedPlace) -> bool:
    if contains(district, place):
        return True
    if place.kind not in _SITES or place.admin1 != district.admin1 or district.place is None:
        return False
    if place.geo_precision == "region":  # a village that no list of places knows
        return True
    return place.name != district.place and distance(place, district) <= _DISTRICT_KM
