"""How well found groups of articles agree with the clusters of the corpus of copies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.bench.copies import Labelled
from transforms.dedup.components import components


class Scores(NamedTuple):
    """Agreement of groups with clusters.

    ``pair_recall``: share of the pairs of copies that are in one group. ``false_pairs``: pairs in
    one group that are no copies; ``false_merges``: how many clusters too many the groups hold.
    ``cluster_*``: B-cubed, the mean over the articles. ``merged`` says which relations met.
    """

    pairs: int
    pair_recall: float
    false_pairs: int
    false_merges: int
    cluster_precision: float
    cluster_recall: float
    missed: dict[str, int]
    merged: dict[str, int]


def score(articles: Sequence[Labelled], edges: Iterable[tuple[int, int]]) -> Scores:
    """Compare the components of a graph over the positions of articles with the clusters."""
    group_of = {item: number for number, group in enumerate(components(edges)) for item in group}
    groups = [group_of.get(i, -1 - i) for i in range(len(articles))]
    cells = Counter(zip(groups, (one.cluster for one in articles), strict=True))
    group_sizes = Counter(groups)
    cluster_sizes = Counter(one.cluster for one in articles)
    pairs, found = _pairs(cluster_sizes), _pairs(cells)
    relations = {one.cluster: one.relation for one in articles}
    held: Mapping[int, set[str]] = _clusters_of_groups(cells)
    merged = Counter(
        "+".join(sorted(relations[cluster] for cluster in clusters))
        for clusters in held.values()
        if len(clusters) > 1
    )
    missed: Counter[str] = Counter()
    for cluster, size in cluster_sizes.items():
        missed[relations[cluster]] += size * (size - 1) // 2
    for (_, cluster), size in cells.items():
        missed[relations[cluster]] -= size * (size - 1) // 2
    number = len(articles)
    return Scores(
        pairs=pairs,
        pair_recall=round(found / pairs, 5) if pairs else 1.0,
        false_pairs=_pairs(group_sizes) - found,
        false_merges=sum(len(clusters) - 1 for clusters in held.values()),
        cluster_precision=round(
            sum(n * n / group_sizes[g] for (g, _), n in cells.items()) / number, 5
        ),
        cluster_recall=round(
            sum(n * n / cluster_sizes[c] for (_, c), n in cells.items()) / number, 5
        ),
        missed={relation: count for relation, count in sorted(missed.items()) if count},
        merged=dict(merged.most_common(8)),
    )


def _pairs(sizes: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _clusters_of_groups(cells: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    held: dict[int, set[str]] = defaultdict(set)
    for group, cluster in cells:
        held[group].add(cluster)
    return held
