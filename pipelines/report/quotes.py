"""Where the slots of an event stand in its quoted sentences."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipelines.report.shapes import Sentence

Span = tuple[str, int, int]

_TITLE: Final = "title."


def sentences_of(
    quotes: Iterable[str],
    slots: Sequence[Span],
    *,
    passage: str,
    passage_start: int,
    title: str = "",
) -> list[Sentence]:
    """Return the sentences with the spans of the slots inside each.

    Args:
        quotes: The sentences, in the order of the text; the title may be the first.
        slots: (slot, start, end) in code points: into the text, or into the title where the name
            begins with ``title.``.
        passage: The part of the text that the sentences are from.
        passage_start: Where that part starts in the text.
        title: The title of the article.

    Spans are moved to their sentence, without ``title.``, and sorted. Slots outside of all
    sentences are left out; a sentence that is not found in the text has no spans.
    """
    in_title = [
        (slot[len(_TITLE) :], start, end) for slot, start, end in slots if slot.startswith(_TITLE)
    ]
    in_text = [one for one in slots if not one[0].startswith(_TITLE)]
    sentences: list[Sentence] = []
    cursor = 0
    for quote in quotes:
        at = passage.find(quote, cursor)
        if at >= 0:
            spans = _inside(in_text, passage_start + at, len(quote))
            cursor = at + len(quote)
        else:
            at = title.find(quote)
            spans = _inside(in_title, at, len(quote)) if at >= 0 else []
        sentences.append({"text": quote, "spans": spans})
    return sentences


def _inside(slots: Iterable[Span], start: int, length: int) -> list[Span]:
    moved = {(slot, first - start, last - start) for slot, first, last in slots}
    return sorted(
        (one for one in moved if 0 <= one[1] < one[2] <= length),
        key=lambda one: (one[1], -one[2], one[0]),
    )
