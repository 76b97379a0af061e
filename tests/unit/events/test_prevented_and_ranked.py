"""What was prevented, what is only ranked by a month, and what a text says was struck before."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "ФСБ предотвратила подрыв нефтебазы в Самаре."),
        ("uk", "СБУ запобігла підриву опор ЛЕП на Київщині, затримано агента."),
        ("en", "The FSB said on Monday it had foiled a plot to blow up an oil depot in Samara."),
    ],
)
def test_an_attack_of_saboteurs_that_was_prevented_is_none(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


def test_air_defences_that_prevent_an_attack_repel_it(extract: Extract) -> None:
    (event,) = extract(
        "ПВО предотвратила атаку беспилотников на нефтебазу в Самаре, сбито пять дронов.",
        language="ru",
    )
    assert (event.outcome, event.drones_downed) == ("intercepted", 5)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Россия ударила по газодобыче на Полтавщине, это седьмая атака за октябрь."),
        ("uk", "Росія вдарила по газовидобутку на Полтавщині, це вже сьома атака за жовтень."),
        ("en", "Russia struck gas fields in the Poltava region, the seventh attack in October."),
    ],
)
def test_the_month_over_which_attacks_are_counted_is_no_day(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language, published="2025-10-28")
    assert event.date_start is not None
    assert (event.date_start.day, event.date_basis) == (27, "publication")


def test_what_was_struck_already_was_struck_before(extract: Extract) -> None:
    first, second = extract(
        "Белгород обстреляли ракетами, повреждена энергетика.\n"
        "Днем 22 февраля город уже попадал под ракетный обстрел, тогда пострадавших не было.",
        language="ru",
        published="2026-02-24",
    )
    assert (first.killed, second.killed) == (None, 0)
    assert second.date_start is not None
    assert second.date_start.day == 22


def test_what_takes_place_in_a_village_does_not_take_it(extract: Extract) -> None:
    (event,) = extract("The explosion took place in Polotnyany Zavod, a village of Kaluga region.")
    assert event.event_type == "explosion"


def test_an_explosion_is_what_the_strike_on_the_same_site_made(extract: Extract) -> None:
    (event,) = extract(
        "A blast tore through a cafe in the village of Khorly in the occupied part of the Kherson "
        "region, killing guests.\nThe figure was given by Vladimir Saldo, the Russian-installed "
        "governor.\nHe blamed Ukraine's army, which he said had struck the cafe with drones."
    )
    assert (event.event_type, event.place, event.attacker) == ("attack", "Khorly", "UA")


def test_the_front_of_two_towns_is_neither(extract: Extract) -> None:
    assert not extract(
        "Повітряна атака вночі, бої на Слов’янському та Покровському напрямках.", language="uk"
    )


def test_a_district_is_that_of_the_city_behind_it(extract: Extract) -> None:
    (event,) = extract(
        "На Кіровоградщині дрони поцілили в підстанцію.\n"
        "Російські військові обстріляли Корабельний район Херсона, загинули троє людей.",
        language="uk",
    )[1:]
    assert (event.admin1, event.place, event.killed) == ("Kherson Oblast", "Kherson", 3)


def test_the_region_of_a_mayor_is_not_his_city(extract: Extract) -> None:
    (event,) = extract(
        "На Львівщині дрони атакували об'єкт критичної інфраструктури, зайнялася пожежа.\n"
        "На регіон летіли приблизно 20 ракет, написав мер Львова Андрій Садовий.",
        language="uk",
    )
    assert (event.admin1, event.place) == ("Lviv Oblast", None)


def test_weapons_that_defences_cope_with_are_downed(extract: Extract) -> None:
    (event,) = extract("ПВО справилась с 18 ракетами и 25 дронами над Киевом.", language="ru")
    assert (event.missiles_downed, event.drones_downed) == (18, 25)
