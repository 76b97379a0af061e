"""What one clause reports: a candidate event, or a consequence that belongs to one.

Threats, plans, negations, habits and campaigns give no candidate; the reason is kept so that
``wirebeam extract --explain`` can tell it.
"""

from collections.abc import Callable
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate, Dropped, Span
from transforms.events.casualties import people_facts
from transforms.events.clause_dates import dates_of, opens_campaign
from transforms.events.clause_sites import split_sites
from transforms.events.clauses import HAPPENING
from transforms.events.doers import find_captor, find_doer
from transforms.events.figures import COUNTABLE, DOWNED
from transforms.events.lone_weapons import all_downed, lone_downed
from transforms.events.site_names import site_name
from transforms.events.sites import exemplary, find_sites
from transforms.events.suffering import with_damage
from transforms.events.targets import harmed_targets, is_landmark
from transforms.events.triggers import (
    Triggers,
    as_headline,
    captured_sites,
    fallen_to,
    find_triggers,
    has_day,
    is_cause,
    national_speaker,
    only_named,
    own_deed,
    unreal,
    weapons_used,
)
from transforms.events.weapon_counts import weapon_facts
from transforms.events.words import Mention
from transforms.language.tokens import Token

_DENIAL_REACH: Final = 6  # "denied Moscow's statement on the capture of"
_BULLETS: Final = ("•", "▪", "●", "►", "– ", "— ", "- ")
_DEBRIS_REACH: Final = 6
_DENIED_REACH: Final = 4
_OF_WEAPONS: Final = frozenset({"launched", "downed"})
_OF_PEOPLE: Final = frozenset({"killed", "injured"})
_UNREAL: Final = frozenset({"negation", "hypothetical", "future"})


def may_report(view: View) -> bool:
    """Tell whether a clause can report anything: something happens, or figures make a list."""
    if view.has_any(HAPPENING) or view.has("occurred"):
        return True
    return len(view.places) > 0 and sum(one.kind in COUNTABLE for one in view.numbers) > 1


def read_clause(
    analysis: Analysis,
    view: View,
    *,
    fallback_weapon: str | None,
    hostile: bool,
    is_subject: Callable[[Token], bool],
    is_owner: Callable[[Token], bool] | None,
    is_agent: Callable[[Token], bool] | None,
) -> list[Candidate] | Dropped | None:
    """Return what a clause reports; None where it speaks of nothing of the kind."""
    tokens = analysis.tokens
    view = with_damage(view, tokens)
    whole, listed = weapon_facts(view, tokens, fallback_weapon)
    whole += [] if any(f.role == DOWNED for f in whole + listed) else lone_downed(view, tokens)
    people = people_facts(view, tokens)
    triggers = find_triggers(view, whole + listed, hostile)
    actual = [m for m in triggers.core if unreal(view, m) is None]
    causes = {(m.first, m.last) for m in actual if is_cause(view, m) and not has_day(view, m)}
    real = [m for m in actual if (m.first, m.last) not in causes]
    sentence = view.clause.sentence
    if triggers.core and not actual and not people:
        reason = unreal(view, triggers.core[0]) or "unreal"
        return Dropped(sentence, view.start, view.end, reason)
    capture = [m for m in triggers.capture if unreal(view, m, _DENIAL_REACH) is None]
    effects = view.of("effects")
    used = not actual and hostile and weapons_used(view)
    if not (actual or capture or effects or people or len(listed) > 1) and not (
        used or view.has("occurred")
    ):
        return None
    opens = view.start == analysis.sentences[sentence].start
    if not real and _only_alert(view) and not (people or (opens and _explodes(view))):
        return Dropped(sentence, view.start, view.end, "alert only")
    doer = find_doer(view, tokens, is_subject, is_owner, is_agent)
    # "Ukrainian artillery left the town without water", "a Russian drone killed one man"
    suffered = bool(effects) or any(fact.value for fact in people)
    armed = doer is not None and suffered and view.has("weapons") and not causes
    kind = ATTACK if real or armed else CONSEQUENCE
    noun = only_named(view, real, whole, effects, people)
    sites = find_sites(
        view if view.end > analysis.body_start else as_headline(view),
        doer,
        noun,
        analysis.speakers.get(sentence),
    )
    mere = len(listed) == 1 and not (effects or people or view.has("targets"))
    if listed and not sites.listed and (whole or mere):
        sites = sites.as_list()
    elif any(fact.role in _OF_WEAPONS and (fact.value or 0) > 1 for fact in whole):
        sites = sites.as_list() if exemplary(view, sites) else sites
    captured = captured_sites(view, capture, doer) if not real and not people else None
    if captured is not None:
        kind, sites = CAPTURE, captured
    elif not (
        actual or effects or people or listed or used or (view.has("occurred") and sites.pinned)
    ):
        return None
    candidate = Candidate(
        kind=kind,
        sentences=[sentence],
        paragraph=view.clause.paragraph,
        start=view.start,
        end=view.end,
        order=view.clause.first,
        sites=sites,
        facts=[*whole, *people],
        listed_facts=listed,
    )
    _fill(candidate, analysis, view, triggers, real)
    candidate.doer = doer
    if doer is None and kind == CAPTURE:
        cased = find_captor(view, capture) if is_agent is not None else None
        candidate.doer = cased or fallen_to(view, capture)
    candidate.caused = bool(actual) or (bool(effects) and view.has("weapons"))
    candidate.voices = frozenset(
        a.role for a in analysis.attributions if a.role and sentence in a.scope
    )
    speaker = national_speaker(analysis, sentence)
    if speaker is not None and kind == ATTACK:
        if candidate.doer is None:
            candidate.doer = own_deed(view, speaker, real)
        if candidate.doer is None or candidate.doer.code != speaker.side:
            candidate.defender = speaker.side
    if noun is not None and view.has("statement_only"):
        return Dropped(sentence, view.start, view.end, "statement")
    judged = _judge(candidate, view, told=bool(real))
    return judged if isinstance(judged, Dropped) else split_sites(judged, view)


def _fill(
    candidate: Candidate, analysis: Analysis, view: View, triggers: Triggers, real: list[Mention]
) -> None:
    weapons = view.of("weapons")
    for mention in _armed_with(view):
        candidate.weapons.setdefault(mention.label, Span("weapons", mention.start, mention.end))
    if weapons:
        deeds = {mention.first for mention in view.of("attack_nouns", "attack_verbs")}
        candidate.loose_weapons = frozenset(m.label for m in weapons if m.first in deeds)
    for mention in harmed_targets(view, analysis.tokens):
        candidate.targets.setdefault(mention.label, Span("targets", mention.start, mention.end))
    downed = [m for m in triggers.downed if m in real]
    taken = {index for m in downed for index in range(m.first, m.last)}
    for mention in view.of("effects"):
        if mention.first not in taken and not _negated(view, mention):
            candidate.effects.setdefault(mention.label, Span("effects", mention.start, mention.end))
    debris = view.of("debris")
    candidate.debris = any(_of_weapon(view, mention) for mention in debris)
    if debris:
        first = debris[0]
        candidate.effects.setdefault("debris", Span("effects", first.start, first.end))
    candidate.downed = bool(downed)
    candidate.all_downed = all_downed(view, downed)
    candidate.repelled = bool(triggers.repelled)
    candidate.struck = any(m in real for m in triggers.strike + triggers.impact)
    hits = any(m in real for m in triggers.strike)
    candidate.got_home = hits and not (candidate.downed or candidate.debris)
    totals = view.of("wave_words", "total_words")
    if totals:
        counted_on = {m.first for m in view.of("antecedents", "breakdown")}
        totals = [m for m in totals if m.first not in counted_on]
    candidate.wave = bool(totals or candidate.listed_facts)
    candidate.counted = any(n.value and not n.article for n in view.numbers)
    candidate.site = site_name(view, analysis.tokens, analysis.language)
    foe = next((a for a in view.actors if a.kind == "enemy" and a.code is None), None)
    candidate.enemy = (foe.start, foe.end) if foe is not None else None
    kinds = view.by_kind
    candidate.tolled = "killed" in kinds or "injured" in kinds
    # "all in all 16 were downed" sums up what was told; "a massive attack" is a wave
    candidate.broken_down = "breakdown" in kinds
    candidate.summed = (
        "total_words" in kinds and "wave_words" not in kinds and not candidate.broken_down
    )
    candidate.settlement = "settlement_nouns" in kinds
    candidate.headline = view.end <= analysis.body_start
    candidate.updated = "rise" in kinds and (candidate.tolled or candidate.headline)
    candidate.apart = "separators" in kinds
    candidate.background = "background" in kinds
    candidate.date, candidate.clock = dates_of(view)
    sentence = analysis.sentences[view.clause.sentence]
    if analysis.text.startswith(_BULLETS, sentence.start):
        candidate.item = view.clause.paragraph
    facility = candidate.sites.facility
    landmark = facility is not None and is_landmark(view, facility)
    if facility is not None and facility.facility_type is not None and not landmark:
        candidate.targets.setdefault(
            facility.facility_type, Span("target_name", facility.start, facility.end)
        )


def _only_alert(view: View) -> bool:
    """Tell whether a clause speaks of an alert; "during the alert" only says when."""
    during = {mention.last for mention in view.of("causal")}
    return any(mention.first not in during for mention in view.of("alert"))


def _armed_with(view: View) -> list[Mention]:
    """Return the weapons of a clause without words that stand for whatever kind is named."""
    weapons = view.of("weapons")
    vague = {mention.first for mention in view.of("vague_weapons")}
    firm = [mention for mention in weapons if not vague & set(range(mention.first, mention.last))]
    return firm or weapons


def _explodes(view: View) -> bool:
    """Tell whether explosions are told of beside the alert: "while the sirens sounded"."""
    return any(m.label == "explosion" and not _negated(view, m) for m in view.of("effects"))


def _of_weapon(view: View, debris: Mention) -> bool:
    """Tell whether debris is that of a weapon, not of a house: it falls or a weapon is named."""
    return any(
        -_DEBRIS_REACH <= mention.first - debris.last <= _DEBRIS_REACH
        for mention in view.of("weapons", "impact")
    )


def _negated(view: View, mention: Mention) -> bool:
    return any(
        0 <= mention.first - other.last <= 2
        or (other.kind == "negation" and _denied(view, other, mention))
        or (other.kind == "negation" and 0 <= other.first - mention.last <= 1)
        for other in view.among(_UNREAL)
    )


def _denied(view: View, word: Mention, mention: Mention) -> bool:
    """Tell whether a negation reaches an effect over the words between: "not report any damage"."""
    if not 0 <= mention.first - word.last <= _DENIED_REACH:
        return False
    between = range(word.last, mention.first)
    if any(n.first_token <= word.first < n.last_token for n in view.numbers):
        return False  # "no fewer than four explosions"
    return not any(m.first in between for m in view.of("coordinators", "effects", "strike_verbs"))


def _judge(candidate: Candidate, view: View, told: bool) -> Candidate | Dropped:
    """Turn habits and campaigns away: they are told without a day, or as a series.

    ``told``: the clause has an attack of its own; without one its figures are those of a war.
    """
    date = candidate.date
    day_told = (
        date is not None
        and date.kind != "month"
        and not any(
            m.first < date.last_token and date.first_token < m.last for m in view.of("campaign")
        )  # "in the past week"
    )
    pointed = day_told or any(
        fact.exact and fact.value for fact in candidate.facts if told or fact.role not in _OF_PEOPLE
    )
    births = view.of("age")
    years = candidate.date is None and any(
        date.kind == "year"
        and not any(date.first_token <= m.first <= date.last_token for m in births)
        for date in view.dates
    )
    generic = view.has("habitual", "campaign") or any(opens_campaign(d) for d in view.dates)
    totals = candidate.date is not None and candidate.date.kind == "week"
    if years or (generic and (totals or not pointed)):
        return Dropped(view.clause.sentence, view.start, view.end, "habit or campaign")
    dated = candidate.date is not None and candidate.date.month is not None
    if view.has("memory") and not dated:
        return Dropped(view.clause.sentence, view.start, view.end, "remembrance")
    if view.has("statement_only") and not (candidate.facts or candidate.sites.pinned):
        return Dropped(view.clause.sentence, view.start, view.end, "statement")
    candidate.generic = generic
    return candidate
