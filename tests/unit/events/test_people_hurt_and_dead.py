"""Who is hurt and who dies: dying of wounds, two people told one by one, nobody, not nobody."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        (
            "en",
            "A drone hit a bus stop in Kherson on Monday. A man wounded there died in hospital.",
            1,
            None,
        ),
        (
            "ru",
            "В Шебекино дрон взорвался у магазина. Мужчина получил тяжёлые ранения, спасти его "
            "не удалось.",
            1,
            None,
        ),
        (
            "uk",
            "Безпілотник ударив по зупинці у Херсоні. Жінка дістала поранення і померла в лікарні.",
            1,
            None,
        ),
        (
            "uk",
            "Ракета влучила в будинок у Харкові, поранено 12 людей. Одна жінка від травм померла.",
            1,
            12,
        ),
    ],
)
def test_one_who_dies_of_wounds_is_killed(
    extract: Extract, language: str, text: str, killed: int | None, injured: int | None
) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "В Курске беспилотник попал в автомобиль: погибла женщина, а водитель получил "
            "осколочное ранение.",
        ),
        (
            "uk",
            "У Сумах дрон влучив в авто: загинула жінка, а чоловік дістав поранення.",
        ),
    ],
)
def test_one_dies_and_the_other_is_hurt(extract: Extract, language: str, text: str) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (1, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones attacked Kursk on Monday; the night did not pass without casualties."),
        ("en", "Drones hit Kursk on Monday, but no official details of casualties were given."),
        ("en", "Drones hit Kursk on Monday. No casualty figures were available."),
        ("ru", "Дроны атаковали Курск, не обошлось без жертв."),
        ("ru", "Дроны атаковали Курск. О пострадавших не сообщается."),
        ("uk", "Дрони атакували Полтаву. Не минулося без потерпілих."),
    ],
)
def test_these_words_do_not_mean_nobody(extract: Extract, language: str, text: str) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones attacked Kursk on Monday; the night passed without casualties."),
        ("en", "Drones hit Kursk on Monday. There were no immediate reports of casualties."),
        ("ru", "Дроны атаковали Курск, обошлось без жертв."),
        ("uk", "Дрони атакували Полтаву. Минулося без потерпілих."),
    ],
)
def test_these_words_do(extract: Extract, language: str, text: str) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (0, 0)


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        ("en", "A drone strike on Izium killed four members of one family on Monday.", 4, None),
        ("ru", "Четверо членов одной семьи погибли при ударе дрона по Шебекино.", 4, None),
        (
            "en",
            "A drone hit a bus in Nikopol: an 11-year-old boy and his mother, 35, were wounded.",
            None,
            2,
        ),
        (
            "en",
            "A drone struck Kherson; two women aged 63 and 80 and a man were injured.",
            None,
            3,
        ),
        (
            "en",
            "A drone hit Kherson: a man was killed and his wife and two children were hurt.",
            1,
            3,
        ),
        (
            "ru",
            "Дрон упал на дом в Курске, ранена женщина и трое детей.",
            None,
            4,
        ),
        (
            "ru",
            "Дрон ударил по двору в Шебекино. Мужчина получил смертельные ранения.",
            1,
            None,
        ),
        (
            "uk",
            "Росіяни обстріляли артилерією Херсон. Один чоловік отримав поранення, а ще одна "
            "людина, за попередніми даними, загинула.",
            1,
            1,
        ),
    ],
)
def test_people_of_a_list_and_of_one_house(
    extract: Extract, language: str, text: str, killed: int | None, injured: int | None
) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        (
            "uk",
            "В Одесі через удар дронів загинула людина, кількість постраждалих зросла до 14.",
            1,
            14,
        ),
        (
            "en",
            "A missile hit a house in Kyiv on Monday. Rescuers found a body under the rubble.",
            1,
            None,
        ),
    ],
)
def test_a_toll_that_rises_is_its_own(
    extract: Extract, language: str, text: str, killed: int | None, injured: int | None
) -> None:
    event = extract(text, published="2025-11-18", language=language)[0]
    assert (event.killed, event.injured) == (killed, injured)


def test_a_town_far_from_the_capital_has_its_own_toll(extract: Extract) -> None:
    text = (
        "A Russian missile attack on the capital of Ukraine killed at least five people. Elsewhere"
        " one person was killed in the city of Bila Tserkva, 85 kilometers (53 miles) southwest of"
        " the capital."
    )
    events = extract(text, published="2025-11-18", language="en")
    assert {event.place: event.killed for event in events} == {"Kyiv": 5, "Bila Tserkva": 1}


def test_the_toll_of_a_day_in_the_region_is_not_that_of_the_town(extract: Extract) -> None:
    text = (
        "Russia hit Sloviansk with bombs on Tuesday morning, killing one woman. Over the past day"
        " attacks killed three people in the region and injured nine."
    )
    event = extract(text, published="2025-11-18", language="en")[0]
    assert (event.place, event.killed, event.injured) == ("Sloviansk", 1, None)
