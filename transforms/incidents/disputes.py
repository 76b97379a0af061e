"""Whether an incident is disputed: the two sides' figures lie apart, or somebody denies."""

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from transforms.incidents.claims import CONFIRMS, DENIES, NUMBERS, denials_of
from transforms.incidents.figures import Parties, VoiceOf, current_figures, is_official
from transforms.incidents.reports import Report
from transforms.records import Claim

ROUNDING: Final = 0.1
"""A figure without bounds ("about 80") may be off by this share of it."""

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


def is_disputed(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    parties: Parties,
    voice_of: VoiceOf,
    officials: frozenset[str],
) -> bool:
    """Tell whether an incident is disputed.

    It is where a claimant denies and has not confirmed in a later report, where a report tells
    that it is denied and names nobody who denies, or where of one number the current figures of
    the defender's officials and of the attacker's have no value in common.
    """
    return _is_denied(reports) or any(
        _apart([one.claim for one in current_figures(claims, number, voice_of)], parties, officials)
        for number in NUMBERS
    )


def _is_denied(reports: Iterable[Report]) -> bool:
    stances: dict[tuple[str, str | None], tuple[datetime, bool]] = {}
    for report in reports:
        time = report.published_at or _LONG_AGO
        confirming = [one for one in report.claimants if one.stance == CONFIRMS]
        for one in (*confirming, *denials_of(report)):
            said = (time, one.stance == DENIES)  # at one time a denial stands
            who = (one.name, one.side)
            stances[who] = max(stances.get(who, said), said)
    return any(denies for _, denies in stances.values())


def _apart(claims: Sequence[Claim], parties: Parties, officials: frozenset[str]) -> bool:
    sides = [
        [one for one in claims if is_official(one, side, officials)]
        for side in (parties.defender, parties.attacker)
    ]
    if not all(sides):
        return False
    (low, high), (other_low, other_high) = (_extent(side) for side in sides)
    return low > other_high or other_low > high


def _extent(claims: Sequence[Claim]) -> tuple[float, float]:
    """Return what a side's figures leave possible; words without any number leave all."""
    return min(_least(one) for one in claims), max(_most(one) for one in claims)


def _least(claim: Claim) -> float:
    if claim.low is not None:
        return claim.low
    if claim.value is None or claim.high is not None:
        return 0
    return math.floor(claim.value * (1 - ROUNDING))


def _most(claim: Claim) -> float:
    if claim.high is not None:
        return claim.high
    if claim.value is None or claim.low is not None:
        return math.inf
    return math.ceil(claim.value * (1 + ROUNDING))
