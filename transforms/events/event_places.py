"""Which places of a clause can be the scene: not those of speakers, of launch, of hospitals."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.attribution import Attribution
from transforms.events.places import SCENES, ResolvedPlace, contains
from transforms.events.words import Mention

EVENT_ROLES: Final = SCENES | {"adjective"}
"""Roles of places that can be the scene of a clause."""
_ORIGIN_REACH: Final = 2
_ORIGIN_REGION: Final = 5  # "from Cape Chauda and X in occupied Crimea"
_ALSO: Final = 3
_NOUN_REACH: Final = 10
_DEEDS: Final = frozenset({"attack_verbs", "strike_verbs", "impact"})
ACTS: Final = _DEEDS | {"downed", "launch"}
_MINISTRY: Final = "ministry"
_SEAT_REACH: Final = 6  # characters: one preposition and its spaces
_MEDICAL: Final = "medical"
_CARE_REACH: Final = 7  # "taken | to the central district | hospital"
_CARE_LINK: Final = 2  # "hospital | in the | city of X"


def event_places(view: View) -> list[ResolvedPlace]:
    """Return the places of a clause that can be the scene: no speakers', no launch areas."""
    if not view.places:  # most clauses name none
        return []
    spoken = view.attributions
    armed = view.has_any(("launch", "weapons", "attack_verbs"))
    origins = _origins(view, armed=armed) if "launch_origin" in view.by_kind else []
    sent = armed and any(m.last - m.first > 1 for m in origins)
    found = []
    left: ResolvedPlace | None = None
    based = _based_in(view) if view.actors else None
    for place in view.places:
        if place.role not in EVENT_ROLES or (based and place.first_token in based):
            continue
        if spoken and is_speakers(view, place):
            continue
        if origins and _of_launch(view, place, left, origins, sent=sent):
            left = place
        else:
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


def is_speakers(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a place is where a claimant sits or a part of its name."""
    return any(
        (said.start <= place.start and place.end <= said.end) or _sits_in(view, said, place)
        for said in view.attributions
    )


def _in_number(view: View, word: Mention) -> bool:
    """Tell whether a word belongs to a number: "two of three units"."""
    return any(n.first_token <= word.first < n.last_token for n in view.numbers)


def _origins(view: View, *, armed: bool) -> list[Mention]:
    """Return the words before a place of launch; ``armed``: the clause tells of an attack."""
    origins = view.of("launch_origin")
    if armed and origins:
        # "dropped from a drone in X" is no place of launch, nor is "рядом с | X"
        other = {w.first for w in view.of("weapons")} | {m.last for m in view.of("beside")}
        found = [m for m in origins if m.last not in other and not _in_number(view, m)]
        if found:
            return found
    return [m for m in origins if m.last - m.first > 1]


def _of_launch(
    view: View,
    place: ResolvedPlace,
    left: ResolvedPlace | None,
    origins: Sequence[Mention],
    *,
    sent: bool,
) -> bool:
    """Tell whether a place is one of launch; ``left`` is the one before that was left out.

    ``sent``: the clause tells where weapons were launched from.
    """
    if left is not None:
        if _aimed_at(view, place, left) or _done_between(view, left.last_token, place):
            return False
        gap = place.first_token - left.last_token
        around = contains(place, left) or place.name == left.name
        if gap <= 1 or _listed_also(view, place, left) or (around and gap <= _ORIGIN_REGION):
            return True
    near = [one for one in origins if _comes_from(place, one, sent=sent)]
    return any(not _done_between(view, one.last, place) for one in near) or (
        sent and any(_also_from(view, place, one) for one in origins)
    )


def _done_between(view: View, last: int, place: ResolvedPlace) -> bool:
    """Tell whether a deed parts a place from words of launch: "troops from A | attacked | B"."""
    return any(last <= deed.first < place.first_token for deed in view.among(_DEEDS))


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


def _sits_in(view: View, said: Attribution, place: ResolvedPlace) -> bool:
    """Tell whether a place follows a ministry at once: "the ministry | in | Beirut"."""
    follows = 0 < place.start - said.end <= _SEAT_REACH
    return (follows and place.kind == "city" and said.role == _MINISTRY) and any(
        said.end < word.start and word.end < place.start for word in view.of("list_prepositions")
    )


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
    if not view.has("attack_nouns"):  # "the driver was hospitalised in | B"
        sites += [(m.last, m.last) for m in view.of("injured") if m.first in words]
    ends = [last for first, last in sites if any(first - _CARE_REACH <= at < last for at in words)]
    if not view.has_any(ACTS):  # "seven of the injured were brought | to | B"
        inside = {m.first for m in view.of("list_prepositions")}
        to = {m.last for m in view.of("other_prepositions") if m.first not in inside}
        ends += [m.last + 1 for m in view.of("care") if m.last + 1 in to]
    kept: list[ResolvedPlace] = []
    left: int | None = None
    for place in places:
        near = any(0 <= place.first_token - end <= _CARE_LINK for end in ends)
        listed = left is not None and 0 <= place.first_token - left <= 1
        if near or place.last_token in ends or listed:
            left = place.last_token
        else:
            kept.append(place)
    return kept if kept or not view.has_any(ACTS) else places


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
    if any(m.first in between for m in view.among(ACTS)):
        return False
    inside = [m.last for m in view.of("list_prepositions") if m.first in between]
    if inside:
        near = len(inside) == 1 and place.first_token - inside[0] <= _ORIGIN_REGION
        return near and not any(p.first_token in between for p in view.places)
    return any(m.first in between for m in view.of("coordinators"))
