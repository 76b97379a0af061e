"""Names of sites that no list of places knows: "the Singa power station", "a plant at Abqaiq".

Such a name says that two reports are of two sites, even where nobody can say where they lie. It is
a capitalised word that the dictionary of the language does not have, right before the noun of a
facility or behind it after a preposition.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.events.actors_names import is_common_word
from transforms.events.analysis import View
from transforms.events.words import Mention
from transforms.language.morphology import agrees, owner_follows
from transforms.language.tokens import Token

_LINKS: Final = frozenset({"list_prepositions", "other_prepositions"})
_LEAST: Final = 4  # letters; shorter ones are mostly acronyms
_BEFORE: Final = 4
_AFTER: Final = 3


class SiteName(NamedTuple):
    """A site's name as written, with its characters."""

    name: str
    start: int
    end: int


def site_name(
    view: View, tokens: Sequence[Token], language: str, named: frozenset[str]
) -> SiteName | None:
    """Return the name of the first site of a clause that has one of its own, None without.

    ``named`` are the kinds of targets that have such names.

    Only in languages that put the name before its noun and do not inflect it.
    """
    targets = view.of("targets")
    if not targets or agrees(language) or owner_follows(language):
        return None
    for target in targets:
        if target.label in named:
            taken = _taken(view)
            found = _before(target, tokens, taken, language) or _behind(
                view, target, tokens, taken, language
            )
            if found is not None:
                return found
    return None


def same_site(one: SiteName, other: SiteName) -> bool:
    """Tell whether two names can be of one site: one holds the other."""
    left, right = one.name.lower(), other.name.lower()
    return left in right or right in left


def _taken(view: View) -> set[int]:
    """Return the tokens of places and forces, whose names are known."""
    found: set[int] = set()
    for place in view.places:
        found.update(range(place.first_token, place.last_token))
    for actor in view.actors:
        found.update(range(actor.first, actor.last))
    return found


def _before(
    target: Mention, tokens: Sequence[Token], taken: set[int], language: str
) -> SiteName | None:
    words: list[Token] = []
    for index in range(target.first - 1, max(-1, target.first - 1 - _BEFORE), -1):
        if index in taken or not _capital(tokens[index]):
            break
        if _is_name(tokens[index], language):
            words.insert(0, tokens[index])
        elif words:
            break
    else:
        return _named(words)
    return None if target.first - 1 in taken else _named(words)


def _behind(
    view: View, target: Mention, tokens: Sequence[Token], taken: set[int], language: str
) -> SiteName | None:
    links = {mention.first for mention in view.among(_LINKS)}
    if target.last not in links:
        return None
    for index in range(target.last + 1, min(target.last + 1 + _AFTER, view.clause.last)):
        if index in taken:
            return None
        if _capital(tokens[index]):
            return _named([tokens[index]]) if _is_name(tokens[index], language) else None
    return None


def _capital(token: Token) -> bool:
    return token.text[0].isalpha() and (token.text[0].isupper() or "-" in token.text)


def _is_name(token: Token, language: str) -> bool:
    text = token.text
    return len(text) >= _LEAST - 1 and not text.isupper() and not is_common_word(text, language)


def _named(words: Sequence[Token]) -> SiteName | None:
    if not words or all(len(word.text) < _LEAST for word in words):
        return None
    return SiteName(" ".join(w.text for w in words), words[0].start, words[-1].end)
