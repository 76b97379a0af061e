"""Candidates of an article brought together: one event per occurrence.

Clauses are taken in the order of the text. Each joins the event it does not contradict and lies
closest to (same place, then a place around or inside it, then the event spoken of last), or starts
an event of its own. A wave told by totals and a site singled out of it stay two events.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate
from transforms.events.place_resolution import kilometres
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolver import Resolver
from transforms.events.sites import Sites

_NEAR_KM: Final = 30.0
_LINKED_KM: Final = 100.0
_LOCAL_REACH: Final = 6

_MARKS: Final = frozenset({"fire", "damage", "debris"})
_NATIONAL: Final = frozenset({"ministry", "military"})
_OUTAGES: Final = frozenset({"power_outage", "heat_outage", "water_outage", "airport_closure"})


_STANDALONE: Final = (("fire", "fire"), ("explosion", "explosion"), ("power_outage", "outage"),
                      ("heat_outage", "outage"), ("water_outage", "outage"))  # fmt: skip


def same_place(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    """Tell whether two mentions are of one place."""
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    return one.name == other.name and one.admin1 == other.admin1 and one.country == other.country


def _nested(one: ResolvedPlace, other: ResolvedPlace) -> bool:
    return contains(one, other) or contains(other, one)


def is_wave(event: Candidate) -> bool:
    """Tell whether an event is a wave: no single place, but totals or a list of places."""
    if event.sites.pinned is not None:
        return False
    counted = any(fact.role in {"launched", "downed"} and fact.value != 1 for fact in event.facts)
    return counted or len(event.sites.listed) > 1 or bool(event.listed_facts)


def country_of(event: Candidate) -> str | None:
    """Return the country an event's places lie in, as far as its words tell."""
    if event.sites.pinned is not None:
        return event.sites.pinned.country
    if event.doer is not None and event.sites.country == event.doer.code:
        return event.defender or event.opponent
    if event.sites.listed and event.defender is not None:
        return event.defender
    return event.sites.country or event.defender or event.opponent


def contradiction(event: Candidate, clause: Candidate, resolve: Resolver) -> str | None:
    """Return what keeps a clause apart from an event, None where nothing does."""
    if (event.kind == CAPTURE) != (clause.kind == CAPTURE):
        return "another type"
    if (
        clause.kind == ATTACK
        and event.kind not in {ATTACK, CONSEQUENCE}
        and (clause.sites.pinned is None)
    ):
        return "an attack without a place, not this occurrence"
    one, other = country_of(event), country_of(clause)
    if one is not None and other is not None and one != other:
        return "another country"
    if event.doer is not None and clause.doer is not None and event.doer.code != clause.doer.code:
        return "another attacker"
    if _dates_differ(event, clause, resolve):
        return "another date"
    return _places_differ(event, clause) or _figures_differ(event, clause)


def _dates_differ(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    if event.date is None or clause.date is None:
        if clause.date is None or clause.kind != ATTACK:
            return False
        told = resolve(clause.date)
        older = event.lead and told is not None and told.end < resolve.recent
        return clause.background or older
    first, second = resolve(event.date), resolve(clause.date)
    if first is None or second is None:
        return event.date.text.lower() != clause.date.text.lower() and clause.apart
    return first.end < second.start or second.end < first.start


def _places_differ(event: Candidate, clause: Candidate) -> str | None:
    here, there = event.sites.pinned, clause.sites.pinned
    if here is not None and there is not None:
        if same_place(here, there) or _beside(event, clause):
            return None
        if _nested(here, there):
            return "a place singled out of the region" if _singled_out(event, clause) else None
        return "another place"
    if here is not None and clause.kind == ATTACK and is_wave(clause):
        return None if _told_of_lead(event, clause) else "a wave, not this place"
    if there is not None and is_wave(event):
        return "a place singled out of the wave"
    if here is not None and clause.sites.listed:
        known = [place for place in clause.sites.listed if place.admin1 == here.admin1]
        return None if known else "other places"
    return None


def _singled_out(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a place inside a region told only by its totals has a consequence of its own."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or not contains(here, there):
        return False
    totals = any(f.role in {"launched", "downed"} and f.value != 1 for f in event.facts)
    harmed = any(f.role in {"killed", "injured"} and f.value for f in event.facts)
    told = bool(event.effects or event.targets) or harmed
    return totals and not told and bool(clause.effects or clause.targets)


def _beside(event: Candidate, clause: Candidate) -> bool:
    """Tell whether one place was only told as "near" the other."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or "near" not in {here.role, there.role}:
        return False
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    linked = clause.sentences[0] - event.sentences[-1] <= 1 and bool(
        set(event.effects) & set(clause.effects)
    )
    limit = _LINKED_KM if linked else _NEAR_KM
    return kilometres(here.lat, here.lon, there.lat, there.lon) <= limit


def _told_of_lead(event: Candidate, clause: Candidate) -> bool:
    """Tell whether totals without a place are those of the attack that the article opens with."""
    close = clause.sentences[0] - event.sentences[-1] <= _LOCAL_REACH
    shared = not event.weapons or bool(set(event.weapons) & set(clause.weapons))
    plain = not clause.wave and not clause.sites.listed and not _NATIONAL & clause.voices
    return event.lead and close and shared and plain


def _figures_differ(event: Candidate, clause: Candidate) -> str | None:
    if not clause.apart:
        return None
    for fact in clause.facts:
        for known in event.numbers(fact.role, fact.item):
            if fact.exact and known.exact and fact.value != known.value:
                return "other figures"
    return None


def _closeness(event: Candidate, clause: Candidate, age: int) -> float:
    here, there = event.sites.pinned, clause.sites.pinned
    score = -0.01 * age
    if here is not None and there is not None and there.role != "speaker":
        score += 3 if same_place(here, there) else 2
    elif is_wave(event) and (is_wave(clause) or clause.wave):
        score += 3
    if clause.sentences[0] - event.sentences[-1] <= 1:
        score += 0.6
    elif event.paragraph == clause.paragraph:
        score += 0.3
    if set(event.targets) & set(clause.targets):
        score += 0.5
    if event.doer is not None and clause.doer is not None:
        score += 0.3
    return score


def _choose(events: Sequence[Candidate], clause: Candidate, resolve: Resolver) -> Candidate | None:
    fitting = []
    for age, event in enumerate(reversed(events)):
        if contradiction(event, clause, resolve) is None:
            fitting.append((_closeness(event, clause, age), -age, event))
    if not fitting:
        return None
    return max(fitting, key=lambda entry: (entry[0], entry[1]))[2]


def assemble(candidates: Sequence[Candidate], resolve: Resolver) -> list[Candidate]:
    """Return the events of an article, in the order of the text."""
    events: list[Candidate] = []
    waiting: list[Candidate] = []
    for clause in candidates:
        found = _choose(events, clause, resolve)
        if found is None and clause.kind == CONSEQUENCE and not _stands_alone(clause, events):
            found = _wave_of(events, clause, resolve)
        if found is not None:
            merge(found, clause, "joined")
        elif clause.kind == CONSEQUENCE:
            waiting.append(clause)
        else:
            _same_site_before(events, clause)
            clause.rules.append(f"made from sentence {clause.sentences[0]}")
            clause.lead = not events
            waiting = _take(clause, waiting, resolve)
            events.append(clause)
    return _settle(events, resolve)


def _same_site_before(events: Sequence[Candidate], clause: Candidate) -> None:
    """Give an attack of another day the place that is spoken of: "the depot was hit in March"."""
    if clause.kind != ATTACK or clause.date is None or not events:
        return
    if clause.sites.pinned is not None or clause.sites.listed or clause.wave:
        return
    last = events[-1]
    shared = set(clause.targets) & set(last.targets) or clause.settlement
    if last.sites.pinned is not None and shared and country_of(clause) in {None, country_of(last)}:
        clause.sites = replace(last.sites, country=country_of(last))
        for target in last.targets:
            clause.targets.setdefault(target, last.targets[target])
        clause.rules.append("at the place spoken of before")


def _take(event: Candidate, waiting: Sequence[Candidate], resolve: Resolver) -> list[Candidate]:
    """Give a new event the consequences told before it ("Refinery stands still"); keep the rest."""
    left = []
    for clause in waiting:
        if contradiction(event, clause, resolve) is None and clause.sites.pinned is not None:
            merge(event, clause, "joined by the consequence of")
        else:
            left.append(clause)
    return left


def _wave_of(events: Sequence[Candidate], clause: Candidate, resolve: Resolver) -> Candidate | None:
    """Return the wave whose effect a mere outage elsewhere is; it only lists the place."""
    for event in reversed(events):
        together = event.sentences[-1] == clause.sentences[0]
        if together or (event.kind == ATTACK and event.sites.pinned is None):
            freed = _as_listed(clause)
            if contradiction(event, freed, resolve) is None:
                clause.sites = freed.sites
                return event
    return None


def _as_listed(clause: Candidate) -> Candidate:
    pinned = clause.sites.pinned
    listed = clause.sites.listed + ((pinned,) if pinned is not None else ())
    return replace(clause, sites=replace(clause.sites, pinned=None, listed=listed, facility=None))


def _stands_alone(clause: Candidate, events: Sequence[Candidate]) -> bool:
    """Give a consequence that fits no event its own type; tell whether it has one."""
    if clause.sites.pinned is None and not clause.sites.listed:
        return False
    attacks = [
        event
        for event in events
        if event.kind == ATTACK and country_of(event) in {None, country_of(clause)}
    ]
    harmed = any(fact.role in {"killed", "injured"} and fact.value for fact in clause.facts)
    marked = harmed or bool(_MARKS & set(clause.effects))
    if clause.caused and (marked or clause.effects or clause.targets):
        clause.kind = ATTACK
        clause.rules.append("a consequence of an attack named as its cause")
        return True
    calm = not (clause.apart or clause.background) and not _elsewhen(clause, attacks)
    if attacks and calm and marked:
        clause.kind = ATTACK
        clause.rules.append("a consequence at a place of its own, in a report of an attack")
        return True
    beside = any(event.sentences[-1] == clause.sentences[0] for event in events)
    if _OUTAGES & set(clause.effects) and ((attacks and not clause.counted) or beside):
        return False
    for effect, kind in _STANDALONE:
        if effect in clause.effects:
            clause.kind = kind
            return True
    return False


def _elsewhen(clause: Candidate, attacks: Sequence[Candidate]) -> bool:
    """Tell whether a consequence has its own day and lies in no attacked region."""
    pinned = clause.sites.pinned
    if clause.date is None or pinned is None:
        return False
    return not any(
        event.sites.pinned is not None and event.sites.pinned.admin1 == pinned.admin1
        for event in attacks
    )


def merge(event: Candidate, clause: Candidate, rule: str) -> None:
    """Add what a clause says to an event; what was said first stays, the finer place wins."""
    event.rules.append(f"{rule} sentence {clause.sentences[0]}")
    event.sentences.extend(s for s in clause.sentences if s not in event.sentences)
    event.paragraph = clause.paragraph
    if clause.caused and event.kind not in {ATTACK, CAPTURE}:
        event.kind = ATTACK
    if event.kind == CONSEQUENCE or (clause.kind == ATTACK and event.kind != CAPTURE):
        event.kind = ATTACK if ATTACK in {event.kind, clause.kind} else event.kind
    event.doer = event.doer or clause.doer
    for mine, theirs in (
        (event.weapons, clause.weapons),
        (event.targets, clause.targets),
        (event.effects, clause.effects),
    ):
        for label, span in theirs.items():
            mine.setdefault(label, span)
    event.facts.extend(clause.facts)
    event.listed_facts.extend(clause.listed_facts)
    event.date = event.date or clause.date
    event.defender = event.defender or clause.defender
    event.opponent = event.opponent or clause.opponent
    event.clock = event.clock or clause.clock
    for flag in ("downed", "repelled", "struck", "debris", "wave", "broken_down"):
        setattr(event, flag, getattr(event, flag) or getattr(clause, flag))
    event.start, event.end = min(event.start, clause.start), max(event.end, clause.end)
    event.sites = _join(event, clause)


def _join(event: Candidate, clause: Candidate) -> Sites:
    here, there = event.sites, clause.sites
    pinned = here.pinned or there.pinned
    if here.pinned is not None and there.pinned is not None and contains(here.pinned, there.pinned):
        pinned = there.pinned
    listed = {place.name: place for place in (*here.listed, *there.listed)}
    return Sites(
        pinned=pinned,
        listed=tuple(listed.values()),
        country=here.country or there.country,
        country_span=here.country_span or there.country_span,
        facility=here.facility or there.facility,
    )


def _settle(events: list[Candidate], resolve: Resolver) -> list[Candidate]:
    """Merge what only later became the same, and drop what stayed a mere mention."""
    kept: list[Candidate] = []
    for event in events:
        vague = event.sites.pinned is None and not is_wave(event)
        if not vague or event.kind != ATTACK:
            kept.append(event)
            continue
        others = [
            other
            for other in events
            if other is not event
            and other.kind == ATTACK
            and not (other.sites.pinned is None and not is_wave(other))
            and contradiction(other, event, resolve) is None
        ]
        if others:
            near = min(others, key=lambda other: abs(other.order - event.order))
            merge(near, event, "the general report joined by")
        elif _anchored(event):
            kept.append(event)
    return kept


def _anchored(event: Candidate) -> bool:
    """Tell whether a report without any place still pins something down."""
    figures = any(fact.value for fact in event.facts)
    known = country_of(event) is not None or event.doer is not None
    armed = bool(event.weapons) or event.struck or event.doer is not None
    told = event.date is not None and bool(event.targets or event.effects)
    return armed and known and (figures or told or (bool(event.targets) and event.doer is not None))
