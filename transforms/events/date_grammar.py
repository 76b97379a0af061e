"""Grammar of date phrases over role letters: one regular expression for all languages.

The letters are those of ``date_lexicon``. Each named group is one shape of a piece; a function
reads its values from the tokens. Pieces that complete each other ("overnight" and "on Monday")
are joined in ``dates``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from transforms.events.date_lexicon import DateLexicon
from transforms.language.tokens import Token

_SHAPES: Final = (
    ("full", r"D|y-d-d|d[-/]d[-/]y|d!d!y"),
    ("calendar", r"[dxm](?:[-qof][dxm](?=i?j?M))?i?j?M(?:,?yY?)?(?:[-qof][dxm]i?M(?:,?yY?)?)?"),
    ("american", r"M!?j?[dxm](?:[-q]M!?[dxm]|-[dxm]|q[dxm](?![·n]))?(?:,?yY?)?"),
    ("month", r"[LZX]?M(?:!?,?i?yY?)?"),
    ("ago", r"(?:[nkd]|ki)?[GQKHYEU]A"),
    ("deictic", r"R|[GQ]BR"),
    ("earlier", r"[nkd]?[GQg]B|c[nkd]?[GQ]f"),
    ("span", r"c?[LZ][nkd][GQUu]|c[LZ]?Q|c?L[GQ]|CG"),
    ("week", r"(?:[eB]i?j?)?[LZX][KEHY]|E"),
    ("weekday", r"[LZXS]?W(?:[NP]?[-qo]i?W)?(?:i?j?[LZX]K)?"),
    ("same", r"S+Z?[NPGQg]"),
    ("eve", r"v"),
    ("hour", r"[dn][ap]|t[ap]?|[dn]u(?:i?j?[NPgG])|[dn]u|xu(?:i?j?[NPgG])?|u[NP]|[dn][NP]"),
    ("part", r"[LZX]?(?:ei?j?)?[NP]U?|[LZX]?[OT]|g|eU"),
    ("numbered", r"m(?![·nVx])"),
    ("year", r"yY|Yy|y"),
)
_PATTERN: Final = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES))
# Every piece has one of the core letters; those that may stand before it in the piece are few.
# To look for the core first costs a fifth of matching the shapes at every word.
_CORE: Final = re.compile(r"[DMmWRvNOPgTGQKEHYUuaptAy]")
_FORE: Final = frozenset("dnxkcCLZXSeBijqof-/!,sy")
_LONGEST_FORE: Final = 7
_RELATIONS: Final = {"L": "last", "Z": "this", "X": "next"}
_UNITS: Final = {"K": "week", "E": "weekend", "H": "month", "Y": "year"}
_PART_OF_ROLE: Final = {"N": "night", "O": "night", "g": "afternoon", "G": "afternoon"}
_ZONE: Final = re.compile(r"[(,]?[cqi]?(l+)")
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


class _Shape(NamedTuple):
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

    def relation(self) -> str | None:
        """Return last, this or next, where the shape says so."""
        return next((_RELATIONS[role] for role in self.roles if role in _RELATIONS), None)


def pieces(roles: str, tokens: Sequence[Token], lexicon: DateLexicon) -> Iterator[Piece]:
    """Yield the pieces of date phrases in order, none overlapping."""
    words = tokens, lexicon
    position = 0
    core = _CORE.search(roles)
    while core is not None:
        end = core.end()
        piece = _piece_at(roles, max(position, _fore(roles, core.start())), core.start(), words)
        if piece is not None:
            position = end = piece.last
            yield piece
        core = _CORE.search(roles, end)


def _fore(roles: str, core: int) -> int:
    """Return where a piece with its first core letter at ``core`` may begin."""
    first = core
    while first > 0 and core - first < _LONGEST_FORE and roles[first - 1] in _FORE:
        first -= 1
    return first


def _piece_at(
    roles: str, first: int, core: int, words: tuple[Sequence[Token], DateLexicon]
) -> Piece | None:
    """Return the first piece that begins from ``first`` to ``core``."""
    tokens, lexicon = words
    for start in range(first, core + 1):
        match = _PATTERN.match(roles, start)
        if match is None or match.end() <= core:
            continue
        before = roles[start - 1] if start else ""
        shape = _Shape(start, match.end(), match.group(), before, tokens, lexicon)
        piece = _READERS[str(match.lastgroup)](shape)
        if piece is not None:
            return piece if piece.hour is None else _with_zone(piece, roles, tokens, lexicon)
    return None


def _full(shape: _Shape) -> Piece | None:
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


def _calendar(shape: _Shape) -> Piece | None:
    days, months, years = shape.numbers("dxm"), shape.numbers("M"), shape.numbers("y")
    if not _is_month(shape):
        return None
    piece = Piece(
        shape.first,
        shape.last,
        "day",
        year=years[0] if years else None,
        month=months[0],
        day=days[0],
    )
    if len(days) > 1:
        piece = piece._replace(
            end_day=days[1],
            end_month=months[-1],
            end_year=years[-1] if years else None,
        )
    return piece


def _american(shape: _Shape) -> Piece | None:
    before = shape.tokens[shape.first - 1].lower if shape.first else ""
    in_month = before in shape.lexicon.month_prepositions and "y" not in shape.roles
    if not shape.lexicon.month_before_day or in_month:
        month = shape._replace(last=shape.first + 1, roles="M")
        return _month(month)
    return _calendar(shape)


def _is_month(shape: _Shape) -> bool:
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


def _month(shape: _Shape) -> Piece | None:
    if not _is_month(shape):
        return None
    years = shape.numbers("y")
    relation = shape.relation()
    edge = next((shape.lexicon.edges.get(token.lower) for token in shape.own()), None)
    if not years and relation is None and shape.before not in tuple("isfzeSc"):
        return None
    return Piece(
        shape.first,
        shape.last,
        "month",
        year=years[0] if years else None,
        month=shape.numbers("M")[0],
        relation=relation,
        edge=edge,
    )


def _ago(shape: _Shape) -> Piece | None:
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


def _earlier(shape: _Shape) -> Piece | None:
    numbers = shape.numbers("nd")
    if "k" in shape.roles:
        return Piece(shape.first, shape.last, "relative", vague=True)
    return Piece(shape.first, shape.last, "relative", offset=-(numbers[0] if numbers else 1))


def _span(shape: _Shape) -> Piece | None:
    numbers = shape.numbers("nd")
    unit = shape.roles[-1]
    if "k" in shape.roles or (unit == "G" and not numbers):
        return Piece(shape.first, shape.last, "span", length=7, vague=True)
    count = numbers[0] if numbers else 1
    if unit in "Uu":
        if count < _LONG_SPAN_HOURS:
            return Piece(shape.first, shape.last, "day", offset=0)
        count = -(-count // 24)
    return Piece(shape.first, shape.last, "span", length=count) if count <= _MAX_DAYS else None


def _week(shape: _Shape) -> Piece | None:
    edge = shape.word("e") or ("early" if "B" in shape.roles else None)
    relation = shape.relation()
    offset = {"last": -1, "next": 1}.get(relation or "", 0)
    kind = _UNITS[shape.roles[-1]]
    return Piece(shape.first, shape.last, kind, offset=offset, edge=edge, relation=relation)


def _weekday(shape: _Shape) -> Piece | None:
    days = shape.numbers("W")
    index = shape.roles.index("W")
    token = shape.tokens[shape.first + index]
    weak = token.lower in shape.lexicon.short_weekdays
    if index == 0 and shape.first and not weak:
        weak = shape.lexicon.is_other_noun(shape.tokens[shape.first - 1].lemmas)
        if weak:
            return None
    weekly = shape.relation() if shape.roles.endswith("K") else None
    return Piece(
        shape.first,
        shape.last,
        "day",
        weekday=days[0],
        end_weekday=days[1] if len(days) > 1 else None,
        relation=shape.relation(),
        offset={"last": -1, "this": 0, "next": 1}.get(weekly or ""),
        weak=weak,
    )


def _same(shape: _Shape) -> Piece | None:
    part = shape.word("NPg")
    return Piece(shape.first, shape.last, "relative", offset=0, part=part)


def _deictic(shape: _Shape) -> Piece | None:
    offset = shape.numbers("R")[0] - ("B" in shape.roles)
    relation = "next" if offset > 0 else None
    return Piece(shape.first, shape.last, "day", offset=offset, relation=relation)


def _eve(shape: _Shape) -> Piece | None:
    return Piece(shape.first, shape.last, "day", offset=-1)


def _hour(shape: _Shape) -> Piece | None:
    roles, lexicon = shape.roles, shape.lexicon
    part: str | None = None
    minute = 0
    if roles[0] == "t":
        value = lexicon.meanings[shape.tokens[shape.first].lower]
        if not isinstance(value, tuple):
            return None
        hour, minute = value
        if roles[-1] == "p" and hour < 12:
            hour += 12
    elif roles[-1] in "ap":
        hour = shape.numbers("dn")[0]
        if hour > 12:
            return None
        hour = hour % 12 + (12 if roles[-1] == "p" else 0)
    else:
        if roles in {"dN", "nN", "dP", "nP"}:
            part = lexicon.clock_parts.get(shape.tokens[shape.last - 1].lower)
            if part is None:
                return None
        elif roles in {"du", "nu"} and shape.before != "i":
            return None
        part = part or shape.word("NPgG")
        hour = shape.numbers("dnx")[0] if roles[0] != "u" else 1
        if hour > 24:
            return None
        if part in {"afternoon", "evening"} and hour < 12:
            hour += 12
    return Piece(shape.first, shape.last, "clock", hour=hour % 24, minute=minute, part=part)


def _with_zone(piece: Piece, roles: str, tokens: Sequence[Token], lexicon: DateLexicon) -> Piece:
    match = _ZONE.match(roles, piece.last)
    if not match:
        return piece
    first, last = match.span(1)
    zone = str(lexicon.meanings[tokens[first].lower])
    if zone == "zone_words" or (zone != "utc" and last - first < 2):
        return piece
    return piece._replace(last=last, zone=zone)


def _part(shape: _Shape) -> Piece | None:
    roles = shape.roles
    if roles == "eU":
        return Piece(shape.first, shape.last, "part", part="dawn")
    relation = shape.relation()
    if "T" in roles:
        return Piece(shape.first, shape.last, "part", part="night", relation="last")
    part = shape.word("NOPg")
    return Piece(shape.first, shape.last, "part", part=part, relation=relation)


def _numbered(shape: _Shape) -> Piece | None:
    if shape.before not in tuple("joi"):
        return None
    return Piece(shape.first, shape.last, "day", day=shape.numbers("m")[0])


def _year(shape: _Shape) -> Piece | None:
    year = shape.numbers("y")[0]
    weak = shape.roles == "y" and (shape.before not in tuple("isfzc") or year < _BARE_YEAR)
    return Piece(shape.first, shape.last, "year", year=year, weak=weak)


_READERS: Final[dict[str, Callable[[_Shape], Piece | None]]] = {
    "full": _full,
    "calendar": _calendar,
    "american": _american,
    "month": _month,
    "ago": _ago,
    "earlier": _earlier,
    "span": _span,
    "week": _week,
    "weekday": _weekday,
    "same": _same,
    "deictic": _deictic,
    "eve": _eve,
    "hour": _hour,
    "part": _part,
    "numbered": _numbered,
    "year": _year,
}
