"""One sentence on several places, each with people hurt or a site of its own: several events."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Russian attacks killed four people in Kherson, two in Kramatorsk and one in Kharkiv.",
            [("Kherson", 4), ("Kramatorsk", 2), ("Kharkiv", 1)],
        ),
        (
            "en",
            "RSF drone strikes killed five people in El Fasher and seven in El Obeid.",
            [("El Fasher", 5), ("El Obeid", 7)],
        ),
        (
            "ru",
            "В результате российских обстрелов погибли три человека в Херсоне и два в Харькове.",
            [("Kherson", 3), ("Kharkiv", 2)],
        ),
    ],
)
def test_each_place_has_its_own_toll(
    extract: Extract, language: str, text: str, told: list[tuple[str, int]]
) -> None:
    events = extract(text, language=language)
    assert [(event.place, event.killed) for event in events] == told
    assert all(event.drones_launched is None for event in events)


def test_one_toll_for_several_places_is_not_split(extract: Extract) -> None:
    (event,) = extract("Russian shelling killed four people in Kherson, Kramatorsk and Kharkiv.")
    assert (event.place, event.killed) == (None, 4)


def test_a_deed_goes_on_to_a_site_in_another_country(extract: Extract) -> None:
    events = extract("Israeli jets struck a house in Beirut and a car in Damascus on Monday.")
    assert [(event.place, tuple(event.targets)) for event in events] == [
        ("Beirut", ("residential",)),
        ("Damascus", ("transport",)),
    ]


def test_a_town_that_is_struck_itself_stands_beside_one_with_a_site(extract: Extract) -> None:
    events = extract("Iranian missiles hit the town of Bat Yam, as well as a refinery in Haifa.")
    assert [(event.place, tuple(event.targets)) for event in events] == [
        ("Bat Yam", ()),
        ("Haifa", ("oil_refinery",)),
    ]


def test_towns_without_a_site_stay_a_list(extract: Extract) -> None:
    (event,) = extract("Russian missiles hit the towns of Kherson, Kharkiv and Kramatorsk.")
    assert event.places_listed == ["Kherson", "Kharkiv", "Kramatorsk"]


def test_people_hurt_elsewhere_before_the_attack_is_told_are_kept(extract: Extract) -> None:
    events = extract(
        "One person was killed in Kherson and two were hurt in Russian shelling of Nikopol."
    )
    assert [(event.place, event.killed, event.injured) for event in events] == [
        ("Kherson", 1, None),
        ("Nikopol", None, 2),
    ]


def test_a_side_does_not_attack_its_own_town_of_two(extract: Extract) -> None:
    events = extract(
        "Иран ударил по порту в Хайфе, Израиль - по нефтебазе в Тегеране.", language="ru"
    )
    assert [(event.place, event.attacker) for event in events] == [
        ("Haifa", "IR"),
        ("Tehran", None),
    ]


def test_sites_in_two_countries_are_two_strikes(extract: Extract) -> None:
    events = extract("Iranian drones hit a refinery in Kuwait and a power station in Bahrain.")
    assert [(event.country, tuple(event.targets)) for event in events] == [
        ("KW", ("oil_refinery",)),
        ("BH", ("power_plant",)),
    ]


def test_a_country_named_as_the_frame_of_a_conflict_is_no_second_scene(extract: Extract) -> None:
    events = extract("A drone sparked a fire at the Fujairah oil hub amid the Iran conflict.")
    assert [event.country for event in events] == ["AE"]


def test_tolls_of_two_countries_are_no_strikes(extract: Extract) -> None:
    events = extract(
        "Iranian missiles hit Haifa. The war has killed 24 people in Israel and 60 in Iran."
    )
    assert [(event.place, event.killed) for event in events] == [("Haifa", None)]


def test_people_hurt_where_only_a_fall_was_told_are_of_that_place(extract: Extract) -> None:
    events = extract(
        "A Russian missile hit Kharkiv. In Lozova, something fell beside a road; three people were "
        "injured."
    )
    assert [(event.place, event.injured) for event in events] == [("Kharkiv", None), ("Lozova", 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "Вночі росіяни атакували Харків та Одесу: у Харкові загинув чоловік, в Одесі поранено "
            "двох.",
        ),
        (
            "ru",
            "Ночью россияне атаковали Харьков и Одессу: в Харькове погиб мужчина, в Одессе ранены "
            "двое.",
        ),
        (
            "en",
            "Russians attacked Kharkiv and Odesa: a man was killed in Kharkiv, and two were "
            "injured in Odesa.",
        ),
    ],
)
def test_what_an_attack_did_town_by_town_behind_a_colon(
    extract: Extract, language: str, text: str
) -> None:
    events = extract(text, language=language)
    assert [(event.place, event.killed, event.injured) for event in events] == [
        ("Kharkiv", 1, None),
        ("Odesa", None, 2),
    ]
