"""What stands around a number: names that only hold digits, hedges, units.

Each function looks at a few neighbours of a number in a ``View``; the words are data.
"""

from typing import Final

from transforms.events.number_lexicon import Bound
from transforms.events.number_values import Number, View

_MAX_AGE: Final = 110
_MAX_LIST_MARK: Final = 30
_OLD_YEAR: Final = 1950
_HEDGE_WORDS: Final = 5
_LONGEST_OF: Final = 5
_ALL_REACH: Final = 3


def is_name(view: View, number: Number) -> bool:
    """Say whether digits are a year, a model, a label, a telephone number or a list mark."""
    first, last, roles = number.first, number.last, view.roles
    if roles[first] not in "dfy":
        return False
    before = view.words[first - 1] if first else ""
    mark = view.lexicon.before[before]
    if before == "." and first > 1 and view.lexicon.before[view.words[first - 2]] == "sign":
        mark = "sign"
    if mark and (
        mark == "sign"
        or (mark == "model" and view.tokens[first - 1].text[0].isupper())
        or (mark == "label" and not _counts_noun(view, last))
    ):
        return True
    if roles[first] == "y" and last - first == 1 and _is_year(view, mark, last):
        return True
    return (
        before == "+"
        or roles[last] == "/"
        or (roles[first - 1] == "/" and first > 0)
        # the tail of a model or of a telephone number
        or (before == "-" and view.glued(first) and view.glued(first - 1))
        or (roles[last] == "-" and roles[last + 2] == "-" and view.glued(last + 2))
        or _is_list_mark(view, first, last)
    )


def _is_year(view: View, mark: str | None, last: int) -> bool:
    if view.lexicon.after[view.words[last]] == "year":
        return True
    if mark == "year" and view.lexicon.amount(view.words[last - 1]) >= _OLD_YEAR:
        return True
    return not _counts_noun(view, last)


def _counts_noun(view: View, index: int) -> bool:
    """Say whether a word stands there that a number before it may count."""
    word = view.words[index]
    if not word[:1].isalpha() or not view.tokens[index].text[0].islower():
        return False
    return view.lexicon.after[word] != "function"


def _is_list_mark(view: View, first: int, last: int) -> bool:
    if view.words[last] not in {".", ")"} or last - first > 1:
        return False
    start = view.tokens[first].start
    at_line = start == 0 or view.text[start - 1] == "\n"
    return at_line and view.lexicon.amount(view.words[first]) <= _MAX_LIST_MARK


def after_name(view: View, last: int) -> int:
    """Go past the further numbers of a score, a fraction or a telephone number."""
    while view.roles[last] in "-/" and view.glued(last) and view.roles[last + 1] in "dfy":
        last += 2
    return last


def hedge(view: View, number: Number, last: int) -> tuple[int, Bound | None, int]:
    """Return the number of hedging words before, what they say, and the end with those after."""
    first, words, lexicon = number.first, view.words, view.lexicon
    length, bound = 0, None
    if first and words[first - 1] in lexicon.hedges.lasts:
        found = lexicon.hedges.match(words[max(0, first - _HEDGE_WORDS) : first], at_end=True)
        if found:
            length, bound = found
    elif number.kind == "range" and first and words[first - 1] in lexicon.between:
        length = 1
    if bound is None and words[last] in lexicon.hedges_after.firsts:
        found = lexicon.hedges_after.match(words[last : last + _HEDGE_WORDS], at_end=False)
        if found:
            last, bound = last + found[0], found[1]
    return length, bound, last


def unit(view: View, first: int, last: int) -> str | None:
    """Return the kind of unit after, or of the currency before, the tokens of a number."""
    lexicon, words = view.lexicon, view.words
    if first and lexicon.before[words[first - 1]] == "currency":
        return "money"
    for index in range(last, last + 3):
        word = words[index]
        found = lexicon.units[word]
        if found is not None:
            return found
        if word not in {".", "-"} and lexicon.after[word] != "adjective":
            break
    return _age(view, first, last)


def _age(view: View, first: int, last: int) -> str | None:
    """Return "age" for the number of "Ivan Petrenko, 45, was killed"."""
    words = view.words
    if words[last] != "," or first < 2 or words[first - 1] != "," or view.roles[first] != "d":
        return None
    if last - first > 1 or not view.tokens[first - 2].text[0].isupper():
        return None
    return "age" if view.lexicon.amount(words[first]) <= _MAX_AGE else None


def is_each(view: View, first: int, last: int) -> bool:
    """Say whether the number holds for each of several: "two each", "по одному"."""
    if view.lexicon.after[view.words[last]] == "each":
        return True
    return first > 0 and view.lexicon.before[view.words[first - 1]] == "each"


def is_all(view: View, first: int) -> bool:
    """Say whether the number is that of all there were: "all five", "all of the 24", "все 12"."""
    lexicon, words = view.lexicon, view.words
    for begin in range(first - 1, max(first - _ALL_REACH, 0) - 1, -1):
        word = words[begin]
        if lexicon.before[word] == "all":
            return tuple(words[begin:first]) not in lexicon.all_but
        if lexicon.after[word] != "function":
            return False
    return False


def is_whole(view: View, first: int) -> bool:
    """Say whether a number is the whole of a part: "of 35 drones, 30 were", "most of the 40"."""
    words, lexicon = view.words, view.lexicon
    for length in range(_LONGEST_OF, 0, -1):
        begin = first - length
        if begin >= 0 and tuple(words[begin:first]) in lexicon.out_of:
            before = words[begin - 1] if begin else ""
            opens = not before[:1].isalnum() or lexicon.after[before] == "function"
            return opens or before in lexicon.portions
    return False


def all_but(view: View, first: int) -> int:
    """Return how many words before a number say that all but so many are meant."""
    words, lexicon = view.words, view.lexicon
    if first < 2 or words[first - 1] not in lexicon.all_but_last:
        return 0
    for length in range(_LONGEST_OF, 0, -1):
        if first >= length and tuple(words[first - length : first]) in lexicon.all_but:
            return length
    return 0
