"""Which version of an article is the original and which are duplicates: exact rules, no order.

(``article_id``, ``text_hash``) identifies a version. The rules, in this order:

1. A version that an earlier run committed is *known*: no row.
2. A version that occurs several times in a run gives one row, that of its first copy; the others
   are *repeats*, counted as duplicates by URL: no row.
3. Of several versions of one article id, the first is the original; the others are rows with
   ``duplicate_kind`` "url". A version that an earlier run committed is always the first.
4. Of the originals of several article ids with one text, the first is kept; the others are rows
   with ``duplicate_kind`` "text". One that was published before all that earlier runs committed is
   kept too and names the committed copy in ``near``: the tables tell which one is the original.

"First" is the earliest published (unknown last), then the smallest article id, then the smallest
digest of the row. The result is a function of the set of articles and of the committed tables:
neither order of arrival nor the split into files or bundles changes it. Rule 4 looks at originals
only: a text that occurred before as a mere version of another article was never extracted, so its
first appearance as an article of its own is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Optional

from transforms.dedup.fingerprints import (
    Fingerprint,
    KnownVersion,
    microseconds,
    precedence,
)


class Outcome(StrEnum):
    """What became of an article that was read and cleaned."""

    KEPT = "kept"
    DUPLICATE_URL = "duplicates_url"
    DUPLICATE_TEXT = "duplicates_text"
    DUPLICATE_NEAR = "duplicates_near"
    DUPLICATE_KNOWN = "duplicates_known"


class Kind(StrEnum):
    """The values of ``articles.duplicate_kind``."""

    URL = "url"
    TEXT = "text"
    NEAR = "near"


class Verdict(NamedTuple):
    """The row that an article becomes: where it is staged and what its duplicate columns say."""

    file: str
    row: int
    duplicate_of: Optional[str] = None  # noqa: UP045 - Beam's coders need this spelling
    duplicate_kind: Optional[str] = None  # noqa: UP045 - as above
    similarity: Optional[float] = None  # noqa: UP045 - as above


class ArticleDecision(NamedTuple):
    """What rules 1 to 3 say about all copies of one article id.

    ``original`` goes on to rule 4; ``verdicts`` are final; ``known`` and ``repeats`` count the
    copies that become no row.
    """

    original: Fingerprint | None
    verdicts: list[Verdict]
    known: int
    repeats: int


def decide_article(copies: Iterable[Fingerprint], known: Sequence[KnownVersion]) -> ArticleDecision:
    """Apply rules 1 to 3 to all copies of one article id that a run brought.

    ``known`` are the committed versions of the same article id.
    """
    committed = {version.text_hash for version in known}
    unseen: list[Fingerprint] = []
    known_copies = 0
    for copy in copies:
        if copy.text_hash in committed:
            known_copies += 1
        else:
            unseen.append(copy)
    firsts = _first_of_each_text(unseen)
    original = firsts.pop(0) if firsts and not known else None
    repeats = len(unseen) - len(firsts) - (original is not None)
    verdicts = [Verdict(copy.file, copy.row, copy.article_id, Kind.URL.value) for copy in firsts]
    return ArticleDecision(original, verdicts, known_copies, repeats)


def decide_text(originals: Iterable[Fingerprint], known: Sequence[KnownVersion]) -> list[Verdict]:
    """Apply rule 4 to the originals of all article ids with one text.

    ``known`` are the committed versions with that text. The kept one comes first, if any.
    """
    ordered = sorted(originals, key=precedence)
    root = _committed_root(known)
    kept: list[Verdict] = []
    if ordered and (root is None or is_late_original(ordered[0], known)):
        first = ordered.pop(0)
        root = first.article_id
        kept = [Verdict(first.file, first.row)]
    return kept + [Verdict(copy.file, copy.row, root, Kind.TEXT.value, 1.0) for copy in ordered]


def is_late_original(first: Fingerprint, known: Sequence[KnownVersion]) -> bool:
    """Tell whether an article was published before all committed ones that have its text."""
    committed = earliest_with_text(known)
    if committed is None:
        return False
    mine = (first.published is None, first.published or 0, first.article_id)
    return mine < _published_first(committed)


def earliest_with_text(known: Sequence[KnownVersion]) -> KnownVersion | None:
    """Return the committed article that was first published with a text; see rule 4."""
    told = [version for version in known if version.duplicate_kind != Kind.URL.value]
    return min(told, key=_published_first, default=None)


def _published_first(version: KnownVersion) -> tuple[bool, int, str]:
    published = microseconds(version.published_at)
    return published is None, published or 0, version.article_id


def outcome_of_kind(duplicate_kind: str | None) -> Outcome:
    """Return the outcome that a kind of duplicate (None: kept) is in the conservation law."""
    return _OUTCOMES[duplicate_kind]


_OUTCOMES: Mapping[str | None, Outcome] = {
    None: Outcome.KEPT,
    Kind.URL.value: Outcome.DUPLICATE_URL,
    Kind.TEXT.value: Outcome.DUPLICATE_TEXT,
    Kind.NEAR.value: Outcome.DUPLICATE_NEAR,
}


def _first_of_each_text(copies: Iterable[Fingerprint]) -> list[Fingerprint]:
    firsts: dict[str, Fingerprint] = {}
    for copy in sorted(copies, key=precedence):
        firsts.setdefault(copy.text_hash, copy)
    return list(firsts.values())


def _committed_root(known: Sequence[KnownVersion]) -> str | None:
    """Return the kept article behind the committed versions with one text.

    Versions that are duplicates by URL do not count, see rule 4 in the head of the module.
    """
    first = earliest_with_text(known)
    return (first.duplicate_of or first.article_id) if first is not None else None
