"""Merging by quorum: the best supported pair of groups first, as long as nothing contradicts.

Two groups become one when nothing that their members state contradicts and at least the quorum of
the compared pairs across them support each other, so that no chain of single links grows. Ties
are broken by the order of the atoms, which depends on what they state only.
"""

import heapq
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from transforms.incidents.atoms import Atom
from transforms.incidents.groups import Group
from transforms.settings import LinkSettings


class Across(NamedTuple):
    """What is known of the pairs across two groups: compared, supporting, and summed support."""

    compared: int
    supporting: int
    total: float

    def plus(self, other: "Across") -> "Across":
        """Return the sum of both."""
        compared, supporting, total = other
        return Across(self.compared + compared, self.supporting + supporting, self.total + total)

    @property
    def mean(self) -> float:
        """Average support of a compared pair."""
        return self.total / self.compared


Edges = Mapping[tuple[int, int], float]


def agglomerate(
    atoms: list[Atom], positions: Iterable[int], edges: Edges, settings: LinkSettings
) -> list[Group]:
    """Return the groups of the atoms at ``positions``, in the order of their first atoms.

    ``edges`` gives the support of each compared pair, 0 where there is none; pairs with other
    positions are left out.
    """
    groups = {one: Group(one, atoms[one], settings) for one in positions}
    links: dict[int, dict[int, Across]] = {one: {} for one in groups}
    queue: list[tuple[float, int, int, Across]] = []
    for (one, two), value in edges.items():
        if one in groups and two in groups:
            across = Across(1, int(value > 0), value)
            links[one][two] = links[two][one] = across
            _offer(queue, one, two, across, settings)
    while queue:
        _, one, two, across = heapq.heappop(queue)
        if links.get(one, {}).get(two) is not across:
            continue  # one of both has grown or gone since
        if groups[one].contradicts(groups[two]) is None:
            groups[one].absorb(groups.pop(two))
            _join(links, queue, one, two, settings)
    return [groups[one] for one in sorted(groups)]


def _join(
    links: dict[int, dict[int, Across]],
    queue: list[tuple[float, int, int, Across]],
    one: int,
    two: int,
    settings: LinkSettings,
) -> None:
    """Give the links of the second group to the first."""
    gone = links.pop(two)
    del links[one][two]
    for other, across in gone.items():
        if other == one:
            continue
        del links[other][two]
        known = links[one].get(other)
        joined = across if known is None else known.plus(across)
        links[one][other] = links[other][one] = joined
        _offer(queue, min(one, other), max(one, other), joined, settings)


def _offer(
    queue: list[tuple[float, int, int, Across]],
    one: int,
    two: int,
    across: Across,
    settings: LinkSettings,
) -> None:
    if across.supporting >= settings.quorum * across.compared and across.supporting:
        heapq.heappush(queue, (-across.mean, one, two, across))
