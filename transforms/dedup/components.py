"""Connected components of articles: who copies whom, whatever the order of the edges."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Components(Generic[Node]):
    """A union of sets of nodes; joining is associative, commutative and idempotent."""

    def __init__(self) -> None:
        self._parents: dict[Node, Node] = {}

    def join(self, one: Node, other: Node) -> None:
        """Put two nodes into one component."""
        left, right = self._root(one), self._root(other)
        if left != right:
            self._parents[right] = left

    def groups(self) -> list[set[Node]]:
        """Return the components, in no particular order."""
        groups: dict[Node, set[Node]] = {}
        for node in self._parents:
            groups.setdefault(self._root(node), set()).add(node)
        return list(groups.values())

    def _root(self, node: Node) -> Node:
        root = node
        while (parent := self._parents.setdefault(root, root)) != root:
            root = parent
        while self._parents[node] != root:  # shorten the way for the next question
            self._parents[node], node = root, self._parents[node]
        return root


def components(edges: Iterable[tuple[Node, Node]]) -> list[set[Node]]:
    """Return the connected components of a graph given by its edges."""
    joined: Components[Node] = Components()
    for one, other in edges:
        joined.join(one, other)
    return joined.groups()
