"""Finding a quote in the text it is said to come from.

Word for word, or differing only in what people and models do not type alike: white space, quote
marks, dashes, invisible characters. Letters, digits and their case have to agree.
"""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

_LONGEST: Final = 2_000
_MOST_PLACES: Final = 1_000
_LIKE: Final = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″❝❞＂", '"'),
        **dict.fromkeys("‘’‚‛ʼ`´′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_EDGES: Final = " \"'.,;:"

Range = tuple[int, int]
"""First character and the one after the last."""


class Quotes:
    """The text of one article, ready to be searched; offsets are characters of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain, self._origins = _plain(text)

    def find(self, quote: str, near: Range | None = None) -> Range | None:
        """Return where a quote stands, None where it does not.

        Of several places the first within ``near`` is taken, else the nearest to it.
        """
        wanted = unicodedata.normalize("NFC", quote).strip()
        if not wanted or len(wanted) > _LONGEST:
            return None
        if near is not None:
            within = next(_places(self._text, wanted, *near), None)
            if within is not None:
                return within, within + len(wanted)
        found = [(at, at + len(wanted)) for at in _some_places(self._text, wanted)]
        if not found:
            plain = _plain(wanted)[0].strip()
            found = self._alike(plain) or self._alike(plain.strip(_EDGES))
        return _nearest(found, near)

    def _alike(self, plain: str) -> list[Range]:
        if not any(character.isalnum() for character in plain):
            return []
        return [
            (self._origins[at], self._origins[at + len(plain) - 1] + 1)
            for at in _some_places(self._plain, plain)
        ]


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with like characters made equal, and where each of its characters stood."""
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text.translate(_LIKE)):
        if character in _INVISIBLE:
            continue
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "  # noqa: PLW2901 - one space for any number of them
        characters.append(character)
        origins.append(position)
    return "".join(characters), origins


def _some_places(text: str, wanted: str) -> list[int]:
    """Return where ``wanted`` stands, at most in so many places as no prose has of a quote."""
    return list(islice(_places(text, wanted, 0, len(text)), _MOST_PLACES))


def _places(text: str, wanted: str, start: int, end: int) -> Iterator[int]:
    """Yield where ``wanted`` stands as whole words, wholly between ``start`` and ``end``."""
    at = text.find(wanted, start, end)
    while at >= 0:
        after = at + len(wanted)
        cut_before = at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()
        cut_after = after < len(text) and text[after].isalnum() and wanted[-1].isalnum()
        if not cut_before and not cut_after:
            yield at
        at = text.find(wanted, at + 1, end)


def _nearest(found: list[Range], near: Range | None) -> Range | None:
    if not found or near is None:
        return found[0] if found else None
    start, end = near
    return min(found, key=lambda one: (max(start - one[0], one[1] - end, 0), one[0]))
