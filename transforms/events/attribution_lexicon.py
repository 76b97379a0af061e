"""The ``attribution`` section of a language pack: the words that tell who says so."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


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
    list_introductions: list[str] = []  # "channels, among | them Baza"
    name_particles: list[str] = []  # "Turki al-Malki", "Saud bin Faisal"
