"""A clause that starts an event of its own: what it takes over from the events told before."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.candidates import ATTACK, CONSEQUENCE, Candidate
from transforms.events.scenes import country_of, is_wave


def start(events: Sequence[Candidate], clause: Candidate) -> None:
    """Make a clause an event of its own; ``events`` are those told before it."""
    clause.kind = ATTACK if clause.kind == CONSEQUENCE else clause.kind
    _take_place(events, clause)
    if clause.site is not None and events and country_of(clause) is None:
        clause.sites = replace(clause.sites, country=country_of(events[-1]))
    clause.rules.append(f"made from sentence {clause.sentences[0]}")
    clause.lead = not events


def _take_place(events: Sequence[Candidate], clause: Candidate) -> None:
    """Give an attack of another day the place that is spoken of: "the depot was hit in March"."""
    if clause.kind != ATTACK or clause.date is None or not events:
        return
    if clause.sites.pinned is not None or clause.wave:
        return
    if is_wave(clause) and not clause.settlement:
        return  # "nine drones were downed": over the city, only where that is said
    if clause.sites.owner is not None and not clause.settlement:
        return  # "Ukrainian infrastructure": the country's, not the site's
    scattered = len({e.sites.pinned.name for e in events if e.sites.pinned is not None}) > 1
    for last in reversed(events):
        shared = set(clause.targets) & set(last.targets)
        if not shared and (last is not events[-1] or (scattered and clause.targets)):
            continue
        scene = country_of(last)
        fitting = clause.sites.country is None and _may_attack(clause, scene, events)
        fitting = fitting or country_of(clause) == scene
        if last.sites.pinned is not None and (shared or clause.settlement) and fitting:
            clause.sites = replace(last.sites, country=country_of(last))
            _take_targets(last, clause)
            clause.rules.append("at the place spoken of before")
            return


def _take_targets(event: Candidate, clause: Candidate) -> None:
    """Give an attack of another day the site told of before; what else was hit is not its."""
    # "bombs were dropped on the city": not on the houses hit there on another day
    facility = event.sites.facility
    own = facility.facility_types if facility is not None else ()  # "the plant" is the refinery
    sited = facility is not None or not clause.settlement
    for target, span in event.targets.items():
        if span.slot == "target_name" or target in own or (sited and not clause.targets):
            clause.targets.setdefault(target, span)


def _may_attack(clause: Candidate, scene: str | None, events: Sequence[Candidate]) -> bool:
    """Tell whether the attacker of a clause attacks that country: another one, or has before.

    In occupied territory a side attacks what counts as its own country.
    """
    if clause.doer is None or clause.doer.code != scene:
        return True
    code = clause.doer.code
    return any(e.doer is not None and e.doer.code == code == country_of(e) for e in events)
