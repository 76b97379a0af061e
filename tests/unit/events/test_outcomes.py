"""How an attack ended, where a sentence tells of weapons that were downed and of what they hit."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # what was shot down was only aimed at what it is told to have attacked
        ("A drone attacking a US base in Erbil was shot down on Monday.", "intercepted"),
        (
            "Air defences downed a drone aimed at the Smolensk nuclear plant on Monday.",
            "intercepted",
        ),
        (
            "Drones struck Enerhodar on Monday, and one drone was shot down on the approach.",
            "partly_intercepted",
        ),
        (
            "A drone crashed into an apartment building in Tula on Monday after air defences shot "
            "it down.",
            "partly_intercepted",
        ),
        # debris that strikes, or that something is damaged by, is that of a weapon
        (
            "Four people were injured in Voronezh on Monday when debris set fire to houses in an "
            "attack by Ukrainian forces.",
            "partly_intercepted",
        ),
        (
            "Drones attacked Odesa on Monday; a warehouse was damaged by debris.",
            "partly_intercepted",
        ),
    ],
)
def test_outcome(extract: Extract, text: str, outcome: str) -> None:
    (event,) = extract(text)
    assert event.outcome == outcome


def test_harm_of_another_day_is_not_that_of_a_wave(extract: Extract) -> None:
    events = extract(
        "A drone hit a refinery in Saratov on Tuesday, and a fire broke out.\n\n"
        "On Saturday Russian air defences shot down 50 Ukrainian drones over the country."
    )
    assert [event.outcome for event in events] == ["hit", "intercepted"]


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("Drones set a substation in El Obeid ablaze on Monday.", ["fire"]),
        (
            "Drones hit a power station in Odesa on Monday, and electricity went off in the city.",
            ["power_outage"],
        ),
        (
            "A drone attack on a refinery in Saratov on Monday forced the plant to suspend some "
            "operations.",
            ["operations_suspended"],
        ),
        (
            "A drone attack on Sochi on Monday disrupted the airport, and dozens of flights were "
            "delayed.",
            ["airport_closure"],
        ),
        ("Missiles tore through an apartment block in Ternopil on Monday.", ["damage"]),
        ("Guided bombs hit Kharkiv on Monday, where a shop was destroyed.", ["damage"]),
    ],
)
def test_effects(extract: Extract, text: str, effects: list[str]) -> None:
    (event,) = extract(text)
    assert event.effects == effects


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mortar fire was directed at Kherson on Monday, and two people had blast injuries.", "en"),
        ("У понеділок під ворожим вогнем був Херсон, поранено двох людей.", "uk"),
        ("В понедельник под вражеским огнём был Херсон, ранены двое.", "ru"),
    ],
)
def test_fire_of_guns_burns_nothing(extract: Extract, text: str, language: str) -> None:
    (event,) = extract(text, language=language)
    assert event.effects == []
