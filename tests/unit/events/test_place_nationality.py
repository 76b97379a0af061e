"""An adjective before its noun puts a settlement into a country, and is no attacker."""

import pytest

from tests.unit.events.conftest import Extract, language_of


def test_a_village_told_to_be_a_country_s_is_not_sought_in_the_region_told_before(
    extract: Extract,
) -> None:
    first, second = extract(
        "Russian drones hit an energy site in the Mykolaiv region overnight, causing a blackout."
        " In the Russian village of Zarechnoye shelling killed a woman and a child."
    )
    assert (first.admin1, first.killed) == ("Mykolaiv Oblast", None)
    assert (second.country, second.admin1, second.killed) == ("RU", None, 2)


def test_a_known_village_of_that_country_is_taken(extract: Extract) -> None:
    (event,) = extract("Shelling killed a woman in the Russian border village of Klimovo.")
    assert (event.country, event.admin1) == ("RU", "Bryansk Oblast")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Дрон атаковал украинский город Первомайск, двое раненых.", "UA"),
        ("Дрон атакував російське місто Таганрог, двоє поранених.", "RU"),
        ("A drone attacked the Ukrainian city of Pervomaisk, two were wounded.", "UA"),
    ],
)
def test_whose_town_it_is_that_was_attacked_is_no_attacker(
    extract: Extract, text: str, country: str
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.country, event.attacker) == (country, None)
