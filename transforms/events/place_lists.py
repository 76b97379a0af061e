"""Lists in which a bare name stands for a region.

After "over seven regions" the items of a list name regions ("25 over Rostov, eight over
Volgograd"), and an adjective may stand without its noun ("над Брянской областью – 12, над
Курской – 5").
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_mentions import BOROUGH, UNKNOWN, PlaceMention, as_district
from transforms.events.place_words import ADJECTIVE, PlaceWords
from transforms.language.tokens import Token

_FEWEST: Final = 3
_MEASURE: Final = 10
_PINS: Final = frozenset({"city", "district", "facility"})
_APPOSED: Final = frozenset({",", "(", "–", "—"})
_APART: Final = 4
_CITY: Final = 100_000
_VILLAGE: Final = 20_000
_NOTED: Final = 200_000
_AROUND: Final = frozenset({"region", "district", "country"})
_SCENES: Final = frozenset({"location", "listed", "near"})
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
        region_id = _region_of(tokens, mention, words) if mention.kind == "city" else None
        first = mention.first_token
        near = tokens[max(0, first - 2) : first]
        said_city = any(not words.city_nouns.isdisjoint(token.lemmas) for token in near)
        if region_id and since.get(region_id, first) < first and not said_city:
            place = gazetteer.region_place(region_id)
            mention = mention._replace(kind="region", candidates=(place,), firm=True)  # noqa: PLW2901
        read.append(mention)
    return read


def around_named(
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Let a town's name that only says where another place lies mean the region of that name.

    "In Saravena, Arauca, on Monday"; "in Sagaing's Tabayin township". So does a small town whose
    region the text calls one somewhere ("Arauca department").
    """
    read = _measured(tokens, mentions, words)
    if not words.capitalised_names:
        return read
    # in Ukraine and Russia the region and its city are told apart by name
    told = {
        one.candidates[0].id
        for one in mentions
        if _has_noun(tokens, one, words)
        and gazetteer.regions[one.candidates[0].id].kind == "region"
    }
    for number, one in enumerate(mentions):
        if one.kind == "district" and _is_of_city(tokens, one, words):
            read[number] = _in_city_before(mentions, number)
        if one.kind != "city" or one.role not in _SCENES:
            continue
        before = mentions[number - 1] if number else None
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        inner = (
            before
            if before is not None and _parted_by_comma(tokens, before, one)
            else after
            if after is not None and _owns(one, after)
            else None
        )
        earlier = mentions[max(0, number - 2) : number]
        if any(_holds_village(tokens, village, one, words) for village in earlier):
            around = tuple(as_district(place, place.name) for place in one.candidates)
            read[number] = one._replace(kind="district", candidates=around)
            continue
        if after is not None and _said_elsewhere(tokens, one, after, words):
            name = " ".join([token.text for token in tokens[one.first_token : one.last_token]])
            place = Place(UNKNOWN, "city", name, None, None, None, None, None, 0)
            read[number] = one._replace(candidates=(place,), firm=True)
            continue
        region_id = _stem_region(tokens, one, words)
        said = region_id in told and one.candidates[0].population < _CITY
        said = said and not _is_city(tokens, one, words)
        if region_id and (said or (inner is not None and _lies_in(inner, region_id))):
            place = gazetteer.region_place(region_id)
            read[number] = one._replace(kind="region", candidates=(place,), firm=True)
    return read


def _measured(
    tokens: Sequence[Token], mentions: list[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Let a place that only measures where the one before lies be no scene.

    "In X, 40 km from Quetta": a length stands between the two, behind a comma or a bracket.
    """
    read = list(mentions)
    for number, one in enumerate(mentions[1:], start=1):
        before = mentions[number - 1]
        between = tokens[before.last_token : one.first_token]
        if (
            one.role == "near"
            and before.kind in _PINS
            and before.role in _SCENES
            and 1 < len(between) <= _MEASURE
            and between[0].text in _APPOSED
            and any(
                not words.units.isdisjoint((token.lower, *token.lemmas))
                or token.lower.lstrip("0123456789.,- ") in words.units
                for token in between
            )
        ):
            read[number] = one._replace(role="distance")
    return read


def _holds_village(
    tokens: Sequence[Token], village: PlaceMention, one: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a township is told around a village: "X village in Tabayin township"."""
    after = one.last_token
    return (
        village.kind == "city"
        and after < len(tokens)
        and tokens[after].lower in words.community_nouns
        and 0 < one.first_token - village.last_token <= _APART
    )


def _said_elsewhere(
    tokens: Sequence[Token], one: PlaceMention, around: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a town is told in a region or country where none of its name is known.

    "At Nyar Kan village in the northern X region": the one known is a namesake.
    """
    between = [token.lower for token in tokens[one.last_token : around.first_token]]
    if around.kind not in _AROUND or around.role not in _SCENES:
        return False
    linked = between == [","] or (
        0 < len(between) <= _APART + 1
        and not words.district_links.isdisjoint(between)
        and words.linking.issuperset(between)
    )
    wide = around.kind == "country"
    if not linked or one.candidates[0].population >= (_NOTED if wide else _VILLAGE):
        return False
    known, told = (
        {place.country if wide else place.admin1_id for place in mention.candidates}
        for mention in (one, around)
    )
    return None not in told and known.isdisjoint(told)


def _is_of_city(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a district is said to be of the city told of: "the X district of the city"."""
    last = one.last_token
    if last < len(tokens) and tokens[last].lower in words.district_nouns:
        last += 1
    after = tokens[last : last + 3]
    return (
        len(after) == 3
        and after[0].lower in words.district_links
        and after[1].lower in words.fillers
        and after[2].lower in words.city_nouns
    )


def _in_city_before(mentions: Sequence[PlaceMention], number: int) -> PlaceMention:
    """Return a district as a part of the city named last before it, where one is."""
    one = mentions[number]
    for before in reversed(mentions[:number]):
        if before.kind == "city" and before.role in _SCENES:
            city, name = before.candidates[0], one.candidates[0].name
            return one._replace(candidates=(as_district(city, name, BOROUGH),))
    return one


def _has_noun(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a region is named with its noun: "Arauca department", "the state of Arauca"."""
    if one.kind != "region":
        return False
    around = tokens[max(0, one.first_token - 2) : one.last_token + 1]
    return any(not words.region_nouns.isdisjoint(token.lemmas) for token in around)


def _parted_by_comma(tokens: Sequence[Token], left: PlaceMention, right: PlaceMention) -> bool:
    return right.first_token - left.last_token == 1 and tokens[left.last_token].text == ","


def _owns(left: PlaceMention, right: PlaceMention) -> bool:
    """Tell whether a name has its possessive right before another ("Sagaing's Tabayin")."""
    return right.first_token == left.last_token and right.start - left.end > 1


def _lies_in(place: PlaceMention, region_id: str) -> bool:
    return place.kind in {"city", "district"} and any(
        one.id == UNKNOWN or one.admin1_id == region_id for one in place.candidates
    )


def _stem_region(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> str | None:
    """Return the region that has the very name of a town."""
    own = {place.admin1_id for place in one.candidates}
    for key in tokens[one.last_token - 1].lemmas:
        for keys, region_id in words.stems.get(key, ()):
            whole = len(keys) == one.last_token - one.first_token
            if (
                whole
                and region_id in own
                and all(
                    not key.isdisjoint(tokens[one.first_token + step].lemmas)
                    for step, key in enumerate(keys)
                )
            ):
                return region_id
    return None


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
    named = {id(m): _region_of(tokens, m, words) for m in inside if m.kind == "city"}
    capitals = [m for m in inside if named.get(id(m))]
    if len(capitals) < _FEWEST or len(capitals) < 0.7 * len(named):
        return mentions
    listed = {m.candidates[0].name for m in capitals}
    changed = []
    for mention in mentions:
        region_id = named.get(id(mention))
        if mention.first_token >= last and mention.kind == "city" and mention.role == "location":
            # told on about the regions of the list: "In Rostov, power lines were cut"
            bare = mention.candidates[0].name in listed and not _is_city(tokens, mention, words)
            region_id = _region_of(tokens, mention, words) if bare else None
        if region_id:
            place = gazetteer.region_place(region_id)
            changed.append(mention._replace(kind="region", candidates=(place,), firm=True))
        else:
            changed.append(mention)
    return changed


def _is_city(tokens: Sequence[Token], mention: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a noun for a settlement stands beside a name: "the city of Voronezh"."""
    beside = tokens[max(0, mention.first_token - 2) : mention.last_token + 1]
    return any(not words.city_nouns.isdisjoint(token.lemmas) for token in beside)


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
