"""Figures listed line by line under a head: "the enemy launched: | 805 drones; | 9 missiles".

An entry has no verb of its own. It is read with the verb and the doers of the head, the last clause
that ended with a colon, or of the clause before a mere "they included:". Places listed with what
was damaged there are read so too: "in A, two houses were damaged; in B, five houses".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.clauses import HAPPENING
from transforms.events.figures import COUNTABLE
from transforms.events.numbers import NumberMention
from transforms.events.people import further_ends
from transforms.language.tokens import Token

_COLON: Final = ":"
_DASHES: Final = frozenset("—–-")
_HEADS: Final = frozenset({"launch", "downed", "attack_verbs", "strike_verbs", "impact"})
_HARM: Final = ("effects", "killed", "injured")
_ATTACKS: Final = frozenset({"attack_nouns", "attack_verbs", "strike_verbs"})
_HAPPENED: Final = HAPPENING - _ATTACKS
_NO_ENTRY: Final = _HAPPENED | {"absent", "negation"}
_OPENS: Final = 3
_LEADS: Final = ("list_prepositions", "causal")
_STRIKING: Final = frozenset({"strike_verbs", "impact"})


def under_their_heads(tokens: Sequence[Token], clauses: Iterable[View]) -> Iterator[View]:
    """Yield the clauses in order, entries of a list with the verb and the doers of its head."""
    head: View | None = None
    harm: View | None = None
    before: View | None = None
    for view in clauses:
        if harm is not None and _is_place_entry(harm, view, tokens):
            yield _harmed_too(harm, view, tokens)
            continue
        if view.has_any(_HARM) or (harm is not None and not _same_sentence(harm, view)):
            harm = view if view.has_any(_HARM) and view.places else None
        if head is not None and _is_entry(view):
            yield _read_under(head, view, tokens)
            continue
        if head is not None and (_is_kind(view) or _is_mark(view, tokens)):
            yield view
            continue
        head = _head(view, before) if tokens[view.clause.last - 1].text == _COLON else None
        before = view
        yield view


def _head(view: View, before: View | None) -> View | None:
    """Return what the entries after a colon are read with: its clause or, without verb, another."""
    if view.has_any(_HEADS):
        return view
    bare = not (view.has_any(HAPPENING) or view.places or view.numbers)
    return before if bare and before is not None and before.has_any(_HEADS) else None


def _is_entry(view: View) -> bool:
    if not view.has("weapons") or not any(number.kind in COUNTABLE for number in view.numbers):
        return False
    kinds = {m.first for m in view.of("weapon_modifiers")}  # "574 attack drones"
    return not any(m.kind in HAPPENING and m.first not in kinds for m in view.mentions)


def _is_kind(view: View) -> bool:
    """Tell whether an entry names a kind of weapon without a figure."""
    return view.has("weapons") and not (view.numbers or view.places or view.has_any(HAPPENING))


def _is_mark(view: View, tokens: Sequence[Token]) -> bool:
    """Tell whether a clause is no more than a semicolon between entries."""
    span = range(view.clause.first, view.clause.last)
    return not any(tokens[index].text.isalnum() for index in span)


def _is_place_entry(harm: View, view: View, tokens: Sequence[Token]) -> bool:
    """Tell whether a clause only names a further place of a sentence and what or who is there."""
    if not _same_sentence(harm, view) or view.has_any(_NO_ENTRY):
        return False
    if view.has_any(HAPPENING):  # "three died in A and | one more in shelling of B"
        return harm.has_any(("killed", "injured")) and _one_more(view, tokens) is not None
    placed = any(place.role in {"location", "listed"} for place in view.places)
    return placed and (_things(harm, view) or _people(harm, view))


def _one_more(view: View, tokens: Sequence[Token]) -> int | None:
    """Return where a count of people opens a clause that only an attack follows: "one more in"."""
    if view.has_any(_HAPPENED) or not view.places:
        return None
    more = further_ends(view)
    counts = {n.first_token: n.last_token for n in view.numbers if n.kind in COUNTABLE}
    led = {m.first for m in view.among(_LEADS)}
    for first in range(view.clause.first, min(view.clause.first + _OPENS, view.clause.last)):
        end = counts.get(first, first)
        end = more.get(end, end)
        if end > first:
            parted = end < view.clause.last and tokens[end].text in _DASHES
            return first if end + parted in led else None
    return None


def _things(harm: View, entry: View) -> bool:
    return harm.has("effects") and entry.has("targets")


def _people(harm: View, entry: View) -> bool:
    counted = any(number.kind in COUNTABLE for number in entry.numbers)
    return harm.has_any(("killed", "injured")) and (counted or entry.has("person_one"))


def _same_sentence(one: View, other: View) -> bool:
    return one.clause.sentence == other.clause.sentence


def _harmed_too(harm: View, entry: View, tokens: Sequence[Token]) -> View:
    kinds = ("effects",) if _things(harm, entry) else ("killed", "injured")
    verb = next(mention for mention in harm.mentions if mention.kind in kinds)
    first = _one_more(entry, tokens) or entry.clause.first
    said = replace(verb, first=first, last=first, start=entry.start, end=entry.start)
    return replace(entry, mentions=[said, *entry.mentions])


def _read_under(head: View, entry: View, tokens: Sequence[Token]) -> View:
    """Return an entry with the verb of its head, labelled with it, and the doers."""
    verb = next(m for m in reversed(head.mentions) if m.kind in _HEADS)
    first = entry.clause.first
    kind = "launch" if verb.kind in _STRIKING else verb.kind
    said = replace(
        verb,
        kind=kind,
        label=str(head.start),
        first=first,
        last=first,
        start=entry.start,
        end=entry.start,
    )
    doers = [replace(actor, first=first, last=first) for actor in head.actors]
    own = {m.first for m in entry.of("weapon_modifiers")}
    rest = [m for m in entry.mentions if not (m.kind in HAPPENING and m.first in own)]
    return replace(
        entry,
        mentions=[said, *rest],
        numbers=[_before_noun(number, entry, tokens) for number in entry.numbers],
        actors=[*doers, *entry.actors],
    )


def _before_noun(number: NumberMention, entry: View, tokens: Sequence[Token]) -> NumberMention:
    """Return a figure that a dash parts from its weapon as if it stood before: "drones - six"."""
    nouns = [m for m in entry.of("weapons") if m.last < number.first_token]
    dash = number.first_token - 1
    if not nouns or tokens[dash].text not in _DASHES or len(entry.numbers) > 1:
        return number
    first = nouns[0].first
    return replace(number, first_token=first, last_token=first, number_token=first)
