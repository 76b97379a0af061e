from collections.abc import Callable
from typing import Any

import pytest

from transforms.evaluation.gold import GoldEvent
from transforms.evaluation.matching import agreement, match_events
from transforms.records import Event

Make = Callable[..., Event]

LVIV = {"country": "UA", "admin1": "Lviv Oblast", "place": "Lviv"}
STRYI = {"country": "UA", "admin1": "Lviv Oblast", "place": "Stryi"}
DAYS = {"date_start": "2025-03-04", "date_end": "2025-03-05"}


def gold(**values: Any) -> GoldEvent:
    return GoldEvent.model_validate({"event_type": "attack", **values})


@pytest.mark.parametrize(
    ("annotated", "found"),
    [
        ({}, {"event_type": "fire"}),
        ({"country": "RU"}, {"country": "UA"}),
        ({"attacker": "RU"}, {"attacker": "UA"}),
        (DAYS, {"date_start": "2025-03-07", "date_end": "2025-03-07"}),
        (DAYS, {"date_start": "2025-03-02", "date_end": "2025-03-02"}),
        (LVIV, {"country": "UA", "admin1": "Odesa Oblast", "place": "Odesa"}),
    ],
)
def test_events_that_contradict_each_other_are_no_pair(
    make_event: Make, annotated: dict[str, Any], found: dict[str, Any]
) -> None:
    assert agreement(gold(**annotated), make_event(**found)) == 0


@pytest.mark.parametrize(
    ("annotated", "found"),
    [
        ({}, {}),
        ({"accept_types": ["fire"]}, {"event_type": "fire"}),
        (LVIV, {}),
        (DAYS, {"date_start": "2025-03-06", "date_end": "2025-03-06"}),
        (LVIV, STRYI),
        ({**LVIV, "places_listed": ["Odesa Oblast"]}, {"country": "UA"}),
        ({"places_listed": ["Odesa Oblast"]}, LVIV),
    ],
)
def test_what_one_side_leaves_open_or_tells_more_finely_does_not_contradict(
    make_event: Make, annotated: dict[str, Any], found: dict[str, Any]
) -> None:
    assert agreement(gold(**annotated), make_event(**found)) >= 0.1


def test_places_of_two_regions_pair_up_to_a_hundred_kilometres(make_event: Make) -> None:
    annotated = gold(admin1="Kyiv Oblast", place="Vasylkiv", lat=50.0, lon=30.0)
    near = make_event(admin1="Zhytomyr Oblast", place="X", latitude=50.0, longitude=31.3)
    far = make_event(admin1="Zhytomyr Oblast", place="X", latitude=50.0, longitude=31.5)
    assert agreement(annotated, near) > 0
    assert agreement(annotated, far) == 0


def test_the_pair_that_agrees_in_more_slots_is_taken(make_event: Make) -> None:
    annotated = [gold(**LVIV), gold(**STRYI)]
    found = [make_event(**STRYI), make_event(**LVIV)]
    assert match_events(annotated, found) == [(0, 1), (1, 0)]


def test_one_extracted_event_stands_for_one_annotated_event_only(make_event: Make) -> None:
    annotated = [gold(**LVIV), gold(**LVIV, killed=2)]
    assert match_events(annotated, [make_event(**LVIV, killed=2)]) == [(1, 0)]
