"""Which facilities of a clause are its targets, and which are only named.

A landmark ("the town beside the nuclear plant"), a part that is told to be unharmed ("but at the
plant nothing happened"), a neighbour's name, a word of a town's name ("Port Sudan") and a body that
speaks ("the ambulance service said") are none.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention
from transforms.language.tokens import Token

_HARM: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "strike_verbs", "impact", "launch", "downed", "repelled",
        "effects", "killed", "injured", "got_through", "debris",
    }
)  # fmt: skip
_LANDMARK_REACH: Final = 3
_STOPS: Final = frozenset(",;:.")
_UNHARMED: Final = frozenset({"absent", "negation", "no_casualties"})


def harmed_targets(view: View, tokens: Sequence[Token]) -> list[Mention]:
    """Return the targets of a clause that its attack or consequence may have reached."""
    targets = view.of("targets")
    if not targets:
        return targets
    landmarks = [place for place in view.places if is_landmark(view, place)]
    beside = view.of("beside")
    towns = [place for place in view.places if place.kind != "facility"]
    return [
        target
        for target in targets
        if not any(place.start <= target.start < place.end for place in landmarks)
        and not any(place.start <= target.start and target.end <= place.end for place in towns)
        and not any(voice.start <= target.start < voice.end for voice in view.attributions)
        and not _unharmed(view, target, tokens)
        and not (beside and _beside_another(beside, target, targets, tokens))
    ]


def is_landmark(view: View, place: ResolvedPlace) -> bool:
    """Tell whether a known site only says where another place or target is: "a town near X"."""
    if place.role != "near" or place.facility_type is None:
        return False
    ends = [other.last_token for other in view.places] + [t.last for t in view.of("targets")]
    starts = [other.first_token for other in view.places]
    before = any(0 <= place.first_token - end <= _LANDMARK_REACH for end in ends)
    return before or place.last_token in starts


def _beside_another(
    words: Sequence[Mention], target: Mention, targets: Sequence[Mention], tokens: Sequence[Token]
) -> bool:
    """Tell whether a target only says where another is: "a depot next to the airport"."""
    return any(
        0 <= target.first - word.last <= _LANDMARK_REACH
        and not any(tokens[index].text in _STOPS for index in range(word.last, target.first))
        and any(0 <= word.first - other.last <= _LANDMARK_REACH for other in targets)
        for word in words
    )


def _unharmed(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a target stands in a part of the sentence that only tells that nothing is."""
    if not view.has_any(_UNHARMED):
        return False
    first, last = _part_of(view, target, tokens)
    inside = [mention for mention in view.mentions if first <= mention.first < last]
    if not any(mention.kind in _UNHARMED for mention in inside):
        return False
    denied = {mention.last for mention in inside if mention.kind in _UNHARMED}
    return not any(m.kind in _HARM and m.first not in denied for m in inside)


def _part_of(view: View, target: Mention, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the tokens between the commas and "but"s around a target."""
    first, last = view.clause.first, view.clause.last
    cuts = {index for index in range(first, last) if tokens[index].text == ","}
    cuts.update(mention.first for mention in view.of("coordinators"))
    left = max((cut for cut in cuts if cut < target.first), default=first - 1) + 1
    right = min((cut for cut in cuts if cut >= target.last), default=last)
    return left, right
