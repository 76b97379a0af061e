"""One clause that names several days of one deed: a candidate for each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from transforms.events.analysis import View
from transforms.events.candidates import ATTACK, Candidate
from transforms.events.dates import DateMention
from transforms.language.tokens import Token

_COMMA: Final = ","
_LINKS: Final = 2  # "and again", ", and"


def split_days(candidate: Candidate, view: View, tokens: Sequence[Token]) -> list[Candidate]:
    """Return one candidate per day of a list: "was hit on August 7, August 13 and September 1".

    Days that follow on each other make one range. A clause with figures stays whole: they may be
    the sums of all days.
    """
    if len(view.dates) < 2 or candidate.kind != ATTACK or candidate.date not in view.dates:
        return [candidate]
    if candidate.facts or candidate.listed_facts or candidate.sites.pinned is None:
        return [candidate]
    days = list(_listed_days(candidate.date, view, tokens))
    if not days:
        return [candidate]
    return [candidate, *(_on(candidate, day) for day in days)]


def _listed_days(
    first: DateMention | None, view: View, tokens: Sequence[Token]
) -> Iterator[DateMention]:
    """Yield the days that a list goes on with after its first one."""
    joins = {mention.first for mention in view.of("coordinators")}
    dates = view.dates[[one is first for one in view.dates].index(True) :]
    for left, right in pairwise(dates):
        gap = range(left.last_token, right.first_token)
        linked = 0 < len(gap) <= _LINKS and (gap[0] in joins or tokens[gap[0]].text == _COMMA)
        if not (linked and _is_plain(left) and _is_plain(right)):
            return
        yield right


def _is_plain(date: DateMention) -> bool:
    """Tell whether a mention is a day of the calendar, and no night or hours of it."""
    told = date.kind == "day" and date.part is None and (date.day or date.weekday) is not None
    return told and not (date.reporting or date.future or date.bound is not None)


def _on(candidate: Candidate, day: DateMention) -> Candidate:
    """Return a copy of a candidate on another day."""
    return replace(
        candidate,
        date=day,
        clock=None,
        weapons=dict(candidate.weapons),
        targets=dict(candidate.targets),
        effects=dict(candidate.effects),
        facts=[],
        listed_facts=[],
        sentences=list(candidate.sentences),
        rules=["one of several days in a clause"],
    )
