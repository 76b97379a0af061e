"""Villages that no gazetteer knows, where the words around a name say that it is one.

"The village of X", and "in X, Delta State" where a region is named right behind. Such a place has
a name and lies in the region named nearest, but has no point of its own.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import UNKNOWN, PlaceMention
from transforms.events.place_spelling import russian, ukrainian
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_SPELLING: Final = {"ru": russian, "uk": ukrainian}
_SHORTEST: Final = 4
_LONGEST: Final = 3  # words of a name


def unknown_settlements(
    tokens: Sequence[Token],
    nouns: Iterable[int],
    found: Sequence[PlaceMention],
    taken: set[int],
    words: PlaceWords,
) -> list[tuple[int, int, Place]]:
    """Return the tokens and the place of each village that only the text tells of.

    ``nouns`` are the tokens of nouns for a settlement, ``found`` the places found so far and
    ``taken`` the tokens of names.
    """
    spans = [_after_noun(tokens, noun, words) for noun in nouns]
    if words.capitalised_names:
        regions = [one.first_token for one in found if one.kind == "region"]
        spans.extend(_before_region(tokens, first, words) for first in regions)
    spell = _SPELLING.get(words.language)
    free = dict.fromkeys(s for s in spans if s is not None and taken.isdisjoint(range(*s)))
    named = []
    for first, last in free:
        text = " ".join([token.text for token in tokens[first:last]])
        name = spell(text) if spell else text
        place = Place(UNKNOWN, "city", name, None, None, None, None, None, 0)
        named.append((first, last, place))
    return named


def _before_region(
    tokens: Sequence[Token], region: int, words: PlaceWords
) -> tuple[int, int] | None:
    """Return the tokens of a name between "in" and a comma with a region: "in X, Y province"."""
    last = region - 1
    if last < 1 or tokens[last].text != ",":
        return None
    first = last
    while first and last - first < _LONGEST and _is_name(tokens[first - 1], words):
        first -= 1
    if first == last or not first or tokens[first - 1].lower not in words.locative:
        return None
    known = words.names.at(tokens, first)[1]  # a country, a demonym
    short = last - first == 1 and len(tokens[first].text) < _SHORTEST
    return None if known or short else (first, last)


def _is_name(token: Token, words: PlaceWords) -> bool:
    """Tell whether a word can be part of a village's name: no title, no common noun."""
    known = (words.common, words.titles, words.name_nouns, words.site_nouns, words.city_nouns)
    return (
        token.text[0].isupper()
        and not token.text.isupper()
        and all(word_list.isdisjoint(token.lemmas) for word_list in known)
    )


def _after_noun(tokens: Sequence[Token], noun: int, words: PlaceWords) -> tuple[int, int] | None:
    """Return the tokens of a village's name behind its noun ("the village of X")."""
    index = noun + 1
    if words.settlement_links:
        if index >= len(tokens) or tokens[index].lower not in words.settlement_links:
            return None
        index += 1
    if index >= len(tokens):
        return None
    token = tokens[index]
    if not token.text[0].isupper() or len(token.text) < _SHORTEST or token.text.isupper():
        return None
    known = (words.common, words.given_names, words.titles, words.name_nouns)
    if any(not word_list.isdisjoint(token.lemmas) for word_list in known):
        return None
    return index, index + 1
