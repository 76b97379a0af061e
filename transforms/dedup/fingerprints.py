"""The light stand-in of an article while duplicates are looked for.

Article texts are never shuffled: they wait in a staged file, and only fingerprints travel.
"""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, Optional, overload

from transforms.ids import digest
from transforms.records import Article

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Fingerprint(NamedTuple):
    """What deciding about one article needs, and where the article waits.

    ``published`` is the publication time in microseconds since 1970 (UTC), None where unknown.
    ``order`` is a digest of the whole row, so that the choice among equals does not depend on the
    order of arrival. ``file`` and ``row`` say where the article is staged.
    ``seen`` is the time at which it was read, as ``published``; ``signature`` is that of its text.
    """

    article_id: str
    text_hash: str
    published: Optional[int]  # noqa: UP045 - Beam's coders need this spelling
    order: str
    file: str
    row: int
    seen: int = 0
    signature: Optional[bytes] = None  # noqa: UP045 - as above


class KnownVersion(NamedTuple):
    """A version of an article that an earlier run committed."""

    article_id: str
    text_hash: str
    duplicate_of: Optional[str] = None  # noqa: UP045 - as above
    duplicate_kind: Optional[str] = None  # noqa: UP045 - as above
    published_at: Optional[datetime] = None  # noqa: UP045 - as above


def row_digest(article: Article) -> str:
    """Return a digest of all columns of an article: equal rows, and only they, have equal ones."""
    return digest(*map(repr, article))


def fingerprint(article: Article, order: str, file: str, row: int) -> Fingerprint:
    """Build the fingerprint of an article that waits in row ``row`` of a staged file."""
    return Fingerprint(
        article_id=article.article_id,
        text_hash=article.text_hash,
        published=microseconds(article.published_at),
        order=order,
        file=file,
        row=row,
        seen=microseconds(article.seen_at),
        signature=article.signature,
    )


@overload
def microseconds(moment: datetime) -> int: ...


@overload
def microseconds(moment: datetime | None) -> int | None: ...


def microseconds(moment: datetime | None) -> int | None:
    """Return a time as whole microseconds since 1970 (UTC); None stays None."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def moment_of(microseconds_since: int | None) -> datetime | None:
    """Return the time (UTC) behind whole microseconds since 1970; None stays None."""
    return None if microseconds_since is None else _EPOCH + microseconds_since * _MICROSECOND


def precedence(item: Fingerprint) -> tuple[bool, int, str, str, str]:
    """Order by who was first: publication time (unknown last), article id, row digest."""
    time = (item.published is None, item.published or 0)
    return (*time, item.article_id, item.order, item.text_hash)
