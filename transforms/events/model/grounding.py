"""From what a model tells to events of ours: every slot found in the article, or dropped.

The events are built by the same function as those of the rules, from the same kinds of mentions:
ids, columns and their meaning are one. An event none of whose evidence stands in the article is
dropped whole.
"""

from dataclasses import dataclass
from typing import Final

from transforms.events.candidates import ATTACK, CAPTURE, RECALLED, Candidate, Dropped, Span
from transforms.events.clauses import HAPPENING
from transforms.events.extract import Reading, make_reading
from transforms.events.finish import Voices, slot_span
from transforms.events.knowledge import Knowledge
from transforms.events.model.answer import Told, ToldEvent
from transforms.events.model.failures import DropReason
from transforms.events.model.figures import read_figures
from transforms.events.model.quotes import Range
from transforms.events.model.schema import VERIFICATIONS
from transforms.events.model.slots import Drops, Slots, touching
from transforms.events.reading import analyse, look_over
from transforms.records import Article, Event

MOST_EVENTS: Final = 100
_NO_WORDS: Final = "an event that the article does not bear out"


@dataclass(frozen=True)
class Grounded:
    """What was left of a model's answer: the reading, and what was dropped, by slot and reason."""

    reading: Reading
    drops: Drops


@dataclass(frozen=True)
class _Event:
    """One event that stands, with what a candidate has no place for."""

    candidate: Candidate
    voices: Voices
    verification: Span | None
    status: str | None
    target_name: Range | None
    outcome: Span | None


def ground(told: Told, article: Article, knowledge: Knowledge, extractor: str) -> Grounded | None:
    """Return the events of an answer that stand in the article.

    ``extractor`` is the name in the column of that name. None where the article's language has no
    pack, or nothing in it could make an event: then there are no readers to check an answer with.
    """
    overview = look_over(article, knowledge) if article.language in knowledge.available else None
    if overview is None:
        return None
    analysis = analyse(article, overview, knowledge)
    slots = Slots(analysis, knowledge)
    if len(told.events) > MOST_EVENTS:
        slots.drops[("event", DropReason.TOO_MANY.value)] += len(told.events) - MOST_EVENTS
    kept, dropped = _standing(told, slots)
    by_candidate = {id(event.candidate): event for event in kept}

    def voices(candidate: Candidate) -> tuple[Voices, str | None]:
        event = by_candidate[id(candidate)]
        return event.voices, event.status

    candidates = [event.candidate for event in kept]
    reading = make_reading(
        article, analysis, candidates, dropped, knowledge, assembled=candidates, voices=voices
    )
    return _finished(reading, kept, slots, extractor)


def _standing(told: Told, slots: Slots) -> tuple[list[_Event], list[Dropped]]:
    """Return the events that stand, in the order of the text, and those that do not."""
    kept: list[_Event] = []
    dropped: list[Dropped] = []
    for one in told.events[:MOST_EVENTS]:
        event = _event(one, slots, len(kept))
        if isinstance(event, DropReason):
            slots.drop("event", event)
            reason = f"{event.value}, told by the model"
            dropped.append(Dropped(0, 0, 0, reason, _NO_WORDS))
        else:
            kept.append(event)
    kept.sort(key=lambda event: (event.candidate.start, event.candidate.order))
    if kept:
        kept[0].candidate.lead = True
    return kept, dropped


def _event(told: ToldEvent, slots: Slots, order: int) -> _Event | DropReason:
    """Return an event with the slots that stand, or why there is none."""
    ontology = slots.knowledge.ontology
    if told.type not in ontology.event_types:
        return DropReason.UNKNOWN_LABEL
    found = [
        slots.find("evidence", quote, None) for quote in slots.bounded("evidence", told.evidence)
    ]
    evidence = sorted(one for one in found if one is not None)
    if not evidence:
        return DropReason.QUOTE_NOT_FOUND
    sentences = _sentences(evidence, slots)
    if not _tells_anything(sentences, slots):
        return DropReason.UNSUPPORTED
    near = (evidence[0][0], evidence[-1][1])
    candidate = _candidate(told, slots, sentences, evidence[0], near, order)
    outcome = slots.label("outcome", told.outcome, ontology.outcomes, near)
    if outcome is not None and told.outcome is not None and told.type == ATTACK:
        candidate.outcome = told.outcome.label
    verification = slots.label("verification", told.verification, VERIFICATIONS, near)
    return _Event(
        candidate,
        slots.voices(told.claimants, near),
        verification,
        told.verification.label if verification and told.verification else None,
        slots.name("target_name", told.target_name, near),
        outcome if told.type == ATTACK else None,
    )


def _candidate(
    told: ToldEvent, slots: Slots, sentences: list[int], first: Range, near: Range, order: int
) -> Candidate:
    """Return an event told in these sentences; ``first`` and ``near`` are of the evidence."""
    ontology = slots.knowledge.ontology
    candidate = Candidate(
        kind=told.type,
        sentences=sentences,
        paragraph=slots.analysis.sentences[sentences[0]].paragraph,
        start=first[0],
        end=first[1],
        order=order,
        sites=slots.sites(told.place, told.places_listed, near),
        doer=slots.doer(told.attacker, near) if told.type in {ATTACK, CAPTURE} else None,
        weapons=slots.labels("weapons", told.weapons, ontology.weapons, near),
        targets=slots.labels("targets", told.targets, ontology.targets, near),
        effects=slots.labels("effects", told.effects, ontology.effects, near),
        facts=read_figures(slots, told.figures, near),
        date=slots.date(told.date, near),
        background=RECALLED if told.earlier else "",
        rules=[f"told by the model from sentence {sentences[0]}"],
    )
    when = candidate.date
    if when is not None and candidate.start < when.start < candidate.end:
        # two attacks of one sentence, "on Monday A and on Sunday B": the days tell them apart
        candidate.start = when.start
    return candidate


def _sentences(evidence: list[Range], slots: Slots) -> list[int]:
    """Return the sentences that the evidence lies in; the nearest where it lies between two."""
    sentences = slots.analysis.sentences
    found = [
        number
        for number, sentence in enumerate(sentences)
        if any(sentence.start < end and start < sentence.end for start, end in evidence)
    ]
    start = evidence[0][0]
    return found or [
        min(range(len(sentences)), key=lambda number: abs(sentences[number].start - start))
    ]


def _tells_anything(sentences: list[int], slots: Slots) -> bool:
    """Tell whether our reader sees in these sentences a word for something that happens."""
    spans = [slots.analysis.sentences[number] for number in sentences]
    return any(
        mention.kind in HAPPENING
        for span in spans
        for mention in touching(slots.analysis.mentions, (span.start, span.end))
    )


def _finished(reading: Reading, kept: list[_Event], slots: Slots, extractor: str) -> Grounded:
    """Complete the rows, and drop an event that is told twice."""
    shift = reading.analysis.body_start
    events: list[Event] = []
    assembled: list[Candidate] = []
    for row, event in zip(reading.events, kept, strict=True):
        if any(row.event_id == other.event_id for other in events):
            slots.drop("event", DropReason.DUPLICATE)
            continue
        events.append(_completed(row, event, reading.analysis.text, shift, extractor))
        assembled.append(event.candidate)
    return Grounded(Reading(reading.analysis, events, assembled, reading.dropped), slots.drops)


def _completed(row: Event, event: _Event, text: str, shift: int, extractor: str) -> Event:
    spans = set(row.slots)
    for span in (event.verification, event.outcome):
        if span is not None:
            spans.add(slot_span(span.slot, span.start, span.end, shift))
    target_name = row.target_name
    if target_name is None and event.target_name is not None:
        target_name = " ".join(text[slice(*event.target_name)].split())
        spans.add(slot_span("target_name", *event.target_name, shift))
    return row._replace(target_name=target_name, slots=sorted(spans), extractor=extractor)
