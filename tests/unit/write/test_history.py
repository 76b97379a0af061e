"""History: what was asked for, from all committed files, whatever their number."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.records import Aggregate, Article, Feed, Reject
from transforms.tables import from_arrow, to_arrow
from transforms.write import history
from transforms.write.history import (
    known_articles,
    known_ids,
    known_rejects,
    known_text_hashes,
    newest_aggregates,
    newest_rows,
    revised_tables,
)

CommitRows = Callable[..., int]
MakeReject = Callable[..., Reject]
MakeArticle = Callable[..., Article]
MakeAggregate = Callable[..., Aggregate]


def test_versions_of_known_articles_are_found_and_others_are_not(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    commit_rows(out, "run1", {"articles": [make_article(n) for n in range(5)]})
    commit_rows(out, "run2", {"articles": [make_article(1, text_hash="changed")]})
    assert known_articles(out, ["a00001", "a00003", "a99999"]) == {
        ("a00001", "t00001"),
        ("a00001", "changed"),
        ("a00003", "t00003"),
    }
    assert known_articles(out, []) == set()
    assert known_articles(f"{out}-missing", ["a00001"]) == set()


def test_a_text_is_known_by_the_article_that_was_kept(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    copy = make_article(1, text_hash="same", duplicate_of="a00007", duplicate_kind="text")
    commit_rows(out, "run1", {"articles": [copy, make_article(7, text_hash="same")]})
    commit_rows(out, "run2", {"articles": [make_article(8, text_hash="same"), make_article(9)]})
    assert known_text_hashes(out, ["same", "other"]) == {"same": "a00007"}


def test_known_rejects_and_ids(out: str, commit_rows: CommitRows, make_reject: MakeReject) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(n) for n in range(3)]})
    assert known_rejects(out, {"r00001", "r00002", "x"}) == {"r00001", "r00002"}
    assert known_ids(out, "rejects", "detail", ["detail", "none"]) == {"detail"}
    with pytest.raises(ValueError, match="no column 'id'"):
        known_ids(out, "rejects", "id", ["x"])


def test_lookups_do_not_depend_on_how_rows_are_batched(
    out: str,
    commit_rows: CommitRows,
    make_reject: MakeReject,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(5):
        rows = [make_reject(10 * number + n, day=1 + n % 3) for n in range(10)]
        commit_rows(out, f"run{number}", {"rejects": rows})
    asked = [f"r{n:05d}" for n in range(0, 100, 3)]
    found = known_rejects(out, asked)
    assert found == {f"r{n:05d}" for n in range(0, 50, 3)}
    monkeypatch.setattr(history, "_PROBE_ROWS", 3)
    assert found == known_rejects(out, asked)


def test_the_newest_revision_of_a_window_wins(
    out: str, commit_rows: CommitRows, make_aggregate: MakeAggregate
) -> None:
    commit_rows(out, "run1", {"aggregates": [make_aggregate(1), make_aggregate(1, "RU")]})
    commit_rows(out, "run2", {"aggregates": [make_aggregate(2), make_aggregate(1, None, day=2)]})
    found = newest_aggregates(out)
    assert {(a.country, a.window_start.day, a.revision) for a in found} == {
        ("UA", 1, 2),
        ("RU", 1, 1),
        (None, 2, 1),
    }
    assert [(a.country, a.revision) for a in newest_aggregates(out, [date(2026, 1, 2)])] == [
        (None, 1)
    ]
    assert newest_aggregates(out, []) == []


def test_all_revised_tables_are_known() -> None:
    assert revised_tables() == ["incidents", "aggregates", "feeds"]
    with pytest.raises(ValueError, match="rejects has no revisions"):
        newest_rows(to_arrow([], "rejects"), "rejects")


def feed(url: str, revision: int, hour: int) -> Feed:
    updated_at = datetime(2026, 1, 1, hour, tzinfo=UTC)
    values: dict[str, Any] = {**dict.fromkeys(Feed._fields), **Feed._field_defaults}
    values |= {"feed_url": url, "revision": revision, "failures": 0, "schema_version": 1}
    return Feed(**(values | {"updated_at": updated_at}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.builds(feed, st.sampled_from("abc"), st.integers(1, 4), st.integers(0, 3)),
        unique_by=repr,
    )
)
def test_newest_rows_keep_one_per_identity(rows: list[Feed]) -> None:
    expected: dict[str, Feed] = {}
    for row in sorted(rows, key=lambda r: (r.revision, r.updated_at)):
        expected[row.feed_url] = row
    found = from_arrow(newest_rows(to_arrow(rows, "feeds"), "feeds"), "feeds")
    assert found == [expected[url] for url in sorted(expected)]
