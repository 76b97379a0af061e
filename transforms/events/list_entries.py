"""Lists of places with counts: what belongs to the list of a wave and what tells nothing new."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.dates import DateMention
from transforms.events.different_days import dates_apart
from transforms.events.figures import DOWNED
from transforms.events.places import contains
from transforms.events.resolver import Resolver
from transforms.events.scenes import is_wave, same_place

_LOCAL: Final = frozenset({"governor", "mayor", "head"})
_LIST_REACH: Final = 2


def as_listed(clause: Candidate) -> Candidate:
    """Return a clause with its place as an entry of a list."""
    pinned = clause.sites.pinned
    listed = clause.sites.listed + ((pinned,) if pinned is not None else ())
    return replace(clause, sites=replace(clause.sites, pinned=None, listed=listed, facility=None))


def enter_in_list(events: Sequence[Candidate], clause: Candidate) -> None:
    """Make a region's mere count an entry of the list of the wave told just before it."""
    pinned = clause.sites.pinned
    told = clause.effects or clause.targets or not clause.downed or _LOCAL & clause.voices
    if clause.kind != ATTACK or pinned is None or pinned.kind != "region" or told:
        return
    if not clause.facts or any(fact.role != DOWNED or not fact.value for fact in clause.facts):
        return
    count = sum(fact.value or 0 for fact in clause.facts)
    for event in events:
        total = max((fact.value or 0 for fact in event.numbers(DOWNED)), default=0)
        near = clause.sentences[0] - event.sentences[-1] <= _LIST_REACH
        if is_wave(event) and total > count and near:
            clause.listed_facts = [replace(f, place=pinned.name) for f in clause.facts]
            clause.sites = replace(as_listed(clause).sites, country=event.sites.country)
            clause.facts, clause.defender = [], None
            return


def list_continued(events: Sequence[Candidate], clause: Candidate) -> Candidate | None:
    """Return the wave whose list goes on: "Another 17 drones were downed over Crimea".

    The clause has a count and a place and tells nothing else; its count becomes one of the list.
    A region's own count may open the list too: "two over Oryol. Another 10 over Kursk".
    """
    wave, pinned = (events[-1] if events else None), clause.sites.pinned
    told = clause.effects or clause.targets or clause.struck or clause.date not in _dates(wave)
    if wave is None or told or wave.kind != ATTACK or not set(clause.weapons) <= set(wave.weapons):
        return None
    of_region = _counts_region(wave) and not any(is_wave(event) for event in events)
    reach = clause.sentences[0] - wave.sentences[-1]
    if clause.listed_facts:
        mere = not clause.facts and pinned is None and clause.doer in {None, wave.doer}
        return wave if mere and of_region and reach <= _LIST_REACH else None
    counts = [fact for fact in clause.facts if fact.role == DOWNED and fact.item in wave.weapons]
    goes_on = clause.apart or reach == 0
    if pinned is None or not (wave.listed_facts and goes_on) or reach > 1:
        return None
    if not counts or len(counts) < len(clause.facts) or not (is_wave(wave) or of_region):
        return None
    clause.sites = replace(as_listed(clause).sites, country=wave.sites.country)
    clause.listed_facts = [replace(fact, place=pinned.name) for fact in counts]
    clause.facts, clause.defender = [], None
    return wave


def _dates(wave: Candidate | None) -> tuple[DateMention | None, ...]:
    return (None,) if wave is None else (None, wave.date)


def _counts_region(event: Candidate) -> bool:
    """Tell whether an event is no more than a region's own count of weapons downed over it."""
    pinned = event.sites.pinned
    counted = any(fact.role == DOWNED for fact in event.facts) and not event.effects
    return pinned is not None and pinned.kind == "region" and counted


def entry_of(events: Sequence[Candidate], clause: Candidate) -> Candidate | None:
    """Return the event that has the entries told before of the list of weapons of a clause."""
    head = clause.facts[0].under if clause.facts else ""
    if not head:
        return None
    for event in reversed(events):
        if any(fact.under == head for fact in event.facts):
            return event
    return None


def told_by_place(event: Candidate, events: Sequence[Candidate], resolve: Resolver) -> bool:
    """Tell whether a mere list of places says nothing that events at these places do not."""
    listed = event.sites.listed
    if event.kind != ATTACK or event.sites.pinned is not None or event.facts or not listed:
        return False
    if event.listed_facts or (event.effects and not (event.headline and len(listed) > 1)):
        return False
    pins = [
        other.sites.pinned
        for other in events
        if other.kind == ATTACK
        and other.sites.pinned is not None
        and not dates_apart(event, other, resolve)
    ]
    return all(any(same_place(pin, one) or contains(one, pin) for pin in pins) for one in listed)


def hand_down(summary: Candidate, events: Sequence[Candidate]) -> None:
    """Give the events told next at places of a list what the list says of all: who, with what.

    "Drones attacked A and B. In A a plant caught fire, in B a depot was damaged."
    """
    for event in events:
        pinned = event.sites.pinned
        behind = 0 <= event.sentences[0] - summary.sentences[-1] <= _LIST_REACH
        if event is summary or event.kind != ATTACK or pinned is None or not behind:
            continue
        if any(same_place(pinned, one) or contains(one, pinned) for one in summary.sites.listed):
            event.weapons = event.weapons or dict(summary.weapons)
            event.doer = event.doer or summary.doer
            event.date = event.date or summary.date
