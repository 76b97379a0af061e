"""Which facilities of a clause are its targets, and which are only named.

A landmark ("the town beside the nuclear plant"), a part that is told to be unharmed ("but at the
plant nothing happened"), a neighbour's name, a word of a town's name ("Port Sudan") and a body
that speaks ("the ambulance service said") are none; nor are a base that weapons came from, a
hospital that the hurt were taken to, homes that are only without power, and a ship that fires.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.nearby import any_before
from transforms.events.negation import is_negated
from transforms.events.ontology import TargetKinds
from transforms.events.places import ResolvedPlace
from transforms.events.words import CUTS, Mention
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
_ORIGIN_REACH: Final = 4
_SUPPLIED_REACH: Final = 2
_MANY: Final = 1000  # buildings: more than any one attack strikes
_AGENT_REACH: Final = 3
_PART_REACH: Final = 4
_LINKS: Final = frozenset({"list_prepositions", "other_prepositions"})
_ACTIONS: Final = frozenset({"attack_verbs", "strike_verbs", "launch", "downed"})
_HITS: Final = frozenset({"attack_verbs", "strike_verbs", "impact"})
_SHOTS: Final = frozenset({"launch", "downed"})
_DOER_REACH: Final = 8
_DAMAGED_REACH: Final = 2  # "damage to the | port"
_HURT: Final = frozenset({"killed", "injured"})
_CARE_REACH: Final = 5  # "taken to the | regional clinical | hospital"
_CARED_REACH: Final = 2  # "to the hospital were brought"
_DEEDS: Final = frozenset({"attack_nouns", "attack_verbs", "strike_verbs", "impact", "effects"})


def harmed_targets(view: View, tokens: Sequence[Token], kinds: TargetKinds) -> list[Mention]:
    """Return the targets of a clause that its attack or consequence may have reached."""
    targets = view.of("targets")
    if not targets:
        return targets
    places, voices = view.places, view.attributions
    landmarks = [p for p in places if p.role == "near" and is_landmark(view, p)]
    beside, origins = view.of("beside"), _origins(view)
    armed, spared = view.has_any(_SHOTS), view.has_any(_UNHARMED)
    parts = kinds.part_of if len(targets) > 1 else {}
    return [
        target
        for target in targets
        if not (landmarks and any(p.start <= target.start < p.end for p in landmarks))
        and not (places and any(_in_name(place, target) for place in places))
        and not (voices and any(v.start <= target.start < v.end for v in voices))
        and not (voices and target.label in kinds.caring and _of_voice(view, target))
        and not (spared and _unharmed(view, target, tokens))
        and not (beside and _beside_another(beside, target, targets, tokens))
        and not (origins and _launched_from(view, target, origins))
        and not (target.label in kinds.occupied and _only_served(view, target, kinds, tokens))
        and not (armed and target.label in kinds.armed and _fires(view, target, tokens))
        and not (target.label in parts and _part_of_another(view, target, parts[target.label]))
    ]


def _in_name(place: ResolvedPlace, target: Mention) -> bool:
    """Tell whether a target is a word of a name: of a town, or of a site that is something else."""
    if not (place.start <= target.start and target.end <= place.end):
        return False
    return place.kind != "facility" or target.label not in place.facility_types


def _origins(view: View) -> list[int]:
    """Return the tokens behind which a clause names what weapons were launched from."""
    named = view.of("launch_origin")
    if not named:
        return []
    launched = view.of("launch")
    return [
        origin.last
        for origin in named
        if origin.last - origin.first > 1 or any(m.last <= origin.first for m in launched)
    ]


def _launched_from(view: View, target: Mention, origins: Sequence[int]) -> bool:
    """Tell whether weapons were launched from a target: not "launched from X hit a hospital"."""
    near = [end for end in origins if 0 <= target.first - end <= _ORIGIN_REACH]
    hits = view.among(_HITS) if near else []
    return any(not any(end <= m.first < target.first for m in hits) for end in near)


def _of_voice(view: View, target: Mention) -> bool:
    """Tell whether a hospital is where a speaker works: "officials at the hospital said"."""
    return any(
        0 <= link.start - voice.end <= 1 and 0 <= target.first - link.last <= _PART_REACH
        for link in view.among(_LINKS)
        for voice in view.attributions
    )


def _only_served(view: View, target: Mention, kinds: TargetKinds, tokens: Sequence[Token]) -> bool:
    """Tell whether a building is only supplied, emptied, or where the hurt are taken."""
    if target.label in kinds.caring and (
        _taken_to(view, target, tokens) or _lies_in(view, target, tokens)
    ):
        return True
    return _cut_off(view, target) or _emptied(view, target)


def _emptied(view: View, target: Mention) -> bool:
    """Tell whether people only leave homes: "residents of nearby houses were evacuated"."""
    if not any(effect.label == "evacuation" for effect in view.of("effects")):
        return False
    return any_before(view.of("persons"), target.first, _SUPPLIED_REACH)


def _cut_off(view: View, target: Mention) -> bool:
    """Tell whether buildings are only told to be cut off: "20,000 homes without power"."""
    cuts = [effect for effect in view.of("effects") if effect.label in CUTS]
    if not cuts:
        return False
    if any(n.last_token == target.first and (n.value or 0) >= _MANY for n in view.numbers):
        return True  # "hit the city and 160,000 homes"
    breaks = {mention.first for mention in view.of("coordinators")}
    for effect in cuts:
        left, right = sorted((target, effect), key=lambda mention: mention.first)
        between = range(left.last, right.first)
        # "homes and shops lost power", but not "damaged homes and cut power"
        apart = between if effect is left else between[-1:]
        if len(between) <= _SUPPLIED_REACH and breaks.isdisjoint(apart):
            return True
    return False


def _fires(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a target is what fires: "ships in the Red Sea shot down three drones"."""
    if any_before(view.of("by_agent"), target.first, _AGENT_REACH):
        return True  # "were shot down by a warship"
    deed = next((m for m in view.among(_ACTIONS) if m.first >= target.last), None)
    if deed is None or deed.kind not in _SHOTS or deed.first - target.last > _DOER_REACH:
        return False
    if any(tokens[index].text in _STOPS for index in range(target.last, deed.first)):
        return False
    if any(m.first <= deed.first < m.last for m in view.of("effects")):
        return False  # "set a car on fire"
    if any(m.first == deed.first for m in view.of("repelled")) and any(
        m.last <= target.first for m in view.of("attack_nouns")
    ):
        return False  # "attack on an air base foiled"
    passive = any_before(view.of("passive"), deed.first, 1)
    return not passive and not any(m.first == deed.last for m in view.of("by_agent"))


def _part_of_another(view: View, target: Mention, wholes: frozenset[str]) -> bool:
    """Tell whether a target is only a part of the site named with it, of the kinds ``wholes``."""
    others = [other for other in view.of("targets") if other.label in wholes]
    if any(other.first == target.last for other in others):
        return True  # languages that need no preposition: "адмінбудівля ТЕЦ"
    beside = {word.first for word in view.of("beside")}
    return any(
        target.last == link.first
        and link.first not in beside
        and 0 <= other.first - link.last <= _PART_REACH
        for link in view.among(_LINKS)
        for other in others
    )


def _taken_to(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a hospital is where the hurt are: "four were taken to the city hospital"."""
    if any(_cared_for(word, target, tokens) for word in view.of("care")):
        return True
    if not view.has_any(_HURT):
        return False
    deeds = view.among(_DEEDS)
    return any(
        0 <= target.first - word.last <= _LANDMARK_REACH
        and not any(word.first <= deed.last <= target.first for deed in deeds)
        for word in view.of("other_prepositions")
    )


def _lies_in(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether people are only said to be in a hospital: "six more people | in | hospital"."""
    ends = [word.first for word in view.of("list_prepositions") if word.last == target.first]
    if not ends or not any(person.last in ends for person in view.of("persons")):
        return False
    first, _ = _part_of(view, target, tokens)
    return not any(first <= m.first < target.first for m in view.among(_HARM))


def _cared_for(word: Mention, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a word of care stands close to a hospital, with no comma between them."""
    if word.last <= target.first:
        first, last, reach = word.last, target.first, _CARE_REACH
    else:
        first, last, reach = target.last, word.first, _CARED_REACH
    return last - first <= reach and not any(tokens[i].text in _STOPS for i in range(first, last))


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
    """Tell whether a target only says where another is: "near the airport a depot burned"."""
    return _named_beside(words, target, tokens) and not all(
        other is target or _named_beside(words, other, tokens) for other in targets
    )


def _named_beside(words: Sequence[Mention], target: Mention, tokens: Sequence[Token]) -> bool:
    return any(
        0 <= target.first - word.last <= _LANDMARK_REACH
        and not any(tokens[index].text in _STOPS for index in range(word.last, target.first))
        for word in words
    )


def _unharmed(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether a target stands in a part of the sentence that only tells that nothing is."""
    if any_before(view.of("negation"), target.first, 1):
        return True  # "no key infrastructure was damaged in the attack"
    if _spared_with(view, target, tokens):
        return True
    first, last = _part_of(view, target, tokens)
    inside = [mention for mention in view.mentions if first <= mention.first < last]
    if not any(mention.kind in _UNHARMED for mention in inside):
        return False
    denied = {mention.last for mention in inside if mention.kind in _UNHARMED}
    return not any(
        m.kind in _HARM and m.first not in denied and not is_negated(view, m) for m in inside
    )


def _spared_with(view: View, target: Mention, tokens: Sequence[Token]) -> bool:
    """Tell whether damage to a target is denied: "there was no damage to the port or | ships"."""
    denied = any(
        effect.label == "damage"
        and 0 <= target.first - effect.last <= _DAMAGED_REACH
        and is_negated(view, effect)
        for effect in view.of("effects")
    )
    if denied:
        return True
    parted = {mention.first for mention in view.of("coordinators")}  # not "no damage but a ship"
    return any(
        target.first - other.last == 1
        and other.last not in parted
        and tokens[other.last].text not in _STOPS
        and _spared_with(view, other, tokens)
        for other in view.of("targets")
    )


def _part_of(view: View, target: Mention, tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the tokens between the commas and "but"s around a target."""
    first, last = view.clause.first, view.clause.last
    cuts = {index for index in range(first, last) if tokens[index].text == ","}
    cuts.update(mention.first for mention in view.of("coordinators"))
    left = max((cut for cut in cuts if cut < target.first), default=first - 1) + 1
    right = min((cut for cut in cuts if cut >= target.last), default=last)
    return left, right
