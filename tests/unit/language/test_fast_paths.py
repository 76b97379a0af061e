"""The fast ways of cutting and matching words give what the plain ways give."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.events.attribution_phrases import FirstWordMatcher
from transforms.language.first_words import FirstWords
from transforms.language.phrases import PhraseMatcher
from transforms.language.tokens import _TOKEN, Tokens, tokenize

TEXTS = st.text(st.sampled_from("ab1 23 0.,:-'’s\u00a0\u202f\n\t(Щё_"), max_size=40)
WORDS = ("drone", "strike", "hit", "oil", "depot", "the")
SENTENCES = st.lists(st.sampled_from((*WORDS, "drones", "struck", "Port", ",")), max_size=12)
PHRASES = st.lists(
    st.lists(st.sampled_from((*WORDS, "=hit", "dro*")), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=5,
)


@given(TEXTS)
def test_cutting_at_spaces_first_gives_the_tokens_of_the_whole_text(text: str):
    whole = [(match.start(), match[0]) for match in _TOKEN.finditer(text)]

    found = tokenize(text, None)

    assert [start for start, _ in whole] == [token.start for token in found]
    for (start, word), token in zip(whole, found, strict=True):
        assert token.text == text[token.start : token.end]
        assert token.text == word or (token.text == word[:-2] and word[-1] == "s")
        assert token.start == start


@given(PHRASES, PHRASES, SENTENCES)
def test_matchers_that_share_first_words_find_what_each_finds_alone(
    one: list[str], other: list[str], words: list[str]
):
    tokens = tokenize(" ".join(words), "en")
    alone = (_phrases(one), _first_words(other))
    shared = (_phrases(one), _first_words(other))
    firsts = FirstWords()
    shared[0].share(firsts)
    shared[1].share(firsts)

    assert isinstance(tokens, Tokens)
    assert list(alone[0].find_all(tokens)) == list(shared[0].find_all(tokens))
    assert alone[0].find(tokens) == shared[0].find(tokens)
    told, found = (
        [(hit.first, hit.last, hit.payloads) for hit in matcher.find(tokens)]
        for matcher in (alone[1], shared[1])
    )
    assert told == found


@given(PHRASES, SENTENCES)
def test_the_matcher_by_first_words_finds_the_longest_phrases(phrases: list[str], words: list[str]):
    tokens = tokenize(" ".join(words), "en")
    found = _phrases(phrases).find(tokens)
    spans = [(first, last, phrase) for first, last, phrase in _phrases(phrases).spans(tokens)]

    hits = _first_words(phrases).find(tokens)

    assert [(hit.first, hit.last) for hit in hits] == list(
        dict.fromkeys((match.first, match.last) for match in found)
    )
    assert len(spans) == len(set(spans))


def _phrases(phrases: list[str]) -> PhraseMatcher[str]:
    matcher: PhraseMatcher[str] = PhraseMatcher("en")
    for phrase in phrases:
        matcher.add(phrase, phrase)
    return matcher


def _first_words(phrases: list[str]) -> FirstWordMatcher[str]:
    matcher: FirstWordMatcher[str] = FirstWordMatcher()
    for phrase in phrases:
        matcher.add(phrase, phrase)
    return matcher


def test_a_phrase_may_leave_a_choice_of_words() -> None:
    matcher: PhraseMatcher[str] = PhraseMatcher("en")
    matcher.add("=jets|=planes ?=also strike|=hit", "raid")

    for text in ("jets hit", "planes also strike", "jets struck"):
        tokens = tokenize(text, "en")
        assert [(m.first, m.last) for m in matcher.find_all(tokens)] == [(0, len(tokens))]
    assert not list(matcher.find_all(tokenize("jets jets", "en")))
