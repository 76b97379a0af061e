"""Articles on what came of old attacks: trials, remembrance, films, arrests of those who plot.

What they tell of is an occurrence only where it has a day or month of its own.
"""

from itertools import takewhile
from typing import Final, NamedTuple

from transforms.events.analysis import Analysis
from transforms.events.candidates import Candidate, Dropped
from transforms.events.clauses import HAPPENING
from transforms.events.dates import DateMention
from transforms.events.words import Mention

_DAYS: Final = frozenset({"day", "part", "weekend", "relative", "week", "span"})
_AFTER: Final = 3  # "sentenced on Friday"
_BEFORE: Final = 10  # "in January, a court in the city sentenced"


def without_old(
    found: list[Candidate], analysis: Analysis
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the candidates that stay, and those left out as old attacks without a day.

    An article that has an attack of the day or the week is on that one.
    """
    if not found:
        return found, []
    end = _head_end(analysis)
    head = takewhile(lambda mention: mention.start < end, analysis.mentions)
    if not any(mention.kind == "aftermath" for mention in head):
        return found, []
    verdicts = _Verdicts(
        [mention for mention in analysis.mentions if mention.kind == "aftermath"],
        [mention.first for mention in analysis.mentions if mention.kind in HAPPENING],
    )
    ends = [analysis.sentences[one.sentences[0]].end for one in found]
    days = [
        one.date if one.date is not None and not verdicts.dated(one.date, end) else None
        for one, end in zip(found, ends, strict=True)
    ]
    if any(day is not None and day.month is None and day.kind in _DAYS for day in days):
        return found, []
    kept: list[Candidate] = []
    left: list[Candidate] = []
    for one, day in zip(found, days, strict=True):
        (left if day is None or day.month is None else kept).append(one)
    return kept, [Dropped(one.sentences[0], one.start, one.end, "an old attack") for one in left]


def _head_end(analysis: Analysis) -> int:
    """Return where the first sentence of the body ends; without a headline, the second."""
    body = [one for one in analysis.sentences if one.start >= analysis.body_start]
    opening = body[:1] if analysis.body_start else body[:2]
    return opening[-1].end if opening else analysis.body_start


class _Verdicts(NamedTuple):
    """The words of what came after, and where the words of deeds stand (tokens)."""

    words: list[Mention]
    deeds: list[int]

    def dated(self, date: DateMention, end: int) -> bool:
        """Tell whether a date is that of a verdict: "in May a court jailed", "jailed on Friday".

        ``end`` is where the sentence of the date ends (characters).
        """
        here = [word for word in self.words if word.start < end]
        return any(
            0 <= date.first_token - word.last <= _AFTER
            or (
                0 <= word.first - date.last_token <= _BEFORE
                and not any(date.last_token <= deed < word.first for deed in self.deeds)
            )
            for word in here
        )
