"""Districts named by an adjective alone, behind one that has its noun.

"У Куп'янському районі поранено двох, в Ізюмському – пошкоджено ліцей", also without the dash, and
entries of a list: "Сумська громада: три будинки; Попівська – ліцей".
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_adjectives import is_adjective
from transforms.events.place_mentions import UNKNOWN, PlaceMention, districts
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import agrees, cases_of_word, parts_of_speech
from transforms.language.tokens import Token

_REACH: Final = 60  # tokens
_TOWNS: Final = frozenset({"city", "quarter"})
_NOMINAL: Final = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
_NOUN_ALONE: Final = frozenset({"NOUN"})
_SUBJECTS: Final = frozenset({"nomn", "accs", "voct"})
_SENTENCE_ENDS: Final = frozenset({".", "!", "?", "…"})
_ENDS: Final = _SENTENCE_ENDS | {",", ";", '"', "”", "»"}
_DASHES: Final = frozenset({"-", "–", "—", ":"})
_ENTRY_MARKS: Final = frozenset({"-", "–", "—", "•", "▪", "·", ";", "."})


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
    reach, said, community = 0, 0, False
    for index in range(found[0].first_token if found else 0, len(tokens) - 1):
        known = kept.get(index)
        if known is not None and known.kind == "district":
            span = tokens[known.first_token : known.last_token]
            forms = {form for token in span for form in (token.lower, *token.lemmas)}
            if not words.around_nouns.isdisjoint(forms):
                community = not words.community_nouns.isdisjoint(forms)
                reach, said = index + _REACH, known.last_token
            elif index < reach:  # a further item of their list
                reach = index + _REACH
            continue
        gives_way = known is None or known.kind in _TOWNS or known.role == "adjective"
        if index >= reach or not gives_way:
            continue
        if not _stands_alone(text, tokens, index, words) and not (
            _lacks_noun(tokens, index, words) and _in_one_sentence(tokens, said, index)
        ):
            continue
        places = districts(tokens[index], words, gazetteer, community=community)
        if places and places[0].id != UNKNOWN:
            start, end, reach = tokens[index].start, tokens[index].end, index + _REACH
            place = (start, end, index, index + 1, "district", "location", places)
            kept[index] = PlaceMention(*place)
    return sorted(kept.values(), key=lambda mention: mention.start)


def _lacks_noun(tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    """Tell whether no noun follows an adjective behind a preposition: "а в X під ударом"."""
    token, behind = tokens[index], tokens[index + 1]
    if not agrees(words.language) or not token.text[0].isupper():
        return False
    if tokens[index - 1].lower not in words.locative:
        return False
    if not any(is_adjective(lemma, words) for lemma in token.lemmas):
        return False
    if not behind.text[0].isalpha():
        return behind.start > token.end or behind.text in _ENDS
    # "а в X | під ударом"
    return behind.lower in words.locative or _is_apart(token, behind.lower, words.language)


def _is_apart(token: Token, behind: str, language: str) -> bool:
    """Tell whether the word behind an adjective is not its noun: "у X | двоє", "у X | уламки"."""
    parts = parts_of_speech(behind, language) & _NOMINAL
    if parts != _NOUN_ALONE:
        return not parts
    return token.lower not in token.lemmas[1:] and cases_of_word(behind, language) <= _SUBJECTS


def _in_one_sentence(tokens: Sequence[Token], first: int, last: int) -> bool:
    return not any(tokens[index].text in _SENTENCE_ENDS for index in range(first, last))


def _stands_alone(text: str, tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    """Tell whether a capitalised adjective lacks its noun: "в X –", an entry "X –"."""
    token, behind = tokens[index], tokens[index + 1]
    if not token.text[0].isupper() or behind.text not in _DASHES:
        return False
    if behind.start == token.end and behind.text != ":":
        return False  # "X-Y"
    if not any(is_adjective(lemma, words) for lemma in token.lemmas):
        return False
    before = tokens[index - 1]
    entry = before.text in _ENTRY_MARKS or "\n" in text[before.end : token.start]
    return entry or before.lower in words.locative
