"""Constructions of English reports that once misled the extractor."""

from datetime import date

import pytest


def test_whoever_owns_an_attack_is_no_place_of_it(extract) -> None:
    events = extract(
        "A Ukrainian drone attack set a refinery in Russia on fire overnight, officials said. Kyiv "
        "calls it an answer to Moscow's missile attacks on the grid."
    )
    assert [(event.country, event.place) for event in events] == [("RU", None)]


def test_an_attempt_of_a_regime_is_its_deed(extract) -> None:
    event = extract(
        "An attempt by the Kyiv regime to carry out a terrorist attack using nine drones on sites "
        "in Russia was stopped, the ministry said."
    )[0]
    assert (event.country, event.place, event.attacker) == ("RU", None, "UA")
    assert (event.drones_launched, event.outcome) == (9, "intercepted")


def test_an_overnight_attack_that_is_confirmed_is_dated(extract) -> None:
    event = extract(
        "The governor confirmed the overnight drone attack on Saratov, saying on Wednesday that a "
        "depot burned."
    )[0]
    assert (event.date_start, event.date_end) == (date(2025, 3, 11), date(2025, 3, 12))
    assert event.date_basis == "text"


@pytest.mark.parametrize(
    "text",
    [
        "Shelling hit the village of Bilozerka, killing ten and injuring 40 civilians.",
        "Ten people, including two women, were killed and 40 others injured when shells hit the "
        "village of Bilozerka.",
    ],
)
def test_each_casualty_word_has_its_own_figure(extract, text) -> None:
    event = extract(text)[0]
    assert (event.killed, event.injured) == (10, 40)


def test_a_word_after_a_name_is_no_town_of_its_own(extract) -> None:
    events = extract("Drones struck a base near Port Sudan Airport on Monday, an official said.")
    assert [event.place for event in events] == ["Port Sudan"]


def test_both_sides_are_not_two_drones(extract) -> None:
    assert extract("Both sides have used drones to strike ports and power stations.") == []


def test_two_verbs_of_one_interception_stay_together(extract) -> None:
    events = extract(
        "The group said it attacked an airbase in Khamis Mushait with a drone. The Saudi-led "
        "coalition said it intercepted and destroyed a missile fired by the Houthis towards Jazan."
    )
    outcome = {event.admin1: event.outcome for event in events}
    assert outcome["Jizan Province"] == "intercepted"
    assert outcome["Asir Province"] != "intercepted"


def test_a_reporter_is_not_where_the_attack_is(extract) -> None:
    events = extract(
        "A correspondent reporting from the Sudanese capital, Khartoum, said drones of the RSF hit "
        "a fuel depot. Explosions were heard in Port Sudan."
    )
    assert "Khartoum" not in {event.place for event in events}


def test_ever_since_is_a_campaign_and_has_since_is_not(extract) -> None:
    event = extract(
        "A drone fell on a refinery in Saratov on Monday and caused a fire, which has since been "
        "put out."
    )[0]
    assert event.effects == ["fire"]
    assert extract("Since early January drones have attacked refineries in Russia.") == []


def test_a_dash_inside_a_date_parts_no_sentence(extract) -> None:
    event = extract(
        "Russian air defences shot down 24 Ukrainian drones over the Tula and Kaluga regions on "
        "the night of March 10-11."
    )[0]
    assert (event.date_start, event.date_end) == (date(2025, 3, 10), date(2025, 3, 11))


def test_artillery_fire_is_no_blaze(extract) -> None:
    event = extract("Artillery fire damaged 11 houses in the village of Bilozerka.")[0]
    assert (event.weapons, event.effects) == (["artillery"], ["damage"])


def test_damage_that_was_not_reported_is_none(extract) -> None:
    event = extract("A drone hit a port in Tuapse. Officials did not report any damage.")[0]
    assert event.effects == []


def test_the_kurdistan_region_lies_in_iraq(extract) -> None:
    events = extract("Drones struck a gas field in the Kurdistan region of Iraq on Monday.")
    assert [event.country for event in events] == ["IQ"]


def test_one_child_among_thirty_injured_is_not_the_toll(extract) -> None:
    event = extract(
        "Drones hit flats in Dnipro and nearly 30 people were injured. A child was injured too."
    )[0]
    assert event.injured == 30


def test_a_town_abroad_does_not_take_the_name_of_one_in_the_region_told_of(extract) -> None:
    events = extract(
        "Two civilians were killed by shelling in the Poonch district of Jammu and Kashmir in "
        "India, Indian police said. The Pakistan Army fired at villages of India in Shahpur, "
        "damaging houses."
    )
    assert {event.country for event in events} == {"IN"}


def test_the_heaviest_shelling_since_a_war_is_one_shelling(extract) -> None:
    event = extract(
        "Poonch in Jammu and Kashmir saw the heaviest shelling since the 1971 war on Tuesday, "
        "killing ten civilians."
    )[0]
    assert event.killed == 10
