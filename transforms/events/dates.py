"""Date phrases of a text: where they stand and what they say, before any publication date.

``find_dates`` is the only entry. What a phrase says does not depend on when the article was
published, so that mentions may be cached with the text; ``date_resolution.resolve`` turns one into
calendar days.
"""

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from transforms.events.date_grammar import Piece, pieces
from transforms.events.date_lexicon import DateLexicon
from transforms.language.tokens import Token

_LOWER: Final = attrgetter("lower")
_GAP_TOKENS: Final = 5
# what may stand between two pieces of one phrase: "on the night of | Sunday", "Friday, | 8 March"
_GAP: Final = re.compile(r"[,(!]?(?:[iojwcqs]|e(?=[ij])){0,3}")
_ADJECTIVE_GAP: Final = re.compile(r"·{1,3}[io]j?")
_LEAD: Final = re.compile(r"[iojwcsfz]{0,3}(e[ijo]{0,3})?$")
# "since", "by", "from" before the phrase, or further off: "since the start of the war in"
_BOUND: Final = re.compile(r"([zfs])(?:(?<=z)[^!,V]{0,6}|j?e[^!,V]{0,5})?[ijow]*$")
_REPORTED: Final = re.compile(r"V(?:·{0,2}[iojq]*h)?[iojwe]*$")
_FUTURE: Final = re.compile(r"F[^!,(V]{0,6}$")
_BEFORE: Final = 9
_STAMP_REST: Final = 24
_EDGED: Final = frozenset({"day", "week", "month"})


class DateMention(NamedTuple):
    """One phrase that says when; ``start`` and ``end`` are characters of the text.

    ``kind``: day (one or several days), part (a part of the day without a day: "overnight", "this
    morning"), clock, week, weekend, month, year, span ("the past 24 hours", "recent days"),
    relative (to the event told before: "that night", "a day earlier").
    ``first_token`` and ``last_token`` are a half-open range. ``year``, ``month``, ``day`` and
    their ``end_`` twins, ``weekday`` (Monday 0) and ``offset`` (of ``kind`` units from
    publication) are null where the phrase does not say them. ``edge`` is early, mid or late;
    ``relation`` last, this or next; ``bound`` since or until where the phrase only bounds a time.
    ``reporting``: the phrase follows an attribution verb, it dates the report. ``future``: an
    announcement. ``vague``: the length of time is not stated. ``stamp``: the phrase stands alone on
    its line, as page furniture does.
    """

    start: int
    end: int
    first_token: int
    last_token: int
    kind: str
    text: str
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
    bound: str | None = None
    reporting: bool = False
    future: bool = False
    vague: bool = False
    stamp: bool = False


def find_dates(text: str, tokens: Sequence[Token], lexicon: DateLexicon) -> list[DateMention]:
    """Return the date phrases of ``text`` in order; ``tokens`` are those of the whole text.

    Durations, ages, and words that only look like dates ("may", "March on", "окружающая среда")
    give nothing. No date is resolved here and nothing is rejected.
    """
    roles = "".join(map(lexicon.__getitem__, map(_LOWER, tokens)))
    found: list[Piece] = []
    for piece in pieces(roles, tokens, lexicon):
        if found:
            joined = _joined(found[-1], piece, roles)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(piece)
    return [_mention(text, tokens, roles, lexicon, piece) for piece in found if not piece.weak]


def _joined(left: Piece, right: Piece, roles: str) -> Piece | None:
    """Return one piece for two that complete each other, or None where they are two phrases."""
    gap = roles[left.last : right.first]
    if len(gap) > _GAP_TOKENS:
        return None
    if not _GAP.fullmatch(gap):
        overnight = left.kind == "part" and left.part == "night" and left.relation is None
        if not (overnight and right.kind == "day" and _ADJECTIVE_GAP.fullmatch(gap)):
            return None
    if not _complete(left, right):
        return None
    main, other = (left, right) if _weight(left) >= _weight(right) else (right, left)
    values = {
        name: getattr(other, name)
        for name in _INHERITED
        if getattr(main, name) is None and getattr(other, name) is not None
    }
    values.update(first=left.first, last=right.last, weak=False)
    if main.kind in {"part", "clock"} and other.kind == "part" and other.relation:
        values["kind"] = "part"
    return main._replace(**values)


_INHERITED: Final = ("weekday", "end_weekday", "part", "hour", "minute", "zone", "edge", "year")
_WEIGHTS: Final = {"day": 4, "month": 3, "week": 3, "relative": 3, "part": 1, "clock": 0}


def _weight(piece: Piece) -> int:
    return _WEIGHTS.get(piece.kind, 0) + (piece.day is not None)


def _complete(left: Piece, right: Piece) -> bool:
    kinds = {left.kind, right.kind}
    if kinds <= {"part", "clock"}:
        return kinds == {"part", "clock"} and (left.part is None or right.part is None)
    if "clock" in kinds or "part" in kinds:
        if not kinds & {"day", "relative"}:
            return False
        small, large = (left, right) if left.kind in {"clock", "part"} else (right, left)
        if small.relation is not None:
            return large.kind == "day" and large.day is not None
        return (large.hour is None) if small.kind == "clock" else (large.part is None)
    if kinds == {"day"}:  # a weekday or "today" beside the day of a month
        return (left.day is None) != (right.day is None) or (
            left.day is None and (left.weekday is None) != (right.weekday is None)
        )
    return False


def _mention(
    text: str, tokens: Sequence[Token], roles: str, lexicon: DateLexicon, piece: Piece
) -> DateMention:
    before = roles[max(0, piece.first - _BEFORE) : piece.first]
    bound = None
    if piece.kind != "part" and not (piece.end_day or piece.end_weekday is not None):
        mark = _BOUND.search(before)
        if mark and not (mark[1] == "s" and piece.hour is not None):
            bound = "until" if mark[1] == "f" else "since"
    reporting = bool(_REPORTED.search(before)) or roles[piece.last : piece.last + 1] == "V"
    first, edge = piece.first, piece.edge
    lead = _LEAD.search(before)
    if lead:
        first -= len(lead[0])
        if edge is None and lead[1] and piece.kind in _EDGED:
            edge = str(lexicon.meanings[tokens[piece.first - len(lead[1])].lower])
    start, end = tokens[first].start, tokens[piece.last - 1].end
    return DateMention(
        start,
        end,
        first,
        piece.last,
        piece.kind,
        text[start:end],
        *piece[3:-3],
        edge,
        bound,
        reporting,
        piece.relation == "next" or bool(_FUTURE.search(before)),
        piece.vague,
        piece.month is not None and _is_stamp(text, start, end),
    )


def _is_stamp(text: str, start: int, end: int) -> bool:
    """Say whether hardly anything but the phrase stands on its line."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = (len(text) if line_end < 0 else line_end) - line_start - (end - start)
    return rest <= _STAMP_REST
