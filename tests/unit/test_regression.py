"""The extractor's figures on the annotated articles stay above recorded floors.

``make floors`` measures anew and writes the floors (measured F1 minus 0.01). A floor may fall only
for a stated reason, such as a corrected annotation.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from transforms.evaluation.evaluate import evaluate
from transforms.evaluation.gold import read_gold
from transforms.evaluation.report import as_values
from transforms.evaluation.scoring import SLOTS
from transforms.events.extract import extract_events
from transforms.events.knowledge import load_knowledge
from transforms.language.articles import ArticleRules
from transforms.language.furniture import bundled_furniture
from transforms.settings import LanguageSettings

TESTS: Final = Path(__file__).resolve().parents[1]
GOLD: Final = TESTS / "data" / "gold"
FLOORS: Final = TESTS / "golden" / "evaluation.json"
AS_OF: Final = datetime(2026, 11, 1, tzinfo=UTC)
MARGIN: Final = 0.01


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    knowledge = load_knowledge()
    rules = ArticleRules(bundled_furniture(), LanguageSettings(), 1990)
    evaluation = evaluate(
        read_gold([GOLD]), lambda article: extract_events(article, knowledge), rules, AS_OF
    )
    values = as_values(evaluation)
    if os.environ.get("WIREBEAM_WRITE_GOLDEN"):
        FLOORS.write_text(json.dumps(floors_of(values), indent=2) + "\n", encoding="utf-8")
    return values


def floors_of(values: dict[str, Any]) -> dict[str, Any]:
    """Return what may not be undercut: F1 of events by language and of slots; articles turned
    away and articles without events in which one was found may not become more."""
    return {
        "events": {name: lowered(entry["f1"]) for name, entry in values["events"].items()},
        "slots": {name: lowered(entry["f1"]) for name, entry in values["slots"].items()},
        "most_negatives_with_events": values["negatives_with_events"],
        "most_rejected": len(values["rejected"]),
    }


def lowered(f1: float | None) -> float:
    return max(0.0, round((f1 or 0.0) - MARGIN, 3))


@pytest.fixture(scope="module")
def floors(measured: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("group", ["events", "slots"])
def test_no_f1_is_below_its_floor(
    group: str, measured: dict[str, Any], floors: dict[str, Any]
) -> None:
    fallen = {
        name: f"{measured[group][name]['f1']} is below {floor}"
        for name, floor in floors[group].items()
        if (measured[group][name]["f1"] or 0.0) < floor
    }
    assert fallen == {}


def test_the_main_languages_and_every_slot_have_a_floor(
    measured: dict[str, Any], floors: dict[str, Any]
) -> None:
    """A language that comes later gets its floor by the next ``make floors``."""
    assert set(floors["events"]) <= set(measured["events"])
    assert {"ALL", "en", "ru", "uk"} <= set(floors["events"])
    assert set(floors["slots"]) == set(SLOTS)


def test_no_more_articles_without_events_give_one(
    measured: dict[str, Any], floors: dict[str, Any]
) -> None:
    assert measured["negatives_with_events"] <= floors["most_negatives_with_events"]


def test_no_more_articles_are_turned_away(measured: dict[str, Any], floors: dict[str, Any]) -> None:
    assert len(measured["rejected"]) <= floors["most_rejected"]
