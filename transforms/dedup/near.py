"""From verified pairs to the rows: components, their originals, the copies that a row names.

The original of a component is the first of its articles by ``precedence`` (publication, unknown
last, then id) that no exact rule made a duplicate. A new article that is the original is kept, even
where its copies are committed already; every other new one becomes a row with ``duplicate_kind``
"near". The components span the edges of the run, its equal texts, and what committed rows say.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Optional

from transforms.dedup.candidates import Candidate, is_new
from transforms.dedup.components import components
from transforms.records import NearCopy


class Edge(NamedTuple):
    """Two articles whose texts are copies of each other."""

    one: Candidate
    other: Candidate
    similarity: float


class EqualText(NamedTuple):
    """A new article that has the text of another one: a duplicate by rule 4."""

    article_id: str
    original: Candidate


class Relation(NamedTuple):
    """What a committed row says about its copies; ``published`` as in Candidate."""

    article_id: str
    published: Optional[int]  # noqa: UP045 - Beam's coders need this spelling
    duplicate_of: Optional[str]  # noqa: UP045 - as above
    near: list[str]


class NearVerdict(NamedTuple):
    """What the search for near-duplicates says about the article in a row of a staged file."""

    file: str
    row: int
    near: list[NearCopy]
    duplicate_of: Optional[str] = None  # noqa: UP045 - Beam's coders need this spelling
    similarity: Optional[float] = None  # noqa: UP045 - as above


Precedence = tuple[bool, int, str]


def decide_near(
    edges: Iterable[Edge], equal: Iterable[EqualText], committed: Iterable[Relation]
) -> list[NearVerdict]:
    """Return the verdicts on all new articles that have a near-duplicate, or whose text has.

    ``committed`` must hold the rows of all committed articles in the edges and of those that these
    name. The result does not depend on any order.
    """
    edges, equal, committed = list(edges), list(equal), list(committed)
    nodes = {node.article_id: node for edge in edges for node in edge[:2] if is_new(node)}
    nodes |= {e.original.article_id: e.original for e in equal if is_new(e.original)}
    copies = {e.article_id for e in equal}
    ranks = _ranks(nodes, copies, committed)
    lists = _copies_of(edges)
    verdicts = []
    for group in components(_links(edges, equal, committed)):
        mine = [nodes[name] for name in group if name in nodes]
        if not any(name in lists for name in group):
            continue  # equal texts alone: rule 4 has told all about them
        first = min(ranks[name] for name in group if name in ranks)[-1]
        best = _best_of_texts(mine, lists)
        for node in mine:
            verdicts.append(_verdict(node, first, copies, lists, best))
    return sorted(verdicts, key=lambda verdict: (verdict.file, verdict.row))


def unknown_names(names: Iterable[str], relations: Iterable[Relation]) -> set[str]:
    """Return the articles that relations name and nobody has asked for yet."""
    named = {
        name
        for relation in relations
        for name in (relation.article_id, relation.duplicate_of, *relation.near)
        if name is not None
    }
    return named - set(names)


def _links(
    edges: Iterable[Edge], equal: Iterable[EqualText], committed: Iterable[Relation]
) -> Iterable[tuple[str, str]]:
    for edge in edges:
        yield edge.one.article_id, edge.other.article_id
    for copy in equal:
        yield copy.article_id, copy.original.article_id
    for relation in committed:
        if relation.duplicate_of is not None:
            yield relation.article_id, relation.duplicate_of
        for name in relation.near:
            yield relation.article_id, name


def _ranks(
    nodes: Mapping[str, Candidate], copies: set[str], committed: Iterable[Relation]
) -> dict[str, Precedence]:
    """Return the precedence of all articles that can be an original."""
    ranks = {
        name: _rank(name, node.published) for name, node in nodes.items() if name not in copies
    }
    for relation in committed:
        if relation.duplicate_of is None:
            rank = _rank(relation.article_id, relation.published)
            ranks[relation.article_id] = min(rank, ranks.get(relation.article_id, rank))
    return ranks


def _rank(name: str, published: int | None) -> Precedence:
    return published is None, published or 0, name


def _copies_of(edges: Iterable[Edge]) -> dict[str, dict[str, float]]:
    lists: dict[str, dict[str, float]] = {}
    for edge in edges:
        one, other = edge.one.article_id, edge.other.article_id
        for name, copy in ((one, other), (other, one)):
            found = lists.setdefault(name, {})
            found[copy] = max(edge.similarity, found.get(copy, 0.0))
    return lists


def _best_of_texts(
    nodes: Iterable[Candidate], lists: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return the best similarity per text: an equal text may have been compared in its place."""
    best: dict[str, float] = {}
    for node in nodes:
        for similarity in lists.get(node.article_id, {}).values():
            best[node.text_hash] = max(similarity, best.get(node.text_hash, 0.0))
    return best


def _verdict(
    node: Candidate,
    first: str,
    copies: set[str],
    lists: Mapping[str, Mapping[str, float]],
    best: Mapping[str, float],
) -> NearVerdict:
    own = lists.get(node.article_id, {})
    near = [NearCopy(name, similarity) for name, similarity in sorted(own.items())]
    if node.article_id == first or node.article_id in copies:
        return NearVerdict(node.file, node.row, near)
    similarity = own.get(first, max(own.values(), default=best.get(node.text_hash)))
    return NearVerdict(node.file, node.row, near, first, similarity)
