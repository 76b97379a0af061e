"""Settlements and districts that are counted: "14 villages came under fire"."""

from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE
from transforms.events.numbers import NumberMention

PLACE_NOUNS: Final = frozenset({"counted_places", "settlement_nouns"})
_SEVERAL: Final = 5  # fewer are mostly told of one by one
_PREPOSITIONS: Final = frozenset({"list_prepositions", "other_prepositions"})


def numbers_of_places(view: View) -> list[NumberMention]:
    """Return the figures of a clause that count settlements; a word may stand between."""
    nouns = {mention.first for mention in view.among(PLACE_NOUNS)}
    near = [
        number
        for number in view.numbers
        if number.last_token in nouns or number.last_token + 1 in nouns
    ]
    if not near:
        return near
    behind = {mention.first for mention in view.among(_PREPOSITIONS)}  # "14 over the district"
    return [number for number in near if number.last_token not in behind]


def counts_places(view: View) -> bool:
    """Tell whether a clause tells of several settlements by their number."""
    return any(
        number.kind in COUNTABLE and (number.low or 0) >= _SEVERAL
        for number in numbers_of_places(view)
    )


def without_places(view: View, numbers: list[NumberMention]) -> list[NumberMention]:
    """Return figures without those that count districts: they count no weapons."""
    if "counted_places" not in view.by_kind:  # most clauses
        return numbers
    places = numbers_of_places(view)
    return [number for number in numbers if number not in places]
