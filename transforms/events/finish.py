"""From an assembled event to its row: outcome, evidence, codes, confidence."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.context import Context
from transforms.events.event_counts import counts_of, fill_from_list, own_weapons
from transforms.events.event_dates import When, date_of, occurred_at
from transforms.events.event_outcome import outcome_of
from transforms.events.event_sides import attacker_of, scene_country
from transforms.events.figures import INJURED, KILLED, Fact
from transforms.events.ontology import Ontology, crosswalk
from transforms.events.places import ResolvedPlace
from transforms.events.scenes import country_of
from transforms.ids import digest
from transforms.records import Claimant, Event, Quantity, SlotSpan

EXTRACTOR: Final = "rules-1"


Voices = list[tuple[Claimant, int, int]]


def build_event(
    event: Candidate, context: Context, claimants: Voices, verification: str | None
) -> Event:
    """Return the row of one assembled event.

    ``claimants`` come with the offsets of their words; ``verification`` is unverified, denied or
    None. Offsets of slots and quantities are characters of the article's text.
    """
    article, analysis, ontology = context.article, context.analysis, context.ontology
    attacker, _ = attacker_of(event, context)
    when = date_of(event, context)
    counts = counts_of(event, ontology)
    fill_from_list(event, counts, context, ontology)
    outcome = outcome_of(event, counts, context)
    pinned = event.sites.pinned
    weapons = _weapons(event, attacker, context)
    targets = _targets(event, ontology)
    codes = crosswalk(ontology, event.kind, outcome, weapons)
    evidence = _evidence(event, analysis)
    shift = analysis.body_start
    return Event(
        event_id=digest(
            "event", article.article_id, article.text_hash, event.kind, evidence.start,
            evidence.end, pinned.name if pinned else None, event.start,
        ),
        article_id=article.article_id,
        text_hash=article.text_hash,
        seen_at=article.seen_at,
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
        date_partial=when.partial,
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
        evidence=evidence.sentences,
        evidence_start=evidence.start,
        evidence_end=evidence.end,
        slots=_slots(event, when, counts, claimants, shift),
        confidence=_confidence(event, when, attacker, counts),
        acled_sub_event=codes.acled,
        cameo_code=codes.cameo,
        plover_mode=codes.plover,
        extractor=EXTRACTOR,
    )  # fmt: skip


class _Evidence(NamedTuple):
    """The sentences of an event; offsets of those in the body, from its start."""

    sentences: list[str]
    start: int
    end: int


def _evidence(event: Candidate, analysis: Analysis) -> _Evidence:
    spans = [analysis.sentences[number] for number in sorted(set(event.sentences))]
    shift = analysis.body_start
    body = [span for span in spans if span.start >= shift]
    return _Evidence(
        sentences=[analysis.text[span.start : span.end].strip() for span in spans],
        start=body[0].start - shift if body else 0,
        end=body[-1].end - shift if body else 0,
    )


def _column(counts: dict[str, Fact | None], name: str) -> int | None:
    fact = counts.get(name)
    return fact.value if fact is not None else None


def _weapons(event: Candidate, attacker: str | None, context: Context) -> list[str]:
    """Return the weapons of an event.

    Debris without a named weapon, and a site of an attack whose lead names one kind of weapon
    only, take that kind if it comes in swarms.
    """
    known = context.ontology.weapons
    kept = own_weapons(event, context.ontology)
    lead = next((other for other in context.events if other.lead), None)
    if lead is not None and not event.background and _of_one_attack(event, lead, attacker):
        theirs = own_weapons(lead, context.ontology) if kept else set(lead.weapons)
        meant = all(name in known and theirs & set(known[name].word_for) for name in kept)
        if meant and len(theirs) == 1 and (kept or _swarms(theirs, context.ontology)):
            kept = theirs
    return [name for name in known if name in kept]


def _swarms(weapons: Collection[str], ontology: Ontology) -> bool:
    return all(name in ontology.weapons and ontology.weapons[name].swarms for name in weapons)


def _of_one_attack(event: Candidate, lead: Candidate, attacker: str | None) -> bool:
    """Tell whether an attack may be part of the lead's: the same side struck the same country."""
    if event.kind != ATTACK or lead.kind != ATTACK:
        return False
    if None not in {event.item, lead.item} and event.item != lead.item:
        return False
    if attacker is not None and lead.doer is not None and lead.doer.code != attacker:
        return False
    return country_of(event) in {None, country_of(lead)} or country_of(lead) is None


def _targets(event: Candidate, ontology: Ontology) -> list[str]:
    """Return the targets of an event, a general one only where no special one is named."""
    if event.kind == CAPTURE:  # "a flag was raised over the school"
        return []
    named = set(event.targets)
    known = ontology.target_kinds.lesser
    for label in named & known.keys():
        lesser = known[label]
        named.discard(label)
        if lesser.counts_as is not None and lesser.beside.isdisjoint(event.targets):
            named.add(lesser.counts_as)
    rules: list[Mapping[str, Collection[str]]] = [ontology.generalises]
    if event.sites.pinned is not None:
        rules.append(ontology.generalises_at_site)
        if event.sites.pinned.kind == "facility":
            rules.append(ontology.target_kinds.general_at_named_site)
    covered = {
        general
        for rule in rules
        for general, special in rule.items()
        if general in named and not named.isdisjoint(special)
    }
    named -= covered
    return [target for target in ontology.targets if target in named]


def _place_name(pinned: ResolvedPlace | None) -> str | None:
    if pinned is None or pinned.kind == "region":
        return None
    borough = pinned.kind == "district" and pinned.geo_precision == "place"
    return pinned.place if pinned.kind == "facility" or borough else pinned.name


def _precision(event: Candidate, pinned: ResolvedPlace | None) -> str | None:
    if pinned is not None:
        return pinned.geo_precision
    return "country" if country_of(event) or event.sites.listed else None


def _listed(event: Candidate, pinned: ResolvedPlace | None) -> list[str]:
    names = [place.name for place in _named_places(event)]
    names += [fact.place for fact in event.listed_facts if fact.place]
    own = pinned.name if pinned is not None else None
    return [name for name in dict.fromkeys(names) if name and name != own]


def _named_places(event: Candidate) -> tuple[ResolvedPlace, ...]:
    """Return the places listed with their words: a list, else the sea where nothing is pinned."""
    sea, pinned = event.sites.sea, event.sites.pinned
    if event.sites.listed or sea is None or pinned is not None:
        return event.sites.listed
    return (sea,)


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
    claimants: Voices,
    shift: int,
) -> list[SlotSpan]:
    raw: list[tuple[str, int, int]] = []
    if when.span is not None:
        raw.append(("date", *when.span))
    if event.sites.pinned is not None:
        raw.append(("place", event.sites.pinned.start, event.sites.pinned.end))
    elif event.sites.country_span is not None:
        raw.append(("country", *event.sites.country_span))
    raw.extend(("places_listed", place.start, place.end) for place in _named_places(event))
    if event.doer is not None:
        raw.append(("attacker", event.doer.start, event.doer.end))
    for spans in (event.weapons, event.targets, event.effects):
        raw.extend((span.slot, span.start, span.end) for span in spans.values())
    raw.extend(
        (column, fact.start, fact.end) for column, fact in counts.items() if fact is not None
    )
    raw.extend(("claimants", start, end) for _, start, end in claimants)
    return sorted({slot_span(name, start, end, shift) for name, start, end in raw})


def slot_span(name: str, start: int, end: int, shift: int) -> SlotSpan:
    """Return a slot's span; one in the headline keeps its offsets there, marked "title."."""
    # as many of these as of words in a sentence: made without the constructor
    if start < shift:
        return tuple.__new__(SlotSpan, ("title." + name, start, end))
    return tuple.__new__(SlotSpan, (name, start - shift, end - shift))


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
