"""Nobody hurt, word of nobody, and figures beside the places and makes that they are told with."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        ("en", "A drone hit a tanker off Tuapse. The crew was unharmed.", (0, 0)),
        ("en", "A drone hit a depot in Tuapse. Nobody lost their life.", (0, None)),
        ("en", "A missile hit a plant in Doha. There was no loss of life or injury.", (0, 0)),
        ("ru", "Дрон ударил по складу в Туапсе. Люди, по первым сведениям, не пострадали.", (0, 0)),
        ("ru", "Дрон ударил по складу в Туапсе, мэр сообщил об отсутствии раненых.", (None, 0)),
        ("ru", "Дрон ударил по складу в Туапсе. Данных о погибших или раненых нет.", (None, None)),
        ("uk", "Дрон ударив по складу в Сумах. Про потерпілих відомостей немає.", (None, None)),
        ("uk", "Дрон ударив по складу в Сумах, мер написав про відсутність потерпілих.", (0, 0)),
        ("uk", "Дрон ударив по складу в Сумах. Потерпілих, за його словами, немає.", (0, 0)),
    ],
)
def test_who_is_told_not_to_be_hurt(
    extract: Extract, language: str, text: str, toll: tuple[int | None, int | None]
) -> None:
    event = extract(text, language=language)[0]
    assert (event.killed, event.injured) == toll


def test_figures_in_brackets_behind_their_places_make_a_list(extract: Extract) -> None:
    wave, oryol = extract(
        "Eleven Ukrainian drones were downed overnight, Russia's defence ministry said. They were"
        " destroyed in the Kursk (2), Oryol (5) and Krasnodar (4) regions. In Oryol a substation"
        " was hit by debris.",
        language="en",
    )
    assert (wave.country, wave.drones_downed) == ("RU", 11)
    assert (oryol.place, oryol.drones_downed) == ("Oryol", 5)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "Минобороны сообщило об уничтожении 14 украинских беспилотников силами российской ПВО.",
            ("UA", 14),
        ),
        ("uk", "Губернатор Рязанської області заявив про 21 збитий дрон над регіоном.", (None, 21)),
    ],
)
def test_who_shoots_down_is_no_attacker(
    extract: Extract, language: str, text: str, expected: tuple[str | None, int]
) -> None:
    event = extract(text, language=language)[0]
    assert (event.attacker, event.drones_downed) == expected


def test_a_mayors_count_is_of_the_city_of_the_headline(extract: Extract) -> None:
    (event,) = extract(
        "Собянин отчитался ночью о шести сбитых, к утру - о 31 уничтоженном на подлете.",
        language="ru",
        title="К Москве летели беспилотники",
    )
    assert (event.place, event.drones_downed) == ("Moscow", 31)
