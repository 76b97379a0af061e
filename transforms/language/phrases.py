"""Matching of many phrases at once in a sequence of tokens, by dictionary form.

A phrase is written in dictionary forms ("нефтеперерабатывающий завод", "shoot down"); it matches
each inflected form of its words. Written marks: "=word" matches only that very form (lower case),
"word*" a prefix, "_" any one token, "?word" a word that may be absent. The matcher is a trie over
words: its cost grows with the tokens of the text, not with the number of phrases.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, Generic, NamedTuple, TypeVar

from transforms.language.morphology import agrees, is_dictionary_form, lemmas
from transforms.language.tokens import Token, normal

Payload = TypeVar("Payload")

_ANY: Final = "_"
_REMEMBERED: Final = 200_000


class Match(NamedTuple, Generic[Payload]):
    """A phrase found: the half-open range of token indexes and what the phrase stands for."""

    first: int
    last: int
    payload: Payload


class _Node(Generic[Payload]):
    __slots__ = ("children", "payloads", "prefixes")

    def __init__(self) -> None:
        self.children: dict[str, _Node[Payload]] = {}
        self.prefixes: list[tuple[str, _Node[Payload]]] = []
        self.payloads: list[Payload] = []


class PhraseMatcher(Generic[Payload]):
    """All phrases of one language. Build once per process; matching changes nothing."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._root: _Node[Payload] = _Node()
        self._starts: dict[str, list[_Node[Payload]]] = {}

    def add(self, phrase: str, payload: Payload) -> None:
        """Add one phrase in the written form described above."""
        words = phrase.split()
        if not words:
            raise ValueError("an empty phrase matches nothing")
        choices = [(word[1:], None) if word.startswith("?") else (word,) for word in words]
        for variant in product(*choices):
            kept = [word for word in variant if word is not None]
            if kept:
                self._insert(kept, payload)

        self._starts.clear()

    def _insert(self, words: Sequence[str], payload: Payload) -> None:
        nodes = [self._root]
        for word in words:
            nodes = [child for node in nodes for child in self._children(node, word)]
        for node in nodes:
            if payload not in node.payloads:
                node.payloads.append(payload)

    def _children(self, node: _Node[Payload], word: str) -> list[_Node[Payload]]:
        if word.endswith("*") and len(word) > 1:
            prefix = normal(word[:-1])
            for known, child in node.prefixes:
                if known == prefix:
                    return [child]
            child = _Node()
            node.prefixes.append((prefix, child))
            return [child]
        return [node.children.setdefault(key, _Node()) for key in self._keys(word)]

    def _keys(self, word: str) -> tuple[str, ...]:
        if word == _ANY or word.startswith("="):
            return (word if word == _ANY else "=" + normal(word[1:]),)
        lower = normal(word)
        forms = lemmas(lower, self._language)
        # a word given in its dictionary form stands for that reading alone; where endings agree
        # with other words of the phrase, any form may be written and stands for all of them
        if not agrees(self._language) or is_dictionary_form(lower, str(self._language)):
            return (lower,)
        return forms

    def find_all(self, tokens: Sequence[Token]) -> Iterator[Match[Payload]]:
        """Yield every phrase at every position, overlapping ones included."""
        starts, count = self._starts, len(tokens)
        for first, token in enumerate(tokens):
            begun = starts.get(token.lower)
            if begun is None:
                begun = self._begin(token)
            if not begun:
                continue
            reached = [(node, first + 1) for node in begun]
            while reached:
                node, index = reached.pop()
                for payload in node.payloads:
                    yield Match(first, index, payload)
                if index < count and (node.children or node.prefixes):
                    reached.extend((child, index + 1) for child in _step(node, tokens[index]))

    def _begin(self, token: Token) -> list["_Node[Payload]"]:
        """Remember where a word leads from the root: most words of a text lead nowhere."""
        if len(self._starts) >= _REMEMBERED:
            self._starts.clear()
        begun = self._starts[token.lower] = _step(self._root, token)
        return begun

    def find(self, tokens: Sequence[Token]) -> list[Match[Payload]]:
        """Return the longest phrases from left to right; several payloads of one span stay."""
        by_first: dict[int, list[Match[Payload]]] = {}
        for match in self.find_all(tokens):
            by_first.setdefault(match.first, []).append(match)
        kept: list[Match[Payload]] = []
        index = 0
        while index < len(tokens):
            here = by_first.get(index)
            if not here:
                index += 1
                continue
            last = max(match.last for match in here)
            kept.extend(_unique(match for match in here if match.last == last))
            index = last
        return kept


def _step(node: _Node[Payload], token: Token) -> list[_Node[Payload]]:
    children = node.children
    found = []
    if children:
        for key in token.lemmas:
            child = children.get(key)
            if child is not None:
                found.append(child)
        for key in ("=" + token.lower, _ANY):
            child = children.get(key)
            if child is not None:
                found.append(child)
    for prefix, child in node.prefixes:
        if token.lower.startswith(prefix):
            found.append(child)
    return found


def _unique(matches: Iterable[Match[Payload]]) -> list[Match[Payload]]:
    kept: list[Match[Payload]] = []
    for match in matches:
        if match not in kept:
            kept.append(match)
    return kept
