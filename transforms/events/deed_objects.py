"""What stands around the words of a deed: its object, its passive, the weapon that does it."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.nearby import any_before
from transforms.events.parties import Party
from transforms.events.words import Mention
from transforms.language.tokens import Token

_OBJECT_REACH: Final = 8
_RELATIVE: Final = 2
_UNDERGOING_REACH: Final = 4  # "came under | a massive combined drone"


def carried_out(view: View, party: Party, deed: Mention) -> bool:
    """Tell whether a weapon between party and verb is the real subject: "the Iskander struck"."""
    return deed.kind != "launch" and any(
        party.last <= mention.first and mention.last <= deed.first for mention in view.of("weapons")
    )


def object_follows(view: View, deed: Mention) -> bool:
    """Tell whether the deed has something to be done to or with after it."""
    if deed.kind == "attack_nouns":
        return False
    kinds = {"weapons", "targets", "attack_nouns", "settlement_nouns"}
    if any(0 <= m.first - deed.last <= 12 for m in view.among(kinds)):
        return True
    return any(0 <= place.first_token - deed.last <= 8 for place in view.places)


def object_precedes(view: View, party: Party, deed: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether what is begun or launched stands first.

    "Чергову атаку росія розпочала", "62 drones which Russia launched".
    """
    if deed.kind != "launch":
        return False
    if any_before(view.of("attack_nouns"), party.first, _OBJECT_REACH):
        return True
    return deed.first - party.last <= 1 and any(
        _relates(view, tokens, weapon.last, party.first) for weapon in view.of("weapons")
    )


def _relates(view: View, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether at most a relative stands between: "drones (which)", "дронов, которые"."""
    if not 0 < last - first <= _RELATIVE:
        return last == first
    comma = tokens[first].text == "," and last - first == _RELATIVE
    return comma or any(m.first == last - 1 for m in view.of("relatives"))


def passive(view: View, deed: Mention) -> bool:
    """Tell whether a deed is done to its subject: "was struck", "came under a massive attack"."""
    if any_before(view.of("passive"), deed.first, 2):
        return True
    return "undergoing" in view.by_kind and any(
        mention.first <= deed.first and deed.first - mention.last <= _UNDERGOING_REACH
        for mention in view.by_kind["undergoing"]
    )
