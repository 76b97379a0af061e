"""The clauses of one article read in their order: what each reports, and what they share.

Four passes: every clause is read by itself, what stands under a heading takes its day or place,
"the enemy" of a candidate gets a name, and the clauses of one sentence share its date, attacker
and weapons.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import Analysis, View, views
from transforms.events.asides import without_asides
from transforms.events.candidates import (
    ATTACK,
    CAPTURE,
    CONSEQUENCE,
    Candidate,
    Dropped,
    Span,
    share_within_sentences,
)
from transforms.events.cases import cases_of
from transforms.events.clause_judging import HABIT
from transforms.events.clause_reading import may_report, read_clause
from transforms.events.clauses import split_clauses
from transforms.events.consequences import is_harmful
from transforms.events.doers import Doer
from transforms.events.enumerations import under_their_heads
from transforms.events.gate import is_hostile, is_other_subject
from transforms.events.knowledge import Knowledge
from transforms.events.places import SCENES, ResolvedPlace
from transforms.events.sections import under_headings
from transforms.events.site_finding import find_sites
from transforms.events.sites import Sites, as_region, sites_of

_SUBJECT: Final = 2  # tokens: "earlier | the plant"
_NEAR: Final = 2  # sentences
_OPENING: Final = 2  # a quotation mark and a dash may stand before
_OCCUPIED_REACH: Final = 2  # "the occupied city of | Mariupol"
_SETTLED: Final = frozenset({"city", "district"})
_SPEAKER: Final = "speaker"  # the region of a governor who speaks
_SITES: Final = 4  # candidates told of just before
_SEVERAL: Final = 2
_NOUN: Final = 3  # letters
_GOING_ON: Final = ("separators", "told_deeds", "antecedents")


def find_candidates(
    analysis: Analysis, knowledge: Knowledge
) -> tuple[list[Candidate], list[Dropped]]:
    """Return what the clauses of an article report, in order, and those that report nothing."""
    found, dropped = _read_clauses(analysis, knowledge)
    found, beside = without_asides(found, analysis)
    dropped += beside
    under_headings(found, analysis)
    for candidate in found:
        _name_enemy(candidate, knowledge)
        _without_maker(candidate, knowledge)
        if candidate.doer is not None and candidate.sites.pinned is None:
            candidate.opponent = knowledge.opponent(candidate.doer.code)
    share_within_sentences(found)
    held = knowledge.held_capitals
    for candidate in found:
        if candidate.kind == CONSEQUENCE and candidate.targets and not _told(candidate):
            candidate.sites = Sites()  # "ready to destroy their offices in X": nothing was there
        if candidate.sites.pinned is not None and candidate.sites.pinned.name in held:
            _mean_region(candidate, knowledge)
    return found, dropped


def _told(candidate: Candidate) -> bool:
    """Tell whether a consequence tells more than what might be somewhere."""
    told = candidate.effects or candidate.facts or candidate.listed_facts or candidate.weapons
    return bool(told) or candidate.caused


def _mean_region(candidate: Candidate, knowledge: Knowledge) -> None:
    """Take a capital for its region where who holds it attacks there: "Russia shelled Donetsk"."""
    pinned, doer = candidate.sites.pinned, candidate.doer
    if pinned is None or doer is None or candidate.kind != ATTACK:
        return
    region = knowledge.region_meant(pinned, doer.code)
    if region is not None:
        candidate.sites = replace(candidate.sites, pinned=region)


def _read_clauses(
    analysis: Analysis, knowledge: Knowledge
) -> tuple[list[Candidate], list[Dropped]]:
    """Read clause by clause; the weapon and the sums of a war spoken of last are carried on."""
    found: list[Candidate] = []
    dropped: list[Dropped] = []
    weapon: str | None = None
    summed: int | None = None
    silent: View | None = None
    kinds = knowledge.ontology.target_kinds
    hostile = is_hostile(analysis, kinds.fuel_stores, knowledge.opponents)
    cases = cases_of(analysis.language)
    clauses = split_clauses(analysis)
    for seen in under_their_heads(analysis.tokens, views(analysis, clauses)):
        if not may_report(seen):
            weapon = next((m.label for m in seen.of("weapons")), weapon)
            silent = seen if seen.places else None
            continue
        if is_other_subject(seen):
            number = seen.clause.sentence
            dropped.append(Dropped(number, seen.start, seen.end, "another subject"))
            continue
        result = read_clause(
            analysis, seen, fallback_weapon=weapon, hostile=hostile, cases=cases, kinds=kinds
        )
        weapon = next((m.label for m in seen.of("weapons")), weapon)
        if result is None:
            silent = seen if seen.places else None
            continue
        number = seen.clause.sentence
        if not isinstance(result, Dropped):
            if _goes_on(seen, result, summed):
                result = Dropped(number, seen.start, seen.end, "goes on from the sums of a war")
                summed = number
            elif dropped and _comes_of(seen, result, dropped[-1]):
                result = Dropped(number, seen.start, seen.end, HABIT)
        if isinstance(result, Dropped):
            dropped.append(result)
            summed = number if seen.has("stretches") else summed
        else:
            if silent is not None and silent.clause.sentence == number:
                _place_before(silent, result)
            if "occupied" in seen.by_kind:
                _hold(seen, result, knowledge)
            _place_by_words(seen, result, found, analysis)
            found.extend(result)
        silent = None
    return found, dropped


def _place_by_words(
    view: View, told: list[Candidate], found: Sequence[Candidate], analysis: Analysis
) -> None:
    """Give what a clause tells the place of what was told before, where its words mean that."""
    if told[0].sites.scattered:
        _in_region_told(told, found)
    if "the_region" in view.by_kind:
        _place_in_region(told, found)
    if "there" in view.by_kind:
        _place_there(view, told, found, analysis)
    if found and "background" in view.by_kind:
        _place_again(view, told, found[-1])
    bare = told[0].kind == CONSEQUENCE and not (view.places or told[0].targets)
    if bare and "effects" in view.by_kind:
        _site_again(view, told[0], found[-_SITES:], analysis)


def _site_again(
    view: View, told: Candidate, found: Sequence[Candidate], analysis: Analysis
) -> None:
    """Give a consequence the target that its noun means: "a power station in A and a port in B".

    "The station is on fire." Only where one of several sites told of before is called so.
    """
    if len({one.sites.pinned.name for one in found if one.sites.pinned is not None}) < _SEVERAL:
        return
    tokens = analysis.tokens
    named = {
        form
        for token in tokens[view.clause.first : view.clause.last]
        if len(token.lower) > _NOUN
        for form in token.lemmas
    }
    sites: dict[str, tuple[str, Span]] = {}
    for candidate in found:
        pinned = candidate.sites.pinned
        for label, span in candidate.targets.items() if pinned is not None else ():
            last = tokens[bisect_left(analysis.starts, span.end) - 1]
            if pinned is not None and not named.isdisjoint(last.lemmas):
                sites[pinned.name] = (label, span)
    if len(sites) == 1:
        ((label, span),) = sites.values()
        told.targets[label] = span


def _place_before(silent: View, told: list[Candidate]) -> None:
    """Give people hurt without a place that of the clause before, of which nothing else is told.

    "An object fell in a town south of X; it killed two people."
    """
    place = find_sites(silent, None).pinned
    if place is None:
        return
    for candidate in told:
        sites = candidate.sites
        if not (sites.pinned or sites.listed or sites.country_span) and is_harmful(candidate):
            candidate.sites = sites_of([place])


def _hold(view: View, told: list[Candidate], knowledge: Knowledge) -> None:
    """Take what is struck in an occupied place for that of who holds it."""
    ends = [mention.last for mention in view.of("occupied")]
    for candidate in told:
        place = candidate.sites.pinned
        if place is not None and any(
            0 <= place.first_token - end <= _OCCUPIED_REACH for end in ends
        ):
            holder = knowledge.opponent(place.country or "")
            candidate.sites = replace(candidate.sites, owner=holder)


def _in_region_told(told: list[Candidate], found: Sequence[Candidate]) -> None:
    """Give settlements that are counted without their region that of the place told of last.

    "A woman was hurt in the village of X. 18 settlements of the region came under fire."
    """
    place = found[-1].sites.pinned if found and found[-1].kind != CAPTURE else None
    if place is None or place.admin1 is None:
        return
    for candidate in told:
        sites = candidate.sites
        if sites.scattered and not (sites.pinned or sites.listed or sites.country_span):
            candidate.sites = replace(sites, pinned=as_region(place), country=place.country)


def _place_there(
    view: View, told: list[Candidate], found: Sequence[Candidate], analysis: Analysis
) -> None:
    """Give a clause that opens with "there" the place of the sentence before.

    "Two were hurt in the district of X. There a house burned."
    """
    there = view.of("there")[0].first
    days = sum(d.last_token - d.first_token for d in view.dates if d.last_token <= there)
    if there - view.clause.first - days > _OPENING:  # "So in May there a fire broke out"
        return
    before = view.clause.sentence - 1
    if found and found[-1].sentences[0] >= before:
        place = found[-1].sites.pinned
    else:
        place = _last_place(analysis, before)
    if place is None:
        return
    for candidate in told:
        pinned = candidate.sites.pinned
        if (pinned is None or pinned.role == _SPEAKER) and not candidate.sites.listed:
            candidate.sites = sites_of([place])


def _place_again(view: View, told: list[Candidate], before: Candidate) -> None:
    """Give what was attacked on an earlier day as well the place told of just before.

    "The refinery in X is on fire. It was attacked by drones on 14 May already."
    """
    subjects = [
        m for m in view.among(("self", "targets")) if m.first - view.clause.first < _SUBJECT
    ]
    near = view.clause.sentence - before.sentences[-1] <= _NEAR
    if view.places or not subjects or not near or before.sites.pinned is None:
        return
    for candidate in told:
        day = candidate.date
        if day is not None and day.month is not None and candidate.kind == ATTACK:
            candidate.sites = sites_of([before.sites.pinned])
            candidate.targets = candidate.targets or dict(before.targets)


def _place_in_region(told: list[Candidate], found: Sequence[Candidate]) -> None:
    """Put what is told of "the region" in that of the mayor who speaks, or of the place before.

    "Seven drones flew at the region, the mayor of Lviv said": not at his city.
    """
    before = found[-1] if found else None
    for candidate in told:
        pinned = candidate.sites.pinned
        if pinned is None and before is not None:
            near = candidate.sentences[0] - before.sentences[-1] <= 1
            pinned = before.sites.pinned if near and not candidate.sites.listed else None
        elif pinned is not None and pinned.role != _SPEAKER:
            continue
        if pinned is not None and pinned.admin1 is not None:
            candidate.sites = sites_of([as_region(pinned)])


def _last_place(analysis: Analysis, number: int) -> ResolvedPlace | None:
    """Return the last town or district that a sentence names, None without any."""
    sentence = analysis.sentences[max(number, 0)]
    named = [
        place
        for place in analysis.places
        if sentence.start <= place.start < sentence.end
        and place.kind in _SETTLED
        and place.role in SCENES
    ]
    return named[-1] if named else None


def _goes_on(view: View, told: list[Candidate], summed: int | None) -> bool:
    """Tell whether a clause goes on from sums of a war: "Additionally, 1,184 drones were detected".

    ``summed`` is the sentence that told of them last.
    """
    if summed is None:
        return False
    further = view.clause.sentence - summed
    plain = all(one.date is None and one.sites.pinned is None for one in told)
    return plain and (further == 0 or (further == 1 and view.has_any(_GOING_ON)))


def _comes_of(view: View, told: list[Candidate], before: Dropped) -> bool:
    """Tell whether a clause goes on from attacks in general, the clause left out last.

    So do effects ("strikes go on, which cuts the power") and relative clauses without a day ("96%
    of the drones with which they attacked the region").
    """
    if before.reason != HABIT or told[0].sentences[0] != before.sentence:
        return False
    relative = any(m.first - view.clause.first < _OPENING for m in view.of("relatives"))
    return all(
        not one.facts
        and one.date is None
        and (relative or (one.kind == CONSEQUENCE and one.sites.pinned is None))
        for one in told
    )


def _name_enemy(candidate: Candidate, knowledge: Knowledge) -> None:
    """Take "the enemy" of an unknown side for the opponent of the attacked country."""
    pinned = candidate.sites.pinned
    if candidate.enemy is None or candidate.doer is not None or pinned is None:
        return
    attacked = knowledge.attacked_at(pinned)
    code = knowledge.opponent(attacked) if attacked is not None else None
    if code is not None:
        candidate.doer = Doer(code, *candidate.enemy, "the enemy of the attacked country")


def _without_maker(candidate: Candidate, knowledge: Knowledge) -> None:
    """Take a country for the maker of the weapons where a war of two others is on.

    "Iranian drones struck Odesa": only one country attacks there, and it attacks no other.
    """
    doer, pinned = candidate.doer, candidate.sites.pinned
    attacked = candidate.sites.country if pinned is None else knowledge.attacked_at(pinned)
    if doer is None or attacked is None or doer.code not in knowledge.rivals:
        return
    enemy = knowledge.opponent(attacked)
    if enemy is None or knowledge.opponent(enemy) != attacked:
        return
    if doer.code not in {enemy, attacked, candidate.sites.country}:
        candidate.doer = None
