"""What a later run must know, looked up in the committed tables.

Every lookup gives only what was asked for, so that its memory follows the question and one batch
of a column, not the length of the history. Call them under the lock, after ``recover``.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from transforms.records import Aggregate
from transforms.tables import TABLES, from_arrow, table_spec
from transforms.write.readback import Days, read_table, scan_table
from transforms.write.storage import Storage

_PROBE_ROWS: Final = 250_000
"""Rows probed at once: each probe builds a table of the values asked for, so few large ones."""


def known_articles(
    out: str, article_ids: Collection[str], storage: Storage | None = None
) -> set[tuple[str, str]]:
    """Return (article_id, text_hash) of every committed version of these articles."""
    columns = ("article_id", "text_hash")
    return {
        (str(article_id), str(text_hash))
        for rows in matching_rows(out, "articles", columns, article_ids, storage)
        for article_id, text_hash in zip(*_lists(rows, columns), strict=True)
    }


def known_text_hashes(
    out: str, text_hashes: Collection[str], storage: Storage | None = None
) -> dict[str, str]:
    """Return the article that first had each of these texts: text hash -> article id.

    Of several articles with one text it is the kept one, then the one with the smallest id.
    """
    columns = ("text_hash", "article_id", "duplicate_of")
    found: dict[str, tuple[bool, str]] = {}
    for rows in matching_rows(out, "articles", columns, text_hashes, storage):
        for text_hash, article_id, original in zip(*_lists(rows, columns), strict=True):
            rank = (original is not None, str(article_id))
            found[str(text_hash)] = min(rank, found.get(str(text_hash), rank))
    return {text_hash: article_id for text_hash, (_, article_id) in sorted(found.items())}


def known_rejects(
    out: str, reject_ids: Collection[str], storage: Storage | None = None
) -> set[str]:
    """Return which of these rejects are in the table already."""
    return known_ids(out, "rejects", "reject_id", reject_ids, storage)


def known_ids(
    out: str,
    table: str,
    column: str,
    values: Collection[str],
    storage: Storage | None = None,
) -> set[str]:
    """Return which of these values a column of text holds. Raises ValueError for a wrong name."""
    return {
        str(value)
        for rows in matching_rows(out, table, (column,), values, storage)
        for value in pc.unique(rows.column(column)).to_pylist()
    }


def newest_aggregates(
    out: str, days: Days | None = None, storage: Storage | None = None
) -> list[Aggregate]:
    """Return the newest revision of every window that starts on one of these days (None: all)."""
    rows = read_table(out, "aggregates", days=days, storage=storage)
    return from_arrow(newest_rows(rows, "aggregates"), "aggregates")


def newest_rows(rows: pa.Table, table: str) -> pa.Table:
    """Keep the newest revision per identity, in the order of the identity.

    Raises ValueError for a table that has no revisions.
    """
    spec = table_spec(table)
    if not spec.identity:
        raise ValueError(f"table {table} has no revisions")
    order = [(column, "ascending") for column in spec.identity]
    computed = "updated_at" if "updated_at" in spec.fields else "computed_at"
    newest_first = [*order, ("revision", "descending"), (computed, "descending")]
    ordered = rows.take(pc.sort_indices(rows, sort_keys=newest_first))
    if ordered.num_rows == 0:
        return ordered
    identities = list(zip(*(_lists(ordered, spec.identity)), strict=True))
    first = [i == 0 or identities[i] != identities[i - 1] for i in range(len(identities))]
    return ordered.filter(pa.array(first))


def newest_coverage(rows: pa.Table) -> pa.Table:
    """Keep the row that was computed last per feed and window: each round adds one for each."""
    ordered = rows.sort_by("computed_at")
    numbered = ordered.append_column("row", pa.array(range(ordered.num_rows), type=pa.int64()))
    grouped = numbered.group_by(["feed_url", "window_start", "window_end"])
    return ordered.take(grouped.aggregate([("row", "max")]).column("row_max"))


def matching_rows(
    out: str,
    table: str,
    columns: Sequence[str],
    values: Collection[str],
    storage: Storage | None = None,
) -> Iterator[pa.Table]:
    """Yield the rows of some columns whose first column, a text, is one of the values."""
    asked = pa.array(sorted(set(values)), type=pa.string())
    if len(asked) == 0:
        return
    for rows in _gathered(scan_table(out, table, columns, storage=storage)):
        yield rows.filter(pc.is_in(rows.column(columns[0]), value_set=asked))


def revised_tables() -> list[str]:
    """Return the tables whose rows are revisions."""
    return [name for name, spec in TABLES.items() if spec.identity]


def _gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        waiting.append(batch)
        count += batch.num_rows
        if count >= _PROBE_ROWS:
            yield pa.Table.from_batches(waiting)
            waiting, count = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)


def _lists(rows: pa.Table, columns: Sequence[str]) -> list[list[object]]:
    return [rows.column(column).to_pylist() for column in columns]
