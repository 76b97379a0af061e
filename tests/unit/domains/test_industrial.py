"""A second domain by data alone: industrial accidents, found by the same code as attacks."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.cli import main
from pipelines.config import load_configuration
from pipelines.knowledge_check import validate_knowledge
from transforms.evaluation.evaluate import Evaluation, evaluate
from transforms.evaluation.gold import read_gold
from transforms.evaluation.report import as_values
from transforms.events.extract import extract_events
from transforms.events.knowledge import load_knowledge
from transforms.language.articles import ArticleRules
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, Event

ROOT = Path(__file__).resolve().parents[3]
PACK = ROOT / "configs" / "domains" / "industrial"
GOLD = ROOT / "tests" / "data" / "domains" / "industrial"


@pytest.fixture(scope="module")
def found() -> Evaluation:
    configuration = load_configuration(PACK / "config.yaml")
    assert configuration.knowledge is not None
    knowledge = load_knowledge(configuration.knowledge)
    rules = ArticleRules(
        bundled_furniture(), configuration.language, configuration.read.earliest_year
    )

    def extract(article: Article) -> list[Event]:
        return extract_events(article, knowledge)

    return evaluate(read_gold([GOLD]), extract, rules, datetime(2026, 1, 1, tzinfo=UTC))


def test_the_pack_is_valid() -> None:
    validate_knowledge(PACK)


def test_accidents_are_found_in_three_languages_and_nothing_else(found: Evaluation) -> None:
    assert not found.rejected
    for gold, events in found.found:
        kinds = sorted(event.event_type for event in gold.events)
        assert sorted(event.event_type for event in events) == kinds, gold.name
        assert {event.attacker for event in events} <= {None}
    assert {gold.language for gold, events in found.found if events} == {"en", "ru", "uk"}
    assert sum(not gold.events for gold, _ in found.found) >= 5


def test_their_slots_are_filled(found: Evaluation) -> None:
    slots = {name: values["f1"] for name, values in as_values(found)["slots"].items()}
    for name in ("date", "country", "admin1", "place", "killed", "injured"):
        assert slots[name] >= 0.95, name
    for name in ("targets", "effects", "claimants"):
        assert slots[name] >= 0.85, name


def test_a_run_with_the_pack_writes_accidents_and_links_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads((GOLD / "en" / "01-refinery-explosion.json").read_text(encoding="utf-8"))
    again = {**record, "url": "https://mill-gazette.example/a", "source": "mill-gazette.example"}
    again["text"] = (
        "The number of dead of the explosion at the oil refinery in Port Arthur on 6 May stands at"
        " two; nine people were injured, the Texas fire marshal said on Wednesday."
    )
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps(one) + "\n" for one in (record, again)))
    out = tmp_path / "out"
    command = ["run", "--input", str(articles), "--output", str(out)]
    assert main([*command, "--config", str(PACK / "config.yaml"), "--as-of", "2025-05-08"]) == 0
    capsys.readouterr()
    ask = "SELECT event_type, place, killed, injured, reports FROM incidents"
    assert main(["query", str(out), ask, "--format", "json"]) == 0
    (incident,) = json.loads(capsys.readouterr().out)
    assert incident == {
        "event_type": "explosion", "place": "Port Arthur", "killed": 2, "injured": 9, "reports": 2,
    }  # fmt: skip
