import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from transforms.evaluation.evaluate import Evaluation, evaluate
from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.evaluation.report import as_text, as_values
from transforms.language.articles import ArticleRules
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, Event
from transforms.settings import LanguageSettings

AS_OF = datetime(2025, 6, 1, tzinfo=UTC)
TEXT = "Three drones fell on a farm outside the town on Tuesday evening, the district council said."


@pytest.fixture
def evaluation(make_event: Callable[..., Event]) -> Evaluation:
    articles = [
        GoldArticle(
            name="en/one.json",
            text=TEXT,
            source="wire.example",
            language="en",
            published="2025-05-20",
            events=(GoldEvent(event_type="attack", country="UA", killed=2),),
        ),
        GoldArticle(name="en/two.json", text=" \n ", language="en", events=()),
        GoldArticle(name="fr/three.json", text=TEXT, language="fr", events=()),
    ]
    seen: list[Article] = []

    def extract(article: Article) -> list[Event]:
        seen.append(article)
        return [make_event(country="UA", killed=3)] if article.source else []

    rules = ArticleRules(bundled_furniture(), LanguageSettings(), 1990)
    result = evaluate(articles, extract, rules, AS_OF)
    assert [one.published_at for one in seen] == [datetime(2025, 5, 20, tzinfo=UTC), None]
    return result


def test_the_report_is_json_and_holds_every_group(evaluation: Evaluation) -> None:
    values = json.loads(json.dumps(as_values(evaluation), allow_nan=False))
    assert values["articles"] == 3
    assert values["negatives"] == 2
    assert values["negatives_with_events"] == 0
    assert list(values["events"]) == ["ALL", "en", "fr"]
    assert values["events"]["en"]["f1"] == 1.0
    assert values["events"]["fr"]["f1"] is None
    assert values["event_types"]["attack"]["right"] == 1
    assert values["slots"]["killed"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "wrong": 1, "missed": 1,
    }  # fmt: skip
    assert values["slots_by_language"]["en"]["country"]["f1"] == 1.0
    assert values["sources"]["wire.example"]["slots"]["wrong"] == 1
    assert values["errors"][0]["gold"] == "2"


def test_rejected_articles_are_named_with_the_reason(evaluation: Evaluation) -> None:
    assert evaluation.rejected == ["en/two.json: empty_text: no text left after cleaning"]
    assert "rejected: en/two.json" in as_text(evaluation, errors=False)


def test_the_text_has_a_line_per_group_and_leaves_empty_ones_out(evaluation: Evaluation) -> None:
    text = as_text(evaluation, errors=False)
    for row in ("  attack  ", "  country  ", "  killed  ", "  wire.example  "):
        assert row in text
    assert "  injured" not in text
    assert "Errors" not in text
    assert text.endswith("articles without events: 2, events found in 0 of them\n")


def test_the_list_of_errors_shows_both_values(evaluation: Evaluation) -> None:
    text = as_text(evaluation, errors=True)
    assert "slot   en/one.json: attack, UA, undated: killed is 2, found 3" in text
