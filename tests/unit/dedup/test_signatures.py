"""Signatures and bands: stable, order-free, wide enough for copies with edits."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dedup.shingles import shingle_hashes, words
from transforms.dedup.signatures import (
    ALGORITHM_VERSION,
    BANDS,
    SIGNATURE_BYTES,
    UnknownSignatureError,
    band_keys,
    bands,
    estimated_similarity,
    is_comparable,
    numbers_key,
    signature,
    signatures,
)

TEXTS = st.text(alphabet="abcdeяїة国 \n.,1-", max_size=60)


def test_stored_signatures_stay_readable() -> None:
    """Changes with the algorithm only: then ALGORITHM_VERSION has to change with it."""
    assert signature("Drones hit the depot near the river last night.").hex()[:34] == PINNED


PINNED = "01c845001b9ba615549b98089025d36b7f"


@given(st.lists(TEXTS, max_size=6))
def test_a_batch_gives_what_single_texts_give(texts: list[str]) -> None:
    assert signatures(texts) == [signature(text) for text in texts]


@given(TEXTS)
def test_case_space_and_punctuation_do_not_count(text: str) -> None:
    assert signature(text) == signature("  " + text.upper().replace(".", " !").lower())


def test_a_text_without_a_shingle_has_a_signature() -> None:
    assert len(signature("")) == SIGNATURE_BYTES
    assert signature("one") != signature("two")
    assert signature("one two") != signature("two one")


def test_characters_without_spaces_are_words() -> None:
    assert words("国防部 2 Drones") == ["国", "防", "部", "2", "drones"]


def test_shingles_do_not_run_into_the_next_text() -> None:
    hashes, offsets = shingle_hashes(["a b c d", "e f g"])
    alone, _ = shingle_hashes(["e f g"])
    assert offsets.tolist() == [0, 2, 3]
    assert hashes[2] == alone[0]


def test_the_estimate_follows_the_similarity() -> None:
    words_of_text = [f"w{number}" for number in range(400)]
    one = " ".join(words_of_text)
    other = " ".join(words_of_text[:300] + [f"x{number}" for number in range(100)])
    assert estimated_similarity(signature(one), signature(other)) == pytest.approx(0.6, abs=0.15)
    assert estimated_similarity(signature(one), signature(one)) == 1.0


def test_copies_that_share_two_fifths_meet_in_a_band() -> None:
    rng = random.Random(1)
    missed = 0
    for _ in range(200):
        shared = [str(rng.random())[2:] for _ in range(114)]
        one, other = ([str(rng.random())[2:] for _ in range(86)] for _ in range(2))
        left, right = signatures([" ".join(shared + one), " ".join(shared + other)])
        missed += not set(bands(left)) & set(bands(right))
    assert missed <= 4


def test_every_band_has_keys_of_its_own() -> None:
    keys = bands(signature("the same the same the same"))
    assert len(keys) == len(set(keys)) == BANDS
    assert band_keys([signature("a"), signature("b")]).dtype == np.uint64


@pytest.mark.parametrize(
    "value", [b"", b"\x63" + signature("a")[1:], signature("a")[:-1], signature("a") + b"\0"]
)
def test_signatures_of_other_versions_are_refused(value: bytes) -> None:
    assert not is_comparable(value)
    with pytest.raises(UnknownSignatureError):
        bands(value)


def test_numbers_are_a_set() -> None:
    assert numbers_key(signature("12 of 40, then 12")) == numbers_key(signature("40 and 12"))
    assert numbers_key(signature("12")) != numbers_key(signature("13"))


def test_the_version_stands_in_the_first_byte() -> None:
    assert signature("a")[0] == ALGORITHM_VERSION
    assert is_comparable(signature("a"))
    assert not is_comparable(None)
