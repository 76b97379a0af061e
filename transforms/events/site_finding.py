"""Where a clause happens, by its words: which of its places are the scene.

Places that merely belong to a speaker, a route, a distance or a place of launch are left out.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.doers import Doer
from transforms.events.event_places import ACTS, event_places
from transforms.events.nearby import any_after, any_before
from transforms.events.ontology import TargetKinds
from transforms.events.places import ResolvedPlace, contains
from transforms.events.sites import Sites, sites_of
from transforms.events.words import CUTS, Mention

# "Iranian-made drones", "a US-occupied oil field"
_MAKERS: Final = frozenset({"origin", "adjective"})
_ORIGIN_SITE: Final = 4
_NOUN_REACH: Final = 10
_NAMED: Final = 2
_COMMA_TOKEN: Final = 1
_FRAME: Final = 2  # "in the Poltava region"
_SCENE: Final = 2
_LINKS_BETWEEN: Final = 3
_SUBJECT: Final = 4
_OPENING: Final = 2
_ADVERB: Final = 1  # "Lebanon officially plunged into darkness"
_DEEDS: Final = frozenset({"attack_verbs", "strike_verbs", "attack_nouns", "targets"})
_PINNABLE: Final = frozenset({"facility", "city", "district", "region"})
_LISTED: Final = 2  # "and the"
_COMMA: Final = 2  # characters, with its blank
_NO_KINDS: Final = TargetKinds()


def find_sites(
    view: View,
    doer: Doer | None,
    nouns: Sequence[Mention] = (),
    speaker: ResolvedPlace | None = None,
    kinds: TargetKinds = _NO_KINDS,
) -> Sites:
    """Return where the clause happens.

    ``nouns`` are the attack words of a clause that does no more than name an attack: then only
    places that belong to one of them count. ``speaker`` is the region of the governor or mayor who
    speaks: where a clause names no place, it is his. ``kinds`` tells which targets stand
    in another country than their own.
    """
    places = event_places(view)
    if nouns:
        places = [p for p in places if any(_belongs(view, noun, p) for noun in nouns)]
        speaker = speaker if "targets" in view.by_kind else None  # "told of hits on plants"
    if speaker is not None and not any(place.kind in _PINNABLE for place in places):
        places = [*places, speaker]
    if not places:
        owner = _attacked_country(view, doer, kinds)
        return Sites(country=owner, owner=owner)
    if doer is not None:
        places = [place for place in places if not doer.start <= place.start < doer.end]
    near = [place for place in places if place.role == "near"]
    if len(near) > 1:
        places = _without_bearings(view, places, near)
    if near and len(places) > len(near):
        places = [place for place in places if not _frames_near(place, near)]
    countries = [place for place in places if place.kind == "country"]
    scenes = _scenes(view, countries) if countries else countries
    if countries:
        places = [place for place in places if place.kind != "country" or place in scenes]
    if near:
        places = _beside_firm(view, places)
    if scenes:
        places = _without_owners(view, places, kinds)
    owner = _attacked_country(view, doer, kinds)
    sites = sites_of(places, owner)
    owner = owner or (_owner_behind(view, doer) if view.actors else None)
    return sites if owner is None else replace(sites, owner=owner)


def _beside_firm(view: View, places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Return places, those that something is only near to as the scene, or not at all.

    "Near Sudzha in the Kursk region" is near Sudzha; "in Kursk, near Sudzha" in Kursk.
    """
    firm = [place for place in places if place.kind in _PINNABLE and place.role != "near"]
    if not firm:
        return places
    return [
        replace(place, role="location") if place.role == "near" else place
        for place in places
        if not (place.role == "near" and any(not _holds(one, place) for one in firm))
        or _one_more(view, place, firm)
    ]


def _one_more(view: View, place: ResolvedPlace, firm: Sequence[ResolvedPlace]) -> bool:
    """Tell whether one of several sites lies near a place: "the A refinery and a depot | near B".

    Or the first of them: "a depot | near B and a terminal in C".
    """
    targets = [t for t in view.of("targets") if 0 < place.first_token - t.last <= _LISTED]
    if not targets:
        return False
    first = targets[0].first
    joints = [m.first for m in view.of("coordinators")]
    return all(
        any(
            one.last_token <= at < first or place.last_token <= at < one.first_token
            for at in joints
        )
        for one in firm
    )


def _without_owners(
    view: View, places: list[ResolvedPlace], kinds: TargetKinds
) -> list[ResolvedPlace]:
    """Leave out a country whose site stands in another one: "struck US bases (in Kuwait)".

    Its name stands before the site or, as in "базы США", behind it.
    """
    countries = [place.country for place in places if place.kind == "country"]
    targets = view.of("targets")
    if not kinds.stationed.keys().isdisjoint(countries):
        labels = {target.first: target.label for target in targets}
        behind = {target.last: target.label for target in targets}
        places = [
            place
            for place in places
            if not kinds.away(labels.get(place.last_token), place.country)
            and not kinds.away(behind.get(place.first_token), place.country)
        ]
    if len(countries) < 2:
        return places
    sites = {target.first for target in targets}
    ends = {target.last for target in targets}
    owners = [
        place
        for place in places
        if place.last_token in sites or (place.kind == "country" and place.first_token in ends)
    ]
    ends |= {owner.last_token for owner in owners}
    inside = {m.last for m in view.of("list_prepositions") if m.first in ends}
    there = {place.country for place in places if place.first_token in inside}
    return [p for p in places if p not in owners or not there - {p.country}]


def _without_bearings(
    view: View, places: list[ResolvedPlace], near: Sequence[ResolvedPlace]
) -> list[ResolvedPlace]:
    """Leave out places that only say where another near one lies: "near A, | south of | B"."""
    ends = {place.last_token + _COMMA_TOKEN for place in near}
    told = {word.last for word in view.of("beside") if word.first in ends}
    return [place for place in places if not (place in near and place.first_token in told)]


def _frames_near(region: ResolvedPlace, near: Sequence[ResolvedPlace]) -> bool:
    """Tell whether a region only says where a town is: "near the city of X in the Y valley"."""
    return region.kind == "region" and any(
        place.country == region.country and 0 < region.first_token - place.last_token <= _FRAME
        for place in near
    )


def _holds(region: ResolvedPlace, place: ResolvedPlace) -> bool:
    return region.kind == "region" and contains(region, place)


def _belongs(view: View, noun: Mention, place: ResolvedPlace) -> bool:
    gap = place.first_token - noun.last
    if gap < 0:
        return noun.first - place.last_token in {0, 1} or _frames(view, place)
    return gap <= _NOUN_REACH and (
        gap == 0
        # "the shelling of | the border | village | of X" in languages of cases
        or any(m.last == place.first_token for m in view.of("settlement_nouns") if gap <= _NAMED)
        or any(noun.last <= m.first < place.first_token for m in view.of("list_prepositions"))
    )


def _frames(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a clause opens with its place: "In Poltava region, the governor told of"."""
    first = view.clause.first  # or with a word that joins it: "and in Poltava region"
    first += any(m.first == first for m in view.among(("coordinators", "clause_breaks")))
    return place.first_token - first <= _FRAME and any(
        mention.first == first for mention in view.of("list_prepositions")
    )


def _scenes(view: View, countries: Sequence[ResolvedPlace]) -> list[ResolvedPlace]:
    """Return the countries that are scenes, and those listed on behind one: "in A, B and the C"."""
    found: list[ResolvedPlace] = []
    for place in countries:
        if _is_scene(view, place) or (found and _listed_on(view, found[-1], place)):
            found.append(place)
    return found


def _listed_on(view: View, before: ResolvedPlace, place: ResolvedPlace) -> bool:
    gap = place.first_token - before.last_token
    if not 0 < gap <= _LISTED or place.role in _MAKERS:
        return False
    comma = gap == 1 and place.start - before.end == _COMMA
    return comma or any(m.first == before.last_token for m in view.of("coordinators"))


def _is_scene(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a country stands where a scene does: after "in" or as the object of a deed.

    Without power it is one as the subject: "Iraq was without electricity".
    """
    if place.role in _MAKERS or place.role == "near":
        return False
    if place.role == "direction":
        return True
    dark = place.role == "location" and any(m.label in CUTS for m in view.of("effects"))
    if _attacked(view, place) or _undergoes(view, place) or (dark and _darkened(view, place)):
        return True
    links = [m.first for m in view.of("owner_links")]  # "in the south of France"
    for mention in view.mentions:
        gap = place.first_token - mention.last
        scene = mention.kind == "list_prepositions" or (
            links and mention.kind == "settlement_nouns"
        )
        if scene and 0 <= gap <= _SCENE + _LINKS_BETWEEN:
            gap -= sum(mention.last <= at < place.first_token for at in links)
            if gap <= _SCENE:
                return True
        if mention.kind in _DEEDS and 0 <= gap <= 1:
            return True
    return False


def _attacked(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a country opens a clause as what comes under attack: "Ukraine came under"."""
    opens = place.role == "location" and place.first_token - view.clause.first <= _OPENING
    return opens and any_after(view.of("undergoing"), place.last_token, _SUBJECT)


def _undergoes(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a country is the subject of a passive deed: "overnight Ukraine was attacked"."""
    if place.role != "location" or not view.has("passive"):
        return False
    ends = [m.last for m in view.of("passive") if m.first == place.last_token]
    if not ends:
        return False
    return any_after(view.among(("attack_verbs", "strike_verbs")), ends[0], 1)


def _darkened(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a country is what goes dark: "Iraq was", "left Iraq without electricity".

    A country that opens the clause is its subject: "Sudan suffered a total blackout".
    """
    reach = _SUBJECT if place.first_token == view.clause.first else _ADVERB
    cuts = [m for m in view.of("effects") if m.label in CUTS]
    ends = {m.last for m in cuts}  # "a blackout hit central and southern Iraq"
    struck = [m.last for m in view.of("strike_verbs") if m.first in ends]
    return (
        any(m.first == place.last_token for m in view.of("passive"))
        or any(m.first - reach <= place.last_token <= m.last for m in cuts)
        or any(0 <= place.first_token - end <= _SUBJECT for end in struck)
    )


def _owner_behind(view: View, doer: Doer | None) -> str | None:
    """Return the party whose forces are named right behind their site: "склад дронів | ворога"."""
    targets = view.of("targets")
    for actor in view.actors if targets else ():
        if actor.code is None or (doer is not None and doer.start == actor.start):
            continue
        if any_before(targets, actor.first, 0):
            return actor.code
    return None


def _attacked_country(view: View, doer: Doer | None, kinds: TargetKinds) -> str | None:
    """Return the country whose facilities are named: "Ukrainian power plants", "Iran's ports"."""
    targets = view.of("targets")
    if not (targets and view.places):
        return None
    origins = [m.last for m in view.of("launch_origin") if m.last - m.first > 1]
    for target in targets:
        if target.label in kinds.abroad:
            continue
        if origins and any(0 <= target.first - end <= _ORIGIN_SITE for end in origins):
            continue  # "missiles were launched from US warships"
        for place in view.places:
            if place.kind != "country" or place.country is None or place.role == "origin":
                continue
            if kinds.away(target.label, place.country):
                continue
            if doer is not None and doer.start <= place.start < doer.end:
                continue
            before = target.first - place.last_token
            after = place.first_token - target.last
            # "forces of Ukraine | hit a terminal": what a deed stands before belongs to nobody
            if after == 0 or (
                0 <= before <= 2
                and not any(0 <= target.first - m.last <= before for m in view.among(ACTS))
            ):
                return place.country
    return None
