"""Towns whose name is told around a village, and parts of a town told behind it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.place_mentions import SCENES, PlaceMention, as_district
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_APART: Final = 4
_BEHIND: Final = 2  # "of (the) city"


def enclosed_villages(
    tokens: Sequence[Token],
    mentions: list[PlaceMention],
    read: list[PlaceMention],
    words: PlaceWords,
    *,
    named: bool,
) -> None:
    """Let a town around a village be its district, and a part of a town no scene of its own.

    Both lists are changed: the mentions as found, and as they are read. ``named``: the text has a
    word for what a village lies in.
    """
    end = -1
    for number, one in enumerate(mentions):
        beside, end = one.first_token == end, one.last_token
        if not (named or beside):
            continue
        if named and _encloses(tokens, mentions, number, words):
            _let_be_district(number, mentions, read)
        elif (beside and _is_quarter(tokens, mentions[number - 1], one, words)) or (
            named and _is_quarter_of(tokens, mentions, number, words)
        ):
            mentions[number] = read[number] = replace(one, role="around")
        elif beside and _owns_town(mentions[number - 1], one):
            _let_be_district(number - 1, mentions, read)


def _let_be_district(number: int, mentions: list[PlaceMention], read: list[PlaceMention]) -> None:
    one = mentions[number]
    around = tuple(as_district(place, place.name) for place in one.candidates)
    mentions[number] = read[number] = replace(one, kind="district", candidates=around)


def owns(left: PlaceMention, right: PlaceMention) -> bool:
    """Tell whether a name has its possessive right before another ("Sagaing's Tabayin")."""
    return right.first_token == left.last_token and right.start - left.end > 1


def _encloses(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], number: int, words: PlaceWords
) -> bool:
    """Tell whether a town's name is told around a village.

    "X village in Tabayin township", "X in the Guma Local Government Area".
    """
    one = mentions[number]
    if one.kind != "city" or one.role not in SCENES:
        return False
    last = one.last_token
    while last < len(tokens) and tokens[last].lower in words.district_adjectives:
        last += 1
    if last >= len(tokens) or tokens[last].lower not in words.enclosing_nouns:
        return False
    community = tokens[one.last_token].lower in words.community_nouns
    return any(
        village.kind == "city"
        and 0 < one.first_token - village.last_token <= _APART
        and (community or _lead_into(tokens, village, one, words))
        for village in mentions[max(0, number - 2) : number]
    )


def _owns_town(one: PlaceMention, town: PlaceMention) -> bool:
    """Tell whether a name owns that of a town in its district: "Hangu's Doaba"."""
    if one.kind != "city" or town.kind != "city" or not owns(one, town):
        return False
    own = {place.admin1_id for place in one.candidates}
    return any(place.admin1_id in own for place in town.candidates)


def _is_quarter(
    tokens: Sequence[Token], city: PlaceMention, one: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether a name is that of a part of the city before: "Gaza City's Zeitoun suburb"."""
    if city.kind != "city" or one.kind != "city" or not owns(city, one):
        return False
    return one.last_token < len(tokens) and tokens[one.last_token].lower in words.part_nouns


def _is_quarter_of(
    tokens: Sequence[Token], mentions: Sequence[PlaceMention], number: int, words: PlaceWords
) -> bool:
    """Tell whether a town's name is that of a part of the next: "the Daraj suburb of Gaza"."""
    one, link = mentions[number], mentions[number].last_token + 1
    if one.kind != "city" or number + 1 >= len(mentions) or link >= len(tokens):
        return False
    city = mentions[number + 1]
    said = tokens[link - 1].lower in words.part_nouns and tokens[link].lower in words.region_links
    return said and city.kind == "city" and 0 < city.first_token - link <= _BEHIND


def _lead_into(
    tokens: Sequence[Token], village: PlaceMention, one: PlaceMention, words: PlaceWords
) -> bool:
    """Tell whether the words between say that a village lies in a place: ", a village in the"."""
    between = {token.lower for token in tokens[village.last_token : one.first_token]} - {","}
    linked = not words.district_links.isdisjoint(between)
    return linked and words.separators.isdisjoint(between)
