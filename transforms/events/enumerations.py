"""Figures listed line by line under a head: "the enemy launched: | 805 drones; | 9 missiles".

An entry has no verb of its own. It is read with the verb and the doers of the head, the last clause
that ended with a colon. Places listed with what was damaged there are read so too: "in A, two
houses were damaged; in B, five houses".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.clauses import HAPPENING
from transforms.events.figures import COUNTABLE
from transforms.language.tokens import Token

_COLON: Final = ":"
_HEADS: Final = frozenset({"launch", "downed", "attack_verbs"})


def under_their_heads(tokens: Sequence[Token], clauses: Iterable[View]) -> Iterator[View]:
    """Yield the clauses in order, entries of a list with the verb and the doers of its head."""
    head: View | None = None
    harm: View | None = None
    for view in clauses:
        if harm is not None and _is_place_entry(harm, view):
            yield _harmed_too(harm, view)
            continue
        if view.has("effects") or (harm is not None and not _same_sentence(harm, view)):
            harm = view if view.has("effects") and view.places else None
        if head is not None and _is_entry(view):
            yield _read_under(head, view)
            continue
        if head is not None and not any(
            tokens[index].text.isalnum() for index in range(view.clause.first, view.clause.last)
        ):  # a semicolon between entries
            yield view
            continue
        ends = tokens[view.clause.last - 1].text == _COLON
        head = view if ends and any(m.kind in _HEADS for m in view.mentions) else None
        yield view


def _is_entry(view: View) -> bool:
    counted = any(number.kind in COUNTABLE for number in view.numbers)
    return counted and view.has("weapons") and not view.has_any(HAPPENING)


def _is_place_entry(harm: View, view: View) -> bool:
    """Tell whether a clause only names a further place of a sentence and what stands there."""
    placed = any(place.role in {"location", "listed"} for place in view.places)
    told = placed and view.has("targets") and _same_sentence(harm, view)
    return told and not view.has_any(HAPPENING | {"absent", "negation"})


def _same_sentence(one: View, other: View) -> bool:
    return one.clause.sentence == other.clause.sentence


def _harmed_too(harm: View, entry: View) -> View:
    verb = next(mention for mention in harm.mentions if mention.kind == "effects")
    first = entry.clause.first
    said = verb._replace(first=first, last=first, start=entry.start, end=entry.start)
    return replace(entry, mentions=[said, *entry.mentions])


def _read_under(head: View, entry: View) -> View:
    verb = next(m for m in reversed(head.mentions) if m.kind in _HEADS)
    first = entry.clause.first
    said = verb._replace(first=first, last=first, start=entry.start, end=entry.start)
    doers = [actor._replace(first=first, last=first) for actor in head.actors]
    return replace(entry, mentions=[said, *entry.mentions], actors=[*doers, *entry.actors])
