"""Reports from the Middle East: forces, regions and agencies that share names with places."""

from tests.unit.events.conftest import Extract


def test_government_forces_of_a_country_take_a_town(extract: Extract) -> None:
    (event,) = extract("Syrian government forces took Kafranbel in Idlib province on Tuesday.")
    assert (event.event_type, event.place, event.attacker) == (
        "territorial_change",
        "Kafranbel",
        "SY",
    )


def test_warplanes_are_those_of_their_country(extract: Extract) -> None:
    (event,) = extract("Turkish warplanes bombed Sinjar in northern Iraq on Tuesday.")
    assert (event.country, event.place, event.attacker) == ("IQ", "Sinjar", "TR")


def test_raids_across_a_border_are_an_event_without_a_place(extract: Extract) -> None:
    (event,) = extract(
        "Israeli warplanes carried out nine airstrikes on southern Lebanon on Tuesday."
    )
    assert (event.country, event.place, event.attacker) == ("LB", None, "IL")


def test_raids_without_a_day_are_a_bare_mention(extract: Extract) -> None:
    assert not extract("Israeli warplanes carried out airstrikes on Lebanon, too.")


def test_regional_government_of_kurdistan_is_of_iraq(extract: Extract) -> None:
    events = extract(
        "A drone hit the Khor Mor gas field on Tuesday. The strike did damage to a tank, said a "
        "spokesman of the Kurdistan Regional Government."
    )
    assert {event.country for event in events} == {"IQ"}


def test_news_agency_is_no_city(extract: Extract) -> None:
    events = extract(
        "Missiles hit an airbase near Homs on Tuesday. SANA, the agency of the state, said that "
        "the missiles of the attack had come from the sea."
    )
    assert {event.country for event in events} == {"SY"}


def test_people_hurt_in_a_further_country_of_a_campaign_are_an_event(extract: Extract) -> None:
    events = extract(
        "Iranian drones struck fuel tanks at Kuwait's airport on Sunday.\nIn Saudi Arabia, the "
        "civil defence said two people were killed and 12 injured in a residential area in Riyadh."
    )
    assert [(one.country, one.killed, one.injured) for one in events] == [
        ("KW", None, None),
        ("SA", 2, 12),
    ]


def test_gaza_alone_is_the_strip_and_its_towns_lie_in_it(extract: Extract) -> None:
    events = extract(
        "Israeli strikes killed 50 people across Gaza on Tuesday.\nTwelve of them were killed in "
        "an Israeli strike on a school in Khan Younis in southern Gaza.\nAn Israeli strike hit a "
        "house in Gaza City."
    )
    told = [(one.admin1, one.place) for one in events]
    assert told == [
        ("Gaza Strip", None),
        ("Gaza Strip", "Khan Younis"),
        ("Gaza Strip", "Gaza"),
    ]


def test_what_others_did_meanwhile_is_told_apart(extract: Extract) -> None:
    events = extract(
        "Israeli strikes killed civilians in Lebanon, Gaza and Syria on Tuesday, as Yemen's "
        "Houthis launched a missile at Tel Aviv. An Israeli strike on the camp of Jabalia killed "
        "nine."
    )
    assert [(event.place, event.attacker) for event in events] == [
        ("Jabalia", "IL"),
        ("Tel Aviv", "Houthi"),
    ]


def test_a_region_behind_a_town_only_says_where_it_is(extract: Extract) -> None:
    (event,) = extract("A strike killed five people near the city of Baalbek in the Bekaa Valley.")
    assert event.place == "Baalbek"


def test_towns_that_a_site_lies_between_are_no_scene(extract: Extract) -> None:
    (event,) = extract(
        "Drones hit the Khor Mor gas field on Monday. The field that was attacked is situated "
        "between Kirkuk and Slimani."
    )
    assert event.place == "Khor Mor"


def test_a_series_of_fires_is_no_series_of_attacks(extract: Extract) -> None:
    events = extract(
        "Drones attacked Kharkiv and Dnipro. In Kharkiv a house was hit. An attack also came in "
        "Dnipro. Blasts caused a series of fires, and the city suffered heavy damage."
    )
    assert [event.place for event in events] == ["Kharkiv", "Dnipro"]
