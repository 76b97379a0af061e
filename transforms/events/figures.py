"""Figures with their meaning: what a number in a report counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LAUNCHED: Final = "launched"
DOWNED: Final = "downed"
LOST: Final = "lost"
HIT: Final = "hit"
KILLED: Final = "killed"
INJURED: Final = "injured"
OF_WEAPONS: Final = frozenset({LAUNCHED, DOWNED})
OF_PEOPLE: Final = frozenset({KILLED, INJURED})
PEOPLE: Final = "people"
WEAPONS: Final = "weapons"  # of several families: "500 drones and missiles"
WHOLE: Final = "whole"  # a number told as the whole of a part: "of 35 drones, 30"
COUNTABLE: Final = frozenset({"cardinal", "collective", "range", "of", "vague"})


@dataclass(slots=True, unsafe_hash=True)
class Fact:
    """A figure with its meaning; ``place`` is set for one entry of a list of places.

    ``revised`` marks a toll that is told as changed to this figure ("has risen to nine").
    ``under`` names the head of the list of kinds of weapons that it stands in. ``further``: it
    comes to what was told before ("another six", "and five cruise missiles"). ``wide``: it was
    told of more than the place of its event, or before any place was.
    """

    role: str
    item: str
    value: int | None
    low: int | None
    high: int | None
    exact: bool
    start: int
    end: int
    place: str | None = None
    revised: bool = False
    under: str = ""
    further: bool = False
    wide: bool = False


def best_fact(facts: Iterable[Fact]) -> Fact | None:
    """Return the figure to report: a revised toll, else an exact one, else the largest."""
    valued = [fact for fact in facts if fact.value is not None]
    if len(valued) < 2:
        return valued[0] if valued else None
    # an exact figure below a bound counts a part: "at least 23 injured ... two of them badly"
    bounds = [fact.low or 0 for fact in valued if not fact.exact and fact.high is None]
    least = max(bounds, default=0)
    whole = [fact for fact in valued if fact.revised or (fact.value or 0) >= least] or valued
    most = max(fact.value or 0 for fact in whole)
    # and so does one far below: "nearly 30 injured ... a child was injured too"
    told = [fact for fact in whole if fact.revised or 2 * (fact.value or 0) >= most]
    return max(told, key=_rank)


def _rank(fact: Fact) -> tuple[bool, bool, int, int]:
    # of several revised tolls the one told last is the newest
    order = fact.start if fact.revised else -fact.start
    return (fact.revised, fact.exact, fact.value or 0, order)
