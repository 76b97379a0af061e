"""Which of overlapping event words stay: the longest of a kind, none inside another of any kind."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.events.words import _TRANSPARENT, EventWords, Mention, _inside
from transforms.language.tokens import Token, tokenize

KINDS = ("weapons", "attack_nouns", "alert", "negation", "persons")
SPANS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(1, 4), st.sampled_from(KINDS), st.sampled_from("ab")),
    max_size=14,
)


class Matcher:
    """Stands in for the phrase matcher: these phrases are found, each once, from left to right."""

    def __init__(self, spans: list[tuple[int, int, str, str]], count: int) -> None:
        found = {
            (first, min(first + length, count), (kind, label))
            for first, length, kind, label in spans
        }
        self._spans = sorted(found, key=lambda span: span[:2])

    def spans(self, _tokens: list[Token]) -> list[tuple[int, int, tuple[str, str]]]:
        return self._spans


def slowly(spans: list[tuple[int, int, tuple[str, str]]], tokens: list[Token]) -> list[Mention]:
    """Return what stays, every phrase held against every longer one that stays."""
    kept: list[tuple[int, int, str, str]] = []
    found = {(first, last, kind, label) for first, last, (kind, label) in spans}
    for first, last, kind, label in sorted(found, key=lambda s: (s[0] - s[1], s[0], s[2], s[3])):
        extent = (first, last)
        inner = set(range(first, last))
        same = [k for k in kept if k[2] == kind and not inner.isdisjoint(range(k[0], k[1]))]
        if any(k[:2] != extent for k in same):
            continue
        owners: dict[int, tuple[int, int]] = {}
        for k in kept:
            if k[2] not in _TRANSPARENT:
                for index in range(k[0], k[1]):
                    owners.setdefault(index, k[:2])
        swallowed = any(at in owners and _inside(extent, owners[at]) for at in inner)
        if kind not in _TRANSPARENT and swallowed:
            continue
        kept.append((first, last, kind, label))
    return [
        Mention(kind, label, first, last, tokens[first].start, tokens[last - 1].end)
        for first, last, kind, label in sorted(kept)
    ]


@given(SPANS)
def test_single_words_are_held_only_against_phrases(spans: list[tuple[int, int, str, str]]):
    tokens = tokenize("a b c d e f g h", "en")
    matcher = Matcher(spans, len(tokens))
    words = EventWords.__new__(EventWords)
    words._matcher = matcher  # type: ignore[assignment]

    assert slowly(matcher.spans(tokens), tokens) == words.find(tokens)
