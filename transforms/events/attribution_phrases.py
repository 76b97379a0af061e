"""A phrase matcher for long texts with few hits: phrases are filed under their first word.

Written form as in ``transforms.language.phrases``: dictionary forms, "=word" for that very form,
"word*" for a prefix, "?word" for a word that may be absent. Which phrases can start at a word is
remembered per word form, so that a token that starts none costs one look-up.
"""

from collections.abc import Sequence
from itertools import product
from typing import Final, Generic, NamedTuple, TypeVar

from transforms.language.tokens import Token, normal

Payload = TypeVar("Payload")

_MEMORY_WORDS: Final = 200_000


class Hit(NamedTuple, Generic[Payload]):
    """A phrase found: half-open range of token indexes and everything filed under the phrase."""

    first: int
    last: int
    payloads: tuple[Payload, ...]


class _Word(NamedTuple):
    kind: str  # "lemma", "form" or "prefix"
    text: str

    def fits(self, token: Token) -> bool:
        if self.kind == "lemma":
            return self.text in token.lemmas
        if self.kind == "form":
            return self.text == token.lower
        return token.lower.startswith(self.text)


class _Phrase(NamedTuple, Generic[Payload]):
    rest: tuple[_Word, ...]
    payload: Payload


def _word(written: str) -> _Word:
    if written.startswith("="):
        return _Word("form", normal(written[1:]))
    if written.endswith("*") and len(written) > 1:
        return _Word("prefix", normal(written[:-1]))
    return _Word("lemma", normal(written))


class FirstWordMatcher(Generic[Payload]):
    """Phrases of one language; build once per process. Only its word memory grows, bounded."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Phrase[Payload]]] = {}
        self._by_form: dict[str, list[_Phrase[Payload]]] = {}
        self._by_prefix: list[tuple[str, _Phrase[Payload]]] = []
        self._memory: dict[str, tuple[_Phrase[Payload], ...]] = {}

    def add(self, phrase: str, payload: Payload) -> None:
        """File one phrase; the first word must not be optional."""
        words = phrase.split()
        if not words or words[0].startswith("?"):
            raise ValueError(f"a phrase needs a first word: {phrase!r}")
        choices = [(word[1:], None) if word.startswith("?") else (word,) for word in words]
        for variant in product(*choices):
            kept = [_word(word) for word in variant if word is not None]
            self._file(kept[0], _Phrase(tuple(kept[1:]), payload))

    def _file(self, first: _Word, phrase: _Phrase[Payload]) -> None:
        self._memory.clear()
        if first.kind == "lemma":
            self._by_word.setdefault(first.text, []).append(phrase)
        elif first.kind == "form":
            self._by_form.setdefault(first.text, []).append(phrase)
        else:
            self._by_prefix.append((first.text, phrase))

    def _starting(self, token: Token) -> tuple[_Phrase[Payload], ...]:
        found = list(self._by_form.get(token.lower, ()))
        for lemma in token.lemmas:
            found.extend(self._by_word.get(lemma, ()))
        found.extend(p for prefix, p in self._by_prefix if token.lower.startswith(prefix))
        if len(self._memory) >= _MEMORY_WORDS:
            self._memory.clear()
        self._memory[token.lower] = result = tuple(found)
        return result

    def find(self, tokens: Sequence[Token]) -> list[Hit[Payload]]:
        """Return the longest phrases from left to right, each with all its payloads."""
        hits: list[Hit[Payload]] = []
        memory = self._memory
        free_from = 0
        for index, token in enumerate(tokens):
            phrases = memory.get(token.lower)
            if phrases is None:
                phrases = self._starting(token)
            if not phrases or index < free_from:
                continue
            best, payloads = _longest(phrases, tokens, index)
            if best > index:
                hits.append(Hit(index, best, payloads))
                free_from = best
        return hits


def _longest(
    phrases: tuple[_Phrase[Payload], ...], tokens: Sequence[Token], index: int
) -> tuple[int, tuple[Payload, ...]]:
    best = index
    payloads: dict[Payload, None] = {}
    for rest, payload in phrases:
        last = index + 1 + len(rest)
        if last < best or last > len(tokens):
            continue
        if all(word.fits(tokens[index + 1 + at]) for at, word in enumerate(rest)):
            if last > best:
                best, payloads = last, {}
            payloads[payload] = None
    return best, tuple(payloads)
