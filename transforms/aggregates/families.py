"""Figures of incidents added up so that a wave and its strikes are not counted twice.

A family is a wave with those of its strikes that are in the same window and key. The wave's totals
of drones and missiles hold those of its strikes; where it gives none, the strikes are added. Of
killed and injured the larger of both counts, since a wave is often told before its tolls are.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from transforms.aggregates.facts import NUMBERS, IncidentFact, Range

_TOLLS: Final = frozenset({NUMBERS.index("killed"), NUMBERS.index("injured")})
_PAIRS: Final = (
    (NUMBERS.index("drones_launched"), NUMBERS.index("drones_downed")),
    (NUMBERS.index("missiles_launched"), NUMBERS.index("missiles_downed")),
)


class Family(NamedTuple):
    """A wave and its strikes, or one incident by itself."""

    head: IncidentFact
    parts: tuple[IncidentFact, ...] = ()


def families_of(facts: Iterable[IncidentFact]) -> list[Family]:
    """Group incidents, in the order of their heads' ids; a strike without its wave is by itself."""
    given = {fact.incident_id: fact for fact in facts}
    parts: dict[str, list[IncidentFact]] = {}
    for fact in given.values():
        if fact.part_of in given and fact.part_of != fact.incident_id:
            parts.setdefault(fact.part_of, []).append(fact)
    inside = {fact.incident_id for members in parts.values() for fact in members}
    heads = sorted(given.keys() - inside)
    return [Family(given[head], tuple(parts.get(head, ()))) for head in heads]


def added_up(families: Sequence[Family]) -> list[Range | None]:
    """Return the sum of each number in the order of NUMBERS, None where no incident gives one."""
    return [_sum(_number(family, place) for family in families) for place in range(len(NUMBERS))]


def interception_rate(families: Iterable[Family]) -> float | None:
    """Return downed / launched over drones and missiles together, None where nothing is known.

    Only pairs of best figures of one incident count (the wave's, else those of its strikes), where
    something was launched and no more was downed than launched.
    """
    pairs = [
        pair
        for family in families
        for places in _PAIRS
        for pair in _pair(family.head, places) or _pairs(family.parts, places)
    ]
    launched = sum(pair[0] for pair in pairs)
    return sum(pair[1] for pair in pairs) / launched if launched else None


def _number(family: Family, place: int) -> Range | None:
    whole, parts = family.head.numbers[place], _sum(one.numbers[place] for one in family.parts)
    if whole is None or parts is None:
        return whole or parts
    return parts if place in _TOLLS and parts.best > whole.best else whole


def _sum(ranges: Iterable[Range | None]) -> Range | None:
    known = [one for one in ranges if one is not None]
    if not known:
        return None
    best, low, high = zip(*known, strict=True)
    return Range(sum(best), sum(low), sum(high))


def _pairs(parts: Iterable[IncidentFact], places: tuple[int, int]) -> list[tuple[int, int]]:
    return [pair for part in parts for pair in _pair(part, places)]


def _pair(fact: IncidentFact, places: tuple[int, int]) -> list[tuple[int, int]]:
    launched, downed = (fact.numbers[place] for place in places)
    if launched is None or downed is None or not 0 <= downed.best <= launched.best > 0:
        return []
    return [(launched.best, downed.best)]
