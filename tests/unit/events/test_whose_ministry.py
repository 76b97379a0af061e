"""Whose a ministry is that a text names without its country."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the one of the state that speaks, not of the land it speaks of
            "Russia on Saturday said its forces had captured a village in Ukraine's eastern "
            "Donetsk region. The defence ministry said its troops took the village of Sokil.",
            "Russian Ministry of Defence",
        ),
        (  # not of the owner of the drones
            "Two Ukrainian regions without power after Russian attacks\nRussian drone strikes left "
            "the Zaporizhzhia and Dnipropetrovsk regions without electricity on Friday, the energy "
            "ministry said.",
            "Ukrainian Ministry of Energy",
        ),
        (
            "Russian drone strikes left the Zaporizhzhia region without electricity. Power was "
            "restored on Thursday, the energy ministry said.",
            "Ukrainian Ministry of Energy",
        ),
    ],
)
def test_a_ministry_is_that_of_who_speaks_or_is_struck(
    extract: Extract, text: str, expected: str
) -> None:
    events = extract(text, language="en", published="2025-11-08")
    assert expected in {claimant.name for event in events for claimant in event.claimants}
