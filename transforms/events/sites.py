"""The places of one clause brought to one pinned place, a list, or only a country.

A region beside a finer place inside it only says which region; several places of one region are
pinned to the region and listed; places of several regions stay a list. A sea is no place with a
point, but an attack on a ship there happened somewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from transforms.events.places import ResolvedPlace
from transforms.events.resolved_places import distance

_FINE: Final = frozenset({"facility", "city", "district"})
_LONG_LIST: Final = 6
_MOST: Final = 0.75
_LISTING: Final = 2
_SITE_REACH: Final = 2
_DISTRICT_KM: Final = 45.0
_SITE_KM: Final = 30.0
_PINNABLE: Final = frozenset({"facility", "city", "district", "region"})


@dataclass(slots=True, unsafe_hash=True)
class Sites:
    """The places of one clause; ``owner`` is the country whose facilities are attacked.

    ``scattered``: it counts settlements of a region, without naming them.
    """

    pinned: ResolvedPlace | None = None
    listed: tuple[ResolvedPlace, ...] = ()
    country: str | None = None
    country_span: tuple[int, int] | None = None
    facility: ResolvedPlace | None = None
    sea: ResolvedPlace | None = None
    separate: tuple[ResolvedPlace, ...] = ()
    owner: str | None = None
    scattered: bool = False

    def as_list(self) -> "Sites":
        """Return these sites with the pinned place as one of a list."""
        pinned = (self.pinned,) if self.pinned is not None else ()
        return replace(self, pinned=None, listed=(*self.listed, *pinned), facility=None)

    def only(self, place: ResolvedPlace) -> "Sites":
        """Return these sites narrowed to one place, or to one country as a whole."""
        if place.kind == "country":
            return Sites(country=place.country, country_span=(place.start, place.end))
        site = place if place.kind == "facility" else None
        return replace(
            self, pinned=place, listed=(), country=place.country, facility=site, separate=()
        )


def sites_of(places: Sequence[ResolvedPlace], owner: str | None = None) -> Sites:
    """Reduce the places of a clause to one pinned place or a list."""
    if len(places) == 1 and places[0].kind in _PINNABLE:  # as in most clauses with any
        only = places[0]
        facility = only if only.kind == "facility" else None
        return Sites(only, (), only.country or owner, None, facility)
    countries = [place for place in places if place.kind == "country"]
    pins = _unique([place for place in places if place.kind in _PINNABLE])
    areas = [place for place in places if place.kind in {"sea", "area"}]
    facility = next((place for place in pins if place.kind == "facility"), None)
    finer = _known(_finest(pins))
    country = next((place.country for place in (*finer, *countries) if place.country), owner)
    if len(finer) > _LISTING:  # a list of regions of one country, an occupied one among them
        country = Counter(place.country for place in finer).most_common(1)[0][0]
    country = country or next((place.country for place in areas if place.country), None)
    if any(place.kind == "sea" for place in areas) and not (finer or countries):
        country = None  # the flag of a ship is no scene
    span = next(((place.start, place.end) for place in countries), None)
    if len(finer) == 1:
        apart = _apart(finer, countries)
        if finer[0].kind == "region" and _enumerated(finer[0], countries):
            return Sites(None, (finer[0],), country, span)
        return Sites(finer[0], (), finer[0].country or country, span, facility, separate=apart)
    if finer:
        return _several(finer, pins, country, span, facility)
    sea = next((place for place in areas if place.kind == "sea"), None)
    several = tuple(areas) if len(areas) > 1 else ()
    return Sites(None, several, country, span, None, sea, _apart([], countries))


def _apart(
    finer: Sequence[ResolvedPlace], countries: Sequence[ResolvedPlace]
) -> tuple[ResolvedPlace, ...]:
    """Return places and scenes in different countries, by position; nothing if all lie in one."""
    known = {place.country for place in finer}
    others = [place for place in countries if place.country not in known]
    found = sorted((*finer, *_unique(others)), key=lambda place: place.first_token)
    return tuple(found) if len({place.country for place in found}) > 1 else ()


def _enumerated(region: ResolvedPlace, countries: Sequence[ResolvedPlace]) -> bool:
    """Tell whether a region is an entry of a list of countries: "in Lebanon, Gaza and Syria"."""
    return any(
        0 < region.first_token - one.last_token <= 1 or 0 < one.first_token - region.last_token <= 1
        for one in countries
        if one.country != region.country
    )


def _known(places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Return the places whose region is known; all of them where none is."""
    return [place for place in places if place.admin1 is not None] or places


def _several(
    finer: list[ResolvedPlace],
    pins: list[ResolvedPlace],
    country: str | None,
    span: tuple[int, int] | None,
    facility: ResolvedPlace | None,
) -> Sites:
    finer = _of_one_region(finer)
    regions = {place.admin1 for place in finer}
    lead = finer[0]
    if len(regions) == 1 and lead.admin1 is not None:
        cities = [place for place in finer if place.kind == "city"]
        districts = [place for place in finer if place.kind == "district"]
        if len(cities) > 1 and len(districts) == 1:  # villages of one district
            return Sites(districts[0], tuple(cities), lead.country, span, facility)
        if len(cities) == 1 and _all_in(cities[0], finer):  # districts or sites of one city
            rest = tuple(place for place in finer if place is not cities[0])
            return Sites(cities[0], rest, lead.country, span, facility)
        if lead.place is not None and {place.place for place in finer} == {lead.place}:
            return Sites(lead, tuple(finer[1:]), lead.country, span, facility)
        if _around(lead, finer[1:]):
            return Sites(lead, tuple(finer[1:]), lead.country, span, facility)
        region = next((place for place in pins if place.kind == "region"), None)
        apart = tuple(place for place in finer if place.kind in {"city", "facility"})
        if len({place.place or place.name for place in apart}) == 1:  # sites of one city
            apart = ()
        pinned = region or as_region(lead)
        return Sites(pinned, tuple(finer), lead.country, span, facility, separate=apart)
    return Sites(None, tuple(finer), country, span, separate=tuple(finer))


def _all_in(city: ResolvedPlace, places: Sequence[ResolvedPlace]) -> bool:
    """Tell whether no site among places is known to lie in another town."""
    return all(place.kind != "facility" or place.place in {None, city.place} for place in places)


def _of_one_region(places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Leave the strays out of a long list of which nearly all lie in one region.

    Small places share their names with others far away.
    """
    if len(places) < _LONG_LIST:
        return places
    region, count = Counter(place.admin1 for place in places).most_common(1)[0]
    if region is None or count < _MOST * len(places):
        return places
    return [place for place in places if place.admin1 == region]


def _around(lead: ResolvedPlace, others: Sequence[ResolvedPlace]) -> bool:
    """Tell whether places are the parts of a district named before them.

    "Нікопольщина - Марганецька і Покровська громади": a district, then communities, which have
    the names of their towns.
    """
    return (
        lead.kind == "district"
        and lead.name != lead.place
        and all(place.kind == "district" and place.name == place.place for place in others)
    )


def as_region(place: ResolvedPlace) -> ResolvedPlace:
    """Return the region of a place as a place of its own, at the place's point."""
    return replace(
        place,
        kind="region",
        name=place.admin1 or place.name,
        geo_precision="region",
        geonames_id=None,
        facility_type=None,
        facility_name=None,
    )


def _unique(places: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    seen: dict[tuple[str | None, str | None, str], ResolvedPlace] = {}
    for place in places:
        seen.setdefault((place.name, place.admin1, place.kind), place)
    return list(seen.values())


def _says_where(district: ResolvedPlace, place: ResolvedPlace) -> bool:
    """Tell whether a district is that of the place before: "the community of A of B district"."""
    return _follows(district, place) and place.admin1 == district.admin1


def _as_told(place: ResolvedPlace, pins: Sequence[ResolvedPlace]) -> ResolvedPlace:
    """Return a village at the district named right behind it, if found far from there or nowhere.

    Lists of places know only one of the villages of a name.
    """
    for district in pins:
        if place.kind != "city" or not _follows(district, place) or district.admin1 is None:
            continue
        nowhere = place.geo_precision == "region"
        if place.admin1 is not None and (nowhere or place.admin1 != district.admin1):
            return replace(
                place,
                country=district.country,
                admin1=district.admin1,
                lat=district.lat,
                lon=district.lon,
                geonames_id=None,
                geo_precision=district.geo_precision,
            )
    return place


def _follows(district: ResolvedPlace, place: ResolvedPlace) -> bool:
    right_behind = district.first_token == place.last_token and district.kind == "district"
    return right_behind and place.kind in {"city", "district"}


def _finest(pins: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """Drop what only says where a finer place lies."""
    if len(pins) < 2:
        return list(pins)
    kept = []
    pins = [_as_told(place, pins) for place in pins]
    for place in pins:
        if place.kind == "region" and any(
            other.kind in _FINE and other.admin1 in {place.name, *place.regions} for other in pins
        ):
            continue
        if any(_says_where(place, other) for other in pins):
            continue
        if place.kind in {"city", "district"} and any(
            other.kind == "facility"
            and (other.place == place.name or _at(place, other) or _has(place, other))
            for other in pins
        ):
            continue
        kept.append(place)
    return kept


def _has(district: ResolvedPlace, site: ResolvedPlace) -> bool:
    """Tell whether a site lies in a district that it is told with: "in X district the refinery"."""
    within = district.kind == "district" and district.admin1 == site.admin1
    return within and distance(district, site) <= _DISTRICT_KM


def _at(city: ResolvedPlace, site: ResolvedPlace) -> bool:
    """Tell whether a site lies at a city that it is told with: "Ben Gurion airport in Tel Aviv"."""
    beside = site.last_token <= city.first_token <= site.last_token + _SITE_REACH
    return beside and distance(city, site) <= _SITE_KM
