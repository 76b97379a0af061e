"""Supplies that are cut together: "without electricity, water and heat" tells of three outages.

The words for an outage name one supply; those joined to it are cut as well.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.words import CUTS, Mention
from transforms.language.tokens import Token

_LINK: Final = 1  # "and", "or", a comma
_LONG_LINK: Final = 2  # ", and" at the end of a list


def joined_cuts(view: View, tokens: Sequence[Token]) -> list[Mention]:
    """Return an outage of each supply of a clause that is joined to one that is cut.

    Such an outage stands where the outage it is joined to stands: what denies one denies both.
    """
    supplies = view.of("supplies")
    found: list[Mention] = []
    for cut in view.of("effects"):
        if cut.label in CUTS:
            found += _joined(cut, supplies, tokens)
            found += _joined(cut, supplies[::-1], tokens, ahead=True)
    return found


def _joined(
    cut: Mention, supplies: Sequence[Mention], tokens: Sequence[Token], *, ahead: bool = False
) -> list[Mention]:
    """Return outages of the supplies behind a cut, or ``ahead`` of it, in order from it on."""
    edge = cut.first if ahead else cut.last
    found: list[Mention] = []
    for word in supplies:
        gap = edge - word.last if ahead else word.first - edge
        if gap <= 0:
            continue
        link = tokens[word.last if ahead else edge].text
        if gap > (_LONG_LINK if found and link == "," else _LINK):
            break
        edge = word.first if ahead else word.last
        if word.label != cut.label:
            found.append(replace(cut, label=word.label, start=word.start, end=word.end))
    return found
