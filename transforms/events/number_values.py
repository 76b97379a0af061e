"""Numbers read from role letters: digits and number words added up, ranges, totals.

The letters are those of ``number_lexicon``. Nothing here looks at what a number counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.number_lexicon import NumberLexicon
from transforms.language.tokens import Token, lowers_of

_CORE: Final = re.compile(
    r"[uod][&+]a?h[sp]*"  # one and a half million
    r"|[df][sp]*|y"  # 1.5 million
    r"|ha?[sp]"  # half a dozen
    r"|k[sp]*|H|R"  # полтора десятка; полсотни; два-три
    r"|a(?:s(?:&?[uo])*|l|v)?"  # a hundred and five; a couple; a few; a
    r"|[cl][sp]*"
    r"|[uos](?:[uosp]|&(?=[uo]))*"
    r"|v[sp]*|p[sp]*"
)
_FIRST: Final = re.compile(r"[uodfyhkHRaclsvp]")  # of those above: most words are none
_PAD: Final = 8
_LONGEST_OF: Final = 5
_HEDGE_WORDS: Final = 4


@dataclass(slots=True, unsafe_hash=True)
class Number:
    """A number before its surroundings are read: half-open tokens, amount, kind.

    ``high`` is the upper end of a range, ``amount`` the lower; a vague number has no amount.
    """

    first: int
    last: int
    amount: float | None
    kind: str
    article: bool = False
    high: int | None = None
    loose: bool = False


class View:
    """One text as words and role letters, padded at the end so that any neighbour exists."""

    __slots__ = ("lexicon", "roles", "taken", "text", "tokens", "words")

    def __init__(
        self, text: str, tokens: Sequence[Token], lexicon: NumberLexicon, taken: set[int]
    ) -> None:
        """Look up each word; ``taken`` are tokens that belong to dates."""
        self.text = text
        self.tokens = list(tokens)
        self.lexicon = lexicon
        self.taken = taken
        self.words: list[str] = list(lowers_of(tokens))
        self.roles = "".join(map(lexicon.__getitem__, self.words)) + "·" * _PAD
        self.words.extend([""] * _PAD)

    def glued(self, index: int) -> bool:
        """Say whether a token touches the one before it."""
        tokens = self.tokens
        return 0 < index < len(tokens) and tokens[index].start == tokens[index - 1].end


def cores(roles: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open tokens of the numbers of a text, none overlapping, by its roles."""
    found = _FIRST.search(roles)
    while found is not None:
        core = _CORE.match(roles, found.start())
        if core is not None:
            yield core.span()
        found = _FIRST.search(roles, found.end() if core is None else core.end())


def number_at(view: View, first: int, last: int) -> Number:
    """Return the number that begins at ``first`` and ends at ``last`` or before."""
    roles = view.roles[first:last]
    head = roles[0]
    if head in "dy" and last - first == 1:
        return Number(first, last, view.lexicon.amount(view.words[first]), "cardinal")
    if "v" in roles:
        return Number(first, last, None, "vague")
    if head == "R":
        low, high = view.lexicon.ranges[view.words[first]]
        return Number(first, last, low, "range", high=high)
    if head == "p":
        return _plural(view, first, last)
    if roles == "a":
        return Number(first, last, 1, "cardinal", article=True)
    return _sum(view, first, last)


def _plural(view: View, first: int, last: int) -> Number:
    """Read "сотни": vague, but a hundred after "около"."""
    word = view.words[first]
    singular = last - first == 1 and word in view.lexicon.genitive_scales
    if singular and view.words[first - 1] in view.lexicon.hedges.lasts:
        return Number(first, last, view.lexicon.amount(word), "cardinal", loose=True)
    return Number(first, last, None, "vague")


def _sum(view: View, first: int, last: int) -> Number:
    """Add up number words as far as they make one number."""
    total, current, previous = 0.0, 0.0, 0.0
    index = first
    while index < last:
        role = view.roles[index]
        if role not in "a&+":
            amount = view.lexicon.amount(view.words[index])
            if role in "sp":
                current = (current or 1.0) * amount
                if amount >= 1000:
                    total, current = total + current, 0.0
            else:
                if index > first and not _follows(previous, amount, role):
                    break
                current += amount
            previous = amount
        index += 1
    while index - 1 > first and view.roles[index - 1] in "&+a":
        index -= 1
    head = view.roles[first]
    kind = "collective" if head == "c" else "cardinal"
    single = index - first == 1 and head == "o"
    loose = "l" in view.roles[first:index]
    return Number(first, index, total + current, kind, article=single, loose=loose)


def _follows(previous: float, amount: float, role: str) -> bool:
    """Say whether a number word may follow another in one number ("twenty five")."""
    if previous == 0 or role == "h":
        return True
    if role not in "uo" or amount <= 0:
        return False
    if 20 <= previous <= 90:
        return amount < 10
    return previous >= 100 and previous % 100 == 0 and amount < previous


def range_from(view: View, number: Number) -> Number | None:
    """Return "20-30", "four or five", "between 20 and 30" as one range."""
    lexicon = view.lexicon
    joint = view.roles[number.last]
    if joint not in "-r":
        between = view.words[number.first - 1] in lexicon.between
        if not between or view.words[number.last] not in lexicon.between_and:
            return None
    other = _next_number(view, number.last + 1)
    if other is None or number.amount is None or other.amount is None or number.article:
        return None
    low, high = number.amount, other.amount
    if low < 100 <= high and any(role in "sp" for role in view.roles[other.first : other.last]):
        low *= 1000 if high >= 1000 else 1  # "two to three thousand"
    if not low < high or low != int(low) or high != int(high):
        return None
    return Number(number.first, other.last, low, "range", high=int(high))


def _next_number(view: View, first: int) -> Number | None:
    match = _CORE.match(view.roles, first)
    if match is None or first in view.taken:
        return None
    other = number_at(view, first, match.end())
    return None if other.kind == "range" or view.roles[first] == "a" else other


def total_after(view: View, number: Number) -> Number | None:
    """Return the number 35 of "30 of 35", "30 of more than 35", whatever it counts."""
    last = number.last
    if view.words[last] not in view.lexicon.out_of_first:
        return None
    for length in range(_LONGEST_OF, 0, -1):
        if tuple(view.words[last : last + length]) in view.lexicon.out_of:
            begin = last + length
            hedged = view.lexicon.hedges.match(
                view.words[begin : begin + _HEDGE_WORDS], at_end=False
            )
            other = _next_number(view, begin + (hedged[0] if hedged else 0))
            if other is None or other.kind != "cardinal" or other.article:
                return None
            return other if (other.amount or 0) >= (number.amount or 0) > 0 else None
    return None
