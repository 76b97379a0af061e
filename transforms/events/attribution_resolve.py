"""Who is meant: pronouns, offices without a name, bodies named short, in reading order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.attribution_offices import NATIONAL_OFFICES, REGIONAL_OFFICES
from transforms.events.attribution_people import Identity, Registry
from transforms.events.attribution_view import Source, View

_REGION_WORDS_BACK: Final = 60
_REGIONAL: Final = "regional "
_LOCAL: Final = "local "
_MAYOR: Final = "mayor"
_MINISTER: Final = "minister"
_ANY: Final = "any"
_NAMELESS: Final = "sources"
_PROPER: Final = frozenset({"outlet", "person"})
_HEAD: Final = "head"
_GOVERNOR: Final = "governor"
_HEADS: Final = frozenset({"governor", "mayor", "administration", _HEAD})
_VOICE: Final = "spokesperson"
_WITNESSES: Final = "witnesses"  # eyewitnesses are no others


class Resolver:
    """Resolves the sources of one text; to be asked in reading order."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.seen = Registry()
        self._named: Sequence[tuple[int, Identity]] = sorted(
            view.identities, key=lambda pair: pair[0]
        )
        self._shown = 0

    def identity(self, source: Source) -> Identity | None:
        """Return who speaks, or None where the text does not tell; remembers it as a speaker."""
        while self._shown < len(self._named) and self._named[self._shown][0] <= source.first:
            self.seen.add(self._named[self._shown][1])
            self._shown += 1
        identity = self._resolve(source)
        if identity is not None:
            self.seen.claimants.append(identity)
        return identity

    def _resolve(self, source: Source) -> Identity | None:
        if source.kind == "role":
            return self._office(source)
        if source.kind == "reference_organisation":
            if source.identity is not None and source.value == _ANY and self._person_was_last():
                return source.identity  # "his spokesman"
            return self.seen.body_of_role(str(source.value)) or source.identity
        if source.identity is not None:
            return self._fuller(source, source.identity)
        return self._referent(source)

    def _person_was_last(self) -> bool:
        """Return whether the one named last before is a person."""
        return self._shown > 0 and self._named[self._shown - 1][1].kind == "person"

    def _referent(self, source: Source) -> Identity | None:
        """Return whom a pronoun or a word such as "the official" means."""
        if source.kind == "pronoun_body":
            return self.seen.last_body
        last = self.seen.last_claimant
        if source.kind == "pronoun_group":
            several = [claimant for claimant in self.seen.claimants if claimant.kind != "person"]
            return several[-1] if several else None
        anyone = source.kind == "pronoun_any"
        if anyone or (last is not None and last.kind in ("person", "role")):
            return last
        if self.seen.people:
            return self.seen.people[-1]
        if source.kind == "reference_person":
            return Identity("official", "official", None, kind="generic")
        return last

    def _fuller(self, source: Source, identity: Identity) -> Identity:
        """Name a body as the text first did: with its region, country or owner."""
        if identity.role == _VOICE and identity.kind == "generic":
            return self._whose_voice(source) or identity
        if identity.kind not in _PROPER:
            before = reversed(self.seen.claimants)
            known = next((one for one in before if self._is_again(identity, one)), None)
            if known is not None:
                return known
        if identity.kind != "generic" or not identity.name.startswith(_REGIONAL):
            return identity
        region = self._region_near(source.first) if identity.region is None else None
        if region is None or identity.role != "administration":
            return identity
        return replace(
            identity,
            name=f"{region} {identity.name.removeprefix(_REGIONAL)}",
            side=self.view.knowledge.actors.regions[region].side,
            region=region,
        )

    def _is_again(self, identity: Identity, before: Identity) -> bool:
        """Return whether one who spoke before is meant: "sources", "the army", "eyewitnesses"."""
        if identity.kind == "sources":
            return identity.name == _NAMELESS and before.kind == "sources"
        if self.is_army(identity):
            return self.is_army(before) and before.side == identity.side
        if identity.kind != "generic" or identity.side is not None:
            return False
        if identity.name.endswith(_WITNESSES):
            return before.name.endswith(_WITNESSES)
        ending = " " + identity.name.removeprefix(_LOCAL)
        return before.kind == "generic" and before.name.endswith(ending)

    def is_army(self, identity: Identity) -> bool:
        """Return whether one is the whole army of a country."""
        kind = identity.name.partition(" ")[2]
        return identity.side is not None and kind in self.view.knowledge.armies

    def _whose_voice(self, source: Source) -> Identity | None:
        """Return the body that spoke last where a press service stands with no name behind it."""
        view, last = self.view, self.seen.last_claimant
        at = source.last
        inside = at < len(view.tokens) and view.tokens[at].text[0].isalnum()
        ends = not inside or "verb" in view.kinds(at)
        body = last is not None and last.kind in ("organisation", "generic")
        return last if view.far and ends and body else None

    def _office(self, source: Source) -> Identity | None:
        """Return who holds an office named without a name, else the office and its region."""
        region, identity = source.region, source.identity
        near = region
        if near is None and source.value == "governor":
            near = self._own_region(source.first)
        person = self.seen.person_of_role(source.value, near)
        if person is None and source.value == _HEAD and region is not None and " " not in region:
            person = self.seen.person_of_role(_GOVERNOR, region)  # "the head of Crimea"
        if person is None:
            person = self._later(source, near)
        if person is not None or identity is None:
            return person
        if source.value == "head":
            return self._head(source, identity)
        role = str(source.value).replace("_", " ")
        if source.value not in REGIONAL_OFFICES:
            return replace(identity, name=role)
        if source.value in NATIONAL_OFFICES:
            return replace(identity, name=role)
        if region is None:
            region = self._region_near(source.first)
        side = self.view.knowledge.actors.regions[region].side if region else None
        place = region
        if source.value == _MAYOR:  # a mayor's town is not its region, but may name it
            place = source.region.partition(" ")[0] if source.region else None
        name = f"{role} of {place}" if place else role
        return replace(identity, name=name, side=identity.side or side, region=region)

    def _later(self, source: Source, region: str | None) -> Identity | None:
        """Return the next person of that office: the headline names only the office."""
        minister = source.value == _MINISTER
        if source.value not in REGIONAL_OFFICES and not minister:
            return None
        for at, identity in self._named[self._shown :]:
            if identity.kind != "person" or identity.role != source.value:
                continue
            if region is None and source.identity is not None and source.identity.side is not None:
                fits = identity.side == source.identity.side
                return identity if fits or (minister and identity.side is None) else None
            fits = region is None or identity.region in (None, region)
            return identity if fits and at > source.first else None
        return None

    def _head(self, source: Source, identity: Identity) -> Identity:
        """Return who "the head of the district" or, alone, "the leader" is."""
        if identity.name != _HEAD:
            return identity
        last = self.seen.last_claimant
        if source.last - source.head >= 2:
            if last is not None and last.kind == "person" and last.role in _HEADS:
                return last
            return replace(identity, name="district head")
        if last is not None and last.kind == "person" and identity.side in (None, last.side):
            return last
        return replace(identity, name="official", role="official")

    def _own_region(self, index: int) -> str | None:
        """Return the only region that the sentence of a word names, if it names just one."""
        view, found = self.view, set()
        for at in view.sentence_around(index):
            if view.tokens[at].text[0].isupper():
                found.add(view.region_of(at))
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _region_near(self, index: int) -> str | None:
        """Return the region spoken of: in the sentence before or after the word, else before."""
        view = self.view
        after = index + 1
        while after < len(view.tokens) and view.same_sentence(after, index):
            after += 1
        before = max(-1, index - _REGION_WORDS_BACK)
        own = [at for at in range(index - 1, before, -1) if view.same_sentence(at, index)]
        rest = range(index - len(own) - 1, before, -1)
        for at in (*own, *range(index + 1, after), *rest):
            if view.tokens[at].text[0].isupper():
                region = view.region_of(at)
                if region is not None and "verb" not in view.kinds(at + 1):  # "Kyiv | said"
                    return region
        return None
