"""Who says so: the people and bodies that a text attributes its report to.

``find_attributions`` names the claimant of each "X said", "according to X", "об этом сообщил X",
its role, side, channel and stance, and the sentences its words cover. An extractor takes those
whose scope holds a sentence of its event; a text's other speakers are returned too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final

from transforms.events.actors_outlets import outlet_of, side_of
from transforms.events.attribution_index import Link
from transforms.events.attribution_knowledge import Knowledge
from transforms.events.attribution_links import Linker
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity, Registry
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_resolve import Resolver
from transforms.events.attribution_scope import Scopes
from transforms.events.attribution_sources import Reader
from transforms.events.attribution_view import View
from transforms.language.morphology import capitalises_nouns
from transforms.language.sentences import Sentence
from transforms.language.tokens import Token, normal, starts_of

_CHANNEL_WORDS_BEFORE: Final = 4
_CHANNEL_WORDS_AFTER: Final = 8
_BARE: Final = frozenset({"generic", "government"})
_SHORTEST_LABEL: Final = 3
_NAMES: Final = 20_000  # remembered: the same few speak again and again
_BACK_WORDS_BEFORE: Final = 4
_BACK_WORDS_AFTER: Final = 3
_OPENING_WORDS: Final = 2
_WORDS_TO_PASSIVE: Final = 4


@dataclass(slots=True, unsafe_hash=True)
class Attribution:
    """One claimant at one place of the text; offsets are characters, the end exclusive.

    ``stance`` is claims, confirms or denies; ``scope`` the sentence indexes covered, sorted;
    ``kind`` the construction: verb according citing statement impersonal label colon dash.
    """

    start: int
    end: int
    sentence: int
    name: str
    role: str | None
    side: str | None
    channel: str | None
    stance: str
    verb_start: int
    verb_end: int
    scope: tuple[int, ...]
    kind: str
    person: bool
    bare: bool  # named by its kind alone: a government, an army, authorities


def find_attributions(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    knowledge: Knowledge,
    source: str | None = None,
) -> list[Attribution]:
    """Return the attributions of a text, sorted by start.

    ``sentences`` carry start, end and paragraph; ``source`` is the registered domain of the
    outlet, which is itself no claimant of its own report.
    """
    if not tokens or not sentences:
        return []

    home = partial(home_side, tokens, knowledge, source)
    hits = knowledge.marks.find(tokens)
    sentence_of = _sentence_of_each(tokens, sentences)
    if capitalises_nouns(knowledge.language):
        hits = [hit for hit in hits if not _is_noun(hit, tokens, sentence_of)]
    view = View(tokens, hits, sentence_of, knowledge, home, Registry())
    links = Linker(view, Reader(view).read()).link(hits)
    if not links:
        return []
    channels = knowledge.channels.beginnings(tokens)
    writer = _Writer(view, Scopes(text, sentences), source, channels)
    return writer.write(sorted(links, key=_reading_order))


def _is_noun(hit: Hit[Mark], tokens: Sequence[Token], sentence_of: Sequence[int]) -> bool:
    """Tell whether a form of a verb is written as a noun is ("weitere Angaben")."""
    first = hit.first
    opens = first == 0 or sentence_of[first - 1] != sentence_of[first]
    if opens or not tokens[first].text[0].isupper():
        return False
    return all(mark.kind == "verb" for mark in hit.payloads)


def _reading_order(link: Link) -> tuple[int, bool, int]:
    # a noun ("in a statement by X") is the weakest of several links to one claimant
    return (link.source.first, link.kind == "statement", link.first)


def _sentence_of_each(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[int]:
    """Return the index of the sentence of each token; both are sorted."""
    starts = starts_of(tokens)
    found: list[int] = []
    for index, sentence in enumerate(sentences[1:]):
        found.extend([index] * (bisect_left(starts, sentence.start) - len(found)))
    found.extend([len(sentences) - 1] * (len(tokens) - len(found)))
    return found


def home_side(tokens: Sequence[Token], knowledge: Knowledge, source: str | None) -> str | None:
    """Return the side that the text speaks for: by outlet, wording, language."""
    clues: list[str] = []
    outlet = outlet_of(knowledge.outlets, source)
    if outlet is None or outlet.side is None:
        clues = [hit.payloads[0] for hit in knowledge.occupiers.find(tokens)]
    side = side_of(knowledge.outlets, source, knowledge.language, clues)
    return side if side is not None else knowledge.lexicon.home


def _place_and_name(attribution: Attribution) -> tuple[int, int, str]:
    return attribution.start, attribution.end, attribution.name


class _Writer:
    """Turns links into attributions."""

    def __init__(
        self, view: View, scopes: Scopes, source: str | None, channels: Sequence[int]
    ) -> None:
        self.view = view
        self.tokens = view.tokens
        self.sentence_of = view.sentence_of
        self.knowledge = view.knowledge
        self.scopes = scopes
        self.channels = channels  # the tokens that may begin the name of one
        self.resolver = Resolver(view)
        self.outlet = outlet_of(view.knowledge.outlets, source)
        self.label = (source or "").split(".")[0].lower()

    def write(self, links: Sequence[Link]) -> list[Attribution]:
        """Return the attributions of links given in reading order."""
        found: dict[tuple[int, str], Attribution] = {}
        own: set[tuple[int, str]] = set()
        for link in links:
            identity = self.resolver.identity(link.source)
            if identity is None or self._only_checks(link, identity):
                continue
            attribution = self._attribution(link, identity)
            key = (attribution.start, attribution.name)
            found.setdefault(key, attribution)
            if self._is_own(identity):
                own.add(key)
        shared = _sharing_scope(list(found.values()))
        told = [one for one in shared if (one.start, one.name) not in own] if own else shared
        return sorted(_completed(_with_their_sources(told)), key=_place_and_name)

    def _is_own(self, identity: Identity) -> bool:
        if identity.kind == "sources":
            return False
        if self.outlet is not None and identity.name == self.outlet.name:
            return True
        return len(self.label) >= _SHORTEST_LABEL and _as_label(identity.name) == self.label

    def _only_checks(self, link: Link, identity: Identity) -> bool:
        """Return whether an outlet is named for not having been able to check a report."""
        if identity.kind != "outlet":
            return False
        around = self.view.sentence_around(link.source.first)
        remarks = self.knowledge.verification.find(self.tokens[around.start : around.stop])
        return any("unverified" in hit.payloads for hit in remarks)

    def _attribution(self, link: Link, identity: Identity) -> Attribution:
        source = link.source
        sentence = self.sentence_of[source.first]
        first, last = min(link.first, source.first), max(link.last, source.last)
        spoken = link.kind in ("verb", "citing")
        back = self._points_back(link) if spoken else self._is_told_of_before(link)
        forward = self.tokens[self.view.sentence_around(source.first)[-1]].text == ":"
        scope = self.scopes.of(sentence, back=back, forward=forward)
        if link.kind == "label":
            scope = self.scopes.all()
        return Attribution(
            start=self.tokens[source.first].start,
            end=self.tokens[source.last - 1].end,
            sentence=sentence,
            name=identity.name,
            role=identity.role,
            side=identity.side,
            channel=self._channel(sentence, first, last) or identity.channel,
            stance=link.stance,
            verb_start=self.tokens[link.first].start,
            verb_end=self.tokens[link.last - 1].end,
            scope=scope,
            kind=link.kind,
            person=identity.kind == "person",
            bare=self.resolver.is_army(identity)
            or (identity.kind in _BARE and not identity.name.startswith(identity.region or " ")),
        )

    def _channel(self, sentence: int, first: int, last: int) -> str | None:
        first = max(0, first - _CHANNEL_WORDS_BEFORE)
        last = min(len(self.tokens), last + _CHANNEL_WORDS_AFTER)
        at = bisect_left(self.channels, first)
        if at == len(self.channels) or self.channels[at] >= last:
            return None
        near = [self.tokens[at] for at in range(first, last) if self.sentence_of[at] == sentence]
        hits = self.knowledge.channels.find(near)
        return hits[0].payloads[0] if hits else None

    def _points_back(self, link: Link) -> bool:
        """Return whether the words point to what was said before: "said so", "об этом сообщил"."""
        if self._stands_alone(link):
            return True
        if self.view.far:
            start = self.view.sentence_around(link.first).start
            opening = range(start, min(start + _OPENING_WORDS, len(self.tokens)))
            near = range(link.first - _BACK_WORDS_BEFORE, link.last + _BACK_WORDS_AFTER)
            prepositions = self.knowledge.prepositions
            return any(self._is_back(at, link) for at in near) or any(
                self._is_back(at, link)
                for at in opening
                if self.tokens[at].lower not in prepositions
            )
        if self._speaks_of_before(link) or self._is_told_of_before(link):
            return True
        if "back" not in self.view.kinds(link.last):
            return False
        after = link.last + 1
        if after >= len(self.tokens) or not self.view.same_sentence(after, link.first):
            return True
        token = self.tokens[after]
        return not token.text[0].isalnum() or token.lower in self.knowledge.prepositions

    def _speaks_of_before(self, link: Link) -> bool:
        """Return whether what is said begins with what was told: "said | that these did ..."."""
        lexicon, at = self.knowledge.lexicon, link.last
        if at + 1 >= len(self.tokens) or not self.view.same_sentence(at + 1, link.first):
            return False
        opens = self.tokens[at].lower in lexicon.subordinators
        return opens and self.tokens[at + 1].lower in lexicon.demonstratives

    def _is_told_of_before(self, link: Link) -> bool:
        """Return whether a sentence begins "This was reported by", "This is said in a report"."""
        start = self.view.sentence_around(link.first).start
        if start == link.first:  # "According to X, this was reported by Y"
            start, end = link.source.last + 1, len(self.tokens)
        else:
            end = link.first
        passive = self.knowledge.lexicon.passive_auxiliaries
        near = range(start + 1, min(end, start + _WORDS_TO_PASSIVE))
        if start < end and self.tokens[start].lower in self.knowledge.lexicon.demonstratives:
            return self.view.is_possessor(start)  # "That's according to"
        return self._is_back(start, link) and any(
            self.tokens[at].lower in passive
            and (at + 1 == link.first or "verb" in self.view.kinds(at + 1))
            for at in near
        )

    def _stands_alone(self, link: Link) -> bool:
        """Return whether a sentence holds nothing but who reports: "CNN reports."."""
        said = {*range(link.first, link.last), *range(link.source.first, link.source.last)}
        for at in self.view.sentence_around(link.first):
            token = self.tokens[at]
            word = at not in said and token.text[0].isalnum()
            if word and token.lower not in self.knowledge.articles:
                return False
        return True

    def _is_back(self, at: int, link: Link) -> bool:
        inside = 0 <= at < len(self.tokens) and self.view.same_sentence(at, link.first)
        if not inside or "back" not in self.view.kinds(at):
            return False
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].text != ","


@lru_cache(maxsize=_NAMES)
def _as_label(name: str) -> str:
    """Return a name as a domain would spell it."""
    return normal(name).replace(" ", "").replace(".", "")


def _sharing_scope(attributions: list[Attribution]) -> list[Attribution]:
    """Let an outlet cited in a sentence that points back cover what its speakers cover."""
    widest: dict[int, Attribution] = {}
    for attribution in attributions:
        known = widest.get(attribution.sentence)
        if known is None or len(attribution.scope) > len(known.scope):
            widest[attribution.sentence] = attribution
    return [
        replace(attribution, scope=widest[attribution.sentence].scope)
        if attribution.kind == "citing" or attribution.role == "outlet"
        else attribution
        for attribution in attributions
    ]


def _with_their_sources(attributions: list[Attribution]) -> list[Attribution]:
    """Make "Army TV reports, citing its sources" one claimant: the sources of that outlet."""
    kept: list[Attribution] = []
    for attribution in attributions:
        before = kept[-1] if kept else None
        if (
            before is not None
            and attribution.role == "source"
            and attribution.kind == "citing"
            and attribution.name == "sources"
            and before.role == "outlet"
            and before.sentence == attribution.sentence
        ):
            name = f"{before.name} sources"
            kept[-1] = replace(attribution, name=name, side=before.side, scope=before.scope)
        else:
            kept.append(attribution)
    return kept


def _completed(attributions: list[Attribution]) -> list[Attribution]:
    """Give a ministry named without its country the one that the same text names with it."""
    full = {other.name.split(" ", 1)[-1]: other for other in attributions if other.side is not None}
    return [
        replace(attribution, name=full[attribution.name].name, side=full[attribution.name].side)
        if attribution.side is None and attribution.role == "ministry" and attribution.name in full
        else attribution
        for attribution in attributions
    ]
