"""Everything that was found in one article, ready to be asked by sentence and clause.

The analysed text is the title, a line break and the body, so that a headline tells of an event as
any other sentence does; ``body_start`` is where the body begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from transforms.events.actors_mentions import ActorMention
from transforms.events.attribution import Attribution
from transforms.events.attribution_verification import VerificationMention
from transforms.events.dates import DateMention
from transforms.events.numbers import NumberMention
from transforms.events.places import ResolvedPlace
from transforms.events.words import Mention
from transforms.language.sentences import Sentence
from transforms.language.tokens import Token


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Spanned = TypeVar("Spanned", bound=_Spanned)


class Clause(NamedTuple):
    """A part of a sentence that tells one thing: half-open token range."""

    sentence: int
    paragraph: int
    first: int
    last: int


@dataclass(frozen=True)
class Analysis:
    """Mentions of one article by kind, each list sorted by position."""

    text: str
    body_start: int
    language: str
    published: date | None
    tokens: list[Token]
    sentences: list[Sentence]
    mentions: list[Mention]
    places: list[ResolvedPlace]
    dates: list[DateMention]
    numbers: list[NumberMention]
    attributions: list[Attribution]
    actors: list[ActorMention]
    verifications: list[VerificationMention]
    speakers: dict[int, ResolvedPlace]


def between(found: Iterable[Spanned], start: int, end: int) -> list[Spanned]:
    """Return what lies wholly inside the characters [start, end), in order."""
    return [item for item in found if start <= item.start and item.end <= end]


@dataclass(frozen=True)
class View:
    """What one clause holds."""

    clause: Clause
    start: int
    end: int
    mentions: list[Mention]
    places: list[ResolvedPlace]
    dates: list[DateMention]
    numbers: list[NumberMention]
    actors: list[ActorMention]
    attributions: list[Attribution]

    def of(self, *kinds: str) -> list[Mention]:
        """Return the mentions of these kinds, in order."""
        return [mention for mention in self.mentions if mention.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Tell whether any mention of these kinds is there."""
        return any(mention.kind in kinds for mention in self.mentions)


def view(analysis: Analysis, clause: Clause) -> View:
    """Return the mentions of ``analysis`` inside ``clause``."""
    tokens: Sequence[Token] = analysis.tokens
    start, end = tokens[clause.first].start, tokens[clause.last - 1].end
    return View(
        clause=clause,
        start=start,
        end=end,
        mentions=between(analysis.mentions, start, end),
        places=between(analysis.places, start, end),
        dates=between(analysis.dates, start, end),
        numbers=between(analysis.numbers, start, end),
        actors=between(analysis.actors, start, end),
        attributions=between(analysis.attributions, start, end),
    )
