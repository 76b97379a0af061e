"""Words of a clause that tell of an attack as having happened.

An ambiguous word counts by its company: "destroyed" is said of weapons in the air or of a target,
"hit" needs a weapon, a doer or a target. A trigger may be only the cause of what the clause tells.
"""

from dataclasses import dataclass
from typing import Final

from transforms.events.analysis import View
from transforms.events.armed_people import are_agents, by_itself, kill, raid
from transforms.events.figures import Fact
from transforms.events.nearby import any_after, any_before
from transforms.events.negation import unreal
from transforms.events.words import CUTS, Mention

_REACH: Final = 7
_SELF_REACH: Final = 2
_ALL_REACH: Final = 2
_PRONOUN_REACH: Final = 4  # "they have since shot down"
_CAUSE_REACH: Final = 4
_DAY_REACH: Final = 1
_AGENT_REACH: Final = 5
_ARTICLE: Final = 1
_BRIEF: Final = 12  # tokens
_BASE_REACH: Final = 2
_DOER_REACH: Final = 3
_WRECKED_REACH: Final = 3
_WRECKER_REACH: Final = 2  # "HUR | special forces | destroyed"
_HURT: Final = ("killed", "injured")
_ARMS: Final = ("weapons", "armed")
_LANDS: Final = frozenset({"country", "area"})
_KINDS: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "downed", "repelled", "impact", "launch", "strike_verbs",
        "capture_verbs",
    }
)  # fmt: skip


@dataclass(slots=True, unsafe_hash=True)
class Triggers:
    """The words of a clause that may tell of an attack, by what they tell.

    ``core``: all of them but captures, by position.
    """

    attack: list[Mention]
    downed: list[Mention]
    repelled: list[Mention]
    impact: list[Mention]
    launch: list[Mention]
    strike: list[Mention]
    capture: list[Mention]
    core: list[Mention]


_NO_MENTIONS: Final[list[Mention]] = []
_NONE: Final = Triggers([], [], [], [], [], [], [], [])


def find_triggers(view: View, facts: list[Fact], hostile: bool) -> Triggers:
    """Return the triggers of a clause; ``hostile``: weapons of the article are used as such."""
    if not (view.has_any(_KINDS) or (view.has_any(_HURT) and (view.actors or view.has_any(_ARMS)))):
        return _NONE
    kinds, none = view.by_kind, _NO_MENTIONS
    weapons, targets = kinds.get("weapons", none), kinds.get("targets", none)
    actors = bool(view.actors) or any(place.role == "demonym" for place in view.places)
    anything = bool(weapons or targets or view.places or actors or facts)
    anything = anything or view.has("back_references")
    anything = anything or (view.has("undergoing") and view.has("background") and bool(view.dates))
    anything = anything or (hostile and bool(view.dates) and _dated(view))
    attack = view.among(("attack_nouns", "attack_verbs")) if anything else []
    downed = [m for m in kinds["downed"] if _downs(view, m, facts)] if "downed" in kinds else none
    repelled = kinds.get("repelled", none) if "attack_nouns" in kinds or weapons else none
    falling = weapons + kinds["debris"] if "debris" in kinds else weapons
    falls = kinds.get("impact", none)
    impact = none
    if falls and hostile:
        impact = [m for m in falls if _near(falling, m, _REACH) and not _named(view, m)]
    launch = none
    if "launch" in kinds and hostile and (facts or targets or view.places):
        launch = [m for m in kinds["launch"] if any(_launches(view, m, w) for w in weapons)]
    aimed = actors or bool(targets) or any(place.kind != "country" for place in view.places)
    strike = _strikes(view, downed, falling, hostile, aimed)
    capture = none
    if "capture_verbs" in kinds:
        fallen = {m.first for m in falls}  # prices, temperatures and teams fall as well
        taken = [m for m in kinds["capture_verbs"] if hostile or m.first not in fallen]
        bases = [m for m in taken if _of_base(targets, m)]
        if bases and any(_of_town(view, m) for m in taken if m not in bases):
            taken, bases = [m for m in taken if m not in bases], []
        strike += bases
        capture = [m for m in taken if m not in bases] if not weapons else none
    core = [*attack, *downed, *repelled, *impact, *launch, *strike]
    if len(core) > 1:
        core.sort(key=lambda mention: mention.first)
    return Triggers(attack, downed, repelled, impact, launch, strike, capture, core)


def _dated(view: View) -> bool:
    """Tell whether a clause gives the day of what was told: "the strike was dealt on 10 March"."""
    opens = view.clause.first + _ARTICLE
    nouns = any(noun.first <= opens for noun in view.of("attack_nouns"))
    days = [date for date in view.dates if date.kind == "day" and not date.reporting]
    return nouns and len(days) == 1 and view.clause.last - view.clause.first <= _BRIEF


def _strikes(
    view: View, downed: list[Mention], falling: list[Mention], hostile: bool, aimed: bool
) -> list[Mention]:
    """Return the verbs of striking and of harm that armed people or weapons do.

    ``falling`` are weapons and debris; ``aimed``: the clause names a party, a target or a place.
    """
    kinds, none = view.by_kind, _NO_MENTIONS
    weapons, verbs = kinds.get("weapons", none), kinds.get("strike_verbs", none)
    armed = view.among(("armed", "aircraft")) if verbs else none
    assaults = {m.first for m in kinds.get("assaults", none)}
    strike = [
        m
        for m in verbs
        if not (downed and _is_noun(weapons, downed, m))
        and (
            any_before(armed, m.first, _DOER_REACH)  # "gunmen raided a village"
            or (m.first in assaults and raid(view, armed, m))
            or (armed and are_agents(view, armed, m))
            or (
                hostile
                and m.first not in assaults
                and (_near(falling, m, 12) or aimed)
                and not _goes_dark(view, m)
                and not (_said_of_blast(view, m) and not weapons)
            )
        )
    ]
    if weapons and hostile:
        strike += [m for m in view.among(_HURT) if by_itself(view, weapons, m)]
    if "armed_verbs" in kinds:
        strike += [m for m in kinds["armed_verbs"] if _as_verb(view, m)]
    if "downed" in kinds and hostile and not weapons and "targets" in kinds:
        strike += [m for m in kinds["downed"] if m not in downed and _wrecks(view, m)]
    if ("armed" in kinds or view.actors) and view.has_any(_HURT):
        doers = kinds.get("armed", none)
        strike += [m for m in view.among(_HURT) if kill(view, doers, m)]
    return strike


def _as_verb(view: View, mention: Mention) -> bool:
    """Tell whether a weapon is a verb, between a state and what it strikes: "Israel bombs the"."""
    doers = {p.last_token for p in view.places if p.kind == "country"}
    doers |= {m.last for m in view.among(("armed", "aircraft"))}
    struck = [p.first_token for p in view.places] + [m.first for m in view.of("targets")]
    return mention.first in doers and any(0 <= at - mention.last <= _ARTICLE for at in struck)


def _wrecks(view: View, verb: Mention) -> bool:
    """Tell whether a party destroys a site somewhere: "forces | destroyed | a depot in X"."""
    if not any(place.kind not in _LANDS for place in view.places):
        return False  # "Russia destroys energy sites on purpose"
    doers = {actor.last for actor in view.actors}
    doers |= {place.last_token for place in view.places if place.kind == "country"}
    return any(0 <= verb.first - end <= _WRECKER_REACH for end in doers) and any_after(
        view.of("targets"), verb.last, _WRECKED_REACH
    )


def _named(view: View, verb: Mention) -> bool:
    """Tell whether a word is part of a name: "Fall River"."""
    return any(place.first_token <= verb.first < place.last_token for place in view.places)


def _near(mentions: list[Mention], anchor: Mention, reach: int) -> bool:
    return any(
        -reach <= other.first - anchor.last <= reach or -reach <= anchor.first - other.last <= reach
        for other in mentions
    )


def _launches(view: View, verb: Mention, weapon: Mention) -> bool:
    """Tell whether a weapon is what is launched; places and days may stand between them."""
    if weapon.first < verb.last:
        return 0 <= verb.first - weapon.last <= _REACH
    gap = weapon.first - verb.last
    if gap <= _REACH:
        return True
    spans = [(place.first_token, place.last_token) for place in view.places]
    spans += [(day.first_token, day.last_token) for day in view.dates]
    inside = [end - at for at, end in spans if verb.last <= at and end <= weapon.first]
    return gap - sum(inside) <= _REACH


def _is_noun(weapons: list[Mention], downed: list[Mention], verb: Mention) -> bool:
    """Tell whether a word is the noun for what was warded off: "intercepted missile strikes"."""
    return downed[0].last <= verb.first and any(weapon.last == verb.first for weapon in weapons)


def _of_base(targets: list[Mention], verb: Mention) -> bool:
    """Tell whether a military site is what is taken, so no settlement: "seized a base in X"."""
    return any(
        target.label == "military" and 0 <= target.first - verb.last <= _BASE_REACH
        for target in targets
    )


def _of_town(view: View, verb: Mention) -> bool:
    """Tell whether a settlement is what is taken: "seized a base and took control of the city"."""
    return any_after(view.of("settlement_nouns"), verb.last, _BASE_REACH)


def _downs(view: View, mention: Mention, facts: list[Fact]) -> bool:
    """Tell whether an ambiguous word ("destroyed") is said of weapons in the air."""
    weapons = view.of("weapons")
    if not weapons and not view.has("antecedents"):
        own = any_before(view.of("self"), mention.first, _PRONOUN_REACH)
        pronoun = own and not view.has("targets")
        counted = any(fact.role == "downed" for fact in facts)
        return pronoun or counted or _all_of_them(view, mention)
    agents = [m.first for m in view.of("by_agent") if mention.last <= m.first]
    after = [
        w
        for w in weapons
        if 0 <= w.first - mention.last <= 8 and not any(at < w.first for at in agents)
    ]
    if after or not weapons:
        return True
    if any(0 <= w.first - at <= _SELF_REACH + 2 for w in weapons for at in agents):
        return False  # "two houses were destroyed by a guided bomb"
    strikes = any(m.last == mention.first for m in view.of("attack_nouns"))
    if (
        strikes  # "missile strikes | destroyed a building"
        or any(_does(view, w, mention) for w in weapons)
        or _done_by_hits(view, mention, weapons)
    ):
        return False
    voices = [m for m in view.of("passive") if -1 <= mention.first - m.last <= 2]
    targets = view.of("targets")
    if any(0 <= m.first - t.last <= 1 and not _aimed_at(view, t) for m in voices for t in targets):
        return False  # "bombs hit the village, where a shop was destroyed"
    return bool(voices) or not any_after(targets, mention.last, 6)


def _does(view: View, weapon: Mention, verb: Mention) -> bool:
    """Tell whether a weapon is the agent before a closing verb: "von Drohnen | zerstört"."""
    if not 0 <= verb.first - weapon.last <= _SELF_REACH:
        return False
    return any(
        0 <= weapon.first - word.last <= _SELF_REACH
        # "Dutzende | von Drohnen", "53 von 61 Drohnen"
        and not any(n.first_token <= word.first <= n.last_token for n in view.numbers)
        for word in view.of("by_agent")
    )


def _done_by_hits(view: View, mention: Mention, weapons: list[Mention]) -> bool:
    """Tell whether weapons that strike destroy what they hit: "drones hit the base: destroyed"."""
    if not any(m.label == "damage" and m.first == mention.first for m in view.of("effects")):
        return False
    last = max((w.last for w in weapons if w.last <= mention.first), default=None)
    if last is None or _all_of_them(view, mention):
        return False
    counted = any(0 <= mention.first - n.last_token <= 1 for n in view.numbers)
    hits = (m for m in view.of("strike_verbs") if m.first != mention.first)
    return not counted and any(last <= m.first < mention.first for m in hits)


def _aimed_at(view: View, target: Mention) -> bool:
    """Tell whether weapons are only told to head for a site: "drones bound for | an oil field"."""
    return any(
        place.role == "direction" and place.first_token <= target.first < place.last_token
        for place in view.places
    )


def _all_of_them(view: View, verb: Mention) -> bool:
    """Tell whether all of what was spoken of is downed: "all were shot down", not "all houses"."""
    for word in view.of("all_of"):
        if 0 <= verb.first - word.last <= _ALL_REACH:
            inner = range(word.last, verb.first)
        elif 0 <= word.first - verb.last <= _ALL_REACH:
            inner = range(word.last, word.last + _ALL_REACH)
        else:
            continue
        if not any(m.first in inner for m in view.among(("targets", "persons", "structures"))):
            return True
    return False


def _said_of_blast(view: View, verb: Mention) -> bool:
    """Tell whether an explosion or fire itself is what strikes: "a blast hit the pipeline"."""
    return any(
        m.label in {"explosion", "fire"} and 0 <= verb.first - m.last <= 1
        for m in view.of("effects")
    )


def _goes_dark(view: View, verb: Mention) -> bool:
    """Tell whether an outage is what "strikes": "the country was hit by a blackout"."""
    after = [m.last for m in view.of("by_agent") if 0 <= m.first - verb.last <= 1]
    weapons = view.of("weapons")
    return any(
        m.label in CUTS
        and 0 <= m.first - end <= _AGENT_REACH
        and not any(end <= w.first < m.first for w in weapons)
        for m in view.of("effects")
        for end in after
    )


def weapons_used(view: View) -> bool:
    """Tell whether a clause only adds with what an attack was made: "they used artillery"."""
    if (
        view.places
        or view.dates
        or view.numbers
        or view.has_any(("habitual", "campaign", "background"))
    ):
        return False
    return any(
        unreal(view, mention) is None and any_after(view.of("weapons"), mention.last, 1)
        for mention in view.of("launch")
    )


def only_named(
    view: View,
    real: list[Mention],
    facts: list[Fact],
    effects: list[Mention],
    people: list[Fact],
) -> list[Mention]:
    """Return the nouns where a clause only names attacks ("strikes on X") and tells nothing."""
    if not real or facts or effects or people or view.has("weapons"):
        return []
    nouns = [m for m in real if m.kind == "attack_nouns"]
    spans = {(m.first, m.last) for m in nouns}
    return nouns if all((m.first, m.last) in spans for m in real) else []


def is_cause(view: View, trigger: Mention) -> bool:
    """Tell whether an attack is only named as the cause: "because of the attack Poland closed"."""
    if trigger.kind != "attack_nouns":
        return False
    return any_before(view.of("causal"), trigger.first, _CAUSE_REACH)


def has_day(view: View, trigger: Mention) -> bool:
    """Tell whether an attack has a calendar day of its own: "after the strikes on June 27"."""
    return any(
        date.month is not None
        and not date.reporting
        and 0 <= date.first_token - trigger.last <= _DAY_REACH
        for date in view.dates
    )
