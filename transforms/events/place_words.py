"""The words of one language compiled for finding places.

``NameIndex`` finds phrases from a known first word; a name in capitals must stand in capitals in
the text ("US"), a capitalised one with a capital, a lower-case one ("украинский") in any case.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from transforms.events.facilities import Facilities
from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.gazetteer_lists import Country, Region
from transforms.events.place_lexicon import PlaceLexicon, load_place_lexicon
from transforms.language.morphology import lemmas
from transforms.language.tokens import Token, normal, tokenize

DEMONYM: Final = "demonym"
NAME: Final = "name"
_ANY_CASE, _CAPITAL, _CAPITALS = 0, 1, 2


Keys = tuple[frozenset[str], ...]


class Named(NamedTuple):
    """What a kept name stands for: kind and id of the entry, and how it names it."""

    kind: str
    ref: str
    role: str


class _Phrase(NamedTuple):
    rest: tuple[frozenset[str], ...]
    case: int
    named: Named


class NameIndex:
    """Phrases of a language by the dictionary forms of their first word."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._starts: dict[str, list[_Phrase]] = {}
        self.small_starts: set[str] = set()

    def add(self, name: str, named: Named) -> None:
        """Add a name as written in the lists."""
        words = [token.text for token in tokenize(name, None)]
        case = _ANY_CASE
        if name.isupper() and len(name) > 1:
            case = _CAPITALS
        elif name[:1].isupper():
            case = _CAPITAL
        first, *rest = (self.keys(word) for word in words)
        phrase = _Phrase(tuple(rest), case, named)
        if case == _ANY_CASE:
            self.small_starts.update(first)
        for key in sorted(first):
            known = self._starts.setdefault(key, [])
            if phrase not in known:
                known.append(phrase)

    def keys(self, word: str) -> frozenset[str]:
        """Return the forms under which a word of a name meets the words of a text."""
        lower = normal(word)
        forms = lemmas(lower, self._language)
        return frozenset((lower,) if lower in forms[1:] or len(forms) == 1 else forms)

    def at(self, tokens: Sequence[Token], first: int) -> tuple[int, list[Named]]:
        """Return the end and the meanings of the longest phrase that begins at ``first``."""
        token, end = tokens[first], first
        found: list[Named] = []
        starts = self._starts
        for lemma in token.lemmas:
            phrases = starts.get(lemma)
            if phrases is None:
                continue
            for phrase in phrases:
                last = first + 1 + len(phrase.rest)
                if last < end or last > len(tokens):
                    continue
                if not _continues(phrase.rest, tokens, first) or not _cased(token, phrase.case):
                    continue
                if last > end:
                    end, found = last, []
                if phrase.named not in found:
                    found.append(phrase.named)
        return end, found


def _continues(rest: tuple[frozenset[str], ...], tokens: Sequence[Token], first: int) -> bool:
    index = first
    for keys in rest:
        index += 1
        if keys.isdisjoint(tokens[index].lemmas):
            return False
    return True


def _cased(token: Token, case: int) -> bool:
    if case == _CAPITALS:
        return token.text.isupper()
    return case == _ANY_CASE or token.text[0].isupper()


class PlaceWords:
    """Everything the finder knows in one language. Build once per process; read only."""

    def __init__(self, gazetteer: Gazetteer, language: str, lexicon: PlaceLexicon) -> None:
        self.language = language
        self.lexicon = lexicon
        self.names = NameIndex(language)
        self.blocked = NameIndex(language)
        self.stems: dict[str, list[tuple[Keys, str]]] = {}
        for region in gazetteer.regions.values():
            self._add_region(region)
        for country in gazetteer.countries.values():
            self._add_country(country)
        for area in gazetteer.areas.values():
            for name in self._own(area.names):
                self.names.add(name, Named(area.kind, area.id, NAME))
        self._add_facilities(gazetteer.facilities)
        for name in lexicon.outlets:
            self.blocked.add(name.title(), Named("outlet", name, "outlet"))
        for name in lexicon.clubs:
            self.blocked.add(name.title(), Named("club", name, "club"))
        self._places: dict[Named, Place] = {}
        self.city_stems = self._city_stems(gazetteer)
        self._add_words(lexicon)

    def place_of(self, named: Named, gazetteer: Gazetteer) -> Place:
        """Return the place that a kept name stands for."""
        place = self._places.get(named)
        if place is None:
            make = {
                "country": gazetteer.country_place,
                "region": gazetteer.region_place,
                "facility": gazetteer.facility_place,
            }.get(named.kind, gazetteer.area_place)
            place = self._places[named] = make(named.ref)
        return place

    def _city_stems(self, gazetteer: Gazetteer) -> dict[str, list[tuple[Keys, str]]]:
        """Return the regions that are named like a city ("Rostov"), by the last word."""
        found: dict[str, list[tuple[Keys, str]]] = {}
        for region in gazetteer.regions.values():
            for stem in (*region.stems.get("en", ()), *region.bare.get(self.language, ())):
                keys = tuple(self.names.keys(token.text) for token in tokenize(stem, None))
                for key in sorted(keys[-1]):
                    found.setdefault(key, []).append((keys, region.id))
        return found

    def _own(self, names: dict[str, list[str]]) -> list[str]:
        own = names.get(self.language, [])
        return own if own and self.language in {"ru", "uk"} else [*own, *names.get("en", [])]

    def _add_region(self, region: Region) -> None:
        for name in self._own(region.names):
            self.names.add(name, Named("region", region.id, NAME))
        for stem in self._own(region.stems):
            words = [token.text for token in tokenize(stem, None)]
            keys = tuple(self.names.keys(word) for word in words)
            for key in sorted(keys[-1]):
                self.stems.setdefault(key, []).append((keys, region.id))

    def _add_country(self, country: Country) -> None:
        for name in self._own(country.names):
            self.names.add(name, Named("country", country.code, NAME))
        for name in (*self._own(country.adjectives), *self._own(country.people)):
            self.names.add(name, Named("country", country.code, DEMONYM))

    def _add_facilities(self, known: Facilities) -> None:
        cyrillic = self.language in {"ru", "uk"}
        for facility in known.facilities:
            for language in (self.language, "en") if not cyrillic else (self.language,):
                for name in known.names_of(facility, language):
                    self.names.add(name, Named("facility", facility.id, NAME))

    def _add_words(self, lexicon: PlaceLexicon) -> None:
        self.region_nouns = self._set(lexicon.region_nouns)
        self.region_plurals = self._set(lexicon.region_plurals)
        self.region_links = frozenset(lexicon.region_links)
        self.district_nouns = self._set(lexicon.district_nouns)
        self.district_plurals = self._set(lexicon.district_plurals)
        self.all_region_nouns = self.region_nouns | self.region_plurals
        self.group_nouns = self.all_region_nouns | self.district_nouns | self.district_plurals
        self.bare_plurals = frozenset(lexicon.bare_plurals)
        self.city_nouns = self._set(lexicon.city_nouns)
        self.separators = frozenset(lexicon.separators)
        self.locative = self._set(lexicon.locative)
        self.contexts = _contexts(
            (lexicon.border, "border"),
            (lexicon.origin_phrases, "origin"),
            (lexicon.towards, "direction"),
            (lexicon.near, "near"),
        )
        self.governing = _contexts((lexicon.government_before, "government"))
        self.fillers = frozenset(lexicon.fillers)
        self.list_fillers = frozenset(lexicon.list_fillers)
        self.speech = self._set(lexicon.speech)
        self.plural_endings = tuple(lexicon.plural_endings)
        self.speech_may_follow_place = bool(lexicon.plural_endings)
        self.capitalised_names = lexicon.capitalised_names
        self.given_names = frozenset(normal(name) for name in lexicon.given_names)
        self.origin_marks = frozenset(lexicon.origin_marks)
        self.origin_after = self._set(lexicon.origin_after)
        self.units = self._set(lexicon.distance_units)
        self.distance_words = frozenset(lexicon.distance_words)
        self.said = self._set(lexicon.said)
        self.government_nouns = self._set(lexicon.government_nouns)
        self.titles = self._set(lexicon.titles)
        self.name_nouns = self._set(lexicon.name_nouns)
        self.common = frozenset(normal(word) for word in lexicon.common)

    def _set(self, words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            found |= self.names.keys(word)
        return frozenset(found)


Contexts = dict[str, list[tuple[tuple[str, ...], str]]]


def _contexts(*groups: tuple[Iterable[str], str]) -> Contexts:
    """Return phrases with their role by their last word, longer ones first."""
    found: Contexts = {}
    for phrases, role in groups:
        for phrase in phrases:
            words = tuple(normal(phrase).split())
            found.setdefault(words[-1], []).append((words, role))
    for known in found.values():
        known.sort(key=lambda item: -len(item[0]))
    return found


@lru_cache(maxsize=32)
def place_words(gazetteer: Gazetteer, language: str) -> PlaceWords:
    """Return the compiled words of ``language``; English stands in where no pack exists."""
    return PlaceWords(gazetteer, language, load_place_lexicon(gazetteer.root, language))


def default_root() -> Path:
    """Return the packaged configs folder."""
    return Path(__file__).resolve().parents[2] / "configs"
