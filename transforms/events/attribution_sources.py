"""Phrases of a text that can name a claimant, in reading order."""

from dataclasses import replace

from transforms.events.attribution_bodies import Bodies
from transforms.events.attribution_called import with_called
from transforms.events.attribution_channels import Channels
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_namesakes import Namesakes
from transforms.events.attribution_offices import Offices
from transforms.events.attribution_people import Identity, identify_person
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_view import BODIES, NAME_WORDS, QUOTES, Source, Spoken, View

# bodies that speak for the one named right after them: "пресс-служба Минобороны"
_VOICE = "spokesperson"
_VOICES = frozenset({_VOICE, "expert"})
_BESIDE = 2  # tokens between a press service and its body
_OWNER_REACH = 5  # "of the Kharkiv regional | police"
_OFFICIAL = "official"
_OUTLET = "outlet"
_ADMINISTRATION = "administration"
_DASHES = frozenset("-–—")
_UNNAMED = frozenset({"role", "reference_organisation"})
_WORDS_TO_VERB = 2
_OF_OUTLETS = frozenset({"witness", "journalist"})  # "a Reuters witness"
_OF_NAMED = frozenset({"witness", "outlet", "journalist", "agency"})  # "the outlet Meduza"
_NAMING = frozenset({*BODIES, "person", "role", "sources", "government"})
_SPEAKING = (*BODIES, "person", "role")
_REPLACING = (*BODIES, "sources", "person", "role")


class Reader:
    """Reads the sources of one text from the phrases found in it."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.bodies = Bodies(view)
        self.channels = Channels(view, self.bodies.unlisted)
        self.namesakes = Namesakes(view, self.bodies)
        self.offices = Offices(view, self.bodies)

    def read(self) -> list[Source]:
        """Return all sources; people and bodies are remembered in the registry as they come."""
        found: list[Source] = []
        for hit in self.view.hits:
            source = self._source(hit)
            if source is None:
                continue
            if found and source.first < found[-1].last:
                if not _replaces(source, found[-1]):
                    continue
                found.pop()
            found.append(source)
        self.view.sources = found = self.channels.with_lists(
            self._joined(with_called(self.view, found))
        )
        self.view.identities = [
            (source.first, source.identity)
            for source in found
            if source.identity is not None and source.kind not in _UNNAMED
        ]
        return found

    def _joined(self, sources: list[Source]) -> list[Source]:
        """Make one source of a press service, company or channel and whom it belongs to."""
        joined: list[Source] = []
        for source in sources:
            one = self._join(joined[-1], source) if joined else None
            if one is None:
                joined.append(source)
            else:
                joined[-1] = one
        return joined

    def _join(self, before: Source, after: Source) -> Source | None:
        if before.kind == "role" and after.value is not None and self._is_dash(before.last, after):
            return replace(after, first=before.first, head=before.head)  # "premier - minister X"
        near = _OWNER_REACH if self._is_voice_of(before) else _BESIDE
        if after.first - before.last > near or not self._adjacent(before, after):
            return None
        if before.kind == "reference_organisation" and (
            after.kind in BODIES or before.last == after.first
        ):
            return replace(after, first=before.first)  # "coalition spokesman Ivan Petrov"
        # "a Reuters witness"
        witness = before.kind == "outlet" and before.last == after.first and _is_of_outlet(after)
        if witness or (_is_of_body(after) and before.kind in BODIES):
            return replace(before, last=after.last)
        role = before.identity.role if before.identity is not None else None
        speaks_for = role in _VOICES or self._are_of(before, after)
        if before.kind == "generic" and speaks_for and after.kind in _SPEAKING:
            return replace(after, first=before.first, head=before.head)
        beside = before.kind == "generic" and before.last == after.first
        local = beside and role in _OF_NAMED
        return after if local and after.kind in BODIES else None

    def _is_voice_of(self, before: Source) -> bool:
        """Return whether "of" follows a press service: "of | the Kharkiv city police"."""
        voice = before.identity is not None and before.identity.role == _VOICE
        complements = self.view.knowledge.lexicon.role_complements
        end = before.last
        return voice and end < len(self.view.tokens) and self.view.tokens[end].lower in complements

    def _are_of(self, before: Source, after: Source) -> bool:
        """Return whether officials are those of a body: "officials of | the air force"."""
        known, joint = self.view.knowledge, self.view.tokens[before.last].lower
        official = before.identity is not None and before.identity.role == _OFFICIAL
        joined = joint in known.lexicon.role_complements or joint in known.source_places
        return official and after.kind in BODIES and joined

    def _is_dash(self, index: int, after: Source) -> bool:
        return after.first == index + 1 and self.view.tokens[index].text in _DASHES

    def _adjacent(self, before: Source, after: Source) -> bool:
        view = self.view
        between = [view.tokens[at].text for at in range(before.last, after.first)]
        kinds = ("generic", "reference_organisation")
        quoted = before.kind in kinds and len(between) == 1 and between[0] in QUOTES
        return view.same_sentence(before.first, after.first) and (
            quoted
            or all(
                view.tokens[at].text.isalpha() and "verb" not in view.kinds(at)
                for at in range(before.last, after.first)
            )
        )

    def _source(self, hit: Hit[Mark]) -> Source | None:
        payloads = hit.payloads
        kind = payloads[0].kind
        if kind in _NAMING:
            return self._read(hit, payloads[0])
        if len(payloads) > 1 and kind.startswith("reference"):
            return self._named_or_meant(hit, payloads[0])
        for mark in payloads:
            kind = mark.kind
            if kind in _NAMING:
                return self._read(hit, mark)
            if kind == "demonym" and mark.value is not None:
                self.view.countries.append(Spoken(hit.first, mark.value, named=False))
            elif kind == "pronoun_body" and not self._speaks(hit.last):
                return None
            elif kind.startswith(("pronoun", "possessive")) or (
                kind.startswith("reference") and self._refers(hit)
            ):
                return self._referring(hit, mark)
        return None

    def _named_or_meant(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        """Read what names somebody or refers back ("the governor"): a name beside it decides.

        What was remembered in the reading that is not kept is forgotten.
        """
        bodies = self.view.registry.bodies
        known = len(bodies)
        other = next((other for other in hit.payloads if other.kind in _NAMING), None)
        named = self._read(hit, other) if other is not None else None
        if (named is not None and named.kind == "person") or not self._refers(hit):
            return named
        del bodies[known:]
        return self._referring(hit, mark)

    def _referring(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        """Read a pronoun or "the company": a name behind it is whom it speaks of."""
        kind = mark.kind
        if kind == "reference_organisation" and not self._is_of_person(hit.last):
            if hit.last < (run := self._name_end(hit)):
                return self._called(hit, run, mark)
            named = self._named_beside(hit, mark)
            if named is not None:
                return named
        if kind == "reference_person" and self._modifies(hit.last):
            return None  # "the official Kuwait News Agency"
        official = self.bodies.official(hit) if kind == "reference_person" else None
        return official or self._reference(hit, kind, mark)

    def _is_of_person(self, index: int) -> bool:
        """Return whether a person follows, in Cyrillic: "написал в своем канале | Петров"."""
        view = self.view
        if not view.far or index >= len(view.tokens):
            return False
        return "person" in view.kinds(index) or view.is_given(index)

    def _named_beside(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        """Return the unlisted name of "the BelNews | Telegram channel", «газета | "Заря"»."""
        outlet = (mark.value or "").startswith(_OUTLET)
        if not self.view.far:
            return self.channels.before(hit) if outlet else None
        unlisted = self.bodies.unlisted
        named = self.channels.behind(hit.last, _OUTLET) if outlet else unlisted.quoted(hit.last)
        return None if named is None else replace(named, first=hit.first, head=hit.first)

    def _name_end(self, hit: Hit[Mark]) -> int:
        """Return where the name that follows a phrase in its sentence ends, if one does."""
        view, last = self.view, hit.last
        inside = last < len(view.tokens) and view.same_sentence(hit.first, last)
        if inside and not view.far and self.bodies.unlisted.is_acronym(last):
            return view.name_run(last + 1)  # "operator HKN Energy"
        placed = inside and view.far and view.region_of(last) is not None
        return view.name_run(last) if inside and not placed else last

    def _read(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        # a table of bound methods would tie every text to itself until the next collection
        match mark.kind:
            case "person":
                return self._person(hit, mark)
            case "role":
                return self.offices.office(hit, mark)
            case "generic":
                return self.bodies.generic(hit, mark)
            case "sources":
                return self.bodies.sources(hit, mark)
            case "government":
                return self._government(hit, mark)
        return self._named(hit, mark)

    def _government(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        """Read a country or capital as its government, not where it is small, in quotes or owns."""
        if mark.country is None:
            return None
        self.view.countries.append(Spoken(hit.first, mark.country.side, named=True))
        if self._modifies(hit.last) and "verb" not in self.view.kinds(hit.last):
            return None  # "Russia Today said"
        quoted = hit.first > 0 and self.view.tokens[hit.first - 1].text in QUOTES
        if (
            quoted
            or self.view.is_possessor(hit.last - 1)
            or not self.view.tokens[hit.first].text[0].isupper()
        ):
            return None
        name = f"{mark.country.adjective} government"
        identity = Identity(name, "government", mark.country.side, kind="government")
        return Source(hit.first, hit.last, hit.last - 1, "government", identity)

    def _called(self, hit: Hit[Mark], run: int, mark: Mark) -> Source:
        """Read "the operator Cenit": an unlisted name after the kind of body."""
        name = self._administered(hit, run, mark) or self.view.latin(hit.last, run)
        outlet = (mark.value or "").startswith(_OUTLET)
        identity = Identity(name, None, None, kind="organisation")
        if outlet:
            identity = Identity(name, _OUTLET, None, kind=_OUTLET)
        self.view.registry.add(identity)
        return Source(hit.first, run, hit.first, identity.kind, identity)

    def _administered(self, hit: Hit[Mark], run: int, mark: Mark) -> str | None:
        """Return "Kerch administration" of «администрация Керчи», which no name is of its own."""
        if not self.view.far or not (mark.value or "").startswith(_ADMINISTRATION):
            return None
        place = self.offices.district(hit.last, min(run + 1, len(self.view.tokens)))
        return None if place is None else f"{place} {_ADMINISTRATION}"

    def _reference(self, hit: Hit[Mark], kind: str, mark: Mark) -> Source:
        """Return who is referred to, with the words for a body where the text names no other."""
        name, role = None, (mark.value or "").split(" ")[0]
        if kind == "reference_organisation":
            administered = role == _ADMINISTRATION or not self.view.far
            name = self.bodies.unlisted.kind_of_body(hit.last)
            name = name or (self.bodies.regions.administration(hit) if administered else None)
        body = None if name is None else Identity(name, role, None, kind="generic")
        if body is not None and self.view.far:
            kind = body.kind  # its region tells it from others
        return Source(hit.first, hit.last, hit.first, kind, body, mark.value)

    def _modifies(self, index: int) -> bool:
        """Return whether an adjective ends here, in English: a name written large follows."""
        view = self.view
        if view.far or index >= len(view.tokens) or not view.same_sentence(index - 1, index):
            return False
        return view.tokens[index].text[0].isupper() or "role" in view.kinds(index)

    def _speaks(self, index: int) -> bool:
        """Return whether a verb of saying follows at once, or behind one word ("it also said")."""
        view = self.view
        return any(
            view.same_sentence(at, index - 1) and "verb" in view.kinds(at)
            for at in range(index, min(index + _WORDS_TO_VERB, len(view.tokens)))
        )

    def _refers(self, hit: Hit[Mark]) -> bool:
        """A reference is written small unless it begins a sentence or an article precedes it."""
        view, index = self.view, hit.first
        starts = index == 0 or not view.same_sentence(index - 1, index)
        noun = view.tokens[hit.last - 1].text.rpartition("-")[2]  # "Telegram-канал"
        return starts or noun.islower() or view.tokens[index - 1].lower in view.knowledge.articles

    def _named(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        if mark.organisation is not None:
            body = mark.organisation
            abroad = self.namesakes.abroad(hit, body)
            if abroad is not None:
                return abroad
            identity = Identity(body.name, body.role, body.side, body.channel, body.region)
            if body.side is not None and len(body.side) == 2:
                self.view.countries.append(Spoken(hit.first, body.side, named=True))
        elif mark.outlet is not None and self._is_name(hit):
            outlet = mark.outlet
            side = outlet.side or outlet.country
            identity = Identity(outlet.name, "outlet", side, kind="outlet")
        else:
            return None
        self.view.registry.add(identity)
        tokens, last = self.view.tokens, hit.last
        last += last < len(tokens) and tokens[last].text == "+"  # "Exilenova+"
        return Source(hit.first, last, hit.first, identity.kind, identity)

    def _is_name(self, hit: Hit[Mark]) -> bool:
        """Return whether a word at either end is written large: "Fars news agency"."""
        first, last = self.view.tokens[hit.first], self.view.tokens[hit.last - 1]
        return first.text[0].isupper() or last.text[0].isupper()

    def _person(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        view, at = self.view, hit.first
        if not view.tokens[at].text[0].isupper():
            return None
        first = view.name_start(at, at, NAME_WORDS - 1)
        if view.far:
            first = view.given_name_in(first, at)
        elif first < at and view.region_of(first) is not None:
            first += 1
        words = view.tokens[first : at + 1]
        identity = identify_person(words, mark.people, view.registry, view.knowledge)
        if identity is None:
            return None
        view.registry.add(identity)
        return Source(first, at + 1, at, "person", identity, region=identity.region)


def _is_of_outlet(source: Source) -> bool:
    return source.identity is not None and source.identity.role in _OF_OUTLETS


def _is_of_body(source: Source) -> bool:
    """Return whether words name whose a body is: "headquarters of | the administration"."""
    administration = source.kind == "generic" and source.value is not None
    return administration or source.kind == "reference_organisation"


def _replaces(new: Source, old: Source) -> bool:
    """An office with its name, or the sources of a body, replaces the part read before."""
    if old.kind in ("person", "role") and old.value is not None:
        return False
    return new.kind in _REPLACING and new.first <= old.first and new.last >= old.last
