"""What an event's own words leave open, taken from the article where the table says so.

A date of the article or of its publication is marked by ``date_basis``; the attacker follows from
the article only where it is of one mind; everything else stays null.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.date_resolution import ResolvedDate
from transforms.events.dates import DateMention
from transforms.events.figures import DOWNED, INJURED, KILLED, LAUNCHED, Fact
from transforms.events.ontology import Ontology
from transforms.events.resolver import Resolver
from transforms.events.scenes import country_of, is_wave
from transforms.events.voices import local_sides
from transforms.records import Article

_ISO_LENGTH: Final = 2
_DAY: Final = timedelta(days=1)
_EVENING_HOUR: Final = 18
_HARM: Final = frozenset(
    {"fire", "damage", "power_outage", "heat_outage", "water_outage", "operations_suspended"}
)


_ARMED: Final = frozenset({"ministry", "military"})
_NOBODY: Final = (None, "nobody is named")


@dataclass(frozen=True)
class When:
    """The date of an event and where it comes from."""

    resolved: ResolvedDate | None
    start: date | None
    end: date | None
    precision: str | None
    text: str | None
    basis: str | None
    span: tuple[int, int] | None = None
    partial: str | None = None


@dataclass(frozen=True)
class Context:
    """One article as a whole: what its events are read against.

    ``main`` is the attack that the article is about and whose day is told, None if there is none.
    """

    article: Article
    analysis: Analysis
    ontology: Ontology
    resolve: Resolver
    events: Sequence[Candidate]
    main: Candidate | None
    opponents: dict[str, str]
    held_by: dict[str, str]
    rivals: dict[str, frozenset[str]]


def date_of(event: Candidate, context: Context) -> When:
    """Return the event's date by its own phrase, the article's, or the publication date."""
    own = event.date
    if own is not None:
        return _dated(own, "text", context.resolve)
    if not event.background:
        shared = _shared_date(event, context)
        if shared is not None:
            return _dated(shared, "context", context.resolve)
    text = event.clock.text if event.clock is not None else None
    older = event.background and event.clock is None
    if context.analysis.published is None or older or event.kind == CAPTURE:
        return When(None, None, None, None, text, None)
    start, end = _assumed(event, context, context.analysis.published)
    return When(None, start, end, "day" if start == end else "days", text, "publication")


def _shared_date(event: Candidate, context: Context) -> DateMention | None:
    """Return the date phrase of the attack, or capture, that an event is told as a part of."""
    if event.kind == CAPTURE:
        lead = next((other for other in context.events if other.kind == CAPTURE), event)
        return lead.date
    if context.main is None:
        return None
    here, there = country_of(event), country_of(context.main)
    apart = here is not None and there is not None and here != there
    return None if apart else context.main.date


def _assumed(event: Candidate, context: Context, published: date) -> tuple[date, date]:
    """Return the days assumed for an event without a date phrase.

    The day before publication to the day itself; one day where the report has a day of its own
    ("said on Thursday"), or a clock time that this night or day must hold.
    """
    sentences = [context.analysis.sentences[number] for number in event.sentences]
    for mention in context.analysis.dates:
        told = any(one.start <= mention.start < one.end for one in sentences)
        found = context.resolve(mention) if mention.reporting and told else None
        if found is not None and found.start == found.end and _near(found.end, published):
            return found.start, found.end
    hour = event.clock.hour if event.clock is not None else None
    if hour is not None and hour < _EVENING_HOUR:
        return published, published
    return published - _DAY, published


def _near(day: date, published: date) -> bool:
    return published - _DAY <= day <= published


def _dated(mention: DateMention, basis: str, resolve: Resolver) -> When:
    found = resolve(mention)
    span = (mention.start, mention.end)
    if found is None:
        return When(None, None, None, None, mention.text, None, span, partial_day(mention))
    return When(found, found.start, found.end, found.precision, mention.text, basis, span)


def partial_day(mention: DateMention) -> str | None:
    """Return the day and month of a phrase whose year is unknown, as "--12-31"."""
    if mention.day is None or mention.month is None or mention.year is not None:
        return None
    return f"--{mention.month:02d}-{mention.day:02d}"


def attacker_of(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return the attacker's code and the rule; the article's only if it is of one mind."""
    if event.doer is not None:
        return event.doer.code, event.doer.rule
    if event.kind == CAPTURE:
        return _captor(event, context)
    if event.kind != ATTACK:
        return None, "not an attack"
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
    sides = local_sides(pinned, context.analysis) if pinned is not None else set()
    if len(sides) == 1:
        return sides.pop()
    places = (pinned,) if pinned is not None else event.sites.listed
    holders = {context.held_by.get(place.admin1 or "") for place in places} - {None}
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
        and voice.stance != "denies"
    }
    return (next(iter(sides)), "the army that announces it") if len(sides) == 1 else _NOBODY


def _parties(analysis: Analysis) -> set[str]:
    """Return the parties whose forces or governments an article names or quotes."""
    forces = {actor.code for actor in analysis.actors if actor.code is not None}
    governments = {p.country for p in analysis.places if p.role == "government" and p.country}
    return forces | governments | {voice.side for voice in analysis.attributions if voice.side}


def scene_country(event: Candidate, attacker: str | None, context: Context) -> str | None:
    """Return the country of an event; that of a wave follows from who was attacked."""
    country = country_of(event)
    if event.sites.pinned is not None:
        return country
    if country is not None:
        return country
    listed = {place.country for place in event.sites.listed if place.country}
    if len(listed) == 1:
        return next(iter(listed))
    opponent = context.opponents.get(attacker) if attacker is not None else None
    return opponent if opponent is not None and len(opponent) == _ISO_LENGTH else None


def outcome_of(event: Candidate, counts: dict[str, Fact | None], context: Context) -> str | None:
    """Return hit, intercepted, partly_intercepted or None (annotation guide, "Fields")."""
    if event.kind != ATTACK or event.outcome is not None:
        return event.outcome
    hurt = any(fact is not None and fact.value for fact in (counts[KILLED], counts[INJURED]))
    harm = bool(_HARM & set(event.effects)) or hurt
    downed = event.downed or event.repelled
    if not (downed or event.struck or event.debris or harm):
        # the place of a list: its count is all that is told
        downed = any(_value(counts, item, DOWNED) for item in ("drones", "missiles"))
    if downed or any(fact.role == DOWNED for fact in event.facts):
        through = any(
            _value(counts, item, LAUNCHED) > _value(counts, item, DOWNED) > 0
            for item in ("drones", "missiles")
        )
        if harm or through or (is_wave(event) and _others_hit(event, context)):
            return "partly_intercepted"
        return _harmless(event)
    if event.debris and not _direct(event):
        return "partly_intercepted" if harm else "intercepted"
    if harm or event.struck or "explosion" in event.effects:
        return "hit"
    return None


def _harmless(event: Candidate) -> str:
    """Return the outcome where weapons were downed and no harm is told."""
    if event.debris and event.got_home:
        return "partly_intercepted"  # struck, and elsewhere the parts of one that was downed
    if not event.struck or event.debris:
        return "intercepted"
    if not event.facts:
        return "hit"
    # at one site "one was downed, another struck"; totals of a region are no such thing
    pinned = event.sites.pinned
    site = pinned is not None and pinned.kind != "region"
    return "partly_intercepted" if site else "intercepted"


def _direct(event: Candidate) -> bool:
    return event.struck and not event.debris


def _others_hit(event: Candidate, context: Context) -> bool:
    country = country_of(event)
    listed = {place.name for place in event.sites.listed}
    listed |= {fact.place for fact in event.listed_facts if fact.place}
    return any(
        other is not event
        and other.kind == ATTACK
        and (country is None or country_of(other) in {None, country} or _region(other) in listed)
        and (_HARM & set(other.effects) or any(f.role == KILLED and f.value for f in other.facts))
        for other in context.events
    )


def _region(event: Candidate) -> str | None:
    return event.sites.pinned.admin1 if event.sites.pinned is not None else None


def _value(counts: dict[str, Fact | None], item: str, role: str) -> int:
    fact = counts.get(f"{item}_{role}")
    return fact.value if fact is not None and fact.value is not None else 0


def occurred_at(when: When) -> datetime | None:
    """Return the moment of an event in UTC where a clock time with a zone is given."""
    resolved = when.resolved
    if resolved is None or resolved.time is None or when.start is None:
        return None
    offset = getattr(resolved, "utc_offset_hours", None)
    if offset is None:
        return None
    clock: time = resolved.time
    local = datetime.combine(when.end or when.start, clock, timezone(timedelta(hours=offset)))
    return local.astimezone(UTC)
