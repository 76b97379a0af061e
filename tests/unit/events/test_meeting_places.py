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
