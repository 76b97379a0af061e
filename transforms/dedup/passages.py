"""Two texts side by side: what they share and what stands in the place of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

from transforms.dedup.salient import bundled_comparison_words, number_value

_TOKEN: Final = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f ,.]\d{3})+(?!\d)"  # 26 000  26,000
    r"|\d+(?:[.,]\d+)?"
    r"|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*"
)
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_GROUP_MARKS: Final = str.maketrans("", "", "\u00a0\u202f ,.")
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})
_GROUPED: Final = re.compile(r"\d{1,3}(?:[\u00a0\u202f ,.]\d{3})+")
_SENTENCE_END: Final = frozenset(".!?…\n:")
_LINE_END: Final = tuple('.!?…;,:"”»')
_HEADLINE_LENGTH: Final = 35
_HEADLINE_WORDS: Final = 5
_BYLINE_WORDS: Final = 10
_HEAD_LINES: Final = 3
_CACHE_TEXTS: Final = 2_048
_BRIDGE_WORDS: Final = 2
"""A run of so few equal words between two edits is chance, or part of one change."""


MAX_WORDS: Final = 5_000
"""Words of a text that are compared; the rest of a longer one is not looked at."""


class Word(NamedTuple):
    """One word: how it is compared, how it is written, where it stands."""

    key: str
    written: str
    line: int
    opens: bool


@dataclass(frozen=True)
class Passages:
    """The words of a text, and what its lines are."""

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    loose_lines: frozenset[int]
    nameless_lines: frozenset[int]
    quiet_lines: frozenset[int]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The values of all numbers."""
        return frozenset(v for key in self.keys if (v := number_value(key)) is not None)

    @cached_property
    def names(self) -> frozenset[str]:
        """All words with a capital letter."""
        return frozenset(word.key for word in self.words if word.written[0].isupper())

    @cached_property
    def key_set(self) -> frozenset[str]:
        """All words."""
        return frozenset(self.keys)


class Edit(NamedTuple):
    """A passage of one text and what stands in its place in the other; one may be empty."""

    left: tuple[int, int]
    right: tuple[int, int]


class Alignment(NamedTuple):
    """What two texts have in common: the number of equal words in runs, and the edits."""

    equal: int
    edits: tuple[Edit, ...]


@lru_cache(maxsize=_CACHE_TEXTS)
def passages(text: str) -> Passages:
    """Split a text into words.

    ``loose_lines`` hold no news: bylines, and links among the paragraphs. ``nameless_lines`` are
    those and the headlines, which every outlet words anew; ``quiet_lines`` the loose ones and
    paragraphs that tell of earlier events.
    """
    lines = text.split("\n")
    words: list[Word] = []
    for position, line in enumerate(lines):
        words.extend(_words_of_line(line, position))
    heads, loose = _lines_without_news(lines)
    background = bundled_comparison_words().background
    quiet = {n for n, line in enumerate(lines) if _begins(line, background)}
    del words[MAX_WORDS:]
    keys = tuple(word.key for word in words)
    return Passages(
        tuple(words), keys, frozenset(loose), frozenset(loose | heads), frozenset(loose | quiet)
    )


def may_share(left: Passages, right: Passages, enough: float) -> bool:
    """Tell whether two texts can share so many words in the same order: cheaper than aligning."""
    return LCSseq.similarity(left.keys, right.keys, score_cutoff=ceil(enough)) >= enough


def align(left: Passages, right: Passages) -> Alignment:
    """Find the edits that turn one text into the other.

    Equal runs of one or two words between edits belong to the edits around them.
    """
    edits: list[Edit] = []
    equal = 0
    for step in LCSseq.opcodes(left.keys, right.keys):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            equal += b - a
        elif edits and a - edits[-1].left[1] <= _BRIDGE_WORDS:
            bridged = a - edits[-1].left[1]
            equal -= bridged
            edits[-1] = Edit((edits[-1].left[0], b), (edits[-1].right[0], d))
        else:
            edits.append(Edit((a, b), (c, d)))
    return Alignment(equal, tuple(edits))


def _words_of_line(line: str, position: int) -> Iterator[Word]:
    opens = True
    last = 0
    for match in _TOKEN.finditer(line):
        written = match.group()
        opens = opens or any(mark in _SENTENCE_END for mark in line[last : match.start()])
        last = match.end()
        if _UNSPACED.search(written):
            for letter in written:
                yield Word(letter, letter, position, False)
            continue
        if _GROUPED.fullmatch(written):
            key = written.translate(_GROUP_MARKS)
        else:
            key = written.casefold().translate(_APOSTROPHES).replace(",", ".")
        yield Word(key, written, position, opens)
        opens = False


def _lines_without_news(lines: list[str]) -> tuple[set[int], set[int]]:
    """Return the headlines above the prose, and the bylines and links anywhere."""
    told = [number for number, line in enumerate(lines) if line.strip()]
    prose = {n for n in told if lines[n].rstrip().endswith(_LINE_END)}
    bylines = bundled_comparison_words().bylines
    heads, loose = set(), set()
    for place, number in enumerate(told):
        line = lines[number].strip().lstrip("(")
        if _begins(line, bylines) and len(line.split()) <= _BYLINE_WORDS:
            loose.add(number)
        elif prose and number not in prose:
            around = [told[near] for near in (place - 1, place + 1) if 0 <= near < len(told)]
            if number < min(prose):
                heads.add(number)
            elif all(near in prose for near in around) and _is_headline(line):
                loose.add(number)
    return heads if len(heads) <= _HEAD_LINES else set(), loose


def _is_headline(line: str) -> bool:
    return len(line) >= _HEADLINE_LENGTH and len(line.split()) >= _HEADLINE_WORDS


def _begins(line: str, beginnings: tuple[str, ...]) -> bool:
    folded = line.strip().casefold()
    return any(
        folded.startswith(begin) and not folded[len(begin) : len(begin) + 1].isalnum()
        for begin in beginnings
    )
