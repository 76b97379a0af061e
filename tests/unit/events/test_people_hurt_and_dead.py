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
