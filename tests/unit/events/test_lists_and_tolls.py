"""Lists of regions, their totals, and tolls of a country."""

import pytest

from tests.unit.events.conftest import Extract


def test_entries_of_a_list_stay_in_the_wave(extract) -> None:
    events = extract(
        "Минувшей ночью над тремя российскими регионами уничтожены 18 БПЛА, сообщает Минобороны "
        "РФ.\n\nБольшинство из них сбиты над Курской областью — 11, ещё пять над Белгородской и "
        "два над Воронежской областями.",
        language="ru",
    )
    assert [(e.country, e.admin1, e.attacker, e.drones_downed) for e in events] == [
        ("RU", None, None, 18)
    ]
    assert events[0].places_listed == ["Kursk Oblast", "Belgorod Oblast", "Voronezh Oblast"]


def test_a_figure_for_each_of_several_regions_is_no_total(extract) -> None:
    event = extract(
        "По одному беспилотнику сбили над Курской и Тульской областями, ещё по два — над Орловской "
        "и Липецкой.",
        language="ru",
    )[0]
    assert (event.admin1, event.drones_downed) == ("Kursk Oblast", 1)
    assert event.places_listed == ["Tula Oblast", "Oryol Oblast", "Lipetsk Oblast"]


def test_a_figure_may_follow_its_region(extract) -> None:
    event = extract(
        "С 21:00 до 23:00 по московскому времени ПВО перехватила 29 украинских беспилотников над "
        "семью регионами. Больше всего целей сбили в Воронежской области — девять, в Белгородской "
        "— восемь.",
        language="ru",
    )[0]
    assert (event.admin1, event.drones_downed) == (None, 29)
    assert event.places_listed == ["Voronezh Oblast", "Belgorod Oblast"]


def test_a_list_without_a_total_goes_on_from_its_lead_region(extract) -> None:
    events = extract(
        "Ночью средства ПВО уничтожили 13 беспилотников над Белгородской областью, сообщило "
        "Минобороны. Ещё 10 БПЛА сбили над Воронежской областью, четыре — над Липецкой областью.",
        language="ru",
    )
    assert [(e.admin1, e.drones_downed) for e in events] == [("Belgorod Oblast", 13)]
    assert events[0].places_listed == ["Voronezh Oblast", "Lipetsk Oblast"]


def test_a_list_is_no_event_where_each_place_has_its_own(extract) -> None:
    events = extract(
        "В ночь на среду беспилотники атаковали Рязанскую и Воронежскую области. На НПЗ в Рязани "
        "возник пожар. Над Воронежской областью сбили два беспилотника, сообщил губернатор Гусев.",
        language="ru",
    )
    assert [event.admin1 for event in events] == ["Ryazan Oblast", "Voronezh Oblast"]


def test_a_toll_of_a_country_is_an_event_and_that_of_a_war_is_none(extract) -> None:
    events = extract(
        "В результате ударов Израиля по Ливану за минувшие сутки погибли 36 человек, ещё 150 "
        "ранены, сообщил минздрав. С начала конфликта с Израилем погибли 2119 человек.",
        language="ru",
    )
    assert [(e.country, e.attacker, e.killed, e.injured) for e in events] == [("LB", "IL", 36, 150)]


def test_what_stood_by_unharmed_is_no_target(extract) -> None:
    event = extract(
        "Обломки беспилотника повредили оборудование на Афипском НПЗ, резервуары с топливом не "
        "пострадали. Огонь тушили два пожарных поезда.",
        language="ru",
    )[0]
    assert event.targets == ["oil_refinery"]


def test_a_passive_form_names_its_doer_in_the_instrumental(extract) -> None:
    events = extract(
        "В понедельник украинские воздушные силы сбили более 60 ракет, выпущенных Россией по "
        "территории Украины. Всего выпущено более 70 ракет, среди них 38 крылатых ракет.",
        language="ru",
    )
    assert [(e.country, e.attacker) for e in events] == [("UA", "RU")]
    assert (events[0].missiles_launched, events[0].missiles_downed) == (70, 60)


def test_a_group_is_the_one_that_its_kind_is_named_for(extract) -> None:
    event = extract(
        "Беспилотник, запущенный проиранской группировкой хуситов, попал в здание аэропорта в "
        "Эйлате на юге Израиля.",
        language="ru",
    )[0]
    assert (event.attacker, event.country) == ("Houthi", "IL")


def test_villages_are_listed_in_their_district(extract) -> None:
    events = extract(
        "За сутки ВСУ атаковали Белгородскую область 111 беспилотниками. В Белгородском районе "
        "посёлки Малиновка и Октябрьский, сёла Бочковка и Чайки подверглись атакам девяти "
        "беспилотников, пять из которых сбиты.",
        language="ru",
    )
    assert [(e.place, e.drones_launched) for e in events] == [
        (None, 111),
        ("Belgorodsky District", 9),
    ]
    assert {e.admin1 for e in events} == {"Belgorod Oblast"}


def test_an_airport_in_a_city_is_one_place(extract) -> None:
    event = extract(
        "Йеменские хуситы нанесли ракетный удар по аэропорту Бен-Гурион в Тель-Авиве.",
        language="ru",
    )[0]
    assert (event.attacker, event.country, event.target_name) == (
        "Houthi", "IL", "Ben Gurion International Airport",
    )  # fmt: skip


def test_the_sites_of_a_region_told_one_by_one_are_events(extract) -> None:
    events = extract(
        "За минувшие сутки ВСУ атаковали Белгородскую область 96 беспилотниками, погиб один "
        "человек.\n\nНад Волоконовским районом сбили 21 дрон.\n\nВ Шебекинском округе в селе Муром "
        "после сброса взрывного устройства сгорела хозпостройка.",
        language="ru",
    )
    assert [event.place for event in events] == [None, "Volokonovsky District", "Murom"]
    assert {event.admin1 for event in events} == {"Belgorod Oblast"}


def test_a_headline_with_the_figure_of_the_body_is_the_same_event(extract) -> None:
    events = extract(
        "Силы ПВО сбили пять беспилотников, летевших к Москве, сообщил Сергей Собянин.",
        title="Собянин: ПВО уничтожила ещё пять беспилотников",
        language="ru",
    )
    assert [(event.place, event.drones_downed) for event in events] == [("Moscow", 5)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (
            "Ночью над Курской областью сбили 11 украинских БПЛА. Об этом сообщило Минобороны. "
            "Кроме того, два БПЛА уничтожены над Липецкой, три - над Орловской областью.",
            "Kursk Oblast",
        ),
        (
            "Ночью над Калужской областью сбили девять украинских дронов. Ещё шесть аппаратов, по "
            "данным военных, уничтожены над Тульской областью, четыре - над Курской, и один БПЛА "
            "сбит над территорией Рязанской области.",
            "Kaluga Oblast",
        ),
        (
            "Ночью над Крымом был сбит украинский БПЛА. Кроме того, уничтожены два беспилотника "
            "над Липецкой, шесть над Орловской областями.",
            "Crimea",
        ),
    ],
)
def test_counts_of_other_regions_go_on_from_the_first_one(
    extract: Extract, text: str, region: str
) -> None:
    (event,) = extract(text, language="ru")

    assert event.admin1 == region
    assert len(event.places_listed) > 1
