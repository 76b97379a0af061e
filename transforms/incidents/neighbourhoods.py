"""Which reports must be linked together: whatever is outside cannot change their clusters."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from transforms.incidents.atoms import atoms_of
from transforms.incidents.days import when_of
from transforms.incidents.identity import report_key
from transforms.incidents.linking import edges_of
from transforms.incidents.press import components
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings


class Reach(NamedTuple):
    """The first and last day on which a report has anything that it could be linked with."""

    first: date
    last: date


def neighbourhoods(reports: Iterable[Report], settings: LinkSettings) -> list[tuple[Report, ...]]:
    """Return the components of "supports" and of "same place and day", each sorted by event id.

    ``reports`` are canonical ones. Linking each component by itself gives the clusters that linking
    all at once gives; their ids are those of ``incident_ids`` over all clusters of a place and day.
    """
    atoms = atoms_of(reports, settings)
    names = [f"{position:012d}" for position in range(len(atoms))]
    edges = [
        (names[one], names[two]) for (one, two), value in edges_of(atoms, settings).items() if value
    ]
    firsts: dict[tuple[str | None, ...], str] = {}
    for name, atom in zip(names, atoms, strict=True):
        edges.append((firsts.setdefault(report_key(atom.reports[0], settings), name), name))
    found = []
    for members in components(names, edges):
        inside = (report for name in members for report in atoms[int(name)].reports)
        found.append(tuple(sorted(inside, key=lambda report: report.event_id)))
    return sorted(found, key=lambda group: group[0].event_id)


def reach(report: Report, settings: LinkSettings) -> Reach | None:
    """Return the days that a report may share with others, None where it may be any day.

    Others that overlap these days have a ``date_end`` from the first of them on, and a
    ``date_start`` up to the last.
    """
    when = when_of(report, settings)
    if when.start is None or when.end is None:
        return None
    return Reach(date.fromordinal(when.start), date.fromordinal(when.end))
