"""The section ``places`` of a language pack: the words around names of places."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from transforms.events.lexicon import LexiconError, languages, load_section
from transforms.language.tokens import Token, normal

FALLBACK = "en"


class ForeignSpelling(BaseModel):
    """How names in one language read in the language of a neighbouring country.

    ``parts`` are replaced wherever they stand, ``endings`` only the one that a word ends in; the
    longer ones first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    parts: dict[str, str]
    endings: dict[str, str]

    def written(self, word: str) -> str:
        """Return a word in lower case as the neighbour writes it."""
        for part, other in self.parts.items():
            word = word.replace(part, other)
        for ending in sorted(self.endings, key=len, reverse=True):
            if word.endswith(ending):
                return word[: -len(ending)] + self.endings[ending]
        return word


class PlaceLexicon(BaseModel):
    """Words of one language around place names; the data file explains each list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region_nouns: list[str] = Field(min_length=1)
    region_plurals: list[str]
    region_links: list[str]
    bare_plurals: list[str]
    office_nouns: list[str]
    singular_noun_makes_list: bool
    district_nouns: list[str] = Field(min_length=1)
    district_plurals: list[str]
    district_adjectives: list[str]
    district_links: list[str]
    city_nouns: list[str] = Field(min_length=1)
    settlement_nouns: list[str]
    settlement_links: list[str]
    nouns_behind: list[str]
    place_adjectives: list[str]
    district_endings: list[str] = Field(min_length=1)
    community_nouns: list[str]
    enclosing_nouns: list[str]  # behind the name of what a village lies in: "X in Y area"
    land_endings: dict[str, str]
    name_endings: dict[str, list[str]]
    respelling: dict[str, str]
    centre_endings: list[str] = Field(min_length=1)
    community_towns: dict[str, str] = {}
    region_phrases: dict[str, str] = {}  # of a town's name for the region around: "на Запоріжжі"
    compound_parts: dict[str, list[str]] = {}
    site_endings: list[str]  # of a town's adjective before a site: "сызранский завод"
    town_site_nouns: list[str]  # such sites, beside those of known facilities
    settlement_abbreviations: list[str] = []  # before a full stop: "с. Боровая"
    settlement_plurals: list[str] = []  # nouns that a list of names follows
    village_endings: list[str] = []  # of names behind a preposition of place
    rule_nouns: list[str] = []  # with a link before what somebody rules: "контроль над X"
    rule_links: list[str] = []
    foreign_spelling: dict[str, ForeignSpelling] = {}  # by the country of the places
    centre_districts: list[str] = []
    separators: list[str] = Field(min_length=1)
    locative: list[str] = Field(min_length=1)
    near: list[str] = Field(min_length=1)
    proximity: list[str]  # also before a country or region, which is not entered
    border: list[str] = Field(min_length=1)
    distance_units: list[str] = Field(min_length=1)
    meetings: list[str] = []  # "the talks in X": nothing struck there
    distance_words: list[str] = Field(min_length=1)
    towards: list[str]
    said: list[str] = Field(min_length=1)
    when_words: list[str] = []  # between a government and its verb: "Russia on Friday launched"
    speech: list[str] = Field(min_length=1)
    plural_endings: list[str]
    fillers: list[str]
    list_fillers: list[str]
    given_names: list[str] = Field(min_length=1)
    capitalised_names: bool
    government_nouns: list[str]
    possessed_nouns: list[str]
    deed_nouns: list[str]
    far_region_nouns: list[str] = []  # what regions of far countries are called before their name
    owned_nouns: list[str] = []  # whose genitive a town's name is, in languages with cases
    government_before: list[str]
    titles: list[str] = Field(min_length=1)
    origin_marks: list[str]
    origin_phrases: list[str]
    origin_after: list[str]
    outlets: list[str]
    clubs: list[str]
    name_nouns: list[str]
    company_nouns: list[str]
    vessel_nouns: list[str]
    land_nouns: list[str]
    common: list[str]
    settlements: dict[str, list[str]]


def load_place_lexicon(root: Path, language: str) -> PlaceLexicon:
    """Return the section of ``language``; English stands in for a language without one.

    A pack that exists but is faulty is an error, not a reason to fall back.
    """
    if language in languages(root):
        try:
            return load_section(root, language, "places", PlaceLexicon)
        except LexiconError as error:
            if "is missing" not in str(error):
                raise
    return load_section(root, FALLBACK, "places", PlaceLexicon)


class Endings(NamedTuple):
    """Phrases with their role that end in one word.

    ``longer`` are those of several words, by the word before the last, longer ones first;
    ``alone`` is the role of the word by itself, None without.
    """

    longer: dict[str, list[tuple[tuple[str, ...], str]]]
    alone: str | None


Contexts = dict[str, Endings]


def by_last_word(*groups: tuple[Iterable[str], str]) -> Contexts:
    """Return phrases with their role by their last word; of equal phrases the first counts."""
    found: Contexts = {}
    for phrases, role in groups:
        for phrase in phrases:
            words = tuple(normal(phrase).split())
            known = found.setdefault(words[-1], Endings({}, None))
            if len(words) > 1:
                known.longer.setdefault(words[-2], []).append((words, role))
            elif known.alone is None:
                found[words[-1]] = known._replace(alone=role)
    for known in found.values():
        for several in known.longer.values():
            several.sort(key=lambda item: -len(item[0]))
    return found


def phrase_before(
    contexts: Contexts, tokens: Sequence[Token], index: int
) -> tuple[int, str] | None:
    """Return how many words the longest phrase has that ends at a token, and its role."""
    known = contexts.get(tokens[index].lower)
    if known is None:  # most words
        return None
    for phrase, role in known.longer.get(tokens[index - 1].lower, ()) if index else ():
        begin = index - len(phrase) + 1
        if begin >= 0 and all(
            tokens[begin + step].lower == word for step, word in enumerate(phrase)
        ):
            return len(phrase), role
    return (1, known.alone) if known.alone is not None else None
