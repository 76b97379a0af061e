"""Words that stand beside what happened: datelines, what a place hosts, figures of the dead."""

import pytest

from tests.unit.events.conftest import Extract


def test_a_town_and_day_before_a_report_are_its_dateline(extract: Extract) -> None:
    (event,) = extract(
        "Moscow, June 21 A Ukrainian drone crashed into the Ilsky oil refinery in Russia's "
        "Krasnodar region, causing a fire.",
        published="2024-06-21",
    )
    assert (event.admin1, event.target_name) == ("Krasnodar Krai", "Ilsky refinery")


def test_what_a_region_hosts_was_not_struck(extract: Extract) -> None:
    (event,) = extract("A drone was downed over Tatarstan, which hosts a number of refineries.")
    assert (event.admin1, event.targets) == ("Tatarstan", [])


def test_a_city_of_its_own_lies_in_the_region_around_it(extract: Extract) -> None:
    (event,) = extract("In Russian-annexed Crimea, drones damaged a substation in Sevastopol.")
    assert (event.admin1, event.place) == ("Sevastopol", "Sevastopol")


def test_people_killed_after_a_missile_was_downed_are_no_missiles(extract: Extract) -> None:
    (event,) = extract(
        "Israeli air strikes have killed at least nine people in Yemen, Al Jazeera reports.",
        title="Israeli air strikes kill at least nine in Yemen after intercepted missile",
    )
    assert (event.killed, event.missiles_downed) == (9, None)


def test_a_capital_in_a_headline_is_its_region_where_the_lead_is_on_that(extract: Extract) -> None:
    (event,) = extract(
        "A Ukrainian drone killed a man in the village of Suzemka in Russia's Bryansk region.",
        title="Drone kills man in Bryansk",
    )
    assert (event.place, event.killed) == ("Suzyomka", 1)


def test_a_capital_that_the_text_names_too_is_itself(extract: Extract) -> None:
    (event,) = extract(
        "A Ukrainian drone killed a man in Bryansk, the capital of Russia's Bryansk region.",
        title="Drone kills man in Bryansk",
    )
    assert (event.place, event.killed) == ("Bryansk", 1)


def test_a_paragraph_behind_a_recalled_attack_is_on_the_report_again(extract: Extract) -> None:
    first, second = extract(
        "Ukrainian drones struck an oil terminal in Novorossiysk overnight on March 2.\n"
        "Drones previously struck the terminal on Nov. 14, sparking a large fire.\n"
        "Four residential buildings were damaged in the attack, and one person was injured.",
        published="2026-03-02",
    )
    assert (first.injured, second.injured) == (1, None)
    assert second.effects == ["fire"]


def test_what_damage_is_denied_to_was_not_hit(extract: Extract) -> None:
    (event,) = extract(
        "A drone strike on Novorossiysk killed two people. There was no damage to port "
        "infrastructure or ships following the attack. The office of the Caspian Pipeline "
        "Consortium was struck."
    )
    assert event.targets == ["other"]


def test_what_a_wave_caused_is_not_the_last_of_its_regions(extract: Extract) -> None:
    (event,) = extract(
        "Overnight, Russian forces launched 126 drones across Ukraine, hitting Odesa, Sumy, "
        "Kharkiv, and Chernihiv regions, causing fires and power outages."
    )
    assert (event.admin1, event.drones_launched) == (None, 126)
    assert event.effects == ["fire", "power_outage"]


def test_a_capital_that_comes_under_attack_is_a_city_in_reported_speech_too(
    extract: Extract,
) -> None:
    (event,) = extract(
        "Раніше ми писали, що Київ зазнав нічної повітряної атаки: пошкоджено будинок.",
        language="uk",
    )
    assert event.place == "Kyiv"


def test_who_is_recalled_is_not_who_recalls(extract: Extract) -> None:
    (event,) = extract("Напомним, Россия атаковала порт Одессы 16 октября.", language="ru")
    assert (event.attacker, event.claimants) == ("RU", [])


@pytest.mark.parametrize(
    "told",
    [
        "The attack targeted a moving car in the al-Kassar neighborhood in the town.",
        "Two people were killed in the Zarghonabad area of the city, police said.",
    ],
)
def test_a_part_of_the_town_is_no_place_beside_it(extract: Extract, told: str) -> None:
    events = extract(f"A drone hit a car in Quetta on Sunday. {told}")
    assert [event.place for event in events] == ["Quetta"]


def test_a_list_of_places_with_what_was_struck_behind_each_is_split(extract: Extract) -> None:
    events = extract(
        "In Nikopol district drones damaged a school, in Kryvyi Rih district a shop, and in "
        "Pavlohrad district two houses."
    )
    assert [event.targets for event in events] == [["school"], ["other"], ["residential"]]


def test_the_line_that_feeds_a_plant_is_hit_at_the_plant(extract: Extract) -> None:
    (event,) = extract(
        "A power line that feeds the Zaporizhzhia nuclear power plant was damaged by shelling, "
        "the operator said."
    )
    assert event.place == "Enerhodar"
