"""A growing cluster: its atoms, and the different values that contradictions are sought in."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import ne
from typing import Any, Final

from transforms.incidents.atoms import Atom
from transforms.incidents.compatibility import (
    Reason,
    attackers_differ,
    names_differ,
    number_context,
    number_differs,
    target_of,
    targets_differ,
    weapons_differ,
)
from transforms.incidents.days import days_differ
from transforms.incidents.places import places_differ
from transforms.settings import LinkSettings

_FEW: Final = 10
_Bounds = dict[tuple[int, bool, int], tuple[int, int]]


class Group:
    """Atoms that are one occurrence so far; ``contradicts`` looks at all pairs by their values."""

    def __init__(self, position: int, atom: Atom, settings: LinkSettings) -> None:
        """Start with the atom at ``position`` of the sorted list."""
        facts = atom.facts
        self.atoms = [position]
        self.articles = set(atom.articles)
        self._settings = settings
        self._types = {facts.type_class}
        self._days = {facts.when}
        self._places = {facts.where}
        self._attackers = {facts.attacker}
        self._weapons = {facts.weapons}
        self._targets = {target_of(facts)}
        self._names = {facts.target_name}
        self._bounds: _Bounds = {
            (*number_context(facts), number): (value, value)
            for number, value in enumerate(facts.numbers)
            if value is not None
        }

    def absorb(self, other: "Group") -> None:
        """Take over everything that another group holds."""
        self.atoms = sorted(self.atoms + other.atoms)
        self.articles |= other.articles
        self._types |= other._types
        self._days |= other._days
        self._places |= other._places
        self._attackers |= other._attackers
        self._weapons |= other._weapons
        self._targets |= other._targets
        self._names |= other._names
        for key, (low, high) in other._bounds.items():
            lowest, highest = self._bounds.get(key, (low, high))
            self._bounds[key] = (min(low, lowest), max(high, highest))

    def contradicts(self, other: "Group") -> Reason | None:
        """Return why two groups cannot be one occurrence, None where nothing says so."""
        for reason, mine, theirs, differ in self._aspects(other):
            if any(differ(a, b) for a in mine for b in theirs):
                return reason
        if self._numbers(other):
            return Reason.NUMBER
        return Reason.SIBLING if self._siblings(other) else None

    def _aspects(
        self, other: "Group"
    ) -> Iterator[tuple[Reason, Iterable[Any], Iterable[Any], Callable[[Any, Any], bool]]]:
        """Yield each aspect with both sides' values and what tells that two of them differ."""
        rules = self._settings
        yield Reason.TYPE, self._types, other._types, ne
        yield Reason.DAY, self._days, other._days, days_differ
        yield Reason.PLACE, self._places, other._places, partial(places_differ, settings=rules)
        yield Reason.ATTACKER, self._attackers, other._attackers, attackers_differ
        yield Reason.WEAPON, self._weapons, other._weapons, partial(weapons_differ, settings=rules)
        yield Reason.TARGET, self._targets, other._targets, partial(targets_differ, settings=rules)
        yield Reason.FACILITY, self._names, other._names, names_differ

    def _numbers(self, other: "Group") -> bool:
        """Tell whether any pair of values differs: then that of the lowest and the highest does."""
        for (level, sure, number), (low, high) in self._bounds.items():
            for also_sure in (True, False):
                bounds = other._bounds.get((level, also_sure, number))
                if bounds is not None and (
                    _far(number, low, bounds[1], sure and also_sure, self._settings)
                    or _far(number, bounds[0], high, sure and also_sure, self._settings)
                ):
                    return True
        return False

    def _siblings(self, other: "Group") -> bool:
        """Tell whether articles tell of both as two events, and more than a few of them do."""
        fewer, more = sorted((self.articles, other.articles), key=len)
        shared = sum(article in more for article in fewer)
        if not shared:
            return False
        return len(fewer) < _FEW or shared > self._settings.sibling_share * len(fewer)


def _far(number: int, low: int, high: int, sure: bool, settings: LinkSettings) -> bool:
    return high > low and number_differs(number, low, high, sure=sure, settings=settings)
