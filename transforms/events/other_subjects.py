"""Attacks told in a line of their own in articles of another subject.

A report on a match or a drill may hold one line on an attack. Of such an article only those lines
are read that have weapons or deaths and no word of its subject, and of them only what has these, a
place, and a day, figures or effects.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from transforms.events.candidates import ATTACK, Candidate, Dropped, dropped_clause
from transforms.events.words import Mention

_OTHER: Final = ("domains", "drill")
_DEEDS: Final = ("attack_nouns", "attack_verbs", "strike_verbs", "impact", "downed", "launch")
_ARMED: Final = ("weapons", "killed")
_KILLED: Final = "killed"
_SUBJECT: Final = "another subject"


def lines_beside(text: str, kinds: Mapping[str, Sequence[Mention]]) -> list[tuple[int, int]]:
    """Return the lines (start, end) of an article that tell of weapons or deaths, not its subject.

    ``kinds`` are its event words by their kind.
    """
    armed = sorted(mention.start for kind in _ARMED for mention in kinds.get(kind, ()))
    if not armed:
        return []
    subject = [mention.start for kind in _OTHER for mention in kinds.get(kind, ())]
    deeds = [mention.start for kind in _DEEDS for mention in kinds.get(kind, ())]
    found: list[tuple[int, int]] = []
    killed = [mention.start for mention in kinds.get(_KILLED, ())]
    weapons = [mention.start for mention in kinds.get("weapons", ())]
    for at in armed:
        if found and at < found[-1][1]:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = start, len(text) if end < 0 else end
        told = _inside(deeds, line) or (_inside(killed, line) and _inside(weapons, line))
        if told and not _inside(subject, line):
            found.append(line)
    return found


def _inside(places: Sequence[int], line: tuple[int, int]) -> bool:
    return any(line[0] <= at < line[1] for at in places)


def told_in(
    lines: Sequence[tuple[int, int]], candidates: Sequence[Candidate]
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the candidates that are attacks told in such lines, and the others as dropped."""
    kept = [one for one in candidates if _is_attack(one) and any(_in(one, line) for line in lines)]
    left = [one for one in candidates if one not in kept]
    return kept, [dropped_clause(one, _SUBJECT) for one in left]


def _in(one: Candidate, line: tuple[int, int]) -> bool:
    return line[0] <= one.start < line[1]


def _is_attack(one: Candidate) -> bool:
    """Tell whether a candidate has weapons or deaths, a place, and a day, figures or effects."""
    told = one.date is not None or one.effects or any(fact.value for fact in one.facts)
    armed = one.weapons or any(fact.role == _KILLED and fact.value for fact in one.facts)
    return one.kind == ATTACK and bool(armed and told) and one.sites.pinned is not None
