"""Who wards an attack off is attacked and does not attack."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    "text",
    [
        "The governor said Russian forces repelled a massive strike on energy sites in the Saratov "
        "region on Friday evening.",
        "Russian troops beat back a night attack on an oil depot in the Saratov region.",
        "Russian air defences shot down drones that struck an oil depot in the Saratov region.",
    ],
)
def test_the_defender_is_no_attacker(extract: Extract, text: str) -> None:
    event = extract(text)[0]

    assert (event.admin1, event.attacker) == ("Saratov Oblast", None)


def test_whose_forces_repel_is_attacked_by_the_opponent_named(extract: Extract) -> None:
    event = extract(
        "Russian forces repelled a strike on energy sites in the Saratov region on Friday. "
        "Ukraine has not commented."
    )[0]

    assert (event.country, event.attacker) == ("RU", "UA")
