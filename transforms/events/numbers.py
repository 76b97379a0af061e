"""Quantities of a text: value, bounds, and whether they count things.

``find_numbers`` reads digits and number words with the hedges beside them. What only looks like a
quantity (dates, clock times, weapon models, scores, telephone numbers, ordinals, ages) is left
out; quantities with a unit are marked as measures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.dates import DateMention
from transforms.events.number_lexicon import Bound, NumberLexicon
from transforms.events.number_surroundings import (
    after_name,
    all_but,
    hedge,
    is_all,
    is_each,
    is_name,
    is_whole,
    unit,
)
from transforms.events.number_values import (
    Number,
    View,
    cores,
    number_at,
    range_from,
    total_after,
)
from transforms.language.tokens import Token

_CLOSING: Final = frozenset({"", ".", ",", ";"})
_MAX_AMOUNT: Final = 10**12


@dataclass(slots=True, unsafe_hash=True)
class NumberMention:
    """One quantity; ``start`` and ``end`` are characters of the text, hedges included.

    ``first_token`` (of the hedge) to ``last_token`` is half-open; ``number_token`` is where the
    number itself begins. ``value``: the figure stated; null for ranges, "dozens", and what is not
    whole. ``low`` and ``high``: bounds stated ("at least 100" has no high); both equal ``value``
    where it is ``exact``. ``kind``: cardinal, collective ("двое"), vague, range, of ("30 of 35",
    with ``total``), whole ("of 35 drones 30 were"), rest (the two of "all but two"), measure (with
    where it is ``exact``. ``kind``: cardinal, collective ("двое"), vague, range, of ("30 of 35",
    with ``total``), whole ("of 35 drones 30 were"), rest (the two of "all but two"), measure (with
    ``unit``: percent, money, length, duration, age ...). "All five" has a ``total`` too.
    ``article``: "a", "one" - counts only where a countable noun follows. ``each``: per listed item.
    """

    start: int
    end: int
    first_token: int
    last_token: int
    number_token: int
    value: int | None
    low: int | None
    high: int | None
    exact: bool
    kind: str
    text: str
    total: int | None = None
    unit: str | None = None
    article: bool = False
    each: bool = False


def find_numbers(
    text: str, tokens: Sequence[Token], lexicon: NumberLexicon, dates: Iterable[DateMention]
) -> list[NumberMention]:
    """Return the quantities of ``text`` in order; ``tokens`` are those of the whole text.

    ``dates`` are the mentions of ``find_dates`` for the same tokens: their numbers are not
    quantities. Nothing is rejected.
    """
    taken = {index for date in dates for index in range(date.first_token, date.last_token)}
    view = View(text, tokens, lexicon, taken)
    found: list[NumberMention] = []
    position = 0
    for start, last in cores(view.roles):
        first = start
        while first < last:
            if first < position or first in taken or view.roles[first] == "&":
                first += 1
                continue
            if view.roles[first:last] == "a":
                mention, position = _article(view, first), last
            else:
                mention, position = _mention(view, number_at(view, first, last))
            if mention is not None:
                while found and found[-1].last_token > mention.first_token:
                    found.pop()  # "many" of "as many as 30"
                found.append(mention)
            first = position
    return found


def _article(view: View, first: int) -> NumberMention | None:
    """Return "a" as one, where a word follows that it may count."""
    following = view.words[first + 1]
    if not following[:1].isalnum() or view.lexicon.units[following] is not None:
        return None
    if view.roles[first + 1] in "dfyouc" or following in view.lexicon.portions:
        return None  # "a number of people"
    token = view.tokens[first]
    return NumberMention(
        token.start,
        token.end,
        first,
        first + 1,
        first,
        1,
        1,
        1,
        True,
        "cardinal",
        token.text,
        article=True,
    )


def _mention(view: View, number: Number) -> tuple[NumberMention | None, int]:
    """Return the quantity around ``number`` (None if it is none) and where to go on."""
    first, last = number.first, number.last
    if is_name(view, number):
        return None, after_name(view, last)
    if view.words[last] in view.lexicon.out_of_first and number.kind == "vague":
        last += 2 * (view.roles[last + 1] == "p")  # "hundreds of thousands"
    number, last, total = _widened(view, number, last)
    each = is_each(view, first, last)
    if number.article and total is None and not each and not _counts(view, first, last):
        return None, last
    kind = number.kind if total is None else "of"
    if total is None and number.amount is not None and is_all(view, first):
        total = int(number.amount)  # "all five": five of five
    measured = unit(view, first, last)
    length, bound, last = hedge(view, number, last)
    amount = number.amount
    left = all_but(view, first)
    length += left
    if left and amount is not None and total is not None:
        amount = total - amount  # "all but two of the 40"
    elif left:
        kind = "rest"
    elif kind == "cardinal" and is_whole(view, first - length):
        kind = "whole"
    if amount is not None and (amount != int(amount) or amount > _MAX_AMOUNT):
        if measured is None:
            return None, last
        amount = None
    value = None if amount is None or number.kind == "range" else int(amount)
    low, high, exact = _bounds(number, value, bound)
    start, end = view.tokens[first - length].start, view.tokens[last - 1].end
    return NumberMention(
        start,
        end,
        first - length,
        last,
        first,
        value,
        low,
        high,
        exact,
        "measure" if measured else kind,
        view.text[start:end],
        total,
        measured,
        number.article,
        each,
    ), last


def _widened(view: View, number: Number, last: int) -> tuple[Number, int, int | None]:
    """Return a number, or the range it opens; where it ends; the whole of which it is a part."""
    if number.amount is None or number.kind == "range":
        return number, last, None
    ranged = range_from(view, number)
    if ranged is not None:
        return ranged, ranged.last, None
    whole = total_after(view, number)
    if whole is not None and unit(view, whole.first, whole.last) is None:
        return number, whole.last, int(whole.amount or 0)
    return number, last, None


def _counts(view: View, first: int, last: int) -> bool:
    """Say whether "one" counts the word after it: not in "one of the largest".

    So it does where it ends what is said behind a word: "killing one."
    """
    word = view.words[last]
    if word in view.lexicon.out_of_first:
        return view.lexicon.after[view.words[last + 1]] == "them"
    if word in _CLOSING and first and view.roles[first] == "o":
        return view.words[first - 1][:1].isalpha()
    return word[:1].isalpha()


def _bounds(
    number: Number, value: int | None, bound: Bound | None
) -> tuple[int | None, int | None, bool]:
    """Return low, high and whether the figure is exact."""
    if number.kind == "range":
        return int(number.amount or 0), number.high, False
    if value is None or bound == "about" or (bound is None and number.loose):
        return None, None, False
    if bound == "low":
        return value, None, False
    if bound == "high":
        return None, value, False
    return value, value, True
