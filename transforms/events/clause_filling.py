"""The slots and marks of a candidate, from the words of its clause.

Each function fills one part: weapons, what was reached, how it went, how it is told, where, when.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.candidates import BACKSHIFTED, RECALLED, Candidate, Span
from transforms.events.clause_dates import dates_of
from transforms.events.clause_findings import Findings
from transforms.events.clauses import HAPPENING
from transforms.events.cut_supplies import joined_cuts
from transforms.events.dates import DateMention
from transforms.events.lone_weapons import all_downed
from transforms.events.nearby import any_after, any_before
from transforms.events.negation import is_negated
from transforms.events.ontology import TargetKinds
from transforms.events.site_names import site_name
from transforms.events.targets import harmed_targets, is_landmark
from transforms.events.words import Mention

_BULLETS: Final = ("•", "▪", "●", "►", "– ", "— ", "- ")
_DEBRIS_REACH: Final = 6
_BESIDE_REACH: Final = 3
_AGENT_REACH: Final = 1
_FALL_REACH: Final = 2
_OWN_DAY: Final = 1
_LIST_GAP: Final = 2


def fill(candidate: Candidate, analysis: Analysis, found: Findings, kinds: TargetKinds) -> None:
    """Fill the slots and marks that need no more than the clause."""
    _fill_weapons(candidate, found.view)
    _fill_consequences(candidate, analysis, found, kinds)
    _mark_course(candidate, analysis, found)
    _mark_telling(candidate, analysis, found.view)
    candidate.site = site_name(found.view, analysis.tokens, analysis.language, kinds.named)
    _fill_site_and_time(candidate, found.view, kinds)
    told = candidate.date
    if told is not None and (_put_out(found, told) or _only_recalled(candidate, found, told)):
        candidate.date = None


def _fill_weapons(candidate: Candidate, view: View) -> None:
    weapons = view.of("weapons")
    if weapons and "reprisals" in view.by_kind:
        weapons = _own_weapons(view, weapons)
    if weapons:
        for mention in _armed_with(view, weapons):
            candidate.weapons.setdefault(mention.label, _span("weapons", mention))
        deeds = {mention.first for mention in view.among(("attack_nouns", "attack_verbs"))}
        candidate.loose_weapons = frozenset(m.label for m in weapons if m.first in deeds)
    for actor in view.actors:
        if actor.kind == "enemy" and actor.code is None:
            # "an ammunition depot of | the enemy" is not attacked by it
            if any(target.last == actor.first for target in view.of("targets")):
                continue
            candidate.enemy = (actor.start, actor.end)
            break


def _own_weapons(view: View, weapons: list[Mention]) -> list[Mention]:
    """Return the weapons of what is told, none of what it is the answer to.

    "They struck the port in retaliation for | missile attacks by X."
    """
    deeds = view.among(("attack_nouns", "attack_verbs", "strike_verbs"))
    ends = [
        answer.last
        for answer in view.of("reprisals")
        if any(deed.last <= answer.first for deed in deeds)
    ]
    return [mention for mention in weapons if not any(end <= mention.first for end in ends)]


def _armed_with(view: View, weapons: list[Mention]) -> list[Mention]:
    """Return the weapons of a clause without words that stand for whatever kind is named.

    A make beside the noun of its family is what the noun says: "Kh-101 missiles" are missiles.
    Several that are counted are of a kind of their own: "68 shells and 111 drones".
    """
    if len(weapons) > 1:
        plain = _plainly_named(weapons)
        weapons = [m for m in weapons if m not in plain] if plain else weapons
    counted = {n.last_token for n in view.numbers if (n.value or 0) > 1}
    vague = {m.first for m in view.of("vague_weapons") if m.first not in counted}
    if not vague:
        return weapons
    firm = [mention for mention in weapons if not vague & set(range(mention.first, mention.last))]
    return firm or weapons


def _plainly_named(weapons: Sequence[Mention]) -> list[Mention]:
    """Return the makes that stand beside the noun for their family; weapons are in order."""
    found = []
    for one, other in pairwise(weapons):
        if one.label != other.label and other.first - one.last <= 1:
            if one.label.endswith("_" + other.label) and one.last == other.first:
                found.append(one)
            elif other.label.endswith("_" + one.label):
                found.append(other)
    if found:  # "Kh-101/Kh-555 missiles", "missiles Kalibr, Kh-101 and Kh-555"
        for one, other in (*pairwise(weapons), *pairwise(reversed(weapons))):
            near = (
                abs(other.first - one.last) <= _LIST_GAP or abs(one.first - other.last) <= _LIST_GAP
            )
            if one in found and one.label == other.label and near:
                found.append(other)
    return found


def _meant(mention: Mention, targets: Sequence[Mention], kinds: TargetKinds) -> str:
    """Return what a word such as "depot" means where its clause decides: fuel, or trains."""
    lesser = kinds.lesser[mention.label]
    if not lesser.in_clause or lesser.counts_as is None:
        return mention.label
    return mention.label if any(m.label in lesser.beside for m in targets) else lesser.counts_as


def _fill_consequences(
    candidate: Candidate, analysis: Analysis, found: Findings, kinds: TargetKinds
) -> None:
    view = found.view
    targets = harmed_targets(view, analysis.tokens, kinds)
    for mention in targets:
        label = _meant(mention, targets, kinds) if mention.label in kinds.lesser else mention.label
        candidate.targets.setdefault(label, _span("targets", mention))
    effects = view.of("effects")
    if effects:
        taken = {index for m in _downings(found) for index in range(m.first, m.last)}
        if "supplies" in view.by_kind:
            effects = [*effects, *joined_cuts(view, analysis.tokens)]
        for mention in effects:
            if mention.first not in taken and not is_negated(view, mention):
                candidate.effects.setdefault(mention.label, _span("effects", mention))
    debris = view.of("debris")
    if debris and "shrapnel" in view.by_kind:
        debris = [mention for mention in debris if not _of_shells(view, mention)]
    if debris:
        candidate.debris = any(_of_weapon(view, mention) for mention in debris)
        candidate.effects.setdefault("debris", _span("effects", debris[0]))


def _mark_course(candidate: Candidate, analysis: Analysis, found: Findings) -> None:
    """Mark what became of the weapons: downed, repelled, struck."""
    triggers, real = found.triggers, found.real
    if not triggers.core:
        return
    downed = _downings(found)
    candidate.downed = bool(downed)
    candidate.all_downed = all_downed(found.view, downed)
    candidate.repelled = bool(triggers.repelled)
    hits = [m for m in triggers.strike if m in real]
    candidate.struck = bool(hits) or any(m in real for m in triggers.impact)
    if hits and not (candidate.debris or candidate.repelled):
        candidate.got_home = not downed or _parted(found.view, analysis, [*hits, *downed])
    if downed and candidate.targets:  # "a drone that was shot down fell on a house"
        falls = [m.last for m in triggers.impact if m in real]
        candidate.got_home |= any(
            0 <= target.first - fall <= _FALL_REACH
            for target in found.view.of("targets")
            for fall in falls
        )


def _parted(view: View, analysis: Analysis, deeds: list[Mention]) -> bool:
    """Tell whether what struck is told apart from what was downed: "A was hit, one was downed".

    A drone that was shot down was only aimed at what it is told to have attacked.
    """
    first, last = min(m.last for m in deeds), max(m.first for m in deeds)
    breaks = {m.first for m in view.of("coordinators")}
    return any(i in breaks or analysis.tokens[i].text == "," for i in range(first, last))


def _mark_telling(candidate: Candidate, analysis: Analysis, view: View) -> None:
    """Mark how it is told: as a wave, a sum, a headline, something further, the background."""
    kinds = view.by_kind
    totals = view.among(("wave_words", "total_words"))
    if totals:
        counted_on = {m.first for m in view.among(("antecedents", "breakdown"))}
        bursts = {m.first for m in view.of("effects")}  # "a massive fire"
        totals = [m for m in totals if m.first not in counted_on and m.last not in bursts]
    candidate.wave = bool(totals or candidate.listed_facts)
    if view.numbers:
        candidate.counted = any(n.value and not n.article for n in view.numbers)
    candidate.tolled = "killed" in kinds or "injured" in kinds
    # "all in all 16 were downed" sums up what was told; "a massive attack" is a wave
    candidate.broken_down = "breakdown" in kinds
    candidate.summed = (
        "total_words" in kinds and "wave_words" not in kinds and not candidate.broken_down
    )
    candidate.settlement = "settlement_nouns" in kinds or "back_references" in kinds
    candidate.headline = view.end <= analysis.body_start
    candidate.updated = "rise" in kinds and (candidate.tolled or candidate.headline)
    repeated = "background" in kinds and _said_earlier(view)
    candidate.apart = "separators" in kinds and not repeated
    candidate.again = "again" in kinds
    if "background" in kinds and not repeated:
        candidate.background = RECALLED
    elif "backshift" in kinds:
        candidate.background = BACKSHIFTED
    sentence = analysis.sentences[view.clause.sentence]
    figures = bool(candidate.facts) and not (candidate.effects or candidate.targets)
    plain = candidate.sites.pinned is None and not candidate.sites.listed
    if analysis.text.startswith(_BULLETS, sentence.start) and not (figures and plain):
        candidate.item = view.clause.paragraph


def _said_earlier(view: View) -> bool:
    """Tell whether only the report came earlier: "Earlier in the day, the mayor | said that"."""
    words = view.of("background")
    today = any(
        d.kind == "relative" and d.offset == 0 and d.first_token == words[0].first
        for d in view.dates
    )
    if len(words) != 1 or not today:
        return False
    happening = [mention.start for mention in view.mentions if mention.kind in HAPPENING]
    return any(
        words[0].end <= voice.start < voice.verb_start
        and voice.kind == "verb"
        and not any(at < voice.verb_end for at in happening)
        for voice in view.attributions
    )


def _fill_site_and_time(candidate: Candidate, view: View, kinds: TargetKinds) -> None:
    candidate.date, candidate.clock = dates_of(view)
    facility = candidate.sites.facility
    if facility is None or facility.facility_type is None or is_landmark(view, facility):
        return
    moving = bool(candidate.targets) and candidate.targets.keys() <= kinds.armed
    if moving and any_before(view.of("beside"), facility.first_token, _BESIDE_REACH):
        return  # "a ship off the port of X"
    span = Span("target_name", facility.start, facility.end)
    for target in facility.facility_types:
        candidate.targets.setdefault(target, span)


def _only_recalled(candidate: Candidate, found: Findings, date: DateMention) -> bool:
    """Tell whether a day is not that of the attack: "confirmed on Monday the attack on the port".

    "The attack" is one told of before; its own day stands right behind it.
    """
    told = found.view.of("told_deeds")
    if not told or candidate.sites.pinned is not None or candidate.facts or candidate.effects:
        return False
    if found.occurred:  # "the attack took place on Monday"
        return False
    recalled = {m.last: m for m in told}
    return all(m.last in recalled for m in found.real) and not any(
        0 <= date.first_token - end <= _OWN_DAY for end in recalled
    )


def _put_out(found: Findings, date: DateMention) -> bool:
    """Tell whether a day is that on which a fire was put out: "crews put it out on Friday".

    "A fire broke out on Friday and was put out" tells of the day of the fire.
    """
    quenched = found.view.of("quenching")
    if not quenched or found.actual or found.people or not found.effects:
        return False
    burned = any(effect.last <= date.first_token for effect in found.effects)
    return not (burned and all(date.last_token <= word.first for word in quenched))


def _downings(found: Findings) -> list[Mention]:
    downed = found.triggers.downed
    return [m for m in downed if m in found.real] if downed else downed


def _of_weapon(view: View, debris: Mention) -> bool:
    """Tell whether debris is that of a weapon, not of a house: it falls, hits or is a weapon's."""
    if any(
        -_DEBRIS_REACH <= mention.first - debris.last <= _DEBRIS_REACH
        for mention in view.among(("weapons", "impact"))
    ):
        return True
    strikes = (
        m.first - debris.last for m in view.of("strike_verbs")
    )  # "debris set fire to a roof"
    agents = (debris.first - m.last for m in view.of("by_agent"))  # "was damaged by debris"
    return any(0 <= gap <= _DEBRIS_REACH for gap in strikes) or any(
        0 <= gap <= _AGENT_REACH for gap in agents
    )


def _of_shells(view: View, debris: Mention) -> bool:
    """Tell whether splinters are those of what went off, not of what was downed and fell."""
    if debris.last - debris.first > 1 or view.has("downed"):
        return False
    splinters = any(mention.first == debris.first for mention in view.of("shrapnel"))
    return splinters and not any_after(view.among(("impact", "weapons")), debris.last, _FALL_REACH)


def _span(slot: str, mention: Mention) -> Span:
    return Span(slot, mention.start, mention.end)
