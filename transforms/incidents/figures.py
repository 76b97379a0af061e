"""The best, lowest and highest figure of each number of an incident, chosen and never averaged.

A voice is a claimant, or for a figure without one the press voice of its article (copies and
rewrites of one wire are one voice). Only the current figure of each voice counts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from transforms.incidents.claims import NUMBERS
from transforms.records import Claim
from transforms.settings import FigureSettings, FigureStep

Voice = tuple[str, str, str]
VoiceOf = Callable[[str], str]

TOLLS: Final = frozenset({"killed", "injured"})
"""Numbers that rise as long as they are told: a lower figure elsewhere is an old one."""

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Range(NamedTuple):
    """The figures of one number: null where nobody gives one."""

    best: int | None = None
    low: int | None = None
    high: int | None = None


class Parties(NamedTuple):
    """The two sides of an incident, None where unknown."""

    defender: str | None
    attacker: str | None


class Current(NamedTuple):
    """What a voice says now of one number, and the press voice that carries it."""

    voice: Voice
    claim: Claim
    press: str


def ranges_of(
    claims: Sequence[Claim], parties: Parties, voice_of: VoiceOf, settings: FigureSettings
) -> dict[str, Range]:
    """Return the range of each number; ``voice_of`` gives the press voice of an article id."""
    return {
        number: _range(
            current_figures(claims, number, voice_of),
            parties,
            getattr(settings, number.rpartition("_")[2]),
            frozenset(settings.officials),
        )
        for number in NUMBERS
    }


def current_figures(claims: Iterable[Claim], number: str, voice_of: VoiceOf) -> list[Current]:
    """Return what each voice says now of a number, sorted by voice.

    Within one source the latest figure of a claimant replaces the earlier ones. Where several
    sources carry one claimant, it is the latest of them, or the highest for the tolls: a source
    that still prints the first toll does not take the newer one back. Words without a value do
    not replace a figure.
    """
    lines: dict[tuple[Voice, str], Claim] = {}
    for claim in claims:
        if claim.quantity != number:  # so is a denial: it has none
            continue
        press = voice_of(claim.article_id)
        line = (_voice(claim, press), press)
        lines[line] = max(lines.get(line, claim), claim, key=_newness)
    rank = _height if number in TOLLS else _newness
    voices: dict[Voice, Claim] = {}
    for (voice, _), claim in lines.items():
        voices[voice] = max(voices.get(voice, claim), claim, key=rank)
    return [
        Current(voice, voices[voice], voice_of(voices[voice].article_id))
        for voice in sorted(voices)
    ]


def is_official(claim: Claim, side: str | None, officials: frozenset[str]) -> bool:
    """Tell whether a claim is that of an official of a side."""
    return claim.role in officials and side is not None and claim.side == side


def _voice(claim: Claim, press: str) -> Voice:
    if claim.claimant is None:
        return ("press", press, "")
    return ("claimant", claim.claimant, claim.side or "")


def _newness(claim: Claim) -> tuple[object, ...]:
    return (claim.value is not None, _time(claim), *_size(claim), claim.role or "")


def _height(claim: Claim) -> tuple[object, ...]:
    return (claim.value is not None, *_size(claim), _time(claim), claim.role or "")


def _size(claim: Claim) -> tuple[int, int, int]:
    # of equal figures the narrower bounds
    high = -claim.high if claim.high is not None else -(2**62)
    return (claim.value or 0, claim.low if claim.low is not None else -1, high)


def _time(claim: Claim) -> datetime:
    return claim.claimed_at or _LONG_AGO


def _range(
    figures: Sequence[Current],
    parties: Parties,
    steps: Sequence[FigureStep],
    officials: frozenset[str],
) -> Range:
    lows = [low for one in figures if (low := _low(one.claim)) is not None]
    highs = [high for one in figures if (high := _high(one.claim)) is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    if low is not None and high is not None and low > high:  # only "dozens" and "up to ten"
        low, high = high, low
    return Range(_best(figures, parties, steps, officials), low, high)


def _low(claim: Claim) -> int | None:
    return min((one for one in (claim.low, claim.value) if one is not None), default=None)


def _high(claim: Claim) -> int | None:
    return max((one for one in (claim.high, claim.value) if one is not None), default=None)


def _best(
    figures: Sequence[Current],
    parties: Parties,
    steps: Sequence[FigureStep],
    officials: frozenset[str],
) -> int | None:
    valued = [one for one in figures if one.claim.value is not None]
    for step in steps:
        found = [one for one in valued if _speaks(one.claim, step.who, parties, officials)]
        if found:
            return _taken(found, step.take)
    return None


def _speaks(claim: Claim, who: str, parties: Parties, officials: frozenset[str]) -> bool:
    """Tell whether a claim belongs to those whom a step looks at."""
    if who == "anyone":
        return True
    side = parties.defender if who.startswith("defender") else parties.attacker
    if not who.endswith("_officials"):
        return side is not None and claim.side == side
    if who == "defender_officials" and claim.side is None and claim.claimant is not None:
        return claim.role in officials  # "local authorities": those of the place
    return is_official(claim, side, officials)


def _taken(figures: Sequence[Current], take: str) -> int | None:
    """Return the figure that a step takes; ties: most voices, then the latest, then the highest.

    Two claimants of one report do not make two voices for its figure.
    """
    if take == "highest":
        return max(one.claim.value or 0 for one in figures)
    if take == "newest":
        last = max(_day(one.claim) for one in figures)
        figures = [one for one in figures if _day(one.claim) == last]
    voices = Counter(value for value, _ in {(one.claim.value, one.press) for one in figures})
    claims = [one.claim for one in figures]
    return max(claims, key=lambda one: (voices[one.value], _time(one), one.value or 0)).value


def _day(claim: Claim) -> date:
    return _time(claim).date()
