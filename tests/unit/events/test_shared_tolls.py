"""A headline's or region's number of people, of which each place told after it has its part."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        (
            "en",
            "Two people were killed and three wounded in Russian strikes on the Kharkiv region on"
            " Monday.\n\nA drone hit a car in Kupiansk, where one person was killed.\n\nIn Izium a"
            " missile struck a house; one man was killed and three people were wounded.",
            {"Kupiansk": (1, None), "Izium": (1, 3)},
        ),
        (
            "ru",
            "Два человека погибли и один ранен при атаках дронов в Белгородской области, сообщил"
            " губернатор.\n\nВ Шебекино дрон ударил по автомобилю, двое мужчин погибли на месте."
            "\n\nВ Валуйках дрон атаковал частный дом, ранен один человек.",
            {"Shebekino": (2, None), "Valuyki": (None, 1)},
        ),
        (
            "uk",
            "Двоє людей загинули та троє поранені через обстріли Харківщини.\n\nУ Куп'янську дрон"
            " влучив в авто, загинув один чоловік.\n\nВ Ізюмі ракета влучила в будинок: загинула"
            " жінка, троє людей поранені.",
            {"Kupiansk": (1, None), "Izium": (1, 3)},
        ),
    ],
)
def test_each_place_has_its_part(
    extract: Extract, language: str, text: str, parts: dict[str, tuple[int | None, int | None]]
) -> None:
    events = extract(text, published="2025-11-18", language=language)
    found = {event.place: (event.killed, event.injured) for event in events if event.place}
    assert found == parts


def test_a_toll_of_one_place_stays_where_others_have_their_own(extract: Extract) -> None:
    text = (
        "Five people were killed when a missile hit a market in Kharkiv on Monday. In Izium a drone"
        " struck a bus and killed two people."
    )
    events = extract(text, published="2025-11-18", language="en")
    assert {event.place: event.killed for event in events} == {"Kharkiv": 5, "Izium": 2}


def test_nobody_is_hurt_at_the_place_that_says_so(extract: Extract) -> None:
    text = (
        "Russia attacked the Dnipropetrovsk region with drones, one person was killed and one"
        " wounded. In the evening drones attacked Pavlohrad. There were no casualties."
    )
    event = extract(text, published="2025-11-18", language="en")[0]
    assert (event.place, event.killed, event.injured) == ("Pavlohrad", 0, 0)


def test_a_bare_number_before_a_town_is_its_part_of_the_whole(extract: Extract) -> None:
    text = (
        "Через обстріли Донеччини загинули п'ятеро людей: четверо у Костянтинівці й одна людина у"
        " Дружківці, повідомив голова області.\n\nЩе 17 людей в області за добу дістали поранення."
    )
    events = extract(text, published="2025-11-18", language="uk")
    found = {event.place: (event.killed, event.injured) for event in events if event.place}
    assert found == {"Kostiantynivka": (4, None), "Druzhkivka": (1, None)}


def test_the_victims_of_a_war_are_those_of_no_attack(extract: Extract) -> None:
    text = (
        "Минулої доби через обстріли Донеччини загинули троє людей, п'ятеро поранені. Загальна"
        " кількість жертв на Донеччині складає 4064 загиблих та 8947 постраждалих."
    )
    event = extract(text, published="2025-11-18", language="uk")[0]
    assert (event.killed, event.injured) == (3, 5)
