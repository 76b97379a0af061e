"""A phrase matcher whose cost follows the hits: most tokens of a text cost one look-up.

Written form as in ``transforms.language.phrases``: dictionary forms, "=word" for that very form,
"word*" for a prefix, "_" for any word, "?word" for a word that may be absent, "one|other" for
either. The phrases are a trie; which of its nodes a word form leads to is worked out once and
remembered (a lazily built automaton).
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final, Generic, TypeVar

from transforms.language.first_words import FirstWords
from transforms.language.tokens import Token, Tokens, lowers_of, normal

Payload = TypeVar("Payload")

_MEMORY_STEPS: Final = 400_000
# as the tokenizer cuts them: "Russia's" is "Russia", "Censor.NET" three tokens
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’]s(?=\s|$)")
_INNER_DOT: Final = re.compile(r"(?<=\w\w)\.(?=\w)")


class Hit(Generic[Payload]):
    """A phrase found: half-open range of token indexes and everything filed under the phrase."""

    __slots__ = ("first", "last", "payloads")

    def __init__(self, first: int, last: int, payloads: tuple[Payload, ...]) -> None:
        self.first = first
        self.last = last
        self.payloads = payloads


class _Node(Generic[Payload]):
    """Where the trie stands after some words; children by dictionary form, form and prefix."""

    __slots__ = ("by_form", "by_lemma", "by_prefix", "payloads")

    def __init__(self) -> None:
        self.by_lemma: dict[str, _Node[Payload]] = {}
        self.by_form: dict[str, _Node[Payload]] = {}
        self.by_prefix: dict[str, _Node[Payload]] = {}
        self.payloads: list[Payload] = []

    def child(self, written: str) -> "_Node[Payload]":
        """Return the node that one written word leads to, made where it is missing."""
        if written.startswith("="):
            return self.by_form.setdefault(normal(written[1:]), _Node())
        if written == "_":
            return self.by_prefix.setdefault("", _Node())
        if written.endswith("*") and len(written) > 1:
            return self.by_prefix.setdefault(normal(written[:-1]), _Node())
        return self.by_lemma.setdefault(normal(written), _Node())

    def reached(self, token: Token) -> "Iterable[_Node[Payload]]":
        """Yield the nodes that a token leads to."""
        if token.lower in self.by_form:
            yield self.by_form[token.lower]
        for lemma in token.lemmas:
            if lemma in self.by_lemma:
                yield self.by_lemma[lemma]
        for prefix, node in self.by_prefix.items():
            if token.lower.startswith(prefix):
                yield node


class _State(Generic[Payload]):
    """The set of nodes reached by the words so far, and the next state per word form."""

    __slots__ = ("goes_on", "next", "nodes", "payloads")

    def __init__(self, nodes: tuple[_Node[Payload], ...]) -> None:
        self.nodes = nodes
        self.next: dict[str, _State[Payload]] = {}
        self.payloads = tuple(dict.fromkeys(p for node in nodes for p in node.payloads))
        self.goes_on = any(node.by_form or node.by_lemma or node.by_prefix for node in nodes)


class FirstWordMatcher(Generic[Payload]):
    """Phrases of one language; build once per process. Only its word memory grows, bounded."""

    def __init__(self) -> None:
        self._root: _Node[Payload] = _Node()
        self._start: _State[Payload] = _State((self._root,))
        self._dead: _State[Payload] = _State(())
        self._steps = 0
        self._firsts: FirstWords | None = None
        self._number = 0

    def add(self, phrase: str, payload: Payload) -> None:
        """File one phrase; the first word must not be optional."""
        words = _POSSESSIVE.sub("", _INNER_DOT.sub(" . ", phrase)).split()
        if not words or words[0].startswith("?"):
            raise ValueError(f"a phrase needs a first word: {phrase!r}")
        choices: list[list[str | None]] = [
            [*word[1:].split("|"), None] if word.startswith("?") else [*word.split("|")]
            for word in words
        ]
        for variant in product(*choices):
            node = self._root
            for word in variant:
                if word is not None:
                    node = node.child(word)
            node.payloads.append(payload)
        self._forget()

    def _forget(self) -> None:
        self._start = _State((self._root,))
        self._steps = 0

    def _step(self, state: _State[Payload], token: Token) -> _State[Payload]:
        nodes = tuple(dict.fromkeys(child for node in state.nodes for child in node.reached(token)))
        following = _State(nodes) if nodes else self._dead
        state.next[token.lower] = following
        self._steps += 1
        return following

    def share(self, firsts: FirstWords) -> None:
        """Look for first words together with other matchers; no phrase may be added after it."""
        self._firsts, self._number = firsts, firsts.join(self._begins)

    def _begins(self, token: Token) -> bool:
        return next(iter(self._root.reached(token)), None) is not None

    def find(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """Return the longest phrases from left to right, each with all its payloads."""
        if self._steps > _MEMORY_STEPS:
            self._forget()
        hits: list[Hit[Payload]] = []
        lowers, begin, dead = lowers_of(tokens), self._start.next, self._dead
        count, free_from = len(tokens), 0
        for index in self.beginnings(tokens):
            if index < free_from:
                continue
            state = begin.get(lowers[index])
            if state is None:
                state = self._step(self._start, tokens[index])
            if state is dead:
                continue
            at = last = index + 1
            payloads = state.payloads
            while state.goes_on and at < count:
                following = state.next.get(lowers[at])
                state = self._step(state, tokens[at]) if following is None else following
                at += 1
                if state.payloads:
                    last, payloads = at, state.payloads
            if payloads:
                hits.append(Hit(index, last, payloads))
                free_from = last
        return hits

    def beginnings(self, tokens: Sequence[Token]) -> Sequence[int]:
        """Return the tokens at which a phrase may begin, in order."""
        if self._firsts is not None and isinstance(tokens, Tokens):
            return self._firsts.positions(tokens, self._number)
        return range(len(tokens))


def add_all(matcher: FirstWordMatcher[Payload], phrases: Iterable[str], payload: Payload) -> None:
    """File all phrases under one payload."""
    for phrase in phrases:
        matcher.add(phrase, payload)
