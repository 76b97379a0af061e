"""What a text says about whether its report holds: could not be checked, or is denied by someone."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple, Optional

from transforms.events.attribution import Attribution
from transforms.events.attribution_lexicon import Knowledge
from transforms.events.attribution_scope import SentenceLike
from transforms.language.tokens import Token

_NEGATION_WORDS: Final = 2


class VerificationMention(NamedTuple):
    """One remark; offsets are characters, the end exclusive.

    ``status`` is "unverified" or "denied"; ``by`` names who denies where the text tells;
    ``scope`` holds the sentence indexes it is about; ``general``: it is about the whole text.
    """

    start: int
    end: int
    sentence: int
    status: str
    by: Optional[str]
    scope: tuple[int, ...]
    general: bool


def find_verification(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[SentenceLike],
    knowledge: Knowledge,
    attributions: Sequence[Attribution] = (),
) -> list[VerificationMention]:
    """Return the remarks of a text on its verification, sorted by start.

    A remark that no report could be checked is general when its sentence speaks of claims,
    information or reports at large and stands in a paragraph of its own; else it is about its own
    sentence and the one before. A denial counts with the one who denies.
    """
    found = []
    starts = [sentence.start for sentence in sentences]
    hits = knowledge.verification.find(tokens)
    objects = {
        max(0, bisect_right(starts, tokens[hit.first].start) - 1)
        for hit in hits
        if "disclaimer" in hit.payloads
    }
    for hit in hits:
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        at = max(0, bisect_right(starts, start) - 1)
        if "unverified" in hit.payloads:
            general = at in objects and _stands_apart(sentences, at)
            scope = tuple(range(len(sentences))) if general else _near(sentences, at)
            found.append(VerificationMention(start, end, at, "unverified", None, scope, general))
        elif "denied" in hit.payloads and not _negated(tokens, hit.first, knowledge):
            by = next(
                (a.name for a in attributions if a.stance == "denies" and a.verb_start == start),
                None,
            )
            if by is not None:
                scope = _near(sentences, at)
                found.append(VerificationMention(start, end, at, "denied", by, scope, False))
    return sorted(found)


def _negated(tokens: Sequence[Token], first: int, knowledge: Knowledge) -> bool:
    return any(
        tokens[at].lower in knowledge.negations for at in range(max(0, first - _NEGATION_WORDS), first)
    )


def _stands_apart(sentences: Sequence[SentenceLike], at: int) -> bool:
    paragraph = sentences[at].paragraph
    before = at > 0 and sentences[at - 1].paragraph == paragraph
    return not before


def _near(sentences: Sequence[SentenceLike], at: int) -> tuple[int, ...]:
    return (at - 1, at) if at > 0 else (at,)
