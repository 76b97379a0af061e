"""Attacks that are told not to be the cause: "he ruled out a drone attack", "not caused by"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.words import Mention
from transforms.language.tokens import Token

_DEEDS: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "strike_verbs", "weapons", "weapon_modifiers", "launch",
        "downed", "impact", "debris", "armed",
    }
)  # fmt: skip
_ENDS: Final = frozenset({"causal", "clause_breaks"})
_INSIDE: Final = frozenset({"negation", "hypothetical"})
_REACH: Final = 5  # "dismissed reports that | the plant had been | struck"
_NEXT: Final = 3  # "sabotage | or an Israeli | strike"
_STOPS: Final = frozenset(",;:.")


def without_ruled_out(view: View, tokens: Sequence[Token]) -> View:
    """Return a clause without the attacks that it says were not what happened.

    The explosion or fire that they would have caused stays a fact.
    """
    lost: list[Mention] = []
    for phrase in view.of("ruled_out"):
        end, reach = phrase.last, _REACH
        for word in view.mentions:
            if word.kind in _INSIDE and phrase.first <= word.first < phrase.last:
                lost.append(word)
            elif word.first < phrase.last or word.kind not in _DEEDS | _ENDS:
                continue
            elif (
                word.kind in _ENDS or word.first - end > reach or _stopped(tokens, end, word.first)
            ):
                break
            else:
                lost.append(word)
                end, reach = max(end, word.last), _NEXT
    if not lost:
        return view
    return replace(view, mentions=[word for word in view.mentions if word not in lost])


def _stopped(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(tokens[index].text in _STOPS for index in range(first, last))
