"""Settlements that an adjective puts into a country: "the Russian village of X"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import SCENES, UNKNOWN, PlaceMention
from transforms.events.place_roles import is_origin
from transforms.events.place_words import DEMONYM, PlaceWords
from transforms.language.morphology import owner_follows
from transforms.language.tokens import Token

_SETTLEMENTS: Final = frozenset({"city", "quarter"})


def is_led(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a country's name with its full stops only says who leads: "U.S. | - | led"."""
    parted = last + 1 < len(tokens) and tokens[last].text == "-"
    return parted and is_origin(tokens, last + 1, words)


def within_countries(
    tokens: Sequence[Token], found: Sequence[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Return the mentions, ``found`` sorted; settlements told to be a country's lie there.

    Where no settlement of the name is known in that country, it is one without a point.
    """
    if owner_follows(words.language):
        return list(found)  # "raid israeliani | sulla città di X"
    read = list(found)
    for index in range(1, len(read)):
        one, adjective = read[index], read[index - 1]
        if adjective.role != DEMONYM or one.kind not in _SETTLEMENTS or one.role not in SCENES:
            continue
        noun = _noun_before(tokens, one.first_token, words)
        between = tokens[adjective.last_token : max(noun, 0)]
        if noun < adjective.last_token or any(
            token.lower not in words.passed_over for token in between
        ):
            continue
        country = adjective.candidates[0].country
        there = tuple(place for place in one.candidates if place.country == country)
        read[index] = replace(one, candidates=there or (_unknown(one, country),), firm=True)
    return read


def _noun_before(tokens: Sequence[Token], first: int, words: PlaceWords) -> int:
    """Return the noun for a settlement before a name, over its link ("village of"); -1 for none."""
    noun = first - 1
    if noun > 0 and tokens[noun].lower in words.settlement_links:
        noun -= 1
    known = words.named_nouns | words.settlement_nouns | words.city_nouns
    return noun if noun >= 0 and not known.isdisjoint(tokens[noun].lemmas) else -1


def _unknown(mention: PlaceMention, country: str | None) -> Place:
    name = mention.candidates[0].name
    return Place(UNKNOWN, "city", name, country, None, None, None, None, 0)
