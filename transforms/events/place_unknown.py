"""Places that no gazetteer knows, where the words around a name say that it is one.

"The village of X", "the X area", and "in X, Delta State" where a region or country is named right
behind. Such a place has a name and lies in the region or country named nearest, but has no point
of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import SCENES, UNKNOWN, PlaceMention, is_capital
from transforms.events.place_spelling import russian, ukrainian
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_SPELLING: Final = {"ru": russian, "uk": ukrainian}
_SHORTEST: Final = 4
_SHORTEST_SAID: Final = 3  # "the town of Sui", "in Tor, X region"
_PART_REACH: Final = 2
_LONGEST: Final = 3  # words of a name
_AROUND: Final = frozenset({"region", "district", "area", "country"})
_ENDS: Final = frozenset({",", ".", ";", ")"})

Span = tuple[int, int]


def unknown_settlements(
    tokens: Sequence[Token],
    nouns: Iterable[int],
    found: Sequence[PlaceMention],
    taken: set[int],
    words: PlaceWords,
) -> list[tuple[int, int, Place]]:
    """Return the tokens and the place of each settlement or district that only the text tells of.

    ``nouns`` are the tokens of nouns for a settlement, ``found`` the places found so far and
    ``taken`` the tokens of names.
    """
    spell = _SPELLING.get(words.language)
    used: set[int] = set()
    named = []
    for first, last, noun in _spans(tokens, list(nouns), found, words):
        here = range(first, last)
        if not (taken.isdisjoint(here) and used.isdisjoint(here)):
            continue
        used.update(here)
        text = " ".join([token.text for token in tokens[first:last]])
        name = spell(text) if spell else text
        noun_word = tokens[noun].lower
        kind = "district" if noun_word in words.around_nouns else "city"
        if noun_word in words.district_nouns:
            name = f"{name} District"
        place = Place(UNKNOWN, kind, name, None, None, None, None, None, 0)
        named.append((first, last, place))
    return named


def _spans(
    tokens: Sequence[Token],
    nouns: Sequence[int],
    found: Sequence[PlaceMention],
    words: PlaceWords,
) -> Iterator[tuple[int, int, int]]:
    """Give the spans of names with the noun (or the place around) that says what they are."""
    for noun in nouns:
        if words.named_nouns.isdisjoint((tokens[noun].lower, *tokens[noun].lemmas)):
            continue
        span = _after_noun(tokens, noun, words)
        if span is not None:
            yield *span, noun
    if not words.capitalised_names:
        return
    for noun in nouns:
        if tokens[noun].lower in words.nouns_behind:
            span = _before_noun(tokens, noun, words)
            if span is not None and not _is_part(tokens, noun, found, words):
                yield *span, noun
    for one in found:
        if one.kind in _AROUND and one.role in SCENES:
            span = _before_region(tokens, one, words)
            if span is not None:
                yield *span, one.first_token


def _before_region(tokens: Sequence[Token], around: PlaceMention, words: PlaceWords) -> Span | None:
    """Return the tokens of a name between "in" and a comma with a region: "in X, Y province"."""
    last = around.first_token - 1
    while last > 0 and tokens[last].lower in words.linking:  # ", located in the northern"
        last -= 1
    if last < 1 or tokens[last].text != ",":
        return None
    if around.kind == "country" and not _is_closed(tokens, around.last_token):
        return None  # "in Operation X, Iran attacked"
    first = _run_back(tokens, last, words)
    return _checked(tokens, first, last, words) if _is_placed(tokens, first, words) else None


def _is_closed(tokens: Sequence[Token], after: int) -> bool:
    return after >= len(tokens) or tokens[after].text in _ENDS


def _before_noun(tokens: Sequence[Token], noun: int, words: PlaceWords) -> Span | None:
    """Return the tokens of a name between "in" and its noun: "in the X area", "at X village"."""
    last = noun
    while last and tokens[last - 1].lower in words.district_adjectives:
        last -= 1
    first = _run_back(tokens, last, words)
    before = first - 1
    while before > 0 and tokens[before].lower in words.passed_before:
        before -= 1
    if first == last or before < 0:
        return None
    owned = tokens[before].text[0].isupper() and tokens[first].start - tokens[before].end > 1
    link = before == first - 1 and tokens[before].lower in words.district_links
    linked = link or tokens[before].lower in words.locative
    return _checked(tokens, first, last, words) if linked or owned else None


def _is_part(
    tokens: Sequence[Token], noun: int, found: Sequence[PlaceMention], words: PlaceWords
) -> bool:
    """Tell whether a place is a part of a town beside it.

    "The X area of Quetta", "Quetta's X area"; a village or township is a place of its own.
    """
    if tokens[noun].lower not in words.part_nouns:
        return False
    link = noun + 1
    linked = link < len(tokens) and tokens[link].lower in words.district_links
    return any(
        one.kind in {"city", "district"}
        and (
            (linked and link < one.first_token <= link + _PART_REACH)
            or (
                0 < noun - one.last_token <= _LONGEST and tokens[one.last_token].start - one.end > 1
            )
        )
        for one in found
    )


def _run_back(tokens: Sequence[Token], last: int, words: PlaceWords) -> int:
    """Return the first of the words of a name that end before ``last``."""
    first = last
    while (
        first
        and last - first < _LONGEST
        and _is_name(tokens[first - 1], words)
        and (first == last or tokens[first].start - tokens[first - 1].end == 1)
    ):
        first -= 1
    return first


def _is_placed(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    return first > 0 and tokens[first - 1].lower in words.locative


def _checked(tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> Span | None:
    """Return the span of a name that is no country or demonym and not too short."""
    if first == last or words.names.at(tokens, first)[1]:
        return None
    short = last - first == 1 and len(tokens[first].text) < _SHORTEST_SAID
    return None if short else (first, last)


def _is_name(token: Token, words: PlaceWords) -> bool:
    """Tell whether a word can be part of a place's name: no title, no common noun."""
    return (
        is_capital(token.text)
        and not token.text.isupper()
        and all(word_list.isdisjoint(token.lemmas) for word_list in words.no_names)
    )


def _after_noun(tokens: Sequence[Token], noun: int, words: PlaceWords) -> Span | None:
    """Return the tokens of a place's name behind its noun ("the village of X")."""
    index = noun + 1
    if words.settlement_links:
        if index >= len(tokens) or tokens[index].lower not in words.settlement_links:
            return None
        index += 1
    if index >= len(tokens):
        return None
    token = tokens[index]
    shortest = _SHORTEST_SAID if words.settlement_links else _SHORTEST
    if not is_capital(token.text) or len(token.text) < shortest or token.text.isupper():
        return None
    known = (words.common, words.given_names, words.titles, words.name_nouns)
    if any(not word_list.isdisjoint(token.lemmas) for word_list in known):
        return None
    last = index + 1
    while (
        words.settlement_links
        and words.capitalised_names
        and last < len(tokens)
        and last - index < _LONGEST
        and tokens[last].start - tokens[last - 1].end == 1
        and _is_name(tokens[last], words)
    ):
        last += 1
    return index, last
