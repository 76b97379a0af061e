"""Who is the subject of a verb of saying."""

from bisect import bisect_left
from collections.abc import Callable

from transforms.events.actors_names import (
    is_infinitive,
    is_plural_or_neuter_verb,
    is_said_of,
    may_be_subject,
)
from transforms.events.attribution_index import Link, SourceIndex
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_view import Source

_NEAR_GAP = 4
_PHRASE_WORDS = 5
_ADDRESSEE_GAP = 3
_OBJECT_GAP = 3
_PREPOSITIONAL = frozenset({"citing", "according"})
_APPOSED_WORDS = 12
_LEFT_GAP = 8
_FAR_GAP = 14
_APPOSITION_GAP = 20
_COORDINATED_GAP = 16
_SOURCES_BACK = 3
# "X, a local official, said"
_OF_NAMES = frozenset({"generic", "reference_person", "reference_organisation", "role"})
_NAMED = frozenset({"organisation", "outlet", "person"})
_CHANNELS = frozenset({"outlet", "social_media"})
_SPOKEN_TO = frozenset({"outlet", "organisation", "generic"})
_STOPS = frozenset(":;!?")  # a full stop within a sentence ends an abbreviation
_BEFORE_INVERSION = frozenset(",»\"”“-–—''’")
_DASHES = frozenset("-–—")
_PAUSES = frozenset(',;:"«»“”()-–—')


class Verbs:
    """Links the verbs of one text to their subjects, on the left or the right."""

    def __init__(self, index: SourceIndex) -> None:
        self.index = index
        self.view = index.view
        self.tokens = index.tokens
        self.knowledge = index.knowledge
        self.far = index.view.far

    def links(self, hit: Hit[Mark], stance: str) -> list[Link]:
        """Return the verb's subjects; none where it is negated or an infinitive."""
        if self.negated(hit.first) or self._has_no_subject(hit.first):
            return []
        if self._is_possessed(hit.first) or self._says_nothing(hit.last):
            return []
        addressing = self.tokens[hit.first].lower in self.knowledge.addressing
        if addressing and self.index.text(hit.last).lower() in self.knowledge.not_after:
            return []  # "residents told to stay at home"
        lexicon = self.knowledge.lexicon
        before = self.index.text(hit.first - 1)
        passive = before.lower() in lexicon.passive_auxiliaries
        if passive:
            source = self._passive_agent(hit)
            return [Link(source, hit.first, hit.last, stance, "verb")] if source else []
        at_start = hit.first == 0 or not self.view.same_sentence(hit.first - 1, hit.first)
        inverted = at_start or before in _BEFORE_INVERSION or self._points_back(hit.first - 1)
        order: tuple[Callable[[Hit[Mark]], Source | None], ...] = (self._left,)
        if addressing and not self.far:
            order = (self._left,)  # "told the newspaper": an object follows
        elif inverted and before == "," and not self.far:
            order = (self._opening, self._right, self._left)
        elif inverted:
            order = (self._right, self._left)
        elif self.far:
            order = (self._left, self._right)
        for side in order:
            source = side(hit)
            if source is not None:
                joined = [
                    *self.index.coordinated_before(source),
                    *self.index.with_coordinated(source),
                    *(self.index.relayed_by(source, hit.last) if addressing or self.far else ()),
                ]
                return [
                    Link(each, hit.first, hit.last, stance, "verb")
                    for each in joined
                    if each.last <= hit.first or each.first >= hit.last
                ]
        return []

    def _points_back(self, index: int) -> bool:
        """Return whether "this" stands at ``index``, no body: "which it | alleged the army did"."""
        if not self.index.is_back_word(index):
            return False
        source = self.index.at(index)
        return source is None or source.kind != "pronoun_body"

    def _says_nothing(self, last: int) -> bool:
        return self.index.text(last).lower() in self.knowledge.silence

    def negated(self, first: int) -> bool:
        """Return whether nothing is said: "did not | say", "no blame was | laid by"."""
        for at in range(first - 1, max(-1, first - 4), -1):
            if self.tokens[at].text in _PAUSES or not self.view.same_sentence(at, first):
                return False
            if self.tokens[at].lower in self.knowledge.negations:
                return True
        return False

    def _has_no_subject(self, index: int) -> bool:
        """Return whether a verb stands as "to say", as an infinitive, or of what was said."""
        word, language = self.tokens[index].lower, self.knowledge.language
        after = self.index.text(index - 1).lower() in self.knowledge.not_after
        return after or is_infinitive(word, language) or (self.far and is_said_of(word, language))

    def _is_possessed(self, index: int) -> bool:
        """Return whether a possessive 's stands before: "Zakharov's claims" is a noun."""
        return self.view.is_possessor(index - 1)

    def _passive_agent(self, hit: Hit[Mark]) -> Source | None:
        for at in range(hit.last, min(hit.last + 4, len(self.tokens))):
            lower = self.tokens[at].lower
            if lower in self.knowledge.lexicon.by:
                return self.index.first_after(at + 1, 3)
            channel = self._channel_at(at + 1) if lower in self.knowledge.prepositions else None
            if channel is not None:
                return channel
        return None

    def _channel_at(self, index: int) -> Source | None:
        """Return the outlet or channel by name of "was reported on | the Astra channel"."""
        for source in (self.index.at(index), self.index.at(index + 1)):
            role = source.identity.role if source is not None and source.identity else None
            if source is not None and source.kind != "generic" and role in _CHANNELS:
                return source
        return None

    def _opening(self, hit: Hit[Mark]) -> Source | None:
        """Return who a sentence begins with: "X, the governor, | said rescuers were there"."""
        at = self.view.sentence_around(hit.first).start
        while at < hit.first and self.tokens[at].lower in self.knowledge.articles:
            at += 1
        first = self.index.at(at)
        source = self._left(hit) if first is not None else None
        return first if source is not None and source is first else None

    def _left(self, hit: Hit[Mark]) -> Source | None:
        if not self.far:
            person = self.index.unlisted.person_before(hit.first)
            if person is not None:
                return person
        comma = hit.first > 0 and self.tokens[hit.first - 1].text == ","
        end = self._relative_start(hit) if comma else hit.first
        at = bisect_left(self.index.lasts, end + 1) - 1
        for back in range(_SOURCES_BACK):
            if at - back < 0:
                break
            source = self.index.sources[at - back]
            if not self.view.same_sentence(source.first, hit.first):
                break
            if not self._left_gap_fits(source.last, hit.first):
                if not comma:
                    break
                continue  # it may stand in an apposition, before which the subject stands
            if self._can_be_subject(source, hit) and not self._is_object(source):
                return self._named_by(at - back, hit) or source
        unlisted = self.index.unlisted
        apposed = None if self.far else unlisted.before_apposition(hit.first)
        return apposed or unlisted.before(hit.first)

    def _relative_start(self, hit: Hit[Mark]) -> int:
        """Return where a relative clause that a comma ends before a verb begins, else the verb."""
        relatives = self.knowledge.relatives
        for at in range(hit.first - 2, max(0, hit.first - _APPOSITION_GAP), -1):
            if not self.view.same_sentence(at, hit.first):
                break
            if self.tokens[at].lower in relatives and self.index.text(at - 1) == ",":
                return at - 1
        return hit.first

    def _named_by(self, at: int, hit: Hit[Mark]) -> Source | None:
        """Return the body named before an apposition: "Kenergo, | the operator of X, said"."""
        sources = self.index.sources
        if at < 0 or sources[at].last != hit.first - 1 or self.index.text(hit.first - 1) != ",":
            return None
        if not self.far and sources[at].kind in _OF_NAMES:
            name = self.index.unlisted.before_apposition(hit.first)
            body = sources[at].kind == "reference_organisation"
            if name is not None and (body or name.kind == "person"):
                return name
        if at < 1:
            return None
        named = sources[at - 1]
        apposed = (
            named.kind in _NAMED
            and self.index.text(named.last) == ","
            and sources[at].first - named.last <= _APPOSED_WORDS
            and self.view.same_sentence(named.first, hit.first)
            and not self.index.opens_clause(named.last, sources[at].first)
        )
        return named if apposed and self._can_be_subject(named, hit) else None

    def _is_object(self, source: Source) -> bool:
        """Return whether a source belongs to "citing" or "according to" before it."""
        return any(
            not self.view.kinds(at).isdisjoint(_PREPOSITIONAL)
            for at in range(max(0, source.first - _OBJECT_GAP), source.first)
        )

    def _left_gap_fits(self, start: int, end: int) -> bool:
        gap = [self.tokens[at] for at in range(start, end)]
        if not gap:
            return True
        texts = [token.text for token in gap]
        if any(text in _STOPS for text in texts):
            return False
        if texts[-1] == "," and self.index.text(start - 1) == ",":
            texts = [",", *texts]  # the comma that opens an apposition ended a name before
        texts = self._without_place(texts, start)
        if texts[0] in ",(":
            closed = any(text in ",)" for text in texts[1:])
            return (closed and len(gap) <= _APPOSITION_GAP) or (
                len(gap) <= 3 and not self.far and not self.index.opens_clause(start + 1, end)
            )
        if texts[-1].lower() in self.knowledge.coordination and len(gap) <= _COORDINATED_GAP:
            return not any(token.lower in self.knowledge.gap_stops for token in gap)
        if any(text in "," for text in texts):
            return False
        return len(gap) <= _LEFT_GAP and not self.index.opens_clause(start, end)

    def _without_place(self, texts: list[str], start: int) -> list[str]:
        """Drop the place of a body from what follows it: "sources | in Lebanon, who ..., said"."""
        comma = texts.index(",") if "," in texts and texts[-1] == "," else 0
        led = len(texts) > 1 and texts[1].lower() in self.knowledge.lexicon.by  # "led by X"
        place = led or texts[0].lower() in self.knowledge.prepositions
        if (
            self.far
            or not 0 < comma <= _PHRASE_WORDS
            or not place
            or self.index.opens_clause(start, start + comma)
        ):
            return texts
        return texts[comma:]

    def _can_be_subject(self, source: Source, hit: Hit[Mark]) -> bool:
        before = self.view.lists.get(source.first, source.first) - 1
        while before > 0 and self.tokens[before].text in '«"“':
            before -= 1
        if before >= 0 and self.view.same_sentence(before, source.first):
            before = self.index.before_adjectives(before) if self.far else before
            lower = self.tokens[before].lower
            if self._follows_participle(before) or self._is_told(before, source):
                return False
            if not self.far and self._governed_from_afar(before):
                return False
            if lower in self.knowledge.prepositions:
                if self.index.text(before - 1).lower() in self.knowledge.indefinite:
                    return source.kind == "generic"  # "one of | the local channels"
                return lower in self.knowledge.inside and is_plural_or_neuter_verb(
                    self.tokens[hit.first].lower, self.knowledge.language
                )
        if source.kind in ("pronoun", "pronoun_group", "pronoun_body"):
            return True
        head = self.tokens[source.head].lower
        listed = source.kind == "person" and head in self.knowledge.surnames
        return listed or may_be_subject(head, self.knowledge.language)

    def _is_told(self, before: int, source: Source) -> bool:
        """Return whether a source is spoken to: "told | the agency, adding that ..."."""
        if self.far or source.kind not in _SPOKEN_TO:
            return False
        at = before
        while at > 0 and self.tokens[at].lower in self.knowledge.articles:
            at -= 1
        return self.tokens[at].lower in self.knowledge.addressing

    def _follows_participle(self, index: int) -> bool:
        """Return whether a participle governs what follows: "the coalition fighting the rebels"."""
        knowledge, last = self.knowledge, index
        while index > 0 and last - index < _PHRASE_WORDS:
            lower = self.tokens[index].lower
            named = index in self.view.owner and lower not in knowledge.articles
            if lower in knowledge.participles or not lower[0].isalpha() or named:
                break
            if lower in knowledge.prepositions or not self.view.same_sentence(index, last):
                return False
            index -= 1
        # "the coalition fighting the rebels", but "the monitoring channel"
        before = self.tokens[index - 1].lower
        kind = before in knowledge.articles or "demonym" in self.view.kinds(index - 1)
        governs = index != last or not kind
        return governs and self.tokens[index].lower in knowledge.participles

    def _governed_from_afar(self, index: int) -> bool:
        """Return whether a preposition stands some words before: "by the UK's Royal Navy"."""
        at = index
        while at > 0 and index - at < _PHRASE_WORDS and self.view.same_sentence(at, index):
            token = self.tokens[at]
            lower_word = token.text.islower() and at not in self.view.owner and at == index
            if token.lower in self.knowledge.prepositions:
                return at < index
            if token.lower in self.knowledge.articles:  # "in Qatar | the ministry": it begins here
                return self.index.text(at - 1).lower() in self.knowledge.prepositions
            if not lower_word:
                name = token.text[0].isupper() and token.lower not in self.knowledge.not_names
                if not name:
                    return False
            at -= 1
        return False

    def _right(self, hit: Hit[Mark]) -> Source | None:
        at = bisect_left(self.index.firsts, hit.last)
        limit = _FAR_GAP if self.far else _NEAR_GAP
        while at < len(self.index.sources):
            source = self.index.sources[at]
            gap = source.first - hit.last
            if gap > limit or not self.view.same_sentence(hit.first, source.first):
                break
            if not self._right_gap_fits(hit.last, source.first) or self._is_told_of(source):
                break
            if self._can_be_subject(source, hit):
                apposed = self._apposed(source)
                return apposed or self._rather_than_outlet(at, hit)
            if not self.far:
                break
            at += 1
        unknown = self.index.unlisted.after(hit.last)
        if unknown is None and self.index.text(hit.last) in self.knowledge.articles:
            unknown = self.index.unlisted.apposed(hit.last + 1)
        if unknown is None and self.far:
            unknown = self._inside(hit)
        if unknown is None and self.far:
            unknown = self.index.unlisted.within(hit.last, self._gap_end(hit.last))
        return unknown

    def _apposed(self, source: Source) -> Source | None:
        """Return the person named behind "said | an aid worker on the spot, X Y"."""
        nameless = source.identity is not None and source.identity.nameless
        return self.index.unlisted.apposed(source.last) if nameless else None

    def _is_told_of(self, source: Source) -> bool:
        """Return whether a clause begins: ", said | the army had launched ..."."""
        return self.index.text(source.last).lower() in self.knowledge.auxiliaries

    def _inside(self, hit: Hit[Mark]) -> Source | None:
        """Return the unlisted body of "сообщили в РЖД"."""
        plural = is_plural_or_neuter_verb(self.tokens[hit.first].lower, self.knowledge.language)
        if plural and self.index.text(hit.last).lower() in self.knowledge.inside:
            return self.index.unlisted.after(hit.last + 1)
        return None

    def _rather_than_outlet(self, at: int, hit: Hit[Mark]) -> Source:
        """Return the speaker after the outlet spoken to: "сообщил РИА Новости губернатор"."""
        source, sources = self.index.sources[at], self.index.sources
        if not self.far or source.kind != "outlet":
            return source
        if at + 1 < len(sources):
            after = sources[at + 1]
            if (
                after.first - source.last <= _ADDRESSEE_GAP
                and self.view.same_sentence(source.first, after.first)
                and self._right_gap_fits(source.last, after.first)
                and not any(self.index.text(k) == "," for k in range(source.last, after.first))
                and self.index.text(source.last).lower() not in self.knowledge.coordination
                and self._can_be_subject(after, hit)
            ):
                return after
        end = min(self._gap_end(source.last), source.last + _PHRASE_WORDS)
        person = self.index.unlisted.within(source.last, end)
        between = range(source.last, source.last if person is None else person.first)
        return source if any(self.index.text(k) in ",.»" for k in between) else person or source

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
        if self.index.opens_clause(start, end):
            return False
        for at in range(start, end):
            text = self.tokens[at].text
            if text in _STOPS:
                return False
            if self.tokens[at].lower in self.knowledge.about and not self.index.is_back_word(
                at + 1
            ):
                return False
            if not self.far and (
                text in ",()"
                or text in _DASHES
                or self.tokens[at].lower in self.knowledge.prepositions
            ):
                return False
        return True
