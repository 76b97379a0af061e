"""Channels and outlets that no list knows, by the kind of body that their names stand behind.

"Telegram channel VChK-OGPU", "the channels Baza, Shot and Mash", "каналы, среди них «Два майора»".
"""

from dataclasses import replace
from typing import Final

from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_unlisted import Unlisted
from transforms.events.attribution_view import QUOTES, Source, View

_CHANNELS: Final = "social_media"
_OUTLET: Final = "outlet"
_NAMED: Final = frozenset({"organisation", "outlet"})
_LONGEST_NAME: Final = 4
_INTRODUCTION: Final = 3  # words: ", among them | Baza"


class Channels:
    """Reads the names of channels in one text."""

    def __init__(self, view: View, unlisted: Unlisted) -> None:
        self.view = view
        self.unlisted = unlisted

    def behind(self, index: int, role: str) -> Source | None:
        """Return the channel or outlet whose name starts at ``index``.

        It is in quotation marks or written large; in Cyrillic, in Latin letters or capitals alone.
        """
        if index < len(self.view.tokens) and self.view.tokens[index].text in QUOTES:
            return self._quoted(index, role)
        last = self._name_end(index)
        return None if last == index else self._named(index, last, role)

    def before(self, hit: Hit[Mark]) -> Source | None:
        """Return the channel named between an article and the words for it, in English."""
        view = self.view
        first = view.name_start(hit.first, hit.first)
        if first in {0, hit.first} or view.region_of(first) is not None:
            return None
        if view.tokens[first - 1].lower not in view.knowledge.articles:
            return None
        return replace(self._named(first, hit.first, _OUTLET), last=hit.last)

    def with_lists(self, sources: list[Source]) -> list[Source]:
        """Return the sources with the names that a text lists behind "Telegram channels"."""
        if not [source for source in sources if source.kind == "generic" and _is_channels(source)]:
            return sources
        found: list[Source] = []
        at = 0
        while at < len(sources):
            source, at = sources[at], at + 1
            if source.kind != "generic" or not _is_channels(source):
                found.append(source)
                continue
            names = self._listed(source, {one.first: one for one in sources[at : at + 6]})
            if not names:
                found.append(source)
                continue
            found.append(replace(names[0], first=source.first, head=source.head))
            found.extend(names[1:])
            self.view.lists.update({name.first: source.first for name in names})
            while at < len(sources) and sources[at].first < names[-1].last:
                at += 1
        return found

    def _listed(self, source: Source, known: dict[int, Source]) -> list[Source]:
        view, tokens = self.view, self.view.tokens
        names: list[Source] = []
        at = self._introduced(source.last)
        while at < len(tokens) and view.same_sentence(at, source.first):
            quoted = tokens[at].text in QUOTES
            name = self._one(at, known)
            if name is None:
                break
            names.append(name)
            at = name.last + quoted
            if at >= len(tokens) or not self._joins(at):
                break
            at += 1
        return names

    def _introduced(self, index: int) -> int:
        """Return where a list begins: at once, or behind "including", "среди них"."""
        tokens = self.view.tokens
        begin = index + (index < len(tokens) and tokens[index].text in ",(")
        near = [token.lower for token in tokens[begin : begin + _INTRODUCTION]]
        for phrase in self.view.knowledge.lexicon.list_introductions:
            words = phrase.split()
            if near[: len(words)] == words:
                return begin + len(words)
        return index

    def _one(self, index: int, known: dict[int, Source]) -> Source | None:
        """Return the channel named at ``index``, a listed one or not."""
        begin = index + (self.view.tokens[index].text in QUOTES)
        source = known.get(begin)
        if source is not None:
            return source if source.kind in _NAMED else None
        return self.behind(index, _CHANNELS)

    def _quoted(self, index: int, role: str) -> Source | None:
        quoted = self.unlisted.quoted(index)
        identity = quoted.identity if quoted is not None else None
        if quoted is None or identity is None:
            return None
        return replace(quoted, identity=replace(identity, role=role, side=None))

    def _joins(self, index: int) -> bool:
        token = self.view.tokens[index]
        return token.text == "," or token.lower in self.view.knowledge.coordination

    def _name_end(self, index: int) -> int:
        """Return where the name at ``index`` ends; ``index`` where nothing tells that it is one."""
        view, tokens = self.view, self.view.tokens
        if index < len(tokens) and self.unlisted.is_acronym(index):
            return index + 1
        if not view.far:
            return view.name_run(index)
        last = index
        while last < min(index + _LONGEST_NAME, len(tokens)) and view.same_sentence(last, index):
            text = tokens[last].text
            if not (text[0].isascii() and text[0].isalpha()) or last in view.owner:
                break
            last += 1
        return last

    def _named(self, first: int, last: int, role: str) -> Source:
        name = self.view.latin(first, last)
        identity = self.view.registry.add(Identity(name, role, None, kind=_OUTLET))
        self.view.identities.append((first, identity))
        return Source(first, last, first, _OUTLET, identity)


def _is_channels(source: Source) -> bool:
    """Return whether a body is "Telegram channels" or its like."""
    return source.identity is not None and source.identity.role == _CHANNELS
