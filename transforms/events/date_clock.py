"""Clock times and parts of the day in a date phrase."""

from typing import Final

from transforms.events.date_shapes import Piece, Shape

_NOON: Final = 12


def read_clock(shape: Shape) -> Piece | None:
    """Read a clock time of figures: "05:30", "5:30 pm"."""
    value = shape.lexicon.meanings[shape.tokens[shape.first].lower]
    if not isinstance(value, tuple):
        return None
    hour, minute = value
    if shape.roles[1:2] == "p" and hour < _NOON:
        hour += _NOON
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=minute)


def read_meridian(shape: Shape) -> Piece | None:
    """Read "5 p.m."."""
    hour = shape.numbers("dn")[0]
    if hour > _NOON:
        return None
    hour = hour % _NOON + (_NOON if shape.roles[-1] == "p" else 0)
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=0)


def read_half_hour(shape: Shape) -> Piece | None:
    """Read "в половине четвертого", the half hour before four."""
    hour = shape.numbers("x")[0] - 1
    part = shape.word("NP")
    return Piece(shape.first, shape.last, "clock", hour=hour, minute=30, part=part)


def read_spoken(shape: Shape) -> Piece | None:
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


def read_part(shape: Shape) -> Piece | None:
    """Read a part of the day: "overnight", "early in the morning", "last night"."""
    roles = shape.roles
    if roles == "eU":
        return Piece(shape.first, shape.last, "part", part="dawn")
    relation = shape.relation()
    if "T" in roles:
        return Piece(shape.first, shape.last, "part", part="night", relation="last")
    part = shape.word("NOPg")
    return Piece(shape.first, shape.last, "part", part=part, relation=relation)
