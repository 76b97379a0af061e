"""Sentences cut into clauses that each tell one thing.

A sentence is cut at semicolons, bullets and words such as "while"; at a comma or an "and" only
where both sides have something happening and the right side names a place of its own ("it downed
82 drones and two people were injured in the neighbouring Saratov region") or opens with a day of
its own ("and on Tuesday it hit B").
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis, Clause, by_kind
from transforms.events.dates import DateMention
from transforms.events.places import SCENES, ResolvedPlace
from transforms.events.words import Mention
from transforms.language.tokens import Token

HAPPENING: Final = frozenset(
    {
        "attack_nouns", "attack_verbs", "strike_verbs", "impact", "launch", "downed", "repelled",
        "effects", "killed", "injured", "no_casualties", "no_injured", "no_killed",
        "capture_verbs",
    }
)  # fmt: skip
_BREAKS: Final = "clause_breaks"
_JOINTS: Final = ("coordinators", "causal")
_PINNED: Final = frozenset({"city", "district", "region", "facility"})
_LANDS: Final = frozenset({"country", "area"})
_DAYS: Final = frozenset({"day", "relative", "month"})
_COMMA: Final = ","
_COLON: Final = ":"
_PAUSES: Final = frozenset({",", "—"})
_DASHES: Final = frozenset("—–-")
_HARM: Final = frozenset({"effects", "killed", "injured"})
_DEEDS: Final = frozenset({"attack_nouns", "attack_verbs", "strike_verbs", "launch"})
_SUBJECTS: Final = frozenset({"persons", "person_one", "armed", "targets", "aircraft"})
_COUNTED: Final = frozenset({"downed", "launch", "detected"})
_BREAKDOWN: Final = "breakdown"
_ASIDE: Final = 12
_APPOSITION: Final = 3
_RIGHT_REACH: Final = 8
_OPENING: Final = 2  # ", in | A"


def split_clauses(analysis: Analysis) -> list[Clause]:
    """Return the clauses of all sentences, in order; every token of a sentence is in one clause."""
    clauses: list[Clause] = []
    index = 0
    tokens, mentions = analysis.tokens, analysis.mentions
    starts, words = analysis.starts, analysis.lowers
    firsts = [mention.first for mention in mentions]
    breaks = {mention.first for mention in analysis.kinds.get(_BREAKS, ())}
    days_told = [date for date in analysis.dates if date.kind in _DAYS]
    scenes = [place for place in analysis.places if place.kind in _PINNED and place.role in SCENES]
    named = [place.first_token for place in scenes]
    for number, sentence in enumerate(analysis.sentences):
        first, paragraph = index, sentence.paragraph
        index = max(first, bisect_left(starts, sentence.end))
        if first == index:
            continue
        pins = scenes[bisect_left(named, first) : bisect_left(named, index)]
        days = [day for day in days_told if first <= day.first_token < index] if days_told else []
        left, cuts = first, [index]
        if pins or days or not breaks.isdisjoint(range(first, index)):
            here = mentions[bisect_left(firsts, first) : bisect_left(firsts, index)]
            told = _Told(here, pins, days)
            cuts = _all_cuts(tokens, words, first, index, told, analysis.places)
        for right in cuts:
            if left < right:
                clauses.append(Clause(number, paragraph, left, right))
            left = right
    return clauses


class _Told(NamedTuple):
    """What one sentence holds: its event words, places and days."""

    mentions: list[Mention]
    pins: list[ResolvedPlace]
    days: list[DateMention]


def _all_cuts(
    tokens: Sequence[Token],
    words: Sequence[str],
    first: int,
    last: int,
    told: _Told,
    places: Sequence[ResolvedPlace],
) -> list[int]:
    """Return where a sentence is cut, its end included, in order."""
    found = set(_cuts(tokens, words, first, last, told, places))
    if told.days:
        # not at "two days | after the base"
        found.difference_update(
            inner for day in told.days for inner in range(day.first_token + 1, day.last_token)
        )
        found.update(_new_days(tokens, first, last, told.mentions, told.days))
    return [*sorted(found), last]


def _cuts(
    tokens: Sequence[Token],
    words: Sequence[str],
    first: int,
    last: int,
    told: _Told,
    places: Sequence[ResolvedPlace],
) -> Iterator[int]:
    mentions, pins, _ = told
    hard = [m.first for m in mentions if m.kind == _BREAKS and not _glued(tokens, m.first)]
    if hard and any(words[cut].isalpha() for cut in hard):
        # not at "shot down | while heading for the capital"
        own = {mention.first for mention in mentions if mention.kind == "weapon_modifiers"}
        hard = [cut for cut in hard if cut not in own]
    happening = [mention for mention in mentions if mention.kind in HAPPENING]
    if happening and any(words[cut] in _DASHES for cut in hard):
        hard = _without_asides(hard, words, mentions, happening)
        hard = _without_lists(hard, words, last, mentions)
    yield from [cut for cut in hard if first < cut < last]
    if not (len(happening) > 1 and pins):
        return  # two sides that tell something, one of them with a place, are needed for the rest
    kinds = by_kind(mentions)
    yield from _gaps(words, first, last, kinds, pins)
    yield from _after_deeds_abroad(kinds, pins, places, last)
    here = words[first:last]
    soft = {at for at, word in enumerate(here, first) if word in _PAUSES}
    soft.update([one.first for kind in _JOINTS for one in kinds.get(kind, ())])
    soft -= _participles(kinds) | _listed(words, pins, last)
    if len(pins) > 1 and not (kinds.keys().isdisjoint(_HARM) or "further" not in kinds):
        soft -= _counted_on(words, kinds)
    # "one in A, where a unit stopped" goes on behind the comma
    named = {pin.last_token for pin in pins}
    goes_on = {at for one in kinds.get("relatives", ()) if (at := one.first - 1) in named}
    edges = sorted({first, last, *hard, *(soft - goes_on)})
    firsts = [mention.first for mention in happening]
    colons = _COLON in here
    left = first
    for cut in sorted(soft):
        right_end = edges[bisect_right(edges, cut)]
        colon = _colon_before(words, firsts, left, cut) if colons else None
        begin, reach = colon or left, max(right_end, min(last, cut + _RIGHT_REACH + 1))
        both = _any_between(firsts, begin, cut) and _any_between(firsts, cut + 1, reach)
        if both and _apart(happening, pins, begin, cut, last, right_end):
            if colon is not None:
                yield colon
            yield cut
            left = cut


def _without_asides(
    hard: list[int],
    words: Sequence[str],
    mentions: Sequence[Mention],
    happening: Sequence[Mention],
) -> list[int]:
    """Return the breaks without two dashes about an aside of who is told of behind it.

    "At least 18 people | — most of them children — | were killed", "23 people — including four
    children — were killed"; not behind a dateline.
    """
    told = [mention for mention in mentions if mention.kind == _BREAKDOWN]
    opens, closes = {mention.first - 1 for mention in told}, {mention.last for mention in told}
    dashes = [cut for cut in hard if words[cut] in _DASHES]
    for left, right in pairwise(dashes):
        part = left in opens or right in closes
        subject = right <= happening[0].first and any(
            m.first < left and m.kind in _SUBJECTS for m in mentions
        )
        if left + 1 < right <= left + _ASIDE and (part or subject):
            aside = {left - 1, left, right, right + 1}  # "--" is two marks
            hard = [cut for cut in hard if cut not in aside or words[cut] not in _DASHES]
    return hard


def _without_lists(
    hard: list[int], words: Sequence[str], last: int, mentions: Sequence[Mention]
) -> list[int]:
    """Leave out a dash before only the places of a deed: "downed nine drones - over A, B and C"."""
    inside = {mention.first for mention in mentions if mention.kind == "list_prepositions"}
    firsts = [mention.first for mention in mentions if mention.kind in HAPPENING]
    return [
        cut
        for cut, end in pairwise([*hard, last])
        if words[cut] not in _DASHES or cut + 1 not in inside or _any_between(firsts, cut, end)
    ]


def _any_between(firsts: Sequence[int], first: int, last: int) -> bool:
    """Tell whether any of some places, which are sorted, lies in a half-open range."""
    at = bisect_left(firsts, first)
    return at < len(firsts) and firsts[at] < last


def _after_deeds_abroad(
    kinds: Mapping[str, list[Mention]],
    pins: Sequence[ResolvedPlace],
    places: Sequence[ResolvedPlace],
    last: int,
) -> Iterator[int]:
    """Yield where a deed in another country is told as what came first.

    "Russia struck Odesa | after drones had hit refineries in the south of Russia".
    """
    causal = [mention.first for mention in kinds.get("causal", ())]
    deeds = [m.first for kind in _DEEDS for m in kinds.get(kind, ())] if causal else []
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


def _colon_before(words: Sequence[str], firsts: Sequence[int], left: int, cut: int) -> int | None:
    """Return the colon between an attack and what it did: "they hit A and B: | in A a man died"."""
    colon = next((at for at in range(cut - 1, left, -1) if words[at] == _COLON), None)
    if colon is None:
        return None
    before = _any_between(firsts, left, colon)
    return colon if before and _any_between(firsts, colon + 1, cut) else None


def _gaps(
    words: Sequence[str],
    first: int,
    last: int,
    kinds: Mapping[str, list[Mention]],
    pins: Sequence[ResolvedPlace],
) -> Iterator[int]:
    """Yield where a dash stands for the verb: "in A two were hurt, | in B - a woman"."""
    if kinds.keys().isdisjoint(_HARM) or not kinds.keys().isdisjoint(_COUNTED):
        return
    villages = {one.first for one in kinds.get("settlement_nouns", ())}
    for pin in pins:
        cut = pin.first_token - (3 if pin.first_token - 1 in villages else 2)  # "in the village of"
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


def _participles(kinds: Mapping[str, list[Mention]]) -> set[int]:
    """Return the commas between a weapon and its participle: "a drone, | flying to Moscow"."""
    weapons = {mention.last for mention in kinds.get("weapons", ())}
    own = {mention.first - 1 for mention in kinds.get("weapon_modifiers", ())}
    return weapons & own


def _counted_on(words: Sequence[str], kinds: Mapping[str, list[Mention]]) -> set[int]:
    """Return where a count of people goes on: "two died in A, one more | when B was shelled"."""
    ends = {one.last for kind in ("further", "separators") for one in kinds.get(kind, ())}
    causal = {one.first for one in kinds.get("causal", ())}
    found: set[int] = set()
    for end in ends:
        at = end + 1 if end < len(words) and words[end] in _DASHES else end
        if at in causal:
            found.update({end, at})
    return found


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
    """Tell whether both sides of ``cut``, which tell something, do so each at its own place."""
    if any(m.first == cut + 1 for m in happening) and any(m.last == cut for m in happening):
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
    if own & here:
        towns = {pin.name for pin in pins if left <= pin.first_token < cut and pin.kind == "city"}
        opens = any(0 < pin.first_token - cut <= _OPENING for pin in pins)
        return opens and own < towns  # "they hit A and B, | in A a plant is on fire"
    return bool(own) and bool(here or _counted(happening, left, cut, right_end))


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
