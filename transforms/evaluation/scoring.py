"""Figures of one article, and their sums over many: events, slots and the errors behind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from transforms.evaluation.comparing import (
    Tally,
    claimant_tally,
    date_tally,
    place_tally,
    region_tally,
    set_tally,
    summed,
    value_tally,
)
from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.evaluation.matching import COUNTS, match_events
from transforms.records import Event

ALL: Final = "ALL"
UNKNOWN: Final = "?"
_SETS: Final = ("weapons", "targets", "effects")
_VALUES: Final = ("country", "attacker", "outcome", "verification", *COUNTS)
SLOTS: Final = (
    *("date", "country", "admin1", "place", "attacker", "weapons", "targets", "effects"),
    *("outcome", *COUNTS, "claimants", "verification"),
)


class Finding(NamedTuple):
    """One error: an event missed or extra, or a slot with its annotated and extracted value."""

    kind: str
    article: str
    language: str
    event: str
    slot: str | None = None
    gold: str | None = None
    found: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Scores:
    """Sums of figures; ``events`` by language (with ALL), slots also by language and source."""

    articles: int = 0
    negatives: int = 0
    negatives_with_events: int = 0
    events: dict[str, Tally] = field(default_factory=dict)
    types: dict[str, Tally] = field(default_factory=dict)
    sources: dict[str, Tally] = field(default_factory=dict)
    slots: dict[str, Tally] = field(default_factory=dict)
    language_slots: dict[str, dict[str, Tally]] = field(default_factory=dict)
    source_slots: dict[str, dict[str, Tally]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def score(articles: Iterable[tuple[GoldArticle, Sequence[Event]]]) -> Scores:
    """Compare annotated articles with the events extracted from each."""
    return _total([score_article(article, events) for article, events in articles])


def score_article(article: GoldArticle, events: Sequence[Event]) -> Scores:
    """Compare one article. An optional annotated event counts only where it was found."""
    gold = article.events
    pairs = match_events(gold, events)
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [one for i, one in enumerate(gold) if i not in found and not one.optional]
    extra = [one for j, one in enumerate(events) if j not in used]
    detected = Tally(len(pairs), len(extra), len(missed))
    types = summed(
        [
            *({gold[i].event_type: Tally(right=1)} for i, _ in pairs),
            *({one.event_type: Tally(wrong=1)} for one in extra),
            *({one.event_type: Tally(missed=1)} for one in missed),
        ]
    )
    compared = [(gold[i], events[j], slot_tallies(gold[i], events[j])) for i, j in pairs]
    slots = summed(tallies for _, _, tallies in compared)
    findings = [*_missed(missed, article), *_extra(extra, article)]
    for one, other, tallies in compared:
        findings += _wrong(tallies, one, other, article)
    language, source = article.language or UNKNOWN, article.source or UNKNOWN
    return Scores(
        articles=1,
        negatives=int(not gold),
        negatives_with_events=int(not gold and bool(events)),
        events={ALL: detected, language: detected},
        types=types,
        sources={source: detected},
        slots=slots,
        language_slots={language: slots},
        source_slots={source: slots},
        findings=findings,
    )


def slot_tallies(gold: GoldEvent, event: Event) -> dict[str, Tally]:
    """Compare the slots of a matched pair, one tally each; all zero where both say nothing."""
    tallies = {
        "date": date_tally(gold, event),
        "admin1": region_tally(gold, event),
        "place": place_tally(gold, event),
        "claimants": claimant_tally(gold, event),
        **{name: set_tally(getattr(gold, name), getattr(event, name)) for name in _SETS},
        **{name: value_tally(getattr(gold, name), getattr(event, name)) for name in _VALUES},
    }
    return {name: tallies[name] for name in SLOTS}


def confusions(findings: Iterable[Finding]) -> list[tuple[str, str | None, str | None, int]]:
    """Return (slot, annotated, extracted, times), the most frequent first.

    Labels of sets stand alone: one that is missing has nothing extracted, an extra one nothing
    annotated.
    """
    counts: Counter[tuple[str, str | None, str | None]] = Counter()
    for finding in findings:
        if finding.slot in _SETS:
            gold, found = _labels(finding.gold), _labels(finding.found)
            counts.update((finding.slot, label, None) for label in gold - found)
            counts.update((finding.slot, None, label) for label in found - gold)
        elif finding.slot is not None:
            counts[finding.slot, finding.gold, finding.found] += 1
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], *(x or "" for x in entry[0])))
    return [(*values, times) for values, times in ordered]


def _labels(shown: str | None) -> set[str]:
    return set(shown.split(", ")) if shown else set()


def _total(parts: Sequence[Scores]) -> Scores:
    return Scores(
        articles=sum(part.articles for part in parts),
        negatives=sum(part.negatives for part in parts),
        negatives_with_events=sum(part.negatives_with_events for part in parts),
        events=summed(part.events for part in parts),
        types=summed(part.types for part in parts),
        sources=summed(part.sources for part in parts),
        slots=summed(part.slots for part in parts),
        language_slots=_nested(part.language_slots for part in parts),
        source_slots=_nested(part.source_slots for part in parts),
        findings=[finding for part in parts for finding in part.findings],
    )


def _nested(parts: Iterable[dict[str, dict[str, Tally]]]) -> dict[str, dict[str, Tally]]:
    grouped: dict[str, list[dict[str, Tally]]] = {}
    for part in parts:
        for key, tallies in part.items():
            grouped.setdefault(key, []).append(tallies)
    return {key: summed(group) for key, group in grouped.items()}


def _missed(events: Sequence[GoldEvent], article: GoldArticle) -> list[Finding]:
    return [
        Finding("missed", article.name, article.language or UNKNOWN, _named(one), words=one.quote)
        for one in events
    ]


def _extra(events: Sequence[Event], article: GoldArticle) -> list[Finding]:
    return [
        Finding(
            "extra",
            article.name,
            article.language or UNKNOWN,
            _named(one),
            words=" ".join(one.evidence) or None,
        )
        for one in events
    ]


def _wrong(
    tallies: dict[str, Tally], gold: GoldEvent, event: Event, article: GoldArticle
) -> list[Finding]:
    return [
        Finding(
            "slot",
            article.name,
            article.language or UNKNOWN,
            _named(gold),
            slot,
            _shown(gold, slot),
            _shown(event, slot),
        )
        for slot, tally in tallies.items()
        if tally.wrong or tally.missed
    ]


def _named(event: GoldEvent | Event) -> str:
    """Return type, place and days of an event for people."""
    where = ", ".join(part for part in (event.place, event.admin1, event.country) if part)
    return f"{event.event_type}, {where or 'no place'}, {_days(event)}"


def _days(event: GoldEvent | Event) -> str:
    if event.date_start is None:
        return "undated"
    if event.date_end in {None, event.date_start}:
        return str(event.date_start)
    return f"{event.date_start} to {event.date_end}"


def _shown(event: GoldEvent | Event, slot: str) -> str | None:
    """Return a slot's value as text, None where it is empty."""
    if slot == "date":
        return None if event.date_start is None else _days(event)
    value = getattr(event, slot)
    if isinstance(value, list | tuple):
        names = [item if isinstance(item, str) else item.name for item in value]
        return ", ".join(sorted(names)) or None
    return None if value is None else str(value)
