"""Houses, roofs and the like that "suffer": damage, told by a verb of casualties."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.comma_parts import part_end, part_start
from transforms.events.figures import COUNTABLE
from transforms.events.words import Mention
from transforms.language.tokens import Token

_PLACED_REACH: Final = 2
_PLANTED: Final = "explosive"
_COUNTED_REACH: Final = 3  # "two private houses"


def with_damage(view: View, tokens: Sequence[Token]) -> View:
    """Return a clause in which the suffering of things ("two roofs suffered") is damage."""
    found = _said_of_things(view, tokens)
    if not found:
        return view
    kinds = {"persons", "victims", "injured"}
    firsts = {mention.first for mention in found}
    kept = [m for m in view.mentions if not (m.kind in kinds and m.first in firsts)]
    damage = [replace(mention, kind="effects", label="damage") for mention in found]
    return replace(view, mentions=sorted([*kept, *damage], key=lambda m: (m.first, m.last)))


def without_downed(view: View) -> View:
    """Return a clause in which what an explosive does to things is not read as its being downed.

    "An explosive device destroyed a section of track": nobody brings such a weapon down.
    """
    ends = {weapon.last for weapon in view.of("weapons") if weapon.label == _PLANTED}
    lost = [mention for mention in view.of("downed") if mention.first in ends]
    if not lost:
        return view
    return replace(view, mentions=[m for m in view.mentions if m not in lost])


def _said_of_things(view: View, tokens: Sequence[Token]) -> list[Mention]:
    """Return the casualty words said of houses, roofs and the like: "two roofs suffered"."""
    if not (view.has("injured") and view.has("suffered")):  # most clauses
        return []
    things = view.among(("structures", "targets"))
    if not things:
        return []
    forms = {mention.first for mention in view.of("suffered")}
    people = [
        m for m in view.among(("persons", "person_one", "no_casualties")) if m.first not in forms
    ]
    found = []
    for verb in view.of("injured"):
        if verb.last - verb.first > 1 or verb.first not in forms:
            continue
        first = part_start(view, verb.first, tokens)
        last = part_end(view, verb.last, tokens)
        if any(first <= person.first < last for person in people):
            continue
        if any(
            _suffers(view, thing, verb, first) for thing in things if first <= thing.first < last
        ):
            found.append(verb)
    return found


def _suffers(view: View, thing: Mention, verb: Mention, first: int) -> bool:
    if thing.first >= verb.last:
        counts = {n.first_token for n in view.numbers if n.kind in COUNTABLE}
        gap = thing.first - verb.last
        return gap == 0 or (gap <= _COUNTED_REACH and verb.last in counts)
    placed = any(
        first <= word.first < thing.first and thing.first - word.last <= _PLACED_REACH
        for word in view.of("list_prepositions")
    )
    return 0 <= verb.first - thing.last <= 1 and not placed
