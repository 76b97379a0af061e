"""What keeps a clause apart from an event: type, country, attacker, date, place, figures.

Nothing that both state may contradict. A wave told by totals and a site singled out of it are two
events, a place inside a region told only by its totals is one of its own.
"""

from typing import Final

from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate
from transforms.events.dates import DateMention
from transforms.events.place_resolution import kilometres
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolver import Resolver
from transforms.events.site_names import same_site

_NEAR_KM: Final = 30.0
_LINKED_KM: Final = 100.0
_DISTRICT_KM: Final = 45.0
_LOCAL_REACH: Final = 6
_FEW: Final = 10
_MASS: Final = 100  # as many weapons at once are no single town's
_COUNTED: Final = frozenset({"launched", "downed"})
_LOCAL: Final = frozenset({"governor", "mayor", "head"})
_NATIONAL: Final = frozenset({"ministry", "military", "president", "government"})


def same_place(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether two mentions are of one place."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    if one.admin1 != other.admin1 or one.country != other.country:
        return False
    boroughs = _is_borough(one) and _is_borough(other) and one.place == other.place
    return one.name == other.name or boroughs


def _is_borough(place: ResolvedPlace) -> bool:
    """Tell whether a district is part of a city: all of them are one place."""
    return place.kind == "district" and place.geo_precision == "place"


def refines(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause says at once where in a district the attack was that nothing tells of.

    "Russian troops struck the district. They hit the village of X with a drone."
    """
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or here.kind != "district" or there.kind != "city":
        return False
    told = event.effects or event.targets or event.weapons or event.facts
    if told or here.admin1 != there.admin1 or clause.sentences[0] - event.sentences[-1] > 1:
        return False
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    return kilometres(here.lat, here.lon, there.lat, there.lon) <= _DISTRICT_KM


def nested(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether one place lies inside the other."""
    return contains(one, other) or contains(other, one)


def is_wave(event: Candidate) -> bool:
    """Tell whether an event is a wave: no single place, but totals or a list of places."""
    if event.sites.pinned is not None:
        return False
    counted = any(fact.role in {"launched", "downed"} and fact.value != 1 for fact in event.facts)
    return counted or countrywide(event) or len(event.sites.listed) > 1 or bool(event.listed_facts)


def countrywide(event: Candidate) -> bool:
    """Tell whether a country as a whole is attacked: "massively shelled all of Ukraine"."""
    scene = event.sites.pinned is None and event.sites.country_span is not None
    spanned = event.date is not None and event.date.kind == "span"
    # "36 were killed in Israel's strikes on Lebanon in the past 24 hours"
    tolled = spanned and any(fact.role in {"killed", "injured"} for fact in event.facts)
    if scene and tolled and event.doer is not None:
        return True
    told = event.doer is not None or any(fact.value for fact in event.facts)
    return scene and event.wave and told and bool(event.effects or event.weapons)


def country_of(event: Candidate) -> str | None:
    """Return the country an event's places lie in, as far as its words tell."""
    if event.sites.pinned is not None:
        return event.sites.pinned.country
    if event.doer is not None and event.sites.country == event.doer.code:
        return event.defender or event.opponent
    if event.sites.listed and event.defender is not None:
        return event.defender
    if len({place.country for place in event.sites.listed}) > 1 and event.listed_facts:
        # "12 over Crimea, 6 over Kursk"
        return event.opponent or event.sites.country
    return event.sites.country or event.defender or event.opponent


def contradiction(event: Candidate, clause: Candidate, resolve: Resolver) -> str | None:
    """Return what keeps a clause apart from an event, None where nothing does."""
    if (event.kind == CAPTURE) != (clause.kind == CAPTURE):
        return "another type"
    if (
        clause.kind == ATTACK
        and event.kind not in {ATTACK, CONSEQUENCE}
        and (clause.sites.pinned is None)
        and not _explains(event, clause)
    ):
        return "an attack without a place, not this occurrence"
    one, other = country_of(event), country_of(clause)
    if one is not None and other is not None and one != other:
        return "another country"
    if doers_differ(event, clause):
        return "another attacker"
    if _dates_differ(event, clause, resolve):
        return "another date"
    before = "another target, told before" if _told_before(event, clause) else None
    site = "another site" if _other_site(event, clause) else None
    return before or site or _places_differ(event, clause) or _figures_differ(event, clause)


def doers_differ(event: Candidate, clause: Candidate) -> bool:
    """Tell whether both name an attacker, and not the same."""
    if event.doer is None or clause.doer is None:
        return False
    return event.doer.code != clause.doer.code


def _explains(event: Candidate, clause: Candidate) -> bool:
    """Tell whether the attack told right after explosions in the lead is what they were."""
    next_to = 0 < clause.sentences[0] - event.sentences[-1] <= 1
    return event.lead and event.kind == "explosion" and next_to and not clause.sites.listed


def _dates_differ(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    if event.date is None or clause.date is None:
        if clause.date is None or clause.kind != ATTACK:
            return False
        told = resolve(clause.date)
        older = event.lead and not event.updated and told is not None and told.end < resolve.recent
        older = older or (
            _elsewhere(event, clause) and told is not None and told.end < resolve.recent
        )
        return clause.background or older or _another_time(event, clause)
    first, second = resolve(event.date), resolve(clause.date)
    if first is None or second is None:
        apart = event.date.text.lower() != clause.date.text.lower() and clause.apart
        return apart or _other_calendar_day(event.date, clause.date)
    return first.end < second.start or second.end < first.start


def _other_calendar_day(one: DateMention, other: DateMention) -> bool:
    """Tell whether two days without a year cannot be the same: "on July 7", "on July 5"."""
    if one.month is not None and other.month is not None:
        (first, last), (start, end) = _bounds(one), _bounds(other)
        return last < start or end < first
    days = (one.weekday, other.weekday)
    if None not in days and one.part is None and other.part is None:
        return one.weekday != other.weekday  # "on Sunday", "on Monday"
    # "a day earlier" than a day that is told
    day, earlier = (one, other) if other.kind == "relative" else (other, one)
    return earlier.kind == "relative" and (earlier.offset or 0) < 0 and day.kind in {"day", "month"}


def _bounds(day: DateMention) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last (month, day) of a phrase that names a month."""
    month = day.month or 0
    first = (month, day.day or 1)
    last = (day.end_month or month, day.end_day or day.day or 31)
    return first, max(first, last)


def _elsewhere(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause without a place tells of another kind of target than an event."""
    named = bool(clause.targets and event.targets) and clause.sites.pinned is None
    return event.date is None and named and not set(clause.targets) & set(event.targets)


def _told_before(event: Candidate, clause: Candidate) -> bool:
    """Tell whether an earlier report is of an attack on something else: "before that a plant"."""
    earlier = clause.apart and clause.background and clause.caused and event.kind == ATTACK
    named = bool(clause.targets and event.targets)
    return earlier and named and not set(clause.targets) & set(event.targets)


def _another_time(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a clause sets its attack apart: "in the morning of the same day"."""
    told = clause.date
    apart = clause.apart and told is not None and told.kind == "relative"
    return apart and event.date is None and told is not None and told.part is not None


def _places_differ(event: Candidate, clause: Candidate) -> str | None:
    here, there = event.sites.pinned, clause.sites.pinned
    if here is not None and there is not None:
        return _pins_differ(event, clause, here, there)
    if here is not None and clause.kind == ATTACK and is_wave(clause):
        return None if _totals_of(event, clause) else "a wave, not this place"
    if there is not None and is_wave(event) and not _headline_of(event, clause):
        return "a place singled out of the wave"
    if here is not None and clause.sites.listed:
        known = [place for place in clause.sites.listed if place.admin1 == here.admin1]
        return None if known else "other places"
    return None


def _totals_of(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place are those of a place told of before."""
    if _same_figures(event, clause):
        return True
    return not _nationwide(clause) and (
        _same_breath(event, clause)
        or _goes_on(event, clause)
        or _of_the_city(event, clause)
        or _told_of_lead(event, clause)
    )


def _other_site(event: Candidate, clause: Candidate) -> bool:
    """Tell whether sites of other names are told, of which no town says that they lie together."""
    if event.site is None or clause.site is None or same_site(event.site, clause.site):
        return False
    pins = (event.sites.pinned, clause.sites.pinned)
    return clause.kind == ATTACK and all(pin is None or pin.kind == "region" for pin in pins)


def _nationwide(clause: Candidate) -> bool:
    """Tell whether totals without a place are those of a country: it is named, or they are large.

    "450 drones and 45 missiles were launched overnight", told beside a site in one town.
    """
    if _LOCAL & clause.voices or clause.settlement:
        return False
    largest = max((f.value or 0 for f in clause.facts if f.role in _COUNTED), default=0)
    named = clause.sites.country_span is not None
    return largest >= _MASS or (named and largest >= _FEW)


def _of_the_city(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals "over the city" are those of the city told of just before."""
    pinned = event.sites.pinned
    if pinned is None or pinned.kind not in {"city", "facility"} or clause.sites.listed:
        return False
    return (
        clause.settlement
        and not clause.wave
        and (0 <= clause.sentences[0] - event.sentences[-1] <= 1)
    )


def _same_figures(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place repeat those of an event: a headline, told again."""
    told = {(fact.role, fact.item, fact.value) for fact in clause.facts if (fact.value or 0) > 1}
    known = {(fact.role, fact.item, fact.value) for fact in event.facts}
    return bool(told) and told <= known and not clause.sites.listed and clause.headline


def _pins_differ(
    event: Candidate, clause: Candidate, here: ResolvedPlace, there: ResolvedPlace
) -> str | None:
    if same_place(here, there) or _beside(event, clause) or refines(event, clause):
        return None
    if _sites_of_one_city(here, there):
        return None
    if None not in {event.item, clause.item} and event.item != clause.item:
        return "another item of a list"
    if not nested(here, there) or _other_sites(event, there) or _other_sites(clause, here):
        return "another place"
    return "a place singled out of the region" if _singled_out(event, clause) else None


def _sites_of_one_city(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether two sites lie in one city: an attack on both is one."""
    if {one.kind, other.kind} != {"facility"} or one.place is None:
        return False
    return one.place == other.place and one.admin1 == other.admin1


def _other_sites(candidate: Candidate, place: ResolvedPlace) -> bool:
    """Tell whether a region stands for several sites of which ``place`` is none."""
    pinned, listed = candidate.sites.pinned, candidate.sites.listed
    if pinned is None or pinned.kind != "region" or place.kind == "region" or len(listed) < 2:
        return False
    return not any(same_place(site, place) or nested(site, place) for site in listed)


def _singled_out(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place inside a region told only by its totals has a consequence of its own."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or not contains(here, there):
        return False
    if here.kind == "city":  # sites of one city in one attack are one event
        return False
    if _counts_apart(event, clause):
        return True
    totals = any(f.role in {"launched", "downed"} and f.value != 1 for f in event.facts)
    harmed = any(f.role in {"killed", "injured"} and f.value for f in event.facts)
    told = bool(event.effects or event.targets) or harmed
    struck = clause.kind == ATTACK and not clause.downed and not clause.repelled
    return totals and not told and bool(clause.effects or clause.targets or struck)


def _counts_apart(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place has a smaller count of its own than the region around it."""
    counts: dict[str, int] = {}
    for fact in event.facts:
        if fact.role in _COUNTED:
            counts[fact.item] = max(counts.get(fact.item, 0), fact.value or 0)
    return any(
        fact.value is not None and 1 < fact.value < counts.get(fact.item, 0)
        for fact in clause.facts
        if fact.role in _COUNTED
    )


def _beside(event: Candidate, clause: Candidate) -> bool:
    """Tell whether one place was only told as "near" the other."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or "near" not in {here.role, there.role}:
        return False
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    linked = clause.sentences[0] - event.sentences[-1] <= 1 and bool(
        set(event.effects) & set(clause.effects)
    )
    limit = _LINKED_KM if linked else _NEAR_KM
    return kilometres(here.lat, here.lon, there.lat, there.lon) <= limit


def _same_breath(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals go on in the sentence of a site: "fired two at X; both were downed"."""
    plain = not clause.wave and not clause.sites.listed and not clause.apart
    return plain and clause.sentences[0] == event.sentences[-1]


def _headline_of(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a headline without a place has the figure that the clause has with one."""
    alone = len(event.sentences) == 1 and not event.sites.listed
    if alone and event.lead and event.date is None and not clause.facts:
        few = all((fact.value or 0) < _FEW for fact in event.facts)
        shared = bool(set(event.weapons) & set(clause.weapons)) and not clause.apart
        return few and shared and clause.sentences[0] - event.sentences[-1] <= 1
    alone = alone and event.headline
    told = {(fact.role, fact.item, fact.value) for fact in event.facts if fact.value}
    return alone and any((f.role, f.item, f.value) in told for f in clause.facts)


def _goes_on(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a list of counts without a total goes on from a region's own: "another 10"."""
    pinned = event.sites.pinned
    counted = any(fact.role == "downed" for fact in event.facts) and not event.effects
    mere = bool(clause.listed_facts) and not clause.facts and not clause.effects
    following = clause.sentences[0] - event.sentences[-1] <= 1
    return pinned is not None and pinned.kind == "region" and counted and mere and following


def _told_of_lead(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place are those of the attack that the article opens with."""
    close = clause.sentences[0] - event.sentences[-1] <= _LOCAL_REACH
    shared = not event.weapons or bool(set(event.weapons) & set(clause.weapons))
    plain = not (clause.wave and not clause.summed) and not clause.sites.listed
    plain = plain and (not _NATIONAL & clause.voices or _whole_city(event, clause))
    return event.lead and close and shared and plain


def _whole_city(event: Candidate, clause: Candidate) -> bool:
    """Tell whether "30 of 35 drones" right after "X attacked the city" are those of the city."""
    pinned = event.sites.pinned
    if pinned is None or pinned.kind != "city" or event.sites.facility is not None:
        return False
    both = {"launched", "downed"} <= {fact.role for fact in clause.facts}
    follows = clause.sentences[0] - event.sentences[-1] <= 1 and clause.date is None
    few = all((fact.value or 0) < _FEW for fact in clause.facts)
    return both and follows and (event.doer is not None or few) and bool(event.weapons)


def _figures_differ(event: Candidate, clause: Candidate) -> str | None:
    if not clause.apart:
        return None
    for fact in clause.facts:
        for known in event.numbers(fact.role, fact.item):
            changed = fact.revised or known.revised
            if fact.exact and known.exact and fact.value != known.value and not changed:
                return "other figures"
    return None
