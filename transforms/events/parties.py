"""The parties that a clause names: armies, groups, countries and their governments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.analysis import View
from transforms.language.tokens import Token

_DEEDS: Final = ("strike_verbs", "attack_verbs", "downed")
STOPS: Final = frozenset(',;:()"«»“”')


@dataclass(slots=True, unsafe_hash=True)
class Party:
    """A word that stands for a party: an army or group, a demonym, a country's name."""

    code: str
    first: int
    last: int
    start: int
    end: int
    kind: str


def parties(view: View, tokens: Sequence[Token]) -> list[Party]:
    """Return the parties named in a clause, by position."""
    found = [
        Party(
            actor.code,
            actor.first,
            actor.last,
            actor.start,
            actor.end,
            "force" if actor.kind == "army" else actor.kind,
        )
        for actor in view.actors
        if actor.code is not None
    ]
    if not view.places:
        return sorted(found, key=_position) if len(found) > 1 else found
    covered = {index for party in found for index in range(party.first, party.last)}
    owned = {party.first for party in found}  # "Yemen's Houthis" are not Yemen
    found.extend(
        Party(
            place.country, place.first_token, place.last_token, place.start, place.end, place.role
        )
        for place in view.places
        if place.country is not None
        and place.kind == "country"
        and place.role != "origin"
        and place.first_token not in covered
        and not _owns(place.last_token, owned, tokens, view)
    )
    found.extend(
        Party(place.country, place.first_token, place.last_token, place.start, place.end, "ruler")
        for place in view.places
        if place.country is not None and place.role == "government" and place.kind != "country"
    )
    return sorted(found, key=_position)


def _position(party: Party) -> tuple[int, int]:
    return party.first, party.last


def _owns(last: int, owned: set[int], tokens: Sequence[Token], view: View) -> bool:
    """Tell whether a country only owns the party named next.

    "By Russia, Kyiv said" and "Israel struck Hamas" are two.
    """
    if last + 1 not in owned or last in owned:
        return last in owned
    return tokens[last].text not in STOPS and not any(m.first == last for m in view.among(_DEEDS))
