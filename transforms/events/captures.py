"""Settlements that are taken, and who took them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.doers import Doer
from transforms.events.event_places import is_speakers
from transforms.events.nearby import any_after, any_before
from transforms.events.parties import parties
from transforms.events.places import ResolvedPlace
from transforms.events.sites import Sites
from transforms.events.words import Mention
from transforms.language.tokens import Token

_PRONOUN_REACH: Final = 4
_CAPTURE_REACH: Final = 7
_FORCES: Final = frozenset({"force", "enemy"})
_TAKEN: Final = frozenset({"location", "listed"})
_ARMED: Final = frozenset({"ministry", "military"})
_CLAIMS: Final = "claims"
_THINGS: Final = frozenset({"weapons", "targets", "attack_nouns"})
_RUN_UP: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "strike_verbs", "weapons", "weapon_modifiers", "campaign",
        "stretches", "habitual",
    }
)  # fmt: skip
_LINK: Final = 1  # "and", a comma
_OPENING: Final = 2  # tokens: "the ministry of | Russia"


def without_run_up(view: View) -> View:
    """Return a clause on a town taken without what came before: "took X after days of shelling".

    What is taken may not be a thing: "seized a drone in X after the attack".
    """
    held = {mention.first for mention in view.of("occupied")}
    for verb in view.of("capture_verbs"):
        if verb.first in held:
            continue  # "over occupied X after the strike"
        turn = next((m for m in view.of("causal") if m.first >= verb.last), None)
        if turn is None:
            continue
        between = range(verb.last, turn.first)
        if any(m.first in between for m in view.among(_THINGS)):
            continue
        if any(place.first_token in between for place in _towns(view)):
            kept = [m for m in view.mentions if m.kind not in _RUN_UP or m.first < turn.last]
            return view if len(kept) == len(view.mentions) else replace(view, mentions=kept)
    return view


def captured_sites(view: View, capture: list[Mention], doer: Doer | None) -> Sites | None:
    """Return the settlements that a force takes: the places close to the verb, None if none."""
    if not capture:
        return None
    fallen = _fallen(view, capture)
    if fallen is not None:
        return Sites(pinned=fallen, country=fallen.country)
    forces = view.actors or view.has_any(("settlement_nouns", "armed"))
    if not (doer is not None or forces or claimed_by(view, capture)):
        return None
    falls = {m.first for m in view.of("impact")}
    moves = view.of("advances")
    for verb in capture:
        if verb.first in falls:
            continue
        nouns = view.of("settlement_nouns")
        reach = _CAPTURE_REACH + (3 if any_after(nouns, verb.last, 3) else 0)
        taken = [
            place
            for place in _towns(view)
            if not (moves and _only_neared(place, capture, moves))
            and (
                -reach <= place.first_token - verb.last <= reach
                or any_before(nouns, place.first_token, 1)
            )
        ]
        taken = _listed_on(taken, view)
        if taken:
            apart = tuple(taken) if len(taken) > 1 else ()
            return Sites(pinned=taken[0], country=taken[0].country, separate=apart)
    return None


def _towns(view: View) -> list[ResolvedPlace]:
    """Return the settlements of a clause that can be taken, in their order."""
    towns = [place for place in view.places if place.kind == "city" and place.role in _TAKEN]
    return [place for place in towns if not is_speakers(view, place)] if towns else towns


def _only_neared(
    place: ResolvedPlace, capture: Sequence[Mention], moves: Sequence[Mention]
) -> bool:
    """Tell whether troops only move on at a place: "took A and advanced near | B"."""
    before = [(m.last, m in moves) for m in (*capture, *moves) if m.last <= place.first_token]
    return bool(before) and max(before)[1]


def claimed_by(view: View, capture: Sequence[Mention]) -> Doer | None:
    """Return the state or force that took what it claims: "Russia says it has taken the town".

    So does its army, of a town of another one: "об освобождении села сообщили в Минобороны".
    """
    owners = {place.country for place in _towns(view)} if view.attributions else set()
    for voice in view.attributions:
        claims = voice.role in _ARMED and voice.stance == _CLAIMS
        if capture and claims and voice.side and voice.side not in owners:
            return Doer(voice.side, voice.start, voice.end, "an army that claims it")
    last = max((verb.first for verb in capture), default=0)
    for actor in view.actors:
        if actor.code and actor.last <= last and actor.first - view.clause.first <= _OPENING:
            return Doer(actor.code, actor.start, actor.end, "a force that claims it")
    for place in view.places:
        state = place.kind == "country" and place.role == "government" and place.last_token <= last
        if state and place.country and place.first_token - view.clause.first <= _OPENING:
            return Doer(place.country, place.start, place.end, "a state that claims it")
    return None


def _listed_on(taken: list[ResolvedPlace], view: View) -> list[ResolvedPlace]:
    """Return places with the towns of the list that they stand in: "A, B, C and D were taken"."""
    if not taken:
        return taken
    found = list(taken)
    towns = _towns(view)
    for place in towns:
        if place not in found and any(
            0 < place.first_token - one.last_token <= _LINK for one in found
        ):
            found.append(place)
    for place in reversed(towns):
        if place not in found and any(
            0 < one.first_token - place.last_token <= _LINK for one in found
        ):
            found.append(place)
    return sorted(found, key=lambda place: place.first_token)


def _fallen(view: View, capture: list[Mention]) -> ResolvedPlace | None:
    """Return the settlement that falls, as the subject of a word for falling.

    "Damascus fell to the rebels", "it was the town of X that fell". Such a word is one of impact
    as well; what follows must not be what else a name can fall to: silent, two places.
    """
    falls = {m.first for m in view.of("impact")}
    inside = {m.last for m in view.of("list_prepositions")}  # "temperatures in Kyiv fell"
    towns = [place for place in _towns(view) if place.first_token not in inside]
    for verb in capture:
        if verb.first not in falls or not _ends_there(view, verb):
            continue
        for place in towns:
            if place.last_token == verb.first or _told_apart(view, place, verb):
                return place
    return None


def _ends_there(view: View, verb: Mention) -> bool:
    """Tell whether a word ends its clause, or only who, when and how follow."""
    if any(verb.first < date.first_token <= verb.last for date in view.dates):
        return True  # "fell on Sunday"
    known = {m.first for m in view.among(("other_prepositions", "causal", "list_prepositions"))}
    bare = verb.last - verb.first == 1 or not known & {verb.last - 1}
    return bare and (verb.last >= view.clause.last - 1 or verb.last in known)


def _told_apart(view: View, place: ResolvedPlace, verb: Mention) -> bool:
    """Tell whether a place is what a clause is about: "in the D region fell", "X, a town, fell"."""
    between = [p for p in view.places if place.last_token <= p.first_token < verb.first]
    region = all(p.kind in {"region", "country", "district"} for p in between)
    near = verb.first - place.last_token <= _CAPTURE_REACH
    last = view.clause.last - 1 <= verb.last
    return (near and region and bool(between)) or (
        last and not view.has_any(("effects", "targets"))
    )


def fallen_to(view: View, capture: Sequence[Mention], tokens: Sequence[Token]) -> Doer | None:
    """Return whom a settlement falls to: "fell to the RSF"."""
    for verb in capture:
        for party in parties(view, tokens):
            if 0 < party.first - verb.last <= _PRONOUN_REACH:
                return Doer(party.code, party.start, party.end, "whom a settlement falls to")
    return None


def find_captor(
    view: View,
    captures: Sequence[Mention],
    tokens: Sequence[Token],
    is_agent: Callable[[Token], bool],
) -> Doer | None:
    """Return the force right after a capture: "освобождён российской армией", "под контроль ВСУ".

    Or within its phrase, where its case says so. For languages with cases only, where an object
    in this place would be the settlement.
    """
    for capture in captures:
        for party in parties(view, tokens):
            behind = party.kind in _FORCES and party.first == capture.last
            inside = capture.first < party.first < capture.last and is_agent(tokens[party.first])
            if behind or inside:
                return Doer(party.code, party.start, party.end, "the force that captured")
    return None
