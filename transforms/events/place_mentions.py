"""The record of a place found in a text, and the groups of regions and districts.

A region noun ("regions", "области") makes regions of the stems before it, each item of a list
included; a district noun makes districts of the adjectives before it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_adjectives import (
    district_name,
    is_adjective,
    named_for,
    spelled,
    town_of,
)
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import agrees, is_word
from transforms.language.tokens import Token

Payload = TypeVar("Payload")

_LIST_MAX = 24
_PARTED_BY = 6
_ADJECTIVES = 2
_CITY = 100_000
_REMEMBERED = 20_000
_WORDS = 3
_ALIKE = 5
_SENTENCE_END = frozenset({".", "!", "?", "…", "\n", ":", "«", '"', "“"})
UNKNOWN = "?"
SCENES = frozenset({"location", "listed", "near"})
"""Roles of places at which something may have happened."""
BOROUGH = "borough"


@dataclass(slots=True, unsafe_hash=True)
class PlaceMention:
    """A place named in a text.

    ``start``/``end`` are characters, ``first_token``/``last_token`` indexes of tokens; both ends
    are exclusive. ``kind``: country, region, district, city, sea, area or facility. ``role``:
    location, listed, near, adjective, demonym, origin, government, person, outlet, club, dateline,
    distance, border, direction, statement or around; only the first four can be where an event
    happened.
    ``candidates``: the places the name may stand for, best first. ``firm``: the text itself says
    that this is a place (a noun, a preposition, a region beside it). ``village``: a noun for a
    settlement stands right before the name, in languages whose names turn by case.
    """

    start: int
    end: int
    first_token: int
    last_token: int
    kind: str
    role: str
    candidates: tuple[Place, ...]
    firm: bool = True
    village: bool = False


def region_groups(
    tokens: Sequence[Token], noun: int, words: PlaceWords
) -> list[tuple[int, int, list[str]]]:
    """Return (first, last, region ids) of the regions that the noun at ``noun`` makes."""
    lower = tokens[noun].lower
    plural = lower in words.region_plurals or words.lexicon.singular_noun_makes_list
    # adjectives in small letters right behind the noun: "w obwodach charkowskim i sumskim"
    small = "" in words.region_links

    def stem_at(tokens: Sequence[Token], last: int) -> tuple[int, list[str]] | None:
        best: tuple[int, list[str]] | None = None
        for lemma in tokens[last].lemmas:
            for keys, region_id in words.stems.get(lemma, ()):
                first = last - len(keys) + 1
                if first < 0 or not (small or is_capital(tokens[first].text)):
                    continue
                if all(
                    not key.isdisjoint(tokens[first + step].lemmas) for step, key in enumerate(keys)
                ):
                    if best is None or first < best[0]:
                        best = (first, [region_id])
                    elif first == best[0] and region_id not in best[1]:
                        best[1].append(region_id)
        # "Bryansk, Tatarstan and Tula regions": found by its own name, it only parts the list
        if best is None and plural and last < noun - 1 and tokens[last].lower in words.region_names:
            return last, []
        return best

    found = _backwards(tokens, noun, stem_at, words, plural)
    if found:
        first, _, ids = found[-1]
        found[-1] = (first, noun + 1, ids)
    elif small:
        found = _forwards(tokens, noun + 1, stem_at, words)
    elif words.region_links:
        link = _over_fillers(tokens, noun + 1, words)
        if link + 1 < len(tokens) and tokens[link].lower in words.region_links:
            found = _forwards(tokens, link + 1, stem_at, words)
    return [group for group in found if group[2]]


def region_of_town(
    tokens: Sequence[Token], noun: int, words: PlaceWords, gazetteer: Gazetteer
) -> list[tuple[int, int, list[str]]]:
    """Return the region that a town's other spelling names: "Sulaimaniyah province".

    Only where the region has nearly the name of the town; "the Melitopol region" has not.
    """
    if not words.capitalised_names or tokens[noun].lower in words.region_plurals:
        return []
    for length in range(_WORDS, 0, -1):
        first = noun - length
        if first < 0 or not is_capital(tokens[first].text):
            continue
        key = " ".join([token.lower for token in tokens[first:noun]])
        if key not in gazetteer:
            continue
        for place in gazetteer.named(key):
            if place.admin1_id and place.kind == "city" and _alike(place):
                return [(first, noun + 1, [place.admin1_id])]
        return []
    return []


def _alike(town: Place) -> bool:
    """Tell whether a region is named like its town, as "Sulaymaniyah Governorate" is."""
    return (town.admin1 or "").lower().startswith(town.name[:_ALIKE].lower())


def _over_fillers(tokens: Sequence[Token], index: int, words: PlaceWords) -> int:
    """Return the index of the link after adjectives ("région | frontalière russe | de Koursk")."""
    last = min(index + _ADJECTIVES, len(tokens) - 1)
    while (
        index < last
        and tokens[index].lower in words.fillers
        and tokens[index].lower not in words.region_links
    ):
        index += 1
    return index


def _backwards(
    tokens: Sequence[Token],
    noun: int,
    match: Callable[[Sequence[Token], int], tuple[int, Payload] | None],
    words: PlaceWords,
    plural: bool,
) -> list[tuple[int, int, Payload]]:
    found: list[tuple[int, int, Payload]] = []
    index = noun - 1
    while index >= 0 and len(found) < _LIST_MAX:
        item = match(tokens, index)
        if item is None:
            break
        first, payload = item
        found.append((first, index + 1, payload))
        if not plural:
            break
        index = _over_separators(tokens, first - 1, words)
    return found[::-1]


def _over_separators(tokens: Sequence[Token], index: int, words: PlaceWords) -> int:
    """Return the index before what parts two items of a list ("12 –", ", 5 over"), or -1."""
    parted = False
    for here in range(index, max(-1, index - _PARTED_BY), -1):
        token = tokens[here]
        if token.lower in words.separators:
            parted = True
        elif not token.text[0].isdigit() and token.lower not in words.list_fillers:
            return here if parted else -1
    return -1


def _forwards(
    tokens: Sequence[Token],
    index: int,
    match: Callable[[Sequence[Token], int], tuple[int, Payload] | None],
    words: PlaceWords,
) -> list[tuple[int, int, Payload]]:
    found: list[tuple[int, int, Payload]] = []
    while index < len(tokens) and len(found) < _LIST_MAX:
        item = None
        for last in range(min(index + 2, len(tokens) - 1), index - 1, -1):
            reached = match(tokens, last)
            if reached is not None and reached[0] == index:
                item = (index, last + 1, reached[1])
                break
        if item is None:
            break
        found.append(item)
        index = item[1]
        if index >= len(tokens) or tokens[index].lower not in words.separators:
            break
        while index < len(tokens) and tokens[index].lower in words.separators:
            index += 1
    return found


def district_groups(
    tokens: Sequence[Token], noun: int, words: PlaceWords, gazetteer: Gazetteer
) -> list[tuple[int, int, tuple[Place, ...]]]:
    """Return (first, last, candidates) of the districts that the noun at ``noun`` makes."""
    plural = tokens[noun].lower in words.district_plurals or (
        words.lexicon.singular_noun_makes_list
    )

    def district_at(tokens: Sequence[Token], last: int) -> tuple[int, tuple[Place, ...]] | None:
        token = tokens[last]
        if not token.text[0].isupper() or not token.text[0].isalpha():
            return None
        several = _of_several_words(tokens, last, words, gazetteer)
        if several is not None:
            return several
        candidates = districts(token, words, gazetteer, community=community)
        common = (
            bool(candidates) and candidates[0].id == UNKNOWN and _is_common(tokens, last, words)
        )
        return (last, candidates) if candidates and not common else None

    community = not words.community_nouns.isdisjoint(tokens[noun].lemmas)

    before = noun
    while before and tokens[before - 1].lower in words.district_adjectives:
        before -= 1
    found = _backwards(tokens, before, district_at, words, plural)
    listed = words.lexicon.singular_noun_makes_list and not found
    if listed and noun + 1 < len(tokens) and tokens[noun + 1].text == ":":
        found = _forwards(tokens, noun + 2, district_at, words)  # "громади: X, Y та Z"
        return [(noun if first == noun + 2 else first, last, one) for first, last, one in found]
    if found:
        first, _, candidates = found[-1]
        found[-1] = (first, noun + 1, candidates)
        city = _city_after(tokens, noun + 1, words, gazetteer)
        if city is not None:
            found = [
                (first, last, (as_district(city, candidates[0].name, BOROUGH),))
                for first, last, candidates in found
            ]
    return found


def _is_common(tokens: Sequence[Token], index: int, words: PlaceWords) -> bool:
    """Tell whether an adjective of no known town only opens a sentence: "Приграничный район"."""
    opens = index == 0 or tokens[index - 1].text in _SENTENCE_END
    return opens and agrees(words.language) and is_word(tokens[index].lower, words.language)


def _of_several_words(
    tokens: Sequence[Token], last: int, words: PlaceWords, gazetteer: Gazetteer
) -> tuple[int, tuple[Place, ...]] | None:
    """Return the first token and the districts of a town of several words ("Dera Bugti")."""
    if not words.capitalised_names:
        return None
    for length in range(_WORDS, 1, -1):
        name = tokens[max(0, last + 1 - length) : last + 1]
        key = " ".join([token.lower for token in name])
        if len(name) == length and is_capital(name[0].text) and key in gazetteer:
            centres = [place for place in gazetteer.named(key) if place.kind == "city"]
            title = " ".join([token.text for token in name])
            return last + 1 - length, tuple(
                as_district(one, f"{title} District") for one in centres
            )
    return None


def _city_after(
    tokens: Sequence[Token], after: int, words: PlaceWords, gazetteer: Gazetteer
) -> Place | None:
    """Return the large city named after districts ("Solomianskyi district of Kyiv")."""
    for index in range(after, min(after + 3, len(tokens))):
        token = tokens[index]
        if token.text[0].isupper():
            cities = gazetteer.named(token.lower)
            large = cities and cities[0].population >= _CITY
            before = tokens[index - 1].lower
            linked = index == after or before in words.district_links or before in words.fillers
            beyond = tokens[index + 1].lemmas if index + 1 < len(tokens) else ()
            region = not words.all_region_nouns.isdisjoint(beyond)
            return cities[0] if large and linked and not region else None
        village = not words.settlement_nouns.isdisjoint(token.lemmas)
        if village or (token.lower not in words.fillers | words.district_links):
            return None
    return None


def districts(
    token: Token, words: PlaceWords, gazetteer: Gazetteer, *, community: bool = False
) -> tuple[Place, ...]:
    """Return the districts an adjective may name, placed at the settlements they are named for.

    An adjective that leads to no settlement is a district without a point. A ``community`` is a
    town with the villages around it and has the town's name; it never lies inside a city.
    """
    return _districts(token.text, token.lower, token.lemmas, words, gazetteer, community)


@lru_cache(maxsize=_REMEMBERED)
def _districts(
    text: str,
    lower: str,
    lemmas: tuple[str, ...],
    words: PlaceWords,
    gazetteer: Gazetteer,
    community: bool,
) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    name = ""
    adjectives = [lemma for lemma in lemmas[::-1] if is_adjective(lemma, words)]
    if not adjectives and words.lexicon.singular_noun_makes_list:
        return ()  # where adjectives decline, a noun before a district noun is another item
    for lemma in adjectives or [lower]:
        name = f"{spelled(lemma, text, words)} District"
        for city_id in gazetteer.city_districts.get(lemma, ()) if not community else ():
            city = gazetteer.by_id(city_id)
            if city is not None:
                found[city.id] = as_district(city, name, BOROUGH)
        for place in named_for(lemma, words, gazetteer):
            if place.id not in found:
                found[place.id] = as_district(place, district_name(place, name, words, community))
    if not found and adjectives:
        if community:
            name = town_of(adjectives[-1], words) or name
        unknown = Place(UNKNOWN, "district", name, None, None, None, None, None, 0)
        return (unknown,)
    return tuple(found.values())


def land_districts(token: Token, words: PlaceWords, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the districts that the name of a land means: "Нікопольщина", the land of Nikopol."""
    if not any(lemma.endswith(words.land_endings) for lemma in token.lemmas):
        return ()
    for ending, adjective in words.lexicon.land_endings.items():
        for lemma in token.lemmas:
            if lemma.endswith(ending):
                named = lemma[: -len(ending)] + adjective
                centre = replace(token, lower=named, lemmas=(named,))
                found = districts(centre, words, gazetteer)
                known = tuple(place for place in found if place.id != UNKNOWN)
                if known:
                    return known
    return ()


def as_district(centre: Place, name: str, kind: str = "district") -> Place:
    """Return a district by its centre: the centre's coordinates, a name of its own.

    ``kind`` is BOROUGH for a part of a city.
    """
    return replace(
        centre, id=f"d{centre.id}", kind=kind, name=name, geonames_id=None, settlement=centre.name
    )


def is_capital(text: str) -> bool:
    """Tell whether a word is written as a name; "al-Asad" is one by its second part."""
    return text[0].isupper() or ("-" in text and not text.islower())
