"""English words that say less, or something else, than they seem to."""

from datetime import date

REST = " The agency gave no other details of what had happened there that night."


def test_what_is_asked_is_not_told(extract) -> None:
    (event,) = extract(
        "Drones hit a refinery in Syzran. The head of the region did not specify whether the "
        "refinery had been damaged." + REST
    )
    assert event.effects == []
    (fire,) = extract(
        "Drones came at night. A refinery in Ilsky caught fire, but rescuers did not say whether "
        "the drone attack was the cause." + REST
    )
    assert fire.effects == ["fire"]


def test_one_person_at_a_site_is_one(extract) -> None:
    (event,) = extract(
        "A guard at an oil depot was killed in a drone attack in Rostov region." + REST
    )
    assert (event.killed, event.injured) == (1, None)


def test_short_months_are_no_places(extract) -> None:
    (event,) = extract("A drone hit Saratov on Nov. 8, the governor said." + REST)
    assert (event.place, event.places_listed) == ("Saratov", [])


def test_the_night_of_an_attack_beats_the_month_it_is_counted_in(extract) -> None:
    (event,) = extract(
        "Russia launched its seventh drone attack this month on gas sites of Ukraine, hitting a "
        "plant in the Poltava region overnight." + REST
    )
    assert (event.date_start, event.date_end) == (date(2025, 3, 11), date(2025, 3, 12))


def test_a_wave_on_a_country_is_not_a_town_s_whoever_tells_it(extract) -> None:
    site, wave = extract(
        "Russian missiles hit Naftogaz facilities in the Lviv region, said the governor, Maksym "
        "Kozytskyi. On the night of 11 March Ukraine was attacked with 28 drones and 29 cruise "
        "missiles. Of these 18 missiles and 25 drones were shot down." + REST
    )
    assert (site.admin1, site.targets, site.missiles_launched) == (
        "Lviv Oblast",
        ["gas_facility"],
        None,
    )
    assert (wave.drones_launched, wave.missiles_launched, wave.missiles_downed) == (28, 29, 18)
    assert wave.weapons == ["drone", "cruise_missile"]


def test_the_largest_attack_since_a_day_is_one_attack(extract) -> None:
    (event,) = extract(
        "It was the largest missile attack on Kyiv since January, and a power plant burned." + REST
    )
    assert event.place == "Kyiv"


def test_kinds_of_drones_are_one_figure_and_some_regions_no_whole_wave(extract) -> None:
    (wave,) = extract(
        "Russia launched 170 drones and five missiles at Ukraine overnight. Out of those, 74 "
        "Shahed-type attack drones were shot down. No casualties have been reported in the "
        "regions of Kharkiv, Sumy and Donetsk." + REST
    )
    assert (wave.drones_launched, wave.drones_downed, wave.missiles_launched) == (170, 74, 5)
    assert (wave.killed, wave.injured) == (None, None)
