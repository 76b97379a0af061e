"""The count columns of an event: the best figure of each, sums of types told side by side."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.added_tolls import added_up
from transforms.events.candidates import ATTACK, Candidate
from transforms.events.context import Context
from transforms.events.figures import (
    DOWNED,
    HIT,
    INJURED,
    KILLED,
    LAUNCHED,
    OF_PEOPLE,
    PEOPLE,
    Fact,
    best_fact,
)
from transforms.events.ontology import Ontology
from transforms.events.places import ResolvedPlace

_ITEMS: Final = ("drones", "missiles")


def counts_of(event: Candidate, ontology: Ontology) -> dict[str, Fact | None]:
    """Return the best figure of each count column and of killed and injured."""
    columns: dict[str, list[Fact]] = {}
    for fact in event.facts:
        weapon = ontology.weapons.get(fact.item)
        if weapon is not None and weapon.counted is not None:
            if weapon.word_for and _means_another(event, fact.item, ontology):
                continue  # "fired four missiles from HIMARS" counts rockets
            columns.setdefault(f"{weapon.counted}_{fact.role}", []).append(fact)
    found = {
        column: _listed_whole(event, facts) or _combined(facts, event.broken_down, ontology)
        for column, facts in columns.items()
    }
    here = [fact for fact in event.facts if fact.item == PEOPLE and not fact.wide]
    # nobody at the place, whoever was hurt in its region
    nobody = {fact.role for fact in here if fact.value == 0} >= OF_PEOPLE
    for role in (KILLED, INJURED):
        people = [f for f in event.numbers(role) if not (nobody and f.wide)]
        found[role] = _people(people)
        if event.sites.pinned is not None and any(fact.further for fact in people):
            told = [*event.numbers(KILLED), *event.numbers(INJURED)]
            found[role] = _larger(found[role], added_up(told, role))
    _hit_all(event, found)
    _down_all(event, found, ontology)
    _drop_both(found)
    for item in _ITEMS:
        _drop_rounded(found, item)
        _drop_fewer(found, item)
    return found


def _listed_whole(event: Candidate, facts: Sequence[Fact]) -> Fact | None:
    """Return the figure told first where the list of its places adds up to it."""
    if len(event.listed_facts) < 2 or len({fact.value for fact in facts}) < 2:
        return None
    first = min(facts, key=lambda fact: fact.start)
    parts: dict[str | None, int] = {}
    for part in event.listed_facts:
        if (part.role, part.item) == (first.role, first.item):
            parts[part.place] = max(parts.get(part.place, 0), part.value or 0)
    return first if len(parts) > 1 and sum(parts.values()) == first.value else None


def _means_another(event: Candidate, item: str, ontology: Ontology) -> bool:
    """Tell whether the word for a weapon means another kind that the event names."""
    others = ontology.weapons[item].word_for
    named = item in event.weapons and any(other in event.weapons for other in others)
    return named and item not in own_weapons(event, ontology)


def _hit_all(event: Candidate, found: dict[str, Fact | None]) -> None:
    """Take weapons that struck a place for those launched at it where no others are told of."""
    site = event.sites.pinned is not None and event.sites.pinned.kind != "region"
    fired = any(found.get(f"{item}_{LAUNCHED}") for item in _ITEMS)
    # "35 missiles and 60 drones hit several regions", and nothing of any that were downed
    if not site and not (fired and all(fact.role != DOWNED for fact in event.facts)):
        return
    for item in _ITEMS:
        hit = found.get(f"{item}_{HIT}")
        if hit is None or any(found.get(f"{item}_{role}") for role in (LAUNCHED, DOWNED)):
            continue
        found[f"{item}_{LAUNCHED}"] = replace(hit, role=LAUNCHED)


def own_weapons(event: Candidate, ontology: Ontology) -> set[str]:
    """Return the weapons that an event names, a general word only where it means another kind."""
    known, named = ontology.weapons, set(event.weapons)
    counted = {fact.item for fact in event.facts if fact.value != 1}  # "the missile was downed"
    parents = {known[name].parent for name in named if name in known}
    kept = {
        name
        for name in named
        if name not in parents or (name in counted and not _of_kinds_fired(event, name, ontology))
    }
    if event.sites.pinned is None or event.sites.pinned.kind == "region":
        return kept
    return {name for name in kept if name not in known or kept.isdisjoint(known[name].word_for)}


def _of_kinds_fired(event: Candidate, general: str, ontology: Ontology) -> bool:
    """Tell whether a general count is of kinds fired: "29 cruise missiles; 18 missiles downed"."""
    counts = [fact for fact in event.facts if fact.item == general]
    fired = sum(
        fact.value or 0
        for fact in event.facts
        if fact.role == LAUNCHED
        and fact.item in ontology.weapons
        and ontology.weapons[fact.item].parent == general
    )
    return all(fact.role == DOWNED and (fact.value or 0) <= fired for fact in counts)


def _drop_both(counts: dict[str, Fact | None]) -> None:
    """Leave out a figure of weapons downed that counts drones and missiles alike.

    "352 drones and 16 missiles were launched; 354 targets were shot down": more than of the one.
    """
    launched = [counts.get(f"{item}_{LAUNCHED}") for item in _ITEMS]
    numbers = [fact.value or 0 for fact in launched if fact is not None]
    if len(numbers) < len(_ITEMS):
        return
    for item, number in zip(_ITEMS, numbers, strict=True):
        downed = counts.get(f"{item}_{DOWNED}")
        if downed is not None and number < (downed.value or 0) <= sum(numbers):
            counts[f"{item}_{DOWNED}"] = None


def _drop_rounded(counts: dict[str, Fact | None], item: str) -> None:
    """Leave out how many were launched where more were downed: one is a round or older figure.

    "At least 100 drones struck. A total of 104 were intercepted."
    """
    launched, downed = counts.get(f"{item}_{LAUNCHED}"), counts.get(f"{item}_{DOWNED}")
    if launched is None or downed is None or launched.exact:
        return
    if (launched.value or 0) < (downed.value or 0):
        counts[f"{item}_{LAUNCHED}"] = None


def _drop_fewer(counts: dict[str, Fact | None], item: str) -> None:
    """Take fewer than were downed before for those that came through: "453 were downed; 26 hit".

    No attack has fewer weapons than are shot down.
    """
    launched, downed = counts.get(f"{item}_{LAUNCHED}"), counts.get(f"{item}_{DOWNED}")
    if launched is None or downed is None or launched.value is None or downed.value is None:
        return
    if launched.value < downed.value and launched.start > downed.start:
        counts[f"{item}_{LAUNCHED}"] = None
        counts[f"{item}_{HIT}"] = replace(launched, role=HIT)


def _down_all(event: Candidate, found: dict[str, Fact | None], ontology: Ontology) -> None:
    """Give weapons of which all were downed the figure of those launched."""
    if not event.all_downed:
        return
    known = [ontology.weapons[label] for label in event.all_downed if label in ontology.weapons]
    items = {weapon.counted for weapon in known}
    if "" in event.all_downed and not any(found.get(f"{item}_{DOWNED}") for item in _ITEMS):
        items.update(_ITEMS)  # else it was said of the kind of which the number is told
    for item in _ITEMS:
        launched = found.get(f"{item}_{LAUNCHED}")
        of_these = item in items
        if launched is not None and of_these and found.get(f"{item}_{DOWNED}") is None:
            found[f"{item}_{DOWNED}"] = replace(launched, role=DOWNED)


def _combined(facts: Sequence[Fact], broken_down: bool, ontology: Ontology) -> Fact | None:
    """Sum the types of one wave told side by side; else take the best figure."""
    facts = [*facts, *_sums_of_lists(facts)]
    best = best_fact(facts)
    if best is None:
        return None
    items = sorted({fact.item for fact in facts if fact.value is not None})
    each = [fact for item in items if (fact := best_fact(f for f in facts if f.item == item))]
    total = sum(fact.value or 0 for fact in each)
    whole = [f for f in each if _parts_follow(f, each, ontology)]
    if whole and (whole[0].value or 0) * 2 >= total:
        return whole[0]  # "70 missiles, 38 cruise missiles among them"
    if (broken_down and not any(fact.further for fact in each)) or len(each) < 2:
        return best
    return replace(best, value=total, exact=all(fact.exact for fact in each))


def _sums_of_lists(facts: Sequence[Fact]) -> list[Fact]:
    """Return the sums of what is listed twice as one kind: "19 Kh-101 missiles; 14 Kalibr"."""
    lists: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.under and fact.value is not None:
            lists.setdefault((fact.under, fact.item), []).append(fact)
    return [
        replace(entries[0], value=sum(fact.value or 0 for fact in entries))
        for entries in lists.values()
        if len(entries) > 1
    ]


def _parts_follow(whole: Fact, each: Sequence[Fact], ontology: Ontology) -> bool:
    """Tell whether a figure has its parts told after it; a kind told before it stands beside it.

    "70 missiles, 38 cruise missiles among them", but "an Iskander and four missiles of a S-300",
    "ten missiles and five cruise missiles".
    """
    parts = [fact for fact in each if _parent(fact, ontology) == whole.item]
    return bool(parts) and all(fact.start > whole.start and not fact.further for fact in parts)


def _parent(fact: Fact, ontology: Ontology) -> str | None:
    weapon = ontology.weapons.get(fact.item)
    return weapon.parent if weapon is not None else None


def fill_from_list(
    event: Candidate, counts: dict[str, Fact | None], context: Context, ontology: Ontology
) -> None:
    """Give a region's event the figure that a wave's list has for its region."""
    pinned = event.sites.pinned
    if pinned is None or event.kind != ATTACK:
        return
    for other in context.events:
        if other is event or _of_other_day(event, other, context):
            continue
        for fact in other.listed_facts:
            weapon = ontology.weapons.get(fact.item)
            if weapon is None or weapon.counted is None or fact.place is None:
                continue
            column = f"{weapon.counted}_{fact.role}"
            known = counts.get(column)
            more = known is None or (known.value or 0) < (fact.value or 0)
            if more and _is_listed(pinned, fact.place):
                counts[column] = fact


def _of_other_day(event: Candidate, other: Candidate, context: Context) -> bool:
    """Tell whether an event has a day of its own on which the other, undated or not, was not."""
    if event.date is None or event.lead:
        return False
    told = context.resolve(event.date)
    if other.date is None:
        return told is not None and told.end < context.resolve.recent
    listed = context.resolve(other.date)
    if told is None or listed is None:
        return False
    return told.end < listed.start or listed.end < told.start


def _people(facts: Sequence[Fact]) -> Fact | None:
    positive = [fact for fact in facts if fact.value]
    zeros = [fact for fact in facts if fact.value == 0]
    if positive:
        return best_fact(positive)
    return zeros[0] if zeros else None


def _larger(told: Fact | None, summed: Fact | None) -> Fact | None:
    """Return the sum of figures told one after another where no total told is as large."""
    if told is None or summed is None or told.revised:
        return told
    return summed if (summed.value or 0) > (told.value or 0) else told


def _is_listed(pinned: ResolvedPlace, place: str) -> bool:
    """Tell whether an entry of a list is the place itself, or the region named after the city."""
    city = pinned.kind in {"city", "facility"} and pinned.place is not None
    return place == pinned.name or (
        place == pinned.admin1
        and (pinned.kind == "region" or (city and place.startswith(str(pinned.place))))
    )
