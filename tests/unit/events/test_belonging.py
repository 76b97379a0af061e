"""What a sentence without a place adds to the event told before it."""

import pytest

from tests.unit.events.conftest import Extract


def test_a_wave_takes_no_target_of_a_sentence_without_a_place(extract: Extract) -> None:
    (wave,) = extract(
        "Russia launched 120 drones against Ukraine overnight, the air force said. "
        "A warehouse was damaged by debris of one of them."
    )
    assert wave.drones_launched == 120
    assert wave.targets == []


def test_a_site_keeps_its_own_weapon(extract: Extract) -> None:
    (event,) = extract(
        "Drones attacked the Ryazan refinery on Sunday night. A tank caught fire. "
        "Russian forces are known to fire missiles from launchers of the same make, "
        "and a missile strike burned two storage tanks."
    )
    assert event.weapons == ["drone"]


def test_a_sentence_that_goes_on_adds_a_target(extract: Extract) -> None:
    (event,) = extract("A missile struck Kharkiv on Sunday. Two houses and a school were damaged.")
    assert set(event.targets) == {"residential", "school"}


def test_what_is_told_further_off_without_a_place_is_not_the_sites(extract: Extract) -> None:
    (event,) = extract(
        "Drones struck the Ryazan refinery on Sunday. A fire broke out. "
        "The governor called it a crime. The alert lasted for six hours. "
        "Attacks on hospitals and schools were reported as well."
    )
    assert event.targets == ["oil_refinery"]


def test_an_attack_on_a_named_site_that_nobody_stopped_reached_it(extract: Extract) -> None:
    (event,) = extract("Ukrainian drones attacked an oil depot in Engels on Sunday night.")
    assert event.outcome == "hit"


def test_damage_that_an_attack_went_without_is_none(extract: Extract) -> None:
    (event,) = extract(
        "A drone attack on the Syzran refinery was repelled on Sunday without causing damage "
        "to the equipment, the governor said."
    )
    assert (event.outcome, event.effects) == ("intercepted", [])


def test_shelling_that_leaves_a_town_without_power_is_real(extract: Extract) -> None:
    (event,) = extract(
        "The town of Balakliia is without electricity after shelling by Russian forces on Sunday."
    )
    assert (event.event_type, event.effects) == ("attack", ["power_outage"])


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Three rockets struck the Ain al-Asad air base in Iraq on Sunday.", "rocket"),
        ("Russia fired three rockets at a school in Ukraine's Kharkiv on Sunday.", "missile"),
        ("Ukraine struck a plant in Russia's Belgorod with HIMARS rockets on Sunday.", "rocket"),
    ],
)
def test_rockets_are_missiles_in_the_wars_where_they_mean_them(
    extract: Extract, text: str, weapon: str
) -> None:
    (event,) = extract(text)
    assert event.weapons == [weapon]


def test_what_stands_beside_a_target_is_none(extract: Extract) -> None:
    (event,) = extract("A fuel depot next to the airport of Sochi was hit by drones on Sunday.")
    assert event.targets == ["oil_depot"]


@pytest.mark.parametrize(
    ("told", "effects"),
    [
        ("There were no injuries, only limited damage to a pump.", ["damage"]),
        ("The plant suffered minor damage and nobody was hurt.", ["damage"]),
        ("There were no casualties or serious damage.", []),
        ("The extent of the damage is being assessed.", []),
        ("The city is on the verge of a blackout.", []),
    ],
)
def test_what_is_denied_of_people_is_not_denied_of_things(
    extract: Extract, told: str, effects: list[str]
) -> None:
    (event,) = extract(f"A drone struck the Syzran refinery on Sunday. {told}")
    assert event.effects == effects


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Drones struck Sumy on Sunday, damaging local infrastructure.", []),
        ("Drones struck Sumy on Sunday, damaging critical infrastructure.", ["critical"]),
    ],
)
def test_infrastructure_of_no_kind_is_no_target(
    extract: Extract, text: str, targets: list[str]
) -> None:
    (event,) = extract(text)
    assert [name.removesuffix("_infrastructure") for name in event.targets] == targets


@pytest.mark.parametrize(
    ("told", "killed", "injured"),
    [
        ("No one was killed or hurt.", 0, 0),
        ("No one was killed but three people were injured.", 0, 3),
        ("The war has killed more than 12,000 people.", None, None),
    ],
)
def test_tolls_are_those_of_the_event(
    extract: Extract, told: str, killed: int | None, injured: int | None
) -> None:
    (event,) = extract(f"Drones struck a depot in Engels on Sunday. {told}")
    assert (event.killed, event.injured) == (killed, injured)


def test_people_told_of_further_off_are_those_of_the_main_attack(extract: Extract) -> None:
    events = extract(
        "A missile struck Kharkiv on Sunday. A drone hit a depot in Sumy. "
        "The governor spoke of the weather. The schools stay open. Three people were injured."
    )
    assert [(event.place, event.injured) for event in events][1] == ("Sumy", None)
