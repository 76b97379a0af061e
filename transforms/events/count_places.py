"""Places of figures that stand in a list: "25 over Rostov, eight over Volgograd", "Kursk (two)"."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import Fact
from transforms.events.numbers import NumberMention
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention
from transforms.language.tokens import Token

_BROAD: Final = frozenset({"region", "sea"})
LISTED: Final = frozenset({"region", "city", "district", "sea"})
_LIST_REACH: Final = 3
_ENTRY_REACH: Final = 2
_STOPS: Final = frozenset(",;:")
_DASHES: Final = frozenset("—–-")
_NO_WEAPON: Final = frozenset({"targets", "persons", "settlement_nouns", "effects", "attack_nouns"})
_AFTER_FIGURE: Final = frozenset(
    {
        "list_prepositions", "downed", "lost", "launch", "detected", "passive", "repelled",
        "weapon_modifiers", "antecedents", "coordinators", "total_words", "breakdown",
    }
)  # fmt: skip


def listed_place(
    view: View, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> str | None:
    """Return the place of a figure that stands as "<number> [drones] over <place>"."""
    after = max(number.last_token, noun.last if noun else 0)
    for place in view.places:
        before = number.first_token - place.last_token
        if 0 < before <= _ENTRY_REACH and _heads_entry(place, number, noun, tokens):
            return place.name
        gap = place.first_token - after
        if gap < 0 or place.kind not in LISTED:
            continue
        between = range(after, place.first_token)
        if gap > 5 or any(tokens[i].text in _STOPS for i in between):
            return None
        if any(other.number_token in between for other in view.numbers):
            return None  # "139 drones: 44 over Rostov"
        if noun is None and _counts_a_word(view, number, place, tokens):
            return None
        preposition = any(
            after <= mention.first < place.first_token for mention in view.of("list_prepositions")
        )
        return place.name if preposition or gap == 0 else None
    return None


def _counts_a_word(
    view: View, number: NumberMention, place: ResolvedPlace, tokens: Sequence[Token]
) -> bool:
    """Tell whether no weapon is counted: "two warships in Crimea", "at three locations in X"."""
    after = number.last_token
    if any(after <= m.first < place.first_token for m in view.among(_NO_WEAPON)):
        return True
    if number.each or after >= place.first_token or not tokens[after].text.isalpha():
        return False
    return not any(mention.first <= after < mention.last for mention in view.among(_AFTER_FIGURE))


def next_places(view: View, name: str) -> list[str]:
    """Return the places listed on after one: "one each over Rostov, Kursk and Kaluga"."""
    names: list[str] = []
    left: int | None = None
    for place in view.places:
        if left is not None:
            if place.first_token - left > _LIST_REACH:
                break
            names.append(place.name)
            left = place.last_token
        elif place.name == name:
            left = place.last_token
    return names


def _heads_entry(
    place: ResolvedPlace, number: NumberMention, noun: Mention | None, tokens: Sequence[Token]
) -> bool:
    """Tell whether a figure follows its place: "in the Voronezh region - nine", "Kursk (two)"."""
    dash = number.first_token - 1
    if place.kind not in LISTED:
        return False
    if tokens[dash].text == "(":
        end = noun.last if noun is not None else number.last_token
        return end < len(tokens) and tokens[end].text == ")"
    return (
        noun is None
        and tokens[dash].text in _DASHES
        and tokens[number.last_token - 1].text not in _DASHES
    )


def heads_list(
    lead: ResolvedPlace, listed: Sequence[Fact], places: Sequence[ResolvedPlace]
) -> bool:
    """Tell whether a figure is of the region before it: "over A 32 were downed, over B 39"."""
    others = [place for place in places if place.name in {fact.place for fact in listed}]
    broad = all(place.kind in _BROAD for place in (lead, *others))
    return broad and bool(others) and all(place.name != lead.name for place in others)
