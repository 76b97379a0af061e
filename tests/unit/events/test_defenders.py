"""Who wards an attack off is attacked and does not attack."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    "text",
    [
        "The governor said Russian forces repelled a massive strike on energy sites in the Saratov "
        "region on Friday evening.",
        "Russian troops beat back a night attack on an oil depot in the Saratov region.",
        "Russian air defences shot down drones that struck an oil depot in the Saratov region.",
    ],
)
def test_the_defender_is_no_attacker(extract: Extract, text: str) -> None:
    event = extract(text)[0]

    assert (event.admin1, event.attacker) == ("Saratov Oblast", None)


def test_whose_forces_repel_is_attacked_by_the_opponent_named(extract: Extract) -> None:
    event = extract(
        "Russian forces repelled a strike on energy sites in the Saratov region on Friday. "
        "Ukraine has not commented."
    )[0]

    assert (event.country, event.attacker) == ("RU", "UA")


def test_those_who_shot_weapons_down_are_not_the_attackers_of_the_other_wave(
    extract: Extract,
) -> None:
    events = extract(
        "The Russian Defence Ministry said that 42 Ukrainian drones were shot down last night. "
        "The Ukrainian Air Force said that 210 drones were shot down."
    )

    assert {(e.country, e.drones_downed) for e in events} == {("RU", 42), ("UA", 210)}


def test_occupiers_of_a_place_own_no_weapon_named_after_it(extract: Extract) -> None:
    event = extract("Over Russian-occupied Crimea attack drones were brought down overnight.")[0]

    assert event.attacker != "RU"


def test_who_is_only_named_as_the_source_does_not_attack(extract: Extract) -> None:
    events = extract(
        "По данным Минобороны РФ, минувшей ночью Россию атаковали 44 украинских дрона.",
        language="ru",
    )
    assert [(one.country, one.attacker) for one in events] == [("RU", "UA")]


def test_a_pronoun_is_no_country(extract: Extract) -> None:
    (event,) = extract(
        "Той же ночью, сообщает Генштаб Украины, поражён НПЗ в Саратове.", language="ru"
    )
    assert event.attacker != "TG"


def test_the_side_named_behind_what_it_launched_is_the_attacker(extract: Extract) -> None:
    events = extract(
        "The Russian Defence Ministry said air defences destroyed 24 Ukrainian drones. Ukraine's "
        "air force said that out of 62 drones which Russia launched overnight it had downed 33."
    )
    told = [(one.country, one.attacker, one.drones_launched, one.drones_downed) for one in events]
    assert told == [("RU", "UA", None, 24), ("UA", "RU", 62, 33)]


def test_each_country_that_downs_drones_was_attacked(extract: Extract) -> None:
    events = extract(
        "Several drones were intercepted by the air defenses of Saudi Arabia on Thursday.\n"
        "Kuwait said several drones were intercepted on Thursday by its air defenses.\n"
        "In Bahrain fuel tanks in Muharraq caught fire after an Iranian attack."
    )
    assert [event.country for event in events] == ["SA", "KW", "BH"]


def test_a_warship_that_downs_drones_at_sea_was_not_attacked_at_home(extract: Extract) -> None:
    (event,) = extract("Two Houthi drones were shot down by a US destroyer in the Red Sea.")
    assert (event.country, event.attacker) == (None, "Houthi")
