"""Which words of a text are worth a look for places, and whose names are no places."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_mentions import is_capital
from transforms.events.place_words import (
    CAPITAL_START,
    GROUP_NOUN,
    HYPHENED,
    MEETING,
    SETTLEMENT_NOUN,
    SMALL_START,
    PlaceWords,
)
from transforms.language.tokens import Token

_CAPITAL: Final = CAPITAL_START | HYPHENED
_NOUN: Final = GROUP_NOUN | SETTLEMENT_NOUN | MEETING


def candidate_words(
    tokens: Sequence[Token], lowers: Sequence[str], words: PlaceWords, gazetteer: Gazetteer
) -> tuple[list[int], list[int], list[int], bool, bool]:
    """Return where a name may begin, where nouns that make groups stand, and nouns of settlements.

    All are tokens by number; ``lowers`` are the words in lower case. The last two tell whether any
    word is one for talks or a visit, and whether any noun is one for what a village lies in.
    """
    starts, groups, settlements, talks = [], [], [], False
    known = words.known.get
    for index, lower in enumerate(lowers):
        flags = known(lower)
        if flags == 0:  # most words
            continue
        token = tokens[index]
        if flags is None:
            flags = words.flags(token, gazetteer)
        if flags & _NOUN:
            if flags & GROUP_NOUN:
                groups.append(index)
            if flags & SETTLEMENT_NOUN:
                settlements.append(index)
            talks = talks or flags & MEETING > 0
        small, text = flags & SMALL_START, token.text
        # most words are written as they are looked up
        if small or (flags & _CAPITAL and text != token.lower and is_capital(text)):
            starts.append(index)
    nouns = words.enclosing_nouns | words.part_nouns
    enclosed = any(lowers[index] in nouns for index in (*groups, *settlements))
    return starts, groups, settlements, talks, enclosed


def owners_of_names(
    tokens: Sequence[Token], starts: Sequence[int], taken: AbstractSet[int], words: PlaceWords
) -> tuple[set[str], set[str]]:
    """Return the surnames that the text gives with a first name, and the names of companies.

    ``starts`` are where names may begin, ``taken`` the tokens of names that are known already.
    """
    surnames: set[str] = set()
    companies: set[str] = set()
    for index in starts:
        if not index or not tokens[index].text[0].isupper() or index in taken:
            continue
        before = tokens[index - 1]
        if before.text[0].isupper():
            if not words.given_names.isdisjoint(before.lemmas):
                surnames.update(tokens[index].lemmas)
        elif not words.company_nouns.isdisjoint(before.lemmas):
            companies.update(tokens[index].lemmas)
    return surnames, companies
