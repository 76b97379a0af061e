"""Two tellings of one occurrence made one: what was said first stays, the finer place wins."""

from typing import Final

from transforms.events.belonging import Labels, facts_of, labels_of
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.dates import DateMention
from transforms.events.figures import OF_WEAPONS
from transforms.events.places import SCENES, ResolvedPlace, contains
from transforms.events.scenes import refines
from transforms.events.shared_tolls import widened
from transforms.events.sites import Sites

_VAGUE: Final = frozenset({"part", "weekend", "week"})
_MARKS: Final = (
    "downed", "repelled", "struck", "got_home", "debris", "wave", "broken_down", "updated",
)  # fmt: skip


def merge(event: Candidate, clause: Candidate, rule: str) -> None:
    """Add what a clause says to an event; what was said first stays, the finer place wins."""
    event.rules.append(f"{rule} sentence {clause.sentences[0]}")
    targets = frozenset(event.targets)
    _add_labels(event, labels_of(event, clause))
    before, known = event.sites.pinned, len(event.facts)
    together = event.sentences == clause.sentences
    event.facts.extend(facts_of(event, clause))
    event.sentences += [number for number in clause.sentences if number not in event.sentences]
    event.paragraph = clause.paragraph
    event.kind = _kind(event, clause)
    event.doer = event.doer or clause.doer
    event.listed_facts.extend(clause.listed_facts)
    event.date = _finer(event, clause)
    event.site = event.site or clause.site
    event.defender = event.defender or clause.defender
    event.opponent = event.opponent or clause.opponent
    event.clock = event.clock or clause.clock
    event.all_downed |= clause.all_downed
    for mark in _MARKS:
        if getattr(clause, mark):
            setattr(event, mark, True)
    event.start, event.end = min(event.start, clause.start), max(event.end, clause.end)
    event.sites = _join(event, clause, targets)
    if known and before is not event.sites.pinned and not together:
        event.facts[:known] = widened(event.facts[:known])
    elif len(event.facts) > known and _of_region(clause, before):
        event.facts[known:] = widened(event.facts[known:])


def _of_region(clause: Candidate, before: ResolvedPlace | None) -> bool:
    """Tell whether a clause names the region around a place; its governor may be who speaks."""
    here = clause.sites.pinned
    if here is None or before is None or here.kind != "region" or before.kind == "region":
        return False
    return here.role in SCENES and clause.start <= here.start < clause.end


def _kind(event: Candidate, clause: Candidate) -> str:
    """Return the type of an event that a clause joins: an attack, once one of them tells of it."""
    kind = event.kind
    if kind == CAPTURE:
        return kind
    return ATTACK if clause.caused or ATTACK in {kind, clause.kind} else kind


def _add_labels(event: Candidate, labels: Labels) -> None:
    """Add weapons, targets and effects; the words told first stay."""
    for mine, theirs in zip((event.weapons, event.targets, event.effects), labels, strict=True):
        for label, span in theirs.items():
            mine.setdefault(label, span)


def _finer(event: Candidate, clause: Candidate) -> DateMention | None:
    """Return the date of an event; a day of the text is finer than a headline's phrase."""
    vague = event.headline and event.date is not None and event.date.kind in _VAGUE
    if vague and clause.date is not None and clause.date.kind == "day" and not clause.background:
        return clause.date
    return event.date or clause.date


def _counts(event: Candidate) -> bool:
    """Tell whether an event has counts of weapons: those of a region, not of places in it."""
    return any(fact.role in OF_WEAPONS and (fact.value or 0) > 1 for fact in event.facts)


def _adds_a_site(event: Candidate, clause: Candidate, targets: frozenset[str]) -> bool:
    """Tell whether a town adds another site to those that a region has: "a car; in A a plant"."""
    named = clause.sites.facility is not None  # it gives the site told before its name
    told = bool(targets and clause.targets) and not (event.headline or named)
    return told and targets.isdisjoint(clause.targets)


def _only_shortened(bare: bool, city: ResolvedPlace, region: ResolvedPlace) -> bool:
    """Tell whether a headline had no room for "region": "Thousands in Belgorod without power".

    ``bare``: it is one, and names no site, which would be one in the city.
    """
    if not bare or (city.kind, region.kind) != ("city", "region"):
        return False
    named = city.admin1 == region.name and region.name.split()[0] == city.name
    return named and region.role in SCENES


def _join(event: Candidate, clause: Candidate, targets: frozenset[str]) -> Sites:
    """Return the places of both; ``targets`` are those of the event before."""
    here, there = event.sites, clause.sites
    pinned = here.pinned or there.pinned
    inner: tuple[ResolvedPlace, ...] = ()
    if here.pinned is not None and there.pinned is not None:
        region = here.pinned.kind == "region"
        several = region and (
            len(here.listed) > 2 or here.scattered or (_counts(event) and bool(there.listed))
        )
        if contains(here.pinned, there.pinned) and (
            several or (region and _adds_a_site(event, clause, targets))
        ):
            inner = (there.pinned,)
        elif _only_shortened(clause.headline and not clause.targets, there.pinned, here.pinned):
            pinned = here.pinned
        elif (
            _only_shortened(event.headline and not targets, here.pinned, there.pinned)
            or contains(here.pinned, there.pinned)
            or refines(event, clause)
        ):
            pinned = there.pinned
    listed = {place.name: place for place in (*here.listed, *there.listed, *inner)}
    # where a ship at sea came from or went is no scene
    scene = here if here.sea is not None and there.pinned is None else there
    return Sites(
        pinned=pinned,
        listed=tuple(listed.values()),
        country=here.country or scene.country,
        country_span=here.country_span or scene.country_span,
        facility=here.facility or there.facility,
        owner=here.owner or there.owner,
        sea=here.sea or there.sea,
        scattered=here.scattered or there.scattered,
    )
