"""Places that no gazetteer knows, where the words around a name say that it is one.

"The village of X", "the X area", and "in X, Delta State" where a region or country is named right
behind. Such a place has a name and lies in the region or country named nearest, but has no point
of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_declined import declined_places
from transforms.events.place_mentions import SCENES, UNKNOWN, PlaceMention, is_capital
from transforms.events.place_settlements import abbreviates_settlement
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import is_adjective, is_word
from transforms.language.tokens import Token

_SHORTEST: Final = 4
_SHORTEST_SAID: Final = 3  # "the town of Sui", "in Tor, X region"
_PART_REACH: Final = 2
_TOWNS: Final = 2  # that make a list of towns
_LIST_REACH: Final = 40  # tokens
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
    gazetteer: Gazetteer,
) -> list[tuple[int, int, tuple[Place, ...]]]:
    """Return the tokens and the place of each settlement or district that only the text tells of.

    ``nouns`` are the tokens of nouns for a settlement, ``found`` the places found so far and
    ``taken`` the tokens of names. A name may stand for several places, most likely first.
    """
    used: set[int] = set()
    named = []
    for first, last, noun in _spans(tokens, list(nouns), found, taken, words):
        here = range(first, last)
        if not (taken.isdisjoint(here) and used.isdisjoint(here)):
            continue
        used.update(here)
        if not words.capitalised_names:
            word: str | None = tokens[noun].lower
            if word in words.rule_nouns or word in words.locative:
                word = None
            places = declined_places(tokens[first:last], word, words, gazetteer)
            named.append((first, last, places))
            continue
        name = " ".join([token.text for token in tokens[first:last]])
        noun_word = tokens[noun].lower
        kind = "district" if noun_word in words.around_nouns else "city"
        if noun_word in words.district_nouns:
            name = f"{name} District"
        place = Place(UNKNOWN, kind, name, None, None, None, None, None, 0)
        named.append((first, last, (place,)))
    return named


def _spans(
    tokens: Sequence[Token],
    nouns: Sequence[int],
    found: Sequence[PlaceMention],
    taken: set[int],
    words: PlaceWords,
) -> Iterator[tuple[int, int, int]]:
    """Give the spans of names with the noun (or the place around) that says what they are."""
    for noun in nouns:
        for first, last in _behind(tokens, noun, taken, words):
            yield first, last, noun
    if not words.capitalised_names:
        yield from _beside_villages(tokens, found, taken, words)
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
    """Return the tokens of a name before a region: "in X, Y province", "in X in Sudan's Y"."""
    last = around.first_token - 1
    while last > 0 and tokens[last].lower in words.linking:  # ", located in the northern"
        last -= 1
    if last >= 0 and tokens[last].text != "," and tokens[last + 1].lower in words.inside:
        last += 1
    elif last < 1 or tokens[last].text != ",":
        return None
    if around.kind == "country" and not _is_closed(tokens, around):
        return None  # "in Operation X, Iran attacked"
    first = _run_back(tokens, last, words)
    return _checked(tokens, first, last, words) if _is_placed(tokens, first, words) else None


def _is_closed(tokens: Sequence[Token], country: PlaceMention) -> bool:
    """Tell whether a country ends what it is said with, or owns a region: "Sudan's Kordofan"."""
    after = country.last_token
    if after >= len(tokens) or tokens[after].text in _ENDS:
        return True
    return tokens[after].start - country.end > 1 and is_capital(tokens[after].text)


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
    town = link + _PART_REACH
    if linked and town < len(tokens) and tokens[town].lower in words.nouns_behind:
        return True  # "in the X neighborhood of the city"
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
        and not token.text[1:2].isupper()  # "FPV-дрон"
        and all(word_list.isdisjoint(token.lemmas) for word_list in words.no_names)
    )


def _beside_villages(
    tokens: Sequence[Token], found: Sequence[PlaceMention], taken: set[int], words: PlaceWords
) -> Iterator[tuple[int, int, int]]:
    """Give names between towns of a list of consequences: "у X пошкоджено дах; у Y | – ліцей".

    They follow a preposition of place and have an ending of villages, in a word of no dictionary.
    """
    endings = tuple(words.lexicon.village_endings)
    towns = sorted(one.first_token for one in found if one.kind == "city" and one.firm)
    if not endings or len(towns) < _TOWNS:
        return
    for index in range(max(towns[0] - _LIST_REACH, 1), min(towns[-1] + _LIST_REACH, len(tokens))):
        token = tokens[index]
        if not token.lower.endswith(endings) or index in taken or not token.text[0].isupper():
            continue
        near = sum(abs(town - index) <= _LIST_REACH for town in towns)
        placed = tokens[index - 1].lower in words.locative
        if placed and near >= _TOWNS and not is_word(token.lower, words.language):
            yield index, index + 1, index - 1


def _behind(tokens: Sequence[Token], noun: int, taken: set[int], words: PlaceWords) -> list[Span]:
    """Return the names behind a noun for a settlement: one, or the list behind a plural."""
    if words.rule_nouns and _is_rule(tokens, noun, words):
        return list(listed_names(tokens, noun + 2, taken, words))
    short = bool(words.abbreviations) and abbreviates_settlement(tokens, noun, words)
    if not short and words.named_nouns.isdisjoint((tokens[noun].lower, *tokens[noun].lemmas)):
        return []
    span = _after_noun(tokens, noun + 1 if short else noun, taken, words)
    spans = [] if span is None else [span]
    if tokens[noun].lower in words.settlement_plurals:
        after = span[1] if span else noun + 1
        goes_on = span is None or tokens[min(after, len(tokens) - 1)].lower in words.separators
        spans += listed_names(tokens, after, taken, words) if goes_on else ()
    return spans


def _is_rule(tokens: Sequence[Token], noun: int, words: PlaceWords) -> bool:
    """Tell whether a noun with its link says over what somebody rules: "контроль над | X"."""
    return (
        tokens[noun].lower in words.rule_nouns
        and noun + 1 < len(tokens)
        and tokens[noun + 1].lower in words.rule_links
    )


def listed_names(
    tokens: Sequence[Token], index: int, taken: set[int], words: PlaceWords
) -> Iterator[Span]:
    """Give the names of a list of settlements from a token on: "населённые пункты | X, Y и Z"."""
    while index < len(tokens):
        token = tokens[index]
        if index in taken or token.lower in words.separators:
            index += 1
            continue
        names = words.titles | words.given_names
        if not _is_long(token, words) or not names.isdisjoint(token.lemmas):
            return
        last = index + 1 + _second_word(tokens, index, taken, words)
        yield index, last
        index = last


def _after_noun(
    tokens: Sequence[Token], noun: int, taken: set[int], words: PlaceWords
) -> Span | None:
    """Return the tokens of a place's name behind its noun ("the village of X")."""
    index = noun + 1
    if words.settlement_links:
        if index >= len(tokens) or tokens[index].lower not in words.settlement_links:
            return None
        index += 1
    if index >= len(tokens):
        return None
    token = tokens[index]
    article = words.capitalised_names and is_capital(token.text)  # "the town of El X"
    article = article and index + 1 < len(tokens) and _is_long(tokens[index + 1], words)
    if not (_is_long(token, words) or article):
        return None
    known = (words.common, words.given_names, words.titles, words.name_nouns)
    if any(not word_list.isdisjoint(token.lemmas) for word_list in known):
        return None
    last = index + 1
    if not words.capitalised_names:
        return index, last + _second_word(tokens, index, taken, words)
    while (
        words.settlement_links
        and last < len(tokens)
        and last - index < _LONGEST
        and tokens[last].start - tokens[last - 1].end == 1
        and _is_name(tokens[last], words)
    ):
        last += 1
    return index, last


def _is_long(token: Token, words: PlaceWords) -> bool:
    """Tell whether a word has a capital and is long enough for a name of no gazetteer."""
    shortest = _SHORTEST_SAID if words.settlement_links else _SHORTEST
    return is_capital(token.text) and len(token.text) >= shortest and not token.text.isupper()


def _second_word(tokens: Sequence[Token], first: int, taken: set[int], words: PlaceWords) -> bool:
    """Tell whether a name is an adjective and a noun: "в селе Волчья | Александровка"."""
    last = first + 1
    return (
        last < len(tokens)
        and last not in taken
        and tokens[last].start - tokens[first].end == 1
        and len(tokens[last].text) >= _SHORTEST
        and _is_name(tokens[last], words)
        and words.given_names.isdisjoint(tokens[last].lemmas)
        and is_adjective(tokens[first].lower, words.language)
        and not is_adjective(tokens[last].lower, words.language)
    )
