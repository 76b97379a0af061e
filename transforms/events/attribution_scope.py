"""Which sentences a claimant stands for: its own, the whole quotation, what "it" points to."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from transforms.language.sentences import Sentence, sentence_at

_OPENING: Final = "«“„"
_CLOSING: Final = "»”"
_PLAIN: Final = '"'
_LONGEST_QUOTE: Final = 2_000


def quotations(text: str, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of quotations, each within one paragraph."""
    found: list[tuple[int, int]] = []
    open_at: int | None = None
    closes = ""
    edges = _paragraph_edges(sentences)
    edge = 0
    for at, mark in _marks(text):
        while edge < len(edges) and edges[edge] <= at:
            open_at, edge = None, edge + 1
        if open_at is None:
            if mark in _OPENING or mark == _PLAIN:
                open_at, closes = at, (_PLAIN if mark == _PLAIN else _CLOSING + "“")
        elif mark in closes:
            if at - open_at <= _LONGEST_QUOTE:
                found.append((open_at, at + 1))
            open_at = None
    return found


def _marks(text: str) -> list[tuple[int, str]]:
    wanted = _OPENING + _CLOSING + _PLAIN
    found = []
    for mark in wanted:
        at = text.find(mark)
        while at >= 0:
            found.append((at, mark))
            at = text.find(mark, at + 1)
    return sorted(found)


def _paragraph_edges(sentences: Sequence[Sentence]) -> list[int]:
    return [
        sentence.start
        for before, sentence in pairwise(sentences)
        if before.paragraph != sentence.paragraph
    ]


class Scopes:
    """Answers for one text which sentences an attribution covers."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._quotes = [
            (self.sentence_at(start), self.sentence_at(end - 1))
            for start, end in quotations(text, sentences)
        ]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence at or before a character offset."""
        return sentence_at(self._starts, offset)

    def all(self) -> tuple[int, ...]:
        """Return all sentences: a line "Source: ..." stands for the whole text."""
        return tuple(range(len(self._sentences)))

    def of(self, sentence: int, *, back: bool, forward: bool) -> tuple[int, ...]:
        """Return the sentence indexes covered, sorted.

        ``back``: the words point back ("this was reported by"); ``forward``: a colon opens what
        is said. A quotation that touches the sentence is covered as a whole.
        """
        covered = {sentence}
        for first, last in self._quotes:
            if first <= sentence <= last:
                covered.update(range(first, last + 1))
        if back and sentence > 0:
            covered.update(self._before(sentence))
        if forward and sentence + 1 < len(self._sentences):
            covered.update(self._said_after(sentence + 1))
        return tuple(sorted(covered))

    def _before(self, sentence: int) -> range:
        """Return the sentences just before: of the same paragraph, else the whole one before."""
        paragraph = self._sentences[sentence].paragraph
        first = sentence - 1
        if self._sentences[first].paragraph != paragraph:
            paragraph = self._sentences[first].paragraph
        while first > 0 and self._sentences[first - 1].paragraph == paragraph:
            first -= 1
        return range(first, sentence)

    def _said_after(self, sentence: int) -> range:
        for first, last in self._quotes:
            if first == sentence:
                return range(first, last + 1)
        return range(sentence, sentence + 1)
