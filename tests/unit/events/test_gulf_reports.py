"""How armies and ministries of the Gulf and its wider region tell of attacks."""

import pytest

from tests.unit.events.conftest import Extract

DAY = "2025-03-04"  # a Tuesday


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "The army of Kuwait said its air defences were engaging hostile missiles and drones.",
            "KW",
        ),
        ("Bahrain said its air defences were dealing with an Iranian missile attack.", "BH"),
        (
            "The UAE defence ministry said its air defences are currently responding to missile and"
            " drone attacks coming from Iran.",
            "AE",
        ),
        (
            "Qatar's Ministry of Defence said on Monday it had dealt with three cruise missiles and"
            " six drones fired from Iran.",
            "QA",
        ),
    ],
)
def test_air_defences_at_work_are_an_attack_on_their_country(
    extract: Extract, text: str, country: str
) -> None:
    (event,) = extract(text, published=DAY)

    assert event.event_type == "attack"
    assert event.country == country


@pytest.mark.parametrize(
    "text",
    [
        "The army in Kuwait said it was dealing with a shortage of missiles and drones.",
        "Air defences of Qatar are able to respond to missiles, its defence ministry said.",
    ],
)
def test_talk_of_air_defences_is_no_attack(extract: Extract, text: str) -> None:
    assert extract(text, published=DAY) == []


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("A roadside bomb killed five soldiers in Borno State on Monday.", "Borno State"),
        (
            "Gunmen on motorcycles stormed a village in the Tillaberi region of Niger on Monday and"
            " killed 25 people.",
            "Tillaberi Region",
        ),
    ],
)
def test_what_kills_or_storms_by_itself_is_an_attack(
    extract: Extract, text: str, region: str
) -> None:
    (event,) = extract(text, published=DAY)

    assert event.event_type == "attack"
    assert event.admin1 == region
    assert event.outcome == "hit"


def test_protesters_that_storm_a_building_attack_nobody(extract: Extract) -> None:
    text = "Protesters stormed the parliament in Baghdad on Monday and later left it."

    assert extract(text, published=DAY) == []


def test_fighters_that_overrun_a_base_attack_it(extract: Extract) -> None:
    (event,) = extract("Fighters overran a military base in Monguno on Sunday.", published=DAY)

    assert (event.event_type, event.place) == ("attack", "Monguno")
    assert event.targets == ["military"]


def test_an_air_strike_with_dead_counts_where_only_the_country_is_known(extract: Extract) -> None:
    (event,) = extract("An airstrike killed two people in southern Lebanon on Sunday.")

    assert (event.country, event.killed) == ("LB", 2)


def test_jets_that_strike_keep_their_owner(extract: Extract) -> None:
    (event,) = extract("Turkish jets struck PKK targets in Duhok on Friday.", published=DAY)

    assert event.attacker == "TR"


def test_the_attacker_of_one_clause_does_not_attack_itself_in_the_next(extract: Extract) -> None:
    events = extract(
        "Israeli jets hit the port of Hodeidah on Monday, a day after a missile landed near Haifa.",
        published=DAY,
    )

    assert {(event.country, event.attacker) for event in events} == {("YE", "IL"), ("IL", None)}


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Ethiopian forces shelled the town of Mekelle on Monday.", "ET"),
        ("Pakistani jets bombed Kabul on Monday.", "PK"),
        ("Burkina Faso's army struck Djibo with drones on Monday, killing 28 people.", "BF"),
        ("South Sudanese army helicopters bombed Nasir on Monday.", "SS"),
        ("Al-Shabaab militants attacked a base in Bulo Marer on Monday, killing 54.", "al-Shabaab"),
        ("The Arakan Army shelled Sittwe on Monday.", "Arakan Army"),
        ("The Pakistani Taliban bombed a mosque in Peshawar on Monday, killing 100.", "TTP"),
    ],
)
def test_armies_of_any_country_and_armed_groups_are_attackers(
    extract: Extract, text: str, attacker: str
) -> None:
    (event,) = extract(text, published=DAY)

    assert event.attacker == attacker


def test_an_army_that_watches_drones_over_an_airport_makes_no_attack(extract: Extract) -> None:
    text = (
        "Danish military officers saw drones over the airport of Billund on Monday. The Danish army"
        " is on alert, and flights were delayed for an hour after the drones came near a runway."
    )

    assert extract(text, published=DAY) == []


def test_an_article_of_one_country_places_its_attack_there(extract: Extract) -> None:
    (event,) = extract(
        "A Myanmar junta air raid on a school killed 22 people on Monday.\n"
        "LOIKAW, Myanmar (AFP) - The jets came at ten in the morning, said a teacher.",
        published=DAY,
    )

    assert (event.country, event.attacker) == ("MM", "MM")


@pytest.mark.parametrize(
    "text",
    [
        "The national grid has collapsed again, plunging Nigeria into darkness on Thursday.",
        "A total collapse of the grid left Nigeria without electricity on Thursday.",
        "The national grid had another total system collapse on Thursday, said engineers in Lagos.",
        "Nigeria officially plunged into complete darkness on Thursday as the fuel ran out.",
        "Nigeria suffered a total blackout on Thursday, said its electricity company.",
    ],
)
def test_a_grid_that_collapses_is_an_outage_of_the_country(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert (event.event_type, event.country) == ("outage", "NG")


def test_what_a_grid_collapse_is_tells_of_no_outage(extract: Extract) -> None:
    text = "When a national grid collapses the whole network fails, and homes go dark."

    assert extract(text, published=DAY) == []


def test_a_base_that_is_seized_is_attacked_and_no_settlement(extract: Extract) -> None:
    (event,) = extract(
        "JNIM seized a base in Boulkessi in Mali on Sunday and killed 30 soldiers.", published=DAY
    )

    assert (event.event_type, event.place, event.killed) == ("attack", "Boulkessi", 30)


@pytest.mark.parametrize(
    "text",
    [
        "M23 rebels took over the town of Kiwanja in eastern Congo on Saturday.",
        "Rebels now control Kiwanja in the Democratic Republic of the Congo, residents said.",
        "The seizure of Kiwanja by M23 rebels came after days of fighting in eastern DR Congo.",
    ],
)
def test_ways_to_tell_that_a_town_is_taken(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert (event.event_type, event.country) == ("territorial_change", "CD")
    assert event.place == "Kiwanja"


def test_bombs_that_jets_drop_are_not_shot_down(extract: Extract) -> None:
    (event,) = extract(
        "A military jet dropped three bombs on the town of Loikaw in Myanmar on Sunday.",
        published=DAY,
    )

    assert event.outcome == "hit"


def test_warded_off_strikes_hit_nothing(extract: Extract) -> None:
    (event,) = extract(
        "The Kuwaiti General Staff said that air defence systems intercepted missile strikes and"
        " drone attacks on Saturday.",
        published=DAY,
    )

    assert (event.country, event.outcome) == ("KW", "intercepted")


def test_the_rebels_are_the_only_group_named_before(extract: Extract) -> None:
    (event,) = extract(
        "M23 has gained ground in the east of DR Congo. On Thursday the rebels took control of"
        " Kitshanga after days of fighting.",
        published=DAY,
    )

    assert (event.event_type, event.attacker) == ("territorial_change", "M23")


def test_jets_are_not_those_of_the_only_group_named(extract: Extract) -> None:
    events = extract(
        "The RSF holds most of Darfur. Jets struck a camp in Nyala on Thursday and killed nine.",
        published=DAY,
    )

    assert [event.attacker for event in events] == [None]


def test_a_district_that_is_a_region_is_found_where_its_country_is_told_of(
    extract: Extract,
) -> None:
    events = extract(
        "Azerbaijan said that missiles hit the Barda district on Wednesday, killing four. The"
        " city of Ganja in Azerbaijan was shelled on October 17, and Baku was quiet.",
        published="2020-10-29",
    )

    assert "Barda District" in {event.admin1 for event in events}


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Boko Haram fighters in ten trucks stormed Gwoza on Monday.", "Boko Haram"),
        ("Houthis in Yemen have hit a tanker off Hodeidah with a missile on Monday.", "Houthi"),
        ("A convoy in Bannu was attacked by an Afghan citizen on Monday, killing two.", None),
        ("Missiles fired by insurgents over the Emirates were destroyed on Monday.", None),
    ],
)
def test_who_attacks_is_who_does_the_deed(
    extract: Extract, text: str, attacker: str | None
) -> None:
    assert [event.attacker for event in extract(text, published=DAY)] == [attacker]


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("Militants fired five rockets from Gaza at Ashkelon on Monday.", "IL", "Ashkelon"),
        ("ADF rebels killed 40 people in a church in Komanda on Sunday.", "CD", "Komanda"),
        ("A projectile hit a cargo ship off Hodeidah on Monday and it burned.", "YE", "Hodeidah"),
        ("Two soldiers were killed by Armenian fire in Kalbajar on Monday.", "AZ", "Kalbajar"),
        ("Two vessels were attacked in the Strait of Hormuz on Monday, UKMTO said.", None, None),
    ],
)
def test_attacks_told_without_a_word_for_a_weapon(
    extract: Extract, text: str, country: str | None, place: str | None
) -> None:
    (event,) = extract(text, published=DAY)

    assert (event.event_type, event.country, event.place) == ("attack", country, place)


def test_rebels_that_were_killed_attack_nobody(extract: Extract) -> None:
    assert extract("Forty rebels killed in the war were buried in Beni on Sunday.") == []


def test_bases_stand_in_another_country_than_their_own(extract: Extract) -> None:
    (event,) = extract("Iran's army said it had struck US bases in Kuwait with drones on Monday.")
    assert (event.country, event.attacker) == ("KW", "IR")


def test_a_ministry_tells_what_it_wards_off_at_home(extract: Extract) -> None:
    events = extract(
        "Drones hit the Shaybah oil field in Saudi Arabia. The UAE's defence ministry confirmed "
        "that air defences had responded to an incoming missile threat."
    )
    assert [event.country for event in events] == ["SA", "AE"]


def test_blasts_in_a_city_are_the_missiles_that_its_country_shot_down(extract: Extract) -> None:
    (event,) = extract(
        "Explosions were heard in Doha on Monday. Qatar's defence ministry said its forces had "
        "intercepted a missile attack."
    )
    assert (event.event_type, event.country) == ("attack", "QA")


def test_a_port_that_a_tanker_left_is_no_scene(extract: Extract) -> None:
    (event,) = extract(
        "Houthi rebels hit an oil tanker in the Red Sea with a missile. The attack struck the "
        "tanker, which recently docked in Russia."
    )
    assert event.country != "RU"


def test_regions_and_an_occupied_one_are_a_wave(extract: Extract) -> None:
    (event,) = extract(
        "Russia's military said its air defenses destroyed 83 Ukrainian drones over multiple "
        "Russian regions and annexed Crimea overnight."
    )
    assert (event.country, event.admin1) == ("RU", None)


@pytest.mark.parametrize(
    "text",
    [
        "A gas pipeline in the Dera Bugti district was reportedly blown up by militants on Monday.",
        "Six trucks were set on fire by a rebel group in the Dera Bugti district on Monday.",
        "A pylon in the Dera Bugti district was torched late by unknown gunmen on Monday.",
    ],
)
def test_what_people_with_arms_burn_or_blow_up_is_attacked(extract: Extract, text: str) -> None:
    (event,) = extract(text, published=DAY)

    assert event.event_type == "attack"


def test_where_an_attack_happened_may_be_told_behind_it(extract: Extract) -> None:
    text = (
        "In Sunday's attack by the ELN nobody was killed; it took place in a rural area of Arauca"
        " department in Colombia."
    )

    (event,) = extract(text, published=DAY)

    assert (event.admin1, event.attacker) == ("Arauca", "ELN")


def test_who_calls_the_bombing_an_answer_did_not_fire_what_it_answers(extract: Extract) -> None:
    text = (
        "Israel called the bombing an answer to a missile fired from Yemen on Friday; a fragment"
        " landed in a yard in Ginaton."
    )

    assert all(event.attacker != "IL" for event in extract(text, published=DAY))


def test_a_blast_that_starts_a_fire_is_an_explosion(extract: Extract) -> None:
    (event,) = extract("An explosion set a refinery in Torrance on fire on Monday.", published=DAY)

    assert event.event_type == "explosion"
