"""The ``attribution`` section of a language pack, compiled together with actors and outlets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict

from transforms.events.actors import Actors, Country, Organisation, Person, load_actors
from transforms.events.actors_countries import countries_of
from transforms.events.actors_names import (
    Transliteration,
    declined,
    inflections,
    load_transliteration,
)
from transforms.events.actors_outlets import Outlet, Outlets, load_outlets
from transforms.events.attribution_phrases import FirstWordMatcher, add_all
from transforms.events.attribution_tables import (
    country_words,
    folded,
    forces,
    given_names,
    office_places,
    regions,
    surnames,
    weapon_words,
)
from transforms.events.lexicon import load_section
from transforms.language.tokens import Token

Payload = TypeVar("Payload")

_NEGATION_WORDS = 2


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Verbs(_Model):
    """Verbs of saying by the stance they express."""

    claims: list[str]
    confirms: list[str]
    denies: list[str]


class Generic(_Model):
    """A claimant without a name ("local authorities") and its name in the output."""

    name: str
    role: str
    phrases: list[str]
    channel: str | None = None
    head: str | None = None  # the role of its head ("глава ОВА": governor)
    whole: bool = False  # the whole army, whatever it is called: "military", "armed forces"
    alone: bool = False  # never named after a region: "city council"


class References(_Model):
    """Words that refer back to a claimant named before."""

    person: list[str]
    organisation: dict[str, list[str]]  # by the role of the body referred to, or "any"


class Pronouns(_Model):
    """Pronouns as subjects, and whole phrases ("in his words") that refer to a person."""

    person: list[str]
    group: list[str]
    possessive: list[str]
    object: list[str]
    body: list[str] = []  # "it said": a body, before a word of saying alone


class Verification(_Model):
    """Phrases that a report could not be checked, or is denied; and what only looks so."""

    unverified: list[str]
    denied: list[str]
    not_denied: list[str]
    disclaimer: list[str]
    imagery: list[str] = []  # "a video that has not been verified" doubts no report


class AttributionLexicon(_Model):
    """All words of one language that tell who says so."""

    home: str | None  # the side that a ministry without a country belongs to
    articles: list[str]
    indefinite: list[str]
    prepositions: list[str]
    subject_after_verb: Literal["near", "far"]
    verbs: Verbs
    impersonal: list[str]
    according: list[str]
    adjoining: list[str]  # the same where no word stands between: "nach | Behördenangaben"
    postposed: list[str]  # "according to" behind whom it cites: "Behörden zufolge"
    citing: list[str]
    back_words: list[str]
    statement_nouns: list[str]
    possessive_pronouns: list[str]
    inside: list[str]
    labels: list[str]
    coordination: list[str]
    about: list[str]
    not_after: list[str]
    gap_stops: list[str]
    subordinators: list[str]
    passive_auxiliaries: list[str]
    by: list[str]
    negations: list[str]
    silence: list[str]  # "said nothing": nobody is quoted
    roles: dict[str, list[str]]
    role_complements: list[str]
    places: list[str]
    districts: list[str]
    addressing: list[str]
    references: References
    pronouns: Pronouns
    generic: list[Generic]
    sources: list[str]
    source_places: list[str]
    channels: dict[str, list[str]]
    not_names: list[str]
    titles: list[str]
    verification: Verification
    occupier_words: dict[str, list[str]]
    body_nouns: list[str] = []  # "Doctors Network": capitals that end in one of these name a body
    body_endings: list[str] = []  # "Poltavaoblenergo": one such word names a body
    demonstratives: list[str] = []  # "said that these strikes ...": of what stands before
    witnessing: list[str] = []  # "AFP journalists heard"
    run_by: list[str] = []  # "the Houthi-run ministry"
    own_country: list[str] = []  # "минобороны страны": of the country spoken of
    owners_follow: bool = False  # "ministerio de Salud libanés"
    participles: list[str] = []  # "the coalition fighting X said": X is not who said
    relatives: list[str] = []  # "DNO, which operates the field by X, said"
    auxiliaries: list[str] = []  # ", said the army | had ...": what is told, not who tells
    name_particles: list[str] = []  # "Turki al-Malki", "Saud bin Faisal"


class Mark(NamedTuple):
    """What a phrase means: its kind, a value of that kind, and the entry behind it."""

    kind: str
    value: str | None = None
    organisation: Organisation | None = None
    people: tuple[Person, ...] = ()
    generic: Generic | None = None
    country: Country | None = None
    outlet: Outlet | None = None

    def __hash__(self) -> int:
        return hash((self.kind, self.value))


@dataclass(frozen=True)
class Knowledge:
    """Everything compiled for one language; one per process, only its memories grow, bounded."""

    language: str
    lexicon: AttributionLexicon
    actors: Actors
    adjectives: dict[str, str]  # English, by the side of a country
    outlets: Outlets
    transliteration: Transliteration
    marks: FirstWordMatcher[Mark]
    channels: FirstWordMatcher[str]
    verification: FirstWordMatcher[str]
    forces: FirstWordMatcher[tuple[str | None, str]]
    occupiers: FirstWordMatcher[str]
    regions: tuple[tuple[str, str], ...]
    region_memory: dict[str, str | None]
    given_memory: dict[str, str]
    latin_memory: dict[tuple[str, ...], str]
    surnames: dict[str, tuple[Person, ...]]
    folded_surnames: dict[str, tuple[Person, ...]]
    gap_stops: frozenset[str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    inside: frozenset[str]
    coordination: frozenset[str]
    source_places: frozenset[str]
    about: frozenset[str]
    not_after: frozenset[str]
    aliases: dict[str, Organisation]
    sides: dict[str, str]  # by the English name of a country, small
    country_words: dict[str, frozenset[str]]
    negations: frozenset[str]
    disclaimers: frozenset[str]
    imagery: frozenset[str]
    silence: frozenset[str]
    statements: frozenset[str]
    not_names: frozenset[str]
    given_names: frozenset[str]
    places: frozenset[str]
    districts: frozenset[str]
    addressing: frozenset[str]
    titles: frozenset[str]
    body_nouns: frozenset[str]
    body_endings: tuple[str, ...]
    own_country: frozenset[str]
    run_by: frozenset[str]
    office_places: frozenset[str]  # "governor of X", "spokesman in X"
    armies: frozenset[str]
    participles: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    name_particles: frozenset[str]
    weapons: frozenset[str]

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
    lexicon = load_section(root, language, "attribution", AttributionLexicon)
    actors = load_actors(root)
    countries = countries_of(root)
    outlets = load_outlets(root)
    channels: FirstWordMatcher[str] = FirstWordMatcher()
    for channel, phrases in lexicon.channels.items():
        add_all(channels, phrases, channel)
    verification: FirstWordMatcher[str] = FirstWordMatcher()
    for kind in ("unverified", "denied", "not_denied"):
        add_all(verification, getattr(lexicon.verification, kind), kind)
    occupiers: FirstWordMatcher[str] = FirstWordMatcher()
    for side, phrases in lexicon.occupier_words.items():
        add_all(occupiers, phrases, side)
    people = surnames(actors, language)
    transliteration = load_transliteration(root)
    marks = _marks(lexicon, actors, countries, outlets, language)
    _add_people(marks, people, transliteration, language)
    return Knowledge(
        language=language,
        lexicon=lexicon,
        actors=actors,
        adjectives={country.side: country.adjective for country in reversed(countries)},
        outlets=outlets,
        transliteration=transliteration,
        marks=marks,
        channels=channels,
        verification=verification,
        forces=forces(actors, countries, language),
        occupiers=occupiers,
        region_memory={},
        given_memory={},
        latin_memory={},
        regions=regions(actors, language),
        surnames=people,
        folded_surnames=folded(actors, transliteration),
        gap_stops=frozenset(word.lstrip("=") for word in lexicon.gap_stops),
        articles=frozenset(lexicon.articles),
        indefinite=frozenset(lexicon.indefinite),
        prepositions=frozenset(lexicon.prepositions),
        inside=frozenset(word.lstrip("=") for word in lexicon.inside),
        coordination=frozenset(word.lstrip("=") for word in lexicon.coordination),
        source_places=frozenset(word.lstrip("=") for word in lexicon.source_places),
        about=frozenset(lexicon.about),
        not_after=frozenset(lexicon.not_after),
        aliases={name: body for body in actors.organisations for name in body.names.get("en", [])},
        sides={
            name: country.side
            for country in countries
            for name in (country.words.get("en") or {}).get("names", [])
        },
        country_words=country_words(actors, language),
        disclaimers=frozenset(word.lstrip("=") for word in lexicon.verification.disclaimer),
        imagery=frozenset(word.lstrip("=") for word in lexicon.verification.imagery),
        silence=frozenset(lexicon.silence),
        statements=frozenset(lexicon.statement_nouns),
        negations=frozenset(word.lstrip("=") for word in lexicon.negations),
        not_names=frozenset(lexicon.not_names),
        given_names=given_names(root, language),
        places=frozenset(lexicon.places),
        districts=frozenset(lexicon.districts),
        addressing=frozenset(lexicon.addressing),
        titles=frozenset(lexicon.titles),
        body_nouns=frozenset(lexicon.body_nouns),
        body_endings=tuple(lexicon.body_endings),
        own_country=frozenset(lexicon.own_country),
        run_by=frozenset(lexicon.run_by),
        office_places=office_places(
            lexicon.role_complements,
            [] if lexicon.subject_after_verb == "far" else lexicon.source_places,
        ),
        armies=frozenset(generic.name for generic in lexicon.generic if generic.whole),
        participles=frozenset(lexicon.participles),
        relatives=frozenset(lexicon.relatives),
        auxiliaries=frozenset(lexicon.auxiliaries),
        name_particles=frozenset(lexicon.name_particles),
        weapons=weapon_words(root, language),
    )


def _marks(
    lexicon: AttributionLexicon,
    actors: Actors,
    countries: Sequence[Country],
    outlets: Outlets,
    language: str,
) -> FirstWordMatcher[Mark]:
    marks: FirstWordMatcher[Mark] = FirstWordMatcher()
    for stance in ("claims", "confirms", "denies"):
        add_all(marks, getattr(lexicon.verbs, stance), Mark("verb", stance))
    for kind in ("impersonal", "according", "adjoining", "postposed", "citing"):
        add_all(marks, getattr(lexicon, kind), Mark(kind))
    add_all(marks, lexicon.back_words, Mark("back"))
    add_all(marks, lexicon.statement_nouns, Mark("statement"))
    add_all(marks, lexicon.sources, Mark("sources"))
    add_all(marks, lexicon.labels, Mark("label"))
    for role, phrases in lexicon.roles.items():
        add_all(marks, phrases, Mark("role", role))
    for kind, phrases in (
        ("reference_person", lexicon.references.person),
        ("pronoun", lexicon.pronouns.person),
        ("pronoun_group", lexicon.pronouns.group),
        ("pronoun_object", lexicon.pronouns.object),
        ("pronoun_body", lexicon.pronouns.body),
        ("possessive", lexicon.pronouns.possessive),
    ):
        add_all(marks, phrases, Mark(kind))
    for role, phrases in lexicon.references.organisation.items():
        add_all(marks, phrases, Mark("reference_organisation", role))
    for generic in lexicon.generic:
        add_all(marks, generic.phrases, Mark("generic", generic.name, generic=generic))
    _add_names(marks, actors, outlets, lexicon, language)
    _add_countries(marks, countries, language)
    return marks


def _add_people(
    marks: FirstWordMatcher[Mark],
    surnames: dict[str, tuple[Person, ...]],
    transliteration: Transliteration,
    language: str,
) -> None:
    script = transliteration.scripts.get(language)
    for surname, people in surnames.items():
        mark = Mark("person", surname, people=people)
        if surname.isascii():
            marks.add("=" + surname, mark)
        else:
            forms = {*inflections(surname, language), *declined(surname, script)}
            add_all(marks, [surname, *("=" + form for form in sorted(forms))], mark)


def _add_names(
    marks: FirstWordMatcher[Mark],
    actors: Actors,
    outlets: Outlets,
    lexicon: AttributionLexicon,
    language: str,
) -> None:
    words_of_language = frozenset(lexicon.not_names)
    for organisation in actors.organisations:
        mark = Mark("organisation", organisation.name, organisation=organisation)
        for code, names in organisation.names.items():
            if code == language:
                add_all(marks, names, mark)
            elif code == "en":
                # English names also stand in other languages' texts ("DTEK", "ASTRA"), but not
                # where they are a word of the language (French "un")
                kept = [name for name in names if name.lstrip("=") not in words_of_language]
                add_all(marks, kept, mark)
    for outlet in outlets.outlets:
        mark = Mark("outlet", outlet.name, outlet=outlet)
        add_all(marks, [name for name in outlet.names if name], mark)


def _add_countries(
    marks: FirstWordMatcher[Mark], countries: Sequence[Country], language: str
) -> None:
    for country in countries:
        words = country.words.get(language) or {}
        add_all(marks, words.get("adjectives", []), Mark("demonym", country.side, country=country))
        add_all(marks, words.get("names", []), Mark("government", country.side, country=country))
