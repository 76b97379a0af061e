"""Places of a clause with totals that are only one of the many the totals are told of."""

from typing import Final

from transforms.events.analysis import View
from transforms.events.nearby import any_before
from transforms.events.places import ResolvedPlace
from transforms.events.sites import Sites
from transforms.events.words import Mention

_PART_REACH: Final = 4


def exemplary(view: View, sites: Sites) -> bool:
    """Tell whether the one place of a clause with totals is only one of many.

    "Over 14 regions, including Kyiv"; "over seven regions, Samara among them".
    """
    pinned = sites.pinned
    if pinned is None:
        return False
    if any(_is_part(view, pinned, part) for part in view.of("breakdown")):
        return True
    joined = any_before(view.of("coordinators"), pinned.first_token, 1)
    if joined and any_before(view.of("wave_words"), pinned.first_token, _PART_REACH):
        return True  # "over several regions and annexed Crimea"
    return _one_of_country(view, pinned)


def _is_part(view: View, pinned: ResolvedPlace, part: Mention) -> bool:
    """Tell whether a place is told as one of several: "including Kyiv", "Samara among them".

    Not so in "over Kyiv, of them ten were downed": those are weapons.
    """
    if 0 <= pinned.first_token - part.last <= _PART_REACH:
        return True
    if any(0 <= n.first_token - part.last <= _PART_REACH for n in view.numbers):
        return False
    again = (place.last_token for place in view.places if place.name == pinned.name)
    return any(0 <= part.first - end <= 1 for end in again)


def _one_of_country(view: View, pinned: ResolvedPlace) -> bool:
    """Tell whether weapons are counted over the whole country of a place told apart from them.

    "36 missiles across Ukraine, plunging Kyiv into darkness"; "the Kyiv strike was part of a wave
    of 40 drones across Ukraine". What was done to the place itself must not be told before them.
    """
    links = view.of("list_prepositions")
    opened = {link.last for link in links}
    whole = [
        (place.first_token, place.last_token)
        for place in view.places
        if place.kind == "country"
        and place.country == pinned.country
        and place.role == "location"
        and place.first_token in opened
    ]
    starts = {link.first for link in links}
    whole += [(m.first, m.last) for m in view.of("wave_words") if m.first in starts]
    if not whole:
        return False
    weapons = view.of("weapons")
    return any(
        (last + 1 < pinned.first_token and any(m.last <= first for m in weapons))
        or any(pinned.last_token < m.first and m.last <= first for m in weapons)
        for first, last in whole
    )
