"""People told one by one: "a woman and her son", or by their ages alone."""

import re
from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import View
from transforms.events.figures import COUNTABLE
from transforms.events.words import Mention
from transforms.language.tokens import Token

_PART_REACH: Final = 2
_PART_ENDS: Final = frozenset(",;:.)")
_AGED: Final = re.compile(r"\d{1,3}-[^\W\d]+")  # "33-річний"
_AGED_REACH: Final = 4
_JOINED_REACH: Final = 4


def single_person(
    view: View, verb: Mention, tokens: Sequence[Token]
) -> tuple[int, int, int] | None:
    """Return (count, start, end) where people are told one by one: "a woman and a child died"."""
    several = {n.last_token for n in view.numbers if n.kind in COUNTABLE and not n.article}
    people = [
        mention
        for mention in view.of("person_one")
        if -6 <= mention.first - verb.last <= 3 and mention.first not in several
    ]
    people += _joined(view, people, several, tokens)
    breakdowns = view.of("breakdown")
    near = [
        m
        for m in people
        if not _crosses(m, verb, view)
        and not any(0 <= m.first - word.last <= _PART_REACH for word in breakdowns)
    ]
    ages = _ages(view, verb, near, tokens)
    if not near and not ages:
        return None
    spans = sorted([*((m.start, m.end) for m in near), *((t.start, t.end) for t in ages)])
    return len(spans), spans[0][0], spans[-1][1]


def _joined(
    view: View, people: Sequence[Mention], several: set[int], tokens: Sequence[Token]
) -> list[Mention]:
    """Return who is joined to the last of some people: "a girl | and her father"."""
    found: list[Mention] = []
    end = people[-1].last if people else None
    for mention in view.of("person_one"):
        if end is None or mention.first < end or mention.first in several:
            continue
        between = range(end, mention.first)
        linked = any(word.first in between for word in view.of("coordinators"))
        if not linked or len(between) > _JOINED_REACH:
            break
        if any(tokens[index].text in _PART_ENDS for index in between):
            break
        found.append(mention)
        end = mention.last
    return found


def _ages(
    view: View, verb: Mention, people: Sequence[Mention], tokens: Sequence[Token]
) -> list[Token]:
    """Return the ages that tell people apart who have no word of their own.

    "Men of 33 and 56", in the languages that write it so: "33-річний та 56-річний чоловіки".
    """
    first = max(view.clause.first, verb.first - 2 * _AGED_REACH)
    last = min(view.clause.last, verb.last + 2 * _AGED_REACH)
    near = range(first, last)
    at = [n for n in near if tokens[n].lower[0].isdigit() and _AGED.fullmatch(tokens[n].lower)]
    if not at or len(at) + len(people) < 2:
        return []
    others = [m.first for m in view.of("killed", "injured") if m is not verb]
    found = []
    for index, following in zip(at, [*at[1:], last], strict=True):
        low, high = sorted((index, verb.first))
        if any(low < other < high for other in others):
            continue
        end = min(following, index + _AGED_REACH)
        if not any(index < person.first < end for person in people):
            found.append(tokens[index])
    return found


def _crosses(mention: Mention, verb: Mention, view: View) -> bool:
    low, high = sorted((mention.first, verb.first))
    return any(
        low < other.first < high
        for other in view.of("killed", "injured", "downed", "weapons", "attack_nouns")
    )
