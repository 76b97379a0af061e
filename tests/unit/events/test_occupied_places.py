"""Places under occupation, what plants make, "there", and whose a region is."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A drone hit a substation in Russian-occupied Mariupol, cutting power. Earlier Russia "
            "shelled Kharkiv.",
        ),
        (
            "ru",
            "Беспилотник попал в подстанцию в оккупированном Мариуполе, город остался без света. "
            "Ранее россияне обстреляли Харьков.",
        ),
        (
            "uk",
            "Безпілотник влучив у підстанцію в тимчасово окупованому Маріуполі, місто лишилося без "
            "світла. Раніше росіяни обстріляли Харків.",
        ),
    ],
)
def test_an_occupied_town_is_not_attacked_by_who_holds_it(
    extract: Extract, language: str, text: str
) -> None:
    mariupol, kharkiv = extract(text, language=language)
    assert (mariupol.place, mariupol.attacker) == ("Mariupol", None)
    assert (kharkiv.place, kharkiv.attacker) == ("Kharkiv", "RU")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "На ТОТ Запоріжжя після атаки дронів зникло світло у 200 селах."),
        ("ru", "На оккупированном Запорожье дроны атаковали подстанцию, 200 сел без света."),
    ],
)
def test_the_occupied_part_of_a_region_is_not_its_capital(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.admin1, event.place) == ("Zaporizhzhia Oblast", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Саратовскую область РФ атаковали дроны, горит завод."),
        ("uk", "Саратовську область РФ атакували дрони, горить завод."),
    ],
)
def test_the_country_behind_its_region_attacks_nobody(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.admin1, event.attacker) == ("Saratov Oblast", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones attacked Bryansk overnight. They hit a plant that makes cruise missiles."),
        ("ru", "Дроны атаковали Брянск. Удар пришелся по заводу, который выпускает ракеты."),
        ("uk", "Дрони атакували Брянськ. Загорівся завод, що виробляє компоненти для ракет."),
    ],
)
def test_what_a_plant_makes_is_no_weapon_and_hides_no_target(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.weapons, event.targets) == (["drone"], ["industrial"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Ночью дроны атаковали Белгород, сгорел склад. Два человека ранены в Шебекинском "
            "округе. Там загорелся жилой дом, сообщил губернатор Вячеслав Гладков.",
        ),
        (
            "uk",
            "Уночі дрони атакували Суми, згорів склад. Двох людей поранено в Охтирському районі. "
            "Там загорівся житловий будинок, повідомив голова ОВА Олег Григоров.",
        ),
    ],
)
def test_there_is_the_place_of_the_sentence_before(
    extract: Extract, language: str, text: str
) -> None:
    town, district = extract(text, language=language)
    assert "residential" not in town.targets
    assert (district.targets, district.effects, district.injured) == (["residential"], ["fire"], 2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Дроны атаковали Мелитополь, горит подстанция. Российское командование удар по "
            "Мелитополю не комментировало.",
        ),
        (
            "uk",
            "Дрони атакували Мелітополь, горить підстанція. Українське командування удар по "
            "Мелітополю не коментувало.",
        ),
    ],
)
def test_who_does_not_comment_on_a_strike_did_not_strike(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert event.attacker is None
