"""Claimants that hold an office: "governor of the Tver region Ivan Petrov", "the mayor"."""

from dataclasses import replace
from typing import Final

from transforms.events.actors_names import (
    is_common_word,
    is_name_word,
    is_place_name,
    is_subject,
    is_surname_of,
    may_be_complement,
    nominative,
    place_nominative,
    romanize,
)
from transforms.events.attribution_bodies import Bodies
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity, english_name, identify_person
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_view import NAME_WORDS, QUOTES, Source, View
from transforms.language.morphology import is_plural

NATIONAL_OFFICES: Final = frozenset({"president", "prime_minister"})
REGIONAL_OFFICES: Final = frozenset({"governor", "mayor", "administration"}) | NATIONAL_OFFICES
_OF_STATES: Final = NATIONAL_OFFICES | {"minister"}  # whoever the lists know him as
_VOICE: Final = "spokesperson"
_COMPLEMENT_WORDS: Final = 9
_MODIFIER_WORDS: Final = 4
_OFFICE_WORDS: Final = 9
_BEFORE_OFFICE: Final = frozenset({"demonym", "government", "role"})
_BEFORE_ENGLISH_OFFICE: Final = _BEFORE_OFFICE | {"organisation", "generic"}
_APPOSED: Final = frozenset("-–—:,")
_COUNTRIES: Final = frozenset({"demonym", "government"})
_SPEECH: Final = frozenset({"verb", "according", "postposed", "citing", "impersonal"})
_NO_OUTLETS: Final = _SPEECH | {"outlet"}
_NO_SPEAKERS: Final = frozenset({"witness", "outlet"})

Named = tuple[int, int, Identity]


class Offices:
    """Reads an office, what it is of, and the name that stands with it."""

    def __init__(self, view: View, bodies: Bodies) -> None:
        self.view = view
        self.bodies = bodies

    def office(self, hit: Hit[Mark], mark: Mark) -> Source:
        """Return the office with its holder where the text names one beside it."""
        view = self.view
        first = self._start(hit.first)
        last, name = self._name_after(hit)
        region = next(
            (found for at in range(first, last) if (found := view.region_of(at)) is not None), None
        )
        role = self._role_by_body(mark.value, hit.last, last)
        head = hit.first
        if name is None:
            name = self._name_before(first)
            if name is not None:
                first = head = name[0]
                if view.tokens[hit.first - 1].lower in view.knowledge.relatives:
                    last = name[1]  # "X, who | heads the region, said"
        if name is not None:
            identity = name[2]
            side = identity.side or self._side(first, last, region)
            held = role if role in _OF_STATES else identity.role or role
            identity = replace(identity, role=held, region=identity.region or region, side=side)
            view.registry.add(identity)
            return Source(first, max(last, name[1]), head, "person", identity, role, region)
        if role in REGIONAL_OFFICES and self._of_several(hit, last):
            several = Identity(f"{role}s", role, None, kind="generic")
            return Source(first, last, head, several.kind, several)
        if role not in REGIONAL_OFFICES:
            body = self._body_within(first, last) or self._unlisted_before(first, role)
            if body is not None:
                return Source(first, last, head, body.kind, view.registry.add(body))
            if role == _VOICE:
                meant = self._referred(first, last)
                if meant is not None:
                    voice = Identity(_VOICE, _VOICE, None, kind="role")
                    return Source(first, last, head, "reference_organisation", voice, meant)
        whose = self.district(hit.last, last) if role == "head" else None
        district = None if whose is None else f"head of {whose}"
        side = self._side(first, last, region)
        identity = Identity(district or str(role), role, side, None, region, "role")
        return Source(first, last, head, "role", identity, role, region)

    def _of_several(self, hit: Hit[Mark], last: int) -> bool:
        """Tell whether an office is that of many, not named behind: "regional governors said"."""
        tokens, language = self.view.tokens, self.view.knowledge.language
        named = last < len(tokens) and tokens[last].text in _APPOSED
        words = tokens[hit.first : hit.last]
        return not named and any(is_plural(one.lower, language) for one in words)

    def _side(self, first: int, last: int, region: str | None) -> str | None:
        for at in range(first, last):
            for mark in self.view.marks(at):
                if mark.kind in ("demonym", "government") and mark.value:
                    return mark.value
        return self.view.knowledge.actors.regions[region].side if region else None

    def _role_by_body(self, role: str | None, first: int, last: int) -> str | None:
        """Return the role of the head of a body that has one of its own (a governor)."""
        if role == "head":
            for at in range(first, last):
                for mark in self.view.marks(at):
                    if mark.generic is not None and mark.generic.head is not None:
                        return mark.generic.head
        return role

    def _body_within(self, first: int, last: int) -> Identity | None:
        """Return the body named in the complement of an office ("spokesman for the navy")."""
        for at in range(first, last):
            owner = self.view.owner.get(at)
            if owner is None or owner.first != at:
                continue
            for mark in owner.payloads:
                if mark.organisation is not None:
                    body = mark.organisation
                    return Identity(body.name, body.role, body.side, body.channel, body.region)
                if mark.outlet is not None:
                    side = mark.outlet.side or mark.outlet.country
                    return Identity(mark.outlet.name, "outlet", side, kind="outlet")
                if mark.generic is not None and mark.generic.role not in _NO_SPEAKERS:
                    source = self.bodies.generic(owner, mark)
                    return source.identity if source is not None else None
        return None

    def _unlisted_before(self, first: int, role: str | None) -> Identity | None:
        """Return the body of "a Trafigura | spokesperson", which no list knows."""
        view = self.view
        if view.far or role != _VOICE:
            return None
        start = view.name_start(first, first)
        if start == first or view.is_given(start):
            return None
        country = start > 0 and not view.kinds(start - 1).isdisjoint(_COUNTRIES)
        if country and not view.is_possessor(start - 1):
            start -= 1  # "a Pakistan Railways spokesman"
        return Identity(view.latin(start, first), None, None, kind="organisation")

    def _referred(self, first: int, last: int) -> str | None:
        """Return the roles of the body that "the ministry's spokesman" refers back to."""
        view = self.view
        if view.is_possessed(first):
            return "any"
        for at in (*range(first, last), first - 1):
            if at >= 0 and view.same_sentence(at, first):
                for mark in view.marks(at):
                    if mark.kind == "reference_organisation":
                        return mark.value
        return None

    def district(self, first: int, last: int) -> str | None:
        """Return "Yartsevsky District" or the town that the complement of an office names."""
        view, language = self.view, self.view.knowledge.language
        script = view.knowledge.transliteration.scripts.get(language)
        for at in range(first, last):
            token = view.tokens[at]
            if not token.text[0].isupper() or token.text.isupper():
                continue
            district = at + 1 < last and view.is_district_noun(at + 1)
            if script is None:
                noun = f" {view.tokens[at + 1].text.capitalize()}" if district else ""
                return f"{token.text}{noun}"
            if at + 1 < last and view.is_place_noun(at + 1) and not district:
                return None
            if district:
                words = nominative((token.text,), language, script)
                return f"{romanize(words[0], script)} District"
            return romanize(place_nominative(token.text, language), script)
        return None

    def _start(self, index: int) -> int:
        """Return where the words before an office that tell its place begin."""
        view, first = self.view, index
        while first > 0 and index - first < _MODIFIER_WORDS:
            at = first - 1
            if not view.same_sentence(at, index) or not view.tokens[at].text[0].isalpha():
                break
            kinds = view.kinds(at)
            if kinds - (_BEFORE_OFFICE if view.far else _BEFORE_ENGLISH_OFFICE):
                break
            if not kinds and view.region_of(at) is None and not view.is_place_noun(at):
                break
            first = at
        return first

    def _name_after(self, hit: Hit[Mark]) -> tuple[int, Named | None]:
        """Return where the office's phrase ends, and the name that stands with it."""
        view, tokens, index, last = self.view, self.view.tokens, hit.last, hit.last
        complements = view.knowledge.office_places
        titles = view.knowledge.titles
        stops = _NO_OUTLETS if hit.payloads[0].value in REGIONAL_OFFICES else _SPEECH
        complement = False
        while index < min(len(tokens), hit.last + _COMPLEMENT_WORDS):
            if not view.same_sentence(hit.first, index):
                break
            token = tokens[index]
            if token.text == ",":
                start = index + 1 + (index + 1 < len(tokens) and tokens[index + 1].lower in titles)
                name = self._name_at(start, alone=False)
                if name is None or not self._closes(name[1]):
                    return last, None
                # the comma that ends an apposition belongs to it: a verb may follow at once
                closing = name[1] < len(tokens) and tokens[name[1]].text == ","
                return name[1] + closing, name
            titled = token.lower in titles or (
                token.text == "." and tokens[index - 1].lower in titles
            )
            if token.text in QUOTES or token.text in "()" or titled:
                index += 1
                continue
            if not token.text[0].isalnum() or view.kinds(index) & stops:
                break
            if complement and self._follows_complement(index):
                name, run = self._place_or_name(index)
                if name is None and run > index:
                    index = last = run
                    continue
            else:
                name = self._name_at(index, alone=index == hit.last)
            if name is not None:
                return name[1], name
            if token.lower in complements:
                complement = True
            elif not self._continues(index, complement=complement):
                break
            index += 1
            last = index
        return last, None

    def _follows_complement(self, index: int) -> bool:
        """Return whether "of" or "of the" stands right before a word."""
        known, tokens, at = self.view.knowledge, self.view.tokens, index - 1
        while at > 0 and tokens[at].lower in known.articles:
            at -= 1
        return tokens[at].lower in known.lexicon.role_complements

    def _place_or_name(self, index: int) -> tuple[Named | None, int]:
        """Read capitals after "of": a place, unless a whole name follows the place."""
        run = self.view.name_run(index)
        name = self._name_at(index + 1, alone=False) if run - index == NAME_WORDS else None
        return name, run

    def _continues(self, index: int, *, complement: bool) -> bool:
        """Return whether a word can belong to what an office is of."""
        view, token = self.view, self.view.tokens[index]
        if not (view.far or complement) or token.lower in view.knowledge.gap_stops:
            return False
        if not view.far:
            return True
        if token.lower in view.knowledge.prepositions:
            return False
        return (
            index in view.owner
            or not token.text.islower()
            or may_be_complement(token.lower, view.knowledge.language)
        )

    def _closes(self, index: int) -> bool:
        """Return whether a name between commas ends here."""
        if index >= len(self.view.tokens) or not self.view.tokens[index].text[0].isalnum():
            return True
        return "verb" in self.view.kinds(index)

    def _name_at(self, index: int, *, alone: bool) -> Named | None:
        """Return the person whose name starts at ``index``; a surname ``alone`` may do."""
        view = self.view
        run = view.name_run(index) if index < len(view.tokens) else index
        if run == index or view.is_place_noun(index):  # "of the Belgorod | Region Ivan Petrov"
            return None
        if view.far and run - index > 1 and self._begins_otherwise(index, run):
            return None
        for last in range(run, index, -1):
            people = view.known_people(last - 1)
            if people:
                words = view.tokens[index:last]
                identity = identify_person(words, people, view.registry, view.knowledge)
                if identity is not None:
                    return index, last, identity
        if view.region_of(index) is not None:
            return None
        if not alone and (run - index < 2 or (view.far and not view.is_given(index))):
            return None
        words = view.tokens[index:run]
        oblique = view.far and self._is_oblique(index)
        identity = identify_person(words, (), view.registry, view.knowledge, oblique=oblique)
        if identity is None and run - index == 1 and self._is_surname(index):
            identity = Identity(english_name(words, view.knowledge), None, None, kind="person")
        return None if identity is None else (index, run, identity)

    def _is_oblique(self, index: int) -> bool:
        """Return whether a name behind an office stands in its case: "по словам мэра | Ивана"."""
        view = self.view
        for at in range(index - 1, max(-1, index - _OFFICE_WORDS), -1):
            if "role" in view.kinds(at):
                holder = view.tokens[view.owner[at].first].lower
                return not is_subject(holder, view.knowledge.language)
        return False

    def _begins_otherwise(self, first: int, last: int) -> bool:
        """Return whether a run of capitals begins with no name.

        A place may stand before it ("мэр Харькова Игорь ..."), or the name of a body of words that
        a dictionary knows ("глава Центра Изучения ...").
        """
        view, language = self.view, self.view.knowledge.language
        if view.region_of(first) is not None and not view.is_given(first):
            return True  # "глава | Крыма Петров"
        if any(view.is_given(at) and view.name_run(at) > at + 1 for at in range(first + 1, last)):
            return True
        words = [view.tokens[at] for at in range(first, last)]
        named = any(is_name_word(word.lower, language) for word in words)
        return not named and any(is_common_word(word.text, language) for word in words)

    def _is_surname(self, index: int) -> bool:
        """Return whether a lone name right behind an office is its holder's: "Mayor Petrov"."""
        view, language = self.view, self.view.knowledge.language
        word = view.tokens[index]
        if is_place_name(word.lower, language) or is_common_word(word.text, language):
            return False
        script = view.knowledge.transliteration.scripts.get(language)
        endings = tuple(sorted(set(script.oblique.values()))) if script is not None else ()
        holder = view.tokens[index - 1].lower
        return not view.far or is_surname_of(word.lower, holder, language, endings)

    def _name_before(self, first: int) -> Named | None:
        """Return the person named before a comma: "Roman Zakharov, head of the district"."""
        view, at = self.view, first - 1
        articles = 0
        while at > 0 and articles < 2 and view.tokens[at].text.isalpha():
            if view.tokens[at].text[0].isupper():
                return None
            at -= 1
            articles += 1
        if at < 1 or view.tokens[at].text != ",":
            return None
        start = view.name_start(at, at)
        if start > 0 and view.tokens[start - 1].lower in view.knowledge.articles:
            return None  # "in the Empty Quarter, the spokesman said"
        if start == at or (at - start < 2 and not view.known_people(at - 1)):
            return None
        name = self._name_at(start, alone=True)
        return name if name is not None and name[1] == at else None
