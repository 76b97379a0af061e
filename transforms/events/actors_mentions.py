"""Armies, groups and "the enemy" as doers, with the code that the attacker slot takes."""

from collections.abc import Sequence
from typing import NamedTuple, Optional

from transforms.events.actors_outlets import enemy_of, outlet_of, side_of
from transforms.events.attribution_lexicon import Knowledge
from transforms.language.tokens import Token


class ActorMention(NamedTuple):
    """A force named in the text; offsets are characters, the end exclusive.

    ``code`` is the attacker's ISO code or group, None for an enemy whose side is unknown;
    ``kind`` is "force" or "enemy".
    """

    start: int
    end: int
    first: int
    last: int
    code: Optional[str]
    kind: str


def find_actors(
    tokens: Sequence[Token], knowledge: Knowledge, source: str | None = None
) -> list[ActorMention]:
    """Return the forces of a text, sorted by start; "enemy" takes the enemy of the outlet's side.

    ``source`` is the registered domain of the outlet. Whether a force is the doer or the victim
    is for the caller to decide from the sentence.
    """
    hits = knowledge.forces.find(tokens)
    enemy = None
    if any(hit.payloads[0][1] == "enemy" for hit in hits):
        enemy = enemy_of(knowledge.outlets, speaking_side(tokens, knowledge, source))
    mentions = []
    for hit in hits:
        code, kind = hit.payloads[0]
        mentions.append(
            ActorMention(
                tokens[hit.first].start,
                tokens[hit.last - 1].end,
                hit.first,
                hit.last,
                enemy if kind == "enemy" else code,
                kind,
            )
        )
    return mentions


def speaking_side(
    tokens: Sequence[Token], knowledge: Knowledge, source: str | None
) -> str | None:
    """Return whose "we" the text speaks with: the outlet's side, else by wording and language."""
    outlet = outlet_of(knowledge.outlets, source)
    clues: list[str] = []
    if outlet is None or outlet.side is None:
        clues = [hit.payloads[0] for hit in knowledge.occupiers.find(tokens)]
    return side_of(knowledge.outlets, source, knowledge.language, clues)
