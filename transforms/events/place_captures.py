"""Settlements that are taken, and the country in which one that shares its name must lie."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, NamedTuple

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import SCENES, UNKNOWN, PlaceMention
from transforms.events.place_nearness import NOT_PLACES, at, behind_list
from transforms.events.words import Mention

_BEHIND: Final = 4  # tokens: "liberated the | settlements of"
_LINK: Final = 1  # tokens between the towns of a list
_BEFORE: Final = 5
_NONE: Final[tuple[Mention, ...]] = ()
_TOWN: Final = 20_000
_DWARFED: Final = 15  # times as large: Voronezh is not the small town of that name
_NAMED: Final = frozenset({"country", "region", "area"})


class Captures(NamedTuple):
    """The words of a text for taking settlements, and the countries where wars for land go on.

    ``held`` are the regions there that are behind the front as a whole, ``beyond`` those of other
    countries where towns are taken too.
    """

    words: Sequence[Mention] = _NONE
    countries: frozenset[str] = frozenset()
    held: AbstractSet[str] = frozenset()
    beyond: AbstractSet[str] = frozenset()


def as_captured(
    mentions: Sequence[PlaceMention], captures: Captures, rivals: Mapping[str, frozenset[str]]
) -> Sequence[PlaceMention]:
    """Return mentions, towns that are taken with the places of their name where the war is.

    "Our troops have liberated Seversk" is not the town of that name behind the lines. A text that
    names regions of other countries only tells of fighting there, and so does one that speaks more
    of others than of those who are at war. ``rivals`` are the parties that each country fights.
    """
    taken = _taken(mentions, captures.words) if captures.words else set()
    if not taken or not _is_fought(mentions, captures.countries, rivals):
        return mentions
    return [
        _in_region(_fought_over(one, captures), behind_list(mentions, index))
        if one.candidates in taken
        else one
        for index, one in enumerate(mentions)
    ]


def _is_fought(
    mentions: Sequence[PlaceMention],
    countries: frozenset[str],
    rivals: Mapping[str, frozenset[str]],
) -> bool:
    """Tell whether a text speaks of the wars for land in some countries."""
    named = [
        (one, one.candidates[0].country)
        for one in mentions
        if one.kind in _NAMED and one.role not in NOT_PLACES
    ]
    regions = {country for one, country in named if one.kind == "region" and one.role in SCENES}
    if regions and regions.isdisjoint(countries):
        return False
    parties = countries.union(*(rivals.get(country, frozenset()) for country in countries))
    others = [country for _, country in named if country and country not in parties]
    return 2 * len(others) <= len(named)


def _taken(mentions: Sequence[PlaceMention], words: Sequence[Mention]) -> set[tuple[Place, ...]]:
    """Return the towns beside words for taking, with those of the list that they begin."""
    found: set[tuple[Place, ...]] = set()
    end = -_LINK
    for one in mentions:
        if one.kind != "city" or one.role not in SCENES:
            continue
        beside = any(
            0 <= one.first_token - word.last <= _BEHIND
            or 0 <= word.first - one.last_token <= _BEFORE
            for word in words
        )
        if beside or 0 <= one.first_token - end <= _LINK:
            found.add(one.candidates)
            end = one.last_token
    return found


def _fought_over(mention: PlaceMention, captures: Captures) -> PlaceMention:
    countries = captures.countries
    meant = tuple([place for place in mention.candidates if place.country in countries])
    beyond = tuple([p for p in mention.candidates if p.admin1 in captures.beyond])
    if beyond and all(place.id == UNKNOWN for place in meant):
        return replace(mention, candidates=beyond, firm=True)
    front = tuple([p for p in meant if p.admin1 not in captures.held or p.population >= _TOWN])
    # the village of that name at the front is too small for the gazetteer
    meant = front or tuple([_somewhere(place) for place in meant])
    if not meant and len(countries) == 1:
        (only,) = countries
        meant = tuple([_of(only, place) for place in mention.candidates if _is_nowhere(place)])
    most = max(place.population for place in mention.candidates)
    least = 0 if most < _TOWN else most / _DWARFED
    meant = tuple([place for place in meant if place.population >= least])
    return replace(mention, candidates=meant, firm=True) if meant else mention


def _is_nowhere(place: Place) -> bool:
    """Tell whether a place is known by the text alone, written as in the language of the text."""
    return place.id == UNKNOWN and place.country is None


def _in_region(mention: PlaceMention, region: Place | None) -> PlaceMention:
    """Return a town of a list in the region right behind the list: "took A, B and C in X".

    Only where its name is better known elsewhere: villages are put there in any case.
    """
    known = mention.candidates[0].population >= _TOWN
    if region is None or region.admin1_id is None or not known:
        return mention
    meant = tuple([one for one in mention.candidates if one.admin1_id == region.admin1_id])
    meant = meant or (at(replace(mention.candidates[0], id=UNKNOWN, geonames_id=None), region),)
    return replace(mention, candidates=meant)


def _somewhere(place: Place) -> Place:
    """Return a place of which no more than name and country is known."""
    nowhere = replace(place, id=UNKNOWN, geonames_id=None, admin1_id=None, admin1=None)
    return replace(nowhere, latitude=None, longitude=None)


def _of(country: str, place: Place) -> Place:
    return replace(place, country=country)
