"""What a list of places says of all of them holds for each that is told on."""

from tests.unit.events.conftest import Extract


def test_places_told_one_by_one_keep_the_weapon_of_their_list(extract: Extract) -> None:
    text = "Дроны атаковали Пензу и Самару. В Самаре загорелся завод, в Пензе повреждена нефтебаза."
    events = extract(text, language="ru")
    assert [(event.place, event.weapons) for event in events] == [
        ("Samara", ["drone"]),
        ("Penza", ["drone"]),
    ]


def test_what_is_struck_in_the_evening_is_not_what_was_struck_in_the_morning(
    extract: Extract,
) -> None:
    text = (
        "Утром дрон атаковал автобус в Шебекине, ранен водитель. Вечером в Шебекине дрон ударил по "
        "магазину, погиб мужчина."
    )
    told = [(event.targets, event.killed, event.injured) for event in extract(text, language="ru")]
    assert told == [(["transport"], None, 1), (["other"], 1, None)]


def test_people_found_in_the_morning_are_those_hurt_in_the_night(extract: Extract) -> None:
    text = "Ночью Россия атаковала Киев, ранены 20 человек. Утром число пострадавших выросло до 30."
    (event,) = extract(text, language="ru")
    assert event.injured == 30
