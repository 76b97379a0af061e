"""The ``attribution`` section of a language pack, compiled together with actors and outlets."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from transforms.events.actors import Country, load_actors
from transforms.events.actors_countries import countries_of
from transforms.events.actors_names import load_transliteration
from transforms.events.actors_outlets import load_outlets
from transforms.events.attribution_lexicon import AttributionLexicon
from transforms.events.attribution_marks import add_people, compile_marks
from transforms.events.attribution_phrases import FirstWordMatcher, add_all
from transforms.events.attribution_tables import (
    country_words,
    folded,
    forces,
    given_names,
    regions,
    surnames,
    weapon_words,
)
from transforms.events.lexicon import load_section
from transforms.language.tokens import Token

_NEGATION_WORDS: Final = 2


class Knowledge:
    """Everything compiled for one language; one per process, only its memories grow, bounded."""

    def __init__(self, root: Path, language: str) -> None:
        self.language = language
        self.lexicon = load_section(root, language, "attribution", AttributionLexicon)
        self.actors = load_actors(root)
        self.outlets = load_outlets(root)
        self.transliteration = load_transliteration(root)
        self.region_memory: dict[str, str | None] = {}
        self.given_memory: dict[str, str] = {}
        self.latin_memory: dict[tuple[str, ...], str] = {}
        countries = countries_of(root)
        self.marks = compile_marks(self.lexicon, self.actors, countries, self.outlets, language)
        self.surnames = surnames(self.actors, language)
        add_people(self.marks, self.surnames, self.transliteration, language)
        self.given_names = given_names(root, language)
        self.weapons = weapon_words(root, language)
        self._take_actors(countries)
        self._take_phrases()
        self._take_words_around()
        self._take_words_of_names()

    def _take_actors(self, countries: Sequence[Country]) -> None:
        actors, language = self.actors, self.language
        self.forces = forces(actors, countries, language)
        self.regions = regions(actors, language)
        self.folded_surnames = folded(actors, self.transliteration)
        self.country_words = country_words(actors, language)
        self.aliases = {
            name: body for body in actors.organisations for name in body.names.get("en", [])
        }
        # English, by the side of a country
        self.adjectives = {country.side: country.adjective for country in reversed(countries)}
        # by the English name of a country, small
        self.sides = {
            name: country.side
            for country in countries
            for name in (country.words.get("en") or {}).get("names", [])
        }

    def _take_phrases(self) -> None:
        lexicon = self.lexicon
        self.channels: FirstWordMatcher[str] = FirstWordMatcher()
        for channel, phrases in lexicon.channels.items():
            add_all(self.channels, phrases, channel)
        self.verification: FirstWordMatcher[str] = FirstWordMatcher()
        for kind in ("unverified", "denied", "not_denied"):
            add_all(self.verification, getattr(lexicon.verification, kind), kind)
        self.occupiers: FirstWordMatcher[str] = FirstWordMatcher()
        for side, phrases in lexicon.occupier_words.items():
            add_all(self.occupiers, phrases, side)

    def _take_words_around(self) -> None:
        """Take the words that stand around a claimant and its verb."""
        lexicon = self.lexicon
        self.articles = _plain(lexicon.articles)
        self.indefinite = _plain(lexicon.indefinite)
        self.prepositions = _plain(lexicon.prepositions)
        self.inside = _plain(lexicon.inside)
        self.coordination = _plain(lexicon.coordination)
        self.gap_stops = _plain(lexicon.gap_stops)
        self.about = _plain(lexicon.about)
        self.not_after = _plain(lexicon.not_after)
        self.negations = _plain(lexicon.negations)
        self.silence = _plain(lexicon.silence)
        self.disclaimers = _plain(lexicon.verification.disclaimer)
        self.imagery = _plain(lexicon.verification.imagery)
        self.statements = frozenset(lexicon.statement_nouns)  # those of one form only are phrases
        self.participles = _plain(lexicon.participles)
        self.relatives = _plain(lexicon.relatives)
        self.auxiliaries = _plain(lexicon.auxiliaries)

    def _take_words_of_names(self) -> None:
        """Take the words that are part of a claimant's name or office, or never are."""
        lexicon = self.lexicon
        self.not_names = _plain(lexicon.not_names)
        self.name_particles = _plain(lexicon.name_particles)
        self.titles = _plain(lexicon.titles)
        self.addressing = _plain(lexicon.addressing)
        self.body_nouns = _plain(lexicon.body_nouns)
        self.body_endings = tuple(lexicon.body_endings)
        self.armies = frozenset(generic.name for generic in lexicon.generic if generic.whole)
        self.own_country = _plain(lexicon.own_country)
        self.run_by = _plain(lexicon.run_by)
        self.places = _plain(lexicon.places)
        self.districts = _plain(lexicon.districts)
        self.source_places = _plain(lexicon.source_places)
        # "governor of X", "spokesman in X"
        self.office_places = _plain(lexicon.role_complements)
        if lexicon.subject_after_verb != "far":
            self.office_places |= self.source_places

    def negates(self, tokens: Sequence[Token], index: int) -> bool:
        """Tell whether a negation stands within two words before a token."""
        near = range(max(0, index - _NEGATION_WORDS), index)
        return any(tokens[at].lower in self.negations for at in near)

    def adjective_of(self, token: Token) -> Country | None:
        """Return the country whose adjective a word is: "libanais"."""
        for found in self.marks.find([token]):
            for mark in found.payloads:
                if mark.kind == "demonym" and mark.country is not None:
                    return mark.country
        return None


@lru_cache(maxsize=16)
def load_attribution(root: Path, language: str) -> Knowledge:
    """Return the compiled knowledge for texts of ``language`` (ISO 639-1) under ``root``.

    ``LexiconError`` where a file is missing or faulty.
    """
    return Knowledge(root, language)


def _plain(words: Iterable[str]) -> frozenset[str]:
    """Return words without the mark of those that are not declined."""
    return frozenset(word.lstrip("=") for word in words)
