"""One clause that names several days of one deed."""

import pytest

from tests.unit.events.conftest import Extract

REST = " Nothing else was known of it, said the head of the region, who had gone to the plant."


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The plant in Saratov was hit by drones on August 7, August 13 and September 1.", 3),
        ("The plant in Saratov had been attacked by drones on 7 August and again on 21 August.", 2),
        ("Russian shells hit a school in Nikopol on Monday and Wednesday.", 2),
        ("The plant in Saratov was hit by drones on August 7 and August 8.", 1),  # a range
        ("The plant in Saratov was hit by drones on the night of August 7 and at dawn.", 1),
    ],
)
def test_each_day_of_a_list_is_an_attack_of_its_own(extract: Extract, text: str, days: int) -> None:
    events = extract(text + REST, published="2025-09-30")

    assert len({event.date_start for event in events}) == len(events) == days
    assert {event.place for event in events} <= {"Saratov", "Nikopol"}


def test_figures_of_several_days_are_not_split(extract: Extract) -> None:
    text = (
        "Shells killed two people in Nikopol on Monday and Wednesday, the head of the region said."
    )

    assert len(extract(text + REST, published="2025-09-30")) == 1
