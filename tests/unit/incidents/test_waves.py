"""A strike belongs to the wave of its country and night, if nothing speaks against it."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.reports import report
from transforms.incidents.cluster import Cluster
from transforms.incidents.incident import incident_of
from transforms.incidents.press import Press
from transforms.incidents.waves import assign_waves, is_wave
from transforms.incidents.world import IncidentRules
from transforms.records import Incident

NOW: Final = datetime(2025, 4, 1, tzinfo=UTC)
TOTAL: Final = {"attacker": "RU", "drones_launched": 100}


def incident(name: str, at: str | None, on: str | None, **columns: Any) -> Incident:
    cluster = Cluster((report(name, at, on, **columns),), name)
    return incident_of(cluster, Press(), IncidentRules(), NOW)


def part_of(strike: Incident, *waves: Incident) -> str | None:
    return next(one for one in assign_waves([*waves, strike]) if one.incident_id == "s").part_of


WAVE: Final = incident("w", "UA", "11-12", **TOTAL)


@pytest.mark.parametrize(
    ("at", "on", "columns"),
    [
        ("Odesa", "11-12", {}),
        ("Odesa", "12", {"attacker": "RU"}),
        ("Odesa", "11", {}),
        ("Odesa Oblast", "11-12", {"weapons": ()}),
        ("Odesa", "12", {"event_type": "fire"}),
    ],
)
def test_a_strike_of_the_night_is_part_of_the_wave(
    at: str, on: str, columns: dict[str, Any]
) -> None:
    assert part_of(incident("s", at, on, **columns), WAVE) == "w"


@pytest.mark.parametrize(
    ("at", "on", "columns"),
    [
        ("Odesa", "12-13", {}),
        ("Odesa", "14", {}),
        ("Engels", "11-12", {}),
        ("Odesa", "12", {"attacker": "UA"}),
        ("Odesa", "12", {"weapons": ("artillery",)}),
        ("Odesa", "12", {"event_type": "outage"}),
        ("Odesa", "5-12", {}),
        ("Odesa", None, {}),
        ("UA", "12", {}),
    ],
)
def test_another_night_side_weapon_or_type_is_no_part_of_it(
    at: str, on: str | None, columns: dict[str, Any]
) -> None:
    assert part_of(incident("s", at, on, **columns), WAVE) is None


def test_a_wave_without_totals_holds_only_the_places_that_it_lists() -> None:
    listed = incident("w", "UA", "12", places_listed=("Sumy Oblast", "Kharkiv Oblast"))
    assert part_of(incident("s", "Kharkiv", "12"), listed) == "w"
    assert part_of(incident("s", "Odesa", "12"), listed) is None
    assert part_of(incident("s", "Odesa", "12"), incident("w", "UA", "12")) == "w"


def test_of_two_waves_that_of_the_same_day_is_taken_then_the_one_that_lists_the_place() -> None:
    day_before = incident("v", "UA", "10-11", **TOTAL)
    lists = incident("x", "UA", "12", drones_launched=30, places_listed=("Odesa Oblast",))
    strike = incident("s", "Odesa", "11-12")
    assert part_of(strike, day_before, WAVE) == "w"
    assert part_of(strike, lists, WAVE) == "x"
    assert part_of(incident("s", "Odesa", "11"), day_before, WAVE) == "v"


def test_a_tombstone_holds_nothing_and_belongs_to_nothing() -> None:
    gone = WAVE._replace(superseded_by="other")
    strike = incident("s", "Odesa", "12")
    assert part_of(strike, gone) is None
    assert part_of(strike._replace(superseded_by="other"), WAVE) is None


def test_an_old_assignment_is_replaced() -> None:
    assert part_of(incident("s", "Odesa", "14")._replace(part_of="old"), WAVE) is None
    assert is_wave(WAVE)
    assert not is_wave(incident("s", "Odesa", "14"))


@given(st.permutations(["s", "t", "v", "w"]))
def test_the_order_of_the_incidents_changes_nothing(order: list[str]) -> None:
    all_of_them = {
        "w": WAVE,
        "v": incident("v", "UA", "12", **TOTAL),
        "s": incident("s", "Odesa", "12"),
        "t": incident("t", "Kharkiv", "12-13"),
    }
    found = {
        one.incident_id: one.part_of for one in assign_waves(all_of_them[key] for key in order)
    }
    assert found == {"w": None, "v": None, "s": "v", "t": None}
