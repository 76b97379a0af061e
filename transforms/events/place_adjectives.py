"""The settlements that the adjectives of districts and communities are made from."""

from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_spelling import SPELLINGS, russian
from transforms.events.place_words import PlaceWords

_SHORTEST: Final = 2  # letters of the last part of a name: "криво|рі|зький"


def is_adjective(lemma: str, words: PlaceWords) -> bool:
    """Tell whether a word has an ending of such adjectives."""
    return any(lemma.endswith(ending) for ending in words.lexicon.district_endings)


def spelled(adjective: str, text: str, words: PlaceWords) -> str:
    """Return how English spells a district's adjective: "Никополския" is "Nikopolski".

    ``text``, the word as it stands, where its letters are Latin.
    """
    spell = SPELLINGS.get(words.language)
    if spell is not None:
        return "-".join(spell(part.capitalize()) for part in adjective.split("-"))
    first = words.lexicon.district_endings[0]  # the form that dictionaries give
    fitting = [end for end in words.lexicon.district_endings if adjective.endswith(end)]
    if not fitting or (text.isascii() and text[0].isupper()):
        return text
    return russian((adjective.removesuffix(max(fitting, key=len)) + first).capitalize())


def district_name(centre: Place, name: str, words: PlaceWords, community: bool) -> str:
    """Return what English calls a district: by its centre where its country's news do."""
    if community:
        return centre.name
    by_centre = centre.country in words.lexicon.centre_districts
    return f"{centre.name} District" if by_centre else name


def town_of(adjective: str, words: PlaceWords) -> str:
    """Return the most likely name of a community's town that no gazetteer knows, "" without."""
    for ending, town in words.lexicon.community_towns.items():
        if adjective.endswith(ending):
            return spelled(adjective[: -len(ending)] + town, "", words)
    return ""


def named_for(adjective: str, words: PlaceWords, gazetteer: Gazetteer) -> list[Place]:
    """Return the settlements that an adjective may be made from, the largest first.

    "криворізький" is of the city of Кривий Ріг, not of the village of Криворіжжя.
    """
    keys = (*_centres(adjective, words), *_compound_centres(adjective, words))
    found = (place for key in keys for place in gazetteer.named(key) if place.kind == "city")
    return sorted(found, key=lambda place: -place.population)


def _compound_centres(adjective: str, words: PlaceWords) -> list[str]:
    """Return the names of two words that an adjective may join.

    "великописарівський" of Велика Писарівка, "середино-будський" of Середина-Буда.
    """
    head, mark, tail = adjective.rpartition("-")
    if mark:
        stem = head[:-1]
        heads = [head, *(stem + ending for ending in words.lexicon.centre_endings)]
        return [f"{one}-{key}" for key in _centres(tail, words) for one in heads]
    found: list[str] = []
    for joined, forms in words.lexicon.compound_parts.items():
        if adjective.startswith(joined):
            keys = _centres(adjective[len(joined) :], words, least=_SHORTEST)
            found += [f"{form} {key}" for form in forms for key in keys]
    return found


def _centres(adjective: str, words: PlaceWords, least: int = _SHORTEST + 1) -> list[str]:
    keys = {adjective: None}
    for ending in words.lexicon.district_endings:
        if adjective.endswith(ending) and len(adjective) >= len(ending) + least:
            stem = adjective[: -len(ending)]
            keys.update({stem + centre: None for centre in words.lexicon.centre_endings})
    return list(keys)
