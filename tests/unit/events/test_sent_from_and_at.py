"""Who sends weapons at a place, and those who come from a country and attack another."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "place", "attacker", "launched"),
    [
        ("Россия направила на Харьков 20 дронов.", "Kharkiv", "RU", 20),
        ("Россия выпустила на Харьков 20 дронов.", "Kharkiv", "RU", 20),
        ("Украина направила дроны на Белгород.", "Belgorod", "UA", None),
        ("Россия отправила к Одессе 15 «Шахедов».", "Odesa", "RU", 15),
        ("Росія спрямувала на Харків 20 дронів.", "Kharkiv", "RU", 20),
        ("Дроны налетели на Таганрог.", "Taganrog", None, None),
        ("Рій дронів налетів на Таганрог.", "Taganrog", None, None),
    ],
)
def test_weapons_sent_at_a_place_attack_it(
    extract: Extract, text: str, place: str, attacker: str | None, launched: int | None
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.place, event.attacker, event.drones_launched) == (place, attacker, launched)


@pytest.mark.parametrize(
    "text",
    [
        "Загарбники з Росії атакували Харків дронами.",
        "Вночі окупанти з РФ атакували Харків дронами.",
        "Захватчики из РФ атаковали Харьков дронами.",
    ],
)
def test_those_from_a_country_attack_the_place_behind_the_verb(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.country, event.place, event.attacker) == ("UA", "Kharkiv", "RU")


@pytest.mark.parametrize(
    "text", ["Шторм налетел на Таганрог, повреждены дома.", "Ураган налетів на Харків."]
)
def test_a_storm_attacks_nobody(extract: Extract, text: str) -> None:
    assert extract(text, language=language_of(text)) == []


def test_towns_told_to_be_occupied_by_the_enemy_are_captured(extract: Extract) -> None:
    text = "Покровськ та Мирноград окуповані ворогом, повідомляє DeepState."
    events = extract(text, language="uk")
    assert [(event.event_type, event.place) for event in events] == [
        ("territorial_change", "Pokrovsk"),
        ("territorial_change", "Myrnohrad"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Харьков остался без света, сообщили в мэрии.",
        "Харків лишився без світла, повідомили в мерії.",
    ],
)
def test_a_place_that_opens_the_sentence_is_kept_beside_who_told_it(
    extract: Extract, text: str
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.place, event.effects) == ("outage", "Kharkiv", ["power_outage"])


@pytest.mark.parametrize(
    "text",
    [
        "The Zaporizhzhia nuclear power plant lost all off-site power on Tuesday, Grossi said.",
        "The IAEA reported a complete loss of off-site power at the Zaporizhzhia nuclear plant.",
        "ЗАЭС полностью потеряла внешнее электроснабжение, сообщило МАГАТЭ.",
        "ЗАЕС втратила зовнішнє живлення, повідомили в МАГАТЕ.",
    ],
)
def test_a_plant_that_loses_its_outside_power_is_an_outage(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.targets) == ("outage", ["nuclear_plant"])
