"""From reports to clusters: the reports of one real-world occurrence, across languages.

The result is a partition of the reports and a function of their set: neither their order nor how
often one comes changes it, and each neighbourhood (``neighbourhoods``) can be linked by itself.

1. Reports of articles that are copies of another are left out; those of originals remain.
2. Reports with equal facts are one atom.
3. Atoms whose day is told or assumed merge by quorum (``agglomeration``).
4. Reports without a year, without a usable day, or of a week and more merge among themselves the
   same way, and then each is attached to the one group that it supports, if there is only one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from transforms.incidents.agglomeration import Across, Edges, agglomerate
from transforms.incidents.atoms import Atom, atoms_of, compared_pairs
from transforms.incidents.cluster import Cluster
from transforms.incidents.compatibility import contradiction, support
from transforms.incidents.days import FLOATING
from transforms.incidents.groups import Group
from transforms.incidents.identity import incident_ids
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings


class Offer(NamedTuple):
    """A group that a loose one could be attached to; the better offer sorts first."""

    rank: float
    target: int


def link(reports: Iterable[Report], press: Press, settings: LinkSettings) -> list[Cluster]:
    """Return the clusters with their incident ids, sorted by their first event ids."""
    atoms = atoms_of(canonical(reports, press), settings)
    edges = edges_of(atoms, settings)
    loose = [one for one, atom in enumerate(atoms) if atom.facts.when.quality in FLOATING]
    firm = sorted(set(range(len(atoms))) - set(loose))
    groups = agglomerate(atoms, firm, edges, settings)
    groups = _attached(groups, agglomerate(atoms, loose, edges, settings), edges, settings)
    clusters = sorted((_cluster(group, atoms) for group in groups), key=_first_event)
    ids = incident_ids(clusters, settings)
    return [one._replace(incident_id=name) for one, name in zip(clusters, ids, strict=True)]


def canonical(reports: Iterable[Report], press: Press) -> list[Report]:
    """Return each report of an original article once, sorted by event id."""
    kept: dict[str, Report] = {}
    for report in reports:
        if press.original_of(report.article_id) == report.article_id:
            known = kept.get(report.event_id)
            if known is None or (known != report and repr(report) < repr(known)):
                kept[report.event_id] = report
    return [kept[key] for key in sorted(kept)]


def edges_of(atoms: list[Atom], settings: LinkSettings) -> Edges:
    """Return the support of each compared pair of atoms that nothing keeps apart.

    A pair that contradicts itself is left out: it never merges.
    """
    found: dict[tuple[int, int], float] = {}
    for one, two in compared_pairs(atoms, settings):
        first, second = atoms[one].facts, atoms[two].facts
        if contradiction(first, second, settings) is None:
            found[one, two] = support(first, second, settings)
    return found


def _attached(
    groups: list[Group], loose: list[Group], edges: Edges, settings: LinkSettings
) -> list[Group]:
    """Attach each loose group to the one group that it supports; return all groups that remain."""
    owner = {atom: place for place, group in enumerate([*groups, *loose]) for atom in group.atoms}
    first_loose = len(groups)
    across: dict[int, dict[int, Across]] = {}
    for (one, two), value in edges.items():
        target, source = sorted((owner[one], owner[two]))
        if target < first_loose <= source:
            known = across.setdefault(source, {})
            pair = Across(1, int(value > 0), value)
            known[target] = known[target].plus(pair) if target in known else pair
    chosen: list[tuple[Offer, int]] = []
    for source, offers in across.items():
        best = _unambiguous(groups, loose[source - first_loose], offers, settings)
        if best is not None:
            chosen.append((best, source - first_loose))
    taken: set[int] = set()
    for offer, source in sorted(chosen):
        if groups[offer.target].contradicts(loose[source]) is None:
            groups[offer.target].absorb(loose[source])
            taken.add(source)
    return groups + [group for place, group in enumerate(loose) if place not in taken]


def _unambiguous(
    groups: list[Group], loose: Group, offers: dict[int, Across], settings: LinkSettings
) -> Offer | None:
    """Return the best offer where no other comes near it."""
    able = sorted(
        Offer(-across.mean, target)
        for target, across in offers.items()
        if across.supporting
        and across.supporting >= settings.quorum * across.compared
        and groups[target].contradicts(loose) is None
    )
    if not able or (len(able) > 1 and able[1].rank - able[0].rank < settings.margin):
        return None
    return able[0]


def _first_event(cluster: Cluster) -> str:
    return cluster.reports[0].event_id


def _cluster(group: Group, atoms: list[Atom]) -> Cluster:
    reports = (report for position in group.atoms for report in atoms[position].reports)
    return Cluster(tuple(sorted(reports, key=lambda report: report.event_id)))
