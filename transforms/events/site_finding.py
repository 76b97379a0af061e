"""Where a clause happens, by its words: which of its places are the scene.

Places that merely belong to a speaker, a route, a distance or a place of launch are left out.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.doers import Doer
from transforms.events.nearby import any_after
from transforms.events.ontology import TargetKinds
from transforms.events.places import ResolvedPlace, contains
from transforms.events.sites import Sites, sites_of
from transforms.events.words import CUTS, Mention

_EVENT_ROLES: Final = frozenset({"location", "listed", "near", "adjective"})
# "Iranian-made drones", "a US-occupied oil field"
_MAKERS: Final = frozenset({"origin", "adjective"})
_ORIGIN_REACH: Final = 2
_ORIGIN_REGION: Final = 5  # "from Cape Chauda and X in occupied Crimea"
_ALSO: Final = 3
_ORIGIN_SITE: Final = 4
_NOUN_REACH: Final = 10
_NAMED: Final = 2
_FRAME: Final = 2  # "in the Poltava region"
_SCENE: Final = 2
_LINKS_BETWEEN: Final = 3
_SUBJECT: Final = 4
_OPENING: Final = 2
_ADVERB: Final = 1  # "Lebanon officially plunged into darkness"
_DEEDS: Final = frozenset({"attack_verbs", "strike_verbs", "attack_nouns", "targets"})
_ACTS: Final = frozenset({"attack_verbs", "strike_verbs", "downed", "launch", "impact"})
_MEDICAL: Final = "medical"
_CARE_REACH: Final = 7  # "taken | to the central district | hospital"
_CARE_LINK: Final = 2  # "hospital | in the | city of X"
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
    if near and len(places) > len(near):
        places = [place for place in places if not _frames_near(place, near)]
    firm = [place for place in places if place.kind in _PINNABLE and place.role != "near"]
    countries = [place for place in places if place.kind == "country"]
    scenes = _scenes(view, countries) if countries else countries
    kept = [
        place._replace(role="location") if firm and place.role == "near" else place
        for place in places
        if (not countries or place.kind != "country" or place in scenes)
        # "near Sudzha in the Kursk region" is near Sudzha; "in Kursk, near Sudzha" in Kursk
        and not (place.role == "near" and any(not _holds(one, place) for one in firm))
    ]
    if scenes:
        kept = _without_owners(view, kept, kinds)
    owner = _attacked_country(view, doer, kinds)
    sites = sites_of(kept, owner)
    return sites if owner is None else sites._replace(owner=owner)


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
    return any(m.first == place.last_token for m in view.of("passive")) or any(
        m.first - reach <= place.last_token <= m.last for m in view.of("effects") if m.label in CUTS
    )


def _attacked_country(view: View, doer: Doer | None, kinds: TargetKinds) -> str | None:
    """Return the country whose facilities are named: "Ukrainian power plants", "Iran's ports"."""
    targets = view.of("targets")
    if not (targets and view.places):
        return None
    origins = [m.last for m in view.of("launch_origin") if m.last - m.first > 1]
    for target in targets:
        if target.label in kinds.abroad:
            continue
        if any(0 <= target.first - end <= _ORIGIN_SITE for end in origins):
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
            deed = any(
                m.kind in _ACTS and 0 <= target.first - m.last <= before for m in view.mentions
            )
            if (0 <= before <= 2 and not deed) or after == 0:
                return place.country
    return None


def event_places(view: View) -> list[ResolvedPlace]:
    """Return the places of a clause that can be the scene: no speakers', no launch areas."""
    if not view.places:  # most clauses name none
        return []
    spoken = [(a.start, a.end) for a in view.attributions]
    armed = view.has_any(("launch", "weapons", "attack_verbs"))
    origins = view.of("launch_origin") if armed else []
    if origins:  # "dropped from a drone in X" is no place of launch, nor is "рядом с | X"
        other = {w.first for w in view.of("weapons")} | {m.last for m in view.of("beside")}
        origins = [m for m in origins if m.last not in other]
    origins = origins or [m for m in view.of("launch_origin") if m.last - m.first > 1]
    sent = armed and any(m.last - m.first > 1 for m in origins)
    found = []
    left: ResolvedPlace | None = None
    based = _based_in(view) if view.actors else None
    for place in view.places:
        if place.role not in _EVENT_ROLES or (based and place.first_token in based):
            continue
        if spoken and any(start <= place.start and place.end <= end for start, end in spoken):
            continue
        listed_on = left is not None and (
            place.first_token - left.last_token <= 1
            or _listed_also(view, place, left)
            or (
                (contains(place, left) or place.name == left.name)
                and place.first_token - left.last_token <= _ORIGIN_REGION
            )
        )
        aimed_at = left is not None and _aimed_at(view, place, left)
        if not aimed_at and (
            listed_on
            or (origins and any(_comes_from(place, one, sent=sent) for one in origins))
            or (sent and any(_also_from(view, place, one) for one in origins))
        ):
            left = place
            continue
        found.append(place)
    if spoken and len(found) > 1:
        found = _without_seats(view, found)
    if "care" in view.by_kind and len(found) > 0:
        found = _without_hospitals(view, found)
    if view.has("weapons") and view.has_any(("launch", "downed")):
        # where a missile was sent is what it attacked: "fired towards Jazan"
        aims = [place for place in view.places if place.role == "direction"]
        if aims and all(place.kind == "country" for place in found):
            return aims
    return found


def _without_seats(view: View, places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Leave out the capital in which a side's officials speak: "officials in Kyiv said"."""
    return [
        place
        for place in places
        if not any(
            said.side is not None
            and said.side == place.country
            and said.end <= place.start
            and place.end <= said.verb_start
            and place.kind == "city"
            for said in view.attributions
        )
    ]


def _based_in(view: View) -> set[int]:
    """Return where countries stand in which those are who fire: "the Houthis in | Yemen launched".

    What follows the verb is where they fire: "выпустил враг по | Украине".
    """
    deeds = [mention.first for mention in view.among(("launch", "downed"))]
    if not deeds:
        return set()
    forces = {actor.last for actor in view.actors if actor.kind != "enemy"}
    inside = {m.last for m in view.of("list_prepositions") if m.first in forces}
    return {
        place.first_token
        for place in view.places
        if place.kind == "country"
        and place.first_token in inside
        and not any(deed < place.first_token for deed in deeds)
        and not any(m.first == place.last_token for m in view.of("passive"))
    }


def _without_hospitals(view: View, places: list[ResolvedPlace]) -> list[ResolvedPlace]:
    """Leave out where the hurt are treated: "two were taken to the hospital in Dnipro".

    A clause that tells of a deed too has to have another place: "three were taken to hospitals in
    Kyiv after the attack".
    """
    words = [mention.first for mention in view.of("care")]
    sites = [(m.first, m.last) for m in view.of("targets") if m.label == _MEDICAL]
    sites += [(m.first, m.last) for m in view.of("injured") if m.last - m.first > 1]
    sites += [(p.first_token, p.last_token) for p in places if p.facility_type == _MEDICAL]
    ends = [last for first, last in sites if any(first - _CARE_REACH <= at < last for at in words)]
    kept: list[ResolvedPlace] = []
    left = -1
    for place in places:
        near = any(0 <= place.first_token - end <= _CARE_LINK for end in ends)
        if near or place.last_token in ends or 0 <= place.first_token - left <= 1:
            left = place.last_token
        else:
            kept.append(place)
    return kept if kept or not view.has_any(_ACTS) else places


def _listed_also(view: View, place: ResolvedPlace, origin: ResolvedPlace) -> bool:
    """Tell whether a list of places goes on with "as well as": "from A, B, as well as C"."""
    also = {m.last for m in view.of("separators") if m.first >= origin.last_token}
    return place.first_token - origin.last_token <= _ALSO and place.first_token in also


def _aimed_at(view: View, place: ResolvedPlace, origin: ResolvedPlace) -> bool:
    """Tell whether a place behind an origin is what was aimed at: "from Gaza | at Ashkelon"."""
    if contains(place, origin) or place.name == origin.name:
        return False
    return any(
        m.first == origin.last_token and m.last == place.first_token
        for m in view.of("list_prepositions")
    )


def _comes_from(place: ResolvedPlace, origin: Mention, *, sent: bool) -> bool:
    """Tell whether a place follows "from"; "reporting from the Sudanese capital, Khartoum" too.

    ``sent``: the clause tells where weapons were launched from, "from areas east of X" as well.
    """
    reach = 2 * _ORIGIN_REACH if origin.last - origin.first > 1 or sent else _ORIGIN_REACH
    return 0 <= place.first_token - origin.last <= reach


def _also_from(view: View, place: ResolvedPlace, origin: Mention) -> bool:
    """Tell whether a place is one more of launch: "launched from Russian land and | Crimea".

    So is where the site of launch lies: "fired a missile from a camp in | Ibb".
    """
    if not 0 <= place.first_token - origin.last <= _NOUN_REACH:
        return False
    between = range(origin.last, place.first_token)
    if any(m.first in between for m in view.among(_ACTS)):
        return False
    inside = [m.last for m in view.of("list_prepositions") if m.first in between]
    if inside:
        near = len(inside) == 1 and place.first_token - inside[0] <= _ORIGIN_REGION
        return near and not any(p.first_token in between for p in view.places)
    return any(m.first in between for m in view.of("coordinators"))
