"""The figures of a model's event: whom they count is told, how many is read by our own readers."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import Clause, views
from transforms.events.casualties import people_facts
from transforms.events.figures import COUNTABLE, DOWNED, INJURED, KILLED, LAUNCHED, PEOPLE, Fact
from transforms.events.model.answer import Figure
from transforms.events.model.failures import DropReason
from transforms.events.model.quotes import Range
from transforms.events.model.slots import Slots, touching
from transforms.events.numbers import NumberMention

_HURT: Final = frozenset({KILLED, INJURED})
_HARM: Final = frozenset(
    {"killed", "injured", "victims", "persons", "person_one",
     "no_casualties", "no_killed", "no_injured"}
)  # fmt: skip


def read_figures(slots: Slots, told: Sequence[Figure], near: Range) -> list[Fact]:
    """Return the figures that our readers find in their quotes, each once."""
    found = [_fact(slots, one, near) for one in slots.bounded("figures", told)]
    return [fact for fact in dict.fromkeys(found) if fact is not None]


def _fact(slots: Slots, told: Figure, near: Range) -> Fact | None:
    people = told.role in _HURT
    known = told.role in {LAUNCHED, DOWNED} and told.item in slots.knowledge.ontology.weapons
    if not people and not known:
        slots.drop("figures", DropReason.UNKNOWN_LABEL)
        return None
    found = slots.find("figures", told.quote, near)
    if found is None:
        return None
    if _counts_other_things(slots, told, found):
        slots.drop("figures", DropReason.CONTRADICTED)
        return None
    fact = (_people(slots, told, found) if people else None) or _number(slots, told, found)
    if fact is None:
        slots.drop("figures", DropReason.UNREADABLE_NUMBER)
    return fact


def _counts_other_things(slots: Slots, told: Figure, found: Range) -> bool:
    """Tell whether the words count something else than the model says."""
    if told.role not in _HURT:
        return slots.names_other_weapon(told.item or "", found)
    kinds = {mention.kind for mention in touching(slots.analysis.mentions, found)}
    return "weapons" in kinds and not kinds & _HARM


def _people(slots: Slots, told: Figure, found: Range) -> Fact | None:
    """Return what the rules read of people in the words: "nobody was hurt", "a man died"."""
    tokens = slots.analysis.tokens
    first = bisect_right([token.end for token in tokens], found[0])
    last = bisect_left([token.start for token in tokens], found[1])
    if first >= last:
        return None
    [view] = views(slots.analysis, [Clause(0, 0, first, last)])
    facts = people_facts(view, tokens)
    return next((f for f in facts if (f.role, f.value) == (told.role, told.value)), None)


def _number(slots: Slots, told: Figure, found: Range) -> Fact | None:
    """Return the number in the words that has the value which the model read."""
    if told.role in _HURT and told.value == 0:
        return None  # nobody says so with a 0: the words for none were read before
    item = PEOPLE if told.role in _HURT else told.item or ""
    for number in touching(slots.analysis.numbers, found):
        if number.kind not in COUNTABLE:
            continue
        if told.value is None or number.value == told.value:
            return _as_fact(number, told.role, item)
        if number.total is not None and number.total == told.value:
            whole = _as_fact(number, told.role, item)
            return replace(whole, value=number.total, low=None, high=None)
    return None


def _as_fact(number: NumberMention, role: str, item: str) -> Fact:
    value, low, high, exact = number.value, number.low, number.high, number.exact
    return Fact(role, item, value, low, high, exact, number.start, number.end)
