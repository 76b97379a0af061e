"""One clause that names several sites: a candidate for each that has something of its own."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from transforms.events.analysis import View
from transforms.events.candidates import CAPTURE, CONSEQUENCE, Candidate, Span
from transforms.events.clause_dates import dates_of
from transforms.events.dates import DateMention
from transforms.events.figures import OF_PEOPLE, OF_WEAPONS, Fact
from transforms.events.nearby import any_before
from transforms.events.place_tolls import tolls_by_place
from transforms.events.places import ResolvedPlace
from transforms.events.toll_parts import area_and_part
from transforms.events.words import Mention

_END: Final = 1 << 60
_OBJECT_REACH: Final = 5  # "hit | the border town of | A"
_DEEDS: Final = frozenset({"strike_verbs", "attack_verbs", "attack_nouns"})
_FEW: Final = 3
_MANY: Final = 3  # as many weapons for each site are a wave's
_LISTED: Final = 2  # "and", a comma


def split_toll(candidate: Candidate, view: View) -> list[Candidate]:
    """Return the area of a toll and the place whose part of it is told; nothing where none is."""
    told = area_and_part(candidate, view) if candidate.facts else None
    if told is None or candidate.sites.pinned is None:
        return []
    area, own = told
    part = _part(candidate, candidate.sites.pinned)
    part.facts = own
    return [_part(candidate, area), part]


def split_sites(candidate: Candidate, view: View) -> list[Candidate]:
    """Return one candidate per place where each has people hurt, or a target, of its own.

    The target stands before the place ("a depot in A and a port in B") or, in different regions,
    is the place itself ("the A refinery and the B refinery"). A date that follows a place is that
    place's; other figures stay with the first one, totals with a wave over them.
    """
    places = candidate.sites.separate
    if len(places) < 2 or candidate.listed_facts:  # perhaps several districts of one region
        districts = () if candidate.listed_facts else candidate.sites.listed
        return _with_targets_behind(candidate, view, districts) or [candidate]
    if candidate.kind == CAPTURE or _only_heard(candidate, places):
        return [_part(candidate, place) for place in places]
    lands = [place for place in places if place.kind == "country"]
    if lands and _struck_apart(view, places):
        return [candidate]
    tolls = tolls_by_place(candidate.facts, view, places) if not lands else None
    if tolls is not None:
        return _with_tolls(candidate, places, tolls)
    if candidate.broken_down and _examples(view, places):
        return [candidate]
    parts = _with_targets(candidate, view, places) or _with_targets_behind(candidate, view, places)
    return parts or [candidate]


def _examples(view: View, places: Sequence[ResolvedPlace]) -> bool:
    """Tell whether places only stand for many: "sites in several regions, including A and B"."""
    first = places[0].first_token
    return any_before(view.of("breakdown"), first, _LISTED)


def _struck_apart(view: View, places: Sequence[ResolvedPlace]) -> bool:
    """Tell whether a further deed stands between two places: "hit a base in A, and B struck C"."""
    first, last = places[0].last_token, places[-1].first_token
    return any(first <= deed.first < last for deed in view.among(_DEEDS))


def _with_tolls(
    candidate: Candidate, places: Sequence[ResolvedPlace], tolls: Sequence[list[Fact]]
) -> list[Candidate]:
    """Return a candidate for each place with the people killed or hurt there.

    First one for the area around them where its toll is told: "killed five in A: three in B".
    """
    found = []
    told = {fact.start for facts in tolls for fact in facts}
    wholes = [f for f in candidate.facts if f.role in OF_PEOPLE and f.start not in told]
    if any((whole.value or 0) > 1 for whole in wholes):
        area = candidate.sites.pinned
        whole = _part(candidate, area) if area is not None else _wave(candidate, wholes)
        whole.facts, whole.targets, whole.effects = wholes, {}, {}
        found.append(whole)
    for place, facts in zip(places, tolls, strict=True):
        part = _part(candidate, place)
        part.facts = facts
        found.append(part)
    return found


def _with_targets(
    candidate: Candidate, view: View, places: Sequence[ResolvedPlace]
) -> list[Candidate] | None:
    """Return a candidate for each place, None where one has no target of its own."""
    parts: list[tuple[ResolvedPlace, dict[str, Span]]] = []
    left = -1
    for place in places:
        target = _own_target(view, place, left, named=candidate.sites.pinned is None)
        # several towns of one region stay a list
        apart = candidate.sites.pinned is None or place.kind == "country"
        before = parts[-1][1] if parts else {}
        towns = bool(parts) and parts[-1][0].kind == place.kind
        if target is None and apart and before and towns and _further(place, left, len(places)):
            target = dict(before)
        if target is None and apart and _is_struck(view, place, left):
            target = {}
        if target is None:
            return None
        parts.append((place, target))
        left = max((t.last for t in _behind(view, place)), default=place.last_token)
    if not parts[-1][1] or not (candidate.sites.pinned is None or _unlike(parts, candidate)):
        return None  # "struck a depot in A and hit B, C", "ports and plants of a region": a list
    totals = [fact for fact in candidate.facts if _of_wave(fact, len(places))]
    abroad = len({place.country for place in places}) > 1
    found: list[Candidate] = []
    for (place, target), end in zip(parts, _ends(places), strict=True):
        part = _part(candidate, place)
        part.targets = target
        part.facts = [f for f in candidate.facts if f not in totals] if not found else []
        part.date = _own_date(candidate, view, place, end)
        if part.doer is not None and place.country == part.doer.code and abroad:
            # "Iran struck Haifa, Israel a depot in Tehran"
            part.doer, part.sites = None, replace(part.sites, owner=None)
        found.append(part)
    return [_wave(candidate, totals), *found] if totals else found


def _with_targets_behind(
    candidate: Candidate, view: View, places: Sequence[ResolvedPlace]
) -> list[Candidate] | None:
    """Return a candidate for each place of a list that goes "in A a plant, in B cars, in C homes".

    The list opens the clause, and each place has its preposition before it and a target behind.
    Figures would be of all of them.
    """
    if candidate.facts or len(places) < 2:
        return None
    links = {mention.last: mention.first for mention in view.of("list_prepositions")}
    if not all(place.first_token in links for place in places):
        return None
    if links[places[0].first_token] - view.clause.first > 1:
        return None
    found: list[Candidate] = []
    for place, end in zip(places, _ends(places), strict=True):
        own = [t for t in view.of("targets") if place.last_token <= t.first < end]
        if not own:
            return None
        part = _part(candidate, place)
        part.targets = {t.label: Span("targets", t.start, t.end) for t in reversed(own)}
        found.append(part)
    return found


def _unlike(parts: Sequence[tuple[ResolvedPlace, dict[str, Span]]], candidate: Candidate) -> bool:
    """Tell whether sites of a region are told apart: of other kinds, or each by its own name.

    "A refinery in A and a port in B", "the A refinery and the B refinery"; not a list of sites of
    one kind with more beside them.
    """
    if all(one[1].keys().isdisjoint(other[1]) for one, other in pairwise(parts)):
        return True
    kinds = {kind for _, own in parts for kind in own}
    return candidate.targets.keys() <= kinds and all(one.kind == "facility" for one, _ in parts)


def _is_struck(view: View, place: ResolvedPlace, left: int) -> bool:
    """Tell whether a town is itself what a deed is done to: "hit the town of A and a port in B"."""
    return place.kind == "city" and any(
        left <= deed.first and 0 <= place.first_token - deed.last <= _OBJECT_REACH
        for deed in view.among(_DEEDS)
    )


def _of_wave(fact: Fact, places: int) -> bool:
    """Tell whether a figure is the sum of all sites: "41 were downed, but sites in A and B"."""
    return fact.role in OF_WEAPONS and (fact.value or 0) >= _MANY * places


def _wave(candidate: Candidate, totals: list[Fact]) -> Candidate:
    """Return what the clause tells of all its sites together."""
    return replace(
        candidate, sites=candidate.sites.as_list(), facts=totals, targets={}, effects={}, wave=True
    )


def _further(place: ResolvedPlace, left: int, number: int) -> bool:
    """Tell whether a place is the next of few that share one noun: "refineries in A and B"."""
    few = (number <= _FEW and place.kind == "city") or place.kind == "country"
    return few and 0 < place.first_token - left <= _LISTED


def _only_heard(candidate: Candidate, places: tuple[ResolvedPlace, ...]) -> bool:
    """Tell whether explosions are all that is told of several towns: each has its own."""
    told = candidate.facts or candidate.targets or candidate.weapons or candidate.doer
    towns = all(place.kind == "city" for place in places)
    return (
        towns
        and not told
        and candidate.kind == CONSEQUENCE
        and {*candidate.effects} == {"explosion"}
    )


def _own_target(
    view: View, place: ResolvedPlace, left: int, *, named: bool
) -> dict[str, Span] | None:
    kinds = place.facility_types if named or place.kind == "facility" else ()
    found = {kind: Span("target_name", place.start, place.end) for kind in kinds}
    own = _behind(view, place)[:1]  # "the Singa power station"
    for target in own or _named_before(view, place, left):
        found[target.label] = Span("targets", target.start, target.end)
    return found or None


def _named_before(view: View, place: ResolvedPlace, left: int) -> list[Mention]:
    """Return the targets enumerated before a place: "a school and a clinic in A"."""
    links = [m.first for m in view.of("list_prepositions")]
    found: list[Mention] = []
    for target in reversed(view.of("targets")):
        if not left <= target.first < place.first_token:
            continue
        if found and any(target.last <= link < found[-1].first for link in links):
            break  # "in A a plant, in B a radar"
        found.append(target)
    return found


def _behind(view: View, place: ResolvedPlace) -> list[Mention]:
    led = {m.first for m in view.of("list_prepositions")}
    named = {end for p in view.places for end in (p.first_token, p.last_token)}  # "and | port B"
    return [
        t
        for t in view.of("targets")
        if t.first == place.last_token  # not of the next place: "in A, a depot | in B"
        or (t.first - place.last_token == 1 and t.last not in led and t.last not in named)
    ]


def _ends(places: Sequence[ResolvedPlace]) -> list[int]:
    """Return where the stretch of each place ends: where the next one begins."""
    return [*(right.first_token for _, right in pairwise(places)), _END]


def _own_date(
    candidate: Candidate, view: View, place: ResolvedPlace, end: int
) -> DateMention | None:
    dates = [d for d in view.dates if place.last_token <= d.first_token < end]
    own, _ = dates_of(replace(view, dates=dates))
    return own or candidate.date


def _part(candidate: Candidate, place: ResolvedPlace) -> Candidate:
    """Return a copy of a candidate that is pinned to one of its places."""
    return replace(
        candidate,
        sites=candidate.sites.only(place),
        weapons=dict(candidate.weapons),
        targets=dict(candidate.targets),
        effects=dict(candidate.effects),
        facts=list(candidate.facts),
        sentences=list(candidate.sentences),
        rules=["one of several sites in a clause"],
    )
