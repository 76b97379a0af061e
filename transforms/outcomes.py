"""What can become of an input: the closed list of stages and reasons, and how a reject is made.

A reason is used as counter name, as column value and in tests; free text goes into ``detail``.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from transforms.ids import digest
from transforms.records import Article, Reject

PAYLOAD_LIMIT: Final = 500
DETAIL_LIMIT: Final = 300


class Stage(StrEnum):
    """Where an input was turned away."""

    READ = "read"
    CLEAN = "clean"
    DEDUP = "dedup"
    EXTRACT = "extract"
    WRITE = "write"


class Reason(StrEnum):
    """Why an input was turned away. Closed: a new reason is a change of the table's contract."""

    UNREADABLE_FILE = "unreadable_file"
    TRUNCATED_FILE = "truncated_file"
    UNKNOWN_FORMAT = "unknown_format"
    UNDECODABLE_TEXT = "undecodable_text"
    INVALID_JSON = "invalid_json"
    INVALID_CSV = "invalid_csv"
    INVALID_XML = "invalid_xml"
    INVALID_PARQUET = "invalid_parquet"
    INVALID_RECORD = "invalid_record"
    MISSING_TEXT = "missing_text"
    EMPTY_TEXT = "empty_text"
    TOO_LARGE = "too_large"
    IMPOSSIBLE_DATE = "impossible_date"
    INTERNAL_ERROR = "internal_error"


def reject(
    stage: Stage, reason: Reason, source: str, detail: str, payload: str, seen_at: datetime
) -> Reject:
    """Build the ``rejects`` row of one bad input.

    ``payload`` is cut to an excerpt of ``PAYLOAD_LIMIT`` characters; the id is a digest of the
    whole payload handed over, so that two bad inputs with the same beginning stay two rows. Only
    an input without payload is identified by its source: the same bad record stays one row when
    the input is split over other files.
    """
    return Reject(
        reject_id=digest("reject", stage, reason, payload or source),
        stage=stage.value,
        reason=reason.value,
        source=source,
        detail=printable(detail, DETAIL_LIMIT),
        payload=printable(payload, PAYLOAD_LIMIT),
        seen_at=seen_at,
    )


def reject_unexpected(article: Article, error: Exception, seen_at: datetime) -> Reject:
    """Build the ``rejects`` row of an article on which extraction failed unexpectedly."""
    return reject(
        Stage.EXTRACT,
        Reason.INTERNAL_ERROR,
        article.url or article.article_id,
        f"{type(error).__name__}: {error}",
        article.text,
        seen_at,
    )


def printable(text: str, limit: int) -> str:
    """Cut a text from outside to ``limit`` characters that Parquet and a terminal can carry."""
    cut = text[:limit].encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in cut)
