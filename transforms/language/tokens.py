"""Words of a text with their offsets and dictionary forms.

A token is a run of letters and digits, joined by inner apostrophes and hyphens ("Ust-Luga",
"п'ять", "С-300"), by inner separators of a number ("1,500", "3.5", "26 000"), or one other
character that is not a space. French and Italian elided words are tokens of their own, with their
apostrophe ("l'" and "attaque"). Offsets are characters of the text, the end exclusive.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.language.morphology import lemmas

_TOKEN: Final = re.compile(
    # most tokens begin with two letters: nothing before the words below would match them
    r"[^\W\d_][^\W\d_]+[^\W_]*(?:['’ʼ`\-‑–][^\W_]+)*"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d\w])"  # 26 000
    r"|\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*"  # 1,500  3.5  02:30  24-х  2nd
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m., т.е.
    r"|[^\W_]+(?:['’ʼ`\-‑–][^\W_]+)*"  # words, Ust-Luga, п'ять, С-300
    r"|\S"
)
# languages that elide articles and pronouns before a vowel, with how they do: "l'attaque" and
# "dell'attacco" are two words there, "aujourd'hui" and the name "Sana'a" are one
_ELIDED: Final = {"fr": r"[^\W\d_]{1,2}", "it": r"(?:[^\W\d_]|[^\W\d_]{1,4}[^\W\d_aeiou])"}
_ELIDED_TOKENS: Final = {
    language: re.compile(rf"\b{word}['’ʼ](?=[^\W\d_])|" + _TOKEN.pattern)
    for language, word in _ELIDED.items()
}
# No token goes on after a space but a number of several groups: cut there, a text is a sequence of
# few different pieces, whose tokens need be found once.
_GROUPED: Final = re.compile(r" (?<=\d )\d{3}")  # begins with a letter that is found fast
_CUT: Final = re.compile(r"\n|(?<!\d) | (?!\d{3})")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’ʼ]s$")
_CACHE_WORDS: Final = 200_000
_CACHE_PIECES: Final = 200_000
_LONGEST_CACHED: Final = 100
# Latin letters typed inside Cyrillic words ("Днiпрo"), read as the letters they look like
_LOOKALIKES: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")
_LATIN: Final = re.compile(r"[a-z]")
_CYRILLIC: Final = re.compile(r"[а-яёєіїґ]")
_NOT_ALIKE: Final = re.compile(r"[dfgjlnqrsuvwz]")
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", "ё": "е"})


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """One word: its offsets, its lower-case form and its possible dictionary forms."""

    start: int
    end: int
    text: str
    lower: str
    lemmas: tuple[str, ...]


def normal(word: str) -> str:
    """Lower-case a word and unify apostrophes, hyphens and the letter ё; length is kept."""
    return word.translate(_APOSTROPHES).lower()


def _one_script(lower: str) -> str:
    """Return a lower-case word with the Latin lookalikes inside its Cyrillic parts replaced."""
    if not (_LATIN.search(lower) and _CYRILLIC.search(lower)):
        return lower
    return "-".join(
        part.translate(_LOOKALIKES)
        if _CYRILLIC.search(part) and not _NOT_ALIKE.search(part)
        else part
        for part in lower.split("-")
    )


class Tokens(list[Token]):
    """The tokens of one text with what several readers ask of all of them; not to be changed.

    To index a class made from lists takes twenty times as long as to index a list: what looks at
    single tokens again and again makes a plain list of them first.

    ``beginnings`` is kept by ``transforms.language.first_words``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.beginnings: tuple[object, list[list[int]]] | None = None
        self._lowers: list[str] = []
        self._starts: list[int] = []

    @property
    def lowers(self) -> list[str]:
        """Return the lower-case forms, by position."""
        if len(self._lowers) != len(self):
            self._lowers = [token.lower for token in self]
        return self._lowers

    @property
    def starts(self) -> list[int]:
        """Return the offsets of the first characters, by position."""
        if len(self._starts) != len(self):
            self._starts = [token.start for token in self]
        return self._starts


def lowers_of(tokens: Sequence[Token]) -> list[str]:
    """Return the lower-case forms of tokens, those of a whole text worked out once."""
    return tokens.lowers if isinstance(tokens, Tokens) else [token.lower for token in tokens]


def starts_of(tokens: Sequence[Token]) -> list[int]:
    """Return the offsets at which tokens start, those of a whole text worked out once."""
    return tokens.starts if isinstance(tokens, Tokens) else [token.start for token in tokens]


class _Words(dict[str, tuple[int, str, str, tuple[str, ...]]]):
    """What is known of a word as written: length without possessive, word, lower case, forms."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> tuple[int, str, str, tuple[str, ...]]:
        kept = _POSSESSIVE.sub("", word) or word
        lower = _one_script(normal(kept))
        forms = lemmas(lower, self._language) if lower[0].isalpha() else (lower,)
        found = (len(kept), kept, lower, forms)
        if len(self) >= _CACHE_WORDS:
            self.clear()
        if len(word) <= _LONGEST_CACHED:
            self[word] = found
        return found


class _Pieces(dict[str, tuple[tuple[int, int, str, str, tuple[str, ...]], ...]]):
    """The tokens of a piece of text without spaces, with offsets from its beginning."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._words = _Words(language)
        self._token = _ELIDED_TOKENS.get(language or "", _TOKEN)

    def __missing__(self, piece: str) -> tuple[tuple[int, int, str, str, tuple[str, ...]], ...]:
        found = []
        for match in self._token.finditer(piece):
            first = match.start()
            length, word, lower, forms = self._words[match[0]]
            found.append((first, first + length, word, lower, forms))
        if len(self) >= _CACHE_PIECES:
            self.clear()
        if len(piece) <= _LONGEST_CACHED:
            self[piece] = tuple(found)
        return tuple(found)


_KNOWN: Final[dict[str | None, _Pieces]] = {}


def tokenize(
    text: str, language: str | None, start: int = 0, end: int | None = None
) -> list[Token]:
    """Return the tokens of ``text[start:end]``; a possessive 's is left out of its word."""
    pieces = _KNOWN.get(language)
    if pieces is None:
        pieces = _KNOWN[language] = _Pieces(language)
    part = text[start:end]
    found, at = Tokens(), start
    add, known = found.append, pieces.get
    grouped = _GROUPED.search(part)
    for piece in _CUT.split(part) if grouped else part.replace("\n", " ").split(" "):
        for first, last, word, lower, forms in known(piece) or pieces[piece]:
            add(Token(at + first, at + last, word, lower, forms))
        at += len(piece) + 1
    return found
