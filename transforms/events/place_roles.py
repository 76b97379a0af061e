"""What part a named place plays in its sentence: the scene, a speaker, a distance, a person.

Every rule looks only at the words around the name. The rules are asked in the order of their
certainty; a name that none of them explains is a location.
"""

import re
from collections.abc import Sequence
from typing import Final

from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

LOCATION: Final = "location"
_WINDOW: Final = 8
_STOPS: Final = frozenset({".", "!", "?", ";", ":", "(", ")", '"', "«", "»", "“", "”"})
_NUMBER: Final = re.compile(r"\d")
_DATELINE: Final = re.compile(
    r"[ \t]*(?:,[^\n.]{0,40})?(?:\([^)\n]{2,40}\))?[ \t]*(?:[-–—:]|\.\s[-–—])"
)


def before(tokens: Sequence[Token], first: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether one of ``phrases`` stands right before ``first``, articles left out."""
    words = [token.lower for token in tokens[max(0, first - 5) : first]]
    for cut in (0, 1, 2):
        cut_words = words[: len(words) - cut] if cut else words
        if cut and (len(words) < cut or words[-cut] not in _FILLERS):
            break
        if any(phrase == tuple(cut_words[-len(phrase) :]) for phrase in phrases if phrase):
            return True
    return False


_FILLERS: Final = frozenset({"the", "city", "town", "village", "of", "города", "городом", "міста"})


def role_of(
    text: str, tokens: Sequence[Token], first: int, last: int, kind: str, words: PlaceWords
) -> str:
    """Return the role of the name at tokens ``first`` to ``last``; see ``PlaceMention``."""
    if _is_dateline(text, tokens, first, last, kind):
        return "dateline"
    if (
        last < len(tokens)
        and tokens[last].lower in words.name_nouns
        and tokens[last].text[0].isupper()
    ):
        return "outlet"
    if _is_distance(tokens, first, words):
        return "distance"
    if before(tokens, first, words.border):
        return "border"
    if before(tokens, first, words.origin_phrases) or _made_there(tokens, last, words):
        return "origin"
    if before(tokens, first, words.towards):
        return "direction"
    if before(tokens, first, words.near):
        return "near"
    return LOCATION


def is_government(
    text: str, tokens: Sequence[Token], first: int, last: int, words: PlaceWords
) -> bool:
    """Tell whether a capital's or country's name stands for its government."""
    if before(tokens, first, words.government_before):
        return True
    if first > 0 and tokens[first - 1].lower in words.locative:
        return False
    if last >= len(tokens):
        return False
    following = tokens[last]
    if following.lower in words.said or not words.said.isdisjoint(following.lemmas[1:]):
        return True
    possessive = text[tokens[last - 1].end : tokens[last - 1].end + 2] in {
        "'s",
        "’s",
        "‘s",
        "'",
        "’",
    }
    nouns = tokens[last : last + 4] if possessive else ()
    return any(not words.government_nouns.isdisjoint(token.lemmas) for token in nouns)


def _is_dateline(text: str, tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
    if kind != "city":
        return False
    start, end = tokens[first].start, tokens[last - 1].end
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        return False
    return _DATELINE.match(text, end) is not None


def _is_distance(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    linked = False
    for index in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        token = tokens[index]
        if token.text in _STOPS:
            return False
        linked = linked or token.lower in words.distance_words
        unit = not words.units.isdisjoint(token.lemmas)
        if linked and unit and index > 0 and _NUMBER.search(tokens[index - 1].text):
            return True
        if (
            linked
            and _NUMBER.match(token.text)
            and token.lower.lstrip("0123456789.,") in words.units
        ):
            return True
    return False


def _made_there(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    following = tokens[last : last + 2]
    if following and following[0].lower in words.origin_marks:
        return True
    return bool(
        following and words.origin_after and not words.origin_after.isdisjoint(following[0].lemmas)
    )


def is_person(tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> bool:
    """Tell whether a title stands right before the name ("Governor Alexander Gusev")."""
    for index in range(first - 1, max(-1, first - 4), -1):
        token = tokens[index]
        if not words.titles.isdisjoint(token.lemmas):
            return True
        if not (token.text[0].isupper() and token.text[0].isalpha()) and token.text != ".":
            return False
    return False
