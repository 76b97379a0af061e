"""Names of ships, whose parts are often names of places ("the tanker Minerva Athens").

A run of capitalised words is a ship's name where a word for a vessel stands right before it, or
behind a name that does not begin with a place. A name once known counts all over the text.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.place_words import MEETING, PlaceWords
from transforms.language.tokens import Token

_LONGEST: Final = 4
_BEFORE, _AFTER = -1, 1
_POSSESSIVES: Final = ("'", "’", "‘")


def ship_tokens(
    text: str, tokens: Sequence[Token], starts: Sequence[int], words: PlaceWords
) -> set[int]:
    """Return the tokens that belong to names of ships in a text that has a word for a vessel.

    ``starts`` are the tokens at which the name of a place may begin.
    """
    names = {_ship(text, tokens, index, words) for index in starts} - {None}
    found: set[int] = set()
    for name in names:
        if name is None:
            continue
        first, last = name
        whole = [token.text for token in tokens[first:last]]
        for index in starts if last - first > 1 else ():
            for begin in range(max(0, index - len(whole) + 1), index + 1):
                if [token.text for token in tokens[begin : begin + len(whole)]] == whole:
                    found.update(range(begin, begin + len(whole)))
        found.update(range(first, last))
    return found


def _ship(
    text: str, tokens: Sequence[Token], index: int, words: PlaceWords
) -> tuple[int, int] | None:
    """Return the run of capitalised words around a token if it is the name of a ship."""
    if not _capitalised(tokens[index]):
        return None
    first, last = index, index + 1
    while first and index - first < _LONGEST and _joined(text, tokens, first - 1):
        first -= 1
    while last < len(tokens) and last - index < _LONGEST and _joined(text, tokens, last - 1):
        last += 1
    if text.startswith(_POSSESSIVES, tokens[last - 1].end):
        return None
    if _is_vessel(tokens, first + _BEFORE, words):
        country = last - first == 1 and bool(words.names.at(tokens, first)[1])
        return None if country else (first, last)
    known = (words.known.get(tokens[first].lower) or 0) & ~MEETING
    if last - first > 1 and first and not known:
        if _is_vessel(tokens, last - 1 + _AFTER, words):
            return first, last
        behind = index == last - 1 and tokens[first].lower not in words.passed_over
        if behind and tokens[first - 1].lower in words.fillers:
            return first, last  # "struck the Marlin Luanda", in a text on ships
    return None


def _joined(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a token and the one behind it are capitalised words with a space between."""
    one, other = tokens[index], tokens[index + 1]
    return _capitalised(one) and _capitalised(other) and text[one.end : other.start] == " "


def _capitalised(token: Token) -> bool:
    return token.text[0].isupper() and token.text[0].isalpha() and token.text.isalpha()


def _is_vessel(tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    return 0 <= index < len(tokens) and tokens[index].lower in words.vessel_nouns
