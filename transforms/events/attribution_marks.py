"""What phrases mean to attribution: verbs of saying, roles, bodies, people, outlets, countries."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.actors import Actors, Country, Organisation, Person
from transforms.events.actors_names import Transliteration, declined, inflections
from transforms.events.actors_outlets import Outlet, Outlets
from transforms.events.attribution_lexicon import AttributionLexicon, Generic
from transforms.events.attribution_phrases import FirstWordMatcher, add_all


@dataclass(slots=True)
class Mark:
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


def compile_marks(
    lexicon: AttributionLexicon,
    actors: Actors,
    countries: Sequence[Country],
    outlets: Outlets,
    language: str,
) -> FirstWordMatcher[Mark]:
    """Return what the phrases of the lexicon, of bodies, outlets and countries mean."""
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


def add_people(
    marks: FirstWordMatcher[Mark],
    surnames: dict[str, tuple[Person, ...]],
    transliteration: Transliteration,
    language: str,
) -> None:
    """Add the surnames in the cases that the language has."""
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
