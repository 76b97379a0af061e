"""Date phrases of a text: where they stand and what they say, before any publication date.

``find_dates`` is the only entry. What a phrase says does not depend on when the article was
published, so that mentions may be cached with the text; ``date_resolution.resolve`` turns one into
calendar days.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from transforms.events.date_grammar import joined, pieces
from transforms.events.date_lexicon import DateLexicon
from transforms.events.date_shapes import Piece
from transforms.language.tokens import Token, lowers_of

_LEAD: Final = re.compile(r"(?:[iocsfzB]w?j?|w{1,2}i?j?|j)?(e[ijo]{0,3})?$")
# "since", "by", "from" before the phrase, or further off: "since the start of the war in"
_BOUND: Final = re.compile(r"([zfs])(?:(?<=z)[^!.,Vfs]{0,6}|j?e[^!.,Vzfs]{0,5})?[ijow]*$")
_REPORTED: Final = re.compile(r"V(?:[iojq]*·{0,2}[iojq]*h)?[iojwe]*$")
# ", | said the service of the region on the morning of 12 March": who says it stands between
_SAID_BY: Final = re.compile(r",V[·i]{1,4}[iojwe]*$")
# ", the ministry said drones had hit the port"; no sentence ends before the other day
_STATEMENT: Final = re.compile(r",?j?·{1,4}V[^!]*$")
# "on Thursday | the mayor said, that", in languages with a comma before what is said
_SPEAKER: Final = re.compile(r"[·i]{1,4}V,")
_SUBJECT: Final = frozenset("·i")
_SAID_ON: Final = frozenset({"day", "part"})
_FUTURE: Final = re.compile(r"F[^!.,(V]{0,6}$")
# "annexed | in 2014", "launched an incursion into the region | on 6 August"
_HISTORY: Final = re.compile(r"§[·oij&qs]{0,5}[iojwe]*$")
_BOUNDING: Final = frozenset("zfs")
_PREPOSITION: Final = frozenset("io")
_LEADING: Final = frozenset("iocsfzBwje")
_TODAY: Final = re.compile("R")
_POSSESSIVES: Final = ("'s", "’s")
_ARTICLE: Final = "j"
_WORD: Final = "·"
_STOP: Final = "."
_STOPS: Final = frozenset(".!?")
_ABBREVIATED: Final = 4
_BEFORE: Final = 9
_STAMP_REST: Final = 40
_HEAD_STAMP: Final = 24
_EDGED: Final = frozenset({"day", "week", "month"})


@dataclass(slots=True, unsafe_hash=True)
class DateMention:
    """One phrase that says when; ``start`` and ``end`` are characters of the text.

    ``kind``: day (one or several days), part (a part of the day without a day: "overnight", "this
    morning"), clock, week, weekend, month, year, span ("the past 24 hours", "recent days"),
    relative (to the event told before: "that night", "a day earlier").
    ``first_token`` and ``last_token`` are a half-open range. ``year``, ``month``, ``day`` and
    their ``end_`` twins, ``weekday`` (Monday 0) and ``offset`` (of ``kind`` units from
    publication) are null where the phrase does not say them. ``edge`` is early, mid or late;
    ``relation`` last, this or next; ``bound`` since or until where the phrase only bounds a time.
    ``reporting``: the phrase follows an attribution verb, it dates the report. ``future``: an
    announcement. ``vague``: the length of time is not stated. ``stamp``: a full date almost alone
    on its line or at the head of the text, as page furniture is.
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
    roles, tokens = "".join(map(lexicon.__getitem__, lowers_of(tokens))), list(tokens)
    roles = _without_names(text, roles, tokens)
    found: list[Piece] = []
    for piece in pieces(roles, tokens, lexicon):
        found.append(piece)
        while len(found) > 1 and not _parted(found[-2], found[-1], tokens):
            one = joined(found[-2], found[-1], roles)
            if one is None:
                break
            found[-2:] = [one]
    mentions: list[DateMention] = []
    for piece in found:
        if not piece.weak:
            mention = _mention(text, tokens, roles, lexicon, piece)
            if mention.bound == "until" and mentions and _opens(mentions[-1], mention, text):
                mentions[-1] = _ranged(text, mentions[-1], mention)
            elif mentions and _closes_hours(mentions[-1], mention, text):
                mentions[-1] = replace(mentions[-1], stamp=False)
            else:
                mentions.append(mention)
    return [
        replace(mention, reporting=True) if _opens_statement(mention, following, roles) else mention
        for mention, following in zip_longest(mentions, mentions[1:])
    ]


def _parted(left: Piece, right: Piece, tokens: Sequence[Token]) -> bool:
    """Say whether a sentence ends between two pieces: "shot down overnight. | On Monday".

    The stop of an abbreviation ends none: "at 2 p.m. Monday", "Fri. 8 March".
    """
    if right.first == left.last or tokens[left.last].text not in _STOPS:
        return False
    led = right.first - left.last > 1 or tokens[left.last].text != _STOP
    opens = tokens[left.last + 1].text[0].isupper()
    return opens and (led or len(tokens[left.last - 1].text) > _ABBREVIATED)


def _opens_statement(mention: DateMention, following: DateMention | None, roles: str) -> bool:
    """Say whether a day opens a sentence of a statement about another day.

    "On Tuesday, the ministry said drones had hit the port on Sunday."
    """
    if following is None or mention.kind != "day" or following.kind != "day" or following.reporting:
        return False
    opens = mention.first_token == 0 or roles[mention.first_token - 1] == "!"
    between = roles[mention.last_token : following.first_token]
    return opens and mention.part is None and _STATEMENT.match(between) is not None


def _without_names(text: str, roles: str, tokens: Sequence[Token]) -> str:
    """Return the roles without "today" that ends an outlet's name ("Russia Today said")."""
    for index in [found.start() for found in _TODAY.finditer(roles)]:
        here, before = tokens[index], tokens[index - 1]
        within = 0 < index < len(tokens) - 1 and tokens[index + 1].text[0].islower()
        beside = text[before.end : here.start] == " "
        if within and beside and here.text[0].isupper() and before.text[0].isupper():
            roles = f"{roles[:index]}{_WORD}{roles[index + 1 :]}"
    return roles


def _opens(left: DateMention, right: DateMention, text: str) -> bool:
    """Say whether "until" closes what "from" opens: "from 22:00 | to 07:00"."""
    if text[left.end : right.start].strip(" ,") or left.kind != right.kind:
        return False
    return left.bound == "since" or (left.hour is not None and right.hour is not None)


def _closes_hours(left: DateMention, right: DateMention, text: str) -> bool:
    """Say whether a clock time ends the hours that a day opens: "on 20 January from 15:00 | to"."""
    hours = left.kind == "day" and left.hour is not None and right.kind == "clock"
    return hours and right.bound == "until" and not text[left.end : right.start].strip()


def _ranged(text: str, left: DateMention, right: DateMention) -> DateMention:
    joined = replace(
        left,
        end=right.end,
        last_token=right.last_token,
        text=text[left.start : right.end],
        bound=None,
        end_month=right.month,
        end_day=right.day,
        end_year=right.year,
        end_weekday=right.weekday,
    )
    if left.kind == "clock" and (left.hour or 0) > (right.hour or 0):
        return replace(joined, kind="part", part="night", hour=None, minute=None)
    return joined


def _mention(
    text: str, tokens: Sequence[Token], roles: str, lexicon: DateLexicon, piece: Piece
) -> DateMention:
    before = roles[max(0, piece.first - _BEFORE) : piece.first]
    # "said Monday's strike", "cut off by Monday's strike": the day belongs to the strike
    owned = text.startswith(_POSSESSIVES, tokens[piece.last - 1].end)
    # "the toll of the 10 March strike": so does a date that stands before a noun
    noun = roles[piece.last : piece.last + 1] == _WORD and before[-1:] == _ARTICLE
    owned = owned or (noun and piece.month is not None)
    bound = None if owned else _bound(before, piece)
    # "confirmed the overnight attack": so does a part of the day that stands as an adjective
    owned = owned or (piece.kind == "part" and before[-2:] == "Vj")
    reporting = not owned and (
        ("V" in before and _told_before(text, tokens, before, piece)) or _told_after(roles, piece)
    )
    announced = "F" in before and not owned and before[-1] != "j" and _FUTURE.search(before)
    first, edge = piece.first, piece.edge
    lead = _LEAD.search(before) if before[-1:] in _LEADING else None
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
        *piece[3:-3],  # what both say: from the year to the relation
        edge,
        bound,
        reporting,
        piece.relation == "next" or bool(announced),
        piece.vague,
        (piece.month is not None and _is_stamp(text, start, end, piece, before))
        or ("§" in before and _of_history(before, piece)),
    )


def _told_before(text: str, tokens: Sequence[Token], before: str, piece: Piece) -> bool:
    """Tell whether a verb of saying stands before a date, in its line: "said on Monday"."""
    reported = _REPORTED.search(before)
    if reported is None and piece.kind == "day" and _closes(tokens, piece.last):
        reported = _SAID_BY.search(before)
    if reported is None:
        return False
    verb = piece.first - len(before) + reported.start()
    # a headline's verb says nothing of the line below it
    return "\n" not in text[tokens[verb].end : tokens[piece.first].start]


def _closes(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a date ends its sentence."""
    return last >= len(tokens) or tokens[last].text in _STOPS


def _told_after(roles: str, piece: Piece) -> bool:
    """Tell whether a date opens who says something: "on Monday the mayor wrote"."""
    after = roles[piece.last : piece.last + 1]
    if after == "B":  # "today | earlier wrote"
        return roles[piece.last + 1 : piece.last + 2] == "V"
    if after and after in _SUBJECT and piece.month is None and piece.kind in _SAID_ON:
        return _SPEAKER.match(roles, piece.last) is not None
    return after == "V"


def _bound(before: str, piece: Piece) -> str | None:
    """Return since or until where the words before say that the phrase only bounds a time."""
    ranged = piece.end_day or piece.end_weekday is not None
    if piece.kind == "part" or ranged or _BOUNDING.isdisjoint(before):
        return None
    mark = _BOUND.search(before)
    if mark is None or (mark[1] == "s" and piece.hour is not None):
        return None
    return "until" if mark[1] == "f" else "since"


def _of_history(before: str, piece: Piece) -> bool:
    """Say whether a month or year tells when a land was annexed, or a war begun."""
    named = piece.month is not None or piece.kind == "year"
    return named and _HISTORY.search(before) is not None


def _is_stamp(text: str, start: int, end: int, piece: Piece, before: str) -> bool:
    """Say whether a full date stands almost alone on its line, or heads the text.

    One with "on" or "in" ``before`` it opens a sentence, as one that a small letter follows.
    """
    if piece.year is None and piece.hour is None:
        return False
    if end <= _HEAD_STAMP:
        return before[-1:] not in _PREPOSITION and not text[end : end + 2].lstrip().islower()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = text[line_start:start] + text[end : len(text) if line_end < 0 else line_end]
    return len(rest) <= _STAMP_REST and not rest.rstrip().endswith((".", "!", "…"))
