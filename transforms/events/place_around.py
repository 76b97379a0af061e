"""What places that stand beside each other in a sentence say about each other.

"In Saravena, Arauca" names a region by its town, "in X, 40 km from Quetta" measures, "at X village
in the northern Y region" tells that the X known elsewhere is a namesake.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_enclosing import enclosed_villages, owns
from transforms.events.place_lists import is_city
from transforms.events.place_mentions import BOROUGH, SCENES, UNKNOWN, PlaceMention, as_district
from transforms.events.place_roles import ends_sentence, speaks
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_MEASURE: Final = 10
_PINS: Final = frozenset({"city", "district", "facility"})
_APPOSED: Final = frozenset({",", "(", "–", "—"})
_APPOSITION: Final = 7
_PARTS: Final = frozenset({"district", "region"})
_APART: Final = 4
_MEETING: Final = 10
_CITY: Final = 100_000
_VILLAGE: Final = 20_000
_NOTED: Final = 200_000
_AROUND: Final = frozenset({"region", "district", "country"})


def around_named(
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
    *,
    talks: bool,
    enclosed: bool,
) -> list[PlaceMention]:
    """Let a town's name that only says where another place lies mean the region of that name.

    "In Saravena, Arauca, on Monday"; "in Sagaing's Tabayin township". So does a small town whose
    region the text calls one somewhere ("Arauca department"). ``talks``: the text has a word for
    talks or a visit, ``enclosed``: one for what a village lies in.
    """
    read = _measured(tokens, mentions, words)
    if talks:
        read = [_met_at(tokens, one, words) for one in read]
    if not words.capitalised_names:
        return read
    # where regions are named with their noun, a region and its city are told apart by name
    told = {
        one.candidates[0].id
        for one in mentions
        if one.kind == "region"
        and _has_noun(tokens, one, words)
        and gazetteer.regions[one.candidates[0].id].kind == "region"
    }
    enclosed_villages(tokens, mentions, read, words, named=enclosed)
    for number in range(len(mentions)):
        found = _district(tokens, mentions, number, words) or _town(
            tokens, mentions, number, told, words, gazetteer
        )
        read[number] = found or read[number]
    return read


def _met_at(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> PlaceMention:
    """Let the place of talks or of a visit be no scene: "the negotiations held in Istanbul"."""
    at = one.first_token - 1
    if one.role not in SCENES or at < 1:
        return one
    reach = _MEETING if tokens[at].lower in words.locative else 1  # "a visit to X"
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        token = tokens[back]
        if ends_sentence(tokens, back):
            break
        if token.lower in words.meetings or not words.meetings.isdisjoint(token.lemmas):
            return replace(one, role="statement")
    return one


def _district(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], number: int, words: PlaceWords
) -> PlaceMention | None:
    """Return a place read by its sentence or the city before it, None where nothing changes."""
    one = mentions[number]
    if _is_of_statement(tokens, one, words) and _told_elsewhere(tokens, mentions, one):
        return replace(one, role="statement")
    if one.kind not in _PARTS:
        return None
    # "Sevastopol in | Russian | -occupied Crimea"
    at = number - 1
    while at > 0 and mentions[at].role == "demonym":
        at -= 1
    before = mentions[at] if at >= 0 else None
    if one.kind == "district" and _is_of_city(tokens, one, words):
        return _in_city_before(mentions, number)
    if before is not None and _is_around_city(tokens, before, one, words):
        return replace(one, role="distance")
    if before is not None and _is_around_village(tokens, before, one, words):
        return replace(one, role="around")
    return None


def _is_of_statement(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a place is that of a statement.

    "Officials in X said", "the ministry said in X", "In X, the ministry said".
    """
    first, last = one.first_token, one.last_token
    if one.role not in SCENES or first < 1 or tokens[first - 1].lower not in words.district_links:
        return False
    if first > 1 and speaks(tokens, first - 2, words):
        return True
    if speaks(tokens, last, words):
        return first > 1
    opens = first == 1 or ends_sentence(tokens, first - 2)
    comma = last < len(tokens) and tokens[last].text == ","
    return opens and comma and any(speaks(tokens, last + n, words) for n in range(2, _APPOSITION))


def _told_elsewhere(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], one: PlaceMention
) -> bool:
    """Tell whether the sentence names a scene in another region or country as well."""
    first, last = one.first_token, one.last_token
    while first and not ends_sentence(tokens, first - 1):
        first -= 1
    while last < len(tokens) and not ends_sentence(tokens, last):
        last += 1
    here = {place.admin1_id or place.country for place in one.candidates}
    return any(
        first <= other.first_token < last
        and other.role in SCENES
        and other is not one
        and (there := {place.admin1_id or place.country for place in other.candidates})
        and None not in there
        and here.isdisjoint(there)
        and {place.country for place in one.candidates}.isdisjoint(there)
        and {place.country for place in other.candidates}.isdisjoint(here)
        for other in mentions
    )


def _town(
    tokens: Sequence[Token],
    mentions: Sequence[PlaceMention],
    number: int,
    told: set[str],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> PlaceMention | None:
    """Return a town read by the places beside it, None where nothing changes.

    ``told``: the regions that the text names with their noun.
    """
    one = mentions[number]
    if one.kind != "city" or one.role not in SCENES:
        return None
    before = mentions[number - 1] if number else None
    after = mentions[number + 1] if number + 1 < len(mentions) else None
    if after is not None and _said_elsewhere(tokens, one, after, words):
        name = " ".join([token.text for token in tokens[one.first_token : one.last_token]])
        place = Place(UNKNOWN, "city", name, None, None, None, None, None, 0)
        return replace(one, candidates=(place,), firm=True)
    region_id = _stem_region(tokens, one, words)
    if region_id is None:
        return None
    said = region_id in told and one.candidates[0].population < _CITY
    inner = None
    if before is not None and _parted_by_comma(tokens, before, one, words):
        inner = before
    elif after is not None and owns(one, after):
        inner = after
    if (said and not is_city(tokens, one, words)) or (inner and _lies_in(inner, region_id)):
        place = gazetteer.region_place(region_id)
        return replace(one, kind="region", candidates=(place,), firm=True)
    return None


def _measured(
    tokens: Sequence[Token], mentions: list[PlaceMention], words: PlaceWords
) -> list[PlaceMention]:
    """Let a place that only measures where the one before lies be no scene.

    "In X, 40 km from Quetta": a length stands between the two, behind a comma or a bracket.
    """
    read = list(mentions)
    for number, one in enumerate(mentions[1:], start=1):
        if one.role != "near":
            continue
        before = mentions[number - 1]
        between = tokens[before.last_token : one.first_token]
        if (
            before.kind in _PINS
            and before.role in SCENES
            and 1 < len(between) <= _MEASURE
            and between[0].text in _APPOSED
            and any(
                not words.units.isdisjoint((token.lower, *token.lemmas))
                or token.lower.lstrip("0123456789.,- ") in words.units
                for token in between
            )
        ):
            read[number] = replace(one, role="distance")
    return read


def _said_elsewhere(
    tokens: Sequence[Token], one: PlaceMention, around: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a town is told in a region or country where none of its name is known.

    "At Nyar Kan village in the northern X region": the one known is a namesake.
    """
    far = around.first_token - one.last_token > _APART + 1
    if far or around.kind not in _AROUND or around.role not in SCENES:
        return False
    between = [token.lower for token in tokens[one.last_token : around.first_token]]
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


def _is_around_city(
    tokens: Sequence[Token], city: PlaceMention, one: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a region only tells where a city that is a region itself lies.

    "In Sevastopol in occupied Crimea", "Baalbek in the Bekaa Valley", next to its governorate.
    """
    place, between = (
        city.candidates[0],
        [t.lower for t in tokens[city.last_token : one.first_token]],
    )
    return (
        one.kind == "region"
        and city.kind in {"city", "region"}
        and city.role in SCENES
        and (place.name == place.admin1 or _beyond(place, one.candidates[0]))
        and bool(between)
        and between[0] in words.district_links
        and words.linking.issuperset(between)
    )


def _beyond(city: Place, region: Place) -> bool:
    """Tell whether a larger city lies in the country of a region, but in another one."""
    other = city.admin1_id is not None and city.admin1_id != region.id
    return other and city.country == region.country and city.population >= _VILLAGE


def _is_around_village(
    tokens: Sequence[Token], village: PlaceMention, one: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a district only tells where a village lies: "the village of X in Y district"."""
    between = [token.lower for token in tokens[village.last_token : one.first_token]]
    return (
        one.kind == "district"
        and village.kind == "city"
        and village.firm
        and village.role in SCENES
        and bool(between)
        and between[0] in words.district_links
        and words.linking.issuperset(between)
    )


def _in_city_before(mentions: Sequence[PlaceMention], number: int) -> PlaceMention:
    """Return a district as a part of the city named last before it, where one is."""
    one = mentions[number]
    for before in reversed(mentions[:number]):
        if before.kind == "city" and before.role in SCENES:
            city, name = before.candidates[0], one.candidates[0].name
            return replace(one, candidates=(as_district(city, name, BOROUGH),))
    return one


def _has_noun(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> bool:
    """Tell whether a region has its noun beside it: "Arauca department", "the state of Arauca"."""
    around = tokens[max(0, one.first_token - 2) : one.last_token + 1]
    return any(not words.region_nouns.isdisjoint(token.lemmas) for token in around)


def _parted_by_comma(
    tokens: Sequence[Token], left: PlaceMention, right: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a comma parts two places: "Saravena, Arauca", "Tabayin township, Sagaing"."""
    said = tokens[left.last_token].lower in words.enclosing_nouns
    end = left.last_token + said
    return right.first_token - end == 1 and tokens[end].text == ","


def _lies_in(place: PlaceMention, region_id: str) -> bool:
    return place.kind in {"city", "district"} and any(
        one.id == UNKNOWN or one.admin1_id == region_id for one in place.candidates
    )


def _stem_region(tokens: Sequence[Token], one: PlaceMention, words: PlaceWords) -> str | None:
    """Return the region that has the very name of a town."""
    for key in tokens[one.last_token - 1].lemmas:
        for keys, region_id in words.stems.get(key, ()):
            whole = len(keys) == one.last_token - one.first_token
            if (
                whole
                and any(place.admin1_id == region_id for place in one.candidates)
                and all(
                    not key.isdisjoint(tokens[one.first_token + step].lemmas)
                    for step, key in enumerate(keys)
                )
            ):
                return region_id
    return None
