"""Claimants that no list knows, and those that give way to one with a name of its own."""

import pytest

from tests.unit.events.conftest import Extract
from transforms.records import Event

LEAD = "Drones struck an oil depot in the Saratov region overnight and set a tank on fire."


def names(events: list[Event]) -> list[str]:
    return sorted({claimant.name for event in events for claimant in event.claimants})


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Volga Doctors Network said the strike injured four.", ["Volga Doctors Network"]),
        (
            "Three died in the strike, according to the Saratov Medics Association.",
            ["Saratov Medics Association"],
        ),
        (
            '"The drone hit the depot," said Col. Martin Harlow, a spokesman.',
            ["Martin Harlow"],
        ),
        (
            "Martin Harlow, a former adviser to the mayor who follows such raids, said the strike "
            "on the depot took place before dawn.",
            ["Martin Harlow"],
        ),
        (
            "The Saudi-led coalition fighting the Houthis said a drone hit the depot.",
            ["Saudi-led coalition"],
        ),
        (
            "The depot was hit twice, say local Telegram channels and Belgorod Governor Vyacheslav "
            "Gladkov.",
            ["Telegram channels", "Vyacheslav Gladkov"],
        ),
    ],
)
def test_a_voice_that_no_list_knows(extract: Extract, sentence: str, expected: list[str]) -> None:
    assert names(extract(f"{LEAD} {sentence}")) == expected


def test_a_government_gives_way_to_its_ministry(extract: Extract) -> None:
    events = extract(
        "Kuwait said drones struck an oil depot in Kuwait City overnight, and the Kuwaiti Interior "
        "Ministry confirmed a fire at the depot."
    )

    assert names(events) == ["Kuwaiti Ministry of Interior"]


def test_the_other_side_never_gives_way(extract: Extract) -> None:
    events = extract(
        "Ukraine denied that its drones struck an oil depot in the Saratov region overnight, which "
        "the Russian Defence Ministry had claimed."
    )

    assert "Ukrainian government" in names(events)


def test_who_goes_on_behind_the_words_on_the_only_event_reports_it_too(extract: Extract) -> None:
    events = extract(
        "Drones struck an oil depot in Kyiv overnight, the State Emergency Service said. Oksana "
        "Velden, who keeps a shop there, said the windows had rattled."
    )

    assert sorted(names(events)) == ["Oksana Velden", "State Emergency Service of Ukraine"]


def test_who_goes_on_about_another_place_or_without_a_name_is_left_out(extract: Extract) -> None:
    events = extract(
        "Drones struck an oil depot in Kyiv overnight, the State Emergency Service said. Trains "
        "to Warsaw were late, Ukrzaliznytsia said."
    )

    assert names(events) == ["State Emergency Service of Ukraine"]


def test_a_country_gives_way_to_whoever_else_reports(extract: Extract) -> None:
    events = extract(
        "Ukraine said drones struck an oil depot in the Saratov region overnight. The depot is on "
        "fire after the strike, the Russian Defence Ministry said."
    )

    assert names(events) == ["Russian Ministry of Defence"]


def test_the_military_is_the_body_of_it_that_spoke_before(extract: Extract) -> None:
    events = extract(
        "Drones struck an oil depot in the Saratov region overnight, the General Staff of Ukraine "
        "said. The depot is on fire after the strike, the Ukrainian military said."
    )

    assert names(events) == ["General Staff of Ukraine"]


def test_the_governor_of_the_region_speaks_of_its_main_event_wherever_he_does(
    extract: Extract,
) -> None:
    events = extract(
        "Drones struck an oil depot in Saratov overnight, the Russian Defence Ministry said. The "
        "fuel is meant for an air base. Trains to the south ran late. Firemen need two days more, "
        "Saratov governor Roman Busargin said."
    )

    assert sorted(names(events)) == ["Roman Busargin", "Russian Ministry of Defence"]
