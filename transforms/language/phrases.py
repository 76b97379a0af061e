"""Matching of many phrases at once in a sequence of tokens, by dictionary form.

A phrase is written in dictionary forms ("нефтеперерабатывающий завод", "shoot down"); it matches
each inflected form of its words. Written marks: "=word" matches only that very form (lower case),
"word*" a prefix, "_" any one token, "?word" a word that may be absent, "one|other" either of two
words, each with marks of its own. The matcher is a trie over words, and which of its nodes a word
leads to is worked out once: the cost grows with the tokens of the text, not with the number of
phrases.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product, starmap
from typing import Final, Generic, NamedTuple, TypeVar

from transforms.language.first_words import FirstWords
from transforms.language.morphology import agrees, is_dictionary_form, lemmas
from transforms.language.tokens import Token, Tokens, lowers_of, normal

Payload = TypeVar("Payload")
Item = TypeVar("Item")

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


class _State(Generic[Payload]):
    """The nodes that the words so far lead to, and the next state by lower-case word."""

    __slots__ = ("ends", "next", "nodes", "payloads")

    def __init__(self, nodes: list[_Node[Payload]]) -> None:
        self.nodes = nodes
        self.next: dict[str, _State[Payload]] = {}
        self.payloads = _unique(payload for node in reversed(nodes) for payload in node.payloads)
        self.ends = not any(node.children or node.prefixes for node in nodes)


class PhraseMatcher(Generic[Payload]):
    """All phrases of one language. Build once per process; matching changes nothing."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._root: _Node[Payload] = _Node()
        self._dead: _State[Payload] = _State([])
        self._firsts: FirstWords | None = None
        self._number = 0
        self._forget()

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

        self._forget()

    def _insert(self, words: Sequence[str], payload: Payload) -> None:
        nodes = [self._root]
        for word in words:
            either = word.split("|")
            nodes = [
                child for node in nodes for one in either for child in self._children(node, one)
            ]
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

    def share(self, firsts: FirstWords) -> None:
        """Look for first words together with other matchers; no phrase may be added after it."""
        self._firsts, self._number = firsts, firsts.join(self._begins)

    def _begins(self, token: Token) -> bool:
        return bool(_children_at(self._root, token))

    def find_all(self, tokens: Sequence[Token]) -> Iterator[Match[Payload]]:
        """Yield every phrase at every position, overlapping ones included."""
        return starmap(Match, self.spans(tokens))

    def spans(self, tokens: Sequence[Token]) -> list[tuple[int, int, Payload]]:
        """Return what ``find_all`` yields as plain tuples: first, last, payload, each once."""
        if self._steps > _REMEMBERED:
            self._forget()
        lowers, start = lowers_of(tokens), self._start
        count, found = len(tokens), []
        for first in self._positions(tokens):
            state = start.next.get(lowers[first])
            if state is None:
                state = self._step(start, tokens[first])
            index = first + 1
            for payload in state.payloads:
                found.append((first, index, payload))
            while index < count and not state.ends:
                following = state.next.get(lowers[index])
                state = self._step(state, tokens[index]) if following is None else following
                index += 1
                for payload in state.payloads:
                    found.append((first, index, payload))
        return found

    def _positions(self, tokens: Sequence[Token]) -> Sequence[int]:
        if self._firsts is not None and isinstance(tokens, Tokens):
            return self._firsts.positions(tokens, self._number)
        return range(len(tokens))

    def _step(self, state: "_State[Payload]", token: Token) -> "_State[Payload]":
        """Work out once where a word leads: most words of a text lead nowhere."""
        nodes = [child for node in state.nodes for child in _children_at(node, token)]
        following = _State(nodes) if nodes else self._dead
        state.next[token.lower] = following
        self._steps += 1
        return following

    def _forget(self) -> None:
        self._start = _State([self._root])
        self._steps = 0

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


def _children_at(node: _Node[Payload], token: Token) -> list[_Node[Payload]]:
    children = node.children
    found = []
    if children:
        for key in (*token.lemmas, "=" + token.lower, _ANY):
            child = children.get(key)
            if child is not None:
                found.append(child)
    for prefix, child in node.prefixes:
        if token.lower.startswith(prefix):
            found.append(child)
    return found


def _unique(items: Iterable[Item]) -> list[Item]:
    kept: list[Item] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
