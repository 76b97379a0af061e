"""A toll of an area stays with the area; the part of one place is that place's."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "area", "place"),
    [
        (
            "Israeli strikes killed 14 people across Gaza on Wednesday, including six in Khan "
            "Younis, medics said.",
            "Gaza Strip",
            "Khan Younis",
        ),
        (
            "Russian shelling killed 14 people in Kharkiv region, including six in Izium.",
            "Kharkiv Oblast",
            "Izium",
        ),
        (
            "Fourteen people were killed in Donetsk region, six of them in Kramatorsk, after "
            "Russian strikes.",
            "Donetsk Oblast",
            "Kramatorsk",
        ),
        (
            "Российские удары убили 14 человек по всей Украине, в том числе шестерых в Харькове.",
            None,
            "Kharkiv",
        ),
    ],
)
def test_the_area_has_the_toll_and_the_place_its_part(
    extract: Extract, text: str, area: str | None, place: str
) -> None:
    whole, part = extract(text, language=language_of(text))
    assert (whole.admin1, whole.place, whole.killed) == (area, None, 14)
    assert (part.place, part.killed) == (place, 6)


def test_children_among_the_dead_are_no_part_of_a_place(extract: Extract) -> None:
    (event,) = extract("Russian shelling killed 14 people, including six children, in Izium.")
    assert (event.place, event.killed) == ("Izium", 14)
