"""Numbers of people told of a whole region, whose parts its places have: "two died; in A one".

A headline or lead sums up what the places told of after it tell one by one. The first of them,
which takes over what was told without a place, has no more than its own part.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.different_days import dates_apart
from transforms.events.figures import OF_PEOPLE, PEOPLE, Fact, best_fact
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of


def widened(facts: Sequence[Fact]) -> list[Fact]:
    """Return figures, those of people marked as told of more than the place of their event."""
    return [replace(fact, wide=True) if fact.item == PEOPLE else fact for fact in facts]


def share_out(events: Sequence[Candidate], resolve: Resolver) -> None:
    """Take figures of a whole region from the event of a place where others have their parts."""
    tolled = [event for event in events if event.facts and event.kind == ATTACK]
    wide = [event for event in tolled if any(fact.wide for fact in event.facts)]
    if not wide or len(tolled) < 2:
        return
    for event in wide:
        for role in OF_PEOPLE:
            if _summed_up(event, role, tolled, resolve):
                event.facts = [f for f in event.facts if not (f.wide and f.role == role)]


def _summed_up(event: Candidate, role: str, events: Sequence[Candidate], resolve: Resolver) -> bool:
    """Tell whether the figure told of a region is made up of those of an event and of others."""
    wide = best_fact(f for f in event.numbers(role) if f.wide and f.value)
    if wide is None:
        return False
    parts = [
        part.value or 0
        for other in events
        if other is not event
        and (part := _own(other, role)) is not None
        and part.start > wide.start
        and _beside(event, other, resolve)
    ]
    own, whole = _own(event, role), wide.value or 0
    if own is None:  # one may be hurt in each of two places
        told = any(fact.value and not fact.wide for fact in event.facts if fact.item == PEOPLE)
        return sum(parts) == whole and (whole > 1 or told)
    return 0 < sum(parts) <= whole - (own.value or 0)


def _own(event: Candidate, role: str) -> Fact | None:
    """Return the figure that is told of the place of an event itself."""
    return best_fact(f for f in event.facts if f.role == role and f.value and not f.wide)


def _beside(event: Candidate, other: Candidate, resolve: Resolver) -> bool:
    """Tell whether another event may be part of what was told of the region of an event."""
    if other.sites.pinned is None:
        return False
    return country_of(event) == country_of(other) and not dates_apart(event, other, resolve)
