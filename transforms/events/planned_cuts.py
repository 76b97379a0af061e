"""Cuts of power that follow a timetable or are announced: no outages of their own."""

from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.words import Mention

_CUT: Final = "power_outage"
_DEEDS: Final = frozenset(
    {"attack_nouns", "attack_verbs", "strike_verbs", "impact", "launch", "downed", "repelled"}
)
_PLANS: Final = frozenset({"planned_cuts", "future"})
_REACH: Final = 4
_AHEAD: Final = 6  # "will on Monday be left without power"
_BEHIND: Final = 1  # "outages will last"


def without_planned(view: View) -> View:
    """Return a clause without the cuts that it only announces: "hourly outages", "will be cut".

    Beside a deed they are its consequence and stay.
    """
    if not view.has_any(_PLANS) or view.has_any(_DEEDS):
        return view
    cuts = [m for m in view.of("effects") if m.label == _CUT and _announced(view, m)]
    if not cuts:
        return view
    return replace(view, mentions=[m for m in view.mentions if m not in cuts])


def _announced(view: View, cut: Mention) -> bool:
    near = any(
        -_REACH <= cut.first - word.last <= _REACH or -_REACH <= word.first - cut.last <= _REACH
        for word in view.of("planned_cuts")
    )
    return near or any(
        0 <= cut.first - word.last <= _AHEAD or 0 <= word.first - cut.last <= _BEHIND
        for word in view.of("future")
    )
