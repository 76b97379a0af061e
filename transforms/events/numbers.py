"""Quantities of a text: value, bounds, and whether they count things.

``find_numbers`` reads digits and number words with the hedges beside them. What only looks like a
quantity (dates, clock times, weapon models, scores, telephone numbers, ordinals, ages) is left
out; quantities with a unit are marked as measures.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from transforms.events.dates import DateMention
from transforms.events.number_lexicon import Bound, NumberLexicon
from transforms.language.tokens import Token

_CORE: Final = re.compile(
    r"(?=[dfyuclsphkHRaov])(?:"
    r"ha?[sp]"  # half a dozen
    r"|k[sp]*|H|R"  # полтора десятка; полсотни; два-три
    r"|[df][sp]+|[dfy]"  # 1.5 million
    r"|a(?:s(?:&?[uo])*|l|v)"  # a hundred and five; a couple; a few
    r"|[cl][sp]*"
    r"|[uo](?:[uosp]|&(?=[uo]))*"
    r"|v[sp]*|p[sp]*|s(?:[uosp]|&(?=[uo]))*"
    r"|a)"
)
_MAX_AMOUNT: Final = 10**12
_MAX_AGE: Final = 110
_MAX_LIST_MARK: Final = 30


class NumberMention(NamedTuple):
    """One quantity; ``start`` and ``end`` are characters of the text, hedges included.

    ``first_token`` (of the hedge) to ``last_token`` is half-open; ``number_token`` is where the
    number itself begins. ``value``: the figure stated; null for ranges, "dozens", and what is not
    whole. ``low`` and ``high``: bounds stated ("at least 100" has no high); both equal ``value``
    where it is ``exact``. ``kind``: cardinal, collective ("двое"), vague, range, of ("30 of 35",
    with ``total``), measure (with ``unit``: percent, money, length, duration, age ...).
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


class _Number(NamedTuple):
    """A number before its surroundings are read: tokens, amount or range, kind."""

    first: int
    last: int
    amount: float | None
    kind: str
    article: bool = False
    high: int | None = None
    loose: bool = False


def find_numbers(
    text: str, tokens: Sequence[Token], lexicon: NumberLexicon, dates: Iterable[DateMention]
) -> list[NumberMention]:
    """Return the quantities of ``text`` in order; ``tokens`` are those of the whole text.

    ``dates`` are the mentions of ``find_dates`` for the same tokens: their numbers are not
    quantities. Nothing is rejected.
    """
    roles = "".join([lexicon[token.lower] for token in tokens])
    taken = {index for date in dates for index in range(date.first_token, date.last_token)}
    reader = _Reader(text, tokens, lexicon, roles, taken)
    found: list[NumberMention] = []
    position = 0
    while True:
        match = _CORE.search(roles, position)
        if match is None:
            return found
        number = reader.number(match.start(), match.end())
        position = max(number.last if number else 0, match.start() + 1)
        if number is None or match.start() in taken:
            continue
        mention, position = reader.mention(number)
        if mention is not None:
            while found and found[-1].last_token > mention.first_token:
                found.pop()  # "many" of "as many as 30"
            found.append(mention)


class _Reader:
    """Reads numbers and their surroundings in one text."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        lexicon: NumberLexicon,
        roles: str,
        taken: set[int],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.roles = roles
        self.taken = taken

    def number(self, first: int, last: int) -> _Number | None:
        """Return the number in the tokens from ``first``, at most to ``last``."""
        roles = self.roles[first:last]
        head = roles[0]
        if head == "R":
            low, high = self.lexicon.ranges[self.tokens[first].lower]
            return _Number(first, last, low, "range", high=high)
        if "v" in roles:
            return _Number(first, last, None, "vague")
        if head == "p":
            return self._plural(first, last)
        if roles == "a":
            return _Number(first, last, 1, "cardinal", article=True)
        return self._sum(first, last)

    def _plural(self, first: int, last: int) -> _Number:
        """Read "сотни": vague, but a hundred after "около"."""
        word = self.tokens[first].lower
        hedged = first > 0 and self.tokens[first - 1].lower in self.lexicon.hedges.lasts
        if last - first == 1 and hedged and word in self.lexicon.genitive_scales:
            return _Number(first, last, self.lexicon.amounts[word], "cardinal", loose=True)
        return _Number(first, last, None, "vague")

    def _sum(self, first: int, last: int) -> _Number:
        """Add up number words as far as they make one number."""
        total, current, previous = 0.0, 0.0, 0.0
        index = first
        while index < last:
            role = self.roles[index]
            amount = self.lexicon.amounts.get(self.tokens[index].lower, 0.0)
            if role in "sp":
                current = (current or 1.0) * amount
                if amount >= 1000:
                    total, current = total + current, 0.0
                previous = amount
            elif role in "uodfyclkhH":
                if index > first and not _follows(previous, amount, role):
                    break
                current, previous = current + amount, amount
            index += 1
        while index - 1 > first and self.roles[index - 1] in "&a":
            index -= 1
        kind = "collective" if self.roles[first] == "c" else "cardinal"
        alone = index - first == 1
        return _Number(
            first,
            index,
            total + current,
            kind,
            article=alone and self.roles[first] == "o",
            loose="l" in self.roles[first:index],
        )

    def mention(self, number: _Number) -> tuple[NumberMention | None, int]:
        """Return the quantity around ``number`` (None if it is none) and where to go on."""
        first, last = number.first, number.last
        if self._is_name(number):
            return None, self._skip_joined(last)
        total = None
        if number.amount is not None and number.kind != "range":
            ranged = self._range(number)
            if ranged is not None:
                number, last = ranged, ranged.last
            else:
                total, last = self._total(number)
                if total is None and number.article and self._partitive(last):
                    return None, last
        each = self._each(first, last)
        if number.article and not each and not self._counts(last):
            return None, last
        length, bound, last = self._hedge(number, last)
        unit = self._unit(first, last)
        amount = number.amount
        if amount is not None and (amount != int(amount) or amount > _MAX_AMOUNT):
            if unit is None:
                return None, last
            amount = None
        kind = "measure" if unit else "of" if total is not None else number.kind
        value = None if amount is None or number.kind == "range" else int(amount)
        low, high, exact = _bounds(number, value, bound)
        begin = self.tokens[first - length].start
        end = self.tokens[last - 1].end
        return NumberMention(
            begin,
            end,
            first - length,
            last,
            first,
            value,
            low,
            high,
            exact,
            kind,
            self.text[begin:end],
            total,
            unit,
            number.article,
            each,
        ), last

    def _word(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def _role(self, index: int) -> str:
        return self.roles[index] if 0 <= index < len(self.roles) else "·"

    def _glued(self, index: int) -> bool:
        """Say whether the token touches the one before it."""
        return (
            0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end
        )

    def _is_name(self, number: _Number) -> bool:
        """Say whether digits are a year, a model, a label, a telephone number or a list mark."""
        first, last = number.first, number.last
        if self._role(first) not in "dfy":
            return False
        before = self._word(first - 1)
        mark = self.lexicon.before.get(before) if before else None
        if before == "." and self.lexicon.before.get(self._word(first - 2)) == "sign":
            mark = "sign"
        if self._role(first) == "y" and last - first == 1 and self._is_year(mark, last):
            return True
        return (
            mark == "sign"
            or (mark == "model" and self.tokens[first - 1].text[0].isupper())
            or (mark == "label" and not self._counted_noun(last))
            or before == "+"
            or "/" in (self._role(first - 1), self._role(last))
            # the tail of a model or of a telephone number
            or (before == "-" and self._glued(first) and self._glued(first - 1))
            or self._is_list_mark(first, last)
        )

    def _is_year(self, mark: str | None, last: int) -> bool:
        following = self._word(last)
        if following and self.lexicon.after.get(following) == "year":
            return True
        if mark == "year" and int(self.lexicon.amounts[self._word(last - 1)]) >= 1950:
            return True
        return not self._counted_noun(last)

    def _counted_noun(self, index: int) -> bool:
        """Say whether a word stands there that a number before it may count."""
        if index >= len(self.tokens):
            return False
        token = self.tokens[index]
        return (
            token.text[0].isalpha()
            and token.text[0].islower()
            and (self.lexicon.after.get(token.lower) != "function")
        )

    def _is_list_mark(self, first: int, last: int) -> bool:
        start = self.tokens[first].start
        at_line = start == 0 or self.text[start - 1] == "\n"
        amount = self.lexicon.amounts[self._word(first)]
        return at_line and self._word(last) in {".", ")"} and amount <= _MAX_LIST_MARK

    def _skip_joined(self, last: int) -> int:
        """Go past the further numbers of a date, a score or a telephone number."""
        while self._role(last) in "-/" and self._glued(last) and self._role(last + 1) in "dfy":
            last += 2
        return last

    def _range(self, number: _Number) -> _Number | None:
        """Return "20-30", "four or five", "between 20 and 30" as one range."""
        joint = self._role(number.last)
        between = self._word(number.first - 1) in self.lexicon.between
        if joint not in "-r" and not (
            between and self._word(number.last) in self.lexicon.between_and
        ):
            return None
        match = _CORE.match(self.roles, number.last + 1)
        if match is None or number.article or match.start() in self.taken:
            return None
        other = self.number(match.start(), match.end())
        if other is None or other.amount is None or number.amount is None or other.article:
            return None
        low, high = number.amount, other.amount
        if low < 100 and high >= 1000 and high % 1000 == 0 and joint in "-r":
            low *= 1000 if self._scaled(other) else 1  # "two to three thousand"
        if not low < high or low != int(low) or high != int(high):
            return None
        return _Number(number.first, other.last, low, "range", high=int(high))

    def _scaled(self, number: _Number) -> bool:
        return any(role in "sp" for role in self.roles[number.first : number.last])

    def _total(self, number: _Number) -> tuple[int | None, int]:
        """Return 35 of "30 of 35" and where it ends."""
        last = number.last
        if self._word(last) not in self.lexicon.out_of_first:
            return None, last
        for length in range(5, 0, -1):
            words = tuple(token.lower for token in self.tokens[last : last + length])
            if len(words) < length or words not in self.lexicon.out_of:
                continue
            match = _CORE.match(self.roles, last + length)
            if match is None or match.start() in self.taken:
                return None, last
            other = self.number(match.start(), match.end())
            if other and self._is_total(other, number.amount or 0):
                return int(other.amount or 0), other.last
            return None, last
        return None, last

    def _is_total(self, number: _Number, part: float) -> bool:
        whole = number.amount or 0
        return (
            whole >= part > 0
            and number.kind == "cardinal"
            and not (number.article or self._unit(0, number.last))
        )

    def _partitive(self, last: int) -> bool:
        """Say whether "one" is one of several: "one of the largest"."""
        return self._word(last) in self.lexicon.out_of_first

    def _counts(self, last: int) -> bool:
        """Say whether something follows that an article may count."""
        if last >= len(self.tokens):
            return False
        token = self.tokens[last]
        return token.text[0].isalpha() and self._role(last) not in "spv"

    def _hedge(self, number: _Number, last: int) -> tuple[int, Bound | None, int]:
        """Return the words of the hedge before, what it says, and the end with a hedge after."""
        first = number.first
        length, bound = 0, None
        if first and self.tokens[first - 1].lower in self.lexicon.hedges.lasts:
            words = [token.lower for token in self.tokens[max(0, first - 5) : first]]
            match = self.lexicon.hedges.match(words, at_end=True)
            if match:
                length, bound = match
        elif number.kind == "range" and self._word(first - 1) in self.lexicon.between:
            length = 1
        if bound is None and self._word(last) in self.lexicon.hedges_after.firsts:
            words = [token.lower for token in self.tokens[last : last + 4]]
            match = self.lexicon.hedges_after.match(words, at_end=False)
            if match:
                last, bound = last + match[0], match[1]
        return length, bound, last

    def _unit(self, first: int, last: int) -> str | None:
        """Return the kind of unit after (or the currency before) a number."""
        if first and self.lexicon.before.get(self._word(first - 1)) == "currency":
            return "money"
        index = last
        while index < min(last + 3, len(self.tokens)):
            word = self._word(index)
            unit = self.lexicon.units.get(word)
            if unit is not None:
                return unit
            if word not in {".", "-"} and self.lexicon.after.get(word) != "adjective":
                break
            index += 1
        return self._age(first, last)

    def _age(self, first: int, last: int) -> str | None:
        """Return "age" for the number of "Ivan Petrenko, 45, was killed"."""
        if last - first != 1 or self._role(first) != "d" or self._word(first - 1) != ",":
            return None
        if self._word(last) != "," or first < 2 or not self.tokens[first - 2].text[0].isupper():
            return None
        return "age" if self.lexicon.amounts[self._word(first)] <= _MAX_AGE else None

    def _each(self, first: int, last: int) -> bool:
        if last < len(self.tokens) and self.lexicon.after.get(self._word(last)) == "each":
            return True
        return first > 0 and self.lexicon.before.get(self._word(first - 1)) == "each"


def _follows(previous: float, amount: float, role: str) -> bool:
    """Say whether a number word may follow another in one number ("twenty five")."""
    if role not in "uo" or amount <= 0:
        return False
    if 20 <= previous <= 90:
        return amount < 10
    return previous >= 100 and previous % 100 == 0 and amount < previous


def _bounds(
    number: _Number, value: int | None, bound: Bound | None
) -> tuple[int | None, int | None, bool]:
    """Return low, high and whether the figure is exact."""
    if number.kind == "range":
        return int(number.amount or 0), number.high, False
    if value is None:
        return None, None, False
    if bound == "low":
        return value, None, False
    if bound == "high":
        return None, value, False
    if bound == "about" or number.loose:
        return None, None, False
    return value, value, True
