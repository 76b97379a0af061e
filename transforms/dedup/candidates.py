"""Which articles are worth comparing: those that share a band, in bounded numbers.

No step is quadratic: in a bucket of up to ``bucket_limit`` articles with one band in common all
pairs are candidates; in a larger one (a wire printed everywhere, ten thousand pages of one
boilerplate) each article meets its ``neighbours`` in the order of the numbers that the texts give,
so that copies stand side by side and reports with other figures do not.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray

from transforms.dedup.settings import NearSettings

_PAIRS_AT_ONCE: Final = 50_000
_SHARED_MINIMA: Final = 18
"""Of 64: an estimated Jaccard similarity of .28. Copies with .5 fall below it in 0.02 % of cases,
with .43 in 1 %, reports of one kind of event (below .03) always."""

_MICROSECOND: Final = timedelta(microseconds=1)


class Candidate(NamedTuple):
    """An article while its near-duplicates are looked for.

    ``published`` and ``time`` are microseconds since 1970 (UTC); ``time`` is when the article was
    seen where the publication is unknown. ``numbers`` orders articles by the figures they give.
    ``file`` and ``row`` say where a new article is staged; a committed one has no file.
    """

    article_id: str
    text_hash: str
    published: Optional[int]  # noqa: UP045 - Beam's coders need this spelling
    time: int
    numbers: str
    file: str
    row: int


class Node(NamedTuple):
    """An article with its signature: what a candidate is made of; a committed one has no file."""

    article_id: str
    text_hash: str
    published: Optional[int]  # noqa: UP045 - Beam's coders need this spelling
    time: int
    file: str
    row: int
    signature: Optional[bytes]  # noqa: UP045 - as above


Pair = tuple[Candidate, Candidate]


def is_new(candidate: Candidate) -> bool:
    """Tell whether an article is one of this run."""
    return bool(candidate.file)


def candidate_pairs(
    candidates: Sequence[Candidate],
    owners: NDArray[np.int64],
    keys: NDArray[np.uint64],
    minima: NDArray[np.uint16],
    settings: NearSettings,
) -> list[Pair]:
    """Return the pairs to verify, each once and in an order of their own.

    ``keys`` are band keys and ``owners`` says for each to which candidate it belongs; ``minima``
    are the numbers of the candidates' signatures. Two committed articles, two of one text, two
    further apart than the horizon and two whose signatures promise little in common are no pair.
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    ends = np.append(starts[1:], len(ordered))
    buckets = np.flatnonzero(ends - starts > 1)
    seen: set[tuple[int, int]] = set()
    for begin, end in zip(starts[buckets], ends[buckets], strict=True):
        members = sorted(set(owners[order[begin:end]].tolist()))
        seen.update(_pairs_of_bucket(members, candidates, settings))
    pairs = (
        sorted((candidates[one], candidates[other]), key=_rank)
        for one, other in _promising(sorted(seen), minima)
    )
    return sorted(((one, other) for one, other in pairs), key=comparing_order)


def comparing_order(pair: Pair) -> tuple[tuple[str, int, str], ...]:
    """Order pairs so that neighbours of a large bucket are compared one after the other.

    Each text is then prepared once and still at hand when its neighbours come.
    """
    return tuple(sorted((one.numbers, one.time, one.article_id) for one in pair))


def _promising(pairs: Sequence[tuple[int, int]], minima: NDArray[np.uint16]) -> Iterator[list[int]]:
    """Yield the pairs whose signatures share enough for texts that can be copies."""
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        part = np.array(pairs[start : start + _PAIRS_AT_ONCE])
        shared = np.count_nonzero(minima[part[:, 0]] == minima[part[:, 1]], axis=1)
        yield from part[shared >= _SHARED_MINIMA].tolist()


def _pairs_of_bucket(
    members: Sequence[int], candidates: Sequence[Candidate], settings: NearSettings
) -> Iterator[tuple[int, int]]:
    reach = len(members)
    if len(members) > settings.bucket_limit:
        reach = settings.neighbours
        members = sorted(members, key=lambda m: (candidates[m].numbers, _rank(candidates[m])))
    horizon = timedelta(days=settings.horizon_days) // _MICROSECOND
    for place, one in enumerate(members):
        for other in members[place + 1 : place + 1 + reach]:
            if _may_pair(candidates[one], candidates[other], horizon):
                yield min(one, other), max(one, other)


def _may_pair(one: Candidate, other: Candidate, horizon: int) -> bool:
    return (
        (is_new(one) or is_new(other))
        and one.article_id != other.article_id
        and one.text_hash != other.text_hash
        and abs(one.time - other.time) <= horizon
    )


def _rank(candidate: Candidate) -> tuple[int, str, str]:
    return candidate.time, candidate.article_id, candidate.text_hash
