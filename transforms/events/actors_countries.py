"""Every country as a claimant: those of the actors' list, and the others of the gazetteer's.

A body is called by its country's adjective ("Spanish Foreign Ministry"), or by the country's name
where the list gives no adjective. A language with few forms gets its words as they are written.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from transforms.events.actors import Country, load_actors
from transforms.events.gazetteer_lists import Country as Listed
from transforms.events.gazetteer_lists import load_countries
from transforms.language.morphology import agrees, is_dictionary_form, lemmas
from transforms.language.tokens import normal

_LEMMATIZED: Final = frozenset({"en", "ru", "uk"})  # the others' lists hold the forms themselves
_ENGLISH: Final = "en"


@lru_cache(maxsize=4)
def countries_of(root: Path) -> tuple[Country, ...]:
    """Return the countries under ``root``: those of actors.yaml first, each with its own words.

    ``LexiconError`` lists the faults of either file.
    """
    actors = load_actors(root).countries
    known = {country.side for country in actors}
    listed = load_countries(root / "places").values()
    others = [_as_actor(country) for country in listed if country.code not in known]
    return (*actors, *others)


def _as_actor(country: Listed) -> Country:
    languages = country.names.keys() | country.adjectives.keys()
    words = {
        language: {
            "adjectives": _written(country.adjectives.get(language, ()), language),
            "names": _written(_names(country, language), language),
        }
        for language in sorted(languages)
    }
    english = country.adjectives.get(_ENGLISH) or country.names[_ENGLISH]
    return Country.model_validate({"side": country.code, "adjective": english[0], **words})


def _names(country: Listed, language: str) -> Sequence[str]:
    names = country.names.get(language, ())
    return [*names, *country.capitals] if language == _ENGLISH else names


def _written(words: Iterable[str], language: str) -> list[str]:
    """Write words as phrases: dictionary forms stand for all their forms, other words for one."""
    words = list(words)
    single = [normal(word) for word in words if language not in _LEMMATIZED or " " not in word]
    several = [normal(word) for word in words if language == _ENGLISH and " " in word]
    exact = () if language in _LEMMATIZED else single
    inflected = [_inflected(word, language) for word in words if " " in word and agrees(language)]
    return [*(f"={word}" for word in (*exact, *several)), *(() if exact else single), *inflected]


def _inflected(name: str, language: str) -> str:
    """Return a name of several words as a phrase that finds its cases: "южный судан"."""
    forms = [(word, lemmas(word, language)) for word in normal(name).split()]
    return " ".join(
        word if is_dictionary_form(word, language) or len(found) < 2 else found[1]
        for word, found in forms
    )
