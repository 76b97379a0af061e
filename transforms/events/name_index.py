"""Names of a language, found in the tokens of a text by their first word.

A name in capitals must stand in capitals in the text ("US"), a capitalised one with a capital, a
lower-case one ("украинский") in any case.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.language.morphology import lemmas
from transforms.language.tokens import Token, normal, tokenize

_ANY_CASE, _CAPITAL, _CAPITALS = 0, 1, 2
DECLINED: Final = frozenset({"ru", "uk"})
_QUOTES: Final = frozenset("\"«»“”„'")

Keys = tuple[frozenset[str], ...]


class Named(NamedTuple):
    """What a kept name stands for: kind and id of the entry, and how it names it."""

    kind: str
    ref: str
    role: str


class _Node:
    __slots__ = ("children", "ends")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.ends: list[tuple[int, Named]] = []


class NameIndex:
    """Phrases of a language by the dictionary forms of their first word."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._declined = language in DECLINED
        self._root = _Node()
        self.small_starts: set[str] = set()

    def add(self, name: str, named: Named) -> None:
        """Add a name as written in the lists."""
        words = [token.text for token in tokenize(name, None)]
        case = _ANY_CASE
        if name.isupper() and len(name) > 1:
            case = _CAPITALS
        elif name[:1].isupper():
            case = _CAPITAL
        keys = [self.keys(word) for word in words]
        if case == _ANY_CASE:
            self.small_starts.update(keys[0])
        nodes = [self._root]
        for choices in keys:
            nodes = [
                node.children.setdefault(key, _Node()) for node in nodes for key in sorted(choices)
            ]
        for node in nodes:
            if (case, named) not in node.ends:
                node.ends.append((case, named))

    def keys(self, word: str) -> frozenset[str]:
        """Return the forms under which a word of a name meets the words of a text."""
        lower = normal(word)
        if self._language not in DECLINED:
            return frozenset((lower,))
        forms = lemmas(lower, self._language)
        return frozenset((lower,) if lower in forms[1:] or len(forms) == 1 else forms)

    def at(self, tokens: Sequence[Token], first: int) -> tuple[int, list[Named]]:
        """Return the end and the meanings of the longest phrase that begins at ``first``."""
        root, token = self._root.children, tokens[first]
        if self._declined:
            nodes = [root[form] for form in token.lemmas if form in root]
            if not nodes:  # most words
                return first, []
        else:
            node = root.get(token.lower)
            return (first, []) if node is None else _longest(node, tokens, first)
        end, index = first, first + 1
        found: list[Named] = []
        while nodes:
            here = [named for node in nodes for case, named in node.ends if _cased(token, case)]
            if here:
                end, found = index, list(dict.fromkeys(here))
            while index < len(tokens) and tokens[index].text in _QUOTES:
                index += 1
            if index >= len(tokens):
                break
            forms = tokens[index].lemmas
            nodes = [
                node.children[form] for node in nodes for form in forms if form in node.children
            ]
            index += 1
        return end, found

    def __contains__(self, word: object) -> bool:
        return word in self._root.children


def _longest(node: _Node | None, tokens: Sequence[Token], first: int) -> tuple[int, list[Named]]:
    """Return what ``NameIndex.at`` does from the node of a first word that has one form."""
    token, end, index = tokens[first], first, first + 1
    found: list[Named] = []
    while node is not None:
        here = [named for case, named in node.ends if _cased(token, case)] if node.ends else []
        if here:
            end, found = index, here if len(here) == 1 else list(dict.fromkeys(here))
        if not node.children:  # as of most names
            break
        while index < len(tokens) and tokens[index].text in _QUOTES:
            index += 1
        node = node.children.get(tokens[index].lower) if index < len(tokens) else None
        index += 1
    return end, found


def _cased(token: Token, case: int) -> bool:
    if case == _CAPITALS:
        return token.text.isupper()
    text = token.text  # "al-Omar": a capital after the article is enough
    return case == _ANY_CASE or text[0].isupper() or (text[2:3] == "-" and not text.islower())
