"""Publication stamps in the text itself: the head of crawled pages, stamp lines near the top."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from transforms.language.date_words import DateWords, bundled_date_words
from transforms.language.moments import Moment, read_moment
from transforms.language.sentences import LINE_END

_HEAD: Final = re.compile(r"\s*date (?P<day>\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)[^\S\n]*")
_LINES: Final = 8
_WINDOW: Final = 3000
_LINE_LIMIT: Final = 140
_YEAR: Final = re.compile(r"(?:19|20)\d{2}(?!\d{3})")
_GLUED_COUNTER: Final = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?=\d{3,}$|\d$)")
_GLUED_DATE: Final = re.compile(r"((?:19|20)\d{2})(?=\d{1,2}[\s.][^\W\d_])")
_CLOCK_LINE: Final = re.compile(r"\s*\d{1,2}:\d{2}\s*")
_SEPARATOR: Final = re.compile(r"\s(?://|[|•·/—–-])\s|[|•·]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BYLINE_WORDS: Final = 6
_TAIL: Final = re.compile(
    r"\s(?P<weekday>[^\W\d_]{2,12}\.?,?\s)?"
    r"(?P<stamp>(?:[^\W\d_]{3,12}\.?\s\d{1,2},\s?\d{4}|\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s\d{4}"
    r"|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}-\d{2}-\d{2})"
    r"[,\sT]{1,3}(?:[-–—]\s|at\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)\s*$",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """A stamp and its span in the text; ``moment`` is None where it gives no day ("2025-01")."""

    moment: Moment | None
    start: int
    end: int
    is_head: bool


def published_in_text(text: str, words: DateWords | None = None) -> Stamp | None:
    """Return the stamp that dates a text: the crawler's head, else the first stamp line.

    A stamp line holds a full date and beside it only a weekday, a clock time, a byline, a reading
    time or a counter, and stands among the first eight lines; at the end of the first line a date
    with a clock time counts too. Dates inside running text never do.
    """
    found = stamps_in_text(text, words)
    dated = [stamp for stamp in found if stamp.moment is not None]
    return next(iter(dated or found), None)


def stamps_in_text(text: str, words: DateWords | None = None) -> list[Stamp]:
    """Return all stamps at the top of a text, in their order, with spans that do not overlap."""
    words = words or bundled_date_words()
    stamps: list[Stamp] = []
    position = 0
    while match := _HEAD.match(text, position):
        day = match["day"]
        moment = read_moment(day, words) if len(day) == 10 else None
        stamps.append(Stamp(moment, match.start(), match.end(), True))
        position = match.end()
    if not _YEAR.search(text, position, position + _WINDOW):
        return stamps
    return stamps + _line_stamps(text, position, words)


def _line_stamps(text: str, position: int, words: DateWords) -> list[Stamp]:
    stamps = []
    lines = _first_lines(text, position)
    for number, (start, line) in enumerate(lines):
        if len(line) > 3 * _LINE_LIMIT or not _YEAR.search(line):
            continue
        moment = _line_moment(line, words) if len(line) <= _LINE_LIMIT else None
        end = start + len(line)
        if moment is None:
            tail = _TAIL.search(line) if number == 0 else None
            moment = read_moment(tail["stamp"], words) if tail else None
            if tail and moment and not moment.day_only:
                word = (tail["weekday"] or "").strip(" .,").casefold()
                cut = "weekday" if word in words.known_words else "stamp"
                stamps.append(Stamp(moment, start + tail.start(cut), end, False))
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if moment.day_only and following and _CLOCK_LINE.fullmatch(following[1]):
            moment = read_moment(f"{line} {following[1]}", words) or moment
            end = following[0] + len(following[1])
        stamps.append(Stamp(moment, start, end, False))
    return stamps


def _first_lines(text: str, position: int) -> list[tuple[int, str]]:
    """Return the first lines that are not blank, with their offsets."""
    lines: list[tuple[int, str]] = []
    while position < len(text) and len(lines) < _LINES:
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        if line.strip():
            lines.append((position, line))
        position = end + 1
    return lines


def _line_moment(line: str, words: DateWords) -> Moment | None:
    """Return the moment of a line that is a publication stamp and nothing else."""
    if LINE_END.search(line.rstrip()) and len(line) > 40:
        return None
    line = _trailers(words).sub(" ", line)
    line = _GLUED_DATE.sub(r"\1 ", _GLUED_COUNTER.sub(r"\1 ", line.strip()))
    first: Moment | None = None
    updated: Moment | None = None
    others = 0
    for segment, is_update in _segments(line, words):
        moment = _pure_moment(segment, words)
        if moment is None:
            others += len(_WORD.findall(segment))
            if any(c.isdigit() for c in segment) and others:
                return None
        elif is_update:
            updated = updated or moment
        else:
            first = first or moment
    return (first or updated) if others <= _BYLINE_WORDS else None


def _segments(line: str, words: DateWords) -> list[tuple[str, bool]]:
    """Split a stamp line at separators and before "updated", which marks its segment."""
    segments = []
    for part in _joined_dates(_SEPARATOR.split(line), words):
        pieces = _updated(words).split(part)
        if pieces[0].strip():
            segments.append((pieces[0], False))
        segments.extend((piece, True) for piece in pieces[1:] if piece.strip())
    return segments


def _joined_dates(parts: list[str], words: DateWords) -> list[str]:
    """Put a clock time back to the date it was split from ("8 May 2025 - 11:45")."""
    joined: list[str] = []
    for part in parts:
        is_clock = re.match(r"\s*\d{1,2}:\d{2}", part) is not None
        if joined and is_clock and read_moment(part, words) is None:
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _pure_moment(segment: str, words: DateWords) -> Moment | None:
    """Return the moment of a segment whose other words all belong to dates."""
    moment = read_moment(segment.strip(" ,:;()[]"), words)
    if moment is None:
        return None
    residue = moment.residue
    while again := read_moment(residue, words):
        residue = again.residue
    known = words.known_words
    rest = [word.casefold() for word in _WORD.findall(residue)]
    zones = [word for word in _WORD.findall(residue) if word.isupper() and len(word) <= 4]
    unknown = [word for word in rest if word not in known and word not in words.zone_by_name]
    return moment if len(unknown) <= len(zones) and len(unknown) <= 1 else None


@lru_cache(maxsize=8)
def _compiled(trailers: tuple[str, ...], updated: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    update = "|".join(re.escape(word) for word in sorted(updated, key=len, reverse=True))
    return (
        re.compile("|".join(f"(?:{pattern})" for pattern in trailers) or r"(?!)", re.IGNORECASE),
        re.compile(update or r"(?!)", re.IGNORECASE),
    )


def _trailers(words: DateWords) -> re.Pattern[str]:
    return _compiled(words.trailers, words.updated)[0]


def _updated(words: DateWords) -> re.Pattern[str]:
    return _compiled(words.trailers, words.updated)[1]
