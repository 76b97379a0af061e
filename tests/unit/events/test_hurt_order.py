"""Who is killed and who is wounded, where both words have people before or behind them."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        ("погибла женщина и ранен мужчина", 1, 1),
        ("погибла женщина, ранен мужчина", 1, 1),
        ("женщина погибла, мужчина ранен", 1, 1),
        ("ранена женщина, мужчина погиб", 1, 1),
        ("пострадали мужчина и женщина, погиб ребенок", 1, 2),
        ("погиб 60-летний мужчина, ранены 45-летняя женщина и двое подростков", 1, 3),
        ("загинула жінка та поранено чоловіка", 1, 1),
        ("загинув чоловік, поранення дістала жінка", 1, 1),
        ("загинув 60-річний чоловік, поранені 45-річна жінка і двоє підлітків", 1, 3),
        ("a woman was killed and a man wounded", 1, 1),
        ("it killed a woman and wounded a man", 1, 1),
        ("it killed one person and injured another", 1, 1),
        ("three people including a child were killed and 12 others wounded", 3, 12),
    ],
)
def test_each_person_belongs_to_one_word(
    extract: Extract, told: str, killed: int, injured: int
) -> None:
    openings = {
        "ru": "Дрон ударил по дому в Херсоне: ",
        "uk": "Дрон ударив по будинку в Херсоні: ",
        "en": "A drone hit a house in Kherson: ",
    }
    language = language_of(told)
    (event,) = extract(f"{openings[language]}{told}.", language=language)
    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "В Саратове дрон врезался в 38-этажный дом, пострадала женщина.",
        "У Харкові дрон влучив у 9-поверховий будинок, постраждала жінка.",
    ],
)
def test_the_height_of_a_house_is_nobody_s_age(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.injured == 1


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("На Нікопольщині дрони поранили двох: чоловіка і жінку.", None, 2),
        ("Унаслідок удару дрона в Херсоні загинув комунальник.", 1, None),
        ("Після атаки дрона на Харків до медиків звернулися семеро людей.", None, 7),
        ("При атаке дрона в Шебекино погиб крановщик.", 1, None),
        ("Seven people sought medical help after a Ukrainian drone attack on Belgorod.", None, 7),
    ],
)
def test_people_are_known_by_their_trade_and_parts_are_not_added(
    extract: Extract, text: str, killed: int | None, injured: int | None
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "Дроны атаковали Одессу. Двое раненых доставлены в больницу.",
        "Дроны атаковали Одессу. Двоих раненых доставили в больницу.",
        "Дроны атаковали Одессу. Двое пострадавших госпитализированы.",
        "Дрони атакували Одесу. Двоє поранених доставлені в лікарню.",
        "A drone hit Odesa. Two wounded people were taken to hospital.",
    ],
)
def test_the_wounded_who_are_taken_to_hospital_are_counted(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.killed, event.injured) == (None, 2)
