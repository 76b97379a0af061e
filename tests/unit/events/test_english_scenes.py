"""Scenes and doers of English reports from many parts of the world."""

import pytest

from tests.unit.events.conftest import Extract

PUBLISHED = "2025-03-14"


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Minerva Odesa was hit by a missile in the Gulf of Aden on Wednesday.",
        "A drone struck the Marlin Luanda tanker in the Red Sea on Wednesday, Ambrey said.",
        "Rebels bombed the Cano Limon pipeline in Colombia on Wednesday.",
        "The United Kingdom Maritime Trade Operations said a missile hit a vessel off Yemen.",
    ],
)
def test_names_of_ships_and_bodies_are_no_places(extract: Extract, text: str) -> None:
    assert {event.country for event in extract(text, published=PUBLISHED)} <= {None, "CO", "YE"}


def test_an_abbreviation_before_a_noun_is_no_scene(extract: Extract) -> None:
    events = extract(
        "About 50 cruise missiles were launched from US warships at an airbase near Homs, Syria.",
        published=PUBLISHED,
    )
    assert [event.country for event in events] == ["SY"]


def test_a_village_gives_way_to_the_capital_of_its_name(extract: Extract) -> None:
    text = (
        "In Dubai and Abu Dhabi debris fell on Saturday. Iran launched missiles at the Bahraini"
        " capital, Manama, on Saturday."
    )
    assert "BH" in {event.country for event in extract(text, published=PUBLISHED)}


def test_another_usual_seat_of_a_government_is_no_scene_where_it_acts(extract: Extract) -> None:
    text = "Depots in Tehran burned after strikes by Tel Aviv on Wednesday."
    assert {event.country for event in extract(text, published=PUBLISHED)} == {"IR"}


@pytest.mark.parametrize(("miles", "place"), [("60", "Aden"), ("400", None)])
def test_at_sea_more_is_still_near(extract: Extract, miles: str, place: str | None) -> None:
    text = f"A missile hit a tanker {miles} nautical miles southeast of Aden on Wednesday."
    assert {event.place for event in extract(text, published=PUBLISHED)} <= {place}


def test_forces_of_the_speaker_are_the_doer_of_their_strike(extract: Extract) -> None:
    text = (
        "The US Central Command said its forces had conducted a strike against a Houthi missile"
        " launcher near Hodeidah on Wednesday."
    )
    assert [event.country for event in extract(text, published=PUBLISHED)] == ["YE"]


def test_what_was_downed_on_its_way_is_downed(extract: Extract) -> None:
    [event] = extract(
        "Kuwait announced that its army intercepted and destroyed on Friday 12 drones and 14"
        " missiles fired from Iran.",
        published=PUBLISHED,
    )
    assert (event.drones_downed, event.missiles_downed) == (12, 14)
    assert (event.drones_launched, event.missiles_launched) == (None, None)


def test_other_weekdays_are_other_attacks_without_a_publication_date(extract: Extract) -> None:
    text = (
        "A drone strike killed 10 people in El Obeid on Monday. Drone strikes on Sunday caused a"
        " power outage in the city."
    )
    assert len(extract(text, published=None)) == 2


def test_an_article_before_wounded_does_not_count_people(extract: Extract) -> None:
    [event] = extract(
        "The drone attack in Erbil on Monday started a fire and wounded some workers.",
        published=PUBLISHED,
    )
    assert event.injured is None


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday marked the 26th anniversary of the bombing of the World Trade Center. A memorial"
        " ceremony was held in New York. Six people died in the attack.",
        "Any American attack will not pass without a response, the leader of the Houthis said.",
        "Washington was considering options, including air strikes on missile launch sites.",
        "The Houthis say they are targeting vessels heading to Israeli ports because of Gaza.",
        "There were no reports in Israel of anything being hit by missiles, Reuters said.",
        "Ukraine must protect its power plants from sustained Russian air attacks.",
    ],
)
def test_remembrance_threats_and_habits_are_no_events(extract: Extract, text: str) -> None:
    assert extract(text, published=PUBLISHED) == []


def test_the_land_of_a_country_is_a_scene_of_its_own(extract: Extract) -> None:
    text = (
        "A missile hit a house in Petah Tikva on Monday and killed four people. It followed"
        " Israeli airstrikes across Iranian territory last Friday."
    )
    [event] = [one for one in extract(text, published=PUBLISHED) if one.country == "IL"]
    assert event.attacker != "IL"
    assert event.killed == 4


def test_a_blast_that_hits_is_no_attack(extract: Extract) -> None:
    [event] = extract("A blast hit an oil pipeline near Warri in Nigeria on Thursday.")
    assert event.event_type == "explosion"


def test_what_drones_were_launched_from_is_no_scene(extract: Extract) -> None:
    text = (
        "Two drones struck the Khor Mor gas field on Wednesday. They were launched from the south,"
        " from areas east of Tuz Khurmatu, the government said."
    )
    assert [event.place for event in extract(text, published=PUBLISHED)] == ["Khor Mor"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Kuwait's army intercepted and destroyed 12 drones on Monday.", "KW"),
        ("Saudi air defences shot down five missiles on Monday. Riyadh was calm.", "SA"),
        ("Pakistani forces brought down 25 drones on Monday. Sirens sounded in Lahore.", "PK"),
    ],
)
def test_who_brings_weapons_down_is_attacked(extract: Extract, text: str, country: str) -> None:
    assert [event.country for event in extract(text, published=PUBLISHED)] == [country]


def test_what_is_supplied_is_no_target(extract: Extract) -> None:
    text = (
        "A drone hit the Khor Mor gas field on Wednesday. All supplies to power stations were"
        " halted after the attack."
    )
    [event] = extract(text, published=PUBLISHED)
    assert event.targets == ["gas_facility"]


@pytest.mark.parametrize(
    ("text", "place", "region"),
    [
        (
            "Militants bombed a pipeline in Olugboboro, Bayelsa state, Nigeria, on Monday.",
            "Olugboboro",
            "Bayelsa State",
        ),
        (
            "A drone strike hit a market in Al Qatanara, White Nile state, Sudan, on Monday.",
            "Al Qatanara",
            "White Nile State",
        ),
        ("A missile hit a house in Miano, Sindh, Pakistan, on Monday.", "Miano", "Sindh"),
    ],
)
def test_an_unknown_village_lies_in_the_region_named_behind_it(
    extract: Extract, text: str, place: str, region: str
) -> None:
    [event] = extract(text, published=PUBLISHED)
    assert (event.place, event.admin1, event.geo_precision) == (place, region, "region")


@pytest.mark.parametrize(
    "text",
    [
        "American defences downed a drone on Monday near the Ain al-Asad base in Iraq.",
        "Two bases housing United States forces in Iraq were attacked by drones on Monday.",
    ],
)
def test_forces_abroad_are_not_attacked_at_home(extract: Extract, text: str) -> None:
    assert {event.country for event in extract(text, published=PUBLISHED)} <= {None, "IQ"}


def test_what_is_blown_up_was_attacked(extract: Extract) -> None:
    [event] = extract("A gas pipeline was blown up on Monday near Sibi, Pakistan.")
    assert (event.event_type, event.targets) == ("attack", ["pipeline"])


def test_a_region_that_opens_the_sentence_is_where_the_strike_was(extract) -> None:
    events = extract(
        "Russian drones attacked Ukraine overnight. In the Poltava region, governor Ivan Petrenko "
        "reported a strike on a power plant. The attack caused a fire."
    )
    assert "Poltava Oblast" in {event.admin1 for event in events}


def test_whose_attack_it_is_says_not_where_it_was(extract) -> None:
    events = extract(
        "Ukraine downs 22 of Russia's 27 drones, the military says. The air force shot down 22 "
        "drones over five Ukrainian regions in Russia's overnight attack."
    )
    assert [(event.country, event.attacker) for event in events] == [("UA", "RU")]


def test_the_flag_and_the_owner_of_a_ship_are_no_scene(extract) -> None:
    events = extract(
        "A Malta-flagged, Greek-owned bulk carrier was hit by a missile off the coast of Yemen. "
        "US Central Command confirmed the attack on the ship."
    )
    assert [event.country for event in events] == ["YE"]


def test_further_damage_elsewhere_is_an_event_of_its_own(extract) -> None:
    events = extract(
        "Ukraine's air force shot down 42 drones overnight. Houses were damaged in the city of "
        "Kharkiv. A school was also damaged in the Cherkasy region."
    )
    assert "Cherkasy Oblast" in {event.admin1 for event in events}


def test_a_fire_is_what_drones_set_in_the_next_sentence(extract) -> None:
    events = extract(
        "A huge fire was seen in Port Sudan on Tuesday. Residents said that drones launched by the "
        "Rapid Support Forces had hit a fuel depot."
    )
    assert [event.event_type for event in events] == ["attack"]


def test_what_was_the_target_was_attacked(extract) -> None:
    events = extract(
        "Iranian drones struck Kuwait on Monday. A power plant in Manama was the target of Iranian "
        "aggression and a fire broke out."
    )
    assert ("attack", "Manama") in [(event.event_type, event.place) for event in events]


def test_the_owner_of_a_refinery_in_a_headline_is_no_attacker(extract) -> None:
    events = extract("Russia's Syzran Oil Refinery Targeted in Overnight Ukrainian Drone Strike")
    assert [(event.place, event.attacker) for event in events] == [("Syzran", "UA")]
