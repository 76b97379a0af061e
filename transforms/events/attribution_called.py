"""Bodies that no list knows, by the noun their names end in: "Sudan Doctors Network"."""

from collections.abc import Sequence
from typing import Final

from transforms.events.attribution_people import Identity
from transforms.events.attribution_view import Source, View

_AMPERSAND: Final = "&"
_LONGEST: Final = 7  # words on either side of the noun
_SHORTEST: Final = 2
_LISTED: Final = frozenset({"organisation", "outlet", "person", "role", "sources"})
_WEAKER: Final = frozenset({"generic", "government", "reference_organisation", "outlet"})


def with_called(view: View, sources: Sequence[Source]) -> list[Source]:
    """Return the sources of a text and its unlisted bodies, by position.

    A name takes the place of what was read in a part of it ("Doctors" of the network), but never
    that of a listed body, a person or an office.
    """
    called = _called(view)
    if not called:
        return list(sources)
    kept: list[Source] = []
    for source in sources:
        over = [body for body in called if body.first < source.last and source.first < body.last]
        if not over or source.kind not in _WEAKER or _covers_noun(source, over):
            called = [body for body in called if body not in over]
            kept.append(source)
    return sorted([*kept, *called], key=lambda source: (source.first, source.last))


def _covers_noun(source: Source, over: Sequence[Source]) -> bool:
    """Tell whether a body read from the text's own words ends where the name does."""
    named = source.kind in {"generic", "outlet"}
    return named and any(
        source.first <= body.head < source.last and not _is_part(source, body) for body in over
    )


def _is_part(source: Source, body: Source) -> bool:
    """Tell whether "Army" was read in a longer name ("United Baloch Army") as any army."""
    region = source.identity.region if source.identity is not None else None
    return source.kind == "generic" and source.first > body.first and region is None


def _called(view: View) -> list[Source]:
    nouns, words = view.knowledge.body_nouns, view.lowers
    if nouns.isdisjoint(words):
        return []
    found: list[Source] = []
    for at in [at for at, lower in enumerate(words) if lower in nouns]:
        if not view.tokens[at].text[0].isupper():
            continue
        if view.kinds(at) & _LISTED or (found and at < found[-1].last):
            continue
        first, last = _start(view, at), _end(view, at + 1)
        if last - first < _SHORTEST or view.kinds(first) & _LISTED:
            continue
        name = view.latin(first, last) + _short_name(view, last)
        body = Identity(name, None, None, kind="organisation")
        found.append(Source(first, last, at, "organisation", body))
    return found


def _short_name(view: View, index: int) -> str:
    """Return " (NISA)" where initials follow a name in brackets, else nothing."""
    words = [token.text for token in view.tokens[index : index + 3]]
    short = len(words) == 3 and words[0] == "(" and words[2] == ")" and words[1].isupper()
    return f" ({words[1]})" if short else ""


def _start(view: View, index: int) -> int:
    first = index
    while first > 0 and index - first < _LONGEST and view.same_sentence(first - 1, index):
        step = 2 if _joins_names(view, first - 1) else 1
        if not _names(view, first - step) or view.is_possessor(first - 1):
            break
        first -= step
    return first


def _joins_names(view: View, index: int) -> bool:
    """Tell whether an "and" stands inside a name: "Intelligence | and Security Agency"."""
    joint = view.tokens[index].lower if index > 0 else ""
    if joint != _AMPERSAND and joint not in view.knowledge.coordination:
        return False
    before = view.tokens[index - 1]
    return before.lower not in view.knowledge.body_nouns and not view.kinds(index - 1) & _LISTED


def _end(view: View, index: int) -> int:
    """Return where a name goes on behind its noun: "Office of the Prosecutor General"."""
    last = index
    while last < len(view.tokens) and last - index < _LONGEST:
        at = last
        if view.tokens[at].lower in view.knowledge.lexicon.role_complements:
            at += 1
            if at < len(view.tokens) and view.tokens[at].lower in view.knowledge.articles:
                at += 1
        if at >= len(view.tokens) or not view.same_sentence(index - 1, at):
            break
        if not _names(view, at) or (at in view.owner and at == last):
            break
        last = at + 1
    return last


def _names(view: View, index: int) -> bool:
    """Tell whether a word in capitals may be a part of a name, whatever else it means."""
    token = view.tokens[index]
    capital = token.text[0].isupper() and token.text[0].isalpha()
    return capital and token.lower not in view.knowledge.not_names
