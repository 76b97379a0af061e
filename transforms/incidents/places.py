"""Where a report puts its event, compared by ids and coordinates, never by words of a text.

Levels: a country as a whole (a wave), a region, and below it what is pinned to a point: district,
settlement or site. A point lies in its region; a wave contains its strikes but is none of them.
"""

import math
from enum import IntEnum
from typing import Final, NamedTuple, Optional

from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_KM_PER_DEGREE: Final = 111.2
_EARTH_KM: Final = 6371.0
_DIGITS: Final = 2


class Level(IntEnum):
    """How far down an event is pinned."""

    COUNTRY = 0
    REGION = 1
    DISTRICT = 2
    PLACE = 3
    SITE = 4


_LEVELS: Final = {
    "site": Level.SITE,
    "place": Level.PLACE,
    "district": Level.DISTRICT,
    "region": Level.REGION,
    "country": Level.COUNTRY,
}
WITHIN: Final = frozenset({Level.DISTRICT, Level.PLACE, Level.SITE})


class Where(NamedTuple):
    """A place as ids and coordinates (degrees, rounded to about a kilometre)."""

    level: Level
    country: Optional[str] = None  # noqa: UP045 - one spelling in all records
    admin1: Optional[str] = None  # noqa: UP045 - as above
    place: Optional[str] = None  # noqa: UP045 - as above
    geonames_id: Optional[int] = None  # noqa: UP045 - as above
    latitude: Optional[float] = None  # noqa: UP045 - as above
    longitude: Optional[float] = None  # noqa: UP045 - as above


def where_of(report: Report) -> Where:
    """Return where a report puts its event. The point of a region is not kept: it is no place."""
    level = level_of(report)
    if level <= Level.REGION:
        admin1 = report.admin1 or report.place if level is Level.REGION else None
        return Where(level, report.country, admin1)
    return Where(
        level,
        report.country,
        report.admin1,
        report.place.casefold() if report.place else None,
        report.geonames_id,
        _rounded(report.latitude),
        _rounded(report.longitude),
    )


def level_of(report: Report) -> Level:
    """Return the level of a report, from ``geo_precision`` or, without it, from its columns."""
    if report.admin1 is None and report.place is None and report.geo_precision != "site":
        return Level.COUNTRY
    if report.geo_precision in _LEVELS:
        return _LEVELS[report.geo_precision]
    return Level.PLACE if report.place is not None else Level.REGION


def places_differ(one: Where, two: Where, settings: LinkSettings) -> bool:
    """Tell whether both cannot be the same place, nor one within the other."""
    if one.country and two.country and one.country != two.country:
        return True
    if (one.level is Level.COUNTRY) != (two.level is Level.COUNTRY):
        return True  # a wave and one of its strikes
    if one.level is Level.COUNTRY:
        return False
    if Level.REGION in (one.level, two.level):
        return bool(one.admin1 and two.admin1 and one.admin1 != two.admin1)
    apart = distance_km(one, two)
    if apart is None:
        return _other_name(one, two)
    return apart > _reach_km(one, two, settings)


def place_support(one: Where, two: Where, settings: LinkSettings) -> tuple[float, bool]:
    """Return how far the places of two reports speak for one event, and whether that is weak.

    Only for places that do not differ.
    """
    if Level.COUNTRY in (one.level, two.level):
        return (1.0, False) if one.country and one.country == two.country else (0.0, True)
    if Level.REGION in (one.level, two.level):
        both = one.level is two.level
        same = one.admin1 is not None and one.admin1 == two.admin1
        return (1.5 if both else 0.5, not both) if same else (0.0, True)
    if (one == two and one.place is not None) or _same_point(one, two, settings):
        return 2.0, False
    district = Level.DISTRICT in (one.level, two.level) and one.admin1 == two.admin1
    return 1.5 if district else 0.5, True


def _same_point(one: Where, two: Where, settings: LinkSettings) -> bool:
    if one.geonames_id is not None and one.geonames_id == two.geonames_id:
        return True
    apart = distance_km(one, two)
    same_name = one.place is not None and one.place == two.place
    return same_name or (apart is not None and apart <= settings.site_km)


def distance_km(one: Where, two: Where) -> float | None:
    """Return the great-circle distance, None where a point is missing."""
    if None in (one.latitude, one.longitude, two.latitude, two.longitude):
        return None
    south, north = math.radians(one.latitude or 0.0), math.radians(two.latitude or 0.0)
    east = math.radians((two.longitude or 0.0) - (one.longitude or 0.0))
    chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def cells(where: Where, settings: LinkSettings) -> frozenset[tuple[int, int]]:
    """Return the squares of one degree that a point may share with any that could be the same."""
    if where.latitude is None or where.longitude is None:
        return frozenset()
    half = max(settings.district_km, settings.same_place_km) / 2 / _KM_PER_DEGREE
    wide = half / max(0.05, math.cos(math.radians(where.latitude)))
    return frozenset(
        (math.floor(where.latitude + up), math.floor((where.longitude + along + 180) % 360))
        for up in (-half, half)
        for along in (-wide, wide)
    )


def _reach_km(one: Where, two: Where, settings: LinkSettings) -> float:
    district = Level.DISTRICT in (one.level, two.level)
    return settings.district_km if district else settings.same_place_km


def _other_name(one: Where, two: Where) -> bool:
    """Without points only ids and regions can differ: names are spelt in many ways."""
    if one.admin1 and two.admin1 and one.admin1 != two.admin1:
        return True
    ids = (one.geonames_id, two.geonames_id)
    return None not in ids and ids[0] != ids[1]


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, _DIGITS)
