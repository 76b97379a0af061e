"""Headline figures, nights and tolls of a period, counted as ``aggregates`` counts them.

Every number counts once per incident, a wave and its strikes are one family, counted on the day
and for the attacked party of the wave: so nights add up to the headline. A number that nobody gives
stays None.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple

from pipelines.report.facilities import facilities_of, is_outage
from pipelines.report.shapes import Figure, TargetWeek
from transforms.aggregates.facts import NUMBERS, Range, State, fact_of
from transforms.aggregates.families import Family, added_up, families_of, interception_rate
from transforms.records import Incident

TOLLS: Final = ("killed", "injured")
WEAPONS: Final = tuple(number for number in NUMBERS if number not in TOLLS)
Totals = Mapping[str, Range | None]
DefenderOf = Callable[[Incident], str | None]


class Count(NamedTuple):
    """A headline figure that counts incidents or facilities."""

    key: str
    count_of: Callable[[Sequence[Incident]], int]


COUNTS: Final = (
    Count("facilities_hit", lambda incidents: len(facilities_of(incidents, least=1))),
    Count("outages", lambda incidents: sum(map(is_outage, incidents))),
    Count("disputed", lambda incidents: sum(one.disputed for one in incidents)),
    Count(
        "single_source", lambda incidents: sum(one.independent_sources <= 1 for one in incidents)
    ),
)


@dataclass(frozen=True)
class Selection:
    """The incidents of a period with their families."""

    incidents: Sequence[Incident]
    families: list[Family]


def selection_of(incidents: Sequence[Incident]) -> Selection:
    """Group the incidents of a period into families."""
    facts = [fact_of(one, State.UNTOUCHED) for one in incidents]
    return Selection(incidents, families_of(fact for fact in facts if fact is not None))


def headline(now: Selection, before: Selection) -> list[Figure]:
    """Return the headline figures in their order, each with that of the period before."""
    figures: list[Figure] = [
        _figure("incidents", len(now.incidents), len(before.incidents)),
        *map(_sum_figure, NUMBERS, added_up(now.families), added_up(before.families)),
        _figure(
            "interception_rate",
            _rounded(interception_rate(now.families)),
            _rounded(interception_rate(before.families)),
        ),
    ]
    figures += [
        _figure(key, count_of(now.incidents), count_of(before.incidents))
        for key, count_of in COUNTS
    ]
    return figures


def nights(selection: Selection, defender_of: DefenderOf) -> list[dict[str, Any]]:
    """Return drones and missiles by day and attacked party, where anybody gives a number."""
    return [
        {**key, **_columns(totals, WEAPONS), "interception_rate": _rate(families)}
        for key, families, totals in _by_day(selection, defender_of)
        if any(totals[number] is not None for number in WEAPONS)
    ]


def casualties(selection: Selection, defender_of: DefenderOf) -> list[dict[str, Any]]:
    """Return killed and injured by day and attacked party, where anybody gives a number."""
    return [
        {**key, **_columns(totals, TOLLS)}
        for key, _, totals in _by_day(selection, defender_of)
        if any(totals[number] is not None for number in TOLLS)
    ]


def target_weeks(incidents: Iterable[Incident]) -> list[TargetWeek]:
    """Count incidents by week (its Monday) and target; one with several counts under each."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for one in incidents:
        if one.date_end is not None:
            monday = one.date_end - timedelta(days=one.date_end.weekday())
            counts.update((monday.isoformat(), target) for target in set(one.targets) or (None,))
    return [
        {"date": date, "target": target, "incidents": number}
        for (date, target), number in sorted(counts.items(), key=lambda item: _known(item[0]))
    ]


def _known(key: tuple[str, str | None]) -> tuple[str, bool, str]:
    return key[0], key[1] is None, key[1] or ""


def _by_day(
    selection: Selection, defender_of: DefenderOf
) -> Iterator[tuple[dict[str, Any], list[Family], Totals]]:
    """Yield families by the day and the attacked party of their heads, in order, added up."""
    incidents = {one.incident_id: one for one in selection.incidents}
    groups: dict[tuple[str, str | None], list[Family]] = defaultdict(list)
    for family in selection.families:
        head = incidents[family.head.incident_id]
        day = head.date_end.isoformat() if head.date_end else ""
        groups[day, defender_of(head)].append(family)
    for day, party in sorted(groups, key=_known):
        families = groups[day, party]
        totals = dict(zip(NUMBERS, added_up(families), strict=True))
        yield {"date": day, "country": party}, families, totals


def _columns(totals: Totals, numbers: Sequence[str]) -> dict[str, int | None]:
    columns: dict[str, int | None] = {}
    for number in numbers:
        best, low, high = totals[number] or (None, None, None)
        columns |= {number: best, f"{number}_low": low, f"{number}_high": high}
    return columns


def _rate(families: Sequence[Family]) -> float | None:
    return _rounded(interception_rate(families))


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _sum_figure(key: str, total: Range | None, before: Range | None) -> Figure:
    best, low, high = total or (None, None, None)
    earlier = None if before is None else before.best
    return {"key": key, "value": best, "low": low, "high": high, "before": earlier}


def _figure(key: str, value: int | float | None, before: int | float | None) -> Figure:
    return {"key": key, "value": value, "low": None, "high": None, "before": before}
