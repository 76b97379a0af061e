"""Files: rows in the table's order, a name that follows from the rows alone, bounded buffers."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.records import Article, Reject
from transforms.settings import WriteSettings
from transforms.tables import TABLES, table_schema, to_arrow
from transforms.write.buffers import Buffers, estimated_bytes
from transforms.write.encode import content_digest, encode
from transforms.write.layout import Pane, file_name

MakeReject = Callable[..., Reject]
MakeArticle = Callable[..., Article]


def test_a_file_holds_the_sorted_rows_with_the_tables_schema(make_reject: MakeReject) -> None:
    rows = [make_reject(n) for n in (3, 1, 2)]
    file = encode(rows, "rejects", WriteSettings())
    read = pq.read_table(BytesIO(file.data))
    assert read.column("reject_id").to_pylist() == ["r00001", "r00002", "r00003"]
    assert file.rows == 3
    assert table_schema("rejects").equals(read.schema)


def test_the_parquet_types_alone_give_every_tables_schema() -> None:
    for table in TABLES:
        read = pq.read_table(BytesIO(encode([], table, WriteSettings()).data))
        assert table_schema(table).equals(read.schema)


def test_bounds_are_kept_of_days_and_numbers_and_not_of_texts(make_article: MakeArticle) -> None:
    file = encode([make_article(1)], "articles", WriteSettings())
    group = pq.read_metadata(BytesIO(file.data)).row_group(0)
    columns = [group.column(number) for number in range(group.num_columns)]
    bounded = {column.path_in_schema for column in columns if column.is_stats_set}
    assert {"published_at", "seen_at", "word_count", "language_score"} <= bounded
    assert not bounded & {"text", "title", "signature", "article_id"}


def test_the_name_follows_from_the_rows_in_any_order(make_reject: MakeReject) -> None:
    rows = [make_reject(n) for n in range(50)]
    names = {encode(order, "rejects", WriteSettings()).digest for order in (rows, rows[::-1])}
    assert len(names) == 1


def test_the_name_does_not_depend_on_the_compression(make_reject: MakeReject) -> None:
    rows = [make_reject(n) for n in range(50)]
    digests = {
        encode(rows, "rejects", WriteSettings(compression=codec)).digest
        for codec in ("zstd", "snappy", "none")
    }
    assert len(digests) == 1


def test_any_change_of_a_value_changes_the_name(make_article: MakeArticle) -> None:
    row = make_article(1)
    changed = [
        row._replace(title="Another"),
        row._replace(title=None),
        row._replace(title=""),
        row._replace(authors=[]),
        row._replace(authors=["A.", " Author"]),
        row._replace(word_count=4),
        row._replace(language_score=None),
        row._replace(published_at=datetime(2026, 1, 2, 8, 0, 0, 1, tzinfo=UTC)),
    ]
    digests = {encode([r], "articles", WriteSettings()).digest for r in (row, *changed)}
    assert 1 + len(changed) == len(digests)


def test_the_digest_does_not_depend_on_chunks_or_slices(make_reject: MakeReject) -> None:
    rows = to_arrow([make_reject(n) for n in range(6)], "rejects")
    pieces = pa.concat_tables([rows.slice(0, 2), rows.slice(2)])
    longer = to_arrow([make_reject(n) for n in range(9)], "rejects").slice(0, 6)
    assert content_digest(rows) == content_digest(pieces) == content_digest(longer)


def test_the_name_of_a_pane_says_window_and_firing() -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, 0, 0, 0, 5000, tzinfo=UTC)
    assert file_name("abc") == "abc.parquet"
    assert file_name("abc", Pane(None, None, 2)) == "abc-p2.parquet"
    assert (
        file_name("abc", Pane(start, end, 0))
        == "abc-20260101T000000Z-20260102T000000.005000Z-p0.parquet"
    )


def drained(buffers: Buffers, rows: list[Any], table: str) -> list[tuple[str, list[Any]]]:
    batches = [batch for row in rows for batch in buffers.add(table, row)]
    batches += buffers.drain()
    return [(batch.partition, batch.rows) for batch in batches]


@given(
    days=st.lists(st.integers(1, 4), max_size=30),
    max_rows=st.integers(1, 10),
    max_bytes=st.integers(1, 3000),
)
def test_buffers_hand_back_every_row_once_in_its_partition(
    days: list[int], max_rows: int, max_bytes: int
) -> None:
    rows = [
        Reject(f"r{n}", "read", "x", "s", "", "", datetime(2026, 1, day, tzinfo=UTC))
        for n, day in enumerate(days)
    ]
    settings = WriteSettings(max_rows_per_file=max_rows, max_buffer_bytes=max_bytes)
    batches = drained(Buffers(settings), rows, "rejects")
    assert Counter(row.reject_id for row in rows) == Counter(
        row.reject_id for _, batch in batches for row in batch
    )
    assert all(
        partition == row.seen_at.date().isoformat() for partition, batch in batches for row in batch
    )
    assert all(1 <= len(batch) <= max_rows for _, batch in batches)


def test_the_largest_batch_goes_first_when_the_buffer_is_full(make_article: MakeArticle) -> None:
    buffers = Buffers(WriteSettings(max_buffer_bytes=10_000))
    long = make_article(0, text="x" * 6000)
    short = make_article(1, text="y")
    assert list(buffers.add("articles", short)) == []
    assert list(buffers.add("articles", long)) == []
    due = list(buffers.add("articles", make_article(3, text="z" * 4000)))
    assert [[long.article_id, "a00003"]] == [[row.article_id for row in b.rows] for b in due]
    assert [[short.article_id]] == [[r.article_id for r in b.rows] for b in buffers.drain()]


def test_the_size_of_a_record_follows_its_texts(make_article: MakeArticle) -> None:
    small, large = make_article(1, text="x"), make_article(1, text="x" * 5001)
    assert estimated_bytes(large) - estimated_bytes(small) == 5000


def test_a_row_that_does_not_fit_names_table_and_column(make_reject: MakeReject) -> None:
    broken = make_reject(1)._replace(source=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"rejects\.source must not be null"):
        encode([broken], "rejects", WriteSettings())
