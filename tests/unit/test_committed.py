"""What the steps learn from committed tables: only what was asked for, and only what counts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from transforms.committed import CommittedTables
from transforms.dedup.fingerprints import KnownVersion
from transforms.settings import WriteSettings
from transforms.tables import TABLES
from transforms.write.commits import commit, lock_output, recover
from transforms.write.stage import stage_rows

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def record(table: str, **columns: Any) -> Any:
    """Build a record with empty columns but for the given ones."""
    kind = TABLES[table].record_type
    blank: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        if type(None) in get_args(hint):
            blank[name] = None
        else:
            blank[name] = [] if get_origin(hint) is list else NOW if hint is datetime else hint()
    return kind(**(blank | columns))


def write(out: Path, run_id: str, table: str, rows: Iterable[Any], *, commits: bool = True) -> None:
    with lock_output(str(out)):
        recover(str(out))
        files = stage_rows(str(out), run_id, table, rows, WriteSettings())
        if commits:
            commit(str(out), run_id, files)


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
    days = [date(2026, 1, 1), date(2026, 1, 2), None]
    events = [record("events", event_id=f"e{n}", date_end=day) for n, day in enumerate(days)]
    write(tmp_path, "r2", "events", events)
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
    assert list(empty.facts_of_days([date(2026, 1, 1)])) == []
    assert empty.aggregates_of_days([date(2026, 1, 5)]) == []


def test_versions_are_found_by_article_and_by_text(tables: CommittedTables) -> None:
    changed = KnownVersion("a", "u", "a", "url")
    assert set(tables.by_article_id(["a", "z"])) == {KnownVersion("a", "t"), changed}
    reprint = KnownVersion("b", "t", "a", "text")
    assert set(tables.by_text_hash(["t"])) == {KnownVersion("a", "t"), reprint}


def test_events_are_found_by_their_day_whenever_they_were_published(
    tables: CommittedTables,
) -> None:
    facts = list(tables.facts_of_days([date(2026, 1, 2), date(2026, 1, 3)]))
    assert [(fact.event_id, fact.new) for fact in facts] == [("e1", False)]


def test_all_revisions_of_a_window_are_found_by_its_start(tables: CommittedTables) -> None:
    rows = tables.aggregates_of_days([date(2026, 1, 5)])
    assert sorted(row.revision for row in rows) == [0, 1]


def test_known_rejects_are_those_with_a_row(tables: CommittedTables) -> None:
    assert tables.known_rejects(["x", "y"]) == ["x"]


def test_staged_files_of_an_uncommitted_run_are_not_known(tmp_path: Path) -> None:
    row = record("articles", article_id="a", text_hash="t")
    write(tmp_path, "r1", "articles", [row], commits=False)
    assert list(CommittedTables(str(tmp_path)).by_article_id(["a"])) == []
