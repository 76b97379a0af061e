"""Which reports have to be compared with which: equal ones first, then by shared keys.

Equal facts are merged into atoms, so 10,000 reports of one wave cost as much as one. Atoms are
compared only where they share a key of place and time, and in a large block only with their
neighbours in sorted order, so that no step is quadratic.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Final, NamedTuple

from transforms.incidents.compatibility import support
from transforms.incidents.days import month_days
from transforms.incidents.facts import Facts, facts_of
from transforms.incidents.places import Level, cells
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_SHORT: Final = 4


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
    blocks: dict[Hashable, list[int]] = {}
    rest: dict[Hashable, list[int]] = {}
    for position, atom in enumerate(atoms):
        for key in _day_keys(atom.facts, settings):
            blocks.setdefault(key, []).append(position)
        for key in _other_keys(atom.facts, settings):
            rest.setdefault(key, []).append(position)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        yield from _new(_near(members, settings.compared), seen)
    # Keys without a full date serve only those that have none.
    dateless = [atom.facts.when.start is None for atom in atoms]
    for members in rest.values():
        if any(dateless[one] for one in members):
            pairs = _near(members, settings.compared)
            yield from _new((p for p in pairs if dateless[p[0]] or dateless[p[1]]), seen)


def _near(members: list[int], width: int) -> Iterator[tuple[int, int]]:
    for place, one in enumerate(members):
        for two in members[place + 1 : place + 1 + width]:
            yield (one, two)


def _new(pairs: Iterable[tuple[int, int]], seen: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for pair in pairs:
        if pair not in seen:
            seen.add(pair)
            yield pair


def _spaces(facts: Facts, settings: LinkSettings) -> list[Hashable]:
    where = facts.where
    if where.level is Level.COUNTRY:
        return [("country", where.country)]
    found: list[Hashable] = []
    if where.admin1 is not None:
        found.append(("region", where.country, where.admin1))
    if where.level > Level.REGION:
        found += [("cell", *cell) for cell in sorted(cells(where, settings))]
        if where.geonames_id is not None:
            found.append(("id", where.geonames_id))
    return found or [("name", where.country, where.place)]


def _day_keys(facts: Facts, settings: LinkSettings) -> Iterator[Hashable]:
    start, end = facts.when.start, facts.when.end
    if start is None or end is None:
        return
    for space in _spaces(facts, settings):
        for day in range(start, end + 1):
            yield (facts.type_class, space, day)


def _other_keys(facts: Facts, settings: LinkSettings) -> Iterator[Hashable]:
    when = facts.when
    days: frozenset[str] = frozenset()
    if when.partial is not None:
        days = frozenset({when.partial})
    elif when.end is not None and when.start is not None and when.end - when.start < _SHORT:
        days = month_days(when)
    for space in _spaces(facts, settings):
        for day in sorted(days):
            yield (facts.type_class, space, day)
        for mark in _marks(facts):
            yield (facts.type_class, space, mark)


def _marks(facts: Facts) -> Iterator[Hashable]:
    """Yield what is specific enough to compare a report without any date."""
    yield from (("number", place, value) for place, value in enumerate(facts.numbers) if value)
    yield from (("target", target) for target in facts.targets)
    if facts.target_name is not None:
        yield ("name", facts.target_name)
    if facts.type_class not in {"strike", "outage"}:
        yield ("type", facts.type_class)
