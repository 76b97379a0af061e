"""Killed and injured: a part is not the number, and a later toll replaces an earlier one."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        (
            "en",
            "Four people, including a child, were killed and 17 wounded when a Russian missile hit "
            "a block in Ternopil.",
            4,
            17,
        ),
        (
            "en",
            "A missile strike on Ternopil killed four people, including two children, and injured "
            "17, among them three rescuers.",
            4,
            17,
        ),
        (
            "en",
            "Four people were killed in a missile strike on Ternopil. Rescuers later found two "
            "more bodies, bringing the death toll to six.",
            6,
            None,
        ),
        (
            "ru",
            "В результате ракетного удара по Белгороду погибли четыре человека, в том числе "
            "ребёнок, ещё 17 ранены. Позже число погибших выросло до шести.",
            6,
            17,
        ),
        (
            "uk",
            "Внаслідок ракетного удару по Тернополю загинули четверо людей, серед них дитина, ще "
            "17 поранено. Згодом кількість загиблих зросла до шести.",
            6,
            17,
        ),
    ],
)
def test_the_toll_is_the_whole_and_the_last_one(
    extract: Extract, language: str, text: str, killed: int, injured: int | None
) -> None:
    (event,) = extract(text, language=language)
    assert (event.killed, event.injured) == (killed, injured)


def test_a_risen_toll_is_no_upper_bound(extract: Extract) -> None:
    (event,) = extract(
        "Удар по Белгороду: погибли двое. Число погибших выросло до трёх человек.", language="ru"
    )
    killed = [(q.value, q.high) for q in event.quantities if q.role == "killed"]
    assert (3, None) in killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "За ночь средства ПВО уничтожили 139 украинских БПЛА: 44 - над Ростовской областью, "
            "32 - над Краснодарским краем, остальные - над Крымом.",
        ),
        (
            "en",
            "Russian air defences destroyed 139 Ukrainian drones overnight: 44 over the Rostov "
            "region, 32 over Krasnodar and 63 over Crimea.",
        ),
    ],
)
def test_the_total_before_a_list_of_regions_is_the_figure(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.country, event.drones_downed, event.admin1) == ("RU", 139, None)


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        ("There were no reports of injuries.", None, 0),
        ("Nobody was reported injured in the attack.", None, 0),
        ("No one among the workers was killed or injured.", 0, 0),
        ("There were neither injuries nor serious damage.", None, 0),
        ("The strike passed without causing casualties.", 0, 0),
        ("There was no information about casualties.", None, None),
        ("No fewer than six people were killed.", 6, None),
        ("Three people were wounded but no other casualties were reported.", None, 3),
    ],
)
def test_none_of_them_is_a_zero(
    extract: Extract, told: str, killed: int | None, injured: int | None
) -> None:
    event = extract(f"A drone hit a plant in the city of Ryazan. {told}")[0]

    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "62 more people, 11 of them children, were wounded in the drone attack on Kyiv.",
            None,
            62,
        ),
        (
            "After the missile strike on Kharkiv a guard died, and six more workers were injured.",
            1,
            6,
        ),
        (
            "Two more bodies have been found after the missile strike on Kyiv, taking the death "
            "toll in the capital to 17.",
            17,
            None,
        ),
        (
            "Twelve bodies have been recovered from a house struck by a missile in Kharkiv.",
            12,
            None,
        ),
    ],
)
def test_each_figure_is_that_of_its_own_word(
    extract: Extract, text: str, killed: int | None, injured: int | None
) -> None:
    event = extract(text)[0]

    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "More than 40 people, 16 women and children among them, were killed in a missile "
            "strike on Kharkiv.",
            40,
            None,
        ),
        (
            "A missile hit the port of Odesa and killed three. Two others, a guard and a crane "
            "driver, were injured.",
            3,
            2,
        ),
        (
            "Toll of the missile strike on Kharkiv rises to eight\n\nA missile strike on Kharkiv "
            "on Friday killed six people, it was first said.",
            8,
            None,
        ),
    ],
)
def test_what_commas_enclose_takes_no_figure_from_its_word(
    extract: Extract, text: str, killed: int | None, injured: int | None
) -> None:
    event = extract(text)[0]

    assert (event.killed, event.injured) == (killed, injured)


def test_the_toll_of_a_day_is_that_of_the_country(extract: Extract) -> None:
    events = extract(
        "Five people were killed and nine wounded in Russian attacks against Ukraine over the past "
        "day.\n\nIn the Kherson region the city of Kherson was struck by Russian forces and two "
        "people were killed, the governor said."
    )

    assert [(e.place, e.killed, e.injured) for e in events] == [(None, 5, 9), ("Kherson", 2, None)]


def test_a_drone_that_struck_beside_counted_ones_was_not_shot_down(extract: Extract) -> None:
    event = extract(
        "Ukraine's air force destroyed 33 of 62 drones and reported seven people injured when a "
        "drone struck a house."
    )[0]

    assert event.drones_downed == 33


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Беспилотник атаковал завод в Рязани. Никто из рабочих при атаке не пострадал."),
        ("uk", "Безпілотник атакував завод у Харкові. Ніхто з людей під час атаки не постраждав."),
        ("uk", "Безпілотник атакував завод у Харкові. Людських жертв вдалося уникнути."),
    ],
)
def test_nobody_suffered(extract: Extract, language: str, text: str) -> None:
    event = extract(text, language=language)[0]

    assert (event.killed, event.injured) == (0, 0)


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        (
            "en",
            "Four women, two men and a child were killed when a Russian drone struck a minibus in "
            "the Sumy region.",
            7,
            None,
        ),
        (
            "en",
            "A Russian drone struck a minibus in the Sumy region, killing two women and a man and "
            "injuring four children.",
            3,
            4,
        ),
        (
            "ru",
            "В Шебекине при атаке дрона ВСУ ранены двое мужчин, женщина и подросток.",
            None,
            4,
        ),
        (
            "ru",
            "В Шебекине при атаке дрона ВСУ ранены двое прохожих, пенсионерка и подросток.",
            None,
            2,
        ),
        (
            "uk",
            "Російський дрон ударив по автобусу в Херсоні: загинули дві жінки й чоловік, поранені "
            "троє дітей.",
            3,
            3,
        ),
        (
            "en",
            "The number of people killed in the missile strike on Ternopil has been revised down "
            "to 31 from 33.",
            31,
            None,
        ),
        (
            "ru",
            "Ночью дроны ВСУ атаковали Таганрог. Пострадавших на земле в результате падения "
            "обломков беспилотников, предварительно, нет.",
            0,
            0,
        ),
    ],
)
def test_people_listed_by_kind_and_tolls_set_right(
    extract: Extract, language: str, text: str, killed: int | None, injured: int | None
) -> None:
    (event,) = extract(text, language=language)
    assert (event.killed, event.injured) == (killed, injured)


@pytest.mark.parametrize("people", ["individuals", "schoolchildren", "shoppers", "nurses"])
def test_who_is_hurt_may_be_of_any_kind(extract: Extract, people: str) -> None:
    (event,) = extract(
        f"A Russian missile strike on Odesa caused injuries to a minimum of 12 {people}."
    )

    assert event.injured == 12


def test_a_toll_of_strikes_across_a_country_and_those_of_its_towns(extract: Extract) -> None:
    events = extract(
        "Russian missile and drone strikes across Ukraine killed at least five people and injured "
        "19 others. In Kyiv, a ballistic missile attack killed three people and wounded 11. In "
        "the Dnipropetrovsk region, two people died and eight were injured."
    )

    assert [(one.admin1, one.killed, one.injured) for one in events] == [
        (None, 5, 19),
        ("Kyiv City", 3, 11),
        ("Dnipropetrovsk Oblast", 2, 8),
    ]


def test_a_figure_of_districts_is_no_figure_of_people(extract: Extract) -> None:
    (event,) = extract("Russian drones attacked Kyiv. Five people were injured in two districts.")

    assert event.injured == 5
