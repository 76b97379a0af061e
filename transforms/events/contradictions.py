"""What keeps a clause apart from an event: type, country, attacker, date, place, figures.

Nothing that both state may contradict.
"""

from typing import Final

from transforms.events.candidates import ATTACK, CAPTURE, CONSEQUENCE, Candidate
from transforms.events.consequences import is_harmful
from transforms.events.different_days import dates_differ
from transforms.events.different_places import other_site, places_differ
from transforms.events.figures import DOWNED, PEOPLE
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of, is_wave

_BURSTS: Final = frozenset({"explosion", "fire"})
_SOON: Final = 2  # sentences


def contradiction(event: Candidate, clause: Candidate, resolve: Resolver) -> str | None:
    """Return what keeps a clause apart from an event, None where nothing does."""
    if (event.kind == CAPTURE) != (clause.kind == CAPTURE):
        return "another type"
    if (
        clause.kind == ATTACK
        and event.kind not in {ATTACK, CONSEQUENCE}
        and clause.sites.pinned is None
        and not _explains(event, clause)
    ):
        return "an attack without a place, not this occurrence"
    one, other = country_of(event), country_of(clause)
    if one is not None and other is not None and one != other:
        return "another country"
    if doers_differ(event, clause):
        return "another attacker"
    if dates_differ(event, clause, resolve):
        return "another date"
    return (
        ("another target, told before" if _told_before(event, clause) else None)
        or ("another part of the text" if _in_another_part(event, clause) else None)
        or ("another site" if other_site(event, clause) else None)
        or ("struck again" if clause.again and _struck_again(event, clause) else None)
        or places_differ(event, clause)
        or _figures_differ(event, clause)
    )


def _in_another_part(event: Candidate, clause: Candidate) -> bool:
    """Tell whether what names no place stands under another heading, or in another item."""
    told = event.item is not None and clause.item is not None
    apart = told and event.item != clause.item
    if not apart or clause.sites.pinned is not None:
        return False
    # what a further entry of a live report tells of the same target is the same
    same = event.sites.pinned is None or bool(set(event.targets) & set(clause.targets))
    return not (clause.kind == ATTACK and same)


def doers_differ(event: Candidate, clause: Candidate) -> bool:
    """Tell whether both name an attacker, and not the same, or one attacks whom the other defends.

    "Moscow said 39 Ukrainian drones were downed. Ukraine's air force said 359 were shot down."
    """
    if event.doer is None or clause.doer is None:
        return _defends(clause, event) or _defends(event, clause)
    return event.doer.code != clause.doer.code


def _defends(one: Candidate, other: Candidate) -> bool:
    """Tell whether those who say that they shot weapons down are the attackers of another event."""
    shot = one.downed and not one.struck and any(fact.role == DOWNED for fact in one.facts)
    return shot and other.doer is not None and other.doer.code == one.defender


def _explains(event: Candidate, clause: Candidate) -> bool:
    """Tell whether the attack told right after a blast or fire in the lead is what it was.

    Or that on the same kind of site, soon after: "a blast killed guests of a café ... they struck
    a café".
    """
    same = not event.targets.keys().isdisjoint(clause.targets)
    behind = clause.sentences[0] - event.sentences[-1]
    next_to = 0 <= behind <= (_SOON if same else 1)
    bursts = _BURSTS & set(event.effects)
    # "the fire was caused by a drone", "a depot burned; drones had hit it"
    named = same or event.lead or not bursts.isdisjoint(clause.effects) or behind == 0
    named = named or (clause.downed and country_of(event) == country_of(clause) is not None)
    return named and bool(bursts) and next_to and not clause.sites.listed


def _told_before(event: Candidate, clause: Candidate) -> bool:
    """Tell whether an earlier report is of an attack on something else: "before that a plant"."""
    if not (clause.apart and clause.background and clause.caused) or event.kind != ATTACK:
        return False
    named = bool(clause.targets and event.targets)
    return named and not set(clause.targets) & set(event.targets)


def _struck_again(event: Candidate, clause: Candidate) -> bool:
    """Tell whether more people are hurt where it is struck again: "in the evening it hit again"."""
    if clause.kind != ATTACK or event.kind != ATTACK or event.headline:
        return False
    return is_harmful(event) and is_harmful(clause) and clause.sentences[0] != event.sentences[-1]


def _figures_differ(event: Candidate, clause: Candidate) -> str | None:
    further = is_wave(event) and clause.sentences[0] == event.sentences[-1]
    if not clause.apart or further:  # "shot down 57 drones, while another 34 were jammed"
        return None
    for fact in clause.facts:
        if fact.further and fact.item == PEOPLE:
            continue  # "another man was hurt" comes to those told before
        for known in event.numbers(fact.role, fact.item):
            changed = fact.revised or known.revised
            if fact.exact and known.exact and fact.value != known.value and not changed:
                return "other figures"
    return None
