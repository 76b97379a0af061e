"""Places that are known for what they are, and how they lie to each other."""

import math
from dataclasses import dataclass, replace
from typing import Final, Optional

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_mentions import BOROUGH, UNKNOWN, PlaceMention

_STEM: Final = 4
_BESIDE: Final = 4  # tokens
_PRECISION: Final = {
    "facility": "site",
    "city": "place",
    "quarter": "place",
    "district": "district",
    "borough": "place",
    "region": "region",
    "country": "country",
    "sea": "region",
    "area": "region",
}

_KINDS: Final = {"quarter": "city", BOROUGH: "district"}
_BROAD: Final = frozenset({"area", "sea"})
_POINTLESS: Final = frozenset({"country", "area"})
_FINER: Final = {
    "city": frozenset({"facility", "district"}),
    "district": frozenset({"facility", "city"}),
}


@dataclass(slots=True, unsafe_hash=True)
class ResolvedPlace:
    """A mention with the place it means; fields of the mention first, see ``PlaceMention``.

    ``name`` is the English name, ``admin1`` the English region, ``place`` the settlement (a
    facility's too), ``lat``/``lon`` degrees or None where no point would be honest.
    ``geo_precision``: site, place, district, region or country. ``district``: that in which the
    text puts a village, or the city that a town is a part of.
    """

    start: int
    end: int
    first_token: int
    last_token: int
    kind: str
    role: str
    name: str
    country: Optional[str]  # noqa: UP045
    admin1: Optional[str]  # noqa: UP045
    place: Optional[str]  # noqa: UP045
    lat: Optional[float]  # noqa: UP045
    lon: Optional[float]  # noqa: UP045
    geonames_id: Optional[int]  # noqa: UP045
    geo_precision: str
    facility_id: Optional[str] = None  # noqa: UP045
    facility_type: Optional[str] = None  # noqa: UP045
    facility_name: Optional[str] = None  # noqa: UP045
    regions: tuple[str, ...] = ()
    firm: bool = True
    facility_types: tuple[str, ...] = ()
    district: Optional[str] = None  # noqa: UP045


def resolved_as(mention: PlaceMention, place: Place, gazetteer: Gazetteer) -> ResolvedPlace:
    """Return a mention with the place that it means."""
    kind = place.kind
    regions: tuple[str, ...] = ()
    if kind in _BROAD:
        area = gazetteer.areas[place.id]
        if kind == "area" and len(area.regions) == 1:
            # an area of one region ("сектор Гази") is that region
            place = gazetteer.region_place(area.regions[0])
            kind = place.kind
        else:
            regions = tuple(gazetteer.regions[one].name for one in area.regions)
    if kind == "region":
        enclosed = gazetteer.regions[place.id].encloses
        regions = tuple(gazetteer.regions[one].name for one in enclosed)
    precision = _PRECISION[kind]
    if place.id == UNKNOWN:
        precision = "region" if place.admin1 else "country"
    kind = _KINDS.get(kind, kind)
    pointless = kind in _POINTLESS
    is_site = kind == "facility"
    return ResolvedPlace(
        mention.start,
        mention.end,
        mention.first_token,
        mention.last_token,
        kind,
        mention.role,
        place.name,
        place.country,
        place.admin1,
        place.name if kind == "city" else place.settlement,
        None if pointless else place.latitude,
        None if pointless else place.longitude,
        place.geonames_id,
        precision,
        place.id if is_site else None,
        place.facility_types[0] if is_site else None,
        place.name if is_site else None,
        regions,
        mention.firm,
        place.facility_types,
        place.settlement,
    )


def in_districts(places: list[ResolvedPlace], villages: set[int]) -> list[ResolvedPlace]:
    """Return places, villages with the district beside them.

    "Село X | Y района", "в Y районе | в селе X"; ``villages`` are the first tokens of villages.
    """
    found = list(places)
    for index, place in enumerate(places):
        if place.first_token not in villages:
            continue
        behind = next(iter(places[index + 1 : index + 2]), place)
        before = places[index - 1] if index else place
        if behind.kind == "district" and behind.first_token == place.last_token:
            found[index] = replace(place, district=behind.name)
        elif before.kind == "district" and place.first_token - before.last_token <= _BESIDE:
            found[index] = replace(place, district=before.name)
    return found


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points in kilometres, good to a percent below 1,000 km."""
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 111.2 * math.hypot(lat2 - lat1, east)


def distance(one: ResolvedPlace, other: ResolvedPlace) -> float:
    """Return the distance of two places in kilometres, infinite where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(one.lat, one.lon, other.lat, other.lon)


_CITY_KM: Final = 40.0


def contains(outer: ResolvedPlace, inner: ResolvedPlace) -> bool:
    """Tell whether ``inner`` lies in ``outer`` (a place does not contain itself)."""
    if outer.kind == "country":
        return inner.kind != "country" and inner.country == outer.country
    if outer.kind == "area":
        return inner.kind != "area" and bool(inner.admin1) and inner.admin1 in outer.regions
    if outer.country != inner.country:
        return False
    if outer.kind == "region":
        return inner.kind not in {"region", "country"} and inner.admin1 == outer.name
    if inner.kind == "facility" and outer.kind == "city" and inner.place == outer.place:
        return distance(outer, inner) <= _CITY_KM  # a capital is a region of its own
    return (
        inner.kind in _FINER.get(outer.kind, ())
        and inner.admin1 == outer.admin1
        and (inner.place == outer.place or inner.district == outer.name)
        # the district named after a town lies around it, it is no part of it
        and (outer.kind != "city" or inner.kind != "district" or not _named_after(inner, outer))
    )


def _named_after(district: ResolvedPlace, town: ResolvedPlace) -> bool:
    return district.name[:_STEM].lower() == town.name[:_STEM].lower()
