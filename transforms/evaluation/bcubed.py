"""B-cubed: how well a clustering agrees with the true one, item by item.

Bagga and Baldwin 1998: the precision of an item is the share of its cluster that truly belongs
with it, its recall the share of what truly belongs with it that is in its cluster, itself
included. Averages are over items.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Item(NamedTuple):
    """One event: the cluster that it came into, where it truly belongs, and its language."""

    cluster: Hashable
    truth: Hashable
    language: str | None


class BCubed(NamedTuple):
    """Averages over ``items`` events; None where there are none."""

    items: int
    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(items: Sequence[Item]) -> BCubed:
    """Return the figures over all items."""
    clusters, truths = _members(items)
    precisions, recalls = [], []
    for item in items:
        together = clusters[item.cluster]
        belonging = truths[item.truth]
        both = sum(items[other].truth == item.truth for other in together)
        precisions.append(both / len(together))
        recalls.append(both / len(belonging))
    return BCubed(len(items), _mean(precisions), _mean(recalls))


def b_cubed_of_repeated(items: Sequence[Item]) -> BCubed:
    """Return the figures over the items that were or should have been linked with another.

    Most incidents are told once and are hard to get wrong; these are the others.
    """
    clusters, truths = _members(items)
    repeated = {
        place
        for members in (*clusters.values(), *truths.values())
        if len(members) > 1
        for place in members
    }
    return b_cubed([item for place, item in enumerate(items) if place in repeated])


def across_languages(items: Sequence[Item]) -> BCubed:
    """Return the figures over pairs of items in different languages only.

    Precision is over the items that came together with one in another language, recall over those
    that belong with one; an item itself does not count.
    """
    clusters, truths = _members(items)
    precisions, recalls = [], []
    for item in items:
        together = _foreign(item, clusters[item.cluster], items)
        belonging = _foreign(item, truths[item.truth], items)
        if together:
            right = sum(other.truth == item.truth for other in together)
            precisions.append(right / len(together))
        if belonging:
            found = sum(other.cluster == item.cluster for other in belonging)
            recalls.append(found / len(belonging))
    return BCubed(len(recalls), _mean(precisions), _mean(recalls))


def _foreign(item: Item, members: Iterable[int], items: Sequence[Item]) -> list[Item]:
    return [items[one] for one in members if items[one].language != item.language]


def _members(
    items: Sequence[Item],
) -> tuple[dict[Hashable, list[int]], dict[Hashable, list[int]]]:
    clusters: dict[Hashable, list[int]] = {}
    truths: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        clusters.setdefault(item.cluster, []).append(place)
        truths.setdefault(item.truth, []).append(place)
    return clusters, truths


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
