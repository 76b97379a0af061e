"""Nouns for settlements and sites beside a name, and the names that are villages by them."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.place_mentions import PlaceMention
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token


def is_settlement(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    """Tell whether a noun for a settlement stands before a name ("село Чернещина", "с. X")."""
    if not first:
        return False
    before = tokens[first - 1]
    if before.text == "." and first > 1:
        return abbreviates_settlement(tokens, first - 2, words)
    return not words.settlement_nouns.isdisjoint(before.lemmas)


def with_villages(
    tokens: Sequence[Token], found: Sequence[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Return mentions, those behind a noun for settlements, and listed on, marked as villages."""
    marked: list[PlaceMention] = []
    listed = 0  # where the next one of "the villages A, B and C" begins
    for one in found:
        village = is_settlement(tokens, one.first_token, words)
        several = village and tokens[one.first_token - 1].lower in words.settlement_plurals
        village = village or (one.kind == "city" and one.first_token == listed)
        if several or one.first_token == listed:
            listed = one.last_token + 1 if one.kind == "city" else 0
        marked.append(replace(one, village=True) if village else one)
    return marked


def abbreviates_settlement(tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    """Tell whether a word is short for a settlement: "у с. X", not "200 кв. м." nor "2025 г."."""
    return (
        tokens[index].text in words.abbreviations
        and index + 1 < len(tokens)
        and tokens[index + 1].text == "."
        and not (index and tokens[index - 1].text[-1] in "0123456789.")
    )


def names_site(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a noun for a site stands at a token: "at Luch | substation", "the | Airport"."""
    return last < len(tokens) and not words.site_nouns.isdisjoint(tokens[last].lemmas)
