"""Districts named by an adjective alone, behind one that has its noun.

"У Куп'янському районі поранено двох, в Ізюмському – пошкоджено ліцей", and entries of a list:
"Сумська громада: три будинки; Попівська – ліцей".
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_mentions import UNKNOWN, PlaceMention, districts
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_REACH: Final = 60  # tokens
_DASHES: Final = frozenset({"-", "–", "—", ":"})
_ENTRY_MARKS: Final = frozenset({"-", "–", "—", "•", "▪", "·", ";"})


def with_elided(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return the mentions with the districts that are named by their adjectives alone.

    A town that only looks like such an adjective gives way.
    """
    kept = {one.first_token: one for one in found}
    for one in found:
        noun = tokens[one.last_token - 1]
        if one.kind != "district" or words.around_nouns.isdisjoint((noun.lower, *noun.lemmas)):
            continue
        community = not words.community_nouns.isdisjoint((noun.lower, *noun.lemmas))
        for index in range(one.last_token, min(one.last_token + _REACH, len(tokens) - 1)):
            known = kept.get(index)
            if not _stands_alone(text, tokens, index, words) or (known and known.kind != "city"):
                continue
            places = districts(tokens[index], words, gazetteer, community=community)
            if places and places[0].id != UNKNOWN:
                start, end = tokens[index].start, tokens[index].end
                role = known.role if known else "location"
                kept[index] = PlaceMention(start, end, index, index + 1, "district", role, places)
    return sorted(kept.values())


def _stands_alone(text: str, tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    """Tell whether a capitalised adjective lacks its noun: "в X –", an entry "X –"."""
    token, behind = tokens[index], tokens[index + 1]
    if not token.text[0].isupper() or behind.text not in _DASHES:
        return False
    if behind.start == token.end and behind.text != ":":
        return False  # "X-Y"
    if not any(lemma.endswith(tuple(words.lexicon.district_endings)) for lemma in token.lemmas):
        return False
    before = tokens[index - 1]
    entry = before.text in _ENTRY_MARKS or "\n" in text[before.end : token.start]
    return entry or before.lower in words.locative
