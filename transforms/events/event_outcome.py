"""How an attack ended: hit, intercepted, or partly intercepted."""

from typing import Final

from transforms.events.candidates import ATTACK, Candidate
from transforms.events.context import Context
from transforms.events.different_days import dates_apart
from transforms.events.figures import DOWNED, HIT, INJURED, KILLED, LAUNCHED, WEAPONS, Fact
from transforms.events.scenes import country_of, is_wave

_HARM: Final = frozenset(
    {"fire", "damage", "power_outage", "heat_outage", "water_outage", "operations_suspended"}
)


def outcome_of(event: Candidate, counts: dict[str, Fact | None], context: Context) -> str | None:
    """Return hit, intercepted, partly_intercepted or None (annotation guide, "Fields")."""
    if event.kind != ATTACK or event.outcome is not None:
        return event.outcome
    hurt = any(fact is not None and fact.value for fact in (counts[KILLED], counts[INJURED]))
    harm = bool(_HARM & set(event.effects)) or hurt
    downed = event.downed or event.repelled
    if not (downed or event.struck or event.debris or harm):
        # the place of a list: its count is all that is told
        downed = any(_value(counts, item, DOWNED) for item in ("drones", "missiles"))
    if downed or any(fact.role == DOWNED for fact in event.facts):
        through = any(
            _value(counts, item, LAUNCHED) > _value(counts, item, DOWNED) > 0
            for item in ("drones", "missiles")
        )
        through = through or any(_value(counts, item, HIT) for item in ("drones", "missiles"))
        through = through or _most(event, LAUNCHED) > _most(event, DOWNED) > 0
        if harm or through or (is_wave(event) and _others_hit(event, context)):
            return "partly_intercepted"
        return _harmless(event)
    if event.debris and not _direct(event):
        return "partly_intercepted" if harm else "intercepted"
    # "the depot was attacked", and nobody says that the attack was stopped
    told = event.sites.pinned is not None and not event.background
    reached = told and bool(event.targets)
    return "hit" if harm or event.struck or reached or "explosion" in event.effects else None


def _harmless(event: Candidate) -> str:
    """Return the outcome where weapons were downed and no harm is told."""
    if event.debris and event.got_home:
        return "partly_intercepted"  # struck, and elsewhere the parts of one that was downed
    if not event.got_home or event.debris:
        return "intercepted"
    if not event.facts:
        return "hit"
    # at one site "one was downed, another struck"; totals of a region are no such thing
    pinned = event.sites.pinned
    site = pinned is not None and pinned.kind != "region"
    return "partly_intercepted" if site else "intercepted"


def _direct(event: Candidate) -> bool:
    return event.struck and not event.debris


def _others_hit(event: Candidate, context: Context) -> bool:
    country = country_of(event)
    listed = {place.name for place in event.sites.listed}
    listed |= {fact.place for fact in event.listed_facts if fact.place}
    return any(
        other is not event
        and other.kind == ATTACK
        and not dates_apart(event, other, context.resolve)
        and (country is None or country_of(other) in {None, country} or _region(other) in listed)
        and (_HARM & set(other.effects) or any(f.role == KILLED and f.value for f in other.facts))
        for other in context.events
    )


def _region(event: Candidate) -> str | None:
    return event.sites.pinned.admin1 if event.sites.pinned is not None else None


def _most(event: Candidate, role: str) -> int:
    """Return the largest figure told of drones and missiles taken together."""
    told = [fact for fact in event.facts if (fact.role, fact.item) == (role, WEAPONS)]
    return max((fact.value or 0 for fact in told), default=0)


def _value(counts: dict[str, Fact | None], item: str, role: str) -> int:
    fact = counts.get(f"{item}_{role}")
    return fact.value if fact is not None and fact.value is not None else 0
