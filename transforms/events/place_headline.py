"""A town in a headline whose text tells that its region is meant."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_lists import is_city, region_of
from transforms.events.place_mentions import SCENES, PlaceMention
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_LONGEST: Final = 200  # characters of a headline
_LEAD: Final = 400  # characters behind it
_REACH: Final = 4  # "in | Russia's western Bryansk region"


def read_headline(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> Sequence[PlaceMention]:
    """Return the mentions, a capital in the headline as its region where the lead is on that.

    "Drone kills man in Bryansk. A man died in the village of X in Russia's Bryansk region": the
    text must name the region as a scene and nowhere the town.
    """
    end = text.find("\n")
    if not 0 < end <= _LONGEST or not found or found[0].start > end:
        return found
    told = {
        mention.candidates[0].id
        for mention in found
        if mention.kind == "region"
        and end < mention.start <= end + _LEAD
        and _is_scene(tokens, mention, words)
    }
    if not told:
        return found
    towns = {m.candidates[0].id for m in found if m.kind == "city" and m.start > end}
    read = list(found)
    for index, mention in enumerate(found):
        if mention.start > end:
            break
        town = mention.kind == "city" and mention.role in SCENES
        if not town or mention.candidates[0].id in towns or is_city(tokens, mention, words):
            continue
        region_id = region_of(tokens, mention, words)
        if region_id in told:
            place = gazetteer.region_place(region_id)
            read[index] = replace(mention, kind="region", candidates=(place,), firm=True)
    return read


def _is_scene(tokens: Sequence[Token], region: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a region stands behind "in", not as that of a governor who speaks."""
    before = tokens[max(0, region.first_token - _REACH) : region.first_token]
    return any(token.lower in words.locative for token in before)
