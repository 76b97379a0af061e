"""Whether two texts are copies of one text: the measure and the guard together."""

from datetime import datetime
from typing import Final, NamedTuple

from transforms.dedup.guard import adds_figures, contradict
from transforms.dedup.passages import Alignment, Passages, align, passages
from transforms.dedup.settings import NearSettings


class Similarity(NamedTuple):
    """How much two copies share.

    ``containment``: share of the words of the shorter text found in the other in the same order;
    ``resemblance``: the same share of the longer one. The first is what tables call similarity.
    """

    containment: float
    resemblance: float


DEFAULT: Final = NearSettings()


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
    left, right = passages(text_a), passages(text_b)
    if text_a == text_b or left.keys == right.keys:
        return Similarity(1.0, 1.0)
    short, long = sorted((len(left.keys), len(right.keys)))
    if short < settings.minimum_words or short < settings.minimum_share * long:
        return None
    alignment = align(left, right)
    measure = Similarity(alignment.equal / short, alignment.equal / long)
    enough = measure.containment >= settings.threshold
    if not enough or measure.resemblance < settings.minimum_share:
        return None
    if contradict(left, right, alignment):
        return None
    return None if _is_update(left, right, alignment, published_a, published_b) else measure


def _is_update(
    left: Passages,
    right: Passages,
    alignment: Alignment,
    published_left: datetime | None,
    published_right: datetime | None,
) -> bool:
    if published_left is None or published_right is None or published_left == published_right:
        return False
    if published_left < published_right:
        return adds_figures(right, left, (edit.right for edit in alignment.edits))
    return adds_figures(left, right, (edit.left for edit in alignment.edits))
