"""What stands near a mention of a place: the region of a list, the city before a district."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import SCENES, UNKNOWN, PlaceMention

_BOROUGH_REACH: Final = 5
_OF: Final = 1  # "Korabelnyi district | of | Kherson"
_REGION_REACH: Final = 80
_FAR: Final = 15  # tokens
_COMMA_AND: Final = 2
_LONGEST_LIST: Final = 12
_LARGE: Final = 100_000
_CITY: Final = 50_000
NOT_PLACES: Final = frozenset({"person", "outlet", "club", "origin"})
"""Roles of names that stand for no place."""


def at(place: Place, around: Place) -> Place:
    """Return a place at the point of one that lies around or beside it."""
    return replace(
        place,
        country=around.country,
        admin1_id=around.admin1_id,
        admin1=around.admin1,
        latitude=around.latitude,
        longitude=around.longitude,
    )


def behind_list(mentions: Sequence[PlaceMention], index: int) -> Place | None:
    """Return the region right behind the list of towns that a mention is in: "X | and Y, Z"."""
    for left, right in pairwise(mentions[index : index + _LONGEST_LIST]):
        if left.kind != "city" or right.first_token - left.last_token > 1:
            return None
        if right.kind == "region":
            return right.candidates[0]
    return None


def of_list(mentions: Sequence[PlaceMention], index: int) -> set[str | None]:
    """Return the regions that a list of settlements ends in: "X, Y, and Z in the A region"."""
    if index and mentions[index - 1].last_token == mentions[index].first_token:
        return set()  # the rest of a longer name
    cities = 0
    for following in range(index + 1, len(mentions)):
        left, right = mentions[following - 1], mentions[following]
        if right.first_token - left.last_token > _COMMA_AND:
            break
        cities += left.kind == "city"
        if right.kind == "region":
            return {place.admin1_id for place in right.candidates} if cities > 1 else set()
        if right.kind != "city" and (right.kind != "country" or cities < 2):
            break
    return set()


def as_told_elsewhere(
    mentions: Sequence[PlaceMention], chosen: Sequence[Place | None]
) -> Sequence[Place | None]:
    """Return the places with a name that a text puts in a region once meaning that one throughout.

    "Markovo was taken. The village of Markovo in the Donetsk region": small places share names.
    """
    told: dict[str, Place] = {}
    bare: list[tuple[int, str]] = []
    for index, place in enumerate(chosen):
        if place is None or mentions[index].kind != "city" or place.population >= _LARGE:
            continue
        name = mentions[index].candidates[0].id
        if name == UNKNOWN:
            continue
        if _says_region(mentions, index, place):
            told.setdefault(name, place)
        else:
            bare.append((index, name))
    meant = {index: told[name] for index, name in bare if name in told}
    return [meant.get(index, place) for index, place in enumerate(chosen)] if meant else chosen


def _says_region(mentions: Sequence[PlaceMention], index: int, place: Place) -> bool:
    """Tell whether the region of a place stands right beside its name, or behind its list."""
    mention = mentions[index]
    for other in (*mentions[max(index - 1, 0) : index], *mentions[index + 1 : index + 2]):
        near = other.kind == "region" and apart(mention, other) <= _COMMA_AND
        if near and place.admin1_id in {region.admin1_id for region in other.candidates}:
            return True
    return place.admin1_id in of_list(mentions, index)


def stage(mentions: Sequence[PlaceMention]) -> str | None:
    """Return the country that a text first tells something of, None where it names none so."""
    for mention in mentions:
        if mention.kind in {"country", "region"} and mention.role in SCENES:
            countries = {place.country for place in mention.candidates}
            if len(countries) == 1:
                return countries.pop()
    return None


def reaches(region: PlaceMention, place: PlaceMention) -> bool:
    """Tell whether a village may lie in a region: named a few sentences before, or right behind."""
    if place.kind != "city" or not place.firm:
        return True
    reach = _REGION_REACH if region.start < place.start else _FAR
    return apart(place, region) <= reach


def region_behind(mentions: Sequence[PlaceMention], index: int) -> tuple[int, PlaceMention | None]:
    """Return the region that stands behind a place, at most a comma between, and how far.

    So does a country of which the place lies "in": "Al Jawf in Yemen".
    """
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None:
        return 0, None
    gap = following.first_token - mentions[index].last_token
    scene = following.kind == "country" and following.role == "location" and gap == 1
    return gap, following if gap <= 1 and (scene or following.kind == "region") else None


def apart(one: PlaceMention, other: PlaceMention) -> int:
    """Return how many tokens stand between two mentions."""
    return max(other.first_token - one.last_token, one.first_token - other.last_token)


def city_beside(mentions: Sequence[PlaceMention], index: int) -> Place | None:
    """Return the large city beside a district, before it or right behind.

    "У Вінниці, в Замостянському районі", "Корабельний район Херсона".
    """
    district = mentions[index]
    if district.kind != "district":
        return None
    for other in (*mentions[index + 1 : index + 2], *mentions[max(index - 1, 0) : index]):
        behind = other.first_token >= district.last_token
        city = other.candidates[0]
        named = other.kind == "city" and other.role not in NOT_PLACES and not other.village
        reach, least = (_OF, _CITY) if behind else (_BOROUGH_REACH, _LARGE)
        if named and city.population >= least and apart(district, other) <= reach:
            return city
    return None
