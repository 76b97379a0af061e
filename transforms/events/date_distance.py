"""Days told by their distance: "two days ago", "last week", "on Friday", "the day before"."""

from typing import Final

from transforms.events.date_shapes import Piece, Shape

_UNITS: Final = {"K": "week", "E": "weekend", "H": "month", "Y": "year"}
_MAX_DAYS: Final = 62
_LONG_SPAN_HOURS: Final = 12
_OF_A_DAY: Final = "LZXWMdxe"  # "last night before it left", "Friday night before"


def read_ago(shape: Shape) -> Piece | None:
    """Read a distance back from publication: "three days ago", "a week ago"."""
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
    if unit == "N":  # "two nights ago"
        return None if vague else Piece(shape.first, shape.last, "day", offset=-count, part="night")
    return Piece(shape.first, shape.last, _UNITS[unit], offset=-count, vague=vague)


def read_earlier(shape: Shape) -> Piece | None:
    """Read a distance back from another day: "two days earlier", "the day before"."""
    numbers = shape.numbers("nd")
    if "k" in shape.roles:
        return Piece(shape.first, shape.last, "relative", vague=True)
    return Piece(shape.first, shape.last, "relative", offset=-(numbers[0] if numbers else 1))


def read_part_before(shape: Shape) -> Piece | None:
    """Read "the night before", "ночью ранее": counted back from another event's."""
    adverb = "O" in shape.roles and shape.before not in {"", ",", "!"}
    if adverb or (shape.before and shape.before in _OF_A_DAY):
        return None
    return Piece(shape.first, shape.last, "relative", offset=-1, part=shape.word("NPO"))


def read_beside(shape: Shape) -> Piece | None:
    """Read "the next day", "the previous night", "two days later": counted from another event."""
    numbers = shape.numbers("nd")
    if "k" in shape.roles:
        return Piece(shape.first, shape.last, "relative", vague=True)
    offset = -1 if "b" in shape.roles else numbers[0] if numbers else 1
    return Piece(shape.first, shape.last, "relative", offset=offset, part=shape.word("NP"))


def read_span(shape: Shape) -> Piece | None:
    """Read a stretch of time up to publication: "in the past 24 hours", "за сутки"."""
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


def read_week(shape: Shape) -> Piece | None:
    """Read a week, weekend, month or year by its relation: "last week", "this month"."""
    edge = shape.word("e") or ("early" if "B" in shape.roles else None)
    relation = shape.relation()
    offset = {"last": -1, "next": 1}.get(relation or "", 0)
    kind = _UNITS[shape.roles[-1]]
    if relation and shape.tokens[shape.last - 1].lower in shape.lexicon.plural_units:
        return Piece(shape.first, shape.last, "span", length=30, vague=True)
    return Piece(shape.first, shape.last, kind, offset=offset, edge=edge, relation=relation)


def read_weekday(shape: Shape) -> Piece | None:
    """Read one weekday or two: "on Friday", "Friday and Saturday", "Monday of last week"."""
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


def read_same(shape: Shape) -> Piece | None:
    """Read the day told of before: "the same day", "that night", "той же ночью"."""
    part = shape.word("NOPg")
    return Piece(shape.first, shape.last, "relative", offset=0, part=part)


def read_deictic(shape: Shape) -> Piece | None:
    """Read a day told from that of publication: "today", "the day before yesterday"."""
    offset = shape.numbers("R")[0] - ("B" in shape.roles)
    relation = "next" if offset > 0 else None
    return Piece(shape.first, shape.last, "day", offset=offset, relation=relation)


def read_eve(shape: Shape) -> Piece | None:
    """Read "накануне", the day before publication; not "накануне зимы"."""
    after = shape.tokens[shape.last : shape.last + 1]
    if after and shape.lexicon.is_eve_of(after[0].lemmas):
        return None
    return Piece(shape.first, shape.last, "day", offset=-1)
