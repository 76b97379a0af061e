"""Who attacked, and in what country, where the words of an event alone do not say."""

from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.claims import claimed_for
from transforms.events.context import Context
from transforms.events.scenes import country_of, is_wave
from transforms.events.voices import local_sides

_ISO_LENGTH: Final = 2
_ARMED: Final = frozenset({"ministry", "military"})
_DENIES: Final = "denies"
_NOBODY: Final = (None, "nobody is named")


def attacker_of(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return the attacker's code and the rule that found it; None where nobody is named."""
    if event.doer is not None:
        return event.doer.code, event.doer.rule
    if event.kind not in {ATTACK, CAPTURE}:
        return None, "not an attack"
    claimed = claimed_for(event, context.events, context.analysis)
    if claimed is not None:
        return claimed, "who claims it or is blamed for it"
    if event.kind == CAPTURE:
        return _captor(event, context)
    return _of_article(event, context)


def _of_article(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return the attacker that the article names for its other attacks, if it is of one mind."""
    attacked = _attacked(event, context)
    others = {
        other.doer.code
        for other in context.events
        if other is not event
        and other.doer is not None
        and other.kind == ATTACK
        and (attacked is None or _attacked(other, context) in {None, attacked})
        # where and whom another day's attack hit is not told: nothing follows from its attacker
        and not (other.date is not None and event.date is not None and _nowhere(other, context))
    }
    named = context.rivals.get(attacked or "", frozenset()) & _parties(context.analysis)
    # where both sides strike there is no telling whose this one is
    if len(named) == 1 and attacked not in others:
        return next(iter(named)), "the opponent that the article names"
    if len(others - {attacked}) == 1:
        return next(iter(others - {attacked})), "the article's only attacker"
    return None, "nobody is named"


def _nowhere(event: Candidate, context: Context) -> bool:
    return _attacked(event, context) is None and not is_wave(event)


def _attacked(event: Candidate, context: Context) -> str | None:
    """Return the party an event strikes: the country's, or who holds or speaks for the region."""
    if event.sites.owner is not None:
        return event.sites.owner
    pinned = event.sites.pinned
    if pinned is None and event.defender is not None:
        return event.defender
    sides = local_sides(pinned, context.analysis) if pinned is not None else set()
    if len(sides) == 1:
        return sides.pop()
    places = (pinned,) if pinned is not None else event.sites.listed
    held = context.held_by
    holders = {held.get(place.admin1 or "") or held.get(place.name) for place in places} - {None}
    return next(iter(holders)) if len(holders) == 1 else country_of(event)


def _captor(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return who took a settlement: the only captor told of, else the army that announces it."""
    captors = {
        other.doer.code
        for other in context.events
        if other.kind == CAPTURE and other.doer is not None
    }
    if captors:
        return (next(iter(captors)), "the article's only captor") if len(captors) == 1 else _NOBODY
    scope = set(event.sentences)
    sides = {
        voice.side
        for voice in context.analysis.attributions
        if scope & set(voice.scope)
        and voice.role in _ARMED
        and voice.side is not None
        and voice.stance != _DENIES
    }
    if not sides:  # a report that one army alone is quoted in
        armed = [one for one in context.analysis.attributions if one.role in _ARMED]
        sides = {one.side for one in armed if one.side is not None and one.stance != _DENIES}
    if len(sides) == 1:
        return next(iter(sides)), "the army that announces it"
    return _denied(event, context) if not sides else _NOBODY


def _denied(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return the opponent of the only side that denies what is told: it can but be the captor."""
    scope = set(event.sentences)
    denying = {
        voice.side
        for voice in context.analysis.attributions
        if scope & set(voice.scope) and voice.stance == _DENIES and voice.side is not None
    }
    opponents = {context.opponents.get(side) for side in denying} - {None}
    told = "the opponent of who denies it"
    return (next(iter(opponents)), told) if len(opponents) == 1 else _NOBODY


def _parties(analysis: Analysis) -> set[str]:
    """Return the parties whose forces or governments an article names or quotes."""
    forces = {actor.code for actor in analysis.actors if actor.code is not None}
    # "the authorities that Moscow appointed" are none of its government
    owned = [(one.start, one.end) for one in analysis.attributions if one.side is None]
    governments = {
        p.country
        for p in analysis.places
        if p.role == "government"
        and p.country
        and not any(start <= p.start < end for start, end in owned)
    }
    return forces | governments | {voice.side for voice in analysis.attributions if voice.side}


def scene_country(event: Candidate, attacker: str | None, context: Context) -> str | None:
    """Return the country of an event; that of a wave follows from who was attacked."""
    country = country_of(event)
    if event.sites.pinned is not None:
        return country
    if event.sites.sea is not None and event.targets and not is_wave(event):
        return event.sites.country  # whose ship it is, is not where it is
    if country is not None:
        return country
    listed = {place.country for place in event.sites.listed if place.country}
    if len(listed) == 1:
        return next(iter(listed))
    opponent = context.opponents.get(attacker) if attacker is not None else None
    if opponent is not None and len(opponent) == _ISO_LENGTH:
        return opponent
    scenes = context.analysis.scenes  # all that the article tells of may be in one country
    return next(iter(scenes)) if len(scenes) == 1 else None
