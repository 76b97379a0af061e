"""People who come to those told before: "three of the crew were hurt; another man in his flat"."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.analysis import View
from transforms.events.figures import Fact


def with_further(view: View, facts: list[Fact]) -> list[Fact]:
    """Return the figures of a clause, those marked that a word says come to others."""
    words = view.of("further")
    if not words:
        return facts
    return [replace(fact, further=_is_further(view, fact)) for fact in facts]


def _is_further(view: View, fact: Fact) -> bool:
    """Tell whether a word right before or behind a figure says so: "another six", "six more"."""
    return bool(fact.value) and any(
        0 <= fact.start - word.end <= 1 or 0 <= word.start - fact.end <= 1
        for word in view.of("further")
    )


def added_up(facts: Sequence[Fact], role: str) -> Fact | None:
    """Return the largest sum of a figure with those told to come to it; None without any.

    ``facts`` are those of killed and injured: "two died, six more were hurt" adds none to others.
    """
    own = [fact for fact in facts if fact.role == role and fact.value]
    plain = {fact.value or 0 for fact in own if not fact.further}
    added = {fact.value or 0 for fact in own if fact.further}
    if any(one + more in plain for one in plain for more in added):
        return None  # the total is told as well
    risen = max((fact.value or 0 for fact in own if fact.revised), default=0)
    best: Fact | None = None
    running: Fact | None = None
    for fact in sorted(facts, key=lambda fact: fact.start):
        if not fact.value:
            continue
        if fact.role != role:
            running = None
            continue
        if not fact.further or running is None:
            running = fact
            continue
        if (running.value or 0) <= risen:
            continue  # "the toll rose to 17. A woman's body was found, then another"
        value = (running.value or 0) + fact.value
        exact = running.exact and fact.exact
        running = replace(running, value=value, low=None, high=None, exact=exact)
        if best is None or value > (best.value or 0):
            best = running
    return best
