"""Every number once: a wave and its strikes are not added, nights give the headline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.facilities import facilities_of, outages_of
from pipelines.report.figures import casualties, headline, nights, selection_of, target_weeks
from tests.helpers.incidents import incident
from transforms.aggregates.facts import NUMBERS
from transforms.records import Incident

D1, D2 = date(2026, 1, 5), date(2026, 1, 6)


def country_of(one: Incident) -> str | None:
    return one.country


def figures(
    now: Sequence[Incident], before: Sequence[Incident] = ()
) -> dict[str, tuple[Any, Any, Any, Any]]:
    found = headline(selection_of(now), selection_of(before))
    return {one["key"]: (one["value"], one["low"], one["high"], one["before"]) for one in found}


WAVE = incident(
    "wave", date_end=D2, drones_launched=100, drones_launched_low=90, drones_downed=80, killed=1
)
STRIKES = (
    incident("one", part_of="wave", date_end=D1, drones_downed=30, killed=2),
    incident("two", part_of="wave", date_end=D2, drones_launched=5, killed=3),
)


def test_the_strikes_of_a_wave_are_not_added_to_its_drones() -> None:
    found = figures([WAVE, *STRIKES])
    assert found["incidents"] == (3, None, None, 0)
    assert found["drones_launched"] == (100, 90, 100, None)
    assert found["drones_downed"] == (80, 80, 80, None)
    assert found["killed"] == (5, 5, 5, None)
    assert found["interception_rate"] == (0.8, None, None, None)


def test_a_wave_counts_in_its_own_night_even_where_strikes_end_earlier() -> None:
    (night,) = nights(selection_of([WAVE, *STRIKES]), country_of)
    assert (night["date"], night["country"]) == (D2.isoformat(), "UA")
    assert (night["drones_launched"], night["drones_downed"]) == (100, 80)
    (toll,) = casualties(selection_of([WAVE, *STRIKES]), country_of)
    assert (toll["date"], toll["killed"], toll["injured"]) == (D2.isoformat(), 5, None)


def test_what_nobody_gives_is_null_and_what_is_given_as_zero_is_zero() -> None:
    found = figures([incident("a", killed=0)], [incident("b", injured=4)])
    assert found["killed"] == (0, 0, 0, None)
    assert found["injured"] == (None, None, None, 4)
    assert found["drones_launched"] == (None, None, None, None)
    assert nights(selection_of([incident("a", killed=0)]), country_of) == []


def test_the_rate_needs_both_numbers_of_one_incident() -> None:
    one = [incident("a", drones_launched=10), incident("b", drones_downed=9)]
    assert figures(one)["interception_rate"][0] is None
    both = [*one, incident("c", missiles_launched=4, missiles_downed=1)]
    assert figures(both)["interception_rate"][0] == 0.25


def test_nights_are_of_the_attacked_party() -> None:
    there = [incident("a", drones_downed=1), incident("b", drones_downed=2, country="RU")]
    found = nights(selection_of(there), country_of)
    assert [(one["country"], one["drones_downed"]) for one in found] == [("RU", 2), ("UA", 1)]


def test_targets_are_counted_by_weeks_that_begin_on_monday() -> None:
    assert target_weeks(
        [
            incident("a", date_end=date(2026, 1, 5), targets=["port", "port", "school"]),
            incident("b", date_end=date(2026, 1, 11), targets=["port"]),
            incident("c", date_end=date(2026, 1, 12)),
        ]
    ) == [
        {"date": "2026-01-05", "target": "port", "incidents": 2},
        {"date": "2026-01-05", "target": "school", "incidents": 1},
        {"date": "2026-01-12", "target": None, "incidents": 1},
    ]


def test_a_facility_hit_again_is_found_and_an_intercepted_attack_is_no_hit() -> None:
    hits = [
        incident("a", target_name="Plant  One", date_end=D1, admin1="Region"),
        incident("b", target_name="plant one", date_end=D2),
        incident("c", target_name="Plant One", outcome="intercepted"),
        incident("d", target_name="Plant One", country="RU"),
        incident("e", target_name="Plant Two"),
    ]
    (found,) = facilities_of(hits)
    assert found["incident_ids"] == ["b", "a"]
    assert (found["name"], found["hits"], found["admin1"]) == ("plant one", 2, "Region")
    assert found["dates"] == ["2026-01-05", "2026-01-06"]
    assert figures(hits)["facilities_hit"][0] == 3


def test_outages_are_of_that_type_or_an_effect() -> None:
    all_ = [
        incident("a", event_type="outage"),
        incident("b", effects=["fire", "water_outage"]),
        incident("c", effects=["fire"]),
    ]
    assert [(one["incident_id"], one["effects"]) for one in outages_of(all_)] == [
        ("a", []),
        ("b", ["water_outage"]),
    ]
    assert figures(all_)["outages"][0] == 2


def test_disputed_and_single_source_are_counted() -> None:
    found = figures([incident("a", disputed=True), incident("b", independent_sources=2)])
    assert (found["disputed"][0], found["single_source"][0]) == (1, 1)


@st.composite
def periods(draw: st.DrawFn) -> list[Incident]:
    """Incidents of two days, some of them strikes of others or of waves elsewhere."""
    names = [str(number) for number in range(draw(st.integers(0, 6)))]
    count = st.one_of(st.none(), st.integers(0, 50))
    return [
        incident(
            name,
            date_end=draw(st.sampled_from([D1, D2])),
            country=draw(st.sampled_from(["UA", "RU"])),
            part_of=draw(st.sampled_from([None, "elsewhere", *names])),
            **{number: draw(count) for number in NUMBERS},
        )
        for name in names
    ]


@given(periods())
def test_nights_and_tolls_add_up_to_the_headline(incidents: list[Incident]) -> None:
    selection = selection_of(incidents)
    found = figures(incidents)
    rows = [*nights(selection, country_of), *casualties(selection, country_of)]
    for number in NUMBERS:
        given_ = [row[number] for row in rows if row.get(number) is not None]
        assert found[number][0] == (sum(given_) if given_ else None)
