"""Words just before and just behind a token."""

from typing import NamedTuple

import pytest

from transforms.events.nearby import any_after, any_before


class _Word(NamedTuple):
    first: int
    last: int


WORDS = [_Word(2, 4), _Word(10, 11)]


@pytest.mark.parametrize(
    ("first", "near"), [(3, False), (4, True), (6, True), (7, False), (11, True), (14, False)]
)
def test_a_word_is_before_a_token_up_to_the_reach(first: int, near: bool):
    assert any_before(WORDS, first, 2) is near


@pytest.mark.parametrize(
    ("end", "near"), [(0, True), (2, True), (3, False), (8, True), (10, True), (11, False)]
)
def test_a_word_is_behind_a_token_up_to_the_reach(end: int, near: bool):
    assert any_after(WORDS, end, 2) is near


def test_no_words_are_near():
    assert not any_before([], 5, 100)
    assert not any_after([], 5, 100)
