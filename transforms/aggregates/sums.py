"""Adding events up to the figures of one window and key, in any order and any grouping.

First cut, until reports are linked into incidents: reports of one type, day, country, region,
place and attacker are taken for reports of one occurrence. Of each number the *best* figure takes
the largest that any of them gives, *low* the smallest and *high* the largest; figures of different
occurrences are added. A number that no report gives stays None, one given as 0 stays 0. A wave
reported for a country and the strikes of that wave reported for its regions still count apart.

The interception rate is downed / launched over those numbers of one occurrence and kind (drones,
missiles) where both are known, launched is not 0 and downed does not exceed it; otherwise None.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from transforms.aggregates.facts import KEY_COLUMNS, NUMBERS, EventFact, Key
from transforms.records import Aggregate

Group = tuple[str, int, str | None, str | None, str | None, str | None]
Bounds = tuple[int, int]

FIRST_PANE: Final = "on_time"
LATER_PANE: Final = "revision"

_PAIRS: Final = (
    (NUMBERS.index("drones_launched"), NUMBERS.index("drones_downed")),
    (NUMBERS.index("missiles_launched"), NUMBERS.index("missiles_downed")),
)


@dataclass
class GroupSums:
    """What is known of one occurrence: who reports it and the bounds of each number."""

    articles: set[str] = field(default_factory=set)
    bounds: list[Bounds | None] = field(default_factory=lambda: [None] * len(NUMBERS))


@dataclass
class WindowSums:
    """What is known of one window and key; ``touched`` tells that a new event is among them."""

    events: set[str] = field(default_factory=set)
    groups: dict[Group, GroupSums] = field(default_factory=dict)
    touched: bool = False


class Window(NamedTuple):
    """The window of one row of ``aggregates``: UTC, end exclusive."""

    start: datetime
    end: datetime


def add_fact(sums: WindowSums, fact: EventFact) -> WindowSums:
    """Add an event to the sums, in place; adding it again changes nothing."""
    sums.events.add(fact.event_id)
    sums.touched = sums.touched or fact.new
    group = sums.groups.setdefault(_group_of(fact), GroupSums())
    group.articles.add(fact.article_id)
    for index, value in enumerate(fact.numbers):
        if value is not None:
            group.bounds[index] = _wider(group.bounds[index], (value, value))
    return sums


def merge_sums(parts: Iterable[WindowSums]) -> WindowSums:
    """Return the sums of all parts together; the parts stay as they are."""
    total = WindowSums()
    for part in parts:
        total.events |= part.events
        total.touched = total.touched or part.touched
        for key, group in part.groups.items():
            into = total.groups.setdefault(key, GroupSums())
            into.articles |= group.articles
            into.bounds = [_wider(a, b) for a, b in zip(into.bounds, group.bounds, strict=True)]
    return total


def aggregate_row(
    name: str, window: Window, key: Key, sums: WindowSums, computed_at: datetime
) -> Aggregate:
    """Build the row of one window and key as its first revision.

    ``articles`` counts distinct articles, ``events`` distinct events, ``reports`` the distinct
    pairs of article and occurrence. ``incidents`` and ``independent_sources`` are None as long as
    nothing links reports across articles, ``complete`` as long as no coverage is known.
    """
    groups = list(sums.groups.values())
    columns: dict[str, Any] = dict(zip(KEY_COLUMNS, key, strict=True))
    return Aggregate(
        name=name,
        window_start=window.start,
        window_end=window.end,
        **columns,
        articles=len(set().union(*(group.articles for group in groups))),
        reports=sum(len(group.articles) for group in groups),
        events=len(sums.events),
        incidents=None,
        independent_sources=None,
        **_figures(groups),
        interception_rate=_interception_rate(groups),
        complete=None,
        pane=FIRST_PANE,
        revision=1,
        computed_at=computed_at,
    )


def _figures(groups: list[GroupSums]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for index, name in enumerate(NUMBERS):
        known = [bounds for group in groups if (bounds := group.bounds[index]) is not None]
        high = sum(bounds[1] for bounds in known) if known else None
        figures[name] = high
        figures[f"{name}_low"] = sum(bounds[0] for bounds in known) if known else None
        figures[f"{name}_high"] = high
    return figures


def _interception_rate(groups: list[GroupSums]) -> float | None:
    launched_total = downed_total = 0
    for group in groups:
        for launched_index, downed_index in _PAIRS:
            launched, downed = group.bounds[launched_index], group.bounds[downed_index]
            if launched is not None and downed is not None and downed[1] <= launched[1]:
                launched_total += launched[1]
                downed_total += downed[1]
    return downed_total / launched_total if launched_total else None


def _group_of(fact: EventFact) -> Group:
    return (
        fact.event_type,
        fact.day,
        fact.country,
        fact.admin1,
        fact.place,
        fact.attacker,
    )


def _wider(one: Bounds | None, other: Bounds | None) -> Bounds | None:
    if one is None or other is None:
        return one or other
    return (min(one[0], other[0]), max(one[1], other[1]))
