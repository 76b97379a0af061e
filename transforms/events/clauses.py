"""Sentences cut into clauses that each tell one thing.

A sentence is cut at semicolons, bullets and words such as "while"; at a comma or an "and" only
where both sides have something happening and the right side names a place of its own ("it downed
82 drones and two people were injured in the neighbouring Saratov region") or opens with a day of
its own ("and on Tuesday it hit B").
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from transforms.events.analysis import Clause
from transforms.events.dates import DateMention
from transforms.events.places import SCENES, ResolvedPlace
from transforms.events.words import Mention
from transforms.language.sentences import Sentence
from transforms.language.tokens import Token, lowers_of, starts_of

HAPPENING: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "strike_verbs", "impact", "launch", "downed", "repelled",
        "effects", "killed", "injured", "no_casualties", "no_injured", "no_killed",
        "capture_verbs",
    }
)  # fmt: skip
_PINNED: Final = frozenset({"city", "district", "region", "facility"})
_LANDS: Final = frozenset({"country", "area"})
_DAYS: Final = frozenset({"day", "relative", "month"})
_COMMA: Final = ","
_COLON: Final = ":"
_PAUSES: Final = frozenset({",", "—"})
_DASHES: Final = frozenset("—–-")
_HARM: Final = frozenset({"effects", "killed", "injured"})
_DEEDS: Final = frozenset({"attack_nouns", "attack_verbs", "strike_verbs", "launch"})
_COUNTED: Final = frozenset({"downed", "launch", "detected"})
_APPOSITION: Final = 3
_RIGHT_REACH: Final = 8


def split_clauses(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    places: Sequence[ResolvedPlace],
    dates: Sequence[DateMention] = (),
) -> list[Clause]:
    """Return the clauses of all sentences, in order; every token of a sentence is in one clause."""
    clauses: list[Clause] = []
    index = 0
    starts, words = starts_of(tokens), lowers_of(tokens)
    firsts = [mention.first for mention in mentions]
    breaks = {mention.first for mention in mentions if mention.kind == "clause_breaks"}
    days_told = [date for date in dates if date.kind in _DAYS]
    scenes = [place for place in places if place.kind in _PINNED and place.role in SCENES]
    for number, sentence in enumerate(sentences):
        first = index
        index = max(first, bisect_left(starts, sentence.end))
        if first == index:
            continue
        pins = [place for place in scenes if first <= place.first_token < index]
        days = [day for day in days_told if first <= day.first_token < index]
        if not (pins or days) and breaks.isdisjoint(range(first, index)):
            clauses.append(Clause(number, sentence.paragraph, first, index))  # nothing to cut at
            continue
        here = mentions[bisect_left(firsts, first) : bisect_left(firsts, index)]
        split = {d for day in days for d in range(day.first_token + 1, day.last_token)}
        # not at "two days | after the base"
        found = {*_cuts(tokens, words, first, index, here, pins, places=places)} - split
        cuts = sorted(found | {*_new_days(tokens, first, index, here, days)})
        bounds = [first, *cuts, index]
        clauses.extend(
            Clause(number, sentence.paragraph, left, right)
            for left, right in pairwise(bounds)
            if left < right
        )
    return clauses


def _cuts(
    tokens: Sequence[Token],
    words: Sequence[str],
    first: int,
    last: int,
    mentions: Sequence[Mention],
    pins: Sequence[ResolvedPlace],
    *,
    places: Sequence[ResolvedPlace],
) -> Iterator[int]:
    hard = [
        mention.first
        for mention in mentions
        if mention.kind == "clause_breaks" and not _glued(tokens, mention.first)
    ]
    if any(words[cut].isalpha() for cut in hard):
        # not at "shot down | while heading for the capital"
        own = {mention.first for mention in mentions if mention.kind == "weapon_modifiers"}
        hard = [cut for cut in hard if cut not in own]
    yield from (cut for cut in hard if first < cut < last)
    happening = [mention for mention in mentions if mention.kind in HAPPENING]
    if not (len(happening) > 1 and pins):
        return  # two sides that tell something, one of them with a place, are needed for the rest
    soft = [mention.first for mention in mentions if mention.kind in {"coordinators", "causal"}]
    soft.extend([at for at, word in enumerate(words[first:last], first) if word in _PAUSES])
    yield from _gaps(words, first, last, mentions, pins)
    yield from _after_deeds_abroad(mentions, pins, places, last)
    described = _participles(mentions)
    listing = _listed(words, pins, last)
    soft = [cut for cut in soft if cut not in described and cut not in listing]
    edges = sorted({first, last, *hard, *soft})
    left = first
    for cut in sorted(set(soft)):
        right_end = next(edge for edge in (*edges, last) if edge > cut)
        colon = _colon_before(words, happening, left, cut)
        if _apart(happening, pins, colon or left, cut, last, right_end):
            if colon is not None:
                yield colon
            yield cut
            left = cut


def _after_deeds_abroad(
    mentions: Sequence[Mention],
    pins: Sequence[ResolvedPlace],
    places: Sequence[ResolvedPlace],
    last: int,
) -> Iterator[int]:
    """Yield where a deed in another country is told as what came first.

    "Russia struck Odesa | after drones had hit refineries in the south of Russia".
    """
    causal = [mention.first for mention in mentions if mention.kind == "causal"]
    deeds = [m.first for m in mentions if m.kind in _DEEDS] if causal else []
    for cut in causal:
        here = {pin.country for pin in pins if pin.first_token < cut}
        if not here or not any(deed < cut for deed in deeds):
            continue
        there = (
            place.first_token
            for place in places
            if cut < place.first_token < last
            and place.kind in _LANDS
            and place.role in SCENES
            and place.country not in {None, *here}
        )
        if any(cut < deed < land for land in there for deed in deeds):
            yield cut


def _colon_before(
    words: Sequence[str], happening: Sequence[Mention], left: int, cut: int
) -> int | None:
    """Return the colon between an attack and what it did: "they hit A and B: | in A a man died"."""
    colon = next((at for at in range(cut - 1, left, -1) if words[at] == _COLON), None)
    if colon is None:
        return None
    firsts = [mention.first for mention in happening]
    before = any(left <= first < colon for first in firsts)
    return colon if before and any(colon < first < cut for first in firsts) else None


def _gaps(
    words: Sequence[str],
    first: int,
    last: int,
    mentions: Sequence[Mention],
    pins: Sequence[ResolvedPlace],
) -> Iterator[int]:
    """Yield where a dash stands for the verb: "in A two were hurt, | in B - a woman"."""
    kinds = {mention.kind for mention in mentions}
    if not kinds & _HARM or kinds & _COUNTED:
        return
    for pin in pins:
        cut = pin.first_token - 2
        behind = words[pin.last_token] if pin.last_token < last else ""
        if first < cut and words[cut] == _COMMA and behind in _DASHES:
            yield cut


def _new_days(
    tokens: Sequence[Token],
    first: int,
    last: int,
    mentions: Sequence[Mention],
    days: Sequence[DateMention],
) -> Iterator[int]:
    """Yield where a further day is told of: "hit A on Monday, and on Tuesday it hit B"."""
    if not days:
        return
    happening = [m.first for m in mentions if m.kind in HAPPENING]
    yield from _followed(first, last, mentions, days, happening)
    if len(days) < 2:
        return
    for left, day, right in zip(days, days[1:], (*days[2:], None), strict=False):
        cut = day.first_token
        while cut > first and (tokens[cut - 1].text == _COMMA or _joins(mentions, cut - 1)):
            cut -= 1
        end = right.first_token if right is not None else last
        told = any(day.last_token <= at < end for at in happening)
        if day.reporting or left.reporting:
            continue
        if not told:
            yield from _related(tokens, mentions, left.last_token, day.first_token, happening)
        elif left.last_token < cut < day.first_token and any(first <= at < cut for at in happening):
            yield cut


def _related(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    first: int,
    last: int,
    happening: Sequence[int],
) -> Iterator[int]:
    """Yield where a deed is told with its day behind it: "hit on Sunday, | which burned in May"."""
    opens = [
        m.first
        for m in mentions
        if m.kind == "causal" or (m.kind == "relatives" and tokens[m.first - 1].text == _COMMA)
        if first <= m.first < last
    ]
    cut = next((at for at in reversed(opens) if any(at < deed < last for deed in happening)), None)
    if cut is not None:
        yield cut


def _followed(
    first: int,
    last: int,
    mentions: Sequence[Mention],
    days: Sequence[DateMention],
    happening: Sequence[int],
) -> Iterator[int]:
    """Yield where an earlier deed is told of: "hit, | two days after the base was attacked"."""
    counted = [day for day in days if day.kind == "relative"]
    ends = {m.first + 1 for m in mentions if m.kind == "causal"} if counted else set()
    for day in counted:
        cut, end = day.first_token, day.last_token
        before = any(first <= at < cut for at in happening)
        if end in ends and before and any(end <= at < last for at in happening):
            yield cut


def _joins(mentions: Sequence[Mention], index: int) -> bool:
    return any(m.kind == "coordinators" and m.first == index for m in mentions)


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a mark stands without spaces between two words: "25-26"."""
    if not 0 < index < len(tokens) - 1:
        return False
    mark = tokens[index]
    return tokens[index - 1].end == mark.start and mark.end == tokens[index + 1].start


def _participles(mentions: Sequence[Mention]) -> set[int]:
    """Return the commas between a weapon and its participle: "a drone, | flying to Moscow"."""
    weapons = {mention.last for mention in mentions if mention.kind == "weapons"}
    own = {mention.first - 1 for mention in mentions if mention.kind == "weapon_modifiers"}
    return weapons & own


def _listed(words: Sequence[str], pins: Sequence[ResolvedPlace], last: int) -> set[int]:
    """Return where only a list of places goes on: "hitting A, B, | and C, causing fires"."""
    found: set[int] = set()
    for one, other, end in zip(pins, pins[1:], pins[2:], strict=False):
        closed = end.last_token < last and words[end.last_token] == _COMMA
        near = other.first_token - one.last_token <= 1 and end.first_token - other.last_token <= 2
        if closed and near:
            found.update(range(other.last_token, end.first_token))
    return found


def _apart(
    happening: Sequence[Mention],
    pins: Sequence[ResolvedPlace],
    left: int,
    cut: int,
    last: int,
    right_end: int,
) -> bool:
    """Tell whether both sides of ``cut`` tell something, each at a place of its own."""
    firsts = [mention.first for mention in happening]
    reach = max(right_end, min(last, cut + _RIGHT_REACH + 1))
    if not any(left <= first < cut for first in firsts):
        return False
    if not any(cut < first < reach for first in firsts):
        return False
    if {m.last for m in happening} & {cut} and {m.first for m in happening} & {cut + 1}:
        return False  # "intercepted | and destroyed a missile"
    if any(p.last_token == cut for p in pins) and any(p.first_token == cut + 1 for p in pins):
        return False  # two items of a list: "у Смоленському та Ярцевському районах"
    if any(p.kind == "district" and 0 <= cut - p.last_token <= _APPOSITION for p in pins) and any(
        p.kind == "district" and p.first_token == cut + 1 for p in pins
    ):
        return False  # "по Нікопольщині - райцентру, Марганецькій громаді"
    here = {pin.name for pin in pins if left <= pin.first_token < cut}
    own = {pin.name for pin in pins if cut < pin.first_token < right_end}
    if right_end < last and _only_locates(happening, pins, cut, right_end):
        own.clear()
    return bool(own) and not own & here and bool(here or _counted(happening, left, cut, right_end))


def _only_locates(
    happening: Sequence[Mention], pins: Sequence[ResolvedPlace], cut: int, right_end: int
) -> bool:
    """Tell whether only where the place before lies is told: "in A, a town west of B, ..."."""
    if not any(pin.last_token == cut for pin in pins):
        return False
    return not any(m.kind != "capture_verbs" and cut < m.first < right_end for m in happening)


def _counted(happening: Sequence[Mention], left: int, cut: int, right_end: int) -> bool:
    """Tell whether totals stand before the cut and something other than totals after it."""
    totals = any(mention.kind == "downed" for mention in happening if left <= mention.first < cut)
    return totals and any(
        mention.kind != "downed" for mention in happening if cut < mention.first < right_end
    )
