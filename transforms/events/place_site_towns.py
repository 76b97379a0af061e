"""Towns named by the adjective before a site: "Криворожский металлургический завод".

Only in languages that make such adjectives; known sites are found by their names before.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_adjectives import is_adjective, named_for
from transforms.events.place_mentions import PlaceMention
from transforms.events.place_words import PlaceWords
from transforms.language.tokens import Token

_BETWEEN: Final = 2  # further adjectives: "областная клиническая"
_LEAST: Final = 3_000  # people
_FAR_LARGER: Final = 10


def with_site_towns(
    tokens: Sequence[Token],
    found: Sequence[PlaceMention],
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """Return the mentions, sorted, with the towns that adjectives before a site stand for."""
    taken = {index for one in found for index in range(one.first_token, one.last_token)}
    more = []
    for noun, token in enumerate(tokens):
        if noun in taken or words.town_site_nouns.isdisjoint(token.lemmas):
            continue
        for index in _adjectives_before(tokens, noun, words):
            towns = () if index in taken else _towns(tokens[index], words, gazetteer)
            if towns:
                start, end = tokens[index].start, tokens[index].end
                more.append(PlaceMention(start, end, index, index + 1, "city", "location", towns))
                taken.add(index)
                break
    return sorted([*found, *more], key=lambda mention: mention.start) if more else list(found)


def _adjectives_before(tokens: Sequence[Token], noun: int, words: PlaceWords) -> Iterator[int]:
    """Yield the adjectives before a noun, the nearest first."""
    for index in range(noun - 1, max(-1, noun - 2 - _BETWEEN), -1):
        lemmas = (*tokens[index].lemmas, tokens[index].lower)
        if not any(is_adjective(lemma, words) for lemma in lemmas):
            return
        yield index


def _towns(token: Token, words: PlaceWords, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the towns an adjective may be made from, the largest first.

    One in small letters is likely another word, and so is one that a town is called by
    ("Советский"), unless the other town is far larger.
    """
    if not token.text[0].isupper():
        return ()
    for lemma in token.lemmas:
        if not lemma.endswith(words.site_endings):
            continue
        alike = max((one.population for one in gazetteer.named(lemma)), default=0)
        least = max(_LEAST, _FAR_LARGER * alike)
        towns = [one for one in named_for(lemma, words, gazetteer) if one.population >= least]
        if towns:
            return tuple(towns)
    return ()
