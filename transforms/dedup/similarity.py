"""Whether two texts are copies of one text: the measure and the guard together."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from transforms.dedup.guard import adds_figures, contradict
from transforms.dedup.passages import Alignment, Edit, Passages, align, may_share, passages
from transforms.dedup.settings import NearSettings
from transforms.dedup.shingles import shared_shingles


class Similarity(NamedTuple):
    """How much two copies share.

    ``containment``: share of the words of the shorter text found in the other in the same order;
    ``resemblance``: the same share of the longer one. The first is what tables call similarity.
    """

    containment: float
    resemblance: float


DEFAULT: Final = NearSettings()

_AMID_WORDS: Final = 8
"""A passage with so many equal words before and after it stands amid a text."""

_SHARED_SHINGLES: Final = 0.5
"""Copies have more of the shorter text's shingles in common: a cheap look before the exact one."""


def similar(
    text_a: str,
    text_b: str,
    published_a: datetime | None,
    published_b: datetime | None,
    settings: NearSettings = DEFAULT,
) -> Similarity | None:
    """Compare two cleaned texts; None unless one is a copy of the other.

    A function of the two texts and of which of them is later, so symmetric. Publication times are
    UTC; where one is unknown, or both are equal, neither is later. The horizon is not looked at:
    that is the business of whoever looks for candidates.
    """
    if text_b < text_a:  # one order, so that ties in the alignment fall the same way
        text_a, text_b, published_a, published_b = text_b, text_a, published_b, published_a
    if shared_shingles(text_a, text_b) < _SHARED_SHINGLES:
        return None
    left, right = passages(text_a), passages(text_b)
    if text_a == text_b or left.keys == right.keys:
        return Similarity(1.0, 1.0)
    short, long = sorted((len(left.keys), len(right.keys)))
    comparable = short >= max(settings.minimum_words, settings.minimum_share * long)
    if not comparable or not may_share(left, right, settings.threshold * short):
        return None
    alignment = align(left, right)
    measure = Similarity(alignment.equal / short, alignment.equal / long)
    enough = measure.containment >= settings.threshold
    return (
        measure
        if enough
        and measure.resemblance >= settings.minimum_share
        and not contradict(left, right, alignment)
        and not _is_update(left, right, alignment, published_a, published_b)
        else None
    )


def _is_update(
    left: Passages,
    right: Passages,
    alignment: Alignment,
    published_left: datetime | None,
    published_right: datetime | None,
) -> bool:
    if published_left is None or published_right is None or published_left == published_right:
        return False
    if published_left > published_right:
        left, right = right, left
        alignment = Alignment(alignment.equal, tuple(Edit(*edit[::-1]) for edit in alignment.edits))
    return adds_figures(right, left, (edit.right for edit in alignment.edits)) or adds_figures(
        left, right, _taken_out(alignment, len(right.keys))
    )


def _taken_out(alignment: Alignment, later_size: int) -> Iterator[tuple[int, int]]:
    """Yield the passages of the earlier text that are missing amid the later one.

    An outlet cuts the end of a story. What is missing amid it was not there yet: the later text is
    a late copy of a version before the earlier text.
    """
    begins = [0, *(edit.right[1] for edit in alignment.edits)]
    ends = [*(edit.right[0] for edit in alignment.edits), later_size]
    runs = [end - begin for begin, end in zip(begins, ends, strict=True)]
    before = 0
    for edit, run in zip(alignment.edits, runs, strict=False):
        before += run
        if min(before, sum(runs) - before) >= _AMID_WORDS:
            yield edit.left
