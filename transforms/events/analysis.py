"""Everything that was found in one article, ready to be asked by sentence and clause.

The analysed text is the title, a line break and the body, so that a headline tells of an event as
any other sentence does; ``body_start`` is where the body begins.

Places, figures and days are slotted classes that are not to be changed: a field of a named tuple
takes ten times as long to read, and each is read a hundred times.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol, TypeVar

from transforms.events.actors_mentions import ActorMention
from transforms.events.attribution import Attribution
from transforms.events.attribution_verification import VerificationMention
from transforms.events.dates import DateMention
from transforms.events.numbers import NumberMention
from transforms.events.places import ResolvedPlace
from transforms.events.resolver import Resolver
from transforms.events.words import Mention
from transforms.language.sentences import Sentence
from transforms.language.tokens import Token


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Spanned = TypeVar("Spanned", bound=_Spanned)

_NO_MENTIONS: Final[list[Mention]] = []


@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """A part of a sentence that tells one thing: half-open token range."""

    sentence: int
    paragraph: int
    first: int
    last: int


@dataclass(frozen=True)
class Analysis:
    """Mentions of one article by kind, each list sorted by position.

    ``tokens`` is a plain list, ``starts`` and ``lowers`` are where its words start and how they are
    written in lower case. ``kinds`` are the ``mentions`` by their kind.
    ``published`` is the publication day; ``month`` the first day of the month of publication where
    no more than this is known. ``scenes`` are the countries with a place where something may have
    happened, ``spoken`` the attributions that cover a sentence, by its number, ``dropped`` the
    kinds of weapons that fall on their target.
    """

    text: str
    body_start: int
    language: str
    published: date | None
    tokens: list[Token]
    starts: list[int]
    lowers: list[str]
    sentences: list[Sentence]
    mentions: list[Mention]
    kinds: dict[str, list[Mention]]
    places: list[ResolvedPlace]
    dates: list[DateMention]
    numbers: list[NumberMention]
    attributions: list[Attribution]
    actors: list[ActorMention]
    verifications: list[VerificationMention]
    speakers: dict[int, ResolvedPlace]
    homes: dict[int, ResolvedPlace]  # of local office-holders who speak, by the start of the words
    scenes: frozenset[str] = frozenset()
    spoken: dict[int, list[Attribution]] = field(default_factory=dict)
    month: date | None = None
    dropped: frozenset[str] = frozenset()

    def resolver(self, anchors: tuple[tuple[int, date | None], ...] = ()) -> Resolver:
        """Return what resolves the date phrases, those that count from told days by ``anchors``."""
        return Resolver(self.published, anchors, self.month)


@dataclass(slots=True)
class View:
    """What one clause holds; not to be changed (freezing it would cost as much as filling it)."""

    clause: Clause
    start: int
    end: int
    mentions: list[Mention]
    places: list[ResolvedPlace]
    dates: list[DateMention]
    numbers: list[NumberMention]
    actors: list[ActorMention]
    attributions: list[Attribution]
    by_kind: dict[str, list[Mention]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the mentions by kind: clauses are asked for them many times."""
        self.by_kind = by_kind(self.mentions)

    def of(self, kind: str) -> list[Mention]:
        """Return the mentions of one kind, in order; the list is not to be changed."""
        return self.by_kind.get(kind, _NO_MENTIONS)

    def among(self, kinds: Collection[str]) -> list[Mention]:
        """Return the mentions of several kinds, in order; the list is not to be changed."""
        by_kind = self.by_kind
        if by_kind.keys().isdisjoint(kinds):  # as most are
            return _NO_MENTIONS
        held = by_kind.keys() & kinds
        if len(held) == 1:
            return by_kind[held.pop()]
        return [mention for mention in self.mentions if mention.kind in held]

    def has(self, kind: str) -> bool:
        """Tell whether any mention of a kind is there."""
        return kind in self.by_kind

    def has_any(self, kinds: Collection[str]) -> bool:
        """Tell whether any mention of several kinds is there."""
        return not self.by_kind.keys().isdisjoint(kinds)


def by_kind(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Return mentions by their kind, each list in their order."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        kind = mention.kind
        if kind in found:
            found[kind].append(mention)
        else:
            found[kind] = [mention]
    return found


def views(analysis: Analysis, clauses: Sequence[Clause]) -> Iterator[View]:
    """Yield the mentions of ``analysis`` by clause; clauses are in order and do not overlap."""
    tokens = analysis.tokens
    starts = [tokens[clause.first].start for clause in clauses]
    ends = [tokens[clause.last - 1].end for clause in clauses]
    mentions = analysis.mentions
    firsts = [mention.first for mention in mentions]
    places = within(analysis.places, starts, ends)
    dates = within(analysis.dates, starts, ends)
    numbers = within(analysis.numbers, starts, ends)
    actors = within(analysis.actors, starts, ends)
    attributions = within(analysis.attributions, starts, ends)
    for index, clause in enumerate(clauses):
        begun = mentions[bisect_left(firsts, clause.first) : bisect_left(firsts, clause.last)]
        yield View(
            clause,
            starts[index],
            ends[index],
            [mention for mention in begun if mention.last <= clause.last],
            places.get(index, []),
            dates.get(index, []),
            numbers.get(index, []),
            actors.get(index, []),
            attributions.get(index, []),
        )


def within(
    found: Iterable[Spanned], starts: Sequence[int], ends: Sequence[int]
) -> dict[int, list[Spanned]]:
    """Return what lies wholly inside one of the spans, by the number of the span, in order.

    The spans (characters, half-open) are sorted and do not overlap.
    """
    inside: dict[int, list[Spanned]] = {}
    start, end, index = 0, -1, -1
    for item in found:
        at = item.start
        if not start <= at < end:  # most lie in the span of the one before
            index = bisect_right(starts, at) - 1
            start, end = (starts[index], ends[index]) if index >= 0 else (0, -1)
        if item.end > end:
            continue
        if index in inside:
            inside[index].append(item)
        else:
            inside[index] = [item]
    return inside
