"""Names of settlements that no gazetteer knows, in languages whose names turn by case.

The nominative is looked for, and the way the countries around would write it: a Russian text gives
the villages of its neighbours by their Russian names.
"""

from collections.abc import Sequence

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_mentions import UNKNOWN
from transforms.events.place_spelling import SPELLINGS
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import nominative
from transforms.language.tokens import Token


def declined_places(
    name: Sequence[Token], noun: str | None, words: PlaceWords, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Return the places that a name behind a noun for a settlement (or a preposition) may mean.

    First those that the gazetteer has, under the name of another country's language too, then the
    name alone, as the language of the text and as that country writes it.
    """
    base = [nominative(token.lower, noun, words.language) for token in name]
    return places_named(base, words, gazetteer)


def places_named(base: Sequence[str], words: PlaceWords, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places that a name in the nominative may mean, as ``declined_places`` does."""
    known = [one for one in gazetteer.named(" ".join(base)) if one.kind == "city"]
    unknown = [_unknown(base, words.language, None)]
    for country, spelling in words.lexicon.foreign_spelling.items():
        other = [spelling.written(word) for word in base]
        found = gazetteer.named(" ".join(other))
        known += [one for one in found if one.country == country and one.kind == "city"]
        unknown.append(_unknown(other, spelling.language, country))
    return (*known, *unknown)


def _unknown(name: Sequence[str], language: str, country: str | None) -> Place:
    """Return a settlement without a point; ``country`` where only it would write the name so."""
    text = " ".join(["-".join(map(str.capitalize, word.split("-"))) for word in name])
    spell = SPELLINGS.get(language)
    latin = spell(text) if spell else text
    return Place(UNKNOWN, "city", latin, country, None, None, None, None, 0)
