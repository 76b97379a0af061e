"""Constructions of German reports, in own words."""

from tests.unit.events.conftest import Extract

DAY = "2025-03-06"  # a Thursday


def test_an_army_before_a_count_is_not_numbered(extract: Extract) -> None:
    (event,) = extract(
        "Laut der ukrainischen Luftwaffe startete die russische Armee in der Nacht 63 "
        "Kampfdrohnen.",
        language="de",
        published=DAY,
    )

    assert (event.country, event.attacker, event.drones_launched) == ("UA", "RU", 63)


def test_a_noun_with_its_capital_is_part_of_no_name(extract: Extract) -> None:
    (event,) = extract(
        "Am Morgen wurde das Industriegebiet Kstowo von Drohnen angegriffen. Die Arbeit in dem "
        "Werk wurde vorübergehend eingestellt.",
        language="de",
        published=DAY,
    )

    assert (event.place, event.admin1) == ("Kstovo", "Nizhny Novgorod Oblast")
    assert event.effects == ["operations_suspended"]


def test_statements_as_nouns_are_no_verbs(extract: Extract) -> None:
    (event,) = extract(
        "Nach einem ukrainischen Drohnenangriff auf eine Ölraffinerie des Konzerns Rosneft in "
        "Tuapse ist nach russischen Angaben in der Nacht ein Feuer ausgebrochen. Die Feuerwehr ist"
        " im Einsatz, weitere Angaben sollen folgen.",
        language="de",
        published=DAY,
    )

    assert event.claimants == []


def test_a_country_with_the_perfect_of_its_deed_is_the_attacker(extract: Extract) -> None:
    (event,) = extract(
        "Die Ukraine hat in der Nacht einen Drohnenangriff auf eine Raffinerie in Rjasan geflogen "
        "und sie in Brand geschossen.",
        language="de",
        published=DAY,
    )

    assert (event.place, event.attacker) == ("Ryazan", "UA")
    assert event.effects == ["fire"]


def test_the_ports_of_a_river_are_ports(extract: Extract) -> None:
    (event,) = extract(
        "Russland hat am Mittwoch Donauhäfen im Gebiet Odessa mit Drohnen angegriffen.",
        language="de",
        published=DAY,
    )

    assert (event.admin1, event.attacker) == ("Odesa Oblast", "RU")
    assert event.targets == ["port"]


def test_some_of_all_weapons_were_downed(extract: Extract) -> None:
    (event,) = extract(
        "Die ukrainische Luftabwehr hat in der Nacht 53 von 61 russischen Kampfdrohnen abgefangen.",
        language="de",
        published=DAY,
    )

    assert (event.drones_launched, event.drones_downed) == (61, 53)


def test_a_passive_has_its_agent_before_its_verb(extract: Extract) -> None:
    (event,) = extract(
        "Die Ukraine ist Militärangaben zufolge in der Nacht von Russland mit unbemannten "
        "Fluggeräten angegriffen worden. Es gab vier Verletzte.",
        language="de",
        published=DAY,
    )

    assert (event.country, event.attacker, event.weapons) == ("UA", "RU", ["drone"])
    assert [claimant.name for claimant in event.claimants] == ["Ukrainian military"]


def test_an_attack_by_drones_counts_no_drone(extract: Extract) -> None:
    (event,) = extract(
        "Ein Drohnenangriff auf eine Raffinerie in Rjasan wurde in der Nacht abgewehrt.",
        language="de",
        published=DAY,
    )

    assert (event.drones_launched, event.drones_downed) == (None, None)
    assert event.outcome == "intercepted"


def test_the_attacker_stands_behind_the_finite_verb(extract: Extract) -> None:
    for text in (
        "In der Nacht hat die Ukraine eine Raffinerie in Rjasan mit Drohnen angegriffen.",
        "In der Nacht griff die Ukraine mit Drohnen eine Raffinerie in Rjasan an.",
    ):
        (event,) = extract(text, language="de", published=DAY)
        assert (event.place, event.attacker) == ("Ryazan", "UA"), text


def test_who_is_attacked_stands_behind_the_finite_verb_of_another(extract: Extract) -> None:
    (event,) = extract(
        "Russland griff die Ukraine in der Nacht mit 95 Drohnen an.", language="de", published=DAY
    )

    assert (event.country, event.attacker, event.drones_launched) == ("UA", "RU", 95)


def test_an_adjective_tells_whose_attack_it_was(extract: Extract) -> None:
    (event,) = extract(
        "Bei einem russischen Angriff auf Charkiw wurden sieben Menschen getötet.",
        language="de",
        published=DAY,
    )

    assert (event.attacker, event.killed) == ("RU", 7)


def test_a_source_is_told_by_one_word_behind_after(extract: Extract) -> None:
    (event,) = extract(
        "Nach Behördenangaben wurde in Brjansk nach einem Treffen mit Präsident Putin ein Öllager "
        "von einer Drohne getroffen.",
        language="de",
        published=DAY,
    )

    assert [claimant.name for claimant in event.claimants] == ["authorities"]
