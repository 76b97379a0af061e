"""Which reports have to be compared with which: equal ones first, then by shared keys.

Equal facts are merged into atoms, so 10,000 reports of one wave cost as much as one. Atoms are
compared only where they share a key of place and time, and in a large block only with their
neighbours in sorted order, so that no step is quadratic.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from transforms.incidents.compatibility import support
from transforms.incidents.days import Quality, month_days
from transforms.incidents.facts import Facts, facts_of
from transforms.incidents.places import Level, cells
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings


class Atom(NamedTuple):
    """Reports with equal facts, sorted by event id, and the articles that they stand in."""

    facts: Facts
    reports: tuple[Report, ...]
    articles: frozenset[str]


def atoms_of(reports: Iterable[Report], settings: LinkSettings) -> list[Atom]:
    """Return the atoms in an order that depends on their facts only."""
    groups: dict[Facts, list[Report]] = {}
    vague: dict[Facts, bool] = {}
    for report in reports:
        facts = facts_of(report, settings)
        if facts not in vague:
            vague[facts] = support(facts, facts, settings) == 0
        if vague[facts]:
            facts = facts._replace(owner=report.article_id)
        groups.setdefault(facts, []).append(report)
    made = [
        Atom(
            facts,
            tuple(sorted(group, key=lambda report: report.event_id)),
            frozenset(report.article_id for report in group),
        )
        for facts, group in groups.items()
    ]
    return sorted(made, key=lambda atom: repr(atom.facts))


def compared_pairs(atoms: list[Atom], settings: LinkSettings) -> Iterator[tuple[int, int]]:
    """Yield each pair of positions (smaller first) that shares a key, once, in no set order.

    In a block of more than ``settings.compared`` atoms each one meets that many next to it.
    """
    near: dict[Hashable, list[int]] = {}
    regions: dict[Hashable, list[int]] = {}
    years: dict[Hashable, list[int]] = {}
    marks: dict[Hashable, list[int]] = {}
    for position, atom in enumerate(atoms):
        for space in _points(atom.facts, settings):
            for day in _days(atom.facts):
                near.setdefault((atom.facts.type_class, space, day), []).append(position)
        for space in _regions(atom.facts):
            for day in _days(atom.facts):
                regions.setdefault((atom.facts.type_class, space, day), []).append(position)
        for space in (*_points(atom.facts, settings), *_regions(atom.facts)):
            for month_day in _year_days(atom.facts):
                years.setdefault((atom.facts.type_class, space, month_day), []).append(position)
            for mark in _marks(atom.facts):
                marks.setdefault((atom.facts.type_class, space, mark), []).append(position)
    everything = [True] * len(atoms)
    # Two points are compared where they are near; a region serves only those without a point.
    pointless = [atom.facts.where.latitude is None for atom in atoms]
    # Days without a year serve those that have no other, marks those that have no day at all.
    yearless = [atom.facts.when.quality is Quality.PARTIAL for atom in atoms]
    dayless = [atom.facts.when.quality is Quality.NONE for atom in atoms]
    served = ((near, everything), (regions, pointless), (years, yearless), (marks, dayless))
    seen: set[int] = set()
    for blocks, serves in served:
        for members in blocks.values():
            pairs = _pairs(members, serves, settings.compared)
            yield from _unseen(pairs, seen, len(atoms))


def _pairs(members: list[int], serves: list[bool], width: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of neighbours of which at least one is served."""
    for place, one in enumerate(members):
        if not serves[one]:
            continue
        for two in members[place + 1 : place + 1 + width]:
            yield (one, two)
        for two in members[max(0, place - width) : place]:
            if not serves[two]:
                yield (two, one)


def _unseen(
    pairs: Iterable[tuple[int, int]], seen: set[int], size: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have not come before; numbers take less memory than pairs."""
    for one, two in pairs:
        number = one * size + two
        if number not in seen:
            seen.add(number)
            yield (one, two)


def _points(facts: Facts, settings: LinkSettings) -> list[Hashable]:
    """Return what two reports share that are near each other, or both of a whole country."""
    where = facts.where
    if where.level is Level.COUNTRY:
        return [("country", where.country)]
    found: list[Hashable] = []
    if where.level > Level.REGION:
        found += [("cell", *cell) for cell in sorted(cells(where, settings))]
        if where.geonames_id is not None:
            found.append(("id", where.geonames_id))
    return found or [("name", where.country, where.place)]


def _regions(facts: Facts) -> list[Hashable]:
    where = facts.where
    if where.level is Level.COUNTRY or where.admin1 is None:
        return []
    return [("region", where.country, where.admin1)]


def _days(facts: Facts) -> range:
    start, end = facts.when.start, facts.when.end
    return range(0) if start is None or end is None else range(start, end + 1)


def _year_days(facts: Facts) -> list[str]:
    """Return the "MM-DD" that a report has or may have, sorted."""
    when = facts.when
    return sorted(month_days(when)) if when.partial is None else [when.partial]


def _marks(facts: Facts) -> Iterator[Hashable]:
    """Yield what is specific enough to compare a report without any date."""
    yield from (("number", place, value) for place, value in enumerate(facts.numbers) if value)
    yield from (("target", target) for target in facts.targets)
    if facts.target_name is not None:
        yield ("name", facts.target_name)
    if facts.type_class not in {"strike", "outage"}:
        yield ("type", facts.type_class)
