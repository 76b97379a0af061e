"""A toll of an area with the part of one place: "killed 14 across A, including six in B"."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.candidates import Candidate
from transforms.events.figures import COUNTABLE, OF_PEOPLE, Fact
from transforms.events.nearby import any_before
from transforms.events.place_tolls import with_number
from transforms.events.places import ResolvedPlace, contains

_LINK: Final = 3  # "six people in | B"


def area_and_part(candidate: Candidate, view: View) -> tuple[ResolvedPlace, list[Fact]] | None:
    """Return the area that a clause's toll is of, and the figures of the place it is pinned to.

    None where the place has no figure of its own behind words that break the toll down.
    """
    place = candidate.sites.pinned
    tolls = [fact for fact in candidate.facts if fact.role in OF_PEOPLE and fact.value]
    if place is None or place.kind == "region" or len(tolls) != 1:
        return None
    words = [*view.of("breakdown"), *view.of("antecedents")]
    inside = {m.last for m in view.of("list_prepositions")}
    for number in view.numbers:
        near = 0 < place.first_token - number.last_token <= _LINK and place.first_token in inside
        broken = any_before(words, number.first_token, 1) or any(
            m.first == number.last_token for m in words
        )
        if number.kind not in COUNTABLE or number.article or not (near and broken):
            continue
        area = _area(view.places, place, number.first_token)
        total = tolls[0].value or 0
        if area is not None and number.value and number.value < total:
            return area, [with_number(tolls[0], number)]
    return None


def _area(
    places: Sequence[ResolvedPlace], place: ResolvedPlace, before: int
) -> ResolvedPlace | None:
    """Return the last area told before a token that holds a place."""
    areas = [p for p in places if p.last_token <= before and p.kind in {"region", "country"}]
    holding = [
        p
        for p in areas
        if contains(p, place) or (p.kind == "country" and p.country == place.country)
    ]
    return holding[-1] if holding else None
