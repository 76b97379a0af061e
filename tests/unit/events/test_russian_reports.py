"""Constructions of Russian reports that were read wrongly before, in own words."""

from datetime import date


def test_almost_a_hundred_is_no_remembrance(extract) -> None:
    event = extract(
        "Российский удар по жилому дому в Тернополе: подтверждена смерть 26 человек, почти сотня "
        "ранена.",
        language="ru",
    )[0]
    assert (event.place, event.killed) == ("Ternopil", 26)


def test_a_toll_that_rose_belongs_to_the_strike_of_days_ago(extract) -> None:
    events = extract(
        "Атака РФ на Тернополь: количество погибших возросло до 33.\n\nСпасатели продолжают поиски."
        " В Тернополе 7 марта российская ракета попала в многоэтажный дом.",
        language="ru",
    )
    assert [(e.place, e.killed, e.date_start) for e in events] == [
        ("Ternopil", 33, date(2025, 3, 7))
    ]


def test_air_defence_that_strikes_drones_downs_them(extract) -> None:
    event = extract(
        "Средства ПВО поразили четыре беспилотника, летевших к Москве. Всего за вечер было сбито "
        "16 дронов, сообщил Сергей Собянин.",
        language="ru",
    )[0]
    assert (event.place, event.outcome, event.drones_downed) == ("Moscow", "intercepted", 16)


def test_a_country_before_the_verb_does_not_own_the_target(extract) -> None:
    event = extract(
        "В ночь на 2 марта подразделения Сил обороны Украины поразили нефтяной терминал в "
        "Новороссийске. Повреждена станция комплекса С-400.",
        language="ru",
    )[0]
    assert (event.place, event.attacker, event.weapons) == ("Novorossiysk", "UA", [])


def test_the_district_around_a_town_is_no_part_of_it(extract) -> None:
    event = extract(
        "Россияне ударили дронами по Никополю, повреждены четыре дома. Обстреляли и Никопольский "
        "район из артиллерии.",
        language="ru",
    )[0]
    assert event.place == "Nikopol"


def test_arrivals_of_planes_are_no_attack(extract) -> None:
    assert extract("Аэропорт Саратова открыт на вылет и прилёт.", language="ru") == []


def test_a_standing_formula_of_the_army_is_no_event(extract) -> None:
    events = extract(
        "ПВО сбила беспилотник, летевший на Москву, сообщил Сергей Собянин.\n\nВ ответ на атаки "
        "российские войска наносят удары исключительно по военным объектам Украины.",
        language="ru",
    )
    assert [(e.place, e.targets) for e in events] == [("Moscow", [])]


def test_a_night_from_one_evening_to_the_next_morning(extract) -> None:
    event = extract(
        "С 23:00 воскресенья, 9 марта, до 7:00 понедельника, 10 марта, над Россией уничтожили 103 "
        "дрона ВСУ, сообщило Минобороны. Над Крымом сбили 40 БПЛА, 26 — над Астраханской областью, "
        "14 — над Ростовской областью.",
        language="ru",
    )
    assert len(event) == 1
    assert (event[0].country, event[0].drones_downed) == ("RU", 103)
    assert (event[0].date_start, event[0].date_end) == (date(2025, 3, 9), date(2025, 3, 10))
    assert event[0].places_listed == ["Crimea", "Astrakhan Oblast", "Rostov Oblast"]


def test_bangs_that_turn_out_to_be_an_attack_are_one_event(extract) -> None:
    events = extract(
        "В ночь на 12 марта в Рязани раздались хлопки. Местные паблики пишут о прилёте у НПЗ.",
        language="ru",
    )
    assert [(e.event_type, e.place, e.targets) for e in events] == [
        ("attack", "Ryazan", ["oil_refinery"])
    ]


def test_trains_are_not_counted_as_drones(extract) -> None:
    event = extract(
        "Украинские дроны атаковали поезд и остановили движение 22 составов в Ростовской области.",
        language="ru",
    )[0]
    assert (event.drones_launched, event.targets) == (None, ["railway"])


def test_a_derailment_that_an_attack_caused(extract) -> None:
    events = extract(
        "В Волгоградской области с рельсов сошли вагоны грузового поезда.\n\nКак пишет Baza, "
        "причиной схода стала атака беспилотника, загорелись два вагона с топливом.",
        language="ru",
    )
    assert [(e.event_type, e.admin1) for e in events] == [("attack", "Volgograd Oblast")]
