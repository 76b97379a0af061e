"""Grammar of date phrases over role letters: one regular expression for all languages.

The letters are those of ``date_lexicon``. Each named group is one shape of a piece; a function
reads its values from the tokens. Pieces that complete each other ("overnight" and "on Monday")
are joined into one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from transforms.events.date_lexicon import DateLexicon
from transforms.events.date_pieces import READERS
from transforms.events.date_shapes import Piece, Shape
from transforms.language.tokens import Token

_SHAPES: Final = (
    ("full", r"D|y-d-d|d[-/]d[-/]y|d!d!y"),
    (
        "calendar",
        r"[dxm]\.?(?:[-qof&][dxm]\.?(?=i?j?M))?i?j?M(?:,?yY?|i?j?[LZX]Y)?(?:[-qof&][dxm]\.?i?M(?:,?yY?)?)?",
    ),
    ("american", r"M!?j?[dxm](?:[-q&]M!?[dxm]|-[dxm]|[q&][dxm](?![·n]))?(?:,?yY?|i?j?[LZX]Y)?"),
    ("month", r"[LZX]?M(?:!?,?i?yY?|i?j?[LZX]Y)?"),
    ("ago", r"(?:[nkd]|ki)?[GQNKHYEU]A"),
    ("deictic", r"R|[GQ]BR"),
    ("earlier", r"[nkd]?[GQg]B|c[nkd]?[GQ]f"),
    ("part_before", r"[NPO]B(?![jNPOTgWMdxmntRGQ])"),
    ("beside", r"[bX][GQ][NP]?|[bX][NP]|[nkd]?[GQ]r"),
    ("span", r"c?[LZC][nkd][GQUu]|c[LZC]?Q|c?[LC][GQ]|C[KH]|[LZC][nkd][KH]"),
    ("week", r"(?:[eB]i?j?)?[LZXb][KEHY]|E"),
    ("weekday", r"[LZX]?W(?:[NP]?[-qo&]i?e?W)?(?:i?j?[LZX]K)?"),
    ("same", r"S+Z?[NPGQgO]|[Br]ijQ"),
    ("eve", r"v"),
    ("clock", r"t[ap]?(?:[-q&]t[ap]?)?"),
    ("meridian", r"[dn][ap]"),
    ("half_hour", r"5o?xu?(?:i?j?[NP])?"),
    ("spoken", r"[dnx]u(?:i?j?[NPgG])?|u[NP]|[dnx][NP]"),
    ("part", r"[LZX]?(?:ei?j?)?[NP]U?|[LZX]?[OT]U?|g|eU"),
    ("numbered", r"m(?![·nVxl])"),
    ("year", r"yY|Yy|y"),
)
_PATTERN: Final = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES))
# Every piece has one of the core letters; those that may stand before it in the piece are few.
# To look for the core first costs a fifth of matching the shapes at every word.
_CORE: Final = re.compile(r"[DMmWRvNOPgTGQKEHYUu5aptAy]")
_FORE: Final = frozenset("&dnxkcCLZXbSeBijqof-/!.,sy")
_LONGEST_FORE: Final = 7
_ZONE: Final = re.compile(r"[(,]?[cqi]?(l+)")
_ABBREVIATION: Final = 3
_GAP_TOKENS: Final = 8
# what may stand between two pieces of one phrase: "on the night of | Sunday", "Friday, | 8 March"
_GAP: Final = re.compile(r"[-,(!/]{0,2}(?:[iojwcqs]|e(?=[ij])){0,3}")
# "overnight | drone attack on Kyiv on | Saturday", "нічної | атаки дронами | 19 грудня"
_ATTACK_GAP: Final = re.compile(r"·{1,3}(?:[io]j?·{1,2})?([io]j?)?")
_INHERITED: Final = ("weekday", "end_weekday", "part", "hour", "minute", "zone", "edge", "year")
_WEIGHTS: Final = {"day": 4, "month": 3, "week": 3, "relative": 3, "year": 0, "part": 1, "clock": 0}


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
            if roles[piece.first - 1 : piece.first] != "I":  # not "every Monday"
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
        shape = Shape(start, match.end(), match.group(), before, tokens, lexicon)
        piece = READERS[str(match.lastgroup)](shape)
        if piece is not None:
            return piece if piece.hour is None else _with_zone(piece, roles, tokens, lexicon)
    return None


def _with_zone(piece: Piece, roles: str, tokens: Sequence[Token], lexicon: DateLexicon) -> Piece:
    match = _ZONE.match(roles, piece.last)
    if not match:
        return piece
    first, last = match.span(1)
    word = tokens[first].lower
    zone = str(lexicon.meanings[word])
    short = zone == "utc" or len(word) <= _ABBREVIATION  # "мск", not "московского"
    if zone == "zone_words" or not (short or last - first > 1):
        return piece
    return piece._replace(last=last, zone=zone)


def joined(left: Piece, right: Piece, roles: str) -> Piece | None:
    """Return one piece for two that complete each other, or None where they are two phrases."""
    if right.first - left.last > _GAP_TOKENS:
        return None
    gap = roles[left.last : right.first]
    if gap == "&" and left.kind == "part" and right.kind == "day" and right.part:
        return right._replace(first=left.first)  # "at night and in the morning of 12 March"
    if not _GAP.fullmatch(gap) and not _same_attack(left, right, gap):
        return None
    if left.kind == "week" and right.kind == "day" and right.day is not None:
        return right._replace(first=left.first)  # "a week ago, on 14 January"
    if not _complete(left, right):
        return None
    main, other = (left, right) if _weight(left) >= _weight(right) else (right, left)
    if main.kind == "day" and main.day is None and main.weekday is None:
        main, other = (other, main) if other.weekday is not None else (main, other)
    values = {
        name: getattr(other, name)
        for name in _INHERITED
        if getattr(main, name) is None and getattr(other, name) is not None
    }
    values.update(first=left.first, last=right.last, weak=False)
    if main.kind in {"part", "clock"} and other.kind == "part" and other.relation:
        values["kind"] = "part"
    return main._replace(**values)


def _same_attack(left: Piece, right: Piece, gap: str) -> bool:
    """Say whether an "overnight" and a day are apart only by the words for the attack."""
    if left.kind != "part" or left.part != "night" or left.relation or right.kind != "day":
        return False
    match = _ATTACK_GAP.fullmatch(gap)
    return match is not None and (match[1] is not None or right.day is not None)


def _weight(piece: Piece) -> int:
    return _WEIGHTS.get(piece.kind, 0) + (piece.day is not None)


def _complete(left: Piece, right: Piece) -> bool:
    """Say whether two pieces beside each other say different things about one time."""
    kinds = {left.kind, right.kind}
    if kinds <= {"part", "clock"}:
        return kinds == {"part", "clock"} and (left.part is None or right.part is None)
    if "clock" in kinds or "part" in kinds:
        small, large = (left, right) if left.kind in {"clock", "part"} else (right, left)
        return large.kind in {"day", "relative"} and _takes(large, small)
    if kinds == {"span", "day"}:  # "за сутки | 12 марта"
        return left.length == 1 and right.day is not None
    if kinds == {"day", "year"}:
        return all(
            piece.kind == "year" or (piece.month and not piece.year) for piece in (left, right)
        )
    return kinds == {"day"} and _one_day(left, right)


def _takes(large: Piece, small: Piece) -> bool:
    """Say whether a day has room for a part of the day or a clock time."""
    if small.relation is not None:  # "last night, 13 March"
        return large.kind == "day" and large.day is not None
    return (large.hour is None) if small.kind == "clock" else (large.part is None)


def _one_day(left: Piece, right: Piece) -> bool:
    """Say whether a weekday or "today" stands beside the day of a month."""
    if left.day is None and right.day is None:
        return (left.weekday is None) != (right.weekday is None)
    return (left.day is None) != (right.day is None)
