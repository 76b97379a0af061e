"""Parties that only speak in a clause, or tell whose a speaker is: they are not who attacks."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.parties import STOPS, Party
from transforms.events.words import Mention
from transforms.language.tokens import Token

_APPOSITION: Final = 3  # characters: "Yemen's | Houthi movement said"


def only_speaks(view: View, party: Party, deed: Mention) -> bool:
    """Tell whether a party is the speaker of the clause.

    "Ukraine reported incoming strikes", "according to Ukraine's army, 40 drones attacked".
    """
    return any(
        attribution.start - _APPOSITION <= party.end <= attribution.end
        and (
            party.end <= attribution.verb_start < deed.start
            or attribution.verb_start < attribution.start <= party.start
        )
        for attribution in view.attributions
    )


def describes_speaker(view: View, party: Party, deed: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a party says whose a speaker is: "Ukraine's grid operator Alpha said"."""
    for voice in view.attributions:
        if party.end <= voice.start < voice.verb_start < deed.start:
            between = range(party.last, deed.first)
            words = [tokens[at].text for at in between if tokens[at].start < voice.start]
            return STOPS.isdisjoint(words)
    return False
