"""Places named beside an attack: where weapons went, the wave around it, hospitals, time zones."""

import pytest

from tests.unit.events.conftest import Extract

DAY = "2025-03-04"  # a Tuesday


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said two drones were shot down while heading toward the Shaybah oil field.",
        "Five drones bound for the Shaybah oil field were intercepted, the ministry said.",
    ],
)
def test_where_downed_weapons_were_heading_is_the_place(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert event.place == "Shaybah"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        (
            "The strike on Sumy was part of a raid in which Russia sent 90 drones at Ukraine.",
            "Sumy",
        ),
        (
            "After the Sumy attack the air force said 80 drones were downed across the country.",
            "Sumy",
        ),
        (
            "The strike on Tula was not confirmed, but the ministry said 70 drones were shot down"
            " over six regions, Tula among them.",
            "Tula",
        ),
    ],
)
def test_a_place_named_before_the_count_of_a_wave_is_only_listed(
    extract: Extract, text: str, listed: str
) -> None:
    (event,) = extract(text, published=DAY)

    assert event.admin1 is None
    assert any(name.startswith(listed) for name in event.places_listed)


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        (
            "A drone hit a bus in Kupiansk. Two of the hurt were taken to a hospital in Kharkiv.",
            "en",
            "Kupiansk",
        ),
        (
            "A missile hit a market in Kupiansk. Nine injured people were evacuated to hospitals in"
            " Kharkiv and Dnipro.",
            "en",
            "Kupiansk",
        ),
        (
            "Дрон атаковал автобус в Шебекине. Двое раненых находятся в больнице в Белгороде.",
            "ru",
            "Shebekino",
        ),
        (
            "Дрон атакував автобус у Куп'янську. Двоє поранених перебувають у лікарні Харкова.",
            "uk",
            "Kupiansk",
        ),
    ],
)
def test_where_the_hurt_are_treated_is_no_scene(
    extract: Extract, text: str, language: str, place: str
) -> None:
    (event,) = extract(text, language=language, published=DAY)

    assert event.place == place


def test_hospitals_are_where_the_attack_was_if_no_other_place_is_named(extract: Extract) -> None:
    text = "Three people were taken to hospitals in Sumy after the overnight drone attack."

    (event,) = extract(text, published=DAY)

    assert event.place == "Sumy"


def test_a_hospital_that_is_struck_is_where_it_was(extract: Extract) -> None:
    text = "A drone struck a hospital in Kherson and a nurse was treated on the spot."

    (event,) = extract(text, published=DAY)

    assert event.place == "Kherson"


def test_the_zone_of_a_clock_time_is_no_place(extract: Extract) -> None:
    text = "At 6:10 a.m. Moscow time on Tuesday another drone was downed over the Kursk region."

    (event,) = extract(text, published=DAY)

    assert event.admin1 == "Kursk Oblast"
    assert event.places_listed == []


def test_a_government_s_report_from_abroad_is_of_its_own_country(extract: Extract) -> None:
    text = "Dubai: Bahrain says an Iranian missile hit an oil refinery. A fire was put out."

    (event,) = extract(text, published=DAY)

    assert event.country == "BH"


def test_who_shoots_down_at_night_is_not_who_attacks(extract: Extract) -> None:
    text = "Four Ukrainian drones were downed last night by Russian air defences over two regions."

    (event,) = extract(text, published=DAY)

    assert (event.country, event.attacker) == ("RU", "UA")


def test_whose_a_speaker_is_tells_no_attacker(extract: Extract) -> None:
    text = "Ukraine's national grid operator Ukrenergo said the attack damaged a plant in Odesa."

    (event,) = extract(text, published=DAY)

    assert (event.country, event.attacker) == ("UA", None)


def test_a_weekday_in_brackets_behind_yesterday_is_that_day(extract: Extract) -> None:
    (event,) = extract("A drone struck a mill in Sumy yesterday (Monday).", published=DAY)

    assert str(event.date_start) == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "Two men whose plan was to bomb offices in Nairobi were held by the police on Monday.",
        "A group that had a plan to bomb a bridge in Mombasa was found, the police said.",
    ],
)
def test_a_plan_to_bomb_is_no_attack(extract: Extract, text: str) -> None:
    assert extract(text, published=DAY) == []


def test_a_lightning_strike_is_no_attack(extract: Extract) -> None:
    text = "A fire that a lightning strike set off at an oil depot in Matanzas burns on."

    (event,) = extract(text, published=DAY)

    assert event.event_type == "fire"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A drone struck a substation in Crimea, which Russia annexed in 2014.", "en"),
        ("Drones attacked a depot in Crimea, annexed from Ukraine in March 2014.", "en"),
        ("Дрон атаковал подстанцию в Крыму, аннексированном в 2014 году.", "ru"),
        ("Дрон атакував підстанцію в Криму, анексованому Росією у 2014 році.", "uk"),
    ],
)
def test_when_a_land_was_annexed_dates_no_attack(
    extract: Extract, text: str, language: str
) -> None:
    (event,) = extract(text, language=language, published=DAY)

    assert event.admin1 == "Crimea"
    assert str(event.date_end) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Kherson, which Ukraine liberated in November 2022.",
        "A missile hit the port of Berdiansk, seized by Russia in March 2022.",
        "Drones attacked a depot in the Kursk region, where Ukraine launched an incursion in"
        " August.",
    ],
)
def test_when_a_place_was_taken_dates_no_attack_on_it(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert str(event.date_end) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "A fire at an oil depot in Feodosia, hit by drones, was extinguished on Saturday.",
        "Power was restored on Saturday in Odesa after a Russian drone attack on a substation.",
    ],
)
def test_when_it_was_over_dates_no_attack(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert str(event.date_end) == DAY


def test_late_one_day_and_early_the_next_are_two_days(extract: Extract) -> None:
    text = "Drones struck a depot in Odesa between late Sunday and early Monday."

    (event,) = extract(text, published=DAY)

    assert (str(event.date_start), str(event.date_end)) == ("2025-03-02", "2025-03-03")


@pytest.mark.parametrize(
    "text",
    [
        "Thane, March 3 (PTI) A blast at a chemical plant in Pune killed two people on Monday.",
        "LAGOS, Nigeria March 3 A blast at an oil pipeline in Warri killed two people on Monday.",
    ],
)
def test_a_dateline_without_a_dash_is_no_scene(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert event.place in {"Pune", "Warri"}


def test_what_a_group_is_ready_to_destroy_says_nothing_of_where(extract: Extract) -> None:
    text = (
        "An attack on an oil platform in the delta was claimed by militants on Monday.\n\n"
        "They are ready to destroy more pipelines, and offices in Lagos."
    )

    assert all(event.place != "Lagos" for event in extract(text, published=DAY))


def test_where_drones_were_launched_from_too_is_no_scene(extract: Extract) -> None:
    text = (
        "Ukrainian air defences shot down 17 of 23 drones launched from Russian territory and the"
        " occupied Crimean peninsula, which Moscow annexed in 2014."
    )

    (event,) = extract(text, published=DAY)

    assert (event.country, event.admin1, event.places_listed) == ("UA", None, [])
    assert event.attacker != "UA"


def test_who_damages_a_site_with_drones_attacks_it(extract: Extract) -> None:
    text = "Russians damaged port infrastructure in the Odesa region with drones."

    (event,) = extract(text, published=DAY)

    assert event.attacker == "RU"


def test_where_a_force_stands_is_no_scene_of_what_it_wards_off(extract: Extract) -> None:
    text = (
        "The Arab Coalition fighting in Yemen intercepted a drone launched by the Houthis towards"
        " Abha airport."
    )

    (event,) = extract(text, published=DAY)

    assert (event.country, event.place) == ("SA", "Abha")


def test_a_country_that_a_force_is_in_is_not_what_it_attacks(extract: Extract) -> None:
    text = "The Houthis in Yemen launched missiles and drones at Saudi Arabia on Monday."

    (event,) = extract(text, published=DAY)

    assert event.country == "SA"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A drone hit an oil refinery in Samara, built in 1945, and started a fire.", "en"),
        ("Дрон попал в НПЗ в Самаре, построенный в 1945 году, начался пожар.", "ru"),
    ],
)
def test_when_a_site_was_built_is_no_habit(extract: Extract, text: str, language: str) -> None:
    (event,) = extract(text, language=language, published=DAY)

    assert event.place == "Samara"


def test_what_happened_a_day_before_in_a_country_is_not_joined_by_towns(extract: Extract) -> None:
    text = (
        "Pakistan said it had shot down 12 Indian drones overnight. That came a day after Indian"
        " missile strikes on Pakistani territory killed 31 people.\n\n"
        "In Chakwal District a drone crashed into farmland. No casualties were reported."
    )

    chakwal = [event for event in extract(text, published=DAY) if event.admin1]

    assert [event.killed for event in chakwal] == [0]


def test_the_name_of_a_ship_that_ends_in_a_town_is_no_town(extract: Extract) -> None:
    text = "A tanker is burning. Its operator said a missile struck the Marlin Luanda on Monday."

    assert all(event.country != "AO" for event in extract(text, published=DAY))


def test_where_the_site_of_launch_lies_is_no_scene(extract: Extract) -> None:
    text = "Missiles launched from a camp in Ibb hit an oil plant in Jeddah on Monday."

    (event,) = extract(text, published=DAY)

    assert (event.country, event.place) == ("SA", "Jeddah")


def test_the_day_of_the_attack_before_is_not_that_of_the_one_after_it(extract: Extract) -> None:
    text = (
        "After Saturday's barrage Ukraine's air force said that all 25 drones launched overnight"
        " had been shot down."
    )

    (event,) = extract(text, published=DAY)

    assert str(event.date_end) == DAY
