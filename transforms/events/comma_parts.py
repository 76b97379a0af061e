"""The part of a clause between commas and the like, by which asides and lists are told apart."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.language.tokens import Token

PART_ENDS: Final = frozenset(",;:.)–—")


def part_start(
    view: View, at: int, tokens: Sequence[Token], marks: frozenset[str] = PART_ENDS
) -> int:
    """Return the first token of the part of a clause, between ``marks``, that a token lies in."""
    while at > view.clause.first and tokens[at - 1].text not in marks:
        at -= 1
    return at


def part_end(view: View, at: int, tokens: Sequence[Token]) -> int:
    """Return where the part of a clause ends that goes on at a token (exclusive)."""
    while at < view.clause.last and tokens[at].text not in PART_ENDS:
        at += 1
    return at
