"""Claimants that are bodies without a proper name: authorities, media, sources."""

from dataclasses import replace

from transforms.events.actors_names import is_adjective
from transforms.events.actors_outlets import enemy_of
from transforms.events.attribution_lexicon import Generic
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_regions import Regions
from transforms.events.attribution_spoken import SpokenCountries, is_group
from transforms.events.attribution_unlisted import Unlisted
from transforms.events.attribution_view import QUOTES, Source, Spoken, View

_LOCAL_ROLES = frozenset({"police", "prosecutor", "emergency_service", "authority"})
_OF_PLACES = frozenset({"government", "authority", "police"})  # "the River Nile State government"
_OF_COUNTRIES = frozenset({"official", "authority", "outlet"})  # "media in Iran"
_NATIONAL = frozenset({"ministry", "military", "intelligence", "government"})
_SOURCELESS = frozenset({"witness", "outlet", "source", "social_media", "official"})
_ISO_LENGTH = 2
_DEMONYM_WORDS_BACK = 3
_NAME_WORDS_AFTER = 3
_VOICE = "spokesperson"
_MINISTRY = "ministry"
_STAFF = "General Staff"  # it tells of its own strikes
_MINISTRIES = "Ministry of "
_OF_NAMED = frozenset({_VOICE, "outlet", "social_media"})  # «the channel "Zarya"»
_LOCAL = "local "
_SOURCE_PLACE_WORDS = 4


class Bodies:
    """Reads bodies with the country or region that their phrase tells."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.unlisted = Unlisted(view)
        self.regions = Regions(view)
        self.countries = SpokenCountries(view, self.regions)

    def generic(self, hit: Hit[Mark], mark: Mark) -> Source | None:
        """Return "local authorities", "Russian media", "Poltava Oblast military administration"."""
        generic = mark.generic
        if generic is None or (self.view.far and self._tells_of_office(hit)):
            return None
        if generic.role == "witness" and self._is_named(hit.last):
            return self._named_witness(hit)
        return self._owned(hit, generic) or self._of_state(hit, generic)

    def _tells_of_office(self, hit: Hit[Mark]) -> bool:
        """Return whether a word is the adjective of an office: "военный | эксперт"."""
        view, at = self.view, hit.last
        single = at - hit.first == 1 and at < len(view.tokens) and view.same_sentence(at, hit.first)
        if not single or "role" not in view.kinds(at):
            return False
        return is_adjective(view.tokens[hit.first].lower, view.knowledge.language)

    def _owned(self, hit: Hit[Mark], generic: Generic) -> Source | None:
        """Return a body that words beside it name: "its press office", "the channel «Zarya»"."""
        if generic.role == _VOICE and self.view.is_possessed(hit.first):
            voice = Identity(generic.name, generic.role, None, kind="generic")
            return Source(hit.first, hit.last, hit.last - 1, "reference_organisation", voice, "any")
        if generic.role in _OF_NAMED and self.view.far:
            named = self.unlisted.quoted(hit.last)
            if named is not None:
                return replace(named, first=hit.first, head=hit.last - 1)
        return self._installed(hit, generic)

    def _of_state(self, hit: Hit[Mark], generic: Generic) -> Source:
        """Return a body with the country or region that its phrase tells."""
        first, last, side, adjective = self._country(hit, generic.role)
        if side is not None and last > hit.last:
            self.view.countries.append(Spoken(last - 1, side, named=True))  # "people in Lebanon"
        whose = self.regions.of_body(hit) if generic.role == _MINISTRY else None
        if side is None and whose is not None:
            side = self.view.knowledge.actors.regions[whose].side
            named = Identity(f"{whose} {generic.name}", generic.role, side, None, whose, "generic")
            return Source(first, last, hit.last - 1, "generic", self.view.registry.add(named))
        if side is None and generic.role in _NATIONAL:
            side = self.side_for_national(hit.first, generic.name)
            adjective = self.adjective(side)
        name = f"{adjective} {generic.name}" if adjective else generic.name
        body = self.view.knowledge.aliases.get(name.lower()) if adjective else None
        if body is not None:
            identity = Identity(body.name, body.role, body.side, body.channel, body.region)
            self.view.registry.add(identity)
            return Source(first, last, hit.last - 1, "organisation", identity)
        bare = generic.role == "authority" and adjective is None and " " not in generic.name
        if bare and self.regions.after(hit.last) is not None:
            name = _LOCAL + generic.name
        region = self.view.region_of(hit.first - 1) if hit.first else None
        if generic.role in _LOCAL_ROLES and adjective is None and not bare:
            whose = region or self.regions.noun_before(hit.first) or self.regions.after(hit.last)
            if whose is not None and not generic.alone and not name.startswith(_LOCAL):
                side = self.view.knowledge.actors.regions[whose].side
                name, region = f"{whose} {name}", whose
        if generic.role == "administration" and region is not None and first == hit.first:
            first, name = hit.first - 1, f"{region} {generic.name.removeprefix('regional ')}"
            side = self.view.knowledge.actors.regions[region].side
        start = self._state_before(hit.first, generic.role) if first == hit.first else first
        if start < first and region is None:
            first, name = start, f"{self.view.latin(start, hit.first)} {generic.name}"
        identity = Identity(name, generic.role, side, generic.channel, region, "generic")
        self.view.registry.add(identity)
        return Source(first, last, hit.last - 1, "generic", identity)

    def _country(self, hit: Hit[Mark], role: str) -> tuple[int, int, str | None, str | None]:
        """Return the extent of a body with the country told before, behind or within its words."""
        first, side, adjective = self.demonym_before(hit.first)
        last = hit.last
        if side is None:
            last, side, adjective = self.country_after(hit.last)
        if side is None and not self.view.far and role in _OF_COUNTRIES:
            side, adjective = self._country_of_place(hit.last)
        if side is None and self.view.far:
            side, adjective = self._adjective_inside(hit)
        return first, last, side, adjective

    def _named_witness(self, hit: Hit[Mark]) -> Source | None:
        """Return the person of "local resident | Marta Velden"."""
        name = None if self.view.far else self.unlisted.after(hit.last)
        person = name is not None and name.kind == "person"
        return replace(name, first=hit.first) if name is not None and person else None

    def _installed(self, hit: Hit[Mark], generic: Generic) -> Source | None:
        """Return "the Houthi-run health ministry", which is nobody's but theirs."""
        view = self.view
        if view.far or not hit.first or not view.same_sentence(hit.first - 1, hit.first):
            return None
        owner = view.tokens[hit.first - 1].text
        run = "-" in owner and owner.rpartition("-")[2] in view.knowledge.run_by
        if not owner[0].isupper() or not (run or is_group(view, hit.first - 1)):
            return None
        body = Identity(
            f"{owner} {generic.name}", generic.role, None, generic.channel, None, "generic"
        )
        view.registry.add(body)
        return Source(hit.first - 1, hit.last, hit.last - 1, "generic", body)

    def _state_before(self, index: int, role: str) -> int:
        """Return where "the | River Nile State" begins before a government, else ``index``."""
        if self.view.far or role not in _OF_PLACES:
            return index
        start = self.view.name_start(index, index)
        return start if index - start > 1 else index

    def _adjective_inside(self, hit: Hit[Mark]) -> tuple[str | None, str | None]:
        """Return the country of an adjective in a phrase: "ministère | libanais | de la Santé"."""
        for at in range(hit.first + 1, hit.last - 1):
            country = self.view.knowledge.adjective_of(self.view.tokens[at])
            if country is not None:
                return country.side, country.adjective
        return None, None

    def _is_named(self, index: int) -> bool:
        """Return whether a name follows: "жительница Энгельса Мария Кузнецова"."""
        view = self.view
        if not view.far:
            return index < len(view.tokens) and view.name_run(index) > index
        return any(
            view.same_sentence(at, index - 1) and view.is_given(at) and view.name_run(at) > at + 1
            for at in range(index, min(index + _NAME_WORDS_AFTER, len(view.tokens)))
            if view.is_name_word(at)
        )

    def country_after(self, index: int) -> tuple[int, str | None, str | None]:
        """Return the end of the phrase with its country: "влада РФ", "ministry of Iraq".

        An armed group too ("МОЗ хуситів"), and an adjective where a pack says that owners follow:
        "ministerio de Salud libanés".
        """
        view, at = self.view, index
        follows = view.knowledge.lexicon.owners_follow
        if not view.far or (follows and self.regions.is_complement(index)):
            if not self.regions.is_complement(index):
                return index, None, None
            at += 1
            if view.tokens[at].lower in view.knowledge.articles and at + 1 < len(view.tokens):
                at += 1  # "the authorities of the Emirates"
        if at < len(view.tokens) and view.tokens[at].lower in view.knowledge.own_country:
            side = self.countries.last_before(index)  # "минобороны | страны"
            return at + 1, side, self.adjective(side)
        kinds = ("government", "demonym") if follows else ("government",)
        for mark in view.marks(at):
            if mark.kind in kinds and mark.country is not None:
                owner = view.owner[at]
                return owner.last, mark.country.side, mark.country.adjective
            group = mark.organisation.side if mark.organisation is not None else None
            if group is not None and len(group) > _ISO_LENGTH:  # "МОЗ | хуситів"
                return view.owner[at].last, group, group
        return index, None, None

    def demonym_before(self, index: int) -> tuple[int, str | None, str | None]:
        """Return the start of the phrase with a country's adjective a few words before it."""
        view = self.view
        for back in range(1, _DEMONYM_WORDS_BACK + 1):
            at = index - back
            if at < 0 or view.tokens[at].text in ",.;:":
                break
            for mark in view.marks(at):
                near = mark.kind == "demonym" or (mark.kind == "government" and back == 1)
                if near and mark.country is not None:
                    return view.owner[at].first, mark.country.side, mark.country.adjective
            if at in view.owner:
                if "role" not in view.kinds(at):
                    break
            elif view.tokens[at].text[0].isupper() or (
                view.tokens[at].lower in view.knowledge.prepositions
            ):
                break
        return index, None, None

    def side_for_national(self, index: int, name: str) -> str | None:
        """Return the side of a body of a state that a text names without its country."""
        home = self.view.home()
        if home is not None:
            return (self.named_abroad(name, home) if self.view.far else None) or home
        # "the Ukrainian Air Force said ... the air force added": the one named before
        for body in reversed(self.view.registry.bodies):
            if (
                body.kind == "organisation"
                and body.side
                and self._is_called(body.name.lower(), name.lower())
            ):
                return body.side
        found = self.countries.armed_in_sentence(index) if name == _STAFF else None
        found = found or self.countries.last_before(index) or self.regions.side_before(index)
        if found is None:
            named = (person.side for person in reversed(self.view.registry.people))
            found = next((side for side in named if side is not None), None)
        if found is None and not name.startswith(_MINISTRIES):
            return self.countries.attacker_before(index)
        return found

    @staticmethod
    def _is_called(full: str, name: str) -> bool:
        """Return whether a full name holds a short one: "General Staff | of Ukraine"."""
        return full.endswith(name) or full.startswith(name + " ")

    def named_abroad(self, name: str, home: str | None) -> str | None:
        """Return the side of the body of this name that a text named last, where it is abroad.

        That of the enemy is told apart each time.
        """
        for body in reversed(self.view.registry.bodies):
            if body.side is not None and body.name == f"{self.adjective(body.side)} {name}":
                at_war = enemy_of(self.view.knowledge.outlets, body.side) == home
                return None if at_war else body.side
        return None

    def official(self, hit: Hit[Mark]) -> Source | None:
        """Return "a senior Ukrainian official", who is nobody named before; None for others."""
        view = self.view
        first, side, adjective = self.demonym_before(hit.first)
        if view.far or (adjective is None and not self._is_indefinite(hit.first)):
            return None
        name = f"{adjective} official" if adjective else "official"
        identity = Identity(name, "official", side, kind="generic")
        return Source(first, hit.last, hit.last - 1, "generic", identity)

    def adjective(self, side: str | None) -> str | None:
        """Return the adjective of a side's country."""
        return self.view.knowledge.adjectives.get(side or "")

    def _is_indefinite(self, index: int) -> bool:
        """Return whether "a" or "one" stands a few words before."""
        view = self.view
        return any(
            view.tokens[at].lower in view.knowledge.indefinite and view.same_sentence(at, index)
            for at in range(max(0, index - _DEMONYM_WORDS_BACK), index)
        )

    def sources(self, hit: Hit[Mark], _mark: Mark) -> Source:
        """Return "sources in X": the body they belong to stands before or after, and names them."""
        view = self.view
        beside = hit.first > 0 and view.same_sentence(hit.first - 1, hit.first)
        for mark in view.marks(hit.first - 1) if beside else ():
            if mark.organisation is not None:
                return self._sources_in(
                    view.owner[hit.first - 1].first,
                    hit.last,
                    hit,
                    mark.organisation.short or mark.organisation.name,
                    mark.organisation.side,
                )
            if mark.generic is not None and mark.generic.role not in _SOURCELESS:
                before = view.owner[hit.first - 1].first
                name, side = self._national_name(mark.generic, before, hit.last)
                return self._sources_in(before, hit.last, hit, name, side)
        place = self._behind_outlet(hit.last)
        if place < len(view.tokens) and view.tokens[place].lower in view.knowledge.source_places:
            for at in range(place + 1, min(place + _SOURCE_PLACE_WORDS, len(view.tokens))):
                for mark in view.marks(at):
                    last = view.owner[at].last
                    if mark.organisation is not None:
                        body = mark.organisation
                        return self._sources_in(
                            hit.first, last, hit, body.short or body.name, body.side
                        )
                    if mark.generic is not None:
                        name, side = self._national_name(mark.generic, view.owner[at].first)
                        return self._sources_in(hit.first, last, hit, name, side)
        identity = Identity("sources", "source", None, kind="sources")
        return Source(hit.first, hit.last, hit.last - 1, "sources", identity)

    def _behind_outlet(self, index: int) -> int:
        """Return where the outlet that sources told ends: "источник | «РБК» | в СБУ"."""
        view, at = self.view, index
        while view.far and at < len(view.tokens) and view.same_sentence(index - 1, at):
            if "outlet" in view.kinds(at):
                at = view.owner[at].last
            elif view.tokens[at].text in QUOTES or "reference_organisation" in view.kinds(at):
                at += 1
            else:
                break
        return at

    def _national_name(
        self, generic: Generic, index: int, after: int = 0
    ) -> tuple[str, str | None]:
        _, side, adjective = self.demonym_before(index)
        if side is None and after:
            side, adjective = self._country_of_place(after)
        at_home = self.view.home() is not None
        if side is None and after and at_home and self._is_indefinite(index):
            side = self.countries.of_sentence(index)  # "a military source" need not be one at home
            adjective = self.adjective(side)
        elif side is None:
            side = self.side_for_national(index, generic.name)
            adjective = self.adjective(side)
        return (f"{adjective} {generic.name}" if adjective else generic.name), side

    def _country_of_place(self, index: int) -> tuple[str | None, str | None]:
        """Return the country of "military sources | in Lebanon"."""
        view = self.view
        near = index + 1 < len(view.tokens) and view.tokens[index].lower in (
            view.knowledge.source_places
        )
        for mark in view.marks(index + 1) if near else ():
            if mark.kind == "government" and mark.country is not None:
                return mark.country.side, mark.country.adjective
        return None, None

    def _sources_in(
        self, first: int, last: int, hit: Hit[Mark], name: str, side: str | None
    ) -> Source:
        identity = Identity(f"sources in {name}", "source", side, kind="sources")
        return Source(first, last, hit.last - 1, "sources", identity)
