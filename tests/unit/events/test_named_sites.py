"""Sites that no list knows, countries as scenes, towns that fall and grids that go dark."""

from datetime import date

import pytest


def test_sites_of_unknown_names_are_told_apart(extract) -> None:
    events = extract(
        "Drones attacked oil fields in northern Iraq on Tuesday. The Qashvar oil field was struck "
        "by two drones. An hour later another drone hit the Belmoran refinery."
    )
    assert [(event.country, event.targets) for event in events] == [
        ("IQ", ["energy_infrastructure"]),
        ("IQ", ["oil_refinery"]),
    ]


def test_sites_of_one_city_stay_one_attack(extract) -> None:
    events = extract(
        "Drones attacked the port city of Novorossiysk on Tuesday. The Grushkova oil depot was "
        "hit, and the Sheskarova terminal caught fire."
    )
    assert [event.place for event in events] == ["Novorossiysk"]


def test_a_name_before_a_facility_is_its_own_target(extract) -> None:
    events = extract(
        "Suicide drones targeted the Kosti power station and the Atbara airport in Sudan on "
        "Tuesday."
    )
    assert [(event.place, event.targets) for event in events] == [
        ("Kosti", ["power_plant"]),
        ("Atbara", ["airport"]),
    ]


def test_towns_that_share_a_noun_are_struck_each(extract) -> None:
    events = extract("On Tuesday Ukrainian drones struck refineries in Ryazan and Volgograd.")
    assert [(event.place, event.targets) for event in events] == [
        ("Ryazan", ["oil_refinery"]),
        ("Volgograd", ["oil_refinery"]),
    ]


def test_a_country_can_be_the_scene(extract) -> None:
    event = extract(
        "In Kuwait, fuel tanks of the airport were hit by a drone on Tuesday and caught fire."
    )[0]
    assert (event.country, event.effects, event.outcome) == ("KW", ["fire"], "hit")


@pytest.mark.parametrize(
    "text",
    [
        "Velyka Novosilka in Donetsk Oblast fell on Sunday. Russian forces hold the town.",
        "On Sunday it was Velyka Novosilka, long held by Ukrainian forces, that fell.",
    ],
)
def test_a_town_that_falls_is_captured(extract, text) -> None:
    event = extract(text)[0]
    assert (event.event_type, event.place) == ("territorial_change", "Velyka Novosilka")
    assert event.date_start == date(2025, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "Kharkiv fell silent on Sunday as Russian forces halted their fire.",
        "Temperatures in Kyiv fell to minus ten on Sunday, the Ukrainian military said.",
        "Moscow fell to third place in the league on Sunday.",
    ],
)
def test_not_all_that_falls_is_captured(extract, text) -> None:
    assert [e for e in extract(text) if e.event_type == "territorial_change"] == []


@pytest.mark.parametrize(
    "text",
    [
        "All of Iraq was without electricity on Tuesday after the grid collapsed.",
        "Iraq was hit by a total blackout on Tuesday, the electricity ministry said.",
    ],
)
def test_a_country_without_power_is_an_outage(extract, text) -> None:
    event = extract(text)[0]
    assert (event.event_type, event.country) == ("outage", "IQ")
    assert event.date_start == date(2025, 3, 11)


def test_people_who_blow_themselves_up_attack(extract) -> None:
    event = extract(
        "A suicide bomber blew himself up at the railway station of Quetta on Monday, killing 26 "
        "people and wounding 62."
    )[0]
    assert (event.event_type, event.place, event.weapons) == ("attack", "Quetta", ["explosive"])
    assert (event.killed, event.injured) == (26, 62)


def test_workers_on_strike_attack_nothing(extract) -> None:
    assert (
        extract("Refinery workers went on strike on Monday, hitting output at Port Harcourt.") == []
    )


def test_who_reports_downed_drones_sent_none_of_them(extract) -> None:
    events = extract(
        "According to the Ukrainian military seven drones were downed in the Odesa region and two "
        "in the Mykolaiv region on Tuesday."
    )
    assert {(event.country, event.attacker) for event in events} <= {("UA", "RU"), ("UA", None)}


def test_drones_sent_towards_a_country_attack_it(extract) -> None:
    event = extract(
        "The coalition shot down three drones launched towards Saudi Arabia on Tuesday, it said."
    )[0]
    assert (event.country, event.drones_downed, event.outcome) == ("SA", 3, "intercepted")


def test_damage_that_is_repaired_is_no_new_attack(extract) -> None:
    events = extract(
        "Drones attacked Enerhodar on Tuesday. In February engineers had connected the line to the "
        "plant in Enerhodar after repairing the damage done by Russian forces."
    )
    assert [event.date_start for event in events] == [date(2025, 3, 11)]


def test_what_a_threat_answers_has_happened(extract) -> None:
    event = extract(
        "Iran repeated its threat after US jets had bombed military targets on Kharg Island."
    )[0]
    assert (event.country, event.place) == ("IR", "Kharg")


def test_where_reporters_are_told_nothing_is_struck(extract) -> None:
    events = extract(
        "A missile hit a school in Myanmar on Monday. A spokesman told reporters in New York "
        "that he was alarmed by the strike."
    )
    assert {event.country for event in events} == {"MM"}


def test_part_of_a_toll_told_behind_it_is_no_toll(extract) -> None:
    event = extract(
        "More than 30 people, 23 children among them, were killed in an Israeli strike on a school "
        "in Deir al-Balah."
    )[0]
    assert event.killed == 30
