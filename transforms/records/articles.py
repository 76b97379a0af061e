"""What came in: the article as read, the cleaned one, what could not become one."""

from datetime import datetime
from typing import List, NamedTuple, Optional

from transforms.records.version import SCHEMA_VERSION


class RawArticle(NamedTuple):
    """One article as a reader found it, converted at the edge and not yet cleaned.

    ``origin`` names the input for people ("file.jsonl#12"); ``published`` is the raw date phrase
    of the input and ``published_from`` says where it stood (feed or metadata). ``url_is_shared``:
    the address is that of a page about many articles and identifies none.
    """

    origin: str
    text: str
    url: Optional[str] = None
    title: Optional[str] = None
    published: Optional[str] = None
    published_from: Optional[str] = None
    source: Optional[str] = None
    language: Optional[str] = None
    external_id: Optional[str] = None
    authors: List[str] = []
    tags: List[str] = []
    feed_url: Optional[str] = None
    url_is_shared: bool = False


class NearCopy(NamedTuple):
    """Another article whose text is nearly the same, and the share of what they have in common."""

    article_id: str
    similarity: float


class Article(NamedTuple):
    """One row of ``articles``: a cleaned article, kept or a duplicate of a kept one.

    (``article_id``, ``text_hash``) identifies a version. Offsets of events point into ``text``.
    ``near`` lists the near-duplicates known when the row was written, earlier and later ones, so
    that the rows of all articles together hold every pair, whichever came first.
    """

    article_id: str
    url: Optional[str]
    canonical_url: Optional[str]
    source: Optional[str]
    feed_url: Optional[str]
    title: Optional[str]
    authors: List[str]
    tags: List[str]
    language: Optional[str]
    language_score: Optional[float]
    published_at: Optional[datetime]
    published_from: Optional[str]
    seen_at: datetime
    text: str
    text_hash: str
    word_count: int
    duplicate_of: Optional[str] = None
    duplicate_kind: Optional[str] = None
    similarity: Optional[float] = None
    signature: Optional[bytes] = None
    agency: Optional[str] = None
    near: List[NearCopy] = []
    schema_version: int = SCHEMA_VERSION


class Reject(NamedTuple):
    """One row of ``rejects``: input that did not become an article, and why.

    ``reject_id`` is a digest of stage, reason and payload (of the source where there is none), so
    that the same bad input read again is the same row. ``payload`` is a bounded excerpt.
    """

    reject_id: str
    stage: str
    reason: str
    source: str
    detail: str
    payload: str
    seen_at: datetime
    schema_version: int = SCHEMA_VERSION
