"""Tolls told before their attack, as the latest word, or as sums of a war."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        (
            "uk",
            "У Харкові після удару дрона є постраждалі. За останніми даними, поранення отримали 17"
            " осіб. Раніше було відомо про 12 поранених.",
            (None, 17),
        ),
        (
            "uk",
            "За даними служби, кількість постраждалих зросла до 19 людей. Загинула жінка. Російські"
            " військові атакували Кривий Ріг ракетами увечері 8 січня.",
            (1, 19),
        ),
        (
            "uk",
            "Кількість постраждалих через удар по Кривому Рогу зросла, на зараз їх 16. Надійшло"
            " понад 130 заяв від потерпілих.",
            (None, 16),
        ),
    ],
)
def test_the_toll_of_an_attack(
    extract: Extract, language: str, text: str, toll: tuple[int | None, int | None]
) -> None:
    event = extract(text, language=language)[0]
    assert (event.killed, event.injured) == toll


def test_sums_of_a_war_leave_the_day_its_own_figures(extract: Extract) -> None:
    (event,) = extract(
        "The UAE's defence ministry said air defences detected 14 ballistic missiles on Sunday and"
        " destroyed 13 of them. Since the start of the Iranian attacks, they have"
        " detected 210 ballistic missiles."
        " Of these, 195 were intercepted. The ministry said that the continuing strikes have killed"
        " four people and wounded 90.",
        language="en",
    )
    assert (event.missiles_launched, event.missiles_downed) == (14, 13)
    assert (event.killed, event.injured) == (None, None)


def test_makes_told_in_a_row_are_what_their_noun_says(extract: Extract) -> None:
    event = extract("Russia hit the Kyiv region with Kh-101/Kh-555 missiles.", language="en")[0]
    assert event.weapons == ["missile"]


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        (
            "en",
            "Drones hit the port of Tuapse and wounded five sailors. Another two people were"
            " injured in their flats.",
            (None, 7),
        ),
        (
            "en",
            "Nine people were injured in Tuapse. Drones hit the port of Tuapse and wounded five"
            " sailors. Another four people were injured in their flats.",
            (None, 9),
        ),
        (
            "en",
            "A missile killed two people in Sumy. Six more were injured, the mayor said.",
            (2, 6),
        ),
        (
            "ru",
            "Дроны ударили по порту Туапсе, пострадали четверо моряков. Ещё один человек ранен в"
            " многоэтажке.",
            (None, 5),
        ),
    ],
)
def test_people_who_come_to_those_told_before(
    extract: Extract, language: str, text: str, toll: tuple[int | None, int | None]
) -> None:
    event = extract(text, language=language)[0]
    assert (event.killed, event.injured) == toll
