"""What must hold of every event of every annotated article, whatever it says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.events.conftest import article
from transforms.events.extract import extract_events
from transforms.events.knowledge import Knowledge
from transforms.records import Article, Event

GOLD = Path(__file__).parents[2] / "data" / "gold"


def _articles() -> Iterator[Article]:
    for path in sorted(GOLD.rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        published = gold["published"][:10] if gold["published"] else None
        yield article(
            gold["text"],
            language=gold["language"],
            published=published,
            title=gold["title"],
            source=gold["source"],
        )


@pytest.fixture(scope="module")
def readings(knowledge: Knowledge) -> list[tuple[Article, list[Event]]]:
    return [(one, extract_events(one, knowledge)) for one in _articles()]


def test_every_slot_points_at_words_of_the_text_or_the_title(readings) -> None:
    for one, events in readings:
        for event in events:
            for slot in event.slots:
                whole = (one.title or "") if slot.slot.startswith("title.") else one.text
                assert 0 <= slot.start < slot.end <= len(whole), (event.event_id, slot)
                assert whole[slot.start : slot.end].strip(), slot


def test_every_sentence_of_evidence_stands_in_the_article(readings) -> None:
    for one, events in readings:
        for event in events:
            assert event.evidence
            for sentence in event.evidence:
                assert sentence in one.text or sentence in (one.title or "")


def test_labels_are_those_of_the_ontology(readings, knowledge) -> None:
    ontology = knowledge.ontology
    for _, events in readings:
        for event in events:
            assert event.event_type in ontology.event_types
            assert event.outcome in {None, *ontology.outcomes}
            assert set(event.weapons) <= set(ontology.weapons)
            assert set(event.targets) <= set(ontology.targets)
            assert set(event.effects) <= set(ontology.effects)


def test_a_precision_is_as_fine_as_the_place_and_a_date_says_where_it_is_from(readings) -> None:
    for _, events in readings:
        for event in events:
            if event.latitude is None:
                assert event.geo_precision in {None, "country"}
            if event.geo_precision in {"site", "place"}:
                assert event.place is not None
            assert (event.date_start is None) == (event.date_basis is None)
            if event.date_start is not None and event.date_end is not None:
                assert event.date_start <= event.date_end


def test_ids_are_unique_and_reading_again_changes_nothing(readings, knowledge) -> None:
    ids = [event.event_id for _, events in readings for event in events]
    assert len(set(ids)) == len(ids)
    one, events = max(readings, key=lambda pair: len(pair[1]))
    assert extract_events(one, knowledge) == events


WORDS = [
    "drones", "Ukrainian", "attacked", "refinery", "in", "Ryazan", "overnight", "on", "Monday",
    "45", "missiles", "shot", "down", "killed", "three", "people", "injured", "no", "casualties",
    "fire", "explosion", "said", "governor", ".", ",", ";", "and", "after", "Kyiv", "Kharkiv",
    "region", "power", "outage", "20", "of", "30", "debris", "fell", "on", "house", "Russia",
    "launched", "captured", "village",
]  # fmt: skip


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS), max_size=60), odd=st.text(max_size=20))
def test_any_heap_of_words_is_read_without_an_error(knowledge, words, odd) -> None:
    text = " ".join(words) + odd
    for event in extract_events(article(text), knowledge):
        assert 0 <= event.confidence <= 1
