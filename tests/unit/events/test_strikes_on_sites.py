"""Strikes told without a weapon, and clauses that name several sites."""

from datetime import date

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("text", "attacker", "country"),
    [
        (
            "Israel struck Iran's South Pars gas field on Saturday.",
            "IL",
            "IR",
        ),
        ("The US struck three nuclear sites in Iran overnight, the Pentagon said.", "US", "IR"),
        ("Ukraine hit a chemical plant in the Tula region on Friday night.", "UA", "RU"),
    ],
)
def test_a_state_that_strikes_a_site_attacks(
    extract: Extract, text: str, attacker: str, country: str
) -> None:
    (event,) = extract(text)
    assert (event.event_type, event.attacker, event.country) == ("attack", attacker, country)


@pytest.mark.parametrize(
    "text",
    [
        "Strikes hit airports and railways across Germany on Friday, the union said.",
        "The US hit two refineries in China with sanctions on Friday.",
        "Ukraine hit the post twice before Spain scored at the stadium in Lviv.",
    ],
)
def test_strikes_of_another_kind_give_nothing(extract: Extract, text: str) -> None:
    assert extract(text) == []


def test_two_sites_with_days_of_their_own_are_two_events(extract: Extract) -> None:
    first, second = extract(
        "Two attacks hit the Ryazan refinery last week and the Syzran refinery on Sunday."
    )
    assert (first.place, first.date_end) == ("Ryazan", date(2025, 3, 9))
    assert (second.place, second.date_start) == ("Syzran", date(2025, 3, 9))


def test_sites_of_one_city_are_one_event(extract: Extract) -> None:
    (event,) = extract(
        "An Israeli air strike hit the Hodeidah port and the Ras Kathib power plant on Monday."
    )
    assert event.place == "Hodeidah"
    assert set(event.targets) == {"port", "power_plant"}


def test_a_drone_that_kills_attacks(extract: Extract) -> None:
    first, second = extract(
        "A Ukrainian drone killed one man and wounded another in the village of Murom in Belgorod "
        "region. In Shebekino two civilians were hurt when a drone hit their car."
    )
    assert (first.place, first.killed, first.injured) == ("Murom", 1, 1)
    assert (second.place, second.injured, second.targets) == ("Shebekino", 2, ["transport"])


def test_a_town_and_a_speaker_are_no_targets(extract: Extract) -> None:
    (event,) = extract(
        "Drones attacked Port Sudan on Tuesday and hurt three people, the ambulance service says."
    )
    assert event.targets == []


def test_a_group_is_not_its_country(extract: Extract) -> None:
    (event,) = extract("Yemen's Houthis attacked a refinery in Ras Tanura with drones on Saturday.")
    assert (event.attacker, event.country) == ("Houthi", "SA")


def test_what_burns_or_shuts_down_is_not_shot_down(extract: Extract) -> None:
    (event,) = extract("The refinery in Ufa shut down after a drone attack on Monday.")
    assert (event.outcome, event.drones_downed) == ("hit", None)
    (event,) = extract("In Odesa a warehouse burned down after a drone hit on Monday.")
    assert (event.outcome, event.drones_downed) == ("hit", None)


def test_the_agent_sundays_attack_says_when(extract: Extract) -> None:
    (event,) = extract("Thousands in Kharkiv lost power by Sunday's drone attack on a power plant.")
    assert event.date_end == date(2025, 3, 9)


def test_a_borough_is_part_of_its_city(extract: Extract) -> None:
    (event,) = extract(
        "Four ballistic missiles were fired at Kyiv; all were shot down, but debris set a building "
        "in the Solomianskyi district on fire, injuring 12 people."
    )
    assert (event.place, event.missiles_launched, event.injured) == ("Kyiv", 4, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones damaged houses in Shebekino, Grayvoron and Valuyki in the Belgorod region."),
        ("ru", "Дроны повредили дома в Шебекине, Грайвороне и Валуйках Белгородской области."),
    ],
)
def test_villages_that_share_a_consequence_stay_one_event(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert event.admin1 == "Belgorod Oblast"


def test_a_flag_is_no_scene(extract: Extract) -> None:
    events = extract("Дрон уразив судно під прапором Мальти в порту Одеси.", language="uk")
    assert [event.country for event in events] == ["UA"]


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine struck an oil refinery in Volgograd with drones overnight.",
        "Ukraine hit several Russian regions with drones on Tuesday.",
    ],
)
def test_a_state_that_strikes_with_drones_uses_no_toys(extract, text: str) -> None:
    (event,) = extract(text)

    assert (event.country, event.attacker) == ("RU", "UA")


def test_what_is_called_a_target_was_struck(extract) -> None:
    text = "Ukrainian drones hit Volgograd overnight. One of the targets was the Taman port."

    assert [event.place for event in extract(text)] == ["Volgograd", "Taman"]
