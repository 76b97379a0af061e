"""CleanArticles: typed outputs, counters, rejects beside surviving neighbours."""

from datetime import UTC, datetime

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from transforms.language import steps
from transforms.language.articles import ArticleRules, make_article
from transforms.language.steps import CleanArticles
from transforms.records import Article, RawArticle, Reject

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
NEWS = "A drone hit the fuel depot near the river during the night."


def text_of(article: Article) -> str:
    return article.text


def reason_and_stage(reject: Reject) -> tuple[str, str, str]:
    return reject.stage, reject.reason, reject.source


def test_a_bad_article_is_rejected_and_its_neighbours_survive():
    raw = [
        RawArticle("a#1", f"First. {NEWS}"),
        RawArticle("a#2", NEWS, published="9999-12-31T00:00:00Z", published_from="feed"),
        RawArticle("a#3", "Share"),
        RawArticle("a#4", f"Second. {NEWS}"),
    ]
    with TestPipeline("FnApiRunner") as pipeline:
        outcome = pipeline | beam.Create(raw) | CleanArticles(as_of=AS_OF)
        assert outcome.articles.element_type == Article
        assert outcome.rejects.element_type == Reject
        texts = outcome.articles | beam.Map(text_of)
        assert_that(texts, equal_to([f"First. {NEWS}", f"Second. {NEWS}"]), label="Articles")
        reasons = outcome.rejects | "Reasons" >> beam.Map(reason_and_stage)
        expected = [("clean", "impossible_date", "a#2"), ("clean", "empty_text", "a#3")]
        assert_that(reasons, equal_to(expected), label="Rejects")


def test_an_unexpected_error_costs_only_its_article(monkeypatch):
    def failing(raw: RawArticle, rules: ArticleRules, as_of: datetime) -> Article | Reject:
        if raw.origin == "a#2":
            raise RuntimeError("unexpected")
        return make_article(raw, rules, as_of)

    monkeypatch.setattr(steps, "make_article", failing)
    raw = [RawArticle(f"a#{number}", f"{number}. {NEWS}") for number in (1, 2, 3)]
    pipeline = TestPipeline("FnApiRunner")
    outcome = pipeline | beam.Create(raw) | CleanArticles(as_of=AS_OF)
    texts = outcome.articles | beam.Map(text_of)
    assert_that(texts, equal_to([f"1. {NEWS}", f"3. {NEWS}"]), label="Articles")
    reasons = outcome.rejects | "Reasons" >> beam.Map(reason_and_stage)
    assert_that(reasons, equal_to([("clean", "internal_error", "a#2")]), label="Rejects")
    result = pipeline.run()
    counters = {
        counter.key.metric.name: counter.committed
        for counter in result.metrics().query()["counters"]
        if counter.key.metric.namespace == steps.NAMESPACE
    }
    assert counters == {"kept": 2, "internal_error": 1}


def test_a_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="as_of"):
        CleanArticles(as_of=datetime(2026, 1, 1))  # noqa: DTZ001
