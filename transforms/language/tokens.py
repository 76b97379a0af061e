"""Words of a text with their offsets and dictionary forms.

A token is a run of letters and digits, joined by inner apostrophes and hyphens ("Ust-Luga",
"п'ять", "С-300"), by inner separators of a number ("1,500", "3.5", "26 000"), or one other
character that is not a space. Offsets are characters of the text, the end exclusive.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from transforms.language.morphology import lemmas

_TOKEN: Final = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d\w])"  # 26 000
    r"|\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*"  # 1,500  3.5  02:30  24-х  2nd
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m., т.е.
    r"|[^\W_]+(?:['’ʼ`\-‑–][^\W_]+)*"  # words, Ust-Luga, п'ять, С-300
    r"|\S"
)
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’ʼ]s$")
_CACHE_WORDS: Final = 400_000
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", "ё": "е"})


class Token(NamedTuple):
    """One word: its offsets, its lower-case form and its possible dictionary forms."""

    start: int
    end: int
    text: str
    lower: str
    lemmas: tuple[str, ...]


def normal(word: str) -> str:
    """Lower-case a word and unify apostrophes, hyphens and the letter ё; length is kept."""
    return word.translate(_APOSTROPHES).lower()


@lru_cache(maxsize=_CACHE_WORDS)
def _word(word: str, language: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Return the word without possessive, its lower-case form and its dictionary forms."""
    kept = _POSSESSIVE.sub("", word) or word
    lower = normal(kept)
    return kept, lower, lemmas(lower, language) if lower[0].isalpha() else (lower,)


def tokenize(
    text: str, language: str | None, start: int = 0, end: int | None = None
) -> list[Token]:
    """Return the tokens of ``text[start:end]``; a possessive 's is left out of its word."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first = match.start()
        word, lower, forms = _word(match.group(), language)
        found.append(Token(first, first + len(word), word, lower, forms))
    return found
