"""Where people met, or whom they visited, is no scene of the attack told beside it."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        (
            "en",
            "A drone struck a refinery in Ryazan overnight. The drone strikes preceded the first "
            "negotiations of the two countries, held in Istanbul on Thursday.",
            {"Ryazan"},
        ),
        ("en", "During his visit to Kyiv a drone struck the port of Odesa.", {"Odesa"}),
        ("en", "A missile hit a hotel in Kharkiv, where a summit was due.", {"Kharkiv"}),
        (
            "ru",
            "Удары дронов по Рязани начались накануне переговоров двух стран в Стамбуле, "
            "пострадал НПЗ.",
            {"Ryazan"},
        ),
        (
            "uk",
            "Атака дронів на Одесу почалася під час візиту делегації у Київ, пошкоджено порт.",
            {"Odesa"},
        ),
    ],
)
def test_a_meeting_place_is_no_scene(
    extract: Extract, language: str, text: str, places: set[str]
) -> None:
    assert {event.place for event in extract(text, language=language)} == places


@pytest.mark.parametrize(
    "text",
    [
        "Israeli jets hit villages in the south of Lebanon on Sunday."
        " According to the health ministry in Beirut, five people were killed.",
        "Israeli jets bombed villages in southern Lebanon on Sunday."
        " The health ministry in Beirut said five people were killed.",
    ],
)
def test_the_capital_where_a_ministry_sits_is_no_scene(extract: Extract, text: str) -> None:
    (event,) = extract(text, published="2026-03-10")

    assert (event.country, event.place, event.killed) == ("LB", None, 5)


def test_a_ministry_that_is_struck_in_its_capital_is_the_scene(extract: Extract) -> None:
    (event,) = extract(
        "Israeli jets struck the defence ministry in Damascus on Sunday.", published="2026-03-10"
    )

    assert event.place == "Damascus"
