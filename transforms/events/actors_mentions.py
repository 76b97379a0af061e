"""Armies, groups and "the enemy" as doers, with the code that the attacker slot takes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.actors_outlets import enemy_of, outlet_of, side_of
from transforms.events.attribution import Attribution
from transforms.events.attribution_knowledge import Knowledge
from transforms.events.attribution_phrases import Hit
from transforms.language.sentences import Sentence, sentence_at
from transforms.language.tokens import Token


@dataclass(slots=True, unsafe_hash=True)
class ActorMention:
    """A force named in the text; offsets are characters, the end exclusive.

    ``code`` is the attacker's ISO code or group, None for an enemy whose side is unknown;
    ``kind`` is "force" for those listed, "army" for that of any country, or "enemy".
    """

    start: int
    end: int
    first: int
    last: int
    code: str | None
    kind: str


def find_actors(
    tokens: Sequence[Token],
    knowledge: Knowledge,
    source: str | None = None,
    sentences: Sequence[Sentence] = (),
    attributions: Sequence[Attribution] = (),
    hits: Sequence[Hit[tuple[str | None, str]]] | None = None,
) -> list[ActorMention]:
    """Return the forces of a text, sorted by start; ``hits`` where their words are known already.

    "Enemy" takes the enemy of whoever speaks in its sentence, else of the side the text speaks
    for; ``source`` is the registered domain of the outlet. Whether a force is the doer or the
    victim is for the caller to decide from the sentence.
    """
    hits = knowledge.forces.find(tokens) if hits is None else hits
    speakers = _Speakers(tokens, knowledge, source, sentences, attributions)
    mentions = []
    for hit in hits:
        code, kind = hit.payloads[0]
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        if kind == "enemy":
            code = _country_beside(tokens, hit, knowledge) or speakers.enemy_at(start)
        mentions.append(ActorMention(start, end, hit.first, hit.last, code, kind))
    return mentions


def _country_beside(
    tokens: Sequence[Token], hit: Hit[tuple[str | None, str]], knowledge: Knowledge
) -> str | None:
    """Return the side whose adjective stands with "enemy": "l'ennemi israélien"."""
    for at in (hit.first - 1, hit.last):
        country = knowledge.adjective_of(tokens[at]) if 0 <= at < len(tokens) else None
        if country is not None:
            return country.side
    return None


class _Speakers:
    """Whose enemy is meant where."""

    def __init__(
        self,
        tokens: Sequence[Token],
        knowledge: Knowledge,
        source: str | None,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
    ) -> None:
        self._tokens = tokens
        self._knowledge = knowledge
        self._source = source
        self._starts = [sentence.start for sentence in sentences]
        self._attributions = attributions
        self._text_enemy: tuple[str | None] | None = None

    def enemy_at(self, offset: int) -> str | None:
        """Return the code of the enemy for the word at a character offset."""
        sentence = sentence_at(self._starts, offset)
        for attribution in self._attributions:
            if sentence in attribution.scope:
                enemy = enemy_of(self._knowledge.outlets, attribution.side)
                if enemy is not None:
                    return enemy
        if self._text_enemy is None:
            self._text_enemy = (self._enemy_of_text(),)
        return self._text_enemy[0]

    def _enemy_of_text(self) -> str | None:
        side = speaking_side(self._tokens, self._knowledge, self._source)
        if side is not None and self._is_spoken_of(side):
            return enemy_of(self._knowledge.outlets, side)
        voices = Counter(
            attribution.side
            for attribution in self._attributions
            if enemy_of(self._knowledge.outlets, attribution.side) is not None
        )
        if len(voices) == 1:
            return enemy_of(self._knowledge.outlets, next(iter(voices)))
        return None

    def _is_spoken_of(self, side: str) -> bool:
        """An outlet far from the fighting may report on the enemies of others."""
        outlet = outlet_of(self._knowledge.outlets, self._source)
        if outlet is None or outlet.language != "en" or self._knowledge.language != "en":
            return True
        words = self._knowledge.country_words.get(side, frozenset())
        return any(token.lower in words for token in self._tokens)


def speaking_side(tokens: Sequence[Token], knowledge: Knowledge, source: str | None) -> str | None:
    """Return whose "we" the text speaks with: the outlet's side, else by wording and language."""
    outlet = outlet_of(knowledge.outlets, source)
    clues: list[str] = []
    if outlet is None or outlet.side is None:
        clues = [hit.payloads[0] for hit in knowledge.occupiers.find(tokens)]
    return side_of(knowledge.outlets, source, knowledge.language, clues)
