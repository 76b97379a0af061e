"""Tables that attribution looks words up in: surnames, given names, armies, regions, weapons."""

from collections.abc import Sequence
from pathlib import Path

from transforms.events.actors import Actors, Country, Person
from transforms.events.actors_names import Transliteration, fold
from transforms.events.attribution_phrases import FirstWordMatcher, add_all
from transforms.events.lexicon import load_section, missing_sections
from transforms.events.place_lexicon import load_place_lexicon
from transforms.events.words import EventLexicon
from transforms.language.morphology import agrees, owner_follows
from transforms.language.tokens import normal


def weapon_words(root: Path, language: str) -> frozenset[str]:
    """Return the words for weapons and attacks: "Iranian | drones", "strikes" tell of no place."""
    if "events" in missing_sections(root, language):
        return frozenset()
    lexicon = load_section(root, language, "events", EventLexicon)
    phrases = [phrase for names in lexicon.weapons.values() for phrase in names]
    phrases += lexicon.attack_nouns
    return frozenset(normal(word.strip("=*")) for word in phrases if " " not in word)


def surnames(actors: Actors, language: str) -> dict[str, tuple[Person, ...]]:
    """Return the people of each surname, by the spellings used in texts of a language."""
    found: dict[str, dict[str, Person]] = {}
    for person in actors.people:
        for spelling in (*person.spellings(language), person.name, *person.en):
            found.setdefault(normal(spelling.split()[-1]), {})[person.name] = person
    return {surname: tuple(people.values()) for surname, people in found.items()}


def folded(actors: Actors, rules: Transliteration) -> dict[str, tuple[Person, ...]]:
    """Return the people of each surname, by its spelling without marks."""
    found: dict[str, dict[str, Person]] = {}
    for person in actors.people:
        for spelling in (person.name, *person.en):
            found.setdefault(fold(spelling.split()[-1], rules), {})[person.name] = person
    return {key: tuple(people.values()) for key, people in found.items()}


def given_names(root: Path, language: str) -> frozenset[str]:
    """Return the listed given names, for a language whose dictionary does not know any."""
    if agrees(language):
        return frozenset()
    return frozenset(normal(name) for name in load_place_lexicon(root, language).given_names)


def forces(
    actors: Actors, countries: Sequence[Country], language: str
) -> FirstWordMatcher[tuple[str | None, str]]:
    """Return the words for armies and groups, each with its code."""
    matcher: FirstWordMatcher[tuple[str | None, str]] = FirstWordMatcher()
    for force in actors.forces:
        kind = "enemy" if force.code is None else "force"
        add_all(matcher, force.words.get(language) or [], (force.code, kind))
    for organisation in actors.organisations:
        if organisation.attacker:
            add_all(
                matcher, organisation.names.get(language) or [], (organisation.attacker, "force")
            )
    nouns = actors.force_nouns.get(language, [])
    behind = owner_follows(language) and not agrees(language)  # "fuerzas rusas"
    for country in countries if nouns else ():
        words = country.words.get(language) or {}
        owners = [*words.get("adjectives", []), *words.get("names", [])]
        written = [
            f"{noun} {owner}" if behind else f"{owner} {noun}" for owner in owners for noun in nouns
        ]
        if agrees(language):  # "армия Израиля", in the genitive
            written += [f"{noun} {name}" for name in words.get("names", []) for noun in nouns]
        add_all(matcher, written, (country.side, "army"))
    return matcher


def regions(actors: Actors, language: str) -> tuple[tuple[str, str], ...]:
    """Return the first letters of regions' names, longest first, each with the region."""
    stems = [
        (stem, name)
        for name, region in actors.regions.items()
        for stem in region.words.get(language) or []
    ]
    return tuple(sorted(stems, key=lambda pair: (-len(pair[0]), pair)))


def country_words(actors: Actors, language: str) -> dict[str, frozenset[str]]:
    """Return the words for each country of the actors' list by its side."""
    found: dict[str, set[str]] = {}
    for country in actors.countries:
        for words in (country.words.get(language) or {}).values():
            found.setdefault(country.side, set()).update(
                normal(word.lstrip("=").removesuffix("'s")) for word in words
            )
    return {side: frozenset(words) for side, words in found.items()}
