"""Cuts of supply that follow a timetable or are announced: no outages of their own."""

from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.words import CUTS, Mention

_DEEDS: Final = frozenset(
    {"attack_nouns", "attack_verbs", "strike_verbs", "impact", "launch", "downed", "repelled"}
)
_PLANS: Final = frozenset({"planned_cuts", "future"})
_POWER: Final = "power_outage"
_REACH: Final = 4
_CLOSE: Final = 1
_AHEAD: Final = 6  # "will on Monday be left without power"
_BEHIND: Final = 1  # "outages will last"


def without_planned(view: View) -> View:
    """Return a clause without the cuts that it only announces: "hourly outages", "will be cut".

    Beside a deed they are its consequence and stay.
    """
    if not view.has_any(_PLANS) or view.has_any(_DEEDS):
        return view
    cuts = [m for m in view.of("effects") if m.label in CUTS and _announced(view, m)]
    if not cuts:
        return view
    return replace(view, mentions=[m for m in view.mentions if m not in cuts])


def _announced(view: View, cut: Mention) -> bool:
    announced = any(_near(word, cut) for word in view.of("planned_cuts"))
    return announced or any(
        0 <= cut.first - word.last <= _AHEAD or 0 <= word.first - cut.last <= _BEHIND
        for word in view.of("future")
    )


def _near(word: Mention, cut: Mention) -> bool:
    """Tell whether a word of plans is on a cut: of heat and water, where it opens what tells of it.

    "Water is given by a timetable" is a cut of the day.
    """
    if cut.label != _POWER:
        return word.first == cut.first or 0 <= cut.first - word.last <= _CLOSE
    return -_REACH <= cut.first - word.last <= _REACH or -_REACH <= word.first - cut.last <= _REACH
