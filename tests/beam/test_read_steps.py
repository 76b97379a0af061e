"""ReadArticles: typed outputs, counter, unreadable files."""

import gzip
from datetime import UTC, datetime
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from transforms.read.steps import ReadArticles
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


def text_of(article: RawArticle) -> str:
    return article.text


def reason_and_source(reject: Reject) -> tuple[str, str]:
    return reject.reason, reject.source


def test_files_give_articles_and_rejects_and_are_counted(tmp_path: Any) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n{bad}\n'))
    (tmp_path / "b.txt").write_text(" date 2024-04-24 two")
    paths = [str(tmp_path / name) for name in ("a.jsonl.gz", "b.txt", "missing.json")]
    with TestPipeline("FnApiRunner") as pipeline:
        found = pipeline | beam.Create(paths) | ReadArticles(ReadSettings(), AS_OF)
        assert found.articles.element_type is RawArticle
        assert found.rejects.element_type is Reject
        texts = found.articles | "Texts" >> beam.Map(text_of)
        reasons = found.rejects | "Reasons" >> beam.Map(reason_and_source)
        assert_that(texts, equal_to(["one", " date 2024-04-24 two"]), label="Articles")
        expected = [("invalid_json", "a.jsonl.gz#2"), ("unreadable_file", "missing.json")]
        assert_that(reasons, equal_to(expected), label="Rejects")
    query = beam.metrics.MetricsFilter().with_namespace("wirebeam").with_name("read")
    (counter,) = pipeline.result.metrics().query(query)["counters"]
    assert counter.committed == 4


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path: Any) -> None:
    (tmp_path / "folder.json").mkdir()
    with TestPipeline("FnApiRunner") as pipeline:
        path = str(tmp_path / "folder.json")
        found = pipeline | beam.Create([path]) | ReadArticles(ReadSettings(), AS_OF)
        reasons = found.rejects | beam.Map(reason_and_source)
        assert_that(reasons, equal_to([("unreadable_file", "folder.json")]))


def test_a_clock_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ReadArticles(ReadSettings(), datetime(2026, 1, 1))  # noqa: DTZ001
