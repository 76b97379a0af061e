"""Figures of a whole and of its parts: "30 of 35", "of 63 drones 38", "67 drones, 58 of which".

What was launched is said of the whole, what became of the weapons of the part.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import DOWNED, LAUNCHED, Fact
from transforms.events.nearby import any_after
from transforms.events.numbers import NumberMention

_ASIDE: Final = 1


def is_part(view: View, number: NumberMention, whole: Fact | None) -> bool:
    """Tell whether a figure counts a part of weapons; ``whole``: those told as its whole."""
    return number.total is not None or whole is not None or _part_of_told(view, number)


def _part_of_told(view: View, number: NumberMention) -> bool:
    """Tell whether a figure counts some of what was told before it: "58 of which"."""
    return any_after(view.of("antecedents"), number.last_token, _ASIDE)


def role_of_part(
    view: View, number: NumberMention, role: str | None, told: Sequence[Fact]
) -> str | None:
    """Return what became of a part where ``role`` may be what was done with the whole.

    "48 of the 53 drones used in the attack were brought down" were downed, not used. Of those that
    were downed, as ``told`` before, nothing becomes: "16 were downed, 13 of which flew at X".
    """
    if role not in {None, LAUNCHED}:
        return role
    after = [m for m in view.of("downed") if m.first >= number.last_token]
    if after or (number.total is not None and view.has("downed")):
        return DOWNED
    if number.total is None:
        return None if told and told[-1].role == DOWNED else role
    return role if number.total == number.value else None


def wholes_of(facts: Sequence[Fact], number: NumberMention, item: str) -> list[Fact]:
    """Return how many were launched as the whole of a part says; none where it says none."""
    if number.total is None:
        return []
    told = Fact(LAUNCHED, item, number.total, None, None, True, number.start, number.end)
    return [] if told in facts else [told]
