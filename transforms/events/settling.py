"""Events of an article looked at again when all is told: the same, summed up, or a mere mention."""

from collections.abc import Sequence
from typing import Final

from transforms.events.candidates import ATTACK, Candidate, Dropped, dropped_clause
from transforms.events.consequences import MARKS
from transforms.events.contradictions import contradiction
from transforms.events.different_days import dates_apart
from transforms.events.different_places import sums_up, sums_up_a_day
from transforms.events.list_entries import hand_down, told_by_place
from transforms.events.merging import merge
from transforms.events.places import contains
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of, is_wave
from transforms.events.summaries import told_in_detail

_HEAD_SENTENCES: Final = 3
_BURSTS: Final = frozenset({"explosion", "fire"})
_SOON: Final = 3  # sentences


def settle(events: Sequence[Candidate], resolve: Resolver) -> tuple[list[Candidate], list[Dropped]]:
    """Return the events that stay, and those that do not and have joined none.

    A list of places that have events of their own goes, what is told in detail later joins that,
    and a report that pins nothing down joins the nearest event that it does not contradict or,
    where there is none, stays only if something anchors it.
    """
    kept: list[Candidate] = []
    dropped: list[Dropped] = []
    for event in events:
        if told_by_place(event, events, resolve):
            dropped.append(dropped_clause(event, "told place by place"))
            hand_down(event, events)
            continue
        detailed = told_in_detail(event, events, resolve)
        cause = _cause(event, events, resolve)
        if detailed is not None:
            merge(detailed, event, "summed up in")
        elif cause is not None:
            merge(cause, event, "joined by what it led to")
        elif not _is_vague(event) or any(sums_up(event, other) for other in events):
            kept.append(event)
        elif (near := _nearest(event, events, resolve)) is not None:
            merge(near, event, "the general report joined by")
        elif _anchored(event):
            kept.append(event)
        else:
            dropped.append(dropped_clause(event, "pins nothing down"))
    return kept, dropped


def _cause(event: Candidate, events: Sequence[Candidate], resolve: Resolver) -> Candidate | None:
    """Return the attack told soon after a blast or fire at a site, in the region of that site.

    "A plant in Ryazan is burning. Drones attacked it at three, the governor of the region said."
    """
    here = event.sites.pinned
    if event.kind not in _BURSTS or not event.targets or here is None:
        return None
    for other in events:
        there = other.sites.pinned
        soon = 0 < other.sentences[0] - event.sentences[-1] <= _SOON
        around = other.kind == ATTACK and there is not None and contains(there, here)
        if around and soon and not dates_apart(event, other, resolve):
            return other
    return None


def _is_vague(event: Candidate) -> bool:
    """Tell whether an attack is told without place, without site, and not as a wave."""
    if event.kind != ATTACK or event.sites.pinned is not None:
        return False
    country = country_of(event)
    if is_wave(event) and (country is not None or event.doer is not None):
        return False
    if country is not None and sums_up_a_day(event):
        return False
    return event.site is None or country is None or not event.particular()


def _nearest(event: Candidate, events: Sequence[Candidate], resolve: Resolver) -> Candidate | None:
    """Return the attack told nearest that a vague report may be of, None if there is none."""
    others = [
        other
        for other in events
        if other is not event
        and other.kind == ATTACK
        and (other.sites.pinned is not None or is_wave(other))
        and contradiction(other, event, resolve) is None
    ]
    return min(others, key=lambda other: abs(other.order - event.order), default=None)


def _anchored(event: Candidate) -> bool:
    """Tell whether a report without any place still pins something down."""
    figures = any(fact.value for fact in event.facts)
    known = country_of(event) is not None or event.doer is not None
    armed = bool(event.weapons) or event.struck or event.doer is not None
    named = event.sites.country_span is not None or event.opponent is not None
    swept = event.wave and event.doer is not None and (bool(event.weapons) or named)
    dated = event.date is not None
    told = (dated and swept) or ((dated or event.wave) and bool(event.targets or event.effects))
    aimed = dated and bool(event.weapons) and event.doer is not None
    told = told or (aimed and event.sites.country_span is not None)  # "fired missiles at Kuwait"
    at_sea = event.sites.sea is not None and bool(event.targets or event.effects)
    harmed = bool(event.weapons) and bool(MARKS & set(event.effects))  # "burned in the attack"
    scene = event.sites.country_span is not None and (event.struck or harmed)
    bare = event.caused and bool(event.targets) and not (event.effects or event.facts)
    if dated and bare and event.sites.country_span is not None:
        return True  # "on Friday air strikes were made on bases in the country"
    if (dated and _dated_deed(event)) or (known and _warded_off(event)):
        return True
    if armed and (at_sea or (scene and bool(event.targets or event.effects))):
        return True
    return armed and known and (figures or told or (bool(event.targets) and event.doer is not None))


def _dated_deed(event: Candidate) -> bool:
    """Tell whether a report with a day tells enough of what was done, and in which country or sea.

    "An airstrike killed two in southern Lebanon on Sunday", "blew up a pipeline in the Niger Delta
    on Sunday", "two vessels were attacked in the Strait of Hormuz on Monday".
    """
    opens = event.sentences[0] < _HEAD_SENTENCES
    figures = any(fact.value for fact in event.facts)
    fought = (event.struck or event.downed) and bool(event.weapons)
    there = event.sites.country_span is not None and event.caused and (figures or fought)
    at_sea = event.sites.sea is not None and bool(event.targets or event.effects)
    sited = opens and bool(event.targets) and country_of(event) is not None
    return _across_border(event) or there or sited or (at_sea and event.caused)


def _warded_off(event: Candidate) -> bool:
    """Tell whether a country fends weapons off: "its air defences are engaging Iranian drones"."""
    told = event.date is not None or event.doer is not None
    told = told or event.sentences[0] < _HEAD_SENTENCES
    told = told or (event.repelled and event.defender is not None)
    fended = event.repelled or (event.downed and event.defender is not None)
    return fended and bool(event.weapons) and told


def _across_border(event: Candidate) -> bool:
    """Tell whether a side attacks another country that is named: "jets of X struck southern Y"."""
    named = event.sites.country_span is not None
    return named and event.doer is not None and event.doer.code != country_of(event)
