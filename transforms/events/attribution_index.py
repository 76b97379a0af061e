"""The sources of one text by their place, and what stands between two words."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.actors_names import is_adjective
from transforms.events.attribution_regions import Regions
from transforms.events.attribution_unlisted import Unlisted
from transforms.events.attribution_view import Source, View

_CHANNEL_WORDS: Final = 4
_WORDS_TO_TOLD: Final = 5
_ADJECTIVES: Final = 2
_JOINED: Final = frozenset({"person", "organisation", "outlet", "generic", "role"})


@dataclass(slots=True, unsafe_hash=True)
class Link:
    """A source and the words that make it a claimant (token ranges)."""

    source: Source
    first: int
    last: int
    stance: str
    kind: str  # verb according citing statement label colon dash impersonal


class SourceIndex:
    """Sources of one text, sorted by their first token."""

    def __init__(self, view: View, sources: Sequence[Source]) -> None:
        self.view = view
        self.tokens = view.tokens
        self.knowledge = view.knowledge
        self.unlisted = Unlisted(view)
        self.regions = Regions(view)
        self.sources = sources
        self.firsts = [source.first for source in sources]
        self.lasts = [source.last for source in sources]

    def text(self, index: int) -> str:
        """Return the text of a token, empty outside."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def at(self, index: int) -> Source | None:
        """Return the source that starts at a token."""
        at = bisect_left(self.firsts, index)
        return self.sources[at] if at < len(self.sources) and self.firsts[at] == index else None

    def ending_at(self, index: int) -> Source | None:
        """Return the source of the same sentence that ends before a token."""
        at = bisect_left(self.lasts, index)
        if at < len(self.sources) and self.lasts[at] == index:
            return self.sources[at] if self.view.same_sentence(index - 1, index) else None
        return None

    def coordinated_before(self, source: Source) -> list[Source]:
        """Return the sources joined before by "and": "the BBC, local media and officials said"."""
        found: list[Source] = []
        joints: Container[str] = self.knowledge.coordination
        word = self.text(source.first - 1).lower()
        if word not in joints and word not in self.knowledge.articles:
            return found
        while (before := self._before(found[-1] if found else source, joints)) is not None:
            found.append(before)
            joints = ","
        return found[::-1]

    def _before(self, source: Source, joints: Container[str]) -> Source | None:
        """Return the source that ends at the joint before a source."""
        at = source.first - 1
        while at > 0 and self.text(at).lower() in self.knowledge.articles:
            at -= 1
        if at < 1 or self.text(at).lower() not in joints:
            return None
        index = bisect_left(self.lasts, at)
        if index == len(self.lasts) or self.lasts[index] != at:
            return None
        before = self.sources[index]
        alike = before.kind in (source.kind, "generic", "organisation", "outlet")
        return before if alike and self.view.same_sentence(before.first, source.first) else None

    def with_coordinated(self, source: Source) -> list[Source]:
        """Return the source and those joined to it by "and" or a comma."""
        found, listed = [source], 1
        joining = self.knowledge.coordination
        while True:
            last = self._end_of(found[-1])
            joint = self.text(last).lower()
            joined = joint in joining
            following = self._next_of(found[-1], last) if joined or joint == "," else None
            if following is None and joined:
                following = self._unlisted_end(last + 1)
            if following is None:
                return found[:listed]  # a list ends with "and"; else a comma parts clauses
            found.append(following)
            if joined:
                listed = len(found)

    def _unlisted_end(self, index: int) -> Source | None:
        """Return the unlisted body that ends a list and a clause: "X and | Poltavaoblenergo."."""
        if not self.view.far or index >= len(self.tokens):
            return None
        name = self.unlisted.after(index)
        parted = name is not None and self.text(name.last)[:1].isalnum()
        return None if name is None or parted or name.kind == "person" else name

    def _end_of(self, source: Source) -> int:
        """Return where a source ends, the region behind it included: "штаб | Тульской области"."""
        region = self.view.far and source.kind == "generic"
        return self._past_channel(self.regions.end_after(source.last) if region else source.last)

    def _past_channel(self, index: int) -> int:
        """Return where the words for a channel end: "the mayor | on Telegram | and the police"."""
        if self.text(index).lower() not in self.knowledge.prepositions:
            return index
        hits = self.knowledge.channels.find(self.tokens[index + 1 : index + _CHANNEL_WORDS])
        named = hits and hits[0].first == 0 and self.view.same_sentence(index - 1, index)
        return index + 1 + hits[0].last if named else index

    def _next_of(self, source: Source, joint: int) -> Source | None:
        """Return the source of the same kind behind the joint after a source."""
        following = self.at(joint + 1) or self.at(joint + 2)
        if following is None or not self.view.same_sentence(joint, following.first):
            return None
        alike = following.kind == source.kind or self._names_two(source, following)
        return following if alike else None

    @staticmethod
    def _names_two(one: Source, other: Source) -> bool:
        """Return whether bodies and people of whatever kind are joined by name."""
        return one.kind in _JOINED and other.kind in _JOINED

    def relayed_by(self, source: Source, index: int) -> list[Source]:
        """Return the outlet that a nameless source told: "a security source told | Reuters"."""
        if source.kind != "sources" and (source.identity is None or not source.identity.nameless):
            return []
        if any("organisation" in self.view.kinds(at) for at in range(source.first, source.last)):
            return []  # those of a body speak for it
        for at in range(index, min(index + _WORDS_TO_TOLD, len(self.tokens))):
            told = self.at(at)
            if told is not None and told.kind != "generic":
                near = told.kind == "outlet" and self.view.same_sentence(at, index - 1)
                return [told] if near else []
            if self.text(at) in ",.;:" or self.text(at).lower() in self.knowledge.prepositions:
                break
        unknown = None if self.view.far else self.unlisted.after(index)
        return [unknown] if unknown is not None and unknown.kind == "organisation" else []

    def opens_clause(self, start: int, end: int) -> bool:
        """Return whether a new clause begins in the range."""
        for at in range(start, end):
            if self.tokens[at].lower in self.knowledge.gap_stops:
                return True
            if "verb" in self.view.kinds(at):
                return True
        return False

    def before_adjectives(self, index: int) -> int:
        """Return what stands before adjectives: "в | Харьковской областной прокуратуре"."""
        at = index
        while at > 0 and index - at < _ADJECTIVES:
            if not is_adjective(self.tokens[at].lower, self.knowledge.language):
                break
            if not self.view.same_sentence(at - 1, index):
                break
            at -= 1
        return at

    def is_back_word(self, index: int) -> bool:
        """Return whether a token is "this", "it", "это"."""
        return "back" in self.view.kinds(index)

    def first_after(self, index: int, gap: int) -> Source | None:
        """Return the source that starts within ``gap`` words, else an unlisted name."""
        at = bisect_left(self.firsts, index)
        if at < len(self.sources):
            source = self.sources[at]
            if (
                source.first - index <= gap
                and index < len(self.tokens)
                and self.view.same_sentence(index, source.first)
                and not any(self._parts(k, index) for k in range(index, source.first))
            ):
                return self._possessed(source)
        return self.unlisted.after(index) or self._channel_after(index)

    def _possessed(self, source: Source) -> Source:
        """Return the body of a body: "the Kurdish government's | ministry"."""
        own = self.at(source.last) if self.view.is_possessor(source.last - 1) else None
        body = own is not None and own.kind in ("organisation", "generic", "person")
        return own if own is not None and body else source

    def _parts(self, at: int, start: int) -> bool:
        """Return whether a mark parts a source from words before; none after "the monitor | ,"."""
        text = self.text(at)
        return text in ":;()" or (
            text == "," and (at == start or self.text(at - 1) not in self.knowledge.body_nouns)
        )

    def _channel_after(self, index: int) -> Source | None:
        """Return the unlisted name in "the BelNews Telegram channel", "the Zarya agency"."""
        if self.text(index).lower() not in self.knowledge.articles:
            return None
        end = self.view.name_run(index + 1)
        kinds = self.view.kinds(end) if index + 1 < end < len(self.tokens) else frozenset()
        named = not kinds.isdisjoint({"reference_organisation", "statement"})
        return self.unlisted.named(index + 1, end) if named else None
