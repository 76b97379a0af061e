"""What of the buildings and vehicles a sentence names was hit, and what is only named."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A Russian drone strike on Sumy left 20,000 homes without power on Monday.", []),
        ("Rockets hit Haifa on Monday; four people were taken to a nearby hospital.", []),
        (
            "A strike on Kherson on Monday caused damage to a hospital and injured two patients.",
            ["medical"],
        ),
        ("The missiles that hit Haifa on Monday were launched from an airbase in Syria.", []),
        ("Missiles fired from a warship hit Hodeidah on Monday.", []),
        (
            "No residential buildings were damaged in the drone attack on Tula on Monday, "
            "which hit a factory.",
            ["industrial"],
        ),
        ("Drones hit Port Sudan airport on Monday.", ["airport"]),
        ("Russian ships in the Black Sea fired 20 missiles at Odesa on Monday.", []),
        ("Houthi missiles hit a ship off Hodeidah on Monday.", ["transport"]),
        (
            "Debris fell on Myrhorod and set a car on fire in a drone attack on Monday.",
            ["transport"],
        ),
        (
            "Israeli strikes on Khan Younis killed 10 people on Monday, officials at Nasser "
            "Hospital said.",
            [],
        ),
        ("20,000 homes and businesses lost power after a drone attack on Odesa on Monday.", []),
        (
            "Debris set a fuel depot in Uryupinsk on fire on Monday after a drone attack; "
            "residents of nearby homes were evacuated.",
            ["oil_depot"],
        ),
        ("Shelling damaged homes and businesses in Nikopol on Monday.", ["residential", "other"]),
        ("Hezbollah fired rockets at the Nimra base in northern Israel on Monday.", ["military"]),
        ("Two bases housing American troops in Iraq were hit by rockets on Monday.", ["military"]),
    ],
)
def test_only_what_was_reached_is_a_target(extract: Extract, text: str, targets: list[str]) -> None:
    (event,) = extract(text)
    assert event.targets == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "A Russian drone damaged a bakery, a garage and a rehabilitation centre in Nikopol on "
            "Monday.",
            ["medical", "other"],
        ),
        ("A rocket hit a sawmill and a chapel in Sumy on Monday.", ["industrial", "other"]),
        (
            "В понедельник при ударе дрона по Грайворону повреждены баня, часовня и здание ФАПа.",
            ["medical", "other"],
        ),
        (
            "В понедельник дрон повредил спиртзавод и трактор в Шебекино.",
            ["industrial", "transport"],
        ),
        (
            "У понеділок дрон пошкодив у Нікополі лазню, їдальню та реабілітаційний центр.",
            ["medical", "other"],
        ),
        ("У понеділок дрон влучив у свинарник і комбайн у Сумах.", ["transport", "other"]),
    ],
)
def test_kinds_of_buildings_and_vehicles_are_known(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert sorted(event.targets) == sorted(targets)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "A drone hit a car in Kherson on Monday, two men died in the city hospital.",
            ["transport"],
        ),
        (
            "В понедельник дрон ударил по машине в Херсоне, раненых госпитализировали в областную "
            "клиническую больницу.",
            ["transport"],
        ),
        (
            "У понеділок дрон ударив по авто у Херсоні, двоє поранених доставлені до лікарні.",
            ["transport"],
        ),
        ("В понедельник дрон ударил по больнице в Херсоне, ранены двое.", ["medical"]),
    ],
)
def test_a_hospital_that_the_hurt_are_brought_to_is_no_target(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.targets == targets


def test_a_captured_town_has_no_targets(extract: Extract) -> None:
    (event,) = extract(
        "Ukrainian troops liberated the village of Robotyne on Monday and raised a flag over "
        "the school."
    )
    assert (event.event_type, event.targets) == ("territorial_change", [])


def test_what_was_hit_today_was_not_hit_the_day_before(extract: Extract) -> None:
    today, before = extract(
        "Drones hit the airport, a hotel and a fuel depot in Port Sudan on Tuesday, an officer "
        "said.\n\nOn Monday drones had set another fuel store in the city on fire."
    )
    assert today.targets == ["oil_depot", "airport", "other"]
    assert before.targets == ["oil_depot"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "Drones hit the Sheskharis oil terminal in Novorossiysk on Monday.",
            ["oil_depot", "port"],
        ),
        ("Rockets hit the Ain al-Asad air base in Iraq on Monday.", ["airport", "military"]),
        ("Israel struck the Natanz nuclear site on Monday.", ["nuclear_plant"]),
        ("US jets bombed air defence systems on Kharg Island on Monday.", []),
    ],
)
def test_a_known_site_is_of_all_its_kinds(extract: Extract, text: str, targets: list[str]) -> None:
    (event,) = extract(text)
    assert event.targets == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A missile hit two blocks of flats in Ternopil on Monday.", ["residential"]),
        ("A missile hit a nine-storey building in Dnipro on Monday.", ["residential"]),
        ("A drone hit a pharmacy in Nikopol on Monday.", ["medical"]),
        ("Gunmen attacked a police checkpoint in Quetta with grenades on Monday.", ["government"]),
        ("Shelling damaged overhead lines in Chernihiv on Monday.", ["energy_infrastructure"]),
        (
            "Drones damaged heating networks and a power line in Kryvyi Rih on Monday.",
            ["energy_infrastructure", "heating"],
        ),
    ],
)
def test_nouns_of_sites(extract: Extract, text: str, targets: list[str]) -> None:
    (event,) = extract(text)
    assert event.targets == targets


@pytest.mark.parametrize(
    ("text", "language", "targets"),
    [
        ("Дрон ударил по аптеке в Никополе в понедельник.", "ru", ["medical"]),
        ("Обстрел повредил девятиэтажный дом в Херсоне в понедельник.", "ru", ["residential"]),
        ("Дрон влучив у пожежну частину в Нікополі в понеділок.", "uk", ["other"]),
        ("Дрони вдарили по залізничному вузлу в Козятині в понеділок.", "uk", ["railway"]),
    ],
)
def test_nouns_of_sites_in_other_languages(
    extract: Extract, text: str, language: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language)
    assert event.targets == targets


def test_each_of_two_towns_has_the_sites_told_before_it(extract: Extract) -> None:
    first, second = extract(
        "A drone hit a school and a hospital in Sumy and a depot in Poltava on Monday."
    )
    assert (first.place, first.targets) == ("Sumy", ["medical", "school"])
    assert (second.place, second.targets) == ("Poltava", ["oil_depot"])


def test_a_part_of_a_site_is_no_target_of_its_own(extract: Extract) -> None:
    (event,) = extract("A drone set an oil tank at the refinery in Volgograd on fire on Monday.")
    assert event.targets == ["oil_refinery"]


def test_an_office_of_a_plant_is_no_government_building(extract: Extract) -> None:
    (event,) = extract("У понеділок ракета зруйнувала адмінбудівлю ТЕЦ у Харкові.", language="uk")
    assert event.targets == ["power_plant"]


def test_the_target_that_is_named_later_is_one(extract: Extract) -> None:
    (event,) = extract(
        "Drones attacked Novorossiysk on Monday, the governor said. Reports say that the target "
        "was the Sheskharis oil terminal."
    )
    assert event.targets == ["oil_depot", "port"]


@pytest.mark.parametrize(
    ("text", "language", "targets"),
    [
        (
            "Russian drones damaged energy, port and civilian infrastructure in Odesa on Monday.",
            "en",
            ["energy_infrastructure", "port"],
        ),
        (
            "Дроны в понедельник повредили энергетическую и портовую инфраструктуру Одессы.",
            "ru",
            ["energy_infrastructure", "port"],
        ),
        (
            "Дрони у понеділок пошкодили енергетичну, портову й цивільну інфраструктуру Одеси.",
            "uk",
            ["energy_infrastructure", "port"],
        ),
    ],
)
def test_adjectives_that_share_one_noun(
    extract: Extract, text: str, language: str, targets: list[str]
) -> None:
    (event,) = extract(text, language=language)
    assert event.targets == targets


def test_an_embassy_does_not_move_the_scene_to_its_country(extract: Extract) -> None:
    (event,) = extract(
        "A rocket exploded in Baghdad on Monday. The rocket hit a residential building "
        "opposite the US embassy, police said."
    )
    assert (event.place, event.targets) == ("Baghdad", ["residential"])


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        (
            "A strike on Odesa on Monday left it without electricity, water, and heat.",
            ["heat_outage", "power_outage", "water_outage"],
        ),
        (
            "A drone strike on Belgorod on Monday left 5,000 people without power or water.",
            ["power_outage", "water_outage"],
        ),
        (
            "В понедельник после обстрела Белгорода сотни домов без воды, света и отопления.",
            ["heat_outage", "power_outage", "water_outage"],
        ),
        (
            "Після удару по Ладижину у понеділок немає світла, тепла й води.",
            ["heat_outage", "power_outage", "water_outage"],
        ),
        (
            "A drone strike on Odesa on Monday caused power outages, and water was given out.",
            ["power_outage"],
        ),
    ],
)
def test_supplies_that_are_cut_together_are_outages_each(
    extract: Extract, text: str, effects: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert sorted(event.effects) == effects


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        (
            "Debris of a drone fell in Kyiv on Monday and damaged a road, there was no serious "
            "harm or fires, the mayor said.",
            ["damage", "debris"],
        ),
        ("A drone struck a house in Kherson on Monday; no damage or fires were reported.", []),
        ("В понедельник дрон ударил по школе в Борисовке, разрушений и повреждений нет.", []),
        (
            "В понедельник ВСУ обстреляли Шебекино из артиллерии, осколками повреждён автомобиль.",
            ["damage"],
        ),
        (
            "В понедельник над Тверью сбили два дрона, осколки повредили фасад дома.",
            ["damage", "debris"],
        ),
        (
            "A boat blew up at a berth in Tuapse on Monday and damaged a tanker.",
            ["damage", "explosion"],
        ),
        ("A drone hit a port in Izmail on Monday, the blast wave damaged offices.", ["damage"]),
    ],
)
def test_what_is_denied_and_what_flies_about_is_no_effect(
    extract: Extract, text: str, effects: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert sorted(event.effects) == effects


def test_a_power_line_and_a_gas_pipe_of_a_town_are_two_targets(extract: Extract) -> None:
    (event,) = extract("Shelling damaged a power line and a gas pipeline in Nikopol on Monday.")
    assert sorted(event.targets) == ["energy_infrastructure", "pipeline"]
