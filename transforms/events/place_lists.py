"""Lists in which a bare name stands for a region.

After "over seven regions" the items of a list name regions ("25 over Rostov, eight over Volgograd"),
and an adjective may stand without its noun ("над Брянской областью – 12, над Курской – 5").
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_mentions import PlaceMention
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_FEWEST: Final = 3
_END: Final = frozenset({".", "!", "?", "…"})
_AFTER_ADJECTIVE: Final = frozenset({",", ";", ".", ":", "-", "–", "—", ")", "("})


def name_regions(
    text: str,
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return the mentions with the bare regions of lists among them, sorted by start."""
    spans = _announced(text, tokens, words)
    if not spans:
        return list(found)
    mentions = list(found)
    for first, last, plural in spans:
        if words.lexicon.singular_noun_makes_list:
            mentions = _adjectives(tokens, mentions, first, last, words, gazetteer)
        if plural:
            mentions = _cities(tokens, mentions, first, last, words, gazetteer)
    return mentions


def _announced(
    text: str, tokens: Sequence[Token], words: PlaceWords
) -> list[tuple[int, int, bool]]:
    """Return (first, last, several) of the sentences that speak of regions, the next included.

    ``several`` tells that the noun stands without a name of its own ("nine regions").
    """
    found = []
    for index, token in enumerate(tokens):
        if words.all_region_nouns.isdisjoint((*token.lemmas, token.lower)):
            continue
        end, stops = index + 1, 0
        while end < len(tokens):
            gap = text[tokens[end - 1].end : tokens[end].start]
            if tokens[end - 1].text in _END or "\n" in gap:
                stops += 1
                if stops == 2 or "\n" in gap:
                    break
            end += 1
        found.append((index, end, token.lower in words.bare_plurals))
    return found


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
    named = {id(m): _region_of(tokens, m, words) for m in inside if m.kind == "city"}
    capitals = [m for m in inside if named.get(id(m))]
    if len(capitals) < _FEWEST or len(capitals) < 0.7 * len(named):
        return mentions
    changed = []
    for mention in mentions:
        region_id = named.get(id(mention))
        if region_id:
            place = gazetteer.region_place(region_id)
            changed.append(mention._replace(kind="region", candidates=(place,), firm=True))
        else:
            changed.append(mention)
    return changed


def _region_of(tokens: Sequence[Token], mention: PlaceMention, words: PlaceWords) -> str | None:
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
        if not token.text[0].isupper() or (known is not None and known.kind != "city"):
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
