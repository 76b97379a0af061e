"""Weapons without a figure: one told in the singular, or all of those told before.

In languages without articles the form of the word alone says that it was one ("сбили ракету").
"All were shot down" gives the number launched.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE, DOWNED, LAUNCHED, Fact
from transforms.events.nearby import any_before
from transforms.events.negation import unreal
from transforms.events.words import Mention
from transforms.language.tokens import Token

_REACH: Final = 4
_ALL_REACH: Final = 3
_NUMBER_REACH: Final = 3
_STOPS: Final = frozenset(",;:.")


def lone_downed(view: View, tokens: Sequence[Token], counts: Sequence[Fact]) -> list[Fact]:
    """Return a downed weapon told in the singular without a figure, as one.

    ``counts`` are the figures of the clause: a kind of which some number was downed is told there.
    """
    told = {fact.item for fact in counts if fact.role == DOWNED}
    for one in view.of("one_weapon"):
        weapon = _uncounted(view, one)
        if weapon is None or weapon.label in told:
            continue
        if any(
            unreal(view, verb) is None and _together(weapon, verb, tokens)
            for verb in view.of("downed")
        ):
            start, end = weapon.start, weapon.end
            return [Fact(DOWNED, weapon.label, 1, None, None, True, start, end)]
    return []


def lone_launched(view: View, counts: Sequence[Fact]) -> list[Fact]:
    """Return weapons told in the singular among counted ones that were launched, as one each.

    "A ballistic missile, four cruise missiles and 52 drones".
    """
    launched = {fact.item for fact in counts if fact.role == LAUNCHED and (fact.value or 0) > 1}
    downed = {fact.item for fact in counts if fact.role == DOWNED}
    found = []
    for one in view.of("one_weapon"):
        weapon = _uncounted(view, one)
        if weapon is None:
            continue
        if launched and weapon.label not in launched | downed:
            found.append(
                Fact(LAUNCHED, weapon.label, 1, None, None, True, weapon.start, weapon.end)
            )
    return found[:1]


def _uncounted(view: View, one: Mention) -> Mention | None:
    """Return the weapon that a word for one names; None where it is counted or mere debris."""
    for weapon in view.of("weapons"):
        if weapon.first < one.last and one.first < weapon.last:
            return None if _counted(view, weapon) or _debris(view, weapon) else weapon
    return None


def _counted(view: View, weapon: Mention) -> bool:
    others = [other.first for other in view.of("weapons") if other.first < weapon.first]
    return any(
        number.kind in COUNTABLE
        and -1 <= weapon.first - number.last_token <= _NUMBER_REACH
        and not any(first >= number.last_token for first in others)  # "146 drones and a missile"
        for number in view.numbers
    )


def _debris(view: View, weapon: Mention) -> bool:
    return any_before(view.of("debris"), weapon.first, 1)


def _together(weapon: Mention, verb: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a weapon is what is downed; what stands before the verb may be what destroys."""
    between = (
        range(verb.last, weapon.first)
        if verb.first < weapon.first
        else range(weapon.last, verb.first)
    )
    return len(between) <= _REACH and not any(tokens[index].text in _STOPS for index in between)


def all_downed(view: View, downed: Sequence[Mention]) -> frozenset[str]:
    """Return of what kinds of weapon all were downed, "" for whatever was told of; or nothing."""
    found: set[str] = set()
    for word in view.of("all_of"):
        if any_before(view.of("negation"), word.first, 1):
            continue
        for verb in downed:
            near = (
                0 <= verb.first - word.last <= _ALL_REACH
                or 0 <= word.first - verb.last <= _ALL_REACH
            )
            low, high = min(word.first, verb.first), max(word.last, verb.last)
            counted = any(
                low <= n.number_token < high and not low <= n.number_token < word.last
                for n in view.numbers
                if n.kind in COUNTABLE
            )
            if near and not counted:
                kinds = {w.label for w in view.of("weapons") if low <= w.first <= high}
                found |= kinds or {""}
    return frozenset(found)
