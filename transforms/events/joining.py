"""Which of the events told before a clause belongs to.

It is the one that the clause does not contradict and lies closest to: the same place, then a place
around or inside it, then the event spoken of last.
"""

from collections.abc import Sequence
from typing import Final

from transforms.events.candidates import ATTACK, CONSEQUENCE, Candidate
from transforms.events.consequences import is_harmful
from transforms.events.contradictions import contradiction
from transforms.events.different_days import counts_back, day_of_report, leaves_report
from transforms.events.list_entries import as_listed
from transforms.events.places import contains
from transforms.events.resolver import AFTER, Resolver
from transforms.events.scenes import is_wave, same_place

_SAME_DAY: Final = 0.4
_ASIDE: Final = 0.1
_RECALLED: Final = 0.7
_WHOLE: Final = 0.2  # what has no place, far from all others, is told of the region's whole day
_TOLD_NEXT: Final = 0.4  # "they attacked the town of X too. Six houses were damaged"
_SAME_PART: Final = 3.0  # of a text in parts, each under a heading


def closest(
    events: Sequence[Candidate],
    clause: Candidate,
    candidates: Sequence[Candidate],
    resolve: Resolver,
) -> Candidate | None:
    """Return the event that a clause does not contradict and lies closest to, None if none.

    ``candidates`` are all of the article: events without a day go on from the first day told.
    """
    fitting = []
    around = _around_several(events, clause)
    if clause.date is not None and clause.kind == ATTACK and clause.date.kind == "day":
        day = day_of_report(candidates)
        events = [one for one in events if not leaves_report(one, clause, day, resolve)]
    for age, event in enumerate(reversed(events)):
        if around and _inside(event, clause):
            continue
        if _other_day_told(event, clause):
            continue
        if contradiction(event, clause, resolve) is None and not _parted(events, event, clause):
            score = _closeness(event, clause, age)
            if _of_day(event, clause, resolve):
                score += _SAME_DAY
            if clause.date is None and _aside(events, event, resolve):
                score -= _ASIDE
            if clause.date is None and _recalled(events, event, clause, resolve):
                score -= _RECALLED
            fitting.append((score, -age, event))
    if not fitting:
        return None
    return max(fitting, key=lambda entry: (entry[0], entry[1]))[2]


def _other_day_told(event: Candidate, clause: Candidate) -> bool:
    """Tell whether an event is one of a day told beside the report's, of a whole country.

    "That came a day after missiles killed 31 people in X. In Y a drone crashed": of the report.
    """
    day = event.date
    if day is None or event.sites.pinned is not None or clause.sites.pinned is None:
        return False
    return clause.date is None and (day.relation == AFTER or counts_back(day))


def wave_of(events: Sequence[Candidate], clause: Candidate, resolve: Resolver) -> Candidate | None:
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


def _closeness(event: Candidate, clause: Candidate, age: int) -> float:
    here, there = event.sites.pinned, clause.sites.pinned
    score = -0.01 * age
    if clause.item is not None and event.item == clause.item:
        score += _SAME_PART
    if here is not None and there is not None and there.role != "speaker":
        score += 3 if same_place(here, there) else 2
    elif is_wave(event) and (is_wave(clause) or clause.wave):
        score += 3
    elif here is not None and clause.settlement and is_wave(clause):
        score += 3.5  # "over the city"
    if clause.sentences[0] - event.sentences[-1] <= 1:
        score += 0.6
        bare = here is not None and not (event.targets or event.effects or event.facts)
        if bare and there is None and clause.kind == CONSEQUENCE:
            score += _TOLD_NEXT
    elif event.paragraph == clause.paragraph:
        score += 0.3
    if there is None and _digests(event):
        score += _WHOLE
    if set(event.targets) & set(clause.targets):
        score += 0.5
    if clause.kind == CONSEQUENCE and set(event.effects) & set(clause.effects):
        score += 0.25  # "the blaze was at a refinery": where one has been told of
    if event.doer is not None and clause.doer is not None:
        score += 0.3
    return score


def _digests(event: Candidate) -> bool:
    """Tell whether an event is the day of a region that the lead sums up."""
    here, day = event.sites.pinned, event.date
    spans = event.lead and day is not None and day.kind == "span"
    return spans and here is not None and here.kind == "region"


def _of_day(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether a clause names the very day of an event."""
    if event.date is None or clause.date is None:
        return False
    day, told = resolve(event.date), resolve(clause.date)
    return day is not None and told is not None and (day.start, day.end) == (told.start, told.end)


def _aside(events: Sequence[Candidate], event: Candidate, resolve: Resolver) -> bool:
    """Tell whether an event is an earlier one named within a sentence on a later one.

    "A drone hit the airport, two days after its base was struck": what follows goes on from the
    airport.
    """
    told = resolve(event.date) if event.date is not None else None
    if told is None or len(event.sentences) > 1:
        return False
    for other in events:
        if other is event or other.date is None or event.sentences[0] not in other.sentences:
            continue
        day = resolve(other.date)
        if day is not None and told.end < day.start:
            return True
    return False


def _recalled(
    events: Sequence[Candidate], event: Candidate, clause: Candidate, resolve: Resolver
) -> bool:
    """Tell whether a further paragraph leaves an earlier attack that one before it recalls.

    "Drones previously struck the terminal on 14 November.|| Four houses were damaged": last night.
    """
    if not event.background or clause.background or clause.paragraph == event.paragraph:
        return False
    told = resolve(event.date) if event.date is not None else None
    if told is None:
        return False
    days = (resolve(one.date) for one in events if one.date is not None and not one.background)
    return any(day is not None and told.end < day.start for day in days)


def _inside(event: Candidate, clause: Candidate) -> bool:
    here, there = event.sites.pinned, clause.sites.pinned
    return here is not None and there is not None and contains(there, here)


def _around_several(events: Sequence[Candidate], clause: Candidate) -> bool:
    """Tell whether a clause gives the totals of a region in which several sites were told."""
    if clause.effects or clause.targets or not clause.downed:
        return False
    return len([event for event in events if _inside(event, clause)]) > 1


def _parted(events: Sequence[Candidate], event: Candidate, clause: Candidate) -> bool:
    """Tell whether a region's sites are told one by one, so that a further one is its own."""
    here, there = event.sites.pinned, clause.sites.pinned
    if here is None or there is None or here.kind != "region" or not contains(here, there):
        return False
    told = bool(clause.effects or clause.targets) and clause.kind == ATTACK
    own = told or (is_harmful(event) and is_harmful(clause))
    others = (e.sites.pinned for e in events if e is not event and e.kind == ATTACK)
    return own and any(pin is not None and contains(here, pin) for pin in others)
