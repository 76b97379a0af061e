"""Whether two nearly equal texts contradict each other: other numbers, days or names.

A report made from a template is nearly equal to that of the night before, of another city, of
another toll; a copy of it is nearly equal too. What tells them apart stands in the edits: where
both texts have a passage of their own, and each has a number, a day or a name that the other one
nowhere has, they tell different things. A passage that only one has (a cut end, a paragraph more)
contradicts nothing, but where the later text has a new figure it is an update.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from transforms.dedup.passages import Alignment, Passages, Word
from transforms.dedup.salient import (
    bundled_comparison_words,
    day_name,
    number_value,
    same_name,
)
from transforms.language.agencies import credit_words

_ALIGNED_WORDS: Final = 4
"""Edits of so few words stand exactly in each other's place: their numbers must be the same."""

_NAMELESS_WORDS: Final = 3
_YEARS: Final = range(1900, 2100)
_CLOCK: Final = 2


def contradict(left: Passages, right: Passages, alignment: Alignment) -> bool:
    """Tell whether an edit puts another number, day or name in the place of one; symmetric."""
    return any(
        _contradicts(_side(edit.left, left), _side(edit.right, right), left, right)
        for edit in alignment.edits
    )


def adds_figures(later: Passages, earlier: Passages, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether passages of the later text give a figure that the earlier one has not.

    ``spans`` are the edits' sides in the later text. Dates, years and clock times are no figures;
    links, bylines and paragraphs on earlier events do not count.
    """
    for start, end in spans:
        for position in range(start, end):
            word = later.words[position]
            value = number_value(word.key)
            if value is None or value in earlier.numbers or word.line in later.quiet_lines:
                continue
            if not _is_time(later.words, position):
                return True
    return False


def _side(span: tuple[int, int], text: Passages) -> list[Word]:
    return [word for word in text.words[span[0] : span[1]] if word.line not in text.quiet_lines]


def _contradicts(
    one: Sequence[Word], other: Sequence[Word], left: Passages, right: Passages
) -> bool:
    if not one or not other:
        return False
    return (
        _numbers_differ(one, other, left, right)
        or _days_differ(one, other, left, right)
        or _names_differ(one, other, left, right)
    )


def _numbers_differ(
    one: Sequence[Word], other: Sequence[Word], left: Passages, right: Passages
) -> bool:
    mine, yours = _numbers(one), _numbers(other)
    only_mine, only_yours = mine - yours, yours - mine
    if not only_mine or not only_yours:
        return False
    if max(len(one), len(other)) <= _ALIGNED_WORDS:
        return True
    return bool(only_mine - right.numbers) and bool(only_yours - left.numbers)


def _numbers(words: Iterable[Word]) -> set[str]:
    return {value for word in words if (value := number_value(word.key)) is not None}


def _days_differ(
    one: Sequence[Word], other: Sequence[Word], left: Passages, right: Passages
) -> bool:
    mine, yours = ({d for w in side if (d := day_name(w.key))} for side in (one, other))
    for kind in ("month", "weekday"):
        only_mine = {day for day in mine - yours if day[0] == kind}
        only_yours = {day for day in yours - mine if day[0] == kind}
        if only_mine and only_yours:
            return True
    return False


def _names_differ(
    one: Sequence[Word], other: Sequence[Word], left: Passages, right: Passages
) -> bool:
    mine = _own_names(one, left, right, alone=len(one) <= _NAMELESS_WORDS)
    yours = _own_names(other, right, left, alone=len(other) <= _NAMELESS_WORDS)
    return any(True for _ in mine) and any(True for _ in yours)


def _own_names(
    words: Sequence[Word], text: Passages, other: Passages, *, alone: bool
) -> Iterator[str]:
    """Yield the names among the words of an edit that the other text nowhere has.

    ``alone``: the edit is so short that a word without case (Arabic, Chinese) may be a name.
    """
    openers = bundled_comparison_words().opener_set
    for word in words:
        if word.line in text.nameless_lines or len(word.key) < (2 if _is_capital(word) else 1):
            continue
        if _is_capital(word):
            is_name = word.key not in openers and day_name(word.key) is None
        else:
            is_name = alone and _has_no_case(word)
        if not is_name or number_value(word.key) or word.key in credit_words():
            continue
        if word.key not in other.key_set and not _found_in(word.key, other):
            yield word.key


def _found_in(name: str, text: Passages) -> bool:
    return any(same_name(name, key) for key in text.names)


def _is_capital(word: Word) -> bool:
    return word.written[0].isupper()


def _has_no_case(word: Word) -> bool:
    return word.written.isalpha() and word.written.lower() == word.written.upper()


def _is_time(words: Sequence[Word], position: int) -> bool:
    """Tell whether a number is part of a date, a year or a clock time."""
    key = words[position].key
    near = words[max(0, position - 1) : position + 2]
    if any(day_name(word.key) for word in near):
        return True
    if key.isdigit() and len(key) == 4 and int(key) in _YEARS:
        return True
    digits = [word for word in near if word.written.isdigit() and len(word.written) == _CLOCK]
    return len(digits) > 1 and key.isdigit() and len(words[position].written) == _CLOCK
