"""Phrases of a text that can name a claimant, in reading order."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.events.actors_names import (
    is_common_word,
    is_given_name,
    may_be_complement,
    may_be_subject,
    nominative,
    place_nominative,
    romanize,
)
from transforms.events.attribution_lexicon import Knowledge, Mark
from transforms.events.attribution_people import Identity, Registry, identify_person
from transforms.events.attribution_phrases import Hit
from transforms.language.tokens import Token

_NAME_WORDS = 3
_COMPLEMENT_WORDS = 9
_MODIFIER_WORDS = 4
_BODIES = ("organisation", "outlet", "generic")
REGIONAL_OFFICES = frozenset({"governor", "mayor", "administration", "president", "prime_minister"})
_MEMORY_WORDS = 100_000
_COMMAS = frozenset(",")
_QUOTES = frozenset("«»\"“”„'’")


class Source(NamedTuple):
    """A phrase that may name a claimant: token range, the word that carries its case, identity.

    ``identity`` is None for pronouns and references, which ``kind`` and ``value`` describe.
    """

    first: int
    last: int
    head: int
    kind: str
    identity: Identity | None
    value: str | None = None
    region: str | None = None


class Reader:
    """Reads the sources of one text from the phrases found in it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        hits: Sequence[Hit[Mark]],
        sentence_of: Sequence[int],
        knowledge: Knowledge,
        home: Callable[[], str | None],
        registry: Registry,
    ) -> None:
        self.tokens = tokens
        self.hits = hits
        self.sentence_of = sentence_of
        self.knowledge = knowledge
        self.home = home
        self.registry = registry
        self.owner: dict[int, Hit[Mark]] = {}
        for hit in hits:
            for index in range(hit.first, hit.last):
                self.owner[index] = hit
        self.countries: list[tuple[int, str]] = []
        self.identities: list[tuple[int, Identity]] = []

    def read(self) -> list[Source]:
        """Return all sources; people and bodies are remembered in ``registry`` as they come."""
        found: list[Source] = []
        for hit in self.hits:
            source = self._source(hit, self.registry)
            if source is None:
                continue
            if found and source.first < found[-1].last:
                if not _replaces(source, found[-1]):
                    continue
                found.pop()
            found.append(source)
        found = self._joined(found)
        self.identities = [
            (source.first, source.identity)
            for source in found
            if source.identity is not None and source.kind != "role"
        ]
        return found

    def _joined(self, sources: list[Source]) -> list[Source]:
        """Make one source of a press service or channel and the body or person it belongs to."""
        joined: list[Source] = []
        for source in sources:
            before = joined[-1] if joined else None
            if before is None or not self._adjacent(before, source):
                joined.append(source)
            elif before.kind == "reference_organisation" and source.kind in _BODIES:
                joined[-1] = source._replace(first=before.first)
            elif source.kind == "reference_organisation" and before.kind in _BODIES:
                joined[-1] = before._replace(last=source.last)
            elif (
                before.identity is not None
                and before.identity.role == "witness"
                and before.last == source.first
                and source.kind in _BODIES
            ):
                joined[-1] = source
            elif (
                before.identity is not None
                and before.identity.role == "spokesperson"
                and before.kind == "generic"
                and source.kind in (*_BODIES, "person", "role")
            ):
                joined[-1] = source._replace(first=before.first, head=before.head)
            else:
                joined.append(source)
        return joined

    def _adjacent(self, before: Source, after: Source) -> bool:
        return (
            after.first - before.last <= 2
            and self.sentence_of[before.first] == self.sentence_of[after.first]
            and all(self.tokens[at].text.isalpha() for at in range(before.last, after.first))
        )

    def _source(self, hit: Hit[Mark], registry: Registry) -> Source | None:
        for mark in hit.payloads:
            if mark.kind == "person":
                return self._person(hit, mark, registry)
            if mark.kind == "role":
                return self._office(hit, mark, registry)
            if mark.kind == "organisation" and mark.organisation is not None:
                body = mark.organisation
                identity = Identity(
                    body.name, body.role, body.side, body.channel, body.region, "organisation"
                )
                if body.side is not None and len(body.side) == 2:
                    self.countries.append((hit.first, body.side))
                return self._named(hit, registry.add(identity))
            if mark.kind == "outlet" and mark.outlet is not None:
                if not self.tokens[hit.last - 1].text[0].isupper():
                    return None
                outlet = mark.outlet
                identity = Identity(outlet.name, "outlet", outlet.side or outlet.country, kind="outlet")
                return self._named(hit, registry.add(identity))
            if mark.kind == "generic":
                return self._generic(hit, mark, registry)
            if mark.kind == "sources":
                return self._sources(hit)
            if mark.kind == "demonym":
                self.countries.append((hit.first, str(mark.value)))
            if mark.kind == "government" and mark.country is not None:
                self.countries.append((hit.first, str(mark.value)))
                if not self.tokens[hit.first].text[0].isupper() or self._is_quoted(hit.first):
                    return None
                name = f"{mark.country.adjective} government"
                identity = Identity(name, "government", mark.country.side, kind="government")
                return Source(hit.first, hit.last, hit.last - 1, "government", identity)
            if mark.kind.startswith(("pronoun", "reference", "possessive")):
                if mark.kind.startswith("reference") and not self._refers(hit.first):
                    return None
                return Source(hit.first, hit.last, hit.first, mark.kind, None, mark.value)
        return None

    def _is_quoted(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].text in _QUOTES

    def _refers(self, index: int) -> bool:
        """A reference is written small unless its sentence begins with it ("Ведомство ...")."""
        token = self.tokens[index]
        starts = index == 0 or self.sentence_of[index - 1] != self.sentence_of[index]
        return token.text[0].islower() or starts

    def _named(self, hit: Hit[Mark], identity: Identity) -> Source:
        return Source(hit.first, hit.last, hit.first, identity.kind, identity)

    def name_run(self, index: int) -> int:
        """Return the end of the run of name-like words that starts at ``index``."""
        last = index
        while last < len(self.tokens) and last - index < _NAME_WORDS and self.is_name_word(last):
            if last > index and self.sentence_of[last] != self.sentence_of[index]:
                break
            last += 1
        return last

    def is_name_word(self, index: int) -> bool:
        """Return whether a token looks like a part of a name and means nothing else here."""
        token = self.tokens[index]
        if not (token.text[0].isupper() and token.text[0].isalpha()):
            return False
        if token.text.isupper() and len(token.text) > 1:
            return False
        if token.lower in self.knowledge.not_names:
            return False
        if not self.knowledge.not_names.isdisjoint(token.lemmas):
            return False
        owner = self.owner.get(index)
        return owner is None or any(mark.kind == "person" for mark in owner.payloads)

    def _person(self, hit: Hit[Mark], mark: Mark, registry: Registry) -> Source | None:
        at = hit.first
        if not self.tokens[at].text[0].isupper():
            return None
        first = at
        while first > 0 and at - first < _NAME_WORDS - 1 and self.is_name_word(first - 1):
            if self.sentence_of[first - 1] != self.sentence_of[at]:
                break
            first -= 1
        if self.knowledge.lexicon.subject_after_verb == "far":
            first = next((back for back in range(first, at) if self._is_given(back)), at)
        elif first < at and self.region_of(first) is not None:
            first = min(first + 1, at)
        words = self.tokens[first : at + 1]
        subject = True
        identity = identify_person(words, mark.people, registry, self.knowledge, subject=subject)
        if identity is None:
            return None
        registry.add(identity)
        return Source(first, at + 1, at, "person", identity, region=identity.region)

    def _generic(self, hit: Hit[Mark], mark: Mark, registry: Registry) -> Source | None:
        generic = mark.generic
        if generic is None:
            return None
        first, side, adjective = self._demonym_before(hit.first)
        name = generic.name
        if side is None and generic.role in ("ministry", "military", "intelligence", "government"):
            side = self._side_for_national(hit.first)
            adjective = self._adjective(side)
        if adjective is not None:
            name = f"{adjective} {name}"
            body = self.knowledge.aliases.get(name.lower())
            if body is not None:
                identity = Identity(body.name, body.role, body.side, body.channel, body.region)
                return Source(
                    first, hit.last, hit.last - 1, "organisation", registry.add(identity)
                )
        region = self.region_of(hit.first - 1) if hit.first else None
        if generic.role == "administration" and region is not None and first == hit.first:
            first, name = hit.first - 1, f"{region} {generic.name.removeprefix('regional ')}"
            side = self.knowledge.actors.regions[region].side
        identity = Identity(name, generic.role, side, generic.channel, region, "generic")
        return Source(first, hit.last, hit.last - 1, "generic", registry.add(identity))

    def _demonym_before(self, index: int) -> tuple[int, str | None, str | None]:
        """Return the start of the phrase with a country's adjective up to 2 words before it."""
        for back in (1, 2, 3):
            at = index - back
            owner = self.owner.get(at)
            if at < 0 or self.tokens[at].text in ",.;:":
                break
            if owner is not None:
                for mark in owner.payloads:
                    near = mark.kind == "demonym" or (mark.kind == "government" and back == 1)
                    if near and mark.country is not None:
                        return owner.first, mark.country.side, mark.country.adjective
                if not any(mark.kind == "role" for mark in owner.payloads):
                    break
            elif self.tokens[at].text[0].isupper() or self.tokens[at].lower in (
                self.knowledge.prepositions
            ):
                break
        return index, None, None

    def _side_for_national(self, index: int) -> str | None:
        home = self.home()
        if home is not None:
            return home
        before = [side for at, side in self.countries if at < index]
        return before[-1] if before else None

    def _adjective(self, side: str | None) -> str | None:
        for country in self.knowledge.actors.countries:
            if country.side == side:
                return country.adjective
        return None

    def _sources(self, hit: Hit[Mark]) -> Source:
        """Read "sources in the Security Service": the body they belong to is part of the name."""
        prepositions = self.knowledge.lexicon.source_places
        name, side, last = "sources", None, hit.last
        before = self.owner.get(hit.first - 1)
        for mark in before.payloads if before is not None else ():
            if mark.organisation is not None and before is not None:
                name, side = f"sources in {mark.organisation.name}", mark.organisation.side
                identity = Identity(name, "source", side, kind="sources")
                return Source(before.first, last, hit.last - 1, "sources", identity)
        if last < len(self.tokens) and self.tokens[last].lower in {w.lstrip("=") for w in prepositions}:
            for at in range(last + 1, min(last + 4, len(self.tokens))):
                owner = self.owner.get(at)
                for mark in owner.payloads if owner is not None else ():
                    if mark.organisation is not None and owner is not None:
                        name, side = f"sources in {mark.organisation.name}", mark.organisation.side
                        last = owner.last
                    elif mark.generic is not None and owner is not None:
                        _, side, adjective = self._demonym_before(owner.first)
                        if side is None:
                            side = self._side_for_national(owner.first)
                            adjective = self._adjective(side)
                        name = f"sources in {adjective + ' ' if adjective else ''}{mark.generic.name}"
                        last = owner.last
                if last > hit.last:
                    break
        identity = Identity(name, "source", side, kind="sources")
        return Source(hit.first, last, hit.last - 1, "sources", identity)

    def region_of(self, index: int) -> str | None:
        """Return the region whose name or adjective a token is."""
        lower = self.tokens[index].lower
        memory = self.knowledge.region_memory
        if lower not in memory:
            if len(memory) > _MEMORY_WORDS:
                memory.clear()
            memory[lower] = next(
                (name for stem, name in self.knowledge.regions if lower.startswith(stem)), None
            )
        return memory[lower]

    def _office(self, hit: Hit[Mark], mark: Mark, registry: Registry) -> Source | None:
        first = self._office_start(hit.first)
        last, name = self._office_name(hit, registry)
        region = next(
            (found for at in range(first, last) if (found := self.region_of(at)) is not None), None
        )
        apposed = self._name_before(first, registry) if name is None else None
        if apposed is not None:
            name = apposed
            first = min(first, name[0])
        role = self._role_by_body(mark.value, hit.last, last)
        if name is not None:
            identity = name[2]
            if identity.role is None or identity.side is None:
                side = identity.side or self._side_of_office(first, last, region)
                identity = identity._replace(
                    role=identity.role or role, region=identity.region or region, side=side
                )
            registry.add(identity)
            head = hit.first if apposed is None else name[0]
            return Source(first, max(last, name[1]), head, "person", identity, role, region)
        if role not in REGIONAL_OFFICES:
            body = self._body_within(hit.last, last)
            if body is not None:
                return Source(first, last, hit.first, body.kind, registry.add(body))
        side = self._side_of_office(first, last, region)
        name_of = self._district(hit.last, last) if role == "head" else None
        identity = Identity(name_of or str(role), role, side, None, region, "role")
        return Source(first, last, hit.first, "role", identity, role, region)

    def _role_by_body(self, role: str | None, first: int, last: int) -> str | None:
        """Return the role of the head of a body that has one of its own (a governor)."""
        if role == "head":
            for at in range(first, last):
                owner = self.owner.get(at)
                for mark in owner.payloads if owner is not None else ():
                    if mark.generic is not None and mark.generic.head is not None:
                        return mark.generic.head
        return role

    def _body_within(self, first: int, last: int) -> Identity | None:
        """Return the body named in the complement of an office ("spokesman for the navy")."""
        for at in range(first, last):
            owner = self.owner.get(at)
            if owner is None or owner.first != at:
                continue
            for mark in owner.payloads:
                if mark.organisation is not None:
                    body = mark.organisation
                    return Identity(body.name, body.role, body.side, body.channel, body.region)
                if mark.generic is not None and mark.generic.role not in ("witness", "outlet"):
                    source = self._generic(owner, mark, self.registry)
                    return source.identity if source is not None else None
        return None

    def _district(self, first: int, last: int) -> str | None:
        """Return "head of Yartsevsky District" where the complement of an office names one."""
        language = self.knowledge.language
        script = self.knowledge.transliteration.scripts.get(language)
        for at in range(first, last):
            token = self.tokens[at]
            if not token.text[0].isupper() or token.text.isupper():
                continue
            district = at + 1 < last and not self.knowledge.places.isdisjoint(
                self.tokens[at + 1].lemmas
            )
            if script is None:
                noun = f" {self.tokens[at + 1].text.capitalize()}" if district else ""
                return f"head of {token.text}{noun}"
            if district:
                words = nominative((token.text,), language, script, subject=True)
                return f"head of {romanize(words[0], script)} District"
            return f"head of {romanize(place_nominative(token.text, language), script)}"
        return None

    def _side_of_office(self, first: int, last: int, region: str | None) -> str | None:
        for at in range(first, last):
            owner = self.owner.get(at)
            for mark in owner.payloads if owner is not None else ():
                if mark.kind in ("demonym", "government") and mark.value:
                    return mark.value
        return self.knowledge.actors.regions[region].side if region else None

    def _office_start(self, index: int) -> int:
        first = index
        while first > 0 and index - first < _MODIFIER_WORDS:
            at = first - 1
            token = self.tokens[at]
            if self.sentence_of[at] != self.sentence_of[index] or not token.text[0].isalpha():
                break
            owner = self.owner.get(at)
            kinds = {mark.kind for mark in owner.payloads} if owner is not None else set()
            if kinds - {"demonym", "government", "role"}:
                break
            if not (
                kinds
                or self.region_of(at) is not None
                or not self.knowledge.places.isdisjoint(token.lemmas)
            ):
                break
            first = at
        return first

    def _office_name(
        self, hit: Hit[Mark], registry: Registry
    ) -> tuple[int, tuple[int, int, Identity] | None]:
        """Return where the office's phrase ends and the name that stands with it."""
        tokens, index, sentence = self.tokens, hit.last, self.sentence_of[hit.first]
        complement = False
        last = hit.last
        far = self.knowledge.lexicon.subject_after_verb == "far"
        while index < min(len(tokens), hit.last + _COMPLEMENT_WORDS):
            if self.sentence_of[index] != sentence:
                break
            token = tokens[index]
            owner = self.owner.get(index)
            kinds = {mark.kind for mark in owner.payloads} if owner is not None else set()
            if token.text in _COMMAS:
                name = self._name_at(index + 1, registry, alone=False)
                if name is not None and self._closes(name[1]):
                    return name[1], name
                break
            if token.text in _QUOTES or token.text in "()":
                index += 1
                continue
            if not token.text[0].isalnum() or kinds & {"verb", "according", "citing", "impersonal"}:
                break
            after_of = complement and tokens[index - 1].lower in self.knowledge.lexicon.role_complements
            name = None if after_of else self._name_at(index, registry, alone=index == hit.last)
            if after_of:
                run = self.name_run(index)
                if run - index == _NAME_WORDS:
                    name = self._name_at(index + 1, registry, alone=False)
                elif run > index:
                    index, last = run, run
                    continue
            if name is not None:
                return name[1], name
            if token.lower in self.knowledge.lexicon.role_complements:
                complement = True
            elif not (far or complement):
                break
            elif token.lower in self.knowledge.gap_stops:
                break
            elif far and token.lower in self.knowledge.prepositions:
                break
            elif (
                far
                and not kinds
                and token.text.islower()
                and not may_be_complement(token.lower, self.knowledge.language)
            ):
                break
            index += 1
            last = index
        return last, None

    def _is_given(self, index: int) -> bool:
        return is_given_name(self.tokens[index].lower, self.knowledge.language)

    def _closes(self, index: int) -> bool:
        """Return whether a name between commas ends here."""
        if index >= len(self.tokens):
            return True
        if not self.tokens[index].text[0].isalnum():
            return True
        owner = self.owner.get(index)
        return owner is not None and any(mark.kind == "verb" for mark in owner.payloads)

    def _name_at(
        self, index: int, registry: Registry, *, alone: bool
    ) -> tuple[int, int, Identity] | None:
        """Return the person whose name starts at ``index``; a surname ``alone`` may do."""
        if index >= len(self.tokens):
            return None
        run = self.name_run(index)
        if run == index:
            return None
        far = self.knowledge.lexicon.subject_after_verb == "far"
        if far and any(self._is_given(at) for at in range(index + 1, run - 1)):
            return None  # a place before the name: "мэр Харькова Игорь ..."
        words = self.tokens[index:run]
        known = self.knowledge.surnames
        for last in range(run, index, -1):
            people = next(
                (known[lemma] for lemma in self.tokens[last - 1].lemmas if lemma in known), None
            )
            if people is not None:
                words = self.tokens[index:last]
                identity = identify_person(words, people, registry, self.knowledge, subject=True)
                if identity is not None:
                    return index, last, identity
        if run - index >= 2:
            if self.region_of(index) is not None or not (
                alone or not far or is_given_name(words[0].lower, self.knowledge.language)
            ):
                return None
            identity = identify_person(words, (), registry, self.knowledge, subject=True)
            return None if identity is None else (index, run, identity)
        if alone and self.region_of(index) is None:
            identity = identify_person(words, (), registry, self.knowledge, subject=True)
            if identity is not None:
                return index, run, identity
        return None

    def _name_before(self, first: int, registry: Registry) -> tuple[int, int, Identity] | None:
        """Return the person named before a comma: "Roman Zakharov, head of the district"."""
        at = first - 1
        articles = 0
        while at > 0 and articles < 2 and self.tokens[at].text.isalpha():
            if self.tokens[at].text[0].isupper():
                return None
            at -= 1
            articles += 1
        if at < 2 or self.tokens[at].text not in _COMMAS:
            return None
        start = at
        while start > 0 and at - start < _NAME_WORDS and self.is_name_word(start - 1):
            start -= 1
        if at - start < 2:
            known = [lemma for lemma in self.tokens[at - 1].lemmas if lemma in self.knowledge.surnames]
            if start == at or not known:
                return None
        name = self._name_at(start, registry, alone=True)
        return name if name is not None and name[1] == at else None

    def unknown_before(self, index: int) -> Source | None:
        """Return the unlisted name that ends right before ``index`` (a comma may stand between)."""
        last = index
        if last > 0 and self.tokens[last - 1].text in "»\"”":
            return self._quoted(last - 1, backward=True)
        if last > 0 and self.tokens[last - 1].text in _COMMAS:
            return None
        if last > 0 and self._is_acronym(last - 1):
            return self._unknown_name(last - 1, last)
        first = last
        while first > 0 and last - first < _NAME_WORDS and self.is_name_word(first - 1):
            if self.sentence_of[first - 1] != self.sentence_of[index]:
                break
            first -= 1
        return self._unknown_name(first, last)

    def unknown_after(self, index: int) -> Source | None:
        """Return the unlisted name that starts right at ``index``."""
        if index < len(self.tokens) and self.tokens[index].text in "«\"“„":
            return self._quoted(index, backward=False)
        if index < len(self.tokens) and self._is_acronym(index):
            return self._unknown_name(index, index + 1)
        return self._unknown_name(index, self.name_run(index))

    def _is_acronym(self, index: int) -> bool:
        text = self.tokens[index].text
        return (
            text.isupper()
            and 2 < len(text) < 9
            and text.isalpha()
            and index not in self.owner
            and self.tokens[index].lower not in self.knowledge.not_names
        )

    def unknown_within(self, first: int, last: int) -> Source | None:
        """Return the first unlisted name in quotation marks, or of a person, in the range."""
        for at in range(first, min(last, len(self.tokens))):
            text = self.tokens[at].text
            if text in "«“„" or (text == '"' and at > first):
                quoted = self._quoted(at, backward=False)
                if quoted is not None:
                    return quoted
            elif text[0].isupper() and is_given_name(
                self.tokens[at].lower, self.knowledge.language
            ):
                run = self.name_run(at)
                if run - at >= 2 and may_be_subject(
                    self.tokens[run - 1].lower, self.knowledge.language
                ):
                    return self._unknown_name(at, run)
        return None

    def _quoted(self, index: int, *, backward: bool) -> Source | None:
        """Read a short name in quotation marks as a body."""
        step = -1 if backward else 1
        at = index + step
        while 0 <= at < len(self.tokens) and abs(at - index) <= _NAME_WORDS + 1:
            if not self.tokens[at].text[0].isalnum():
                break
            at += step
        else:
            return None
        first, last = (at + 1, index) if backward else (index + 1, at)
        if last <= first or self.tokens[first].text[0].islower():
            return None
        if not 0 <= at < len(self.tokens) or self.tokens[at].text not in _QUOTES:
            return None
        name = self._latin(first, last)
        identity = self.registry.add(Identity(name, "company", self.home(), kind="organisation"))
        self.identities.append((first, identity))
        return Source(first, last, last - 1, "organisation", identity)

    def _latin(self, first: int, last: int) -> str:
        scripts = self.knowledge.transliteration.scripts
        script = scripts.get(self.knowledge.language)
        words = [self.tokens[at].text for at in range(first, last)]
        return " ".join(romanize(word, script) if script else word for word in words)

    def _unknown_name(self, first: int, last: int) -> Source | None:
        if last <= first or first >= len(self.tokens):
            return None
        words = self.tokens[first:last]
        identity = identify_person(words, (), self.registry, self.knowledge, subject=True)
        if last - first == 1:
            if identity is not None:
                return Source(first, last, first, "person", identity)
            word = words[0].text
            starts = first == 0 or self.sentence_of[first - 1] != self.sentence_of[first]
            if not (word.isupper() and 2 < len(word) < 9) and (
                self.region_of(first) is not None
                or is_common_word(word, self.knowledge.language)
                or (starts and len(word) < 4)
            ):
                return None
            name = self._latin(first, last)
            body = self.registry.add(Identity(name, None, None, kind="organisation"))
            self.identities.append((first, body))
            return Source(first, last, first, "organisation", body)
        if identity is None or self.region_of(first) is not None:
            return None
        self.registry.add(identity)
        self.identities.append((first, identity))
        return Source(first, last, last - 1, "person", identity)


def _replaces(new: Source, old: Source) -> bool:
    """An office with its name replaces the part of it that was read before."""
    if new.kind == "sources":
        return new.first <= old.first and new.last >= old.last
    return new.kind == "person" and old.value is None and new.first <= old.first and new.last >= old.last
