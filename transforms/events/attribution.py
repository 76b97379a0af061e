"""Who says so: the people and bodies that a text attributes its report to.

``find_attributions`` names the claimant of each "X said", "according to X", "об этом сообщил X",
its role, side, channel and stance, and the sentences its words cover. An extractor takes those whose
scope holds a sentence of its event; a text's other speakers are returned too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Optional

from transforms.events.actors_outlets import outlet_of, side_of
from transforms.events.attribution_lexicon import Knowledge, Mark
from transforms.events.attribution_links import Link, Linker
from transforms.events.attribution_people import Identity, Registry
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_scope import Scopes, SentenceLike
from transforms.events.attribution_sources import REGIONAL_OFFICES, Reader, Source
from transforms.language.tokens import Token, normal

_REGION_WORDS_BACK: Final = 60
_REGIONAL: Final = "regional "


class Attribution(NamedTuple):
    """One claimant at one place of the text; offsets are characters, the end exclusive."""

    start: int
    end: int
    sentence: int
    name: str
    role: Optional[str]
    side: Optional[str]
    channel: Optional[str]
    stance: str
    verb_start: int
    verb_end: int
    scope: tuple[int, ...]
    kind: str
    person: bool


def find_attributions(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[SentenceLike],
    knowledge: Knowledge,
    source: str | None = None,
) -> list[Attribution]:
    """Return the attributions of a text, sorted by start.

    ``sentences`` carry start, end and paragraph; ``source`` is the registered domain of the
    outlet, which is itself no claimant of its own report.
    """
    if not tokens or not sentences:
        return []
    hits = knowledge.marks.find(tokens)
    scopes = Scopes(text, sentences)
    sentence_of = _sentence_of_each(tokens, sentences)

    @lru_cache(maxsize=1)
    def home() -> str | None:
        return home_side(tokens, knowledge, source)

    reader = Reader(tokens, hits, sentence_of, knowledge, home, Registry())
    sources = reader.read()
    links = Linker(reader, sources).link(hits)
    writer = _Writer(tokens, sentence_of, knowledge, scopes, reader, source)
    return writer.write(sorted(links, key=lambda link: (link.source.first, link.first)), hits)


def _sentence_of_each(tokens: Sequence[Token], sentences: Sequence[SentenceLike]) -> list[int]:
    """Return the index of the sentence of each token; both are sorted."""
    found: list[int] = []
    index, last = 0, len(sentences) - 1
    following = sentences[1].start if last else len(tokens) + tokens[-1].end
    for token in tokens:
        start = token.start
        while start >= following:
            index += 1
            following = sentences[index + 1].start if index < last else tokens[-1].end + 1
        found.append(index)
    return found


def home_side(
    tokens: Sequence[Token], knowledge: Knowledge, source: str | None
) -> str | None:
    """Return the side that the text speaks for: by outlet, wording, language."""
    clues: list[str] = []
    outlet = outlet_of(knowledge.outlets, source)
    if outlet is None or outlet.side is None:
        clues = [hit.payloads[0] for hit in knowledge.occupiers.find(tokens)]
    side = side_of(knowledge.outlets, source, knowledge.language, clues)
    return side if side is not None else knowledge.lexicon.home


class _Writer:
    """Turns links into attributions, resolving who is meant."""

    def __init__(
        self,
        tokens: Sequence[Token],
        sentence_of: Sequence[int],
        knowledge: Knowledge,
        scopes: Scopes,
        reader: Reader,
        source: str | None,
    ) -> None:
        self.tokens = tokens
        self.sentence_of = sentence_of
        self.knowledge = knowledge
        self.scopes = scopes
        self.reader = reader
        self.outlet = outlet_of(knowledge.outlets, source)
        self.label = (source or "").split(".")[0].lower()
        self.seen = Registry()
        self.named: list[tuple[int, Identity]] = []

    def write(self, links: Sequence[Link], hits: Sequence[Hit[Mark]]) -> list[Attribution]:
        channels = self.knowledge.channels.find(self.tokens) if links else []
        channel_at = {hit.first: hit.payloads[0] for hit in channels}
        back = {hit.first for hit in hits if any(mark.kind == "back" for mark in hit.payloads)}
        people = sorted(self._identities(), key=lambda pair: pair[0])
        found: dict[tuple[int, str], Attribution] = {}
        shown = 0
        for link in links:
            while shown < len(people) and people[shown][0] <= link.source.first:
                self.seen.add(people[shown][1])
                shown += 1
            identity = self._identity(link.source)
            if identity is None or self._is_own(identity) or self._only_checks(link, identity):
                continue
            self.seen.last_claimant = identity
            attribution = self._attribution(link, identity, channel_at, back)
            found.setdefault((attribution.start, attribution.name), attribution)
        return sorted(_completed(list(found.values())))

    def _identities(self) -> list[tuple[int, Identity]]:
        return self.reader.identities

    def _identity(self, source: Source) -> Identity | None:
        if source.kind == "role":
            return self._office(source)
        if source.identity is not None:
            return self._with_region(source)
        if source.kind == "reference_organisation":
            return self.seen.body_of_role(str(source.value))
        if source.kind in ("pronoun_group", "pronoun_any"):
            return self.seen.last_claimant
        if self.seen.last_claimant is not None and self.seen.last_claimant.kind in ("person", "role"):
            return self.seen.last_claimant
        if self.seen.people:
            return self.seen.people[-1]
        if source.kind == "reference_person":
            return Identity("official", "official", None, kind="generic")
        return self.seen.last_claimant

    def _office(self, source: Source) -> Identity | None:
        """Return who holds an office named without a name, else the office and its region."""
        region = source.region
        person = self.seen.person_of_role(source.value, region)
        if person is not None:
            return person
        person = self._only_later(source.value, region)
        if person is not None:
            return person
        identity = source.identity
        if identity is None:
            return None
        if source.value == "head":
            return self._head(source, identity)
        if source.value not in REGIONAL_OFFICES:
            return identity._replace(name=str(source.value).replace("_", " "))
        if region is None:
            region = self._region_before(source.first)
        role = str(source.value).replace("_", " ")
        name = f"{role} of {region}" if region else role
        side = self.knowledge.actors.regions[region].side if region else identity.side
        return identity._replace(name=name, side=identity.side or side, region=region)

    def _only_later(self, role: str | None, region: str | None) -> Identity | None:
        """Return the one person of that office whom the text names further on."""
        later = {
            identity.name: identity
            for _, identity in self._identities()
            if identity.kind == "person" and identity.role == role
        }
        if role not in REGIONAL_OFFICES or len(later) != 1:
            return None
        person = next(iter(later.values()))
        return person if region in (None, person.region) or person.region is None else None

    def _head(self, source: Source, identity: Identity) -> Identity | None:
        """Return who "the head of the district" or, alone, "the leader" is."""
        if identity.name != "head":
            return identity
        if source.last - source.head >= 2:
            return identity._replace(name="district head")
        last = self.seen.last_claimant
        if last is not None and last.kind == "person" and identity.side in (None, last.side):
            return last
        return identity._replace(name="official", role="official")

    def _with_region(self, source: Source) -> Identity | None:
        """Name a regional administration after the region spoken of."""
        identity = source.identity
        if identity is None or identity.kind != "generic" or identity.role != "administration":
            return identity
        if identity.region is not None or not identity.name.startswith(_REGIONAL):
            return identity
        region = self._region_before(source.first)
        if region is None:
            return identity
        return identity._replace(
            name=f"{region} {identity.name.removeprefix(_REGIONAL)}",
            side=self.knowledge.actors.regions[region].side,
            region=region,
        )

    def _region_before(self, index: int) -> str | None:
        for at in range(index - 1, max(-1, index - _REGION_WORDS_BACK), -1):
            if self.tokens[at].text[0].isupper():
                region = self.reader.region_of(at)
                if region is not None:
                    return region
        return None

    def _is_own(self, identity: Identity) -> bool:
        if identity.kind == "sources":
            return False
        if self.outlet is not None and identity.name == self.outlet.name:
            return True
        plain = normal(identity.name).replace(" ", "").replace(".", "")
        return len(self.label) > 2 and plain == self.label

    def _only_checks(self, link: Link, identity: Identity) -> bool:
        """Return whether an outlet is named for not having been able to check a report."""
        if identity.kind != "outlet":
            return False
        sentence = self.sentence_of[link.source.first]
        first = bisect_left(self.sentence_of, sentence)
        last = bisect_right(self.sentence_of, sentence)
        remarks = self.knowledge.verification.find(self.tokens[first:last])
        return any("unverified" in hit.payloads for hit in remarks)

    def _attribution(
        self, link: Link, identity: Identity, channel_at: dict[int, str], back: set[int]
    ) -> Attribution:
        source = link.source
        sentence = self.sentence_of[source.first]
        first, last = min(link.first, source.first), max(link.last, source.last)
        near = range(max(0, first - 4), min(len(self.tokens), last + 8))
        channel = next(
            (
                channel_at[at]
                for at in near
                if at in channel_at and self.sentence_of[at] == sentence
            ),
            identity.channel,
        )
        if channel is None and identity.kind == "outlet":
            channel = "agency" if identity.role == "agency" else None
        points_back = link.kind in ("verb", "citing") and self._points_back(link, back)
        forward = self._colon_ends(sentence, last)
        return Attribution(
            start=self.tokens[source.first].start,
            end=self.tokens[source.last - 1].end,
            sentence=sentence,
            name=identity.name,
            role=identity.role,
            side=identity.side,
            channel=channel,
            stance=link.stance,
            verb_start=self.tokens[link.first].start,
            verb_end=self.tokens[link.last - 1].end,
            scope=self.scopes.of(sentence, back=points_back, forward=forward),
            kind=link.kind,
            person=identity.kind == "person",
        )

    def _points_back(self, link: Link, back: set[int]) -> bool:
        """Return whether the words point to what was said before: "said so", "об этом сообщил"."""
        if self.knowledge.lexicon.subject_after_verb == "far":
            around = range(link.first - 4, link.last + 3)
            return any(at in back and self._same(at, link.first) for at in around)
        if link.last not in back or not self._same(link.last, link.first):
            return False
        after = link.last + 1
        if after >= len(self.tokens) or not self._same(after, link.first):
            return True
        token = self.tokens[after]
        return not token.text[0].isalnum() or token.lower in self.knowledge.prepositions

    def _same(self, one: int, other: int) -> bool:
        return 0 <= one < len(self.tokens) and self.sentence_of[one] == self.sentence_of[other]

    def _colon_ends(self, sentence: int, index: int) -> bool:
        at = index
        while at < len(self.tokens) and self.sentence_of[at] == sentence:
            at += 1
        return self.tokens[at - 1].text == ":"


def _completed(attributions: list[Attribution]) -> list[Attribution]:
    """Give a body named without its country the one that the same text names with it."""
    completed = []
    for attribution in attributions:
        fuller = next(
            (
                other
                for other in attributions
                if attribution.side is None and other.name.endswith(" " + attribution.name)
            ),
            None,
        )
        if fuller is not None and attribution.role == fuller.role == "ministry":
            attribution = attribution._replace(name=fuller.name, side=fuller.side)
        completed.append(attribution)
    return completed
