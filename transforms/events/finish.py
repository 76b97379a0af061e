"""From an assembled event to its row: context, outcome, evidence, codes.

What an event's own words leave open is taken from the article only where the table says so
(``date_basis`` context or publication); everything else stays null.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.assemble import country_of, is_wave
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.counts import DOWNED, INJURED, KILLED, LAUNCHED, Fact, best_fact
from transforms.events.date_resolution import ResolvedDate
from transforms.events.dates import DateMention
from transforms.events.ontology import Ontology, crosswalk
from transforms.events.places import ResolvedPlace
from transforms.ids import digest
from transforms.records import Article, Claimant, Event, Quantity, SlotSpan

_ISO_LENGTH: Final = 2
_HARM: Final = frozenset(
    {"fire", "damage", "power_outage", "heat_outage", "water_outage", "operations_suspended"}
)


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


@dataclass(frozen=True)
class Context:
    """What the article says of its events as a whole."""

    events: Sequence[Candidate]
    main_date: DateMention | None
    opponents: dict[str, str]


def date_of(event: Candidate, context: Context, analysis: Analysis, resolve: object) -> When:
    """Return the event's date by its own phrase, the article's, or the publication date."""
    own = event.date
    if own is not None:
        return _dated(own, "text", resolve)
    if context.main_date is not None and not event.background:
        return _dated(context.main_date, "context", resolve)
    text = event.clock.text if event.clock is not None else None
    if analysis.published is None or event.background or event.kind == CAPTURE:
        return When(None, None, None, None, text, None)
    day = analysis.published
    return When(None, day - timedelta(days=1), day, "days", text, "publication")


def _dated(mention: DateMention, basis: str, resolve: object) -> When:
    found: ResolvedDate | None = resolve(mention)  # type: ignore[operator]
    span = (mention.start, mention.end)
    if found is None:
        return When(None, None, None, None, mention.text, None, span)
    return When(found, found.start, found.end, found.precision, mention.text, basis, span)


def attacker_of(event: Candidate, context: Context) -> tuple[str | None, str]:
    """Return the attacker's code and the rule; the article's only if it is of one mind."""
    if event.doer is not None:
        return event.doer.code, event.doer.rule
    if event.kind != ATTACK:
        return None, "not an attack"
    country = country_of(event)
    others = {
        other.doer.code
        for other in context.events
        if other is not event
        and other.doer is not None
        and other.kind == ATTACK
        and (country is None or country_of(other) in {None, country})
    }
    if len(others) == 1 and country not in others:
        return next(iter(others)), "the article's only attacker"
    return None, "nobody is named"


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
    if event.kind != ATTACK:
        return None
    hurt = any(fact is not None and fact.value for fact in (counts[KILLED], counts[INJURED]))
    harm = bool(_HARM & set(event.effects)) or hurt
    downed = event.downed or event.repelled
    if downed or any(fact.role == DOWNED for fact in event.facts):
        through = any(
            _value(counts, item, LAUNCHED) > _value(counts, item, DOWNED) > 0
            for item in ("drones", "missiles")
        )
        if harm or through or (is_wave(event) and _others_hit(event, context)):
            return "partly_intercepted"
        return "hit" if event.struck and not event.debris and not event.facts else "intercepted"
    if event.debris and not _direct(event):
        return "partly_intercepted" if harm else "intercepted"
    if harm or event.struck or "explosion" in event.effects:
        return "hit"
    return None


def _direct(event: Candidate) -> bool:
    return event.struck and not event.debris


def _others_hit(event: Candidate, context: Context) -> bool:
    country = country_of(event)
    return any(
        other is not event
        and other.kind == ATTACK
        and (country is None or country_of(other) in {None, country})
        and (_HARM & set(other.effects) or any(f.role == KILLED and f.value for f in other.facts))
        for other in context.events
    )


def _value(counts: dict[str, Fact | None], item: str, role: str) -> int:
    fact = counts.get(f"{item}_{role}")
    return fact.value if fact is not None and fact.value is not None else 0


def counts_of(event: Candidate, ontology: Ontology) -> dict[str, Fact | None]:
    """Return the best figure of each count column and of killed and injured."""
    columns: dict[str, list[Fact]] = {}
    for fact in event.facts:
        weapon = ontology.weapons.get(fact.item)
        if weapon is not None and weapon.counted is not None:
            columns.setdefault(f"{weapon.counted}_{fact.role}", []).append(fact)
    found = {column: _combined(facts, event.broken_down) for column, facts in columns.items()}
    for role in (KILLED, INJURED):
        found[role] = _people(event.numbers(role))
    return found


def _combined(facts: Sequence[Fact], broken_down: bool) -> Fact | None:
    """Sum the types of one wave told side by side; else take the best figure."""
    best = best_fact(facts)
    if best is None or broken_down:
        return best
    sentence_kinds = {fact.item for fact in facts if fact.value is not None}
    if len(sentence_kinds) > 1:
        each = [best_fact(f for f in facts if f.item == item) for item in sorted(sentence_kinds)]
        general = [fact for fact in each if fact is not None]
        total = sum(fact.value or 0 for fact in general)
        return best._replace(value=total, exact=all(fact.exact for fact in general))
    return best


def _from_list(
    event: Candidate, counts: dict[str, Fact | None], context: Context, ontology: Ontology
) -> None:
    """Give a region's event the figure that a wave's list has for its region."""
    pinned = event.sites.pinned
    if pinned is None or event.kind != ATTACK:
        return
    for other in context.events:
        for fact in other.listed_facts if other is not event else ():
            weapon = ontology.weapons.get(fact.item)
            if weapon is None or weapon.counted is None or fact.place is None:
                continue
            if fact.place in {pinned.name, pinned.admin1}:
                counts.setdefault(f"{weapon.counted}_{fact.role}", fact)


def _people(facts: Sequence[Fact]) -> Fact | None:
    positive = [fact for fact in facts if fact.value]
    zeros = [fact for fact in facts if fact.value == 0]
    if positive:
        return best_fact(positive)
    return zeros[0] if zeros else None


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
    return local.astimezone(timezone.utc)


def build_event(
    event: Candidate,
    article: Article,
    analysis: Analysis,
    context: Context,
    ontology: Ontology,
    resolve: object,
    claimants: list[tuple[Claimant, int, int]],
    verification: str | None,
    extractor: str,
) -> Event:
    """Return the row of one assembled event."""
    attacker, _ = attacker_of(event, context)
    when = date_of(event, context, analysis, resolve)
    counts = counts_of(event, ontology)
    _from_list(event, counts, context, ontology)
    outcome = outcome_of(event, counts, context)
    pinned = event.sites.pinned
    weapons = _specific(sorted(event.weapons), ontology)
    targets = [target for target in ontology.targets if target in event.targets]
    codes = crosswalk(ontology, event.kind, outcome, weapons)
    sentences = sorted(set(event.sentences))
    spans = [analysis.sentences[number] for number in sentences]
    shift = analysis.body_start
    body = [span for span in spans if span.start >= shift]
    start = body[0].start - shift if body else 0
    end = body[-1].end - shift if body else 0
    return Event(
        event_id=digest(
            "event", article.article_id, event.kind, start, end, pinned.name if pinned else None,
            event.start,
        ),
        article_id=article.article_id,
        article_url=article.url,
        source=article.source,
        published_at=article.published_at,
        language=article.language,
        event_type=event.kind,
        outcome=outcome,
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_text=when.text,
        date_basis=when.basis,
        occurred_at=occurred_at(when),
        country=scene_country(event, attacker, context),
        admin1=pinned.admin1 if pinned else None,
        place=_place_name(pinned),
        latitude=pinned.lat if pinned else None,
        longitude=pinned.lon if pinned else None,
        geonames_id=pinned.geonames_id if pinned else None,
        geo_precision=_precision(event, pinned),
        location_text=analysis.text[pinned.start : pinned.end] if pinned else None,
        places_listed=_listed(event, pinned),
        attacker=attacker,
        weapons=weapons,
        targets=targets,
        target_name=event.sites.facility.facility_name if event.sites.facility else None,
        drones_launched=_column(counts, "drones_launched"),
        drones_downed=_column(counts, "drones_downed"),
        missiles_launched=_column(counts, "missiles_launched"),
        missiles_downed=_column(counts, "missiles_downed"),
        killed=_column(counts, KILLED),
        injured=_column(counts, INJURED),
        quantities=_quantities(event, analysis, shift),
        effects=[effect for effect in ontology.effects if effect in event.effects],
        claimants=[claimant for claimant, _, _ in claimants],
        verification=verification,
        evidence=[analysis.text[span.start : span.end].strip() for span in spans],
        evidence_start=start,
        evidence_end=end,
        slots=_slots(event, when, counts, claimants, shift),
        confidence=_confidence(event, when, attacker, counts),
        acled_sub_event=codes.acled,
        cameo_code=codes.cameo,
        plover_mode=codes.plover,
        extractor=extractor,
    )  # fmt: skip


def _column(counts: dict[str, Fact | None], name: str) -> int | None:
    fact = counts.get(name)
    return fact.value if fact is not None else None


def _specific(weapons: list[str], ontology: Ontology) -> list[str]:
    return [name for name in ontology.weapons if name in weapons]


def _place_name(pinned: ResolvedPlace | None) -> str | None:
    if pinned is None or pinned.kind == "region":
        return None
    if pinned.kind == "facility":
        return pinned.place
    return pinned.name


def _precision(event: Candidate, pinned: ResolvedPlace | None) -> str | None:
    if pinned is not None:
        return pinned.geo_precision
    return "country" if country_of(event) or event.sites.listed else None


def _listed(event: Candidate, pinned: ResolvedPlace | None) -> list[str]:
    names = [place.name for place in event.sites.listed]
    names += [fact.place for fact in event.listed_facts if fact.place]
    own = pinned.name if pinned is not None else None
    return [name for name in dict.fromkeys(names) if name and name != own]


def _quantities(event: Candidate, analysis: Analysis, shift: int) -> list[Quantity]:
    found = {
        Quantity(
            role=fact.role,
            item=fact.item,
            value=fact.value,
            low=fact.low,
            high=fact.high,
            text=analysis.text[fact.start : fact.end],
            start=fact.start - shift,
            end=fact.end - shift,
        )
        for fact in (*event.facts, *event.listed_facts)
    }
    return sorted(found, key=lambda quantity: (quantity.start, quantity.role, quantity.item or ""))


def _slots(
    event: Candidate,
    when: When,
    counts: dict[str, Fact | None],
    claimants: list[tuple[Claimant, int, int]],
    shift: int,
) -> list[SlotSpan]:
    raw: list[tuple[str, int, int]] = []
    if when.span is not None:
        raw.append(("date", *when.span))
    if event.sites.pinned is not None:
        raw.append(("place", event.sites.pinned.start, event.sites.pinned.end))
    elif event.sites.country_span is not None:
        raw.append(("country", *event.sites.country_span))
    raw.extend(("places_listed", place.start, place.end) for place in event.sites.listed)
    if event.doer is not None:
        raw.append(("attacker", event.doer.start, event.doer.end))
    for spans in (event.weapons, event.targets, event.effects):
        raw.extend((span.slot, span.start, span.end) for span in spans.values())
    raw.extend(
        (column, fact.start, fact.end) for column, fact in counts.items() if fact is not None
    )
    raw.extend(("claimants", start, end) for _, start, end in claimants)
    return sorted({_slot(name, start, end, shift) for name, start, end in raw})


def _slot(name: str, start: int, end: int, shift: int) -> SlotSpan:
    """Return a slot's span; one in the headline keeps its offsets there, marked "title."."""
    if start < shift:
        return SlotSpan("title." + name, start, end)
    return SlotSpan(name, start - shift, end - shift)


def _confidence(
    event: Candidate, when: When, attacker: str | None, counts: dict[str, Fact | None]
) -> float:
    """Return a rough confidence from 0 to 1: how much of the event its words pin down."""
    score = 0.4
    score += 0.15 if event.sites.pinned is not None else 0.0
    score += 0.15 if when.basis == "text" else 0.05 if when.basis == "context" else 0.0
    score += 0.1 if attacker is not None else 0.0
    score += 0.1 if event.weapons or event.kind != ATTACK else 0.0
    score += 0.05 if event.targets else 0.0
    score += 0.05 if any(fact is not None for fact in counts.values()) else 0.0
    return round(min(score, 1.0) - (0.1 if event.generic else 0.0), 2)
