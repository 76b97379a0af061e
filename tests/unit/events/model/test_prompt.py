"""What a model is told is data, filled from the ontology and checked before a run."""

from pathlib import Path

import pytest

from tests.helpers.told import article
from transforms.events.knowledge import PACKAGED, load_knowledge
from transforms.events.lexicon import LexiconError
from transforms.events.model.prompt import (
    Prompt,
    PromptTemplate,
    extractor_name,
    load_prompt_template,
)
from transforms.events.model.settings import ModelSettings

SETTINGS = ModelSettings(endpoint="https://models.example/v1", name="m")


def template(tmp_path: Path, text: str) -> PromptTemplate:
    (tmp_path / "model_prompt.yaml").write_text(text)
    return load_prompt_template(tmp_path)


def test_the_packaged_prompt_names_every_label() -> None:
    ontology = load_knowledge().ontology
    body = Prompt(load_prompt_template(PACKAGED), ontology, SETTINGS).body(article()).decode()
    labels = [*ontology.event_types, *ontology.weapons, *ontology.targets, *ontology.effects]
    assert [label for label in labels if label not in body] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("version: '1'\nsystem: about $weather\n", "unknown \\$weather"),
        ("version: '1'\nsystem: costs 5 $\n", "followed by no name"),
        ("version: 'a b'\nsystem: x\n", "version"),
        ("version: '1'\nsystem: ''\n", "system"),
        ("version: '1'\n", "system"),
        ("version: '1'\nsystem: x\nuser: y\n", "user"),
    ],
)
def test_a_broken_template_is_told(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=fault):
        template(tmp_path, text)


def test_a_sign_can_be_written(tmp_path: Path) -> None:
    made = template(tmp_path, "version: '1'\nsystem: costs 5 $$\n")
    body = Prompt(made, load_knowledge().ontology, SETTINGS).body(article())
    assert b'costs 5 $"' in body


def test_a_text_that_no_utf8_can_hold_is_sent_all_the_same() -> None:
    made = Prompt(load_prompt_template(PACKAGED), load_knowledge().ontology, SETTINGS)
    assert made.body(article("Drones hit \ud800 Kstovo")).decode("utf-8")


def test_the_name_of_the_extractor_tells_model_and_prompt() -> None:
    assert extractor_name(SETTINGS, "7") == "model:m:prompt-7"
