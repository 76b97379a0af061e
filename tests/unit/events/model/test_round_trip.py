"""What the rules find, quoted as an honest model would, passes the checks and gives the same rows.

This measures what checking alone costs: a drop here is a fault of the checks, not of a model.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from tests.unit.events.conftest import article
from transforms.events.candidates import RECALLED, Candidate
from transforms.events.extract import Reading, read_article
from transforms.events.knowledge import Knowledge
from transforms.events.model.answer import told_in
from transforms.events.model.grounding import ground
from transforms.events.model.schema import ROLES
from transforms.records import Event

GOLD: Final = Path(__file__).resolve().parents[3] / "data" / "gold"
COLUMNS: Final = (
    *("event_type", "outcome", "date_start", "date_end", "country", "admin1", "place", "attacker"),
    *("weapons", "targets", "drones_launched", "drones_downed", "missiles_launched"),
    *("missiles_downed", "killed", "injured", "effects"),
)
FLOOR: Final = 0.95


def quoted(candidate: Candidate, event: Event, reading: Reading) -> dict[str, Any]:
    """Return an event of the rules as a model would tell it."""
    text = reading.analysis.text
    sentences = [text[one.start : one.end] for one in reading.analysis.sentences]

    def sentence_at(position: int) -> str:
        spans = reading.analysis.sentences
        return next(text[s.start : s.end] for s in spans if s.start <= position < s.end)

    def words(mention: Any) -> str:
        return text[mention.start : mention.end]

    def labelled(slots: dict[str, Any]) -> list[dict[str, str]]:
        return [{"label": label, "quote": words(span)} for label, span in slots.items()]

    sites, doer, first = candidate.sites, candidate.doer, sentences[candidate.sentences[0]]
    country = text[slice(*sites.country_span)] if sites.country_span else None
    return {
        "type": event.event_type,
        "evidence": [sentences[number] for number in sorted(set(candidate.sentences))],
        "earlier": candidate.background == RECALLED,
        "date": words(candidate.date) if candidate.date else None,
        "place": words(sites.pinned) if sites.pinned else country,
        "places_listed": [words(place) for place in sites.listed],
        "attacker": {"label": doer.code, "quote": words(doer)} if doer else None,
        "weapons": labelled(candidate.weapons),
        "targets": labelled(candidate.targets),
        "target_name": None,
        "effects": labelled(candidate.effects),
        "outcome": {"label": event.outcome, "quote": first} if event.outcome else None,
        "figures": [
            {
                "role": fact.role,
                "item": None if fact.item == "people" else fact.item,
                "value": fact.value,
                "quote": sentence_at(fact.start),
            }
            for fact in candidate.facts
            if fact.role in ROLES
        ],
        "claimants": [],
        "verification": None,
    }


def test_the_checks_keep_what_the_rules_find(knowledge: Knowledge) -> None:
    same: Counter[str] = Counter()
    drops: Counter[tuple[str, str]] = Counter()
    events = 0
    for path in sorted(GOLD.rglob("*.json")):
        gold = json.loads(path.read_text())
        text, options = gold["text"], {k: gold.get(k) for k in ("language", "published", "title")}
        read = article(text, **options)
        reading = read_article(read, knowledge)
        if reading is None or not reading.events:
            continue
        pairs = list(zip(reading.assembled, reading.events, strict=True))
        told = [quoted(candidate, event, reading) for candidate, event in pairs]
        found = ground(told_in(json.dumps({"events": told})), read, knowledge, "model")
        assert found is not None
        drops += found.drops
        kept = zip(found.reading.assembled, found.reading.events, strict=True)
        by_order = {candidate.order: event for candidate, event in kept}
        events += len(pairs)
        for order, (_, event) in enumerate(pairs):
            other = by_order[order]
            same.update(c for c in COLUMNS if getattr(event, c) == getattr(other, c))
    assert events > 100
    assert {
        column: same[column] / events for column in COLUMNS if same[column] < FLOOR * events
    } == {}
    assert sum(drops.values()) < 0.05 * events


@pytest.mark.parametrize("language", ["de", "en", "pl", "ru", "uk"])
def test_there_is_gold_to_measure_with(language: str) -> None:
    assert list((GOLD / language).glob("*.json"))
