"""Figures, damage and places that Russian and Ukrainian reports tell without naming them."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "downed"),
    [
        ("ru", "Ночью ПВО сбила баллистическую ракету над Севастополем.", (None, 1)),
        ("uk", "Над Хмельниччиною вночі збили ворожий дрон.", (1, None)),
        ("ru", "Над Тулой сбили дрон, обломки дрона упали в поле.", (1, None)),
        ("ru", "Над Тулой сбили дроны.", (None, None)),
        ("ru", "Враг выпустил 12 беспилотников по Воронежу, все сбиты.", (12, None)),
        ("uk", "Ворог запустив по Миколаєву 8 «шахедів», усі збиті.", (8, None)),
        ("uk", "Ворог запустив по Миколаєву 8 «шахедів», не всі збиті.", (None, None)),
    ],
)
def test_downed_weapons_without_a_figure(extract, language, text, downed) -> None:
    event = extract(text, language=language)[0]
    assert (event.drones_downed, event.missiles_downed) == downed


@pytest.mark.parametrize(
    ("language", "text", "toll"),
    [
        ("ru", "Дрон попал в дом в Белгороде. Ранены 33-летний и 56-летний мужчины.", (None, 2)),
        ("uk", "Дрон влучив у будинок у Сумах. Поранені 70-річна жінка та її син.", (None, 2)),
        ("uk", "Ракета влучила в дім у Сумах, загинула 14-річна дівчинка.", (1, None)),
        ("uk", "Дрон ударив по складу в Сумах. Працівники не постраждали.", (0, 0)),
        ("uk", "Дрон ударив по складу в Сумах. Дитина не постраждала.", (None, None)),
    ],
)
def test_people_told_by_age_kinship_or_trade(extract, language, text, toll) -> None:
    event = extract(text, language=language)[0]
    assert (event.killed, event.injured) == toll


@pytest.mark.parametrize(
    "text",
    [
        "Дрон упал в центре Курска. Пострадали два жилых дома.",
        "Дрон упал в центре Курска. Окна и фасады пострадали.",
    ],
)
def test_houses_that_suffer_are_damage(extract, text) -> None:
    event = extract(text, language="ru")[0]
    assert (event.place, event.injured, event.effects) == ("Kursk", None, ["damage"])


def test_people_who_suffer_in_a_house_are_no_damage(extract) -> None:
    text = "Дрон упал в центре Курска. В жилом доме пострадали два человека."
    event = extract(text, language="ru")[0]
    assert (event.injured, event.effects) == (2, [])


def test_where_an_incident_happened_pins_the_attack(extract) -> None:
    event = extract(
        "Дрон ударил по автобусу, пострадали три человека. Инцидент произошел в Шебекино.",
        language="ru",
    )[0]
    assert (event.place, event.injured) == ("Shebekino", 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Удары по энергетике Украины возможны в ближайшие дни, предупредил эксперт."),
        ("uk", "Атака на Київ цієї ночі можлива, пишуть монітори."),
    ],
)
def test_an_attack_that_is_possible_is_none(extract, language, text) -> None:
    assert extract(text, language=language) == []


def test_shells_of_a_launcher_are_no_artillery(extract) -> None:
    event = extract("ВСУ обстреляли снарядами РСЗО Горловку, ранен мужчина.", language="ru")[0]
    assert event.weapons == ["rocket"]


def test_explosions_in_several_towns_are_several(extract) -> None:
    events = extract("Вибухи лунали у Львові, Стрию та Тернополі.", language="uk")
    assert {(e.event_type, e.place) for e in events} == {
        ("explosion", "Lviv"),
        ("explosion", "Stryi"),
        ("explosion", "Ternopil"),
    }


def test_explosions_during_an_alert_are_told(extract) -> None:
    events = extract("Поки тривала тривога, у Павлограді пролунали вибухи.", language="uk")
    assert [(e.event_type, e.place) for e in events] == [("explosion", "Pavlohrad")]


def test_a_list_over_two_countries_regions_is_of_the_country_named(extract) -> None:
    event = extract(
        "Над регионами России уничтожили 70 БПЛА: 55 над Брянской областью, 15 над Крымом.",
        language="ru",
    )[0]
    assert (event.country, event.drones_downed) == ("RU", 70)


def test_a_year_of_birth_is_no_campaign(extract) -> None:
    event = extract(
        "При атаке дронов на Донецк ранены две женщины 1960 и 1984 годов рождения.", language="ru"
    )[0]
    assert (event.place, event.injured) == ("Donetsk", 2)


def test_a_figure_parted_from_its_word_by_an_aside(extract) -> None:
    event = extract(
        "БПЛА ударил по санаторию в Ялте. Пострадавших, по его сведениям, около 15, есть и "
        "погибшие - сколько их, уточняют.",
        language="ru",
    )[0]
    assert (event.killed, event.injured) == (None, 15)


def test_lives_taken_are_a_toll_and_lives_saved_are_none(extract) -> None:
    event = extract("Ракетна атака на Суми забрала, кажуть медики, 14 життів.", language="uk")[0]
    assert event.killed == 14
    event = extract("Ракета попала в дом в Курске. Врачи спасли 14 жизней.", language="ru")[0]
    assert event.killed is None


def test_weapons_added_in_a_sentence_of_their_own(extract) -> None:
    event = extract(
        "Увечері агресор бив по Нікополю. Застосовував артилерію та FPV-дрони.", language="uk"
    )[0]
    assert (event.place, event.weapons) == ("Nikopol", ["drone", "artillery"])


def test_no_destruction_is_no_damage(extract) -> None:
    event = extract("Над Києвом збили 12 дронів, обійшлося без жертв та руйнувань.", language="uk")[
        0
    ]
    assert (event.effects, event.killed, event.outcome) == ([], 0, "intercepted")


def test_the_ministry_of_another_country_keeps_its_country(extract) -> None:
    event = extract(
        "Удар по Исфахану нанесли ракетами, сообщило Минобороны Израиля.", language="ru"
    )
    assert [c.name for c in event[0].claimants] == ["Israeli Ministry of Defence"]


def test_regions_with_outages_of_their_own_are_events(extract) -> None:
    events = extract(
        "Унаслідок нічної атаки у Полтавській області знеструмлені 15 тисяч родин, на Сумщині без "
        "світла 10 громад.",
        language="uk",
    )
    assert [(e.admin1, e.effects) for e in events] == [
        ("Poltava Oblast", ["power_outage"]),
        ("Sumy Oblast", ["power_outage"]),
    ]


def test_what_became_a_target_is_no_attacker(extract) -> None:
    event = extract("Целью стали российские порты, дроны ударили по Новороссийску.", language="ru")[
        0
    ]
    assert (event.place, event.attacker) == ("Novorossiysk", None)


def test_a_place_behind_a_drone_is_no_place_of_launch(extract) -> None:
    event = extract(
        "Двое жителей погибли и четверо получили ранения при сбросе взрывных устройств с дрона в "
        "Каховке.",
        language="ru",
    )[0]
    assert (event.place, event.killed, event.injured) == ("Kakhovka", 2, 4)


def test_what_strikes_during_an_alert_is_a_weapon(extract) -> None:
    event = extract(
        "У Рівному пролунали вибухи під час повітряної тривоги. Мер повідомив про влучання в "
        "об'єкт критичної інфраструктури.",
        language="uk",
    )[0]
    assert (event.event_type, event.place, event.targets) == (
        "attack",
        "Rivne",
        ["critical_infrastructure"],
    )


def test_a_rocket_launcher_under_its_russian_letters(extract) -> None:
    event = extract("Ворог обстріляв з РСЗО Харків, пошкоджено магазин.", language="uk")[0]
    assert event.weapons == ["rocket"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Ночью над Крымом был сбит вражеский БПЛА."),
        ("ru", "Утром над Калужской областью перехвачен БПЛА."),
        ("ru", "Над Тульской областью средства ПВО сбили украинский БПЛА."),
        ("uk", "Уночі над Полтавщиною ППО знищила ворожий БпЛА."),
    ],
)
def test_the_verb_or_adjective_tells_that_an_abbreviation_is_of_one(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language)[0].drones_downed == 1


def test_an_abbreviation_in_the_plural_is_of_no_known_number(extract: Extract) -> None:
    event = extract("Ночью над Крымом были сбиты вражеские БПЛА.", language="ru")[0]

    assert event.drones_downed is None


def test_crews_of_air_defence_missiles_are_no_weapon_of_the_attack(extract: Extract) -> None:
    event = extract(
        "Russia attacked Ukraine with 12 drones overnight. Anti-aircraft missile units took part "
        "in repelling the attack."
    )[0]

    assert event.weapons == ["drone"]
