"""What a site makes: the missiles of "they hit a plant that makes missiles" hit nothing."""

from dataclasses import replace
from typing import Final

from transforms.events.analysis import View

_REACH: Final = 4  # "a plant, which since last year | makes"
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
