"""The words of one language compiled for finding places.

``NameIndex`` finds phrases from a known first word; a name in capitals must stand in capitals in
the text ("US"), a capitalised one with a capital, a lower-case one ("украинский") in any case.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from transforms.events.gazetteer import Gazetteer
from transforms.events.gazetteer_lists import Country, Region
from transforms.events.place_lexicon import PlaceLexicon, load_place_lexicon
from transforms.language.morphology import lemmas
from transforms.language.tokens import Token, normal, tokenize

DEMONYM: Final = "demonym"
NAME: Final = "name"
_ANY_CASE, _CAPITAL, _CAPITALS = 0, 1, 2


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
        token, end, found = tokens[first], first, []
        for lemma in token.lemmas:
            for phrase in self._starts.get(lemma, ()):
                last = first + 1 + len(phrase.rest)
                if last < end or last > len(tokens) or not _cased(token.text, phrase.case):
                    continue
                if all(
                    not keys.isdisjoint(tokens[first + 1 + step].lemmas)
                    for step, keys in enumerate(phrase.rest)
                ):
                    if last > end:
                        end, found = last, []
                    if phrase.named not in found:
                        found.append(phrase.named)
        return end, found

    def __contains__(self, lemma: object) -> bool:
        return lemma in self._starts


def _cased(text: str, case: int) -> bool:
    if case == _CAPITALS:
        return text.isupper()
    return case == _ANY_CASE or text[0].isupper()


class PlaceWords:
    """Everything the finder knows in one language. Build once per process; read only."""

    def __init__(self, gazetteer: Gazetteer, language: str, lexicon: PlaceLexicon) -> None:
        self.language = language
        self.lexicon = lexicon
        self.names = NameIndex(language)
        self.blocked = NameIndex(language)
        self.stems: dict[str, list[tuple[tuple[frozenset[str], ...], str]]] = {}
        for region in gazetteer.regions.values():
            self._add_region(region)
        for country in gazetteer.countries.values():
            self._add_country(country)
        for area in gazetteer.areas.values():
            for name in self._own(area.names):
                self.names.add(name, Named(area.kind, area.id, NAME))
        for name in lexicon.outlets:
            self.blocked.add(name.title(), Named("outlet", name, "outlet"))
        for name in lexicon.clubs:
            self.blocked.add(name.title(), Named("club", name, "club"))
        self._add_words(lexicon)

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

    def _add_words(self, lexicon: PlaceLexicon) -> None:
        self.region_nouns = self._set(lexicon.region_nouns)
        self.region_plurals = self._set(lexicon.region_plurals)
        self.region_links = frozenset(lexicon.region_links)
        self.district_nouns = self._set(lexicon.district_nouns)
        self.district_plurals = self._set(lexicon.district_plurals)
        self.city_nouns = self._set(lexicon.city_nouns)
        self.separators = frozenset(lexicon.separators)
        self.locative = self._set(lexicon.locative)
        self.near = _phrases(lexicon.near)
        self.border = _phrases(lexicon.border)
        self.towards = _phrases(lexicon.towards)
        self.origin_phrases = _phrases(lexicon.origin_phrases)
        self.origin_marks = frozenset(lexicon.origin_marks)
        self.origin_after = self._set(lexicon.origin_after)
        self.units = self._set(lexicon.distance_units)
        self.distance_words = frozenset(lexicon.distance_words)
        self.said = self._set(lexicon.said)
        self.government_nouns = self._set(lexicon.government_nouns)
        self.government_before = _phrases(lexicon.government_before)
        self.titles = self._set(lexicon.titles)
        self.name_nouns = self._set(lexicon.name_nouns)
        self.common = frozenset(normal(word) for word in lexicon.common)

    def _set(self, words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            found |= self.names.keys(word)
        return frozenset(found)


def _phrases(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(normal(phrase).split()) for phrase in phrases)


@lru_cache(maxsize=32)
def place_words(gazetteer: Gazetteer, language: str) -> PlaceWords:
    """Return the compiled words of ``language``; English stands in where no pack exists."""
    return PlaceWords(gazetteer, language, load_place_lexicon(gazetteer.root, language))


def default_root() -> Path:
    """Return the packaged configs folder."""
    return Path(__file__).resolve().parents[2] / "configs"
