"""Where the phrases of several matchers may begin in a text: one look-up per word for all of them.

Most words of a text begin no phrase of any matcher. What a word may begin is asked of every matcher
once and kept, so that the cost grows with the words of the text, not with the number of matchers.
"""

from collections.abc import Callable, Sequence
from typing import Final

from transforms.language.tokens import Token, Tokens

_CACHE_WORDS: Final = 200_000


class FirstWords:
    """The first words of the matchers of one language that have joined.

    Matchers join when their phrases are complete. Only the memory of words grows, bounded.
    """

    def __init__(self) -> None:
        self._begins: list[Callable[[Token], bool]] = []
        self._known: dict[str, tuple[int, ...]] = {}

    def join(self, begins: Callable[[Token], bool]) -> int:
        """Take a matcher in by what tells whether a word begins a phrase; return its number."""
        self._begins.append(begins)
        self._known.clear()
        return len(self._begins) - 1

    def positions(self, tokens: Tokens, number: int) -> Sequence[int]:
        """Return where phrases of a matcher may begin; worked out once per text for all."""
        found = tokens.beginnings
        if found is None or found[0] is not self:
            found = tokens.beginnings = (self, self._sort(tokens))
        return found[1][number]

    def _sort(self, tokens: Tokens) -> list[list[int]]:
        if len(self._known) > _CACHE_WORDS:
            self._known.clear()
        found: list[list[int]] = [[] for _ in self._begins]
        known = self._known.get
        for index, lower in enumerate(tokens.lowers):
            numbers = known(lower)
            if numbers is None:
                numbers = self._learn(tokens[index])
            if numbers:  # as few words have
                for number in numbers:
                    found[number].append(index)
        return found

    def _learn(self, token: Token) -> tuple[int, ...]:
        numbers = tuple(number for number, begins in enumerate(self._begins) if begins(token))
        self._known[token.lower] = numbers
        return numbers
