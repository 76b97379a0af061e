"""Where troops only move on, nothing is taken."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces captured Siversk and advanced near Huliaipole and Pokrovsk.",
        "Російські війська окупували Сіверськ та просунулися поблизу Покровська, Родинського і "
        "Маліївки, повідомляє DeepState.",
        "Російські війська просунулися поблизу Покровська та окупували Сіверськ.",
    ],
)
def test_a_town_that_troops_advance_at_is_not_captured(extract: Extract, text: str) -> None:
    events = extract(text, language=language_of(text))
    assert [(event.event_type, event.place) for event in events] == [
        ("territorial_change", "Siversk")
    ]


def test_an_advance_alone_takes_nothing(extract: Extract) -> None:
    text = "Російські війська просунулися в Часовому Яру та поблизу Покровська."
    assert extract(text, language="uk") == []
