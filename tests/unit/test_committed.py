"""What the steps learn from committed tables: only what was asked for, and only what counts."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.helpers.tables import record, write
from transforms.committed import CommittedTables
from transforms.dedup.candidates import Node
from transforms.dedup.fingerprints import KnownVersion, microseconds
from transforms.dedup.near import Relation
from transforms.dedup.signatures import signature
from transforms.incidents.history import Question
from transforms.incidents.partitions import Span
from transforms.records import NearCopy


@pytest.fixture
def tables(tmp_path: Path) -> CommittedTables:
    write(
        tmp_path,
        "r1",
        "articles",
        [
            record("articles", article_id="a", text_hash="t"),
            record(
                "articles", article_id="a", text_hash="u", duplicate_of="a", duplicate_kind="url"
            ),
            record(
                "articles", article_id="b", text_hash="t", duplicate_of="a", duplicate_kind="text"
            ),
        ],
    )
    write(tmp_path, "r3", "rejects", [record("rejects", reject_id="x")])
    starts = [datetime(2026, 1, day, tzinfo=UTC) for day in (5, 5, 12)]
    windows = [
        record("aggregates", name="week", window_start=start, revision=n)
        for n, start in enumerate(starts)
    ]
    write(tmp_path, "r4", "aggregates", windows)
    return CommittedTables(str(tmp_path))


def test_a_folder_without_tables_knows_nothing(tmp_path: Path) -> None:
    empty = CommittedTables(str(tmp_path))
    assert list(empty.by_article_id(["a"])) == []
    assert list(empty.by_text_hash(["t"])) == []
    assert empty.known_rejects(["x"]) == []
    asked = Question(frozenset({"UA"}), (Span(739_000, 740_000),), dateless=True)
    assert list(empty.reports_of_days(asked)) == []
    assert list(empty.reports_of_articles(["a"])) == []
    assert list(empty.article_facts(["a"])) == []
    assert empty.newest_incidents(asked, ["i"]) == []
    assert empty.incidents_of_days([date(2026, 1, 1)]) == []
    assert empty.coverage_of_days([date(2026, 1, 1)]) == []
    assert empty.aggregates_of_days([date(2026, 1, 5)]) == []


def test_versions_are_found_by_article_and_by_text(tables: CommittedTables) -> None:
    changed = KnownVersion("a", "u", "a", "url")
    assert set(tables.by_article_id(["a", "z"])) == {KnownVersion("a", "t"), changed}
    reprint = KnownVersion("b", "t", "a", "text")
    assert set(tables.by_text_hash(["t"])) == {KnownVersion("a", "t"), reprint}


def test_all_revisions_of_a_window_are_found_by_its_start(tables: CommittedTables) -> None:
    rows = tables.aggregates_of_days([date(2026, 1, 5)])
    assert sorted(row.revision for row in rows) == [0, 1]


def test_known_rejects_are_those_with_a_row(tables: CommittedTables) -> None:
    assert tables.known_rejects(["x", "y"]) == ["x"]


def test_staged_files_of_an_uncommitted_run_are_not_known(tmp_path: Path) -> None:
    row = record("articles", article_id="a", text_hash="t")
    write(tmp_path, "r1", "articles", [row], commits=False)
    assert list(CommittedTables(str(tmp_path)).by_article_id(["a"])) == []


def test_near_duplicates_are_asked_for_by_day_and_by_article(tmp_path: Path) -> None:
    published = datetime(2026, 1, 2, 12, tzinfo=UTC)
    sign = signature("some text")
    common = {"text": "some text", "signature": sign, "published_at": published}
    undated = {**common, "published_at": None}
    near = [NearCopy("b", 0.9)]
    rows = [
        record("articles", article_id="a", text_hash="t", **common, near=near),
        record("articles", article_id="a", text_hash="u", **common, duplicate_kind="url"),
        record("articles", article_id="b", text_hash="v", **common, duplicate_of="c"),
        record("articles", article_id="c", text_hash="w", **undated),
        record("articles", article_id="d", text_hash="x", text="old", published_at=published),
    ]
    write(tmp_path, "r1", "articles", rows)
    tables = CommittedTables(str(tmp_path))
    moment = microseconds(published)
    found = sorted(tables.near_nodes(published.date()))
    assert found == [
        Node("a", "t", moment, moment, "", 0, sign),
        Node("b", "v", moment, moment, "", 0, sign),
    ]
    (without,) = tables.near_nodes(None)
    assert (without.article_id, without.published) == ("c", None)
    assert without.time == microseconds(rows[3].seen_at)
    assert tables.texts(published.date(), ["d", "z"]) == {("d", "x"): "old"}
    own = Relation("b", moment, "c", [])
    assert sorted(tables.relations(["b"])) == [Relation("a", moment, None, ["b"]), own]
    assert list(CommittedTables(str(tmp_path / "none")).relations(["b"])) == []
