"""Sentence segmentation."""

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.sentences import Sentence, sentence_at, split_sentences

PARAGRAPHS = [
    (language, paragraph)
    for language, paragraphs in yaml.safe_load(
        (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
    ).items()
    for paragraph in paragraphs
]


@pytest.mark.parametrize(("language", "paragraph"), PARAGRAPHS)
def test_sentences_of_the_written_set_are_found(language, paragraph):
    glued = language == "glued"
    text = ("" if glued else " ").join(paragraph)
    found = split_sentences(text, None if glued else language)
    assert paragraph == [text[s.start : s.end] for s in found]


def test_line_ends_always_end_a_sentence_and_number_the_paragraphs():
    text = "First point\n\n• second point\nthird. Fourth."
    found = split_sentences(text, "en")
    assert [(s.paragraph, text[s.start : s.end]) for s in found] == [
        (0, "First point"),
        (1, "• second point"),
        (2, "third."),
        (2, "Fourth."),
    ]


@pytest.mark.parametrize(
    "text",
    ["See rbc.ua or Leopolis.news today", "The U.S.A team won", "Version 2.0 is out", "3.5 km away",
     "He asked why... and left", "Gov.Smith spoke", "им.Кирова встал", "a.b.C", "Yes! (laughs)"],
)  # fmt: skip
def test_what_is_one_sentence_stays_one(text):
    assert [Sentence(0, len(text), 0)] == split_sentences(text, "en" if text.isascii() else "ru")


@given(
    st.text(st.sampled_from("aB.!?…»”\"'«( \n\t5—гР,;"), max_size=80),
    st.sampled_from(["en", "ru", "uk", "de", None, "xx"]),
)
def test_sentences_are_in_order_and_cover_all_but_space(text, language):
    found = split_sentences(text, language)
    covered = {i for s in found for i in range(s.start, s.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(s.start < s.end and not text[s.start].isspace() for s in found)
    assert all("\n" not in text[s.start : s.end] for s in found)


@given(st.text(max_size=60))
def test_any_text_is_split_without_loss(text):
    found = split_sentences(text, "en")
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(text.split()) == "".join(kept.split())


@pytest.mark.parametrize(("offset", "number"), [(0, 0), (2, 0), (11, 0), (12, 0), (13, 1), (40, 1)])
def test_a_character_is_in_the_sentence_that_begins_at_or_before_it(offset: int, number: int):
    starts = [sentence.start for sentence in split_sentences("  It burned. No one died.", "en")]

    assert starts == [2, 13]
    assert sentence_at(starts, offset) == number
