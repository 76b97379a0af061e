"""Pieces of date phrases: what one shape of the grammar says.

A shape is a run of role letters (see ``date_lexicon``) that ``date_grammar`` recognised; the
function of its name reads the values from the tokens, or finds that it is no date after all.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from transforms.events.date_lexicon import DateLexicon
from transforms.language.tokens import Token

_RELATIONS: Final = {"L": "last", "b": "last", "Z": "this", "X": "next"}
_UNITS: Final = {"K": "week", "E": "weekend", "H": "month", "Y": "year"}
_PART_OF_ROLE: Final = {"N": "night", "O": "night", "g": "afternoon", "G": "afternoon"}
_NOON: Final = 12
_SHORTEST_MONTH: Final = 28
_MAX_DAYS: Final = 62
_LONG_SPAN_HOURS: Final = 12
_BARE_YEAR: Final = 1980  # smaller ones are rather quantities: "in 1920 apartment buildings"


class Piece(NamedTuple):
    """A part of a date phrase: its half-open range of tokens and what it says.

    ``weak`` pieces count only when they complete another one ("the 31st", a bare year).
    """

    first: int
    last: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    offset: int | None = None
    length: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    relation: str | None = None
    edge: str | None = None
    vague: bool = False
    weak: bool = False


class Shape(NamedTuple):
    """A match: its tokens, their role letters, and the letter before."""

    first: int
    last: int
    roles: str
    before: str
    tokens: Sequence[Token]
    lexicon: DateLexicon

    def numbers(self, letters: str) -> list[int]:
        """Return the values of the tokens with one of ``letters``, in order."""
        found = []
        for index, role in enumerate(self.roles):
            if role in letters:
                value = self.lexicon.meanings[self.tokens[self.first + index].lower]
                if isinstance(value, int):
                    found.append(value)
        return found

    def own(self) -> Sequence[Token]:
        """Return the tokens of the shape itself."""
        return self.tokens[self.first : self.last]

    def word(self, letters: str) -> str | None:
        """Return the value of the first token with one of ``letters`` as a name."""
        for index, role in enumerate(self.roles):
            if role in letters:
                if role in _PART_OF_ROLE:
                    return _PART_OF_ROLE[role]
                return str(self.lexicon.meanings[self.tokens[self.first + index].lower])
        return None

    def year_offset(self) -> int | None:
        """Return -1 for a shape that ends with "last year", and so on."""
        if self.roles[-1:] != "Y" or self.roles[-2] not in "LZX":
            return None
        return {"L": -1, "Z": 0, "X": 1}[self.roles[-2]]

    def lists(self) -> bool:
        """Say whether "and" joins two days; after "between" they are the ends of one time."""
        return "&" in self.roles and self.before != "s"

    def relation(self) -> str | None:
        """Return last, this or next, where the shape says so."""
        return next((_RELATIONS[role] for role in self.roles if role in _RELATIONS), None)


def _full(shape: Shape) -> Piece | None:
    if shape.roles == "D":
        value = shape.lexicon.meanings[shape.tokens[shape.first].lower]
        if not isinstance(value, tuple):
            return None
        year, month, day = value
    elif shape.roles[0] == "y":
        year, month, day = shape.numbers("yd")
    else:
        day, month, year = shape.numbers("yd")
    if month > 12 >= day:
        day, month = month, day
    if month > 12:
        return None
    return Piece(shape.first, shape.last, "day", year=year, month=month, day=day)


def _calendar(shape: Shape) -> Piece | None:
    days, months, years = shape.numbers("dxm"), shape.numbers("M"), shape.numbers("y")
    spelled = shape.roles[0] == "x" and shape.roles[1] != "i"
    if not _is_month(shape) or (spelled and shape.lexicon.month_before_day):
        return None  # "the second March offensive"
    piece = Piece(
        shape.first,
        shape.last,
        "day",
        year=years[0] if years else None,
        month=months[0],
        day=days[0],
        offset=shape.year_offset(),
    )
    if len(days) > 1 and shape.lists() and not _adjoin(days, months):
        # "27 February and 8 March" are two dates; the second is read on its own
        return piece._replace(last=shape.first + shape.roles.index("&"))
    if len(days) > 1:
        piece = piece._replace(
            end_day=days[1],
            end_month=months[-1],
            end_year=years[-1] if years else None,
        )
    return piece


def _adjoin(days: list[int], months: list[int]) -> bool:
    """Say whether the second day is the next one, or the first of the next month."""
    if len(months) > 1 and months[0] != months[1]:
        return days[1] == 1 and days[0] >= _SHORTEST_MONTH
    return days[1] - days[0] == 1


def _american(shape: Shape) -> Piece | None:
    before = shape.tokens[shape.first - 1].lower if shape.first else ""
    in_month = before in shape.lexicon.month_prepositions and "y" not in shape.roles
    if not shape.lexicon.month_before_day or in_month:
        month = shape._replace(last=shape.first + 1, roles="M")
        return _month(month)
    return _calendar(shape)


def _is_month(shape: Shape) -> bool:
    """Say whether the month's name is one: "may 5" and "march 12 km" in small letters are not."""
    for index, role in enumerate(shape.roles):
        if role == "M":
            token = shape.tokens[shape.first + index]
            if token.lower in shape.lexicon.capital_months and token.text.islower():
                return False
            named = shape.lexicon.capital_months_are_names and token.text.istitle()
            if named and index and "y" not in shape.roles:
                return False
    return True


def _month(shape: Shape) -> Piece | None:
    if not _is_month(shape):
        return None
    years = shape.numbers("y")
    relation = shape.relation()
    edge = next((shape.lexicon.edges.get(token.lower) for token in shape.own()), None)
    if not years and relation is None and edge is None and shape.before not in tuple("isfzec"):
        return None
    return Piece(
        shape.first,
        shape.last,
        "month",
        year=years[0] if years else None,
        month=shape.numbers("M")[0],
        offset=shape.year_offset(),
        relation=relation,
        edge=edge,
    )


def _ago(shape: Shape) -> Piece | None:
    numbers = shape.numbers("nd")
    count = numbers[0] if numbers else 1
    unit = shape.roles[-2]
    vague = "k" in shape.roles
    if unit == "U":
        return Piece(shape.first, shape.last, "day", offset=0) if count < 6 else None
    if unit in "GQ":
        if vague:
            return Piece(shape.first, shape.last, "span", length=7, vague=True)
        return Piece(shape.first, shape.last, "day", offset=-count)
    return Piece(shape.first, shape.last, _UNITS[unit], offset=-count, vague=vague)


def _earlier(shape: Shape) -> Piece | None:
    numbers = shape.numbers("nd")
    if "k" in shape.roles:
        return Piece(shape.first, shape.last, "relative", vague=True)
    return Piece(shape.first, shape.last, "relative", offset=-(numbers[0] if numbers else 1))


def _beside(shape: Shape) -> Piece | None:
    """Read "the next day", "the previous night", "two days later": counted from another event."""
    numbers = shape.numbers("nd")
    if "k" in shape.roles:
        return Piece(shape.first, shape.last, "relative", vague=True)
    offset = -1 if "b" in shape.roles else numbers[0] if numbers else 1
    return Piece(shape.first, shape.last, "relative", offset=offset, part=shape.word("NP"))


def _span(shape: Shape) -> Piece | None:
    numbers = shape.numbers("nd")
    unit = shape.roles[-1]
    if "k" in shape.roles or (unit in "GKH" and not numbers):
        length = 7 if unit in "GQUu" else 30
        return Piece(shape.first, shape.last, "span", length=length, vague=True)
    count = numbers[0] if numbers else 1
    count *= {"K": 7, "H": 30}.get(unit, 1)
    if unit in "Uu":
        if count < _LONG_SPAN_HOURS:
            return Piece(shape.first, shape.last, "day", offset=0)
        count = -(-count // 24)
    return Piece(shape.first, shape.last, "span", length=count) if count <= _MAX_DAYS else None


def _week(shape: Shape) -> Piece | None:
    edge = shape.word("e") or ("early" if "B" in shape.roles else None)
    relation = shape.relation()
    offset = {"last": -1, "next": 1}.get(relation or "", 0)
    kind = _UNITS[shape.roles[-1]]
    if relation and shape.tokens[shape.last - 1].lower in shape.lexicon.plural_units:
        return Piece(shape.first, shape.last, "span", length=30, vague=True)
    return Piece(shape.first, shape.last, kind, offset=offset, edge=edge, relation=relation)


def _weekday(shape: Shape) -> Piece | None:
    days = shape.numbers("W")
    index = shape.roles.index("W")
    token = shape.tokens[shape.first + index]
    weak = token.lower in shape.lexicon.short_weekdays
    if index == 0 and shape.first and not weak:
        weak = shape.lexicon.is_other_noun(shape.tokens[shape.first - 1].lemmas)
        if weak:
            return None
    last = shape.last
    if len(days) > 1 and shape.lists() and (days[1] - days[0]) % 7 != 1:
        last = shape.first + shape.roles.index("&")
        days = days[:1]
    weekly = shape.relation() if shape.roles.endswith("K") else None
    return Piece(
        shape.first,
        last,
        "day",
        weekday=days[0],
        end_weekday=days[1] if len(days) > 1 else None,
        relation=shape.relation(),
        offset={"last": -1, "this": 0, "next": 1}.get(weekly or ""),
        weak=weak,
    )


def _same(shape: Shape) -> Piece | None:
    part = shape.word("NPg")
    return Piece(shape.first, shape.last, "relative", offset=0, part=part)


def _deictic(shape: Shape) -> Piece | None:
    offset = shape.numbers("R")[0] - ("B" in shape.roles)
    relation = "next" if offset > 0 else None
    return Piece(shape.first, shape.last, "day", offset=offset, relation=relation)


def _eve(shape: Shape) -> Piece | None:
    return Piece(shape.first, shape.last, "day", offset=-1)


def _clock(shape: Shape) -> Piece | None:
    value = shape.lexicon.meanings[shape.tokens[shape.first].lower]
    if not isinstance(value, tuple):
        return None
    hour, minute = value
    if shape.roles[1:2] == "p" and hour < _NOON:
        hour += _NOON
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=minute)


def _meridian(shape: Shape) -> Piece | None:
    """Read "5 p.m."."""
    hour = shape.numbers("dn")[0]
    if hour > _NOON:
        return None
    hour = hour % _NOON + (_NOON if shape.roles[-1] == "p" else 0)
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=0)


def _half_hour(shape: Shape) -> Piece | None:
    """Read "в половине четвертого", the half hour before four."""
    hour = shape.numbers("x")[0] - 1
    part = shape.word("NP")
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=30, part=part)


def _spoken(shape: Shape) -> Piece | None:
    """Read "в 3 часа ночи", "о третій годині", "в 5 утра"; not the duration "3 часа"."""
    roles = shape.roles
    part = shape.word("NPgG")
    if len(roles) == 2 and roles[1] in "NP" and roles[0] != "u":
        part = shape.lexicon.clock_parts.get(shape.tokens[shape.last - 1].lower)
        if part is None:
            return None
    elif roles in {"du", "nu"} and shape.before != "i":
        return None
    hour = shape.numbers("dnx")[0] if roles[0] != "u" else 1
    if hour > 24:
        return None
    if part in {"afternoon", "evening"} and hour < _NOON:
        hour += _NOON
    return Piece(shape.first, shape.last, "clock", hour=hour % 24, minute=0, part=part)


def _part(shape: Shape) -> Piece | None:
    roles = shape.roles
    if roles == "eU":
        return Piece(shape.first, shape.last, "part", part="dawn")
    relation = shape.relation()
    if "T" in roles:
        return Piece(shape.first, shape.last, "part", part="night", relation="last")
    part = shape.word("NOPg")
    return Piece(shape.first, shape.last, "part", part=part, relation=relation)


def _numbered(shape: Shape) -> Piece | None:
    if shape.before not in tuple("joi"):
        return None
    return Piece(shape.first, shape.last, "day", day=shape.numbers("m")[0])


def _year(shape: Shape) -> Piece | None:
    year = shape.numbers("y")[0]
    weak = shape.roles == "y" and (shape.before not in tuple("isfzc") or year < _BARE_YEAR)
    return Piece(shape.first, shape.last, "year", year=year, weak=weak)


READERS: Final[dict[str, Callable[[Shape], Piece | None]]] = {
    "full": _full,
    "calendar": _calendar,
    "american": _american,
    "month": _month,
    "ago": _ago,
    "earlier": _earlier,
    "beside": _beside,
    "span": _span,
    "week": _week,
    "weekday": _weekday,
    "same": _same,
    "deictic": _deictic,
    "eve": _eve,
    "clock": _clock,
    "meridian": _meridian,
    "half_hour": _half_hour,
    "spoken": _spoken,
    "part": _part,
    "numbered": _numbered,
    "year": _year,
}
