"""Whatever a model tells: no fault, every slot within the text, every label a known one."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.told import TEXT, TITLE, article
from transforms.events.knowledge import load_knowledge
from transforms.events.model.answer import told_in
from transforms.events.model.grounding import ground

KNOWLEDGE = load_knowledge()
ONTOLOGY = KNOWLEDGE.ontology
WORDS = TEXT.split()
PARTS = st.builds(
    lambda start, length: " ".join(WORDS[start : start + length]),
    st.integers(0, len(WORDS) - 1),
    st.integers(1, 12),
)
QUOTES = PARTS | st.sampled_from([TITLE, TEXT]) | st.text(max_size=20)


def labelled(known: list[str]) -> st.SearchStrategy[dict[str, str]]:
    labels = st.sampled_from(known) | st.text(max_size=8)
    return st.fixed_dictionaries({"label": labels, "quote": QUOTES})


FIGURES = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["launched", "downed", "killed", "injured", "lost"]),
        "item": st.none() | st.sampled_from([*ONTOLOGY.weapons, "laser"]),
        "value": st.none() | st.integers(-5, 30) | st.integers(),
        "quote": QUOTES,
    }
)
EVENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from([*ONTOLOGY.event_types, "rain"]),
        "evidence": st.lists(QUOTES, max_size=3),
        "earlier": st.booleans(),
        "date": st.none() | QUOTES,
        "place": st.none() | QUOTES,
        "places_listed": st.lists(QUOTES, max_size=3),
        "attacker": st.none() | labelled(["RU", "UA", "Hamas"]),
        "weapons": st.lists(labelled(list(ONTOLOGY.weapons)), max_size=3),
        "targets": st.lists(labelled(list(ONTOLOGY.targets)), max_size=3),
        "target_name": st.none() | QUOTES,
        "effects": st.lists(labelled(list(ONTOLOGY.effects)), max_size=3),
        "outcome": st.none() | labelled(list(ONTOLOGY.outcomes)),
        "figures": st.lists(FIGURES, max_size=4),
        "claimants": st.lists(
            st.fixed_dictionaries(
                {"stance": st.sampled_from(["claims", "confirms", "denies"]), "quote": QUOTES}
            ),
            max_size=3,
        ),
        "verification": st.none() | labelled(["unverified", "denied"]),
    }
)


@settings(max_examples=60)
@given(st.lists(EVENTS, max_size=4))
def test_no_answer_breaks_a_law_of_the_rows(told: list[dict[str, Any]]) -> None:
    found = ground(told_in(json.dumps({"events": told})), article(), KNOWLEDGE, "model")
    assert found is not None
    events = found.reading.events
    assert len({event.event_id for event in events}) == len(events) <= len(told)
    for event in events:
        assert event.event_type in ONTOLOGY.event_types
        assert event.outcome is None or event.outcome in ONTOLOGY.outcomes
        assert set(event.weapons) <= set(ONTOLOGY.weapons)
        assert set(event.targets) <= set(ONTOLOGY.targets)
        assert event.evidence
        assert event.attacker is None or event.attacker in KNOWLEDGE.gazetteer.countries
        for span in event.slots:
            text = TITLE if span.slot.startswith("title.") else TEXT
            assert 0 <= span.start < span.end <= len(text)
        for quantity in event.quantities:
            assert quantity.value is None or 0 <= quantity.value <= 15
        assert event.place in (None, "Kstovo", "Moscow")
