"""Constructions of French reports, in own words."""

from tests.unit.events.conftest import Extract

DAY = "2025-03-06"  # a Thursday


def test_a_governor_keeps_his_name_behind_the_verb(extract: Extract) -> None:
    (event,) = extract(
        "Un dépôt de carburant a été touché dans la nuit par un drone à Taganrog, a précisé le "
        "gouverneur Vassili Goloubev sur Telegram.",
        language="fr",
        published=DAY,
    )

    assert [claimant.name for claimant in event.claimants] == ["Vasily Golubev"]


def test_a_capital_before_quoted_words_is_its_government(extract: Extract) -> None:
    (event,) = extract(
        "Moscou « a visé la région de Poltava avec des missiles et des drones », a expliqué le "
        "maire. La blessée a été transférée à l'hôpital.",
        language="fr",
        published=DAY,
    )

    assert (event.country, event.admin1, event.attacker) == ("UA", "Poltava Oblast", "RU")
    assert event.targets == []


def test_weapons_may_stand_far_behind_their_launch(extract: Extract) -> None:
    (event,) = extract(
        "Les forces russes ont lancé sur l'Ukraine dans la nuit de mercredi à jeudi trois missiles "
        "Kalibr et onze drones explosifs, a indiqué l'armée de l'air ukrainienne.",
        language="fr",
        published=DAY,
    )

    assert (event.country, event.missiles_launched, event.drones_launched) == ("UA", 3, 11)
    assert event.weapons == ["drone", "missile"]  # what the noun beside the make says


def test_a_country_close_by_is_no_scene(extract: Extract) -> None:
    (event,) = extract(
        "Quatre drones ont frappé jeudi des raffineries dans le sud-ouest de la Russie, près de "
        "l'Ukraine, selon des médias.",
        language="fr",
        published=DAY,
    )

    assert event.country == "RU"


def test_what_others_use_is_not_what_they_attack_with(extract: Extract) -> None:
    (event,) = extract(
        "Plusieurs drones ukrainiens ont attaqué jeudi un aérodrome militaire de la région de "
        "Koursk en visant des hélicoptères employés par la Russie.",
        language="fr",
        published=DAY,
    )

    assert event.attacker == "UA"
    assert event.targets == ["airport", "military"]


def test_a_drone_that_comes_down_by_itself_is_not_downed(extract: Extract) -> None:
    (event,) = extract(
        "Un drone s'était abattu jeudi sur une usine de produits pétroliers près de Syzran, qui a "
        "dû suspendre ses activités, a annoncé le gouverneur.",
        language="fr",
        published=DAY,
    )

    assert (event.drones_downed, event.outcome) == (None, "hit")
    assert event.targets == ["oil_refinery"]
    assert event.effects == ["operations_suspended"]


def test_a_ministry_has_its_country_within_its_name(extract: Extract) -> None:
    events = extract(
        "Au moins neuf personnes ont été tuées samedi dans des frappes israéliennes qui ont visé "
        "plusieurs localités de l'est du Liban, a indiqué le ministère libanais de la Santé. Les "
        "raids de l'ennemi israélien contre Baalbek ont fait cinq morts, selon la même source.",
        language="fr",
        published=DAY,
    )

    assert {(event.country, event.attacker) for event in events} == {("LB", "IL")}
    names = {claimant.name for event in events for claimant in event.claimants}
    assert "Lebanese Ministry of Health" in names


def test_a_barrage_of_rockets_is_no_dam(extract: Extract) -> None:
    (event,) = extract(
        "Une personne a été blessée jeudi à Haïfa par un barrage de roquettes tiré du Liban.",
        language="fr",
        published=DAY,
    )

    assert (event.place, event.injured, event.targets) == ("Haifa", 1, [])
