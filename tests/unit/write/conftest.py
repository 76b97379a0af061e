"""Records and output folders for the tests of writing."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from transforms.records import Aggregate, Article, Reject
from transforms.settings import WriteSettings
from transforms.write.commits import commit, lock_output, recover
from transforms.write.stage import stage_rows

CommitRows = Callable[..., int]


@pytest.fixture
def out(tmp_path: Path) -> str:
    return str(tmp_path / "out")


@pytest.fixture
def commit_rows() -> CommitRows:
    """Commit rows as one run would: {table: records} -> number of the commit."""

    def run(
        out: str, run_id: str, rows: dict[str, Iterable[Any]], removed: Iterable[str] = ()
    ) -> int:
        with lock_output(out):
            recover(out)
            files = [
                file
                for table, records in rows.items()
                for file in stage_rows(out, run_id, table, records, WriteSettings())
            ]
            return commit(out, run_id, files, removed=removed)

    return run


@pytest.fixture
def make_reject() -> Callable[..., Reject]:
    def make(number: int, day: int = 1, detail: str = "detail") -> Reject:
        seen_at = datetime(2026, 1, day, 12, tzinfo=UTC)
        name = f"r{number:05d}"
        return Reject(name, "read", "invalid_json", "a.jsonl", detail, "payload", seen_at)

    return make


@pytest.fixture
def make_article() -> Callable[..., Article]:
    def make(number: int, **changes: Any) -> Article:
        row = Article(
            article_id=f"a{number:05d}",
            url=f"https://example.org/{number}",
            canonical_url=f"https://example.org/{number}",
            source="example.org",
            feed_url=None,
            title="A title",
            authors=["A. Author"],
            tags=[],
            language="en",
            language_score=0.9,
            published_at=datetime(2026, 1, 1 + number % 3, 8, tzinfo=UTC),
            published_from="feed",
            seen_at=datetime(2026, 1, 5, tzinfo=UTC),
            text=f"Text number {number}.",
            text_hash=f"t{number:05d}",
            word_count=3,
        )
        return row._replace(**changes)

    return make


@pytest.fixture
def make_aggregate() -> Callable[..., Aggregate]:
    def make(revision: int, country: str | None = "UA", day: int = 1, **changes: Any) -> Aggregate:
        values: dict[str, Any] = dict.fromkeys(Aggregate._fields)
        values |= {
            "name": "by_day",
            "window_start": datetime(2026, 1, day, tzinfo=UTC),
            "window_end": datetime(2026, 1, day + 1, tzinfo=UTC),
            "country": country,
            "articles": revision,
            "reports": 1,
            "events": 1,
            "pane": "on_time",
            "revision": revision,
            "computed_at": datetime(2026, 2, revision, tzinfo=UTC),
            "schema_version": 1,
        }
        return Aggregate(**(values | changes))

    return make
