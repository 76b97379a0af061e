"""Near-duplicates in a stream, as pure functions over what small keyed states hold.

An article asks the buckets of all its bands who was there before. Who is named is compared with
it on the texts, and what both learn decides its row. Nothing waits for a clock: a question has
exactly one answer, and an article that has all its answers knows what there was to know.

A bucket holds ``bucket_limit`` entries. One that is full is *hot* (a wire printed everywhere, a
template of every night): it keeps what it has and sends the question on to a finer bucket, of its
band and of one of the text's numbers. Which number is a matter of a hash that differs from band to
band, so that texts with the same figures meet somewhere although one has a date or a link more.
A full finer bucket forgets its oldest entry.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, List, NamedTuple, Optional  # noqa: UP035 - Beam's coders need List

import numpy as np

from transforms.dedup.decisions import Kind
from transforms.dedup.fingerprints import microseconds
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import BANDS, bands
from transforms.dedup.similarity import similar
from transforms.ids import digest
from transforms.records import Article, NearCopy

FINER_WEIGHT: Final = 2
"""An article met in a finer bucket shares a band and a number: it counts for two."""

_NUMBER: Final = re.compile(r"\d+")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DIGIT_LIMIT: Final = 18
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_FACTORS: Final = np.random.default_rng(4).integers(1, 2**63, BANDS, np.uint64) * np.uint64(
    2
) + np.uint64(1)

Entry = tuple[str, int]
"""What a bucket knows of an article: its id and its time (microseconds since 1970, UTC)."""


class Question(NamedTuple):
    """An article asks a bucket who was there; ``number`` chooses the finer bucket."""

    article_id: str
    time: int
    number: int


class Answer(NamedTuple):
    """Who was there; ``goes_on``: a finer bucket will answer too; ``finer``: this one is finer."""

    article_ids: List[str]  # noqa: UP006 - Beam's coders need this spelling
    times: List[int]  # noqa: UP006 - as above
    goes_on: bool
    finer: bool


class Request(NamedTuple):
    """A text on its way to an article that it may be a copy of; ``until`` is that one's expiry."""

    article_id: str
    text: str
    text_hash: str
    published: Optional[int]  # noqa: UP045 - as above
    until: int


class Neighbour(NamedTuple):
    """A verified near-duplicate, as the other one learns of it; ``until`` is that one's expiry."""

    article_id: str
    text_hash: str
    published: Optional[int]  # noqa: UP045 - as above
    similarity: float
    until: int


def time_of(article: Article) -> int:
    """Return when an article was published, or seen where that is unknown (microseconds)."""
    moment = microseconds(article.published_at or article.seen_at)
    if moment is None:
        raise ValueError(f"article {article.article_id} has no time")
    return moment


def days(number: int) -> int:
    """Return a number of days as microseconds."""
    return timedelta(days=number) // _MICROSECOND


def questions(article: Article, signature: bytes) -> list[tuple[int, Question]]:
    """Return the bucket of each band and what to ask it."""
    time = time_of(article)
    numbers = _numbers(article.text)
    return [
        (bucket, Question(article.article_id, time, number))
        for bucket, number in zip(bands(signature), numbers, strict=True)
    ]


def finer_bucket(bucket: int, number: int) -> int:
    """Return the finer bucket of a hot one (63 bit)."""
    return int(digest("finer", str(bucket), str(number))[:15], 16)


def present(entries: Iterable[Entry], question: Question, horizon: int) -> list[Entry]:
    """Return the entries of other articles within the horizon, in an order of their own."""
    others = [
        (name, time)
        for name, time in entries
        if name != question.article_id and abs(time - question.time) <= horizon
    ]
    return sorted(others, key=_by_time)


def kept_after(entries: Iterable[Entry], moment: int, keep: int) -> list[Entry]:
    """Return the entries that a moment of event time leaves in a bucket."""
    return [(name, time) for name, time in entries if time + keep > moment]


def with_newest(entries: Sequence[Entry], new: Entry, limit: int) -> list[Entry]:
    """Return a finer bucket with a new entry, without its oldest one where it was full."""
    ordered = sorted([*entries, new], key=_by_time)
    return ordered[-limit:]


def worth_comparing(answers: Iterable[Answer], limit: int) -> list[Entry]:
    """Return the articles to compare with: those met most often, half of them the earliest.

    The number of shared bands estimates the similarity. Of many copies of one text the earliest is
    wanted, as it is the original: where there are more than ``limit``, half of those chosen are the
    earliest among the ones met at least half as often as the most similar.
    """
    met: Counter[Entry] = Counter()
    for answer in answers:
        weight = FINER_WEIGHT if answer.finer else 1
        for entry in zip(answer.article_ids, answer.times, strict=True):
            met[entry] += weight
    ranked = sorted(met, key=lambda entry: (-met[entry], entry[1], entry[0]))
    if len(ranked) <= limit:
        return ranked
    best = ranked[: limit - limit // 2]
    alike = [e for e in ranked[len(best) :] if 2 * met[e] >= met[ranked[0]]]
    earliest = sorted(alike, key=_by_time)[: limit // 2]
    chosen = [*best, *earliest]
    rest = [entry for entry in ranked if entry not in set(chosen)]
    return chosen + rest[: limit - len(chosen)]


def request_of(article: Article, until: int) -> Request:
    """Return what another article needs to compare itself with this one."""
    published = microseconds(article.published_at)
    return Request(article.article_id, article.text, article.text_hash, published, until)


def compared(
    mine: Request, other: Request, settings: NearSettings
) -> tuple[Neighbour, Neighbour] | None:
    """Compare two texts; return what the other learns and what I learn, None unless copies."""
    found = similar(
        *(mine.text, other.text, _moment(mine.published), _moment(other.published)),
        settings=settings,
    )
    if found is None:
        return None
    one, two = (
        Neighbour(told.article_id, told.text_hash, told.published, found.containment, hears.until)
        for told, hears in ((mine, other), (other, mine))
    )
    return one, two


def decided(article: Article, neighbours: Iterable[Neighbour]) -> Article:
    """Return the row of an article whose near-duplicates are known.

    The earliest of them is the original if it is earlier than the article; a text that is equal to
    the original's makes a duplicate by text.
    """
    by_id: dict[str, Neighbour] = {}
    for one in sorted(neighbours, key=_precedence):
        by_id.setdefault(one.article_id, one)
    near = [NearCopy(n.article_id, round(n.similarity, 4)) for _, n in sorted(by_id.items())]
    row = article._replace(near=near)
    first = min(by_id.values(), key=_precedence, default=None)
    mine = Neighbour(article.article_id, "", microseconds(article.published_at), 1.0, 0)
    if first is None or _precedence(mine)[:3] < _precedence(first)[:3]:
        return row
    equal = first.text_hash == article.text_hash
    return row._replace(
        duplicate_of=first.article_id,
        duplicate_kind=(Kind.TEXT if equal else Kind.NEAR).value,
        similarity=1.0 if equal else round(first.similarity, 4),
    )


def _moment(published: int | None) -> datetime | None:
    return None if published is None else _EPOCH + published * _MICROSECOND


def _by_time(entry: Entry) -> tuple[int, str]:
    return entry[1], entry[0]


def _precedence(one: Neighbour) -> tuple[bool, int, str, str]:
    return (one.published is None, one.published or 0, one.article_id, one.text_hash)


def _numbers(text: str) -> list[int]:
    """Return for each band the number of the text whose hash is the least there."""
    found = sorted({int(number[:_DIGIT_LIMIT]) for number in _NUMBER.findall(text)})
    if not found:
        return [0] * BANDS
    values = np.array(found, np.uint64)
    mixed = (values[:, None] + _MIX) * _FACTORS[None, :]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    return [int(values[row]) for row in np.argmin(mixed >> np.uint64(1), axis=0)]
