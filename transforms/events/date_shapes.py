"""Shapes of the date grammar, and the pieces of a phrase that are read from them.

A shape is a run of role letters (see ``date_lexicon``) that ``date_grammar`` recognised.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.events.date_lexicon import DateLexicon
from transforms.language.tokens import Token

_RELATIONS: Final = {"L": "last", "b": "last", "Z": "this", "X": "next"}
_PART_OF_ROLE: Final = {"N": "night", "O": "night", "g": "afternoon", "G": "afternoon"}


class Piece(NamedTuple):
    """A part of a date phrase: its half-open range of tokens and what it says.

    ``weak`` pieces count only when they complete another one ("the 31st", a bare year).
    """

    first: int
    last: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    offset: int | None = None
    length: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    relation: str | None = None
    edge: str | None = None
    vague: bool = False
    weak: bool = False


class Shape(NamedTuple):
    """A match: its tokens, their role letters, and the letter before."""

    first: int
    last: int
    roles: str
    before: str
    tokens: Sequence[Token]
    lexicon: DateLexicon

    def numbers(self, letters: str) -> list[int]:
        """Return the values of the tokens with one of ``letters``, in order."""
        found = []
        for index, role in enumerate(self.roles):
            if role in letters:
                value = self.lexicon.meanings[self.tokens[self.first + index].lower]
                if isinstance(value, int):
                    found.append(value)
        return found

    def own(self) -> Sequence[Token]:
        """Return the tokens of the shape itself."""
        return self.tokens[self.first : self.last]

    def word(self, letters: str) -> str | None:
        """Return the value of the first token with one of ``letters`` as a name."""
        for index, role in enumerate(self.roles):
            if role in letters:
                if role in _PART_OF_ROLE:
                    return _PART_OF_ROLE[role]
                return str(self.lexicon.meanings[self.tokens[self.first + index].lower])
        return None

    def year_offset(self) -> int | None:
        """Return -1 for a shape that ends with "last year", and so on."""
        if self.roles[-1:] != "Y" or self.roles[-2] not in "LZX":
            return None
        return {"L": -1, "Z": 0, "X": 1}[self.roles[-2]]

    def lists(self) -> bool:
        """Say whether "and" joins two days; after "between" they are the ends of one time."""
        return "&" in self.roles and self.before != "s"

    def relation(self) -> str | None:
        """Return last, this or next, where the shape says so."""
        return next((_RELATIONS[role] for role in self.roles if role in _RELATIONS), None)
