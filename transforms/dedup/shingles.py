"""Texts as sets of shingles: every run of three words, as a hash of 64 bit.

Only letters and digits count, case does not. A character of a script that is written without spaces
is a word of its own, so that such texts have shingles too.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS: Final = 3

Hashes = NDArray[np.uint64]

_CACHE_WORDS: Final = 500_000
_CACHE_TEXTS: Final = 5_000
_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_HAS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_UNSPACED_WORD: Final = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_FACTORS: Final = tuple(
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_SHIFT: Final = np.uint64(31)


def words(text: str) -> list[str]:
    """Return the lower-case words of a text in their order."""
    lower = text.lower()
    return (_UNSPACED_WORD if _HAS_UNSPACED.search(lower) else _WORD).findall(lower)


def shingle_hashes(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.uint64]]:
    """Return the hashes of the shingles of all texts, one after the other, and where each begins.

    The second array has one item more than there are texts: text ``i`` owns the hashes from item
    ``i`` to item ``i + 1``. A text of fewer words than a shingle has one hash, of all its words
    (none at all gives the hash of nothing). A shingle may occur more than once.
    """
    hashes: list[int] = []
    sizes: list[int] = []
    for text in texts:
        own = [_word_hash(word) for word in words(text)]
        # Filled up, so that the shortest text has a shingle.
        own += [0] * (SHINGLE_WORDS - len(own))
        hashes += own
        sizes.append(len(own))
    flat = np.fromiter(hashes, np.uint64, len(hashes))
    lengths = np.array(sizes, np.int64)
    ends = np.cumsum(lengths)
    rolled = _rolled(flat)
    inside = np.ones(len(flat), bool)
    for distance in range(1, SHINGLE_WORDS):  # shingles that run into the next text
        inside[ends - distance] = False
    offsets = np.concatenate(([0], np.cumsum(lengths - SHINGLE_WORDS + 1))).astype(np.uint64)
    return rolled[inside[: len(rolled)]], offsets


@lru_cache(maxsize=_CACHE_TEXTS)
def shingle_set(text: str) -> Hashes:
    """Return the hashes of a text's shingles, each once and in their order."""
    return np.unique(shingle_hashes((text,))[0])


def shared_shingles(one: str, other: str) -> float:
    """Return which share of the shingles of the text that has fewer occurs in the other."""
    left, right = shingle_set(one), shingle_set(other)
    both = np.concatenate((left, right))
    both.sort()
    shared = np.count_nonzero(both[1:] == both[:-1])
    return float(shared) / min(len(left), len(right))


def _rolled(flat: Hashes) -> Hashes:
    size = len(flat) - SHINGLE_WORDS + 1
    if size < 1:
        return np.empty(0, np.uint64)
    mixed = np.zeros(size, np.uint64)
    for position, factor in enumerate(_FACTORS):
        mixed += flat[position : position + size]
        mixed *= factor
        mixed ^= mixed >> _SHIFT
    return mixed


@lru_cache(maxsize=_CACHE_WORDS)
def _word_hash(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
