"""Places that are known for what they are, and how they lie to each other."""

import math
from typing import Final, NamedTuple, Optional

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_mentions import BOROUGH, UNKNOWN, PlaceMention

_STEM: Final = 4
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

_FINER: Final = {
    "city": frozenset({"facility", "district"}),
    "district": frozenset({"facility", "city"}),
}


class ResolvedPlace(NamedTuple):
    """A mention with the place it means; fields of the mention first, see ``PlaceMention``.

    ``name`` is the English name, ``admin1`` the English region, ``place`` the settlement (a
    facility's too), ``lat``/``lon`` degrees or None where no point would be honest.
    ``geo_precision``: site, place, district, region or country.
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


def resolved_as(mention: PlaceMention, place: Place, gazetteer: Gazetteer) -> ResolvedPlace:
    """Return a mention with the place that it means."""
    area = gazetteer.areas.get(place.id) if place.kind in {"area", "sea"} else None
    if area is not None and place.kind == "area" and len(area.regions) == 1:
        # an area of one region ("сектор Гази") is that region
        place = gazetteer.region_place(area.regions[0])
    kind = {"quarter": "city", BOROUGH: "district"}.get(place.kind, place.kind)
    facility = place.kind == "facility"
    area = gazetteer.areas.get(place.id) if kind in {"area", "sea"} else None
    pointless = kind in {"country", "area"}
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
        place.settlement
        if kind in {"facility", "district"}
        else place.name
        if kind == "city"
        else None,
        None if pointless else place.latitude,
        None if pointless else place.longitude,
        place.geonames_id,
        _PRECISION[place.kind] if place.id != UNKNOWN else "region" if place.admin1 else "country",
        place.id if facility else None,
        place.facility_types[0] if facility else None,
        place.name if facility else None,
        tuple(gazetteer.regions[one].name for one in area.regions) if area else (),
        mention.firm,
        place.facility_types,
    )


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points in kilometres, good to a percent below 1,000 km."""
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 111.2 * math.hypot(lat2 - lat1, east)


def distance(one: ResolvedPlace, other: ResolvedPlace) -> float:
    """Return the distance of two places in kilometres, infinite where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(one.lat, one.lon, other.lat, other.lon)


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
    if outer.kind in {"city", "district"}:
        # the district named after a town lies around it, it is no part of it
        around = outer.kind == "city" and inner.kind == "district" and _named_after(inner, outer)
        inside = inner.kind in _FINER[outer.kind] and inner.place == outer.place
        return inside and inner.admin1 == outer.admin1 and not around
    return False


def _named_after(district: ResolvedPlace, town: ResolvedPlace) -> bool:
    return district.name[:_STEM].lower() == town.name[:_STEM].lower()
