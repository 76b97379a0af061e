"""What one clause reports: a candidate event, or a consequence that belongs to one.

A clause is read in five passes: what its words tell, whether that has happened, where it was and by
whom, the slots and marks of the candidate, and whether it is an occurrence at all. Threats, plans,
negations, habits and campaigns give no candidate; the reason is kept so that ``wirebeam extract
--explain`` can tell it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.attribution import Attribution
from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate, Dropped
from transforms.events.captures import captured_sites, claimed_by, fallen_to, find_captor
from transforms.events.cases import Cases
from transforms.events.clause_days import split_days
from transforms.events.clause_filling import fill
from transforms.events.clause_findings import (
    Findings,
    dropped,
    find_in_clause,
    reports_nothing,
    why_not_told,
)
from transforms.events.clause_judging import STATEMENT, is_generic, why_no_occurrence
from transforms.events.clause_sites import split_sites, split_toll
from transforms.events.clauses import HAPPENING
from transforms.events.counted_places import PLACE_NOUNS, counts_places
from transforms.events.doers import Doer, find_doer
from transforms.events.exemplary import exemplary
from transforms.events.figures import COUNTABLE, OF_WEAPONS
from transforms.events.ontology import TargetKinds
from transforms.events.place_roles import DATELINE, LOCATION
from transforms.events.places import SCENES, ResolvedPlace
from transforms.events.sides import (
    downer,
    group_claiming,
    group_meant,
    national_speaker,
    own_deed,
    owned_after,
    warded_off_at_home,
)
from transforms.events.site_finding import find_sites
from transforms.events.sites import Sites
from transforms.events.triggers import only_named
from transforms.events.words import Mention

_DENIES: Final = "denies"  # the stance of a voice
_CLOSURES: Final = frozenset({"airport_closure", "operations_suspended"})


def may_report(view: View) -> bool:
    """Tell whether a clause can report anything: something happens, or figures make a list."""
    if view.has_any(HAPPENING) or view.has("occurred"):
        return True
    if view.has("detected") and view.has("weapons"):
        return any(one.kind in COUNTABLE for one in view.numbers)
    return len(view.places) > 0 and sum(one.kind in COUNTABLE for one in view.numbers) > 1


def read_clause(
    analysis: Analysis,
    view: View,
    *,
    fallback_weapon: str | None,
    hostile: bool,
    cases: Cases,
    kinds: TargetKinds,
) -> list[Candidate] | Dropped | None:
    """Return what a clause reports; None where it speaks of nothing of the kind.

    ``fallback_weapon`` is the weapon spoken of last, ``hostile`` whether weapons of the article are
    used as such, ``cases`` what the forms of its language tell, ``kinds`` what is known of targets.
    """
    found = find_in_clause(analysis, view, fallback_weapon, hostile, cases)
    opens = view.start == analysis.sentences[view.clause.sentence].start
    unreal = why_not_told(found, opens)
    if unreal is not None or reports_nothing(found):
        return unreal
    doer = find_doer(found.view, analysis.tokens, cases)
    nouns = only_named(found.view, found.real, found.counts, found.effects, found.people)
    sites = _sites(analysis, found, doer, nouns, kinds)
    candidate = _placed(found, doer, sites)
    if candidate is None:
        return None
    fill(candidate, analysis, found, kinds)
    _name_sides(candidate, analysis, found, cases)
    if nouns and found.view.has("statement_only"):
        return dropped(found.view, STATEMENT)
    reason = why_no_occurrence(candidate, found.view, found.real)
    if reason is not None:
        return dropped(found.view, reason)
    candidate.generic = is_generic(found.view)
    parts = split_toll(candidate, found.view) or split_sites(candidate, found.view)
    return parts if len(parts) > 1 else split_days(candidate, found.view, analysis.tokens)


def _leads(found: Findings) -> bool:
    """Tell whether a capture is told before who was hurt in it: "seized the town, killing ten"."""
    return not found.people or found.capture[0].start < found.people[0].start


def _placed(found: Findings, doer: Doer | None, sites: Sites) -> Candidate | None:
    """Return the candidate with its type, places and figures; None where nothing is told."""
    view = found.view
    captured = None
    if found.capture and not found.real and _leads(found):
        captured = captured_sites(view, found.capture, doer)
    if captured is not None:
        kind, sites = CAPTURE, captured
    elif (
        found.actual
        or found.effects
        or found.people
        or found.listed
        or found.sighted
        or found.used
        or (found.occurred and sites.pinned)
    ):
        kind = ATTACK if found.real or _armed(found, doer) else CONSEQUENCE
    else:
        return None
    return Candidate(
        kind=kind,
        sentences=[view.clause.sentence],
        paragraph=view.clause.paragraph,
        start=view.start,
        end=view.end,
        order=view.clause.first,
        sites=sites,
        doer=doer,
        facts=[*found.counts, *found.people],
        listed_facts=found.listed,
    )


def _armed(found: Findings, doer: Doer | None) -> bool:
    """Tell whether a side's weapons did harm: "Ukrainian artillery left the town without water"."""
    suffered = bool(found.effects) or any(fact.value for fact in found.people)
    return doer is not None and suffered and found.view.has("weapons") and not found.caused


def _sites(
    analysis: Analysis,
    found: Findings,
    doer: Doer | None,
    nouns: list[Mention],
    kinds: TargetKinds,
) -> Sites:
    """Return where it was; places that only have a count, or stand as an example, are a list."""
    view = found.view
    told = view
    if view.places and any(place.role == DATELINE for place in view.places):
        told = _with_opening_place(view, analysis)
    speaker = analysis.speakers.get(view.clause.sentence)
    sites = find_sites(told, doer, nouns, speaker, kinds)
    if view.numbers and view.has_any(PLACE_NOUNS) and counts_places(view):
        sites = replace(sites, scattered=True)
    mere = len(found.listed) == 1 and not (found.effects or found.people or view.has("targets"))
    if found.listed and not sites.listed and (found.counts or mere):
        return sites.as_list()
    totals = any(fact.role in OF_WEAPONS and (fact.value or 0) > 1 for fact in found.counts)
    return sites.as_list() if totals and exemplary(view, sites) else sites


def _with_opening_place(view: View, analysis: Analysis) -> View:
    """Return a clause with the place before a colon as a place like any other.

    So begin headlines and entries of lists; in a text it is of those that name no other place, and
    not the dateline of an outlet ("BANGKOK: ...").
    """
    headline = view.end <= analysis.body_start
    alone = all(place.role not in SCENES for place in view.places)
    places = [
        replace(place, role=LOCATION)
        if place.role == DATELINE and (headline or (alone and _before_colon(place, analysis)))
        else place
        for place in view.places
    ]
    return replace(view, places=places)


def _before_colon(place: ResolvedPlace, analysis: Analysis) -> bool:
    """Tell whether a colon follows a place that is not the dateline of the whole text."""
    tokens = analysis.tokens
    if place.last_token >= len(tokens) or tokens[place.last_token].text != ":":
        return False
    opens = not analysis.text[analysis.body_start : place.start].strip()
    return not (opens or tokens[place.first_token].text.isupper())


def _name_captor(
    candidate: Candidate,
    analysis: Analysis,
    found: Findings,
    cases: Cases,
    denied: Sequence[Attribution],
) -> None:
    """Tell who took a settlement; ``denied``: who denies it, and so did not take it."""
    view, taken, tokens = found.view, found.capture, analysis.tokens
    doer, is_agent = candidate.doer, cases.is_agent
    if doer is None and is_agent is not None:
        doer = find_captor(view, taken, tokens, is_agent)
    doers = (doer, fallen_to(view, taken, tokens), claimed_by(view, taken))
    candidate.doer = next((one for one in doers if one and not _speaks(one, denied)), None)


def _speaks(doer: Doer, voices: Sequence[Attribution]) -> bool:
    return any(one.start <= doer.start < one.end for one in voices)


def _name_sides(candidate: Candidate, analysis: Analysis, found: Findings, cases: Cases) -> None:
    """Tell who attacked whom as far as the clause and those who are quoted in it say."""
    view, sentence = found.view, found.view.clause.sentence
    if candidate.kind == CAPTURE:
        denied = [one for one in analysis.spoken.get(sentence, ()) if one.stance == _DENIES]
        _name_captor(candidate, analysis, found, cases, denied)
    if candidate.doer is None and view.has("armed"):
        candidate.doer = group_meant(analysis, view, [*found.real, *found.capture])
    placed = candidate.sites.pinned is not None or candidate.sites.sea is not None
    if candidate.doer is None and placed and view.actors:
        candidate.doer = group_claiming(view)
    # a closed airport alone: a drone was merely seen
    candidate.caused = bool(found.actual) or (
        view.has("weapons") and any(effect.label not in _CLOSURES for effect in found.effects)
    )
    spoken = analysis.spoken.get(sentence)
    if spoken:
        candidate.voices = frozenset([one.role for one in spoken if one.role])
    speaker = national_speaker(analysis, sentence)
    if candidate.kind != ATTACK:
        return
    scenes = analysis.scenes
    candidate.defender = downer(view, analysis.tokens, found.real, candidate.doer, scenes)
    if speaker is None:
        return
    if candidate.doer is None or owned_after(candidate.doer, speaker):
        candidate.doer = own_deed(view, speaker, found.real) or candidate.doer
    # a fleet may speak of what happens far away, a ministry of what it wards off at home
    there = not scenes or speaker.side in scenes or warded_off_at_home(view, speaker, found.real)
    if there and (candidate.doer is None or candidate.doer.code != speaker.side):
        candidate.defender = candidate.defender or speaker.side
