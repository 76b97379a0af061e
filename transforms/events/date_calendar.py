"""Days, months and years named in a date phrase."""

from typing import Final

from transforms.events.date_shapes import Piece, Shape

_SHORTEST_MONTH: Final = 28
_BARE_YEAR: Final = 1980  # smaller ones may be quantities: "in 1920 apartment buildings"
_AT_YEAR: Final = tuple("isfzce")  # roles of words before a year: "in", "from", "early"


def read_full(shape: Shape) -> Piece | None:
    """Read a date of figures only: "12.03.2025", "2025-03-12"."""
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


def read_calendar(shape: Shape) -> Piece | None:
    """Read days with their month, one or two of them: "12 March", "31 March - 1 April 2025"."""
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


def read_american(shape: Shape) -> Piece | None:
    """Read days behind their month where the language writes so: "March 12-13, 2025"."""
    before = shape.tokens[shape.first - 1].lower if shape.first else ""
    in_month = before in shape.lexicon.month_prepositions and "y" not in shape.roles
    if not shape.lexicon.month_before_day or in_month:
        month = shape._replace(last=shape.first + 1, roles="M")
        return read_month(month)
    return read_calendar(shape)


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


def read_month(shape: Shape) -> Piece | None:
    """Read a month without a day: "in March 2025", "last March"."""
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


def read_numbered(shape: Shape) -> Piece | None:
    """Read a day without its month after a word that asks for one: "on the 31st"."""
    if shape.before not in tuple("joi"):
        return None
    return Piece(shape.first, shape.last, "day", day=shape.numbers("m")[0])


def read_year(shape: Shape) -> Piece | None:
    """Read a year; a bare one is weak, it may be a mere figure."""
    year = shape.numbers("y")[0]
    bare = shape.roles == "y" and shape.tokens[shape.first].text.isdigit()  # not "2022-го"
    told = shape.before == "j" or shape.before in _AT_YEAR
    weak = bare and (_counts(shape) if year < _BARE_YEAR else not told)
    return Piece(shape.first, shape.last, "year", year=year, weak=weak)


def _counts(shape: Shape) -> bool:
    """Say whether digits may count the word behind: "in 1920 houses", not "in 1940, bombers"."""
    after = shape.tokens[shape.last].text if shape.last < len(shape.tokens) else ""
    return shape.before not in _AT_YEAR or after[:1].islower()
