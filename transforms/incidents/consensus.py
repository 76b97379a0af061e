"""What the reports of one incident agree on, column by column."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from transforms.incidents.ballots import Heard, elected, supported
from transforms.incidents.reports import Report
from transforms.incidents.world import Labels

_ATTACK: Final = "attack"
_CAUSED: Final = frozenset({"explosion", "fire"})
_BASES: Final = ("text", "context", "publication")
_PRECISIONS: Final = ("hour", "part_of_day", "day", "days", "week", "month")
_WIDE_PRECISIONS: Final = frozenset({"week", "month"})
_WIDE_DAYS: Final = 3
_OUTCOMES: Final = ("partly_intercepted", "hit", "intercepted")
_LEVELS: Final = ("site", "place", "district", "region", "country")
_PINNED: Final = frozenset({"site", "place"})


class Day(NamedTuple):
    """The date columns."""

    start: date | None = None
    end: date | None = None
    precision: str | None = None
    basis: str | None = None
    partial: str | None = None


class Place(NamedTuple):
    """The place columns."""

    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    geo_precision: str | None = None


class _Point(NamedTuple):
    geo_precision: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


def event_type_of(heard: Sequence[Heard]) -> str:
    """Return the type most voices give; an attack that one of them names explains the others."""
    kinds = {one.report.event_type for one in heard}
    if _ATTACK in kinds and kinds <= {_ATTACK, *_CAUSED}:
        return _ATTACK
    return elected(heard, lambda report: report.event_type) or _ATTACK


def outcome_of(heard: Sequence[Heard]) -> str | None:
    """Return the outcome most voices give; of equals the one that tells of both ends first."""
    return elected(heard, lambda report: report.outcome, _rank_in(_OUTCOMES))


def day_of(heard: Sequence[Heard]) -> Day:
    """Return the days of the surest basis at hand.

    A report that tells only a week or a month counts where no other has a date. Words for the
    event itself beat a phrase elsewhere in the article, and that beats a day assumed from the
    publication. Among the reports of that basis the last day that most voices give is
    taken (ties: the earliest), and of the ranges that end on it the one most voices give (ties:
    the shortest). Without any date the partial one that most voices give stays.
    """
    dated = [one for one in heard if one.report.date_end is not None]
    dated = [one for one in dated if not _is_wide(one.report)] or dated
    rank = min((_index(_BASES, one.report.date_basis) for one in dated), default=0)
    sure = [one for one in dated if _index(_BASES, one.report.date_basis) == rank]
    if not sure:
        return Day(partial=elected(heard, lambda report: report.date_partial))
    end = elected(sure, lambda report: report.date_end, lambda day: -day.toordinal())
    ending = [one for one in sure if one.report.date_end == end]
    start = elected(ending, lambda report: report.date_start, lambda day: day.toordinal())
    told = [one for one in ending if one.report.date_start == start]
    precision = elected(told, lambda report: report.date_precision, _rank_in(_PRECISIONS))
    return Day(start, end, precision, sure[0].report.date_basis)


def _is_wide(report: Report) -> bool:
    first, last = report.date_start, report.date_end
    long = first is not None and last is not None and (last - first).days >= _WIDE_DAYS
    return long or report.date_precision in _WIDE_PRECISIONS


def place_of(heard: Sequence[Heard]) -> Place:
    """Return the finest place that the reports support, level by level.

    The country most voices give; in it the region; in that the settlement or site, else the
    district, that most of the voices naming one give. Who names the region or district only does
    not speak against a settlement in it. The point is that of the most precise reports of just
    this place, so it is never finer than what they say.
    """
    country = elected(heard, lambda report: report.country)
    inside = [one for one in heard if one.report.country == country]
    admin1 = elected(inside, lambda report: report.admin1)
    inside = [one for one in inside if one.report.admin1 == admin1]
    pinned = [one for one in inside if one.report.geo_precision in _PINNED] or inside
    place = elected(pinned, lambda report: report.place)
    exact = [one for one in pinned if one.report.place == place]
    finest = min((_index(_LEVELS, one.report.geo_precision) for one in exact), default=0)
    most_precise = [one for one in exact if _index(_LEVELS, one.report.geo_precision) == finest]
    point = elected(most_precise, _point_of, _known_columns) or _Point()
    return Place(
        country, admin1, place, point.latitude, point.longitude, point.geonames_id,
        point.geo_precision,
    )  # fmt: skip


def attacker_of(heard: Sequence[Heard]) -> str | None:
    """Return the attacker that most voices name."""
    return elected(heard, lambda report: report.attacker)


def target_name_of(heard: Sequence[Heard]) -> str | None:
    """Return the name of the site that most voices give."""
    return elected(heard, lambda report: report.target_name)


def weapons_of(heard: Sequence[Heard], labels: Labels) -> list[str]:
    """Return the weapons that a third of the voices naming any name, without covered ones."""
    found = supported(heard, lambda report: report.weapons)
    return _in_order(_special(found, labels, at_site=False), labels.weapons)


def targets_of(heard: Sequence[Heard], labels: Labels, *, at_site: bool) -> list[str]:
    """Return the targets that a third of the voices naming any name, without covered ones.

    ``at_site``: the incident is pinned to a place, where "a facility of the energy sector" is the
    depot that others name.
    """
    found = supported(heard, lambda report: report.targets)
    return _in_order(_special(found, labels, at_site=at_site), labels.targets)


def effects_of(heard: Sequence[Heard], labels: Labels) -> list[str]:
    """Return every effect that is told: who is silent of a fire does not speak against it."""
    return _in_order(supported(heard, lambda report: report.effects, share=0), labels.effects)


def places_listed_of(heard: Iterable[Heard], own: Place) -> list[str]:
    """Return all further places that are named, sorted, without the incident's own."""
    named = {name for one in heard for name in one.report.places_listed}
    return sorted(named - {own.place or own.admin1 or ""})


def _special(found: set[str], labels: Labels, *, at_site: bool) -> set[str]:
    rules = (labels.covered, labels.covered_at_site) if at_site else (labels.covered,)
    return {
        label
        for label in found
        if all(found.isdisjoint(rule.get(label, frozenset())) for rule in rules)
    }


def _in_order(found: set[str], order: Sequence[str]) -> list[str]:
    """Return labels in the order of the ontology, unknown ones last."""
    known = [label for label in order if label in found]
    return known + sorted(found - set(order))


def _rank_in(order: Sequence[str]) -> Callable[[str], int]:
    """Return how precise a label is: the earlier in the order, the more."""
    return lambda label: -_index(order, label)


def _index(order: Sequence[str], label: str | None) -> int:
    return order.index(label) if label in order else len(order)


def _point_of(report: Report) -> _Point | None:
    if report.geo_precision is None:
        return None
    return _Point(report.geo_precision, report.latitude, report.longitude, report.geonames_id)


def _known_columns(point: _Point) -> int:
    return len(point) - point.count(None)
