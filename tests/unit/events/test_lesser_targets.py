"""Words for less than a target, what only says where another is, weapons that come in swarms."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Shelling damaged three houses and two garages in Nikopol on Monday.", ["residential"]),
        ("A drone set a garage in Shebekino on fire on Monday.", ["other"]),
        ("В понедельник дрон повредил в Шебекино жилой дом и сарай.", ["residential"]),
        ("У понеділок дрон пошкодив у Нікополі два будинки й теплицю.", ["residential"]),
        ("У понеділок дрон влучив у господарську споруду в Нікополі.", ["other"]),
    ],
)
def test_an_outbuilding_is_part_of_the_home(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.targets == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Missiles hit a landing ship in Sevastopol on Monday. The ship sank.", ["military"]),
        ("A naval drone hit a naval vessel in Sevastopol on Monday.", ["military"]),
        ("Missiles hit a ship in Odesa on Monday.", ["transport"]),
    ],
)
def test_the_ship_of_a_warship_is_no_second_target(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text)
    assert event.targets == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A drone hit the refinery in Ryazan on Monday. A fuel tank burned.", ["oil_refinery"]),
        ("A drone set a fuel tank in Engels on fire on Monday.", ["oil_depot"]),
        ("В понедельник дрон ударил по НПЗ в Рязани. Повреждён резервуар с топливом.",
         ["oil_refinery"]),
        ("У понеділок дрон влучив у резервуар з паливом у Феодосії.", ["oil_depot"]),
    ],
)  # fmt: skip
def test_a_tank_at_a_refinery_is_part_of_it(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.targets == targets


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit civilian infrastructure in Sumy on Monday and injured a man.",
        "У понеділок дрон вдарив по цивільній інфраструктурі Сум, поранено чоловіка.",
        "В понедельник дрон ударил по гражданской инфраструктуре Энергодара, ранен мужчина.",
    ],
)
def test_civilian_infrastructure_says_not_what_was_hit(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.targets == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Missiles fired from Iran hit a hospital in Beersheba on Monday.", ["medical"]),
        ("Выпущенная из Ирана ракета в понедельник ударила по больнице в Хайфе.", ["medical"]),
        ("An attack on an air base near Erbil was foiled on Monday.", ["airport", "military"]),
        ("Near a farm in Sumy a drone hit a power line on Monday.", ["energy_infrastructure"]),
        ("A drone attack hit a US base in vicinity of Baghdad airport on Monday.", ["military"]),
        ("В понедельник иранские дроны ударили по базе ВВС в Кувейте.", ["airport", "military"]),
        ("В понедельник над Дохой сбили ракеты, жителей просят оставаться дома.", []),
        ("В понедельник взрыв газа разрушил дом в Туле, сообщили в городской больнице.",
         ["residential"]),
    ],
)  # fmt: skip
def test_what_weapons_come_from_and_what_lies_near_is_no_target(
    extract: Extract, text: str, targets: list[str]
) -> None:
    events = extract(text, language=language_of(text))
    assert [event.targets for event in events] == [targets]


def test_damage_told_late_is_that_of_the_attack(extract: Extract) -> None:
    (event,) = extract(
        "Drones struck the port of Izmail on Sunday. Two people were hurt. The governor thanked "
        "the crews. Help is on its way. Damaged are a school, a clinic and homes."
    )
    assert event.targets == ["port", "residential", "medical", "school"]


def test_a_site_told_apart_takes_the_weapon_of_a_swarm_only(extract: Extract) -> None:
    drones, missiles = (
        extract(
            f"Ukrainian {weapon} hit a refinery in Ryazan on Sunday night. "
            "In Syzran a fuel depot was hit too."
        )
        for weapon in ("drones", "missiles")
    )
    assert [event.weapons for event in drones] == [["drone"], ["drone"]]
    assert [event.weapons for event in missiles] == [["missile"], []]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("A drone armed with explosives hit Erbil airport on Monday.", ["drone"]),
        ("A truck packed with explosives hit a bridge in Mosul on Monday.", ["explosive"]),
        ("В понедельник беспилотники-камикадзе ударили по складу в Омдурмане.", ["drone"]),
    ],
)
def test_what_a_drone_carries_is_no_weapon_of_its_own(
    extract: Extract, text: str, weapons: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.weapons == weapons


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("Drones hit a gas field in Qatar on Monday. The production of gas stopped.",
         ["operations_suspended"]),
        ("Drones hit Dubai airport on Monday; air traffic was stopped there.", ["airport_closure"]),
        ("A drone hit a plant in Tula on Monday. Staff were moved out of the building.",
         ["evacuation"]),
        ("В понедельник дрон попал в НПЗ в Рязани. Переработка нефти прекращена.",
         ["operations_suspended"]),
        ("У понеділок дрон влучив у завод у Кременчуці. Світла не мають 100 абонентів.",
         ["power_outage"]),
    ],
)  # fmt: skip
def test_what_stands_still_and_goes_without(
    extract: Extract, text: str, effects: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.effects == effects


def test_the_forces_that_send_drones_are_no_drones(extract: Extract) -> None:
    (event,) = extract(
        "Про атаку на нафтобазу у Брянській області розповів командувач Сил безпілотних систем "
        "ЗСУ Роберт Бровді.",
        language="uk",
    )
    assert (event.targets, event.weapons) == (["oil_depot"], [])


def test_what_burns_at_a_plant_is_the_one_told_of_last(extract: Extract) -> None:
    first, second = extract(
        "Drones hit the Afipsky refinery on Monday. A fire broke out there.\n"
        "They struck the Kuibyshev refinery, too. The plant makes petrol. Blasts and a fire were "
        "seen on its grounds."
    )
    assert (first.effects, second.effects) == (["fire"], ["fire", "explosion"])


@pytest.mark.parametrize(
    ("text", "targets", "effects"),
    [
        ("A drone damaged a shop and no fewer than three houses in Kharkiv on Monday.",
         ["residential", "other"], ["damage"]),
        ("В понедельник дрон повредил в Харькове магазин и не менее трех жилых домов.",
         ["residential", "other"], ["damage"]),
        ("У понеділок дрони вдарили по Харкову, виникло не менше десяти пожеж.", [], ["fire"]),
    ],
)  # fmt: skip
def test_a_bound_of_a_figure_denies_nothing(
    extract: Extract, text: str, targets: list[str], effects: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.targets, event.effects) == (targets, effects)


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Odesa with drones on Monday. Targets included an oil depot and the port.",
        "В понедельник Россия атаковала дронами Одессу. Среди целей – нефтебаза и порт.",
        "В понедельник Россия атаковала дронами Одессу. Речь идет о нефтебазе и порте.",
        "У понеділок Росія атакувала дронами Одесу. Цілями були нафтобаза та порт.",
    ],
)
def test_what_is_named_as_the_target_is_one(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.targets == ["oil_depot", "port"]


@pytest.mark.parametrize(
    "text",
    [
        "Drones hit an oil depot in Ryazan on Monday. The fire could not be put out.",
        "В понедельник дрон ударил по нефтебазе в Рязани. Пожар не удается потушить.",
        "У понеділок дрон вдарив по нафтобазі в Рязані. Пожежа досі не згасає.",
    ],
)
def test_a_fire_that_is_not_put_out_burns(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.effects == ["fire"]


def test_a_list_behind_a_dash_goes_on_with_what_was_damaged(extract: Extract) -> None:
    (event,) = extract(
        "У понеділок ворог обстріляв Нікополь. Пошкоджено ліцей. А ще — 12 будинків та газопровід.",
        language="uk",
    )
    assert event.targets == ["pipeline", "residential", "school"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("В понедельник Шебекино попало под обстрел. Поврежден дом.", "Shebekino"),
        ("У понеділок Нікополь потрапив під обстріл. Пошкоджено будинок.", "Nikopol"),
        ("Губернатор сообщил об обстреле села Муром Белгородской области. Повреждён дом.", "Murom"),
    ],
)
def test_what_came_under_fire_was_attacked(extract: Extract, text: str, place: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.place, event.targets) == ("attack", place, ["residential"])


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("Missiles hit a port in Hodeidah on Monday. Columns of smoke rose over the city.", []),
        ("Missiles hit a port in Hodeidah on Monday. Smoke and flames rose.", ["fire"]),
        ("В понедельник дрон атаковал аэропорт Дубая, над ним поднялся дым.", []),
        ("В понедельник ВСУ обстреляли Шебекино. Нарушена подача электроэнергии.",
         ["power_outage"]),
        ("A drone hit a clinic in Kherson on Monday, prompting it to halt services.",
         ["operations_suspended"]),
    ],
)  # fmt: skip
def test_smoke_alone_is_no_fire_and_broken_supply_an_outage(
    extract: Extract, text: str, effects: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.effects == effects


@pytest.mark.parametrize(
    "text",
    [
        "Drones hit a port in Odesa on Monday. Fires at the site were not recorded.",
        "В понедельник дроны ударили по порту Одессы. Возгораний на месте не зафиксировано.",
        "У понеділок дрони вдарили по порту Одеси. Загорянь на місці події не зафіксовано.",
    ],
)
def test_a_fire_that_nobody_saw_is_none(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.effects == []


def test_the_day_on_which_a_fire_was_put_out_is_not_that_of_the_attack(extract: Extract) -> None:
    (event,) = extract(
        "A drone hit a storage tank at the Khor Mor gas field late on Wednesday. "
        "Firefighters managed to put out the fire in the early hours of Thursday."
    )
    assert event.effects == ["fire"]


def test_ministries_that_speak_together_do_not_make_an_attack_old(extract: Extract) -> None:
    (event,) = extract(
        "A drone attack set the Khor Mor gas field on fire, officials said.\n\n"
        "All gas supplies stopped, the ministries said in a joint statement."
    )
    assert event.targets == ["gas_facility"]
