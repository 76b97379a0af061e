"""A government with a day before its verb, and deeds told as what came before another."""

import pytest

EN = " The ministry gave no other details of what had happened there that night."
RU = " Об этом сообщил глава области, который не привел других подробностей."
UK = " Про це повідомив голова області, який не навів інших подробиць."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russia on Friday attacked a power plant in Kharkiv with missiles." + EN),
        ("en", "Russia, early on Friday, attacked a power plant in Kharkiv." + EN),
        ("en", "Moscow overnight launched missiles at a power plant in Kharkiv." + EN),
        ("en", "Russia on June 21 struck a power plant in Kharkiv." + EN),
        ("ru", "Россия в пятницу атаковала электростанцию в Харькове." + RU),
        ("uk", "Росія у п'ятницю вдарила по електростанції у Харкові." + UK),
    ],
)
def test_a_day_may_stand_between_a_state_and_its_deed(extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language, published="2024-06-22")

    assert (event.attacker, event.place, event.targets) == ("RU", "Kharkiv", ["power_plant"])


def test_what_another_country_suffered_before_is_an_event_of_its_own(extract) -> None:
    text = (
        "Moscow attacked Lviv and Lutsk with missiles overnight after Ukraine had struck three "
        "refineries in the south of Russia on Thursday."
    )
    later, earlier = extract(text + EN, published="2024-06-22")

    assert (later.attacker, later.country, later.targets) == ("RU", "UA", [])
    assert (earlier.attacker, earlier.country, earlier.weapons) == ("UA", "RU", [])
    assert earlier.targets == ["oil_refinery"]


def test_a_region_and_a_town_that_share_one_consequence_stay_a_list(extract) -> None:
    text = (
        "Russia fired 13 drones and 16 missiles overnight. Equipment was damaged at facilities in "
        "the Lviv region and in Zaporizhzhia, the grid operator said."
    )

    assert {event.admin1 for event in extract(text + EN, published="2024-06-22")} == {None}
