"""Where a clause happens: one pinned place, a list of places, or only a country.

Places that merely belong to a speaker, a route or a distance are left out by their role. A region
beside a finer place inside it only says which region; several places of one region are pinned to
the region and listed; places of several regions stay a list. A sea is no place with a point, but
an attack on a ship there happened somewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.doers import Doer
from transforms.events.place_resolution import kilometres
from transforms.events.places import ResolvedPlace, contains
from transforms.events.words import Mention

_EVENT_ROLES: Final = frozenset({"location", "listed", "near", "adjective"})
_FINE: Final = frozenset({"facility", "city", "district"})
_ORIGIN_REACH: Final = 2
_ORIGIN_REGION: Final = 3  # "from Cape Chauda in occupied Crimea"
_ORIGIN_SITE: Final = 4
_NOUN_REACH: Final = 10
_PART_REACH: Final = 4
_LONG_LIST: Final = 6
_MOST: Final = 0.75
_LISTING: Final = 2
_SITE_REACH: Final = 2
_SITE_KM: Final = 30.0
_DEEDS: Final = frozenset({"attack_verbs", "strike_verbs", "attack_nouns", "targets"})
_ACTS: Final = frozenset({"attack_verbs", "strike_verbs", "downed", "launch", "impact"})
_OUTAGES: Final = frozenset({"power_outage", "heat_outage", "water_outage"})
_PINNABLE: Final = frozenset({"facility", "city", "district", "region"})


@dataclass(frozen=True)
class Sites:
    """The places of one clause; ``owner`` is the country whose facilities are attacked."""

    pinned: ResolvedPlace | None = None
    listed: tuple[ResolvedPlace, ...] = ()
    country: str | None = None
    country_span: tuple[int, int] | None = None
    facility: ResolvedPlace | None = None
    sea: ResolvedPlace | None = None
    separate: tuple[ResolvedPlace, ...] = field(default=())
    owner: str | None = None

    def as_list(self) -> "Sites":
        """Return these sites with the pinned place as one of a list."""
        pinned = (self.pinned,) if self.pinned is not None else ()
        return replace(self, pinned=None, listed=(*self.listed, *pinned), facility=None)

    def only(self, place: ResolvedPlace) -> "Sites":
        """Return these sites narrowed to one place."""
        site = place if place.kind == "facility" else None
        return replace(
            self, pinned=place, listed=(), country=place.country, facility=site, separate=()
        )


def find_sites(
    view: View,
    doer: Doer | None,
    noun: Mention | None = None,
    speaker: ResolvedPlace | None = None,
) -> Sites:
    """Return where the clause happens.

    ``noun`` is the attack word of a clause that does no more than name an attack: then only
    places that belong to this word count. ``speaker`` is the region of the governor or mayor who
    speaks: where a clause names no place, it is his.
    """
    places = event_places(view)
    if noun is not None:
        places = [place for place in places if _belongs(view, noun, place)]
    elif speaker is not None and not any(place.kind in _PINNABLE for place in places):
        places = [*places, speaker]
    if doer is not None:
        places = [place for place in places if not doer.start <= place.start < doer.end]
    firm = [place for place in places if place.kind in _PINNABLE and place.role != "near"]
    kept = [
        place._replace(role="location") if firm and place.role == "near" else place
        for place in places
        if (place.kind != "country" or _is_scene(view, place))
        # "near Sudzha in the Kursk region" is near Sudzha; "in Kursk, near Sudzha" in Kursk
        and not (place.role == "near" and any(not _holds(one, place) for one in firm))
    ]
    owner = _attacked_country(view, doer)
    sites = sites_of(kept, owner)
    return sites if owner is None else replace(sites, owner=owner)


def _holds(region: ResolvedPlace, place: ResolvedPlace) -> bool:
    return region.kind == "region" and contains(region, place)


def _belongs(view: View, noun: Mention, place: ResolvedPlace) -> bool:
    gap = place.first_token - noun.last
    if -_NOUN_REACH <= gap < 0:
        return noun.first - place.last_token in {0, 1}
    return gap <= _NOUN_REACH and (
        gap == 0
        or any(
            mention.kind == "list_prepositions" and noun.last <= mention.first < place.first_token
            for mention in view.mentions
        )
    )


def _is_scene(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a country stands where a scene does: after "in" or as the object of a deed.

    Without power it is one as the subject: "Iraq was without electricity".
    """
    if place.role == "direction":
        return True
    dark = place.role == "location" and any(m.label in _OUTAGES for m in view.of("effects"))
    if dark and any(m.first == place.last_token for m in view.of("passive")):
        return True
    for mention in view.mentions:
        gap = place.first_token - mention.last
        if mention.kind == "list_prepositions" and 0 <= gap <= 2:
            return True
        if mention.kind in _DEEDS and 0 <= gap <= 1:
            return True
    return False


def _attacked_country(view: View, doer: Doer | None) -> str | None:
    """Return the country whose facilities are named: "Ukrainian power plants", "Iran's ports"."""
    origins = [m.last for m in view.of("launch_origin") if m.last - m.first > 1]
    for target in view.of("targets"):
        if any(0 <= target.first - end <= _ORIGIN_SITE for end in origins):
            continue  # "missiles were launched from US warships"
        for place in view.places:
            if place.kind != "country" or place.country is None:
                continue
            if doer is not None and doer.start <= place.start < doer.end:
                continue
            before = target.first - place.last_token
            after = place.first_token - target.last
            # "forces of Ukraine | hit a terminal": what a deed stands before belongs to nobody
            deed = any(
                m.kind in _ACTS and 0 <= target.first - m.last <= before for m in view.mentions
            )
            if (0 <= before <= 2 and not deed) or (after == 0 and place.role != "origin"):
                return place.country
    return None


def event_places(view: View) -> list[ResolvedPlace]:
    """Return the places of a clause that can be the scene: no speakers', no launch areas."""
    spoken = [(a.start, a.end) for a in view.attributions]
    armed = view.has("launch", "weapons", "attack_verbs")
    weapons = {weapon.first for weapon in view.of("weapons")}
    # "dropped from a drone in X" is no place of launch
    origins = [m for m in view.of("launch_origin") if m.last not in weapons] if armed else []
    origins = origins or [m for m in view.of("launch_origin") if m.last - m.first > 1]
    sent = armed and any(m.last - m.first > 1 for m in origins)
    found = []
    left: ResolvedPlace | None = None
    for place in view.places:
        if place.role not in _EVENT_ROLES:
            continue
        if any(start <= place.start and place.end <= end for start, end in spoken):
            continue
        listed_on = left is not None and (
            place.first_token - left.last_token <= 1
            or (
                (contains(place, left) or place.name == left.name)
                and place.first_token - left.last_token <= _ORIGIN_REGION
            )
        )
        if listed_on or any(_comes_from(place, origin, sent=sent) for origin in origins):
            left = place
            continue
        found.append(place)
    if not found and view.has("launch") and view.has("weapons"):
        # where a missile was sent is what it attacked: "fired towards Jazan"
        found = [place for place in view.places if place.role == "direction"]
    return found


def exemplary(view: View, sites: Sites) -> bool:
    """Tell whether the one place of a clause with totals is only one of many.

    "Over 14 regions, including Kyiv"; "36 missiles across Ukraine, plunging Kyiv into darkness".
    """
    pinned = sites.pinned
    if pinned is None:
        return False
    if any(0 <= pinned.first_token - m.last <= _PART_REACH for m in view.of("breakdown")):
        return True
    return any(
        place.kind == "country"
        and place.country == pinned.country
        and place.role == "location"
        and place.last_token + 1 < pinned.first_token
        and any(m.last == place.first_token for m in view.of("list_prepositions"))
        and any(m.last < place.first_token for m in view.of("weapons"))
        for place in view.places
    )


def _comes_from(place: ResolvedPlace, origin: Mention, *, sent: bool) -> bool:
    """Tell whether a place follows "from"; "reporting from the Sudanese capital, Khartoum" too.

    ``sent``: the clause tells where weapons were launched from, "from areas east of X" as well.
    """
    reach = 2 * _ORIGIN_REACH if origin.last - origin.first > 1 or sent else _ORIGIN_REACH
    return 0 <= place.first_token - origin.last <= reach


def sites_of(places: Sequence[ResolvedPlace], owner: str | None = None) -> Sites:
    """Reduce the places of a clause to one pinned place or a list."""
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
        return Sites(finer[0], (), finer[0].country or country, span, facility)
    if finer:
        return _several(finer, pins, country, span, facility)
    sea = next((place for place in areas if place.kind == "sea"), None)
    return Sites(None, tuple(areas) if len(areas) > 1 else (), country, span, None, sea)


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
        pinned = region or _as_region(lead)
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


def _as_region(place: ResolvedPlace) -> ResolvedPlace:
    """Return the region of a place as a place of its own, at the place's point."""
    return place._replace(
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
    """Return a village at the district named right behind it, if found far from there.

    Lists of places know only one of the villages of a name.
    """
    for district in pins:
        if place.kind != "city" or not _follows(district, place) or district.admin1 is None:
            continue
        if place.admin1 is not None and place.admin1 != district.admin1:
            return place._replace(
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
    kept = []
    pins = [_as_told(place, pins) for place in pins]
    for place in pins:
        if place.kind == "region" and any(
            other is not place and other.kind in _FINE and other.admin1 == place.name
            for other in pins
        ):
            continue
        if any(_says_where(place, other) for other in pins):
            continue
        if place.kind in {"city", "district"} and any(
            other.kind == "facility" and (other.place == place.name or _at(place, other))
            for other in pins
        ):
            continue
        kept.append(place)
    return kept


def _at(city: ResolvedPlace, site: ResolvedPlace) -> bool:
    """Tell whether a site lies at a city that it is told with: "Ben Gurion airport in Tel Aviv"."""
    if city.lat is None or city.lon is None or site.lat is None or site.lon is None:
        return False
    beside = site.last_token <= city.first_token <= site.last_token + _SITE_REACH
    return beside and kilometres(city.lat, city.lon, site.lat, site.lon) <= _SITE_KM
