"""Which extracted event stands for which annotated one, within one article.

A pair is eligible when nothing that both sides state contradicts: type, country, date (with a day
of slack), place (100 km or the same region) and attacker. Among the eligible pairs the one-to-one
assignment with the largest agreement is taken.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from transforms.evaluation.assignment import best_assignment
from transforms.evaluation.comparing import days_apart, distance_km, normalised
from transforms.evaluation.gold import GoldEvent
from transforms.records import Event

SLACK: Final = timedelta(days=1)
MATCH_KM: Final = 100.0
COUNTS: Final = (
    *("drones_launched", "drones_downed", "missiles_launched", "missiles_downed"),
    *("killed", "injured"),
)
_LEAST: Final = 0.1


def match_events(gold: Sequence[GoldEvent], events: Sequence[Event]) -> list[tuple[int, int]]:
    """Return (index of the annotated, index of the extracted event) of each pair, in order."""
    return best_assignment([[agreement(one, two) for two in events] for one in gold])


def agreement(gold: GoldEvent, event: Event) -> float:
    """Return how well a pair agrees: 0 where it is not eligible, else at least 0.1."""
    if event.event_type not in {gold.event_type, *gold.accept_types}:
        return 0.0
    parts = (_dates(gold, event), _parties(gold, event), _places(gold, event))
    if any(part is None for part in parts):
        return 0.0
    score = 1.0 + sum(part for part in parts if part is not None)
    for name in COUNTS:
        stated = getattr(gold, name)
        score += 0.5 if stated is not None and stated == getattr(event, name) else 0.0
    score += 0.5 if set(gold.targets) & set(event.targets) else 0.0
    return max(score, _LEAST)


def _dates(gold: GoldEvent, event: Event) -> float | None:
    apart = days_apart(gold, event, SLACK)
    if apart is None:
        return 0.0
    if apart:
        return None
    return 0.5 if days_apart(gold, event, timedelta(0)) else 1.0


def _parties(gold: GoldEvent, event: Event) -> float | None:
    if gold.country and event.country and gold.country != event.country:
        return None
    if not gold.attacker or not event.attacker:
        return 0.0
    return 0.5 if gold.attacker == event.attacker else None


def _places(gold: GoldEvent, event: Event) -> float | None:
    """Compare where both are pinned to; a whole country agrees less with one of its places."""
    pinned, found = bool(gold.admin1 or gold.place), bool(event.admin1 or event.place)
    region, place = normalised(event.admin1), normalised(event.place)
    if pinned and found:
        distance = distance_km(gold, event)
        near = distance is not None and distance <= MATCH_KM
        if not near and (not region or normalised(gold.admin1) != region):
            return None
        return 1.0 + (normalised(gold.place) == place)
    if pinned == found:
        return 0.0
    listed = {normalised(name) for name in gold.places_listed}
    elsewhere = found and bool(listed) and not {region, place} & listed
    return -0.75 if elsewhere else -0.25
