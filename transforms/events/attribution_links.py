"""Which source belongs to which word of saying."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.events.actors_names import is_infinitive, is_plural_or_neuter_verb, may_be_subject
from transforms.events.attribution_lexicon import Knowledge, Mark
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_unlisted import Unlisted
from transforms.events.attribution_view import Source, View
from transforms.language.tokens import Token

_NEAR_GAP = 4
_LEFT_GAP = 8
_FAR_GAP = 14
_APPOSITION_GAP = 20
_TRIGGER_GAP = 6
_COORDINATED_GAP = 16
_LABEL_GAP = 7
_POSSESSIVE_LETTERS = 3  # "'s "
_SOURCES_BACK = 3
_STOPS = frozenset(":;.!?")
_BEFORE_INVERSION = frozenset(",»\"”“-–—''’")
_DASHES = frozenset("-–—")
_PAUSES = frozenset(',;:"«»“”()-–—')


class Link(NamedTuple):
    """A source and the words that make it a claimant (token ranges)."""

    source: Source
    first: int
    last: int
    stance: str
    kind: str  # verb according citing statement label colon dash impersonal


class Linker:
    """Finds the links of one text."""

    def __init__(self, view: View, sources: Sequence[Source]) -> None:
        self.view = view
        self.unlisted = Unlisted(view)
        self.tokens: Sequence[Token] = view.tokens
        self.knowledge: Knowledge = view.knowledge
        self.far = view.far
        self.sources = sources
        self.firsts = [source.first for source in sources]
        self.lasts = [source.last for source in sources]

    def link(self, hits: Sequence[Hit[Mark]]) -> list[Link]:
        """Return all links in reading order of their trigger words."""
        links: list[Link] = []
        for hit in hits:
            kinds = {mark.kind: mark for mark in hit.payloads}
            if "label" in kinds and self._is_label(hit):
                links.extend(self._label(hit))
            elif "verb" in kinds:
                links.extend(self._verb(hit, str(kinds["verb"].value)))
            elif "according" in kinds:
                links.extend(self._preposition(hit, "according"))
            elif "citing" in kinds:
                links.extend(self._preposition(hit, "citing"))
            elif "impersonal" in kinds:
                links.extend(self._impersonal(hit))
            elif "statement" in kinds:
                links.extend(self._statement(hit))
            elif "possessive" in kinds:
                source = self._at(hit.first)
                if source is not None:
                    links.append(Link(source, hit.first, hit.last, "claims", "according"))
        links.extend(self._headlines())
        return links

    def _text(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def _at(self, index: int) -> Source | None:
        at = bisect_left(self.firsts, index)
        return self.sources[at] if at < len(self.sources) and self.firsts[at] == index else None

    def _coordinated_before(self, source: Source) -> list[Source]:
        """Return the source joined before by "and": "local media and officials said"."""
        at = source.first - 1
        while at > 0 and self._text(at).lower() in self.knowledge.articles:
            at -= 1
        if at < 1 or self._text(at).lower() not in self.knowledge.coordination:
            return []
        index = bisect_left(self.lasts, at)
        if index < len(self.lasts) and self.lasts[index] == at:
            before = self.sources[index]
            if before.kind in (source.kind, "generic", "organisation", "outlet") and (
                self.view.same_sentence(before.first, source.first)
            ):
                return [before]
        return []

    def _with_coordinated(self, source: Source) -> list[Source]:
        """Return the source and those joined to it by "and" or a comma."""
        found = [source]
        joining = self.knowledge.coordination
        while True:
            end = found[-1].last
            if self._text(end).lower() in joining:
                following = self._at(end + 1) or self._at(end + 2)
                if (
                    following is not None
                    and following.kind == found[-1].kind
                    and self.view.same_sentence(end, following.first)
                ):
                    found.append(following)
                    continue
            return found

    def _negated(self, first: int) -> bool:
        for at in range(first - 1, max(-1, first - 4), -1):
            if self.tokens[at].text in _PAUSES or not self.view.same_sentence(at, first):
                return False
            if self.tokens[at].lower in self.knowledge.negations:
                return True
        return False

    def _verb(self, hit: Hit[Mark], stance: str) -> list[Link]:
        if self._negated(hit.first) or self._is_infinitive(hit.first):
            return []
        if self._is_possessed(hit.first):
            return []
        lexicon = self.knowledge.lexicon
        before = self._text(hit.first - 1)
        passive = before.lower() in lexicon.passive_auxiliaries
        if passive:
            source = self._passive_agent(hit)
            return [Link(source, hit.first, hit.last, stance, "verb")] if source else []
        at_start = hit.first == 0 or not self.view.same_sentence(hit.first - 1, hit.first)
        inverted = at_start or before in _BEFORE_INVERSION or self._is_back_word(hit.first - 1)
        order: tuple[Callable[[Hit[Mark]], Source | None], ...] = (self._left,)
        if inverted:
            order = (self._right, self._left)
        elif self.far:
            order = (self._left, self._right)
        for side in order:
            source = side(hit)
            if source is not None:
                joined = [*self._coordinated_before(source), *self._with_coordinated(source)]
                return [
                    Link(each, hit.first, hit.last, stance, "verb")
                    for each in joined
                    if each.last <= hit.first or each.first >= hit.last
                ]
        return []

    def _is_infinitive(self, index: int) -> bool:
        """Return whether a verb stands as "to say", or as an infinitive."""
        return self._text(index - 1).lower() in self.knowledge.not_after or is_infinitive(
            self.tokens[index].lower, self.knowledge.language
        )

    def _is_possessed(self, index: int) -> bool:
        """Return whether a possessive 's stands before: "Zakharov's claims" is a noun."""
        if index == 0:
            return False
        return self.tokens[index].start - self.tokens[index - 1].end >= _POSSESSIVE_LETTERS

    def _is_back_word(self, index: int) -> bool:
        return "back" in self.view.kinds(index)

    def _passive_agent(self, hit: Hit[Mark]) -> Source | None:
        for at in range(hit.last, min(hit.last + 4, len(self.tokens))):
            if self.tokens[at].lower in self.knowledge.lexicon.by:
                return self._first_after(at + 1, 3)
        return None

    def _first_after(self, index: int, gap: int) -> Source | None:
        at = bisect_left(self.firsts, index)
        if at < len(self.sources):
            source = self.sources[at]
            if (
                source.first - index <= gap
                and index < len(self.tokens)
                and self.view.same_sentence(index, source.first)
                and not any(self._text(k) in ",:;()" for k in range(index, source.first))
            ):
                return source
        return self.unlisted.after(index)

    def _left(self, hit: Hit[Mark]) -> Source | None:
        at = bisect_left(self.lasts, hit.first + 1) - 1
        for back in range(_SOURCES_BACK):
            if at - back < 0:
                break
            source = self.sources[at - back]
            if not self.view.same_sentence(source.first, hit.first):
                break
            if not self._left_gap_fits(source.last, hit.first):
                break
            if self._can_be_subject(source, hit):
                return source
        return self.unlisted.before(hit.first)

    def _left_gap_fits(self, start: int, end: int) -> bool:
        gap = [self.tokens[at] for at in range(start, end)]
        if not gap:
            return True
        texts = [token.text for token in gap]
        if any(text in _STOPS for text in texts):
            return False
        if texts[0] in ",(":
            closed = any(text in ",)" for text in texts[1:])
            return (closed and len(gap) <= _APPOSITION_GAP) or (
                len(gap) <= 3 and not self.far and not self._clause(start + 1, end)
            )
        if texts[-1].lower() in self.knowledge.coordination and len(gap) <= _COORDINATED_GAP:
            return not any(token.lower in self.knowledge.gap_stops for token in gap)
        if any(text in "," for text in texts):
            return False
        return len(gap) <= _LEFT_GAP and not self._clause(start, end)

    def _clause(self, start: int, end: int) -> bool:
        """Return whether a new clause begins in the range."""
        for at in range(start, end):
            if self.tokens[at].lower in self.knowledge.gap_stops:
                return True
            if "verb" in self.view.kinds(at):
                return True
        return False

    def _can_be_subject(self, source: Source, hit: Hit[Mark]) -> bool:
        before = source.first - 1
        while before > 0 and self.tokens[before].text in '«"“':
            before -= 1
        if before >= 0 and self.view.same_sentence(before, source.first):
            lower = self.tokens[before].lower
            if lower not in self.knowledge.prepositions and before > 0 and not self.far:
                # an article or adjective may stand between: "of the ministry"
                if self.tokens[before].text.islower() and before - 1 >= 0:
                    behind = self.tokens[before - 1].lower
                    if before not in self.view.owner and behind in self.knowledge.prepositions:
                        return False
            if lower in self.knowledge.prepositions:
                return lower in self.knowledge.inside and is_plural_or_neuter_verb(
                    self.tokens[hit.first].lower, self.knowledge.language
                )
        if source.kind in ("pronoun", "pronoun_group"):
            return True
        return may_be_subject(self.tokens[source.head].lower, self.knowledge.language)

    def _right(self, hit: Hit[Mark]) -> Source | None:
        at = bisect_left(self.firsts, hit.last)
        limit = _FAR_GAP if self.far else _NEAR_GAP
        while at < len(self.sources):
            source = self.sources[at]
            gap = source.first - hit.last
            if gap > limit or not self.view.same_sentence(hit.first, source.first):
                break
            if not self._right_gap_fits(hit.last, source.first):
                break
            if self._can_be_subject(source, hit):
                return source
            if not self.far:
                break
            at += 1
        unknown = self.unlisted.after(hit.last)
        if unknown is None and self.far:
            unknown = self.unlisted.within(hit.last, self._gap_end(hit.last))
        return unknown

    def _gap_end(self, start: int) -> int:
        """Return how far to the right of a verb its subject may stand."""
        at = start
        while at < min(len(self.tokens), start + _FAR_GAP):
            if not self.view.same_sentence(start - 1, at) or not self._right_gap_fits(
                start, at + 1
            ):
                break
            at += 1
        return at

    def _right_gap_fits(self, start: int, end: int) -> bool:
        if self._clause(start, end):
            return False
        for at in range(start, end):
            text = self.tokens[at].text
            if text in _STOPS:
                return False
            if self.tokens[at].lower in self.knowledge.about and not self._is_back_word(at + 1):
                return False
            if not self.far and (
                text in ",()"
                or text in _DASHES
                or self.tokens[at].lower in self.knowledge.prepositions
            ):
                return False
        return True

    def _preposition(self, hit: Hit[Mark], kind: str) -> list[Link]:
        source = self._first_after(hit.last, _TRIGGER_GAP)
        if source is None:
            return []
        sources = self._with_coordinated(source)
        if kind == "citing":
            sources.extend(self._relaying(hit))
        return [Link(each, hit.first, hit.last, "claims", kind) for each in sources]

    def _relaying(self, hit: Hit[Mark]) -> list[Source]:
        """Return the outlet that cites: "ISNA news agency quoted ..."."""
        at = bisect_left(self.lasts, hit.first + 1) - 1
        if at < 0 or self.sources[at].kind != "outlet" or self.lasts[at] > hit.first:
            return []
        near = hit.first - self.lasts[at] <= 2
        fits = near and self.view.same_sentence(self.firsts[at], hit.first)
        return [self.sources[at]] if fits and not self._clause(self.lasts[at], hit.first) else []

    def _impersonal(self, hit: Hit[Mark]) -> list[Link]:
        possessive = self._possessive_near(hit.last)
        if possessive is not None:
            return [Link(possessive, hit.first, hit.last, "claims", "impersonal")]
        source = self._first_after(hit.last, _TRIGGER_GAP)
        if source is None and hit.first > 0:
            at = bisect_left(self.lasts, hit.first + 1) - 1
            if at >= 0 and self.view.same_sentence(self.sources[at].first, hit.first):
                if hit.first - self.lasts[at] <= 3 and not self._clause(self.lasts[at], hit.first):
                    source = self.sources[at]
        return [Link(source, hit.first, hit.last, "claims", "impersonal")] if source else []

    def _possessive_near(self, index: int) -> Source | None:
        """Read "in its channel", "his post": the claimant is the one spoken of before."""
        words = self.knowledge.lexicon.possessive_pronouns
        for at in range(index, min(index + 3, len(self.tokens))):
            if self.tokens[at].lower in words and self.view.same_sentence(index - 1, at):
                return Source(at, at + 1, at, "pronoun_any", None)
        return None

    def _statement(self, hit: Hit[Mark]) -> list[Link]:
        for at in range(hit.last, min(hit.last + 3, len(self.tokens))):
            source = self._at(at)
            if source is None or not self.view.same_sentence(hit.first, at):
                continue
            between = [self.tokens[k].lower for k in range(hit.last, at)]
            if source.kind.startswith(("pronoun", "sources", "government")) or any(
                w in ",.;:" for w in between
            ):
                return []
            if self.far or between:
                return [Link(source, hit.first, hit.last, "claims", "statement")]
        return []

    def _is_label(self, hit: Hit[Mark]) -> bool:
        """Return whether a line begins "Source: ..." or "Quote from X: ..."."""
        if hit.first > 0 and self.view.same_sentence(hit.first - 1, hit.first):
            return False
        return any(
            self._text(at) == ":" and self.view.same_sentence(hit.first, at)
            for at in range(hit.last, hit.last + _LABEL_GAP)
            if at < len(self.tokens)
        )

    def _label(self, hit: Hit[Mark]) -> list[Link]:
        at = bisect_left(self.firsts, hit.last)
        links = []
        while at < len(self.sources) and self.view.same_sentence(hit.first, self.sources[at].first):
            if not self.sources[at].kind.startswith(("pronoun", "reference")):
                links.append(Link(self.sources[at], hit.first, hit.last, "claims", "label"))
            at += 1
        if not links:
            unknown = self.unlisted.after(hit.last + 1)
            if unknown is not None:
                links.append(Link(unknown, hit.first, hit.last, "claims", "label"))
        return links

    def _headlines(self) -> list[Link]:
        """Read "Ministry: village taken" and "village taken - ministry"."""
        links = []
        for source in self.sources:
            if source.kind.startswith(("pronoun", "reference", "possessive")):
                continue
            if source.kind in ("sources", "government") and self._text(source.last) == ":":
                continue  # a label, or the place a report was filed from
            first = source.first
            starts = first == 0 or not self.view.same_sentence(first - 1, first)
            if starts and self._text(source.last) == ":":
                links.append(Link(source, source.last, source.last + 1, "claims", "colon"))
            dash = first > 0 and self.tokens[first - 1].text in _DASHES
            if dash and first > 1 and self.view.same_sentence(first - 2, first):
                end = source.last
                while self._text(end) in (".", "»", '"', "!"):
                    end += 1
                if end >= len(self.tokens) or not self.view.same_sentence(first, end):
                    links.append(Link(source, first - 1, first, "claims", "dash"))
        return links
