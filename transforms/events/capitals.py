"""The capital, where a text calls it so and not by its name.

"The capital of Ukraine", "the Ukrainian capital" and "украинская столица" say whose capital it is;
a bare "the capital" is the one named before it, else that of the country that the outlet speaks
for. Where the name stands beside the word ("the capital, Kyiv") nothing is added.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention

_NAME_REACH: Final = 3


def find_capitals(
    mentions: Sequence[Mention],
    places: Sequence[ResolvedPlace],
    side: str | None,
    gazetteer: Gazetteer,
) -> list[ResolvedPlace]:
    """Return a place for each word for a capital, sorted by start.

    ``side`` is the country (ISO alpha-2) or group that the outlet speaks for, None if unknown.
    """
    found: list[ResolvedPlace] = []
    told = [mention for mention in mentions if mention.kind == "capital"]
    of_regions = {m.last for m in mentions if told and m.kind == "settlement_nouns" and _long(m)}
    for mention in told:
        if mention.last in of_regions:
            continue  # "the regional capital"
        beside = [p for p in places if _gap(mention, p) <= _NAME_REACH]
        if any(place.kind in {"city", "facility"} for place in beside):
            continue
        if any(place.kind in {"region", "district"} and _owns(place, mention) for place in beside):
            continue  # "the capital of X province"
        named = [p for p in beside if p.kind == "country" and _owns(p, mention)]
        code = named[0].country if named else _spoken_of(mention, [*places, *found], gazetteer)
        if code is None and any(place.country == side for place in places):
            code = side
        place = _capital(code, gazetteer) if code is not None else None
        if place is not None:
            found.append(
                replace(
                    place,
                    start=mention.start,
                    end=mention.end,
                    first_token=mention.first,
                    last_token=mention.last,
                )
            )
    return found


def _long(mention: Mention) -> bool:
    return mention.last - mention.first > 1


def _spoken_of(
    mention: Mention, places: Sequence[ResolvedPlace], gazetteer: Gazetteer
) -> str | None:
    """Return the country of the capital named last before a bare "the capital"."""
    for place in sorted(places, key=lambda place: -place.first_token):
        if place.kind != "city" or place.country is None or place.first_token >= mention.first:
            continue
        capital = _capital(place.country, gazetteer)
        if capital is not None and capital.geonames_id == place.geonames_id:
            return place.country
    return None


def _owns(country: ResolvedPlace, mention: Mention) -> bool:
    """Tell whether a country's name stands at the word: "capital of X", "X's capital"."""
    after = country.first_token - mention.last
    follows = 0 <= after <= 1 and country.role != "demonym"
    return follows or country.last_token == mention.first


def _gap(mention: Mention, place: ResolvedPlace) -> int:
    return max(place.first_token - mention.last, mention.first - place.last_token, 0)


def _capital(code: str, gazetteer: Gazetteer) -> ResolvedPlace | None:
    country = gazetteer.countries.get(code)
    city = gazetteer.by_id(country.capital_id) if country is not None else None
    if city is None:
        return None
    return ResolvedPlace(
        0, 0, 0, 0, "city", "location", city.name, city.country, city.admin1, city.name,
        city.latitude, city.longitude, city.geonames_id, "place",
    )  # fmt: skip
