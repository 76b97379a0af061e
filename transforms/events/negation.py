"""What is told not to be, not yet, or only possibly: of triggers and of effects."""

from typing import Final

from transforms.events.analysis import View
from transforms.events.words import Mention

_NEGATION_REACH: Final = 2
_UNREAL: Final = frozenset({"negation", "hypothetical", "future"})
_NO_PEOPLE: Final = frozenset({"no_casualties", "no_injured", "no_killed"})
_POSSIBLE_REACH: Final = 6
_EFFECT_REACH: Final = 2
_BEHIND: Final = 1
_DENIED_REACH: Final = 4
_QUENCHED_REACH: Final = 3
_RECORDED_REACH: Final = 4
_OTHERS: Final = frozenset({"persons", "victims", "injured", "killed", "effects", "no_casualties"})
_SHARED: Final = -1  # "plan to", "to bomb"


def unreal(view: View, trigger: Mention, reach: int = _NEGATION_REACH) -> str | None:
    """Return why a trigger is no fact: negated within ``reach``, future or hypothetical."""
    causes = [m.first for m in view.of("causal") if m.last <= trigger.first]
    for mention in _modal(view):
        gap = trigger.first - mention.last
        if mention.kind == "negation" and 0 <= gap <= reach:
            if any(m.first <= mention.first < m.last for m in view.of("effects")):
                continue  # "without power after the shelling"
            return "negated"
        # "repeated its threat after the army had bombed X": what was before has happened
        past = any(mention.last <= cause for cause in causes)
        if mention.kind != "negation" and _SHARED <= gap <= 6 and not past:
            return mention.kind
    if trigger.kind == "attack_nouns" and _only_possible(view, trigger):
        return "hypothetical"
    return None


def _only_possible(view: View, noun: Mention) -> bool:
    """Tell whether what follows says that an attack may come: "strikes on X are possible"."""
    return any(
        0 <= mention.first - noun.last <= _POSSIBLE_REACH
        and not any(
            noun.last <= other.first < mention.first
            for other in view.among(("attack_nouns", "attack_verbs", "strike_verbs", "effects"))
        )
        for mention in view.of("possible_after")
    )


def is_negated(view: View, mention: Mention) -> bool:
    """Tell whether an effect is denied, expected or only possible."""
    if view.has("possible_after") and _only_possible(view, mention):
        return True
    return any(
        0 <= mention.first - other.last <= _EFFECT_REACH
        or (other.kind == "negation" and _denied(view, other, mention))
        or (other.kind == "negation" and _denied_behind(view, other, mention))
        for other in _modal(view)
        if not _of_people(view, other, mention)
    )


def _of_people(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether a negation is that of casualties only: "no injuries, only limited damage"."""
    if word.kind != "negation":
        return False
    return any(
        people.first <= word.first < people.last and not _goes_on(view, word, people, mention)
        for people in view.among(_NO_PEOPLE)
    )


def _goes_on(view: View, word: Mention, people: Mention, mention: Mention) -> bool:
    """Tell whether an effect is denied together with casualties: "no casualties or | damage".

    Not behind a negation that closes: "пострадавших нет, | персонал эвакуирован".
    """
    gap = mention.first - people.last
    if word.last == people.last and word.first > people.first and gap:
        return gap == 1 and any(joint.first == people.last for joint in view.of("coordinators"))
    return 0 <= gap <= _EFFECT_REACH


def _denied_behind(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether a negation follows at once: "damage was not reported"."""
    if word.first < mention.last:
        return False
    joined = any(m.first == mention.last for m in view.of("coordinators"))
    if not joined:
        gap = word.first - mention.last
        return gap <= _BEHIND or (gap <= _RECORDED_REACH and _unrecorded(view, word, mention))
    for other in view.among(("effects", "no_casualties")):  # "fires and damage were not reported"
        if other.first == mention.last + 1:
            inside = other.first < word.first < other.last  # "пожаров и пострадавших нет"
            return inside or (other.kind == "effects" and _denied_behind(view, word, other))
    return False


def _unrecorded(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether nothing of the kind was seen: "fires at the site | were not | recorded"."""
    return any(m.first == word.last for m in view.of("detected")) and not any(
        mention.last <= m.first < word.first for m in view.among(_OTHERS)
    )


def _modal(view: View) -> list[Mention]:
    """Return what negates or makes unreal; the "May" of a date does not, nor a doubted rank."""
    found = view.among(_UNREAL)
    if found and "ranking_hedges" in view.by_kind:
        hedges = view.of("ranking_hedges")
        found = [m for m in found if not any(h.first <= m.first < h.last for h in hedges)]
    if found and "quenching" in view.by_kind:  # "the fire could not be put out"
        quenched = [q.first for q in view.of("quenching")]
        found = [m for m in found if not any(0 <= q - m.last <= _QUENCHED_REACH for q in quenched)]
    if not found or not view.dates:
        return found
    return [
        m for m in found if not any(d.first_token <= m.first < d.last_token for d in view.dates)
    ]


def _denied(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether a negation reaches an effect over the words between: "not report any damage"."""
    if not 0 <= mention.first - word.last <= _DENIED_REACH:
        return False
    between = range(word.last, mention.first)
    if any(n.first_token <= word.first < n.last_token for n in view.numbers):
        return False  # "no fewer than four explosions"
    for other in view.among(("coordinators", "effects", "strike_verbs")):
        if other.first in between:
            joined = other.kind == "effects" and other.last + 1 == mention.first
            return joined and _denied(view, word, other)  # "no damage or fires"
    return True
