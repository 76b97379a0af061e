"""Small functions between the stages of a graph: which rows go where."""

from typing import Any

from transforms.records import Article


def row_of(record: Any, table: str) -> tuple[str, Any]:
    """Pair a record with the table that it is a row of, as WriteTables takes it."""
    return table, record


def is_kept(article: Article) -> bool:
    """Tell whether events are taken from an article: it is new and repeats no other one."""
    return article.duplicate_of is None
