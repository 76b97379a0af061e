"""Which source belongs to which word of saying."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms.events.actors_names import may_be_owner
from transforms.events.attribution_index import Link, SourceIndex
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_verbs import Verbs
from transforms.events.attribution_view import NAME_WORDS, QUOTES, Source, View

_TRIGGERS = frozenset(
    {
        "label", "verb", "according", "postposed", "adjoining", "citing", "impersonal",
        "statement", "possessive",
    }
)  # fmt: skip
_TRIGGER_GAP = 6
_IMPERSONAL_GAP = 3
_LABEL_GAP = 7
_WORDS_TO_CITING = 4  # "the X news website, | citing"
_DASHES = frozenset("-–—")


def _relays(source: Source) -> bool:
    """Return whether a source is one that passes on what others say."""
    if source.kind == "outlet":
        return True
    return source.identity is not None and source.identity.role == "agency"


class Linker:
    """Finds the links of one text."""

    def __init__(self, view: View, sources: Sequence[Source]) -> None:
        self.view = view
        self.index = SourceIndex(view, sources)
        self.verbs = Verbs(self.index)
        self.tokens = view.tokens
        self.knowledge = view.knowledge
        self.far = view.far

    def link(self, hits: Sequence[Hit[Mark]]) -> list[Link]:
        """Return all links in reading order of their trigger words."""
        links: list[Link] = []
        for hit in hits:
            kinds = {mark.kind: mark for mark in hit.payloads}
            if kinds.keys().isdisjoint(_TRIGGERS):  # most are names
                continue
            if "label" in kinds and self._is_label(hit):
                links.extend(self._label(hit))
            elif "verb" in kinds:
                links.extend(self.verbs.links(hit, str(kinds["verb"].value)))
            elif "according" in kinds:
                links.extend(self._preposition(hit, "according"))
            elif "postposed" in kinds:
                links.extend(self._cited(self.index.ending_at(hit.first), hit))
            elif "adjoining" in kinds:
                links.extend(self._cited(self.index.at(hit.last), hit))
            elif "citing" in kinds:
                links.extend(self._preposition(hit, "citing"))
            elif "impersonal" in kinds:
                links.extend(self._impersonal(hit))
            elif "statement" in kinds:
                links.extend(self._statement(hit))
            elif "possessive" in kinds:
                links.extend(self._cited(self.index.at(hit.first), hit))
        links.extend(self._headlines())
        return links

    def _preposition(self, hit: Hit[Mark], kind: str) -> list[Link]:
        source = self.index.first_after(hit.last, _TRIGGER_GAP)
        if source is None or self._is_missing(hit.first) or self._is_channel(source, hit):
            return []
        if kind == "according" and self._was_not(hit.first):
            return []
        sources = self.index.with_coordinated(source)
        if kind == "citing":
            sources.extend(self._relaying(hit) or self._told_by(source))
        return [Link(each, hit.first, hit.last, "claims", kind) for each in sources]

    def _was_not(self, index: int) -> bool:
        """Return whether a passive is negated: "have not been | claimed by", "no blame was ..."."""
        if self.index.text(index - 1).lower() not in self.knowledge.lexicon.passive_auxiliaries:
            return False
        begin = self.view.sentence_around(index).start
        opens = self.tokens[begin].lower in self.knowledge.negations
        parted = any(self.index.text(at) in ",;:" for at in range(begin, index))
        return self.verbs.negated(index) or (opens and not parted)

    def _is_channel(self, source: Source, hit: Hit[Mark]) -> bool:
        """Return whether a source is where something was said: "a statement on social media"."""
        role = source.identity.role if source.identity is not None else None
        if self.far or role != "social_media" or source.first <= hit.last:
            return False
        return self.index.text(source.first - 1).lower() in self.knowledge.prepositions

    def _cited(self, source: Source | None, hit: Hit[Mark]) -> list[Link]:
        """Read "Behörden | zufolge", "nach | Behördenangaben": whoever stands beside is cited."""
        return [Link(source, hit.first, hit.last, "claims", "according")] if source else []

    def _owns(self, source: Source) -> bool:
        """Return whether a source may be whose statement it is: "сообщение | губернатора"."""
        head = self.tokens[source.head].lower
        return not self.far or may_be_owner(head, self.knowledge.language)

    def _is_missing(self, index: int) -> bool:
        """Return whether there is no such words: "no official | statement from the army"."""
        statement = self.tokens[index].lower in self.knowledge.statements
        return statement and self.knowledge.negates(self.tokens, index)

    def _relaying(self, hit: Hit[Mark]) -> list[Source]:
        """Return the outlet that cites: "ISNA news agency quoted ..."."""
        at = bisect_left(self.index.lasts, hit.first + 1) - 1
        if at < 0 or self.index.lasts[at] > hit.first or not _relays(self.index.sources[at]):
            return []
        near = hit.first - self.index.lasts[at] <= _WORDS_TO_CITING
        fits = near and self.view.same_sentence(self.index.firsts[at], hit.first)
        return (
            [self.index.sources[at]]
            if fits and not self.index.opens_clause(self.index.lasts[at], hit.first)
            else []
        )

    def _told_by(self, source: Source) -> list[Source]:
        """Return the outlet behind whom it cites: "приводит слова губернатора | ТАСС"."""
        outlet = self.index.at(source.last) if self.far else None
        return [outlet] if outlet is not None and outlet.kind == "outlet" else []

    def _impersonal(self, hit: Hit[Mark]) -> list[Link]:
        possessive = self._possessive_near(hit.last)
        if possessive is not None:
            return [Link(possessive, hit.first, hit.last, "claims", "impersonal")]
        source = self.index.first_after(hit.last, _TRIGGER_GAP)
        if source is None and hit.first > 0:
            at = bisect_left(self.index.lasts, hit.first + 1) - 1
            last = self.index.lasts[at] if at >= 0 else -_IMPERSONAL_GAP - 1
            near = hit.first - last <= _IMPERSONAL_GAP
            if near and self.view.same_sentence(last - 1, hit.first):
                parted = self.index.opens_clause(last, hit.first) or any(
                    self.index.text(k) in _DASHES for k in range(last, hit.first)
                )
                source = None if parted else self.index.sources[at]
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
            source = self.index.at(at)
            if "verb" in self.view.kinds(at):
                return []
            if source is None or not self.view.same_sentence(hit.first, at):
                continue
            between = [self.tokens[k].lower for k in range(hit.last, at)]
            if self._is_channel(source, hit) or not self._owns(source):
                return []
            if any(word in self.knowledge.lexicon.subordinators for word in between):
                return []  # "a post that | residents were left without power"
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
            self.index.text(at) == ":" and self.view.same_sentence(hit.first, at)
            for at in range(hit.last, hit.last + _LABEL_GAP)
            if at < len(self.tokens)
        )

    def _label(self, hit: Hit[Mark]) -> list[Link]:
        named: list[Source] = []
        for first, last in self._label_items(hit):
            at = bisect_left(self.index.firsts, first)
            own = [
                source
                for source in self.index.sources[at : bisect_left(self.index.firsts, last)]
                if not source.kind.startswith(("pronoun", "reference"))
            ]
            unknown = None if own else self._unknown_in(first, last)
            named.extend(own if unknown is None else [unknown])
        return [Link(source, hit.first, hit.last, "claims", "label") for source in named]

    def _label_items(self, hit: Hit[Mark]) -> list[tuple[int, int]]:
        """Return the parts of a label's line between semicolons."""
        first, end, items = hit.last, self._label_end(hit), []
        for at in range(hit.last, end):
            if self.tokens[at].text == ";":
                items.append((first, at))
                first = at + 1
        return [*items, (first, end)]

    def _unknown_in(self, first: int, last: int) -> Source | None:
        """Return the unlisted name that a part of a label begins with, behind its kind."""
        for at in range(first, last):
            text = self.tokens[at].text
            unknown = self.index.unlisted.after(at) if not text[0].islower() else None
            if unknown is not None:
                return unknown
            if text[0].isupper():
                run = self.view.name_run(at)
                named = run - at > 1 and not self.view.is_place_noun(run - 1)
                return self.index.unlisted.named(at, run) if named else None
        return None

    def _label_end(self, hit: Hit[Mark]) -> int:
        """Return where the line of a label ends: with its sentence, or before the next label."""
        at, colons = hit.last, 0
        while at < len(self.tokens) and self.view.same_sentence(hit.first, at):
            colons += self.tokens[at].text == ":"
            if colons > 1 or (self.tokens[at].text == ":" and self._quotes(at + 1)):
                break
            at += 1
        return at

    def _quotes(self, index: int) -> bool:
        """Return whether speech begins in quotation marks, which hold more than a name."""
        if self.index.text(index) not in QUOTES:
            return False
        inside = range(index + 1, index + NAME_WORDS + 2)
        return not any(self.index.text(at) in QUOTES for at in inside)

    def _starts(self, index: int) -> bool:
        """Return whether nothing but a clock time or a mark stands before in the sentence."""
        at = index - 1
        while at >= 0 and self.view.same_sentence(at, index):
            if self.tokens[at].text[0].isalpha():
                return False
            at -= 1
        return True

    def _witnesses(self, source: Source) -> bool:
        """Return whether journalists of an outlet were there: "AFP journalists | heard blasts"."""
        people = source.last - 1 > source.first and "role" in self.view.kinds(source.last - 1)
        seen = self.index.text(source.last).lower() in self.knowledge.lexicon.witnessing
        return seen and (people or "generic" in self.view.kinds(source.last - 1))

    def _headlines(self) -> list[Link]:
        """Read "Ministry: village taken" and "village taken - ministry"."""
        links = []
        for source in self.index.sources:
            if source.kind.startswith(("pronoun", "reference", "possessive")):
                continue
            first = source.first
            if source.kind == "outlet" and self._witnesses(source):
                links.append(Link(source, source.last, source.last + 1, "claims", "verb"))
            bare = source.kind == "sources" and source.last - first == 1
            if (bare or source.kind == "government") and self.index.text(source.last) == ":":
                continue  # a label, or the place a report was filed from
            if self._starts(first) and self.index.text(source.last) == ":":
                links.append(Link(source, source.last, source.last + 1, "claims", "colon"))
            dash = first > 0 and self.tokens[first - 1].text in _DASHES
            if dash and first > 1 and self.view.same_sentence(first - 2, first):
                end = source.last
                while self.index.text(end) in (".", "»", '"', "!"):
                    end += 1
                if end >= len(self.tokens) or not self.view.same_sentence(first, end):
                    links.append(Link(source, first - 1, first, "claims", "dash"))
        return links
