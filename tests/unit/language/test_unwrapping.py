"""Texts broken at a width are put together; lines that are lines stay apart."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.unwrapping import unwrapped

PARAGRAPHS = (
    "Drones hit an oil depot near Oryol in the night of Monday, and the governor of the region, "
    "Andrey Klychkov, said that a tank was burning. Nobody was hurt.",
    "In the port of Ust-Luga loading was stopped for some hours after 14 drones had been shot down "
    "over the Leningrad region, officials said.",
    "The Ministry of Defence counted 57 drones over seven regions. It told of no damage.",
)
WORDS = st.lists(
    st.sampled_from(["a", "fire", "broke", "out", "near", "the", "Oryol", "depot"]), min_size=80
)


def wrapped(paragraphs: tuple[str, ...], width: int, between: str = "\n\n") -> str:
    """Return paragraphs with their lines broken at a width."""
    return between.join(
        "\n".join(textwrap.wrap(one, width, break_on_hyphens=False)) for one in paragraphs
    )


@pytest.mark.parametrize("width", [40, 60, 72, 80])
def test_broken_paragraphs_become_whole(width: int) -> None:
    assert unwrapped(wrapped(PARAGRAPHS, width)) == "\n\n".join(PARAGRAPHS)


def test_cyrillic_lines_are_joined() -> None:
    text = (
        "Ночью беспилотники атаковали нефтебазу под Орлом. По словам\nгубернатора, горит один "
        "резервуар, пострадавших\nнет. Над регионом сбиты 14 аппаратов, ещё\nтри упали в поле."
    )

    assert unwrapped(text) == text.replace("\n", " ")


def test_a_parted_word_keeps_its_hyphen() -> None:
    text = "\n".join(
        [
            "the loading of tankers in the port of Ust-",
            "Luga was stopped, and the fire at the depot was",
            "put out in the morning, while the trains to the",
            "port were late by several hours on that day and",
            "passengers had to wait for buses.",
        ]
    )

    assert "port of Ust-Luga was stopped" in unwrapped(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(PARAGRAPHS),
        "\n".join(PARAGRAPHS),
        "Пожежа на нафтобазі\nросія атакувала Одесу, є постраждалі.\nДвоє поранені.\nВсе.",
        "Shot down:\n- 12 over Bryansk\n- 5 over Kursk\n- 3 over Oryol\n- 1 over Tula",
        "Home\nNews\nWar\nMaps\nDrones hit a depot near Oryol, the governor said on Monday.",
        "",
        "\n\n\n\n",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text


@given(WORDS, st.integers(min_value=30, max_value=100))
def test_no_word_is_lost_or_added(words: list[str], width: int) -> None:
    text = "\n".join(textwrap.wrap(" ".join(words), width))

    assert unwrapped(text).split() == words


@given(st.text(alphabet="ab.A1-• \n", max_size=400))
def test_only_line_ends_and_spaces_change(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())
