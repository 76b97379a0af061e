"""Words of a clause that tell of an attack as having happened.

An ambiguous word counts by its company: "destroyed" is said of weapons in the air or of a target,
"hit" needs a weapon, a doer or a target. A trigger may be unreal (negated, future, hypothetical) or
only the cause of what the clause tells.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis, View
from transforms.events.attribution import Attribution
from transforms.events.doers import OWNER_RULE, Doer, parties
from transforms.events.figures import Fact
from transforms.events.places import ResolvedPlace
from transforms.events.sites import Sites
from transforms.events.words import Mention

_REACH: Final = 7
_SELF_REACH: Final = 2
_NOUN_REACH: Final = 3
_DOWNER_REACH: Final = 4
_PRONOUN_REACH: Final = 4  # "they have since shot down"
_NATIONAL: Final = frozenset({"government", "ministry", "military", "president"})
_CAPTURE_REACH: Final = 7
_NEGATION_REACH: Final = 2
_UNREAL: Final = frozenset({"negation", "hypothetical", "future"})
_CAUSE_REACH: Final = 4
_DAY_REACH: Final = 1
_AGENT_REACH: Final = 5
_OUTAGES: Final = frozenset({"power_outage", "heat_outage", "water_outage"})
_POSSIBLE_REACH: Final = 6


class Triggers(NamedTuple):
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


def _near(mentions: list[Mention], anchor: Mention, reach: int) -> bool:
    return any(
        -reach <= other.first - anchor.last <= reach or -reach <= anchor.first - other.last <= reach
        for other in mentions
    )


def _downs(view: View, mention: Mention, facts: list[Fact]) -> bool:
    """Tell whether an ambiguous word ("destroyed") is said of weapons in the air."""
    weapons = view.of("weapons")
    if not weapons and not view.has("antecedents"):
        pronoun = any(
            0 <= mention.first - m.last <= _PRONOUN_REACH for m in view.of("self")
        ) and not view.of("targets")
        return pronoun or any(fact.role == "downed" for fact in facts)
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
    passive = any(-1 <= mention.first - m.last <= 2 for m in view.of("passive"))
    objects = [t for t in view.of("targets") if 0 <= t.first - mention.last <= 6]
    return passive or not objects


def find_triggers(view: View, facts: list[Fact], hostile: bool) -> Triggers:
    """Return the triggers of a clause; ``hostile``: weapons of the article are used as such."""
    weapons, targets = view.of("weapons"), view.of("targets")
    actors = bool(view.actors) or any(place.role == "demonym" for place in view.places)
    pinned = any(place.kind != "country" for place in view.places)
    anything = bool(weapons or targets or pinned or actors or facts or view.places)
    attack = view.of("attack_nouns", "attack_verbs") if anything else []
    downed = [m for m in view.of("downed") if _downs(view, m, facts)]
    repelled = [m for m in view.of("repelled") if view.has("attack_nouns") or weapons]
    debris = view.of("debris")
    impact = [m for m in view.of("impact") if hostile and _near(weapons + debris, m, _REACH)]
    launch = [
        m
        for m in view.of("launch")
        if hostile
        and any(0 <= w.first - m.last <= _REACH or 0 <= m.first - w.last <= 8 for w in weapons)
        and (facts or targets or view.places)
    ]
    strike = [
        m
        for m in view.of("strike_verbs")
        if hostile
        and (_near(weapons + debris, m, 12) or actors or targets or pinned)
        and not _goes_dark(view, m)
        and not (_said_of_blast(view, m) and not weapons)
    ]
    falls = {m.first for m in view.of("impact")}  # prices, temperatures and teams fall as well
    taken = [m for m in view.of("capture_verbs") if hostile or m.first not in falls]
    capture = taken if not weapons else []
    core = [*attack, *downed, *repelled, *impact, *launch, *strike]
    if len(core) > 1:
        core.sort(key=lambda mention: mention.first)
    return Triggers(attack, downed, repelled, impact, launch, strike, capture, core)


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
        m.label in _OUTAGES
        and 0 <= m.first - end <= _AGENT_REACH
        and not any(end <= w.first < m.first for w in weapons)
        for m in view.of("effects")
        for end in after
    )


def weapons_used(view: View) -> bool:
    """Tell whether a clause only adds with what an attack was made: "they used artillery"."""
    if view.places or view.dates or view.numbers or view.has("habitual", "campaign", "background"):
        return False
    return any(
        unreal(view, mention) is None
        and any(0 <= weapon.first - mention.last <= 1 for weapon in view.of("weapons"))
        for mention in view.of("launch")
    )


def national_speaker(analysis: Analysis, sentence: int) -> Attribution | None:
    """Return the government, ministry or army that speaks in a sentence."""
    return next(
        (
            attribution
            for attribution in analysis.attributions
            if sentence in attribution.scope
            and attribution.role in _NATIONAL
            and attribution.side is not None
        ),
        None,
    )


def downer(view: View, real: list[Mention], doer: Doer | None) -> str | None:
    """Return the party that brings weapons down, so that it is attacked: "Kuwait intercepted"."""
    for deed in real:
        if deed.kind != "downed":
            continue
        between = {m.first for m in view.of("passive", "by_agent", "weapons", "list_prepositions")}
        for party in parties(view):
            reach = range(party.last, deed.first)
            near = 0 <= deed.first - party.last <= _DOWNER_REACH and between.isdisjoint(reach)
            if near and (doer is None or doer.code != party.code):
                return party.code
    return None


def own_deed(view: View, speaker: Attribution, real: list[Mention]) -> Doer | None:
    """Return the speaker as doer where the clause tells its own deed: "said it had launched"."""
    nouns = [m.first for m in real if m.kind == "attack_nouns"]
    carried = [  # "its forces had conducted a strike"
        m for m in view.of("launch") if any(0 <= at - m.last <= _NOUN_REACH for at in nouns)
    ]
    for deed in [*real, *carried]:
        if deed.kind not in {"launch", "strike_verbs", "attack_verbs"}:
            continue
        for word in view.of("self"):
            between = [m for m in view.of("passive") if word.last <= m.first < deed.first]
            near = 0 <= deed.first - word.last <= _SELF_REACH
            if near and speaker.verb_end <= word.start and not between:
                return Doer(str(speaker.side), speaker.start, speaker.end, "the speaker's own deed")
    return None


def owned_after(doer: Doer, speaker: Attribution) -> bool:
    """Tell whether a doer is only the owner of a weapon that a statement names."""
    return doer.rule == OWNER_RULE and doer.start > speaker.verb_end


def as_headline(view: View) -> View:
    """Return a headline's clause with the place before its colon as a place like any other."""
    places = [p._replace(role="location") if p.role == "dateline" else p for p in view.places]
    return replace(view, places=places)


def captured_sites(view: View, capture: list[Mention], doer: Doer | None) -> Sites | None:
    """Return the settlements that a force takes: the places close to the verb, None if none."""
    if not capture:
        return None
    fallen = _fallen(view, capture)
    if fallen is not None:
        return Sites(pinned=fallen, country=fallen.country)
    if not (doer is not None or view.actors or view.has("settlement_nouns")):
        return None
    falls = {m.first for m in view.of("impact")}
    for verb in capture:
        if verb.first in falls:
            continue
        nouns = view.of("settlement_nouns")
        reach = _CAPTURE_REACH + (3 if any(0 <= n.first - verb.last <= 3 for n in nouns) else 0)
        taken = [
            place
            for place in view.places
            if place.kind == "city"
            and place.role in {"location", "listed"}
            and (
                -reach <= place.first_token - verb.last <= reach
                or any(0 <= place.first_token - n.last <= 1 for n in nouns)
            )
        ]
        if taken:
            apart = tuple(taken) if len(taken) > 1 else ()
            return Sites(pinned=taken[0], country=taken[0].country, separate=apart)
    return None


def _fallen(view: View, capture: list[Mention]) -> ResolvedPlace | None:
    """Return the settlement that falls, as the subject of a word for falling.

    "Damascus fell to the rebels", "it was the town of X that fell". Such a word is one of impact
    as well; what follows must not be what else a name can fall to: silent, two places.
    """
    falls = {m.first for m in view.of("impact")}
    inside = {m.last for m in view.of("list_prepositions")}  # "temperatures in Kyiv fell"
    towns = [
        p
        for p in view.places
        if p.kind == "city" and p.role in {"location", "listed"} and p.first_token not in inside
    ]
    for verb in capture:
        if verb.first not in falls or not _ends_there(view, verb):
            continue
        for place in towns:
            if place.last_token == verb.first or _told_apart(view, place, verb):
                return place
    return None


def _ends_there(view: View, verb: Mention) -> bool:
    """Tell whether a word ends its clause, or only who, when and how follow."""
    if any(verb.first < date.first_token <= verb.last for date in view.dates):
        return True  # "fell on Sunday"
    known = {m.first for m in view.of("other_prepositions", "causal", "list_prepositions")}
    bare = verb.last - verb.first == 1 or not known & {verb.last - 1}
    return bare and (verb.last >= view.clause.last - 1 or verb.last in known)


def _told_apart(view: View, place: ResolvedPlace, verb: Mention) -> bool:
    """Tell whether a place is what a clause is about: "in the D region fell", "X, a town, fell"."""
    between = [p for p in view.places if place.last_token <= p.first_token < verb.first]
    region = all(p.kind in {"region", "country", "district"} for p in between)
    near = verb.first - place.last_token <= _CAPTURE_REACH
    last = view.clause.last - 1 <= verb.last
    return (near and region and bool(between)) or (last and not view.has("effects", "targets"))


def fallen_to(view: View, capture: list[Mention]) -> Doer | None:
    """Return whom a settlement falls to: "fell to the RSF"."""
    for verb in capture:
        for party in parties(view):
            if 0 < party.first - verb.last <= _PRONOUN_REACH:
                return Doer(party.code, party.start, party.end, "whom a settlement falls to")
    return None


def only_named(
    view: View,
    real: list[Mention],
    facts: list[Fact],
    effects: list[Mention],
    people: list[Fact],
) -> Mention | None:
    """Return the noun where a clause only names an attack ("strikes on X") and tells nothing."""
    if not real or facts or effects or people or view.has("weapons"):
        return None
    nouns = [m for m in real if m.kind == "attack_nouns"]
    spans = {(m.first, m.last) for m in nouns}
    return nouns[0] if all((m.first, m.last) in spans for m in real) else None


def is_cause(view: View, trigger: Mention) -> bool:
    """Tell whether an attack is only named as the cause: "because of the attack Poland closed"."""
    if trigger.kind != "attack_nouns":
        return False
    return any(0 <= trigger.first - mention.last <= _CAUSE_REACH for mention in view.of("causal"))


def has_day(view: View, trigger: Mention) -> bool:
    """Tell whether an attack has a calendar day of its own: "after the strikes on June 27"."""
    return any(
        date.month is not None
        and not date.reporting
        and 0 <= date.first_token - trigger.last <= _DAY_REACH
        for date in view.dates
    )


def unreal(view: View, trigger: Mention, reach: int = _NEGATION_REACH) -> str | None:
    """Return why a trigger is no fact: negated within ``reach``, future or hypothetical."""
    causes = [m.first for m in view.of("causal") if m.last <= trigger.first]
    for mention in view.among(_UNREAL):
        gap = trigger.first - mention.last
        if mention.kind == "negation" and 0 <= gap <= reach:
            return "negated"
        # "repeated its threat after the army had bombed X": what was before has happened
        past = any(mention.last <= cause for cause in causes)
        if mention.kind != "negation" and 0 <= gap <= 6 and not past:
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
            for other in view.of("attack_nouns", "attack_verbs", "strike_verbs", "effects")
        )
        for mention in view.of("possible_after")
    )
