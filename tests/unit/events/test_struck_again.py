"""An attack told to have come "again", with people hurt in both, is not the one told before."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit a market in Kharkiv in the morning and killed three people. "
        "Officials opened a shelter. In the evening drones struck Kharkiv again, wounding five.",
        "Утром ракета попала в рынок в Харькове, погибли три человека. "
        "Город открыл убежища. Вечером дроны снова ударили по Харькову, ранены пять человек.",
        "Вранці ракета влучила в ринок у Харкові, загинули три людини. "
        "Місто відкрило укриття. Увечері дрони знову вдарили по Харкову, поранено п'ятеро людей.",
    ],
)
def test_people_hurt_again_are_of_another_event(extract: Extract, text: str) -> None:
    first, second = extract(text, language=language_of(text))
    assert (first.killed, second.killed) == (3, None)
    assert (first.injured, second.injured) == (None, 5)


def test_the_same_deed_told_again_is_one_event(extract: Extract) -> None:
    text = "Drones struck Kharkiv again, wounding five. The attack damaged a market."
    (event,) = extract(text)
    assert event.injured == 5
