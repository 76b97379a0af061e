"""A country or its capital that stands for the government: "Moscow said", "принудить Киев".

Where names decline, a capital without a preposition is rarely a place: in the dative or the
instrumental it is whom something is done to or by, before adverbs and a verb of a government who
acts.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_roles import POSSESSIVES, is_government
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import agrees, cases_of_word, parts_of_speech
from transforms.language.tokens import Token

_COMMA: Final = ","
_STOPS: Final = frozenset({",", ".", ";", ":", "!", "?", "—", "–"})
_SPEAKER_WORDS: Final = 12
SEATS: Final = frozenset({"country", "city"})
_ADVERBS: Final = 4
_BETWEEN: Final = frozenset({"ADVB", "CONJ", "PRCL"})
_GOVERNING: Final = frozenset({"VERB", "INFN", "NOUN", "PRTF", "PRTS", "GRND", "ADVB"})
_OBLIQUE: Final = frozenset({"datv", "ablt", "loct"})
_NOMINATIVE: Final = "nomn"


def stands_for_government(
    text: str,
    tokens: Sequence[Token],
    span: tuple[int, int],
    place: Place,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> bool:
    """Tell whether the name at ``span`` (half-open tokens) stands for a government."""
    seat = place.kind != "country"
    if seat and not _is_seat(place, gazetteer):
        return False
    if is_government(text, tokens, *span, words) or _owns_speaker(text, tokens, span, words):
        return True
    declined = seat and span[1] - span[0] == 1 and agrees(words.language)
    if not declined or (span[0] and tokens[span[0] - 1].lower in words.locative):
        return False
    cases = cases_of_word(tokens[span[0]].lower, words.language)
    if _NOMINATIVE in cases:
        return _acts(tokens, span[1], words)
    return _OBLIQUE >= cases > set() and _is_done_to(tokens, span[0], words)


def _owns_speaker(
    text: str, tokens: Sequence[Token], span: tuple[int, int], words: PlaceWords
) -> bool:
    """Tell whether a country behind a comma owns who speaks: "in X, | Ukraine's | SBU said".

    "In X, Ukraine's second-largest city, officials said" names where X lies.
    """
    first, last = span
    if not first or tokens[first - 1].text != _COMMA:
        return False
    if not text.startswith(POSSESSIVES, tokens[last - 1].end):
        return False
    for token in tokens[last + 1 : last + _SPEAKER_WORDS]:
        if token.text in _STOPS:
            return False
        if not words.speech.isdisjoint(token.lemmas):
            return True
    return False


def _is_seat(place: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether a town stands for the government of its country, as capitals do."""
    country = gazetteer.countries.get(place.country or "")
    if country is None:
        return False
    return place.geonames_id == country.capital_id or place.name in country.capitals


def _is_done_to(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    """Tell whether a capital is whom something is done to or by: "threatened | Киеву"."""
    if not first:
        return False
    before = tokens[first - 1]
    if not words.city_nouns.isdisjoint(before.lemmas):
        return False
    return before.text[0].isalpha() and parts_of_speech(before.lower, words.language) <= _GOVERNING


def _acts(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a government's verb follows behind adverbs: "Киев | вновь и намеренно бьет"."""
    for token in tokens[last : last + _ADVERBS]:
        if not token.text[0].isalpha() or token.text[0].isupper():
            return False
        if not words.said.isdisjoint(token.lemmas):
            # "Киев атаковали": what drones did to the city
            return not token.lower.endswith(words.plural_endings)
        if not parts_of_speech(token.lower, words.language) & _BETWEEN:
            return False
    return False
