"""Who does harm: the party of a clause that damages a site, kills, is accused, or fires."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.deed_objects import passive
from transforms.events.nearby import any_after
from transforms.events.parties import Party

_OBJECT_REACH: Final = 8
_OPENING: Final = 2  # "on Friday | the RSF"
_SPACE: Final = 6  # characters: "said that | the"
_ACCUSED_REACH: Final = 4
_HARM: Final = frozenset({"damage", "fire"})
_VERBS: Final = frozenset({"attack_verbs", "strike_verbs"})
_AGENTIVE: Final = _VERBS | {"attack_nouns", "impact", "capture_verbs", "weapons"}


def damager(view: View, named: Sequence[Party]) -> Party | None:
    """Return who damages a site with weapons: "Russians | damaged a port with drones"."""
    instruments = view.of("instruments")
    if not instruments or not view.has("weapons"):
        return None
    for party in named:
        for effect in view.of("effects"):
            harms = effect.label in _HARM and 0 <= effect.first - party.last <= 1
            aimed = any_after(view.of("targets"), effect.last, _OBJECT_REACH)
            if harms and aimed and any(effect.last <= m.first for m in instruments):
                return party
    return None


def killer(view: View, named: Sequence[Party]) -> Party | None:
    """Return who opens a clause, or what is said, and kills: "the RSF | killed 31 people"."""
    said = [voice.verb_end for voice in view.attributions]
    for party in named:
        opens = party.first - view.clause.first <= _OPENING or any(
            0 <= party.start - end <= _SPACE for end in said
        )
        opens = opens and party.kind != "demonym"
        ends = (party.last, *(m.last for m in view.of("armed") if m.first == party.last))
        killed = (m for m in view.of("killed") if 0 <= m.first - ends[-1] <= 1)
        if opens and any(not passive(view, verb) for verb in killed):
            return party
    return None


def accused(view: View, named: Sequence[Party]) -> Party | None:
    """Return whom somebody accuses of a deed: "Moscow accused | Ukraine | of shelling"."""
    deeds = view.among(_AGENTIVE)
    for word in view.of("accusing"):
        for party in named:
            if 0 <= party.first - word.last <= 1 and any_after(deeds, party.last, _ACCUSED_REACH):
                return party
    return None


def firing_on(view: View, named: Sequence[Party]) -> Party | None:
    """Return from whom a place comes under fire: "came under shelling from | Ukraine"."""
    begun = {mention.first for mention in view.of("undergoing")}
    ends = {deed.last for deed in view.among(_VERBS) if deed.first in begun}
    origins = [word.last for word in view.of("launch_origin") if word.first in ends]
    for party in named:
        if any(0 <= party.first - at <= 1 for at in origins):
            return party
    return None
