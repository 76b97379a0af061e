"""Reading back: what was written, in its types, with a clear word about damaged files."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from transforms.records import Article, Reject
from transforms.tables import TABLES, from_arrow, table_schema, to_arrow
from transforms.write import readback
from transforms.write.commits import live_files
from transforms.write.layout import OutputDamaged
from transforms.write.readback import full_schema, read_table, scan_table

CommitRows = Callable[..., int]
MakeReject = Callable[..., Reject]
MakeArticle = Callable[..., Article]


@pytest.fixture
def articles(out: str, commit_rows: CommitRows, make_article: MakeArticle) -> list[Article]:
    rows = [make_article(n) for n in range(6)] + [make_article(6, published_at=None)]
    commit_rows(out, "run1", {"articles": rows[:4]})
    commit_rows(out, "run2", {"articles": rows[4:]})
    return rows


def test_records_come_back_as_they_were(out: str, articles: list[Article]) -> None:
    rows = read_table(out, "articles")
    assert sorted(articles) == sorted(from_arrow(rows, "articles"))
    assert rows.schema.equals(full_schema("articles"))


def test_the_day_of_the_folder_is_a_column(out: str, articles: list[Article]) -> None:
    rows = read_table(out, "articles", ["article_id", "date"]).to_pylist()
    expected = {a.article_id: a.published_at and a.published_at.date() for a in articles}
    assert {row["article_id"]: row["date"] for row in rows} == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([("word_count", "=", 3), ("article_id", "<", "a00002")], ["a00000", "a00001"]),
        (pc.field("date").is_null(), ["a00006"]),
        (pc.field("date") == date(2026, 1, 1), ["a00000", "a00003"]),
        (pc.field("title") == "none such", []),
    ],
)
def test_filters_choose_rows_also_by_columns_not_read(
    out: str, articles: list[Article], filters: Any, expected: list[str]
) -> None:
    rows = read_table(out, "articles", ["article_id"], filters=filters)
    assert sorted(rows.column("article_id").to_pylist()) == expected


def test_days_choose_folders(out: str, articles: list[Article]) -> None:
    def read(*days: date | None) -> list[str]:
        rows = read_table(out, "articles", ["article_id"], days=days)
        return sorted(rows.column("article_id").to_pylist())

    assert read(date(2026, 1, 1)) == ["a00000", "a00003"]
    assert read(date(2026, 1, 2), None) == ["a00001", "a00004", "a00006"]
    assert read() == []


@pytest.mark.parametrize("table", sorted(TABLES))
def test_an_empty_table_has_its_columns(out: str, table: str) -> None:
    rows = read_table(out, table)
    assert rows.num_rows == 0
    assert rows.schema.equals(full_schema(table))


def test_unknown_columns_and_tables_are_refused(out: str, articles: list[Article]) -> None:
    with pytest.raises(ValueError, match="no column 'txt'"):
        read_table(out, "articles", ["txt"])
    with pytest.raises(ValueError, match="unknown table 'article'"):
        read_table(out, "article")


def older_file(out: str, rows: pa.Table) -> str:
    path = Path(f"{out}/articles/date=2025-12-01/old.parquet")
    path.parent.mkdir(parents=True)
    pq.write_table(rows, path)
    return str(path)


def test_a_column_that_an_older_file_lacks_is_null(out: str, make_article: MakeArticle) -> None:
    rows = to_arrow([make_article(1)], "articles")
    older = rows.drop(["signature", "similarity"])
    counts = pa.array([3], pa.int32())
    older_file(
        out, older.set_column(older.schema.get_field_index("word_count"), "word_count", counts)
    )
    read = read_table(out, "articles")
    assert read.schema.equals(full_schema("articles"))
    assert [make_article(1)] == from_arrow(read, "articles")


def test_many_files_are_read_some_at_a_time(
    out: str,
    commit_rows: CommitRows,
    make_article: MakeArticle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [make_article(n) for n in range(9)]
    for number in range(3):
        commit_rows(out, f"run{number}", {"articles": rows[number::3]})
    together = read_table(out, "articles", filters=[("word_count", "=", 3)])
    for size in (1, 2, 3, 4):
        monkeypatch.setattr(readback, "_FILES_AT_ONCE", size)
        read = read_table(out, "articles", filters=[("word_count", "=", 3)])
        assert read.equals(together.cast(read.schema))
        assert sorted(from_arrow(read, "articles")) == rows
        batches = list(scan_table(out, "articles", ["article_id", "date"]))
        assert sum(batch.num_rows for batch in batches) == 9


def test_a_column_from_a_newer_version_is_left_out(out: str, make_article: MakeArticle) -> None:
    rows = to_arrow([make_article(1)], "articles")
    older_file(out, rows.append_column("invented", [[1]]))
    assert [make_article(1)] == from_arrow(read_table(out, "articles"), "articles")


def test_a_file_without_a_required_column_is_named(out: str, make_article: MakeArticle) -> None:
    rows = to_arrow([make_article(1)], "articles")
    path = older_file(out, rows.drop(["text_hash"]))
    with pytest.raises(OutputDamaged, match=f"{path} has no column text_hash"):
        read_table(out, "articles")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "garbage", "inside"])
def test_a_damaged_file_is_named(
    out: str, damage: str, articles: list[Article], commit_rows: CommitRows
) -> None:
    path = Path(live_files(out, "articles")[0])
    commit_rows(out, "run3", {})
    content = path.read_bytes()
    damaged = {
        "empty": b"",
        "cut": content[: len(content) // 2],
        "garbage": b"PAR1" + b"x" * 50 + b"PAR1",
        "inside": content[:4] + b"\xff" * 400 + content[404:],
    }
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(damaged[damage])
    with pytest.raises(OutputDamaged, match=str(path)):
        read_table(out, "articles")


def test_hive_readers_find_the_same_rows(out: str, articles: list[Article]) -> None:
    """A stranger's tool on the table's folder: pyarrow's own hive reading."""
    dataset = ds.dataset(f"{out}/articles", format="parquet", partitioning="hive")
    read = dataset.to_table()
    assert read.num_rows == len(articles)
    days = {str(day) for day in read.column("date").to_pylist()}
    assert days == {"2026-01-01", "2026-01-02", "2026-01-03", "None"}
    assert dataset.schema.field("published_at").type == pa.timestamp("us", tz="UTC")
    assert table_schema("articles").names == dataset.schema.names[:-1]


def test_times_come_back_in_utc(out: str, commit_rows: CommitRows, make_reject: MakeReject) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    row = from_arrow(read_table(out, "rejects"), "rejects")[0]
    assert datetime(2026, 1, 1, 12, tzinfo=UTC) == row.seen_at
    assert str(row.seen_at) == "2026-01-01 12:00:00+00:00"
