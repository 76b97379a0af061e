"""Small functions between the stages of a graph: which rows go where."""

from typing import Any

from transforms.records import Article


def row_of(record: Any, table: str) -> tuple[str, Any]:
    """Pair a record with the table that it is a row of, as WriteTables takes it."""
    return table, record


def is_read_for_events(article: Article) -> bool:
    """Tell whether events are taken from an article: it repeats no other one.

    A newer or older version of an article that is known (duplicate_kind "url") is read as well.
    """
    return article.duplicate_of in (None, article.article_id)
