"""The town that the adjective before a site stands for."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ракета попала в Криворожский металлургический завод, погиб рабочий.", "Kryvyi Rih"),
        ("Ночью дроны ударили по Кременчугской ТЭС, станция остановлена.", "Kremenchuk"),
        ("Ворожий дрон поцілив у Павлоградську шахту, загинули двоє гірників.", "Pavlohrad"),
        ("Росіяни вдарили по Одеському морському порту, пошкоджено термінал.", "Odesa"),
        ("Снаряд попал в Макеевскую больницу, ранены две медсестры.", "Makiivka"),
    ],
)
def test_a_site_is_in_the_town_of_its_adjective(extract: Extract, text: str, place: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.place == place


@pytest.mark.parametrize(
    "text",
    [
        "Дрон попал в Ленинский завод в Ростовской области, ранен сторож.",
        "В Ростовской области дрон попал в сельский элеватор, ранен сторож.",
    ],
)
def test_an_adjective_with_other_meanings_names_no_town(extract: Extract, text: str) -> None:
    (event,) = extract(text, language="ru")
    assert (event.admin1, event.place) == ("Rostov Oblast", None)


@pytest.mark.parametrize(
    "text",
    [
        "Кременчугская ТЭЦ пережила чуть ли не самый мощный налет за войну: дроны ранили двоих.",
        "Вночі росіяни завдали чи не наймасованішого удару по Полтаві: поранено двох людей.",
        "Возможно, самый крупный за год налет дронов пережил ночью Саратов: ранены двое.",
    ],
)
def test_a_rank_in_doubt_leaves_the_attack_a_fact(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.injured == 2
