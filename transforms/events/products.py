"""What a site makes and whom it serves: missiles of "a plant that makes missiles" hit nothing."""

from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.event_places import EVENT_ROLES
from transforms.events.places import ResolvedPlace
from transforms.events.words import CUTS

_REACH: Final = 6  # "the plant 'X', which since last year | makes"
_PRODUCTS: Final = frozenset({"weapons", "weapon_modifiers", "launch", "targets", "statement_only"})
_STORY: Final = frozenset(
    {"causal", "attack_nouns", "attack_verbs", "downed", "repelled", "effects", "killed", "injured"}
)


def without_products(view: View) -> View:
    """Return a clause without what its target makes or repairs, up to the next word of the story.

    "Drones hit a plant that makes engines for ships": neither weapons nor a further target. So with
    what stands in a place: "over Tatarstan, which hosts refineries".
    """
    ends = [target.last for target in view.of("targets")]
    towns = [place.last_token + 1 for place in view.places]  # and a comma
    for make in view.of("makes"):
        if make.first not in towns and not any(0 <= make.first - end <= _REACH for end in ends):
            continue
        story = (m.first for m in view.among(_STORY) if m.first >= make.last)
        until = next(story, view.clause.last)
        return replace(
            view,
            mentions=[
                m
                for m in view.mentions
                if not (m.kind in _PRODUCTS and make.first <= m.first < until)
            ],
        )
    return view


def without_served(view: View) -> View:
    """Return a clause without the places that its site gives power, water or fuel to.

    "A power plant near Trypillia, the largest supplier of Kyiv, was hit": Kyiv was not. A clause
    that names no other place was told of them.
    """
    ends = [target.last for target in view.of("targets")]
    ends += [place.last_token for place in view.places]
    inside = {mention.last for mention in view.of("list_prepositions")}
    served: list[ResolvedPlace] = []
    for word in view.of("serves"):
        if word.last in inside or not any(0 <= word.first - end <= _REACH for end in ends):
            continue
        story = (
            mention.first
            for mention in view.among(_STORY | {"passive"})
            if mention.first >= word.last and mention.label not in CUTS
        )
        until = next(story, view.clause.last)
        behind = [place for place in view.places if word.last <= place.first_token < until]
        if any(place.kind == "facility" for place in behind):
            continue  # the line that feeds a plant is hit at the plant
        for place in behind:  # "serving Baghdad | near Samarra"
            if served and (place.role == "near" or place.first_token in inside):
                break
            served.append(place)
    kept = [place for place in view.places if place not in served]
    scene = any(place.kind != "country" and place.role in EVENT_ROLES for place in kept)
    return replace(view, places=kept) if served and scene else view
