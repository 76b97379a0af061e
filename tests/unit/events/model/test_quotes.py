"""A quote stands in the text or it does not; only typing may differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.model.quotes import Quotes

TEXT = "He said: “The  plant\nisn’t working”. Drones hit Ust‑Luga. The plant – it burns. Start art."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Drones hit", "Drones hit"),
        ('"The plant isn\'t working"', "“The  plant\nisn’t working”"),
        ("the  plant", None),
        ("The plant - it burns", "The plant – it burns"),
        ("“Drones hit Ust-Luga.”", "Drones hit Ust‑Luga"),
        ("art", "art"),
        ("Star", None),
        ("Drones missed", None),
        ("", None),
        ("  ", None),
        ("”.", "”."),
        ("...", None),
        ("Drones " * 1000, None),
    ],
)
def test_a_quote_is_found_as_it_was_typed(quote: str, words: str | None) -> None:
    found = Quotes(TEXT).find(quote)
    assert (TEXT[slice(*found)] if found else None) == words


def test_a_word_inside_another_is_no_place_of_it() -> None:
    found = Quotes(TEXT).find("art")
    assert found == (len(TEXT) - 4, len(TEXT) - 1)


def test_of_several_places_the_nearest_to_the_evidence_is_taken() -> None:
    text = "Kyiv. One. Kyiv. Two. Kyiv."
    assert Quotes(text).find("Kyiv", (11, 20)) == (11, 15)
    assert Quotes(text).find("Kyiv", (17, 20)) == (11, 15)
    assert Quotes(text).find("Kyiv") == (0, 4)


@given(st.text(max_size=60), st.data())
def test_what_was_cut_from_a_text_at_its_words_is_found_in_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Quotes(text).find(text[start:end])
    if found is not None:
        assert 0 <= found[0] < found[1] <= len(text)


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_quote_of_any_text_is_answered(text: str, quote: str) -> None:
    found = Quotes(text).find(quote)
    assert found is None or text[slice(*found)]
