"""Gathering the incidents of one window and key, in any order and any grouping, into its row.

Each incident counts once, with its best, lowest and highest figures; only incidents with a best
figure count for a number, so one that tells "dozens" adds nothing. A number that no incident gives
stays None, one given as 0 stays 0. How waves and their strikes are added up: ``families``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from transforms.aggregates.facts import KEY_COLUMNS, NUMBERS, IncidentFact, Key, State
from transforms.aggregates.families import added_up, families_of, interception_rate
from transforms.records import Aggregate

FIRST_PANE: Final = "on_time"
LATER_PANE: Final = "revision"


@dataclass
class WindowSums:
    """The incidents of one window and key; ``touched`` tells that one of them changed or left."""

    facts: dict[str, IncidentFact] = field(default_factory=dict)
    touched: bool = False


class Window(NamedTuple):
    """The window of one row of ``aggregates``: UTC, end exclusive."""

    start: datetime
    end: datetime


def add_fact(sums: WindowSums, fact: IncidentFact) -> WindowSums:
    """Add an incident to the sums, in place; adding it again changes nothing.

    A replaced row only tells that the window is touched. A changed row comes before an untouched
    one of the same incident.
    """
    sums.touched = sums.touched or fact.state != State.UNTOUCHED
    if fact.state != State.REPLACED:
        known = sums.facts.get(fact.incident_id)
        if known is None or known.state != State.CHANGED:
            sums.facts[fact.incident_id] = fact
    return sums


def merge_sums(parts: Iterable[WindowSums]) -> WindowSums:
    """Return the sums of all parts together; the parts stay as they are."""
    total = WindowSums()
    for part in parts:
        for fact in part.facts.values():
            add_fact(total, fact)
        total.touched = total.touched or part.touched
    return total


def aggregate_row(
    name: str, window: Window, key: Key, sums: WindowSums, computed_at: datetime
) -> Aggregate:
    """Build the row of one window and key as its first revision, ``complete`` as yet unknown.

    ``articles`` and ``events`` count distinct ones; ``reports`` adds up the articles of each
    incident, ``independent_sources`` the independent sources of each. Without any incident all of
    them are 0 and the figures None.
    """
    facts = list(sums.facts.values())
    columns: dict[str, Any] = dict(zip(KEY_COLUMNS, key, strict=True))
    families = families_of(facts)
    figures: dict[str, Any] = {}
    for number, total in zip(NUMBERS, added_up(families), strict=True):
        best, low, high = (None, None, None) if total is None else total
        figures |= {number: best, f"{number}_low": low, f"{number}_high": high}
    return Aggregate(
        name=name,
        window_start=window.start,
        window_end=window.end,
        **columns,
        articles=len({article for fact in facts for article in fact.articles}),
        reports=sum(fact.reports for fact in facts),
        events=len({event for fact in facts for event in fact.events}),
        incidents=len(facts),
        independent_sources=sum(fact.independent_sources for fact in facts),
        **figures,
        interception_rate=interception_rate(families),
        complete=None,
        pane=FIRST_PANE,
        revision=1,
        computed_at=computed_at,
    )
