"""Lists in which a bare name stands for a region.

After "over seven regions" the items of a list name regions ("25 over Rostov, eight over
Volgograd"), and an adjective may stand without its noun ("над Брянской областью – 12, над
Курской – 5").
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_mentions import PlaceMention
from transforms.events.place_words import ADJECTIVE, PlaceWords
from transforms.language.tokens import Token

_FEWEST: Final = 3
_END: Final = frozenset({".", "!", "?", "…"})
_AFTER_ADJECTIVE: Final = frozenset({",", ";", ".", ":", "-", "–", "—", ")", "("})


def name_regions(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    nouns: Sequence[int],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return the mentions with the bare regions of lists among them, sorted by start."""
    spans = _announced(text, tokens, nouns, words)
    mentions = list(found)
    for first, last, plural in spans:
        if words.lexicon.singular_noun_makes_list:
            mentions = _adjectives(tokens, mentions, first, last, words, gazetteer)
        if plural:
            mentions = _cities(tokens, mentions, first, last, words, gazetteer)
    return _once_named(tokens, found, mentions, words, gazetteer)


def _once_named(
    tokens: Sequence[Token],
    before: Sequence[PlaceMention],
    mentions: list[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Let a name that a list gave to a region mean the region from there on.

    "Over three regions: 25 over Rostov ... In Rostov, power lines were cut" - unless the text says
    that the city is meant. ``before``: the mentions before lists were read.
    """
    cities = {mention.first_token for mention in before if mention.kind == "city"}
    since: dict[str, int] = {}
    for mention in mentions:
        if mention.kind == "region" and mention.first_token in cities:
            since.setdefault(mention.candidates[0].id, mention.first_token)
    if not since:
        return mentions
    read = []
    for mention in mentions:
        region_id = region_of(tokens, mention, words) if mention.kind == "city" else None
        first = mention.first_token
        near = tokens[max(0, first - 2) : first]
        said_city = any(not words.city_nouns.isdisjoint(token.lemmas) for token in near)
        if region_id and since.get(region_id, first) < first and not said_city:
            place = gazetteer.region_place(region_id)
            mention = replace(mention, kind="region", candidates=(place,), firm=True)  # noqa: PLW2901
        read.append(mention)
    return read


def _announced(
    text: str, tokens: Sequence[Token], nouns: Sequence[int], words: PlaceWords
) -> list[tuple[int, int, bool]]:
    """Return (first, last, several) of the sentences that speak of regions, the next included.

    ``several`` tells that the noun is a plural ("nine regions").
    """
    found: list[tuple[int, int, bool]] = []
    for index in nouns:
        several = tokens[index].lower in words.bare_plurals
        if not several and not words.lexicon.singular_noun_makes_list:
            continue
        if found and index < found[-1][1] and several <= found[-1][2]:
            continue
        found.append((index, _end_of_next(text, tokens, index), several))
    return found


def _end_of_next(text: str, tokens: Sequence[Token], index: int) -> int:
    """Return the end of the sentence after that of ``index``, at most of its paragraph."""
    stops, count = 0, len(tokens)
    for end in range(index + 1, count):
        if text[tokens[end].start - 1] == "\n":
            return end
        if tokens[end - 1].text in _END:
            stops += 1
            if stops == 2:
                return end
    return count


def _cities(
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    first: int,
    last: int,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Turn the capitals of regions that are listed after the noun into their regions."""
    inside = [m for m in mentions if first < m.first_token < last and m.kind in {"city", "region"}]
    named = {id(m): region_of(tokens, m, words) for m in inside if m.kind == "city"}
    capitals = [m for m in inside if named.get(id(m))]
    if len(capitals) < _FEWEST or len(capitals) < 0.7 * len(named):
        return mentions
    listed = {m.candidates[0].name for m in capitals}
    changed = []
    for mention in mentions:
        region_id = named.get(id(mention))
        if mention.first_token >= last and mention.kind == "city" and mention.role == "location":
            # told on about the regions of the list: "In Rostov, power lines were cut"
            bare = mention.candidates[0].name in listed and not is_city(tokens, mention, words)
            region_id = region_of(tokens, mention, words) if bare else None
        if region_id:
            place = gazetteer.region_place(region_id)
            changed.append(replace(mention, kind="region", candidates=(place,), firm=True))
        else:
            changed.append(mention)
    return changed


def is_city(tokens: Sequence[Token], mention: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a noun for a settlement stands beside a name: "the city of Voronezh"."""
    beside = tokens[max(0, mention.first_token - 2) : mention.last_token + 1]
    return any(not words.city_nouns.isdisjoint(token.lemmas) for token in beside)


def region_of(tokens: Sequence[Token], mention: PlaceMention, words: PlaceWords) -> str | None:
    """Return the region that has the name of a city, if one has."""
    for lemma in tokens[mention.last_token - 1].lemmas:
        for keys, region_id in words.city_stems.get(lemma, ()):
            begin = mention.last_token - len(keys)
            if begin == mention.first_token and all(
                not key.isdisjoint(tokens[begin + step].lemmas) for step, key in enumerate(keys)
            ):
                return region_id
    return None


def _adjectives(
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    first: int,
    last: int,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Add the adjectives of regions that stand without their noun after it."""
    by_token = {mention.first_token: mention for mention in mentions}
    added: list[PlaceMention] = []
    for index in range(first + 1, last):
        token = tokens[index]
        known = by_token.get(index)
        if not token.text[0].isupper():
            continue
        if known is not None and known.kind != "city" and known.role != ADJECTIVE:
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after is not None and not (
            after.text in _AFTER_ADJECTIVE or after.lower in words.separators
        ):
            continue
        ids = [
            region_id
            for lemma in token.lemmas[1:]
            for keys, region_id in words.stems.get(lemma, ())
            if len(keys) == 1
        ]
        if ids:
            places = tuple(gazetteer.region_place(one) for one in dict.fromkeys(ids))
            added.append(
                PlaceMention(token.start, token.end, index, index + 1, "region", "location", places)
            )
    if not added:
        return mentions
    replaced = {mention.first_token for mention in added}
    kept = [mention for mention in mentions if mention.first_token not in replaced]
    return sorted((*kept, *added), key=lambda mention: mention.start)
