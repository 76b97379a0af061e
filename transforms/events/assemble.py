"""Candidates of an article brought together: one event per occurrence.

Clauses are taken in the order of the text. For each, in this order: a mere count of a region goes
into the list of the wave told before; a clause that belongs to an event told before joins it; a
consequence of nothing told yet waits for its event; any other clause starts an event of its own,
which takes the consequences that waited for it. When all is told the events are settled: what only
later became the same is made one, and what stayed a mere mention is left out.
"""

from collections.abc import Sequence

from transforms.events.candidates import ATTACK, CONSEQUENCE, Candidate, Dropped, dropped_clause
from transforms.events.consequences import BLASTS, LEAD_REACH, MARKS, is_harmful, stands_alone
from transforms.events.contradictions import contradiction
from transforms.events.different_places import is_whole_of
from transforms.events.joining import closest, wave_of
from transforms.events.list_entries import enter_in_list, entry_of, list_continued
from transforms.events.merging import merge
from transforms.events.ontology import Occurrence
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of, is_wave, refines
from transforms.events.settling import settle
from transforms.events.shared_tolls import share_out
from transforms.events.starting import start


def assemble(
    candidates: Sequence[Candidate], resolve: Resolver, occurrences: Sequence[Occurrence]
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the events of an article, in the order of the text, and those that settling dropped.

    The candidates are used up. ``occurrences`` are the types of what is told by an effect alone.
    """
    events: list[Candidate] = []
    waiting: list[Candidate] = []
    for clause in candidates:
        enter_in_list(events, clause)
        event = _told_before(events, clause, candidates, resolve, occurrences)
        if event is not None:
            if not (_only_armed(clause) and _apart(event, clause)):
                merge(event, clause, "joined")
        elif clause.kind == CONSEQUENCE and not _of_another_day(clause, events):
            waiting.append(clause)
        else:
            start(events, clause)
            waiting = _take_waiting(clause, waiting, resolve)
            events.append(clause)
    left: list[Dropped] = []
    for clause in waiting:
        if len(events) == 1 and _toll_of(events[0], clause, resolve):
            merge(events[0], clause, "joined by the toll of")
        elif (not events or _of_no_event(clause, events, resolve)) and stands_alone(
            clause, events, occurrences, last=True
        ):
            start(events, clause)
            events.append(clause)
        elif len(events) == 1 and _goes_on(events[0], clause, resolve):
            merge(events[0], clause, "joined by what follows of")
        else:
            left.append(dropped_clause(clause, "what no attack that is told has led to"))
    settled, dropped = settle(sorted(events, key=lambda event: event.order), resolve)
    share_out(settled, resolve)
    return settled, [*left, *dropped]


def _toll_of(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether a toll told before an attack is that of the only one told: "23 were hurt"."""
    tolled = is_harmful(clause) and clause.sites.pinned is None and event.kind == ATTACK
    near = 0 < event.sentences[0] - clause.sentences[-1] <= LEAD_REACH
    return tolled and near and contradiction(event, clause, resolve) is None


def _goes_on(event: Candidate, clause: Candidate, resolve: Resolver) -> bool:
    """Tell whether a clause tells more of what has no place but its country."""
    placed = event.sites.pinned or event.sites.listed or event.kind == ATTACK
    return not placed and contradiction(event, clause, resolve) is None


def _of_no_event(clause: Candidate, events: Sequence[Candidate], resolve: Resolver) -> bool:
    """Tell whether a consequence told before its attack fits none of those told after it."""
    if clause.sites.pinned is None or clause.headline or not is_harmful(clause):
        return False
    return all(
        contradiction(event, clause, resolve) is not None or is_whole_of(clause, event)
        for event in events
    )


def _told_before(
    events: Sequence[Candidate],
    clause: Candidate,
    candidates: Sequence[Candidate],
    resolve: Resolver,
    occurrences: Sequence[Occurrence],
) -> Candidate | None:
    """Return the event told before that a clause belongs to, None if it belongs to none.

    A consequence that fits none gets a type of its own where it has one, else it is the wave's.
    """
    event = entry_of(events, clause) or list_continued(events, clause)
    event = event or closest(events, clause, candidates, resolve)
    if event is not None or clause.kind != CONSEQUENCE:
        return event
    alone = stands_alone(clause, events, occurrences)
    return None if alone else wave_of(events, clause, resolve)


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


def _same_burst(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a fire or blast told of a country is the one whose town is told at once.

    "25 died in a fire at a factory in Bangladesh. The flames spread through the plant in Tongi."
    """
    near = event.sentences[0] - clause.sentences[-1] <= LEAD_REACH
    here = clause.sites.country_span is not None and clause.sites.country == country_of(event)
    return (
        near and here and event.kind in BLASTS and not {*event.effects}.isdisjoint(clause.effects)
    )


def _at_sea(event: Candidate, clause: Candidate) -> bool:
    """Tell whether a blast or fire at sea is what an attack without a place has led to.

    "Two tankers caught fire in the Black Sea. Ukraine said that it had hit them with naval drones."
    """
    near = event.sentences[0] - clause.sentences[-1] <= LEAD_REACH
    burst = clause.sites.sea is not None and not BLASTS.isdisjoint(clause.effects)
    return near and burst and event.kind == ATTACK and event.sites.pinned is None


def _same_roles(event: Candidate, clause: Candidate) -> bool:
    """Tell whether both count people killed, or both people hurt: they are not the same."""
    roles = {fact.role for fact in event.facts}
    return any(fact.role in roles for fact in clause.facts)


def _take_waiting(
    event: Candidate, waiting: Sequence[Candidate], resolve: Resolver
) -> list[Candidate]:
    """Give a new event the consequences told before it ("Refinery stands still"); keep the rest."""
    left = []
    for clause in waiting:
        toll = is_wave(event) and any((fact.value or 0) > 1 for fact in clause.facts)
        toll = toll and event.sentences[0] - clause.sentences[-1] <= LEAD_REACH
        placed = clause.sites.pinned is not None
        # "one person was killed and a plant damaged as missiles hit the city"
        together = event.sentences[0] == clause.sentences[-1]
        told = placed or toll or together or _same_burst(event, clause)
        # "in the district they killed one and wounded another in the village of X"
        finer = together and refines(clause, event) and not _same_roles(event, clause)
        if is_whole_of(clause, event):
            left.append(clause)
            continue
        at_sea = _at_sea(event, clause)
        if at_sea:
            event.sites = clause.sites
        if finer or at_sea or (told and contradiction(event, clause, resolve) is None):
            merge(event, clause, "joined by the consequence of")
        else:
            left.append(clause)
    return left
