"""What was done before, and what somebody only reports in such a tense."""

from datetime import date

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    "text",
    [
        "Drones attacked Odesa overnight, the mayor said. The governor of Sumy Oblast reported that"
        " a substation in Konotop had been hit as well.",
        "Russia attacked power plants overnight. In the Poltava region a depot was damaged by parts"
        " of a missile that had been shot down.",
    ],
)
def test_a_reported_deed_keeps_the_day_of_the_report(extract: Extract, text: str) -> None:
    event = extract(text, published="2025-11-18", language="en")[-1]
    assert (event.date_start, event.date_end) == (date(2025, 11, 17), date(2025, 11, 18))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor of Sevastopol said air defences had downed two drones overnight."),
        ("ru", "Губернатор Севастополя сообщил, что ночью ПВО сбила два беспилотника."),
    ],
)
def test_a_region_that_is_a_city_is_the_place(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, published="2025-11-18", language=language)
    assert event.place == "Sevastopol"
