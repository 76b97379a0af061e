"""Names right behind words for taking settlements, in languages whose names turn by case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_declined import places_named
from transforms.events.place_mentions import UNKNOWN, PlaceMention
from transforms.events.place_unknown import listed_names
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import is_adjective, parts_of_speech, taken_name
from transforms.language.tokens import Token

_SMALL_TOWN: Final = 20_000


def captured_settlements(
    tokens: Sequence[Token],
    captures: Iterable[int],
    taken: set[int],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Give the names right behind words for taking settlements: "освободили | X и Y".

    ``captures`` are the tokens behind such words. Only where names turn by case: there the form
    tells the name of a thing from that of a person.
    """
    for capture in captures:
        for first, last in listed_names(tokens, capture, taken, words):
            base = [taken_name(token.lower, words.language) for token in tokens[first:last]]
            named = [one for one in base if one is not None]
            if len(named) < len(base) or _goes_on(tokens, last, words.language):
                break
            yield first, last, places_named(named, words, gazetteer)


def as_abroad(
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    captures: Iterable[int],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return mentions, small towns that are taken with those of their name across the border.

    "Освободили | Платоновку": the village that is meant may be one that no gazetteer knows.
    """
    ends, read = set(captures), []
    for one in found:
        taken = one.kind == "city" and one.first_token in ends
        if taken:
            ends.add(one.last_token + 1)  # the next one of a list
        read.append(_with_namesakes(tokens, one, words, gazetteer) if taken else one)
    return read


def _with_namesakes(
    tokens: Sequence[Token], one: PlaceMention, words: PlaceWords, gazetteer: Gazetteer
) -> PlaceMention:
    """Return a mention with the places of its name in the countries that write it otherwise."""
    countries = words.lexicon.foreign_spelling.keys()
    known = one.candidates[0].id != UNKNOWN and one.candidates[0].population < _SMALL_TOWN
    if not known or any(place.country in countries for place in one.candidates):
        return one
    name = [token.lower for token in tokens[one.first_token : one.last_token]]
    base = [taken_name(word, words.language) or word for word in name]
    abroad = [place for place in places_named(base, words, gazetteer) if place.country in countries]
    return replace(one, candidates=(*one.candidates, *abroad))


def _goes_on(tokens: Sequence[Token], last: int, language: str) -> bool:
    """Tell whether a name is a part of a longer one, or says of what kind a thing is.

    "Освободили | Красный | Лиман", "заняли | Крымское | ханство".
    """
    if last >= len(tokens) or not tokens[last].text[0].isalpha():
        return False
    noun = "NOUN" in parts_of_speech(tokens[last].lower, language)
    named = is_adjective(tokens[last - 1].lower, language)
    return tokens[last].text[0].isupper() or (noun and named)
