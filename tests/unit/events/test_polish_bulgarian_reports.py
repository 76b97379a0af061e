"""Constructions of Polish and Bulgarian reports, in own words."""

import pytest

from tests.unit.events.conftest import Extract

DAY = "2025-03-06"  # a Thursday


def test_the_air_force_is_that_of_the_country_fired_at(extract: Extract) -> None:
    (event,) = extract(
        "Rosja wystrzeliła w nocy na Ukrainę 214 dronów - podały Siły Powietrzne.",
        language="pl",
        published=DAY,
    )

    assert (event.country, event.attacker, event.drones_launched) == ("UA", "RU", 214)
    assert [claimant.name for claimant in event.claimants] == ["Ukrainian Air Force"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("Sumy", "w centrum Sum"),
        ("Chernivtsi", "w Czerniowcach"),
        ("Horishni Plavni", "w mieście Horiszni Pławni"),
        ("Klintsy", "w Klińcach"),
    ],
)
def test_polish_town_names_decline(extract: Extract, place: str, words: str) -> None:
    (event,) = extract(
        f"Rakieta uderzyła w środę {words}. Zginęły dwie osoby.", language="pl", published=DAY
    )

    assert (event.place, event.killed) == (place, 2)


def test_both_spellings_of_a_region_are_known(extract: Extract) -> None:
    (event,) = extract(
        "Rosyjski dron uderzył w nocy w blok w obwodzie dniepropietrowskim.",
        language="pl",
        published=DAY,
    )

    assert event.admin1 == "Dnipropetrovsk Oblast"


def test_bulgarian_districts_have_one_english_name(extract: Extract) -> None:
    (event,) = extract(
        "Двама души загинаха при руска атака с дронове снощи в Одески район. В Одеския район се "
        "запалиха къща и камиони.",
        language="bg",
        published=DAY,
    )

    assert (event.admin1, event.place, event.killed) == ("Odesa Oblast", "Odesa District", 2)
    assert event.effects == ["fire"]
