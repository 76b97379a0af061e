"""What incidents need to know of an article, kept or a duplicate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, Optional

from transforms.records import Article


class ArticleFact(NamedTuple):
    """One version of an article; ``near`` holds the ids of its near-duplicates, sorted."""

    article_id: str
    text_hash: str
    duplicate_of: Optional[str] = None  # noqa: UP045 - Beam's coders need this spelling
    duplicate_kind: Optional[str] = None  # noqa: UP045 - as above
    near: tuple[str, ...] = ()
    source: Optional[str] = None  # noqa: UP045 - as above
    agency: Optional[str] = None  # noqa: UP045 - as above
    language: Optional[str] = None  # noqa: UP045 - as above
    published_at: Optional[datetime] = None  # noqa: UP045 - as above


ARTICLE_COLUMNS: Final = ArticleFact._fields


def article_fact_of(article: Article) -> ArticleFact:
    """Return what incidents need of an article."""
    return article_fact_of_columns({name: getattr(article, name) for name in ARTICLE_COLUMNS})


def article_fact_of_columns(columns: Mapping[str, Any]) -> ArticleFact:
    """Return the fact of one row of ``articles``, given ``ARTICLE_COLUMNS`` of it by name.

    Near-duplicates may be records or, as Arrow gives them, mappings; a null list is empty.
    """
    values = {name: columns[name] for name in ARTICLE_COLUMNS}
    ids = {
        one["article_id"] if isinstance(one, Mapping) else one.article_id
        for one in values["near"] or ()
    }
    return ArticleFact(**{**values, "near": tuple(sorted(ids))})
