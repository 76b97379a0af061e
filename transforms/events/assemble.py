"""Candidates of an article brought together: one event per occurrence.

Clauses are taken in the order of the text. Each joins the event it does not contradict and lies
closest to (same place, then a place around or inside it, then the event spoken of last), or starts
an event of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate
from transforms.events.consequences import LEAD_REACH, MARKS, is_harmful, stands_alone
from transforms.events.contradictions import (
    contradiction,
    country_of,
    is_wave,
    refines,
    same_place,
)
from transforms.events.dates import DateMention
from transforms.events.list_entries import as_listed, enter_in_list, list_continued, told_by_place
from transforms.events.places import ResolvedPlace, contains
from transforms.events.resolver import Resolver
from transforms.events.sites import Sites
from transforms.events.summaries import told_in_detail


def _closeness(event: Candidate, clause: Candidate, age: int) -> float:
    here, there = event.sites.pinned, clause.sites.pinned
    score = -0.01 * age
    if here is not None and there is not None and there.role != "speaker":
        score += 3 if same_place(here, there) else 2
    elif is_wave(event) and (is_wave(clause) or clause.wave):
        score += 3
    elif here is not None and clause.settlement and is_wave(clause):
        score += 3.5  # "over the city"
    if clause.sentences[0] - event.sentences[-1] <= 1:
        score += 0.6
    elif event.paragraph == clause.paragraph:
        score += 0.3
    if set(event.targets) & set(clause.targets):
        score += 0.5
    if clause.kind == CONSEQUENCE and set(event.effects) & set(clause.effects):
        score += 0.35  # "the blaze was at a refinery": where one has been told of
    if event.doer is not None and clause.doer is not None:
        score += 0.3
    return score


def _choose(events: Sequence[Candidate], clause: Candidate, resolve: Resolver) -> Candidate | None:
    fitting = []
    around = _around_several(events, clause)
    for age, event in enumerate(reversed(events)):
        if around and _inside(event, clause):
            continue
        if contradiction(event, clause, resolve) is None and not _parted(events, event, clause):
            fitting.append((_closeness(event, clause, age), -age, event))
    if not fitting:
        return None
    return max(fitting, key=lambda entry: (entry[0], entry[1]))[2]


def _inside(event: Candidate, clause: Candidate) -> bool:
    here, there = event.sites.pinned, clause.sites.pinned
    return here is not None and there is not None and contains(there, here)


def _around_several(events: Sequence[Candidate], clause: Candidate) -> bool:
    """Tell whether a clause gives the totals of a region in which several sites were told."""
    harmed = bool(clause.effects or clause.targets) or clause.struck
    if harmed or not clause.downed:
        return False
    return len([event for event in events if _inside(event, clause)]) > 1


def _parted(events: Sequence[Candidate], event: Candidate, clause: Candidate) -> bool:
    """Tell whether a region's sites are told one by one, so that a further one is its own."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or here.kind != "region" or not contains(here, there):
        return False
    own = bool(clause.effects or clause.targets) and clause.kind == ATTACK
    others = (e.sites.pinned for e in events if e is not event and e.kind == ATTACK)
    return own and any(pin is not None and contains(here, pin) for pin in others)


def assemble(candidates: Sequence[Candidate], resolve: Resolver) -> list[Candidate]:
    """Return the events of an article, in the order of the text."""
    events: list[Candidate] = []
    waiting: list[Candidate] = []
    for clause in candidates:
        enter_in_list(events, clause)
        found = list_continued(events, clause) or _choose(events, clause, resolve)
        if found is None and clause.kind == CONSEQUENCE and not stands_alone(clause, events):
            found = _wave_of(events, clause, resolve)
        if found is not None and _only_armed(clause) and _apart(found, clause):
            continue
        if found is not None:
            merge(found, clause, "joined")
        elif clause.kind == CONSEQUENCE and not _of_another_day(clause, events):
            waiting.append(clause)
        else:
            clause.kind = ATTACK if clause.kind == CONSEQUENCE else clause.kind
            _same_site_before(events, clause)
            if clause.site is not None and events and country_of(clause) is None:
                clause.sites = replace(clause.sites, country=country_of(events[-1]))
            clause.rules.append(f"made from sentence {clause.sentences[0]}")
            clause.lead = not events
            waiting = _take(clause, waiting, resolve)
            events.append(clause)
    return _settle(events, resolve)


def _only_armed(clause: Candidate) -> bool:
    """Tell whether a clause says no more than with what an attack was made."""
    told = clause.effects or clause.facts or clause.listed_facts or clause.targets
    return clause.kind == CONSEQUENCE and not (told or clause.sites.pinned or clause.sites.listed)


def _apart(event: Candidate, clause: Candidate) -> bool:
    return clause.sentences[0] - event.sentences[-1] > 1


def _of_another_day(clause: Candidate, events: Sequence[Candidate]) -> bool:
    """Tell whether weapons did harm on a day of its own: "on Monday drones set a depot ablaze"."""
    harmed = bool(clause.targets) and bool(MARKS & set(clause.effects))
    return clause.caused and harmed and bool(clause.weapons and events) and clause.date is not None


def _same_site_before(events: Sequence[Candidate], clause: Candidate) -> None:
    """Give an attack of another day the place that is spoken of: "the depot was hit in March"."""
    if clause.kind != ATTACK or clause.date is None or not events:
        return
    if clause.sites.pinned is not None or clause.wave or is_wave(clause):
        return
    if (
        clause.sites.owner is not None and not clause.settlement
    ):  # "Ukrainian infrastructure": the country's, not the site's
        return
    for last in reversed(events):
        shared = set(clause.targets) & set(last.targets)
        if last is not events[-1] and not shared:
            continue
        scene = country_of(last)
        fitting = clause.sites.country is None and _may_attack(clause, scene, events)
        fitting = fitting or country_of(clause) == scene
        if last.sites.pinned is not None and (shared or clause.settlement) and fitting:
            clause.sites = replace(last.sites, country=country_of(last))
            for target in last.targets:
                clause.targets.setdefault(target, last.targets[target])
            clause.rules.append("at the place spoken of before")
            return


def _may_attack(clause: Candidate, scene: str | None, events: Sequence[Candidate]) -> bool:
    """Tell whether the attacker of a clause attacks that country: another one, or has before.

    In occupied territory a side attacks what counts as its own country.
    """
    if clause.doer is None or clause.doer.code != scene:
        return True
    code = clause.doer.code
    return any(e.doer is not None and e.doer.code == code == country_of(e) for e in events)


def _take(event: Candidate, waiting: Sequence[Candidate], resolve: Resolver) -> list[Candidate]:
    """Give a new event the consequences told before it ("Refinery stands still"); keep the rest."""
    left = []
    for clause in waiting:
        toll = is_wave(event) and any((fact.value or 0) > 1 for fact in clause.facts)
        toll = toll and event.sentences[0] - clause.sentences[-1] <= LEAD_REACH
        placed = clause.sites.pinned is not None
        if (placed or toll) and contradiction(event, clause, resolve) is None:
            merge(event, clause, "joined by the consequence of")
        else:
            left.append(clause)
    return left


def _wave_of(events: Sequence[Candidate], clause: Candidate, resolve: Resolver) -> Candidate | None:
    """Return the wave whose effect a mere outage elsewhere is; it only lists the place.

    People hurt elsewhere are none of a wave's: nothing says that they are all of them.
    """
    if clause.sites.pinned is not None and is_harmful(clause):
        return None
    for event in reversed(events):
        together = event.sentences[-1] == clause.sentences[0]
        if together or (event.kind == ATTACK and event.sites.pinned is None):
            freed = as_listed(clause)
            if contradiction(event, freed, resolve) is None:
                clause.sites = freed.sites
                return event
    return None


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
    harmed = clause.kind != CONSEQUENCE or clause.struck or clause.caused
    harmed = harmed or bool(MARKS & set(clause.effects))
    if event.weapons:  # "after the shelling", said of drones
        for label in clause.loose_weapons:
            clause.weapons.pop(label, None)
    for mine, theirs in (
        (event.weapons, clause.weapons),
        (event.targets, clause.targets if harmed else {}),
        (event.effects, clause.effects),
    ):
        for label, span in theirs.items():
            mine.setdefault(label, span)
    event.facts.extend(clause.facts)
    event.listed_facts.extend(clause.listed_facts)
    event.date = _finer(event, clause)
    event.site = event.site or clause.site
    event.defender = event.defender or clause.defender
    event.opponent = event.opponent or clause.opponent
    event.clock = event.clock or clause.clock
    event.all_downed |= clause.all_downed
    for flag in (
        "downed",
        "repelled",
        "struck",
        "got_home",
        "debris",
        "wave",
        "broken_down",
        "updated",
    ):
        setattr(event, flag, getattr(event, flag) or getattr(clause, flag))
    event.start, event.end = min(event.start, clause.start), max(event.end, clause.end)
    event.sites = _join(event, clause)


def _finer(event: Candidate, clause: Candidate) -> DateMention | None:
    """Return the date of an event; the day that the text names is finer than a headline's night."""
    vague = event.headline and event.date is not None and event.date.kind == "part"
    if vague and clause.date is not None and clause.date.kind == "day" and not clause.background:
        return clause.date
    return event.date or clause.date


def _join(event: Candidate, clause: Candidate) -> Sites:
    here, there = event.sites, clause.sites
    pinned = here.pinned or there.pinned
    inner: tuple[ResolvedPlace, ...] = ()
    if here.pinned is not None and there.pinned is not None:
        several = here.pinned.kind == "region" and len(here.listed) > 2
        if contains(here.pinned, there.pinned) and several:
            inner = (there.pinned,)
        elif contains(here.pinned, there.pinned) or refines(event, clause):
            pinned = there.pinned
    listed = {place.name: place for place in (*here.listed, *there.listed, *inner)}
    return Sites(
        pinned=pinned,
        listed=tuple(listed.values()),
        country=here.country or there.country,
        country_span=here.country_span or there.country_span,
        facility=here.facility or there.facility,
        owner=here.owner or there.owner,
        sea=here.sea or there.sea,
    )


def _settle(events: list[Candidate], resolve: Resolver) -> list[Candidate]:
    """Merge what only later became the same, and drop what stayed a mere mention."""
    kept: list[Candidate] = []
    for event in events:
        if told_by_place(event, events, resolve):
            continue
        detailed = told_in_detail(event, events, resolve)
        if detailed is not None:
            merge(detailed, event, "summed up in")
            continue
        named = country_of(event) is not None or event.doer is not None
        vague = event.sites.pinned is None and not (is_wave(event) and named)
        if not vague or event.kind != ATTACK:
            kept.append(event)
            continue
        if event.site is not None and country_of(event) is not None and event.particular():
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
    swept = event.wave and event.doer is not None and bool(event.weapons)
    dated = event.date is not None
    told = (dated and swept) or ((dated or event.wave) and bool(event.targets or event.effects))
    at_sea = event.sites.sea is not None and bool(event.targets or event.effects)
    harmed = bool(event.weapons) and bool(MARKS & set(event.effects))  # "burned in the attack"
    scene = event.sites.country_span is not None and (event.struck or harmed)
    if armed and (at_sea or (scene and bool(event.targets or event.effects))):
        return True
    return armed and known and (figures or told or (bool(event.targets) and event.doer is not None))
