"""Which articles are one text: components over the duplicates that the article rows tell of.

A committed article never changes, so one that was kept can turn out to be a copy of an earlier
one that came late. Only the rows of all articles together say which text is the original.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from transforms.incidents.articles import ArticleFact

_NO_DOMAINS: Final[Mapping[str, str]] = MappingProxyType({})
_LATEST: Final = datetime.max.replace(tzinfo=UTC)


class Press:
    """The articles of a run and of its neighbourhood, grouped into texts; a function of the set.

    ``agency_of_domain`` names the news agency whose own site a registered domain is, so that the
    agency and those who credit it are one voice. An article without a fact is its own original.
    """

    def __init__(
        self,
        facts: Iterable[ArticleFact] = (),
        agency_of_domain: Mapping[str, str] = _NO_DOMAINS,
    ) -> None:
        """Build the components in time that grows with the number of articles and edges."""
        versions: dict[str, list[ArticleFact]] = {}
        for fact in facts:
            versions.setdefault(fact.article_id, []).append(fact)
        self._facts = {key: min(rows, key=_version_rank) for key, rows in versions.items()}
        edges = (
            (fact.article_id, other)
            for rows in versions.values()
            for fact in rows
            for other in (*fact.near, *((fact.duplicate_of,) if fact.duplicate_of else ()))
        )
        self._domains = agency_of_domain
        self._named = {fact.duplicate_of for rows in versions.values() for fact in rows}
        self._originals: dict[str, str] = {}
        self._copies: dict[str, tuple[str, ...]] = {}
        for members in components(versions, edges):
            original = min(members, key=self._rank)
            self._copies[original] = tuple(sorted(members))
            self._originals.update((member, original) for member in members)

    def original_of(self, article_id: str) -> str:
        """Return the first article with this text.

        Kept articles come before duplicates, then the earliest published (unknown last), then the
        smallest id.
        """
        return self._originals.get(article_id, article_id)

    def copies_of(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of all articles with this text, itself included, sorted."""
        return self._copies.get(self.original_of(article_id), (article_id,))

    def fact_of(self, article_id: str) -> ArticleFact | None:
        """Return what is known of an article, None where nothing is."""
        return self._facts.get(article_id)

    def voice_of(self, article_id: str) -> str:
        """Return a stable name of who speaks: copies of one text have one voice.

        It is the agency that the text credits, else the publisher of the original, else the
        article itself: "agency:...", "source:..." or "article:...".
        """
        original = self.original_of(article_id)
        known = [
            self._facts[one]
            for one in sorted(self.copies_of(article_id), key=self._rank)
            if one in self._facts
        ]
        agencies = [agency for fact in known if (agency := self._agency(fact))]
        if agencies:
            return f"agency:{agencies[0]}"
        sources = [fact.source for fact in known if fact.source]
        return f"source:{sources[0]}" if sources else f"article:{original}"

    def _agency(self, fact: ArticleFact) -> str | None:
        return fact.agency or self._domains.get(fact.source or "")

    def _rank(self, article_id: str) -> tuple[bool, bool, datetime, str]:
        fact = self._facts.get(article_id)
        if fact is None:  # another row names it, its own is not at hand
            return (article_id not in self._named, True, _LATEST, article_id)
        kept = fact.duplicate_of is None
        return (not kept, fact.published_at is None, fact.published_at or _LATEST, article_id)


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[Sequence[str]]:
    """Return the connected components, each sorted, in the order of their first members.

    Ends of edges are nodes too. Union by smallest id with path halving: near-linear.
    """
    parent: dict[str, str] = {node: node for node in nodes}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, two in edges:
        first, second = sorted((root(one), root(two)))
        parent[second] = first
    groups: dict[str, list[str]] = {}
    for node in sorted(parent):
        groups.setdefault(root(node), []).append(node)
    return list(groups.values())


def _version_rank(fact: ArticleFact) -> tuple[bool, bool, datetime, str]:
    published = fact.published_at
    return (fact.duplicate_of is not None, published is None, published or _LATEST, fact.text_hash)
