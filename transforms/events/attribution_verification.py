"""Whether a report holds, by the text's own words: could not be checked, or is denied."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from transforms.events.attribution import Attribution
from transforms.events.attribution_knowledge import Knowledge
from transforms.events.attribution_phrases import Hit
from transforms.language.sentences import Sentence, sentence_at
from transforms.language.tokens import Token

_SENTENCES_BACK: Final = 3
_WORDS_TO_END: Final = 3
_WORDS_TO_HIT: Final = 2
_OWNERS: Final = frozenset({"company", "operator"})  # they deny damage, not the attack


class VerificationMention(NamedTuple):
    """One remark; offsets are characters, the end exclusive.

    ``status`` is "unverified" or "denied"; ``by`` names who denies where the text tells;
    ``scope`` holds the sentence indexes it is about; ``general``: it is about the whole text.
    """

    start: int
    end: int
    sentence: int
    status: str
    by: str | None
    scope: tuple[int, ...]
    general: bool


def find_verification(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    knowledge: Knowledge,
    attributions: Sequence[Attribution] = (),
) -> list[VerificationMention]:
    """Return the remarks of a text on its verification, sorted by start.

    A remark that reports could not be checked is general when it opens a paragraph, speaks of
    claims, information or reports at large, and names nobody but an outlet. Else it is about its
    own sentence, the few before it, and what is attributed to whom it names. A denial counts only
    with the one who denies.
    """
    found = []
    starts = [sentence.start for sentence in sentences]
    hits = knowledge.verification.find(tokens)
    for hit in hits:
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        at = sentence_at(starts, start)
        if "unverified" in hit.payloads:
            if _doubts_a_part(tokens, sentences[at], hit, knowledge):
                continue
            named = _named_in(text[sentences[at].start : start], attributions)
            general = (
                not named
                and _opens_paragraph(sentences, at)
                and _speaks_of_reports(tokens, sentences[at], knowledge)
            )
            scope = tuple(range(len(sentences))) if general else _about(at, named)
            found.append(VerificationMention(start, end, at, "unverified", None, scope, general))
        elif "denied" in hit.payloads and not knowledge.negates(tokens, hit.first):
            by = next(
                (a for a in attributions if a.stance == "denies" and a.verb_start == start), None
            )
            if by is not None and by.role not in _OWNERS:
                scope = _just_before(sentences, at)
                found.append(VerificationMention(start, end, at, "denied", by.name, scope, False))
    return sorted(found)


def _speaks_of_reports(tokens: Sequence[Token], sentence: Sentence, knowledge: Knowledge) -> bool:
    first, last = _tokens_of(tokens, sentence)
    return any(not knowledge.disclaimers.isdisjoint(token.lemmas) for token in tokens[first:last])


def _doubts_a_part(
    tokens: Sequence[Token], sentence: Sentence, hit: Hit[str], knowledge: Knowledge
) -> bool:
    """Return whether a relative clause speaks of pictures ("a video which was not verified").

    One on reports doubts no more than what they say: "reports that were not verified suggest ...".
    """
    begin, end = _tokens_of(tokens, sentence)
    goes_on = end - hit.last > _WORDS_TO_END
    shown = told = relative = False
    for at in range(begin, hit.first):
        if shown or (told and at >= hit.first - _WORDS_TO_HIT):
            relative = relative or tokens[at].lower in knowledge.gap_stops
        shown = shown or not knowledge.imagery.isdisjoint(tokens[at].lemmas)
        told = told or (goes_on and not knowledge.disclaimers.isdisjoint(tokens[at].lemmas))
    return relative


def _tokens_of(tokens: Sequence[Token], sentence: Sentence) -> tuple[int, int]:
    """Return the half-open range of the tokens of a sentence."""
    first = bisect_left(tokens, sentence.start, key=_start)
    return first, bisect_left(tokens, sentence.end, first, key=_start)


def _start(token: Token) -> int:
    return token.start


def _opens_paragraph(sentences: Sequence[Sentence], at: int) -> bool:
    return at == 0 or sentences[at - 1].paragraph != sentences[at].paragraph


def _named_in(words: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions whose claimant the words name by surname or short name."""
    return [
        attribution
        for attribution in attributions
        if attribution.role != "outlet" and attribution.name.split()[-1] in words
    ]


def _just_before(sentences: Sequence[Sentence], at: int) -> tuple[int, ...]:
    """Return a denial's sentence, those before it in its paragraph, and at the top the last one."""
    first = at
    while first > max(0, at - _SENTENCES_BACK) and not _opens_paragraph(sentences, first):
        first -= 1
    return tuple(range(max(0, at - 1) if first == at else first, at + 1))


def _about(at: int, named: Sequence[Attribution]) -> tuple[int, ...]:
    scope = set(range(max(0, at - _SENTENCES_BACK), at + 1))
    for attribution in named:
        scope.update(attribution.scope)
    return tuple(sorted(scope))
