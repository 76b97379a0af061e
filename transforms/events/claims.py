"""Who takes an attack upon itself, or is blamed for it, in a sentence that tells no more."""

from collections.abc import Sequence
from typing import Final

from transforms.events.analysis import Analysis
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.scenes import country_of
from transforms.events.words import Mention
from transforms.language.sentences import sentence_at

_BEFORE: Final = 5  # tokens: "Al Shabaab group (later) claimed"
_BEHIND: Final = 5  # tokens: "blamed the outlawed separatist group | BLA"
_SENTENCES: Final = 3
_DEEDS: Final = frozenset({ATTACK, CAPTURE})
_Named = tuple[int, int, str | None]
_NO_CLAIM: Final = ("negation", "nobody", "background")
_WORDS: Final = frozenset({"claiming", "blaming"})


def claimed_for(event: Candidate, events: Sequence[Candidate], analysis: Analysis) -> str | None:
    """Return the code of the only party that claims an attack, or else is blamed for it.

    A sentence with such words is on the attack told last before it.
    """
    if analysis.kinds.keys().isdisjoint(_WORDS):
        return None
    home = country_of(event)
    for kind in ("claiming", "blaming"):
        found = {
            party
            for word in analysis.kinds.get(kind, ())
            if _is_on(event, events, word, analysis)
            for party in (_party(word, analysis),)
            if party not in {None, home}
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _sentence_of(word: Mention, analysis: Analysis) -> int:
    return sentence_at([one.start for one in analysis.sentences], word.start)


def _is_on(
    event: Candidate, events: Sequence[Candidate], word: Mention, analysis: Analysis
) -> bool:
    """Tell whether a claim is on an event: no other attack is told in between."""
    sentence = _sentence_of(word, analysis)
    attacks = [one for one in events if one.kind in _DEEDS]
    before = [one for one in attacks if one.sentences[0] <= sentence]
    if event not in before:
        return False
    if len(attacks) == 1:
        return True
    last = max(max(n for n in one.sentences if n <= sentence) for one in before)
    told = [n for n in event.sentences if n <= sentence]
    return max(told) == last and sentence - last <= _SENTENCES


def _party(word: Mention, analysis: Analysis) -> str | None:
    """Return who claims, named before the word, or who is blamed or claims "by", behind it."""
    sentence = analysis.sentences[_sentence_of(word, analysis)]
    forces = [
        (one.first, one.last, one.code)
        for one in analysis.actors
        if sentence.start <= one.start < sentence.end
    ]
    within = {at for first, last, _ in forces for at in range(first, last)}
    states = [
        (one.first_token, one.last_token, one.country)
        for one in analysis.places
        if one.kind == "country"
        and sentence.start <= one.start < sentence.end
        and one.first_token not in within  # "Iran-backed militias"
    ]
    for named in (forces, states):  # "the Houthis of Yemen"
        own = word.kind == "claiming" or _is_passive(word, analysis)
        near = _claiming(named, word, analysis) if own else []
        reach = _reach_behind(word, analysis)
        near = near or [one for one in named if 0 <= one[0] - word.last <= reach]
        if near:
            return near[0][2]
    return None


def _is_passive(word: Mention, analysis: Analysis) -> bool:
    """Tell whether the one named before is blamed: "the group was | blamed"."""
    return any(one.last == word.first for one in analysis.kinds.get("passive", ()))


def _reach_behind(word: Mention, analysis: Analysis) -> int:
    """Return how far behind a word the party may stand: a claim "by" it, or right behind it."""
    if word.kind == "blaming":
        return _BEHIND
    if any(word.last in (m.first, m.last) for m in analysis.kinds.get("by_agent", ())):
        return _BEHIND
    following = analysis.lowers[word.last : word.last + 1]
    return int(following != [","])


def _claiming(named: Sequence[_Named], word: Mention, analysis: Analysis) -> list[_Named]:
    """Return the party last named before a claim, nothing where it makes none."""
    to = {m.last for m in analysis.kinds.get("other_prepositions", ())}
    no_claim = [m for kind in _NO_CLAIM for m in analysis.kinds.get(kind, ())]
    return [
        one
        for one in named[::-1]
        if 0 <= word.first - one[1] <= _BEFORE
        and to.isdisjoint((one[0], one[0] - 1))  # "a group with links to (the) Islamic State"
        and not any(one[1] <= m.first <= word.first for m in no_claim)
    ]
