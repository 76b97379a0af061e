"""DuckDB views: right columns and types, also over nothing; the newest revision under the name."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.records import Aggregate, Article, Incident
from transforms.tables import TABLES, to_arrow
from transforms.write.commits import live_tables
from transforms.write.journal import newest_record
from transforms.write.layout import Output
from transforms.write.readback import full_schema
from transforms.write.storage import LocalStorage
from transforms.write.views import duckdb_views, sql_type

CommitRows = Callable[..., int]
MakeArticle = Callable[..., Article]
MakeAggregate = Callable[..., Aggregate]


def connect(out: str) -> Any:
    connection = duckdb.connect()
    duckdb_views(connection, out)
    return connection


def columns(connection: Any, view: str) -> list[tuple[str, str]]:
    return [row[:2] for row in connection.sql(f"DESCRIBE {view}").fetchall()]


def incident(name: str, revision: int, superseded_by: str | None = None) -> Incident:
    values: dict[str, Any] = dict.fromkeys(Incident._fields)
    kinds = get_type_hints(Incident)
    values |= {field: [] for field in Incident._fields if get_origin(kinds[field]) is list}
    values |= {
        "incident_id": name,
        "revision": revision,
        "superseded_by": superseded_by,
        "event_type": "attack",
        "date_start": date(2026, 1, revision),
        "reports": revision,
        "independent_sources": 1,
        "disputed": False,
        "computed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "schema_version": 1,
    }
    return Incident(**values)


def test_every_table_is_a_view_with_its_types_also_without_files(out: str) -> None:
    connection = connect(out)
    for table in TABLES:
        expected = [(f.name, sql_type(f.type).replace('"', "")) for f in full_schema(table)]
        assert expected == [(n, kind.replace('"', "")) for n, kind in columns(connection, table)]
        assert connection.sql(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_types_are_the_same_over_files(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    empty = {table: columns(connect(out), table) for table in TABLES}
    rows = [make_article(1), make_article(2, published_at=None, signature=b"\x01")]
    commit_rows(out, "run1", {"articles": rows, "incidents": [incident("i", 1)]})
    connection = connect(out)
    assert empty == {table: columns(connection, table) for table in TABLES}
    found = connection.sql(
        "SELECT article_id, date, published_at, authors, signature FROM articles ORDER BY 1"
    ).fetchall()
    assert found == [
        ("a00001", date(2026, 1, 2), datetime(2026, 1, 2, 8, tzinfo=UTC), ["A. Author"], None),
        ("a00002", None, None, ["A. Author"], b"\x01"),
    ]


def test_types_read_like_sql() -> None:
    pairs = {name: sql_type(full_schema("events").field(name).type) for name in (
        "event_id", "published_at", "date_start", "latitude", "killed", "weapons", "slots", "date"
    )}  # fmt: skip
    assert pairs == {
        "event_id": "VARCHAR",
        "published_at": "TIMESTAMP WITH TIME ZONE",
        "date_start": "DATE",
        "latitude": "DOUBLE",
        "killed": "BIGINT",
        "weapons": "VARCHAR[]",
        "slots": 'STRUCT("slot" VARCHAR, "start" BIGINT, "end" BIGINT)[]',
        "date": "DATE",
    }


def test_a_view_shows_the_newest_revision_and_the_other_one_all(
    out: str, commit_rows: CommitRows, make_aggregate: MakeAggregate
) -> None:
    commit_rows(out, "run1", {"aggregates": [make_aggregate(1), make_aggregate(1, None)]})
    commit_rows(out, "run2", {"aggregates": [make_aggregate(2), make_aggregate(3)]})
    connection = connect(out)
    newest = connection.sql("SELECT country, revision FROM aggregates ORDER BY 1").fetchall()
    assert newest == [("UA", 3), (None, 1)]
    assert connection.sql("SELECT count(*) FROM aggregates_revisions").fetchone() == (4,)


def test_an_incident_that_went_up_in_another_is_not_shown(
    out: str, commit_rows: CommitRows
) -> None:
    rows = [incident("a", 1), incident("b", 1), incident("b", 2, superseded_by="a")]
    commit_rows(out, "run1", {"incidents": rows})
    connection = connect(out)
    assert connection.sql("SELECT incident_id FROM incidents").fetchall() == [("a",)]
    assert connection.sql("SELECT count(*) FROM incidents_revisions").fetchone() == (3,)


def test_views_follow_the_commits_when_made_anew(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    connection = connect(out)
    for number in range(3):
        commit_rows(out, f"run{number}", {"articles": [make_article(number)]})
        duckdb_views(connection, out)
        assert connection.sql("SELECT count(*) FROM articles").fetchone() == (number + 1,)


def test_all_views_are_of_the_commit_that_is_given(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    none = live_tables(out)
    assert (none.sequence, none.run_id) == (0, None)
    commit_rows(out, "run0", {"articles": [make_article(0)], "incidents": [incident("i", 1)]})
    first = live_tables(out)
    assert (first.sequence, first.run_id) == (1, "run0")
    commit_rows(out, "run1", {"articles": [make_article(1)], "incidents": [incident("j", 1)]})
    connection = duckdb.connect()
    question = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM incidents)"
    assert duckdb_views(connection, out, live=first) == first
    assert connection.sql(question).fetchone() == (1, 1)
    assert duckdb_views(connection, out).sequence == 2
    assert connection.sql(question).fetchone() == (2, 2)
    number, path = newest_record(Output(out), LocalStorage())
    assert (number, path.rsplit("/", 1)[1]) == (2, "00000002.json")


@pytest.mark.parametrize(
    "name", ["date=2020-01-01", "title=x", "with 'quotes'", "[a]", "a*b", "what?", "дані"]
)
def test_the_name_of_the_output_folder_does_not_matter(
    tmp_path: Path, name: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    out = str(tmp_path / name / "out")
    commit_rows(out, "run1", {"articles": [make_article(1), make_article(2, published_at=None)]})
    found = connect(out).sql("SELECT article_id, title, date FROM articles ORDER BY 1").fetchall()
    assert found == [("a00001", "A title", date(2026, 1, 2)), ("a00002", "A title", None)]


def test_an_older_file_shows_null_in_a_newer_column(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    older = Path(f"{out}/articles/date=2025-12-31/old.parquet")
    older.parent.mkdir(parents=True)
    rows = to_arrow([make_article(0)], "articles").drop(["title"])
    pq.write_table(rows.set_column(14, "word_count", pa.array([3], pa.int32())), older)
    query = "SELECT article_id, title, word_count FROM articles ORDER BY 1"
    assert connect(out).sql(query).fetchall() == [("a00000", None, 3)]
    commit_rows(out, "run1", {"articles": [make_article(1)]})
    connection = connect(out)
    assert connection.sql(query).fetchall() == [("a00000", None, 3), ("a00001", "A title", 3)]
    assert ("word_count", "BIGINT") in columns(connection, "articles")


def test_a_filter_on_the_day_reads_only_its_folder(
    out: str, commit_rows: CommitRows, make_article: MakeArticle
) -> None:
    commit_rows(out, "run1", {"articles": [make_article(n) for n in range(3)]})
    connection = connect(out)
    query = "SELECT article_id FROM articles WHERE date = DATE '2026-01-02'"
    assert connection.sql(query).fetchall() == [("a00001",)]
    plan = connection.sql(f"EXPLAIN ANALYZE {query}").fetchall()[0][1]
    assert re.search(r"Total Files Read: 1\b", plan)
