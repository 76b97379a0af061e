"""Figures of a window: what is added, what a wave holds already, what stays null."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.incidents import incident
from transforms.aggregates.facts import NUMBERS, IncidentFact, Range, State, fact_of, keys_of
from transforms.aggregates.sums import Window, WindowSums, add_fact, aggregate_row, merge_sums
from transforms.records import Aggregate
from transforms.settings import AggregateSettings

NOW = datetime(2026, 2, 1, tzinfo=UTC)
WINDOW = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
NO_KEY = (None,) * 6


def fact(name: str, state: State = State.CHANGED, **columns: Any) -> IncidentFact:
    found = fact_of(incident(name, **columns), state)
    assert found is not None
    return found


def row(*facts: IncidentFact) -> Aggregate:
    sums = WindowSums()
    for one in facts:
        add_fact(sums, one)
    return aggregate_row("day", WINDOW, NO_KEY, sums, NOW)


def test_each_incident_counts_once_with_its_best_lowest_and_highest_figure() -> None:
    result = row(
        fact("i1", killed=3, killed_low=2, killed_high=5, article_ids=["a", "b"], reports=2),
        fact("i2", killed=1, article_ids=["b"], reports=1, event_ids=["e1", "e2"]),
    )
    assert (result.killed, result.killed_low, result.killed_high) == (4, 3, 6)
    assert (result.incidents, result.articles, result.reports, result.events) == (2, 2, 3, 3)


def test_independent_sources_of_each_incident_are_added() -> None:
    result = row(fact("i1", independent_sources=2), fact("i2", independent_sources=1))
    assert result.independent_sources == 3


def test_silence_is_null_and_none_hurt_is_zero() -> None:
    result = row(fact("i1", injured=0))
    assert result.injured == 0
    assert (result.killed, result.killed_low, result.killed_high) == (None, None, None)


def test_dozens_without_a_figure_are_not_added() -> None:
    result = row(fact("i1", killed=2), fact("i2", killed_low=24, killed_high=60))
    assert (result.killed, result.killed_low, result.killed_high) == (2, 2, 2)


def test_a_wave_holds_the_totals_of_its_strikes() -> None:
    result = row(
        fact("wave", drones_launched=100, drones_downed=82),
        fact("north", part_of="wave", drones_downed=40),
        fact("south", part_of="wave", drones_downed=30, drones_launched=35),
        fact("other", drones_downed=5),
    )
    assert (result.drones_downed, result.drones_launched) == (87, 100)
    assert result.interception_rate == pytest.approx(0.82)
    assert result.incidents == 4


def test_strikes_count_where_their_wave_gives_no_total() -> None:
    result = row(
        fact("wave", drones_launched=100),
        fact("north", part_of="wave", drones_downed=40),
        fact("south", part_of="wave", drones_downed=30),
    )
    assert (result.drones_downed, result.drones_launched) == (70, 100)


def test_strikes_count_where_their_wave_is_under_another_key() -> None:
    strikes = [fact(name, part_of="wave", drones_downed=40) for name in ("north", "south")]
    assert row(*strikes).drones_downed == 80


@pytest.mark.parametrize(("told", "expected"), [(2, 5), (9, 9), (None, 5)])
def test_of_the_tolls_of_a_wave_and_of_its_strikes_the_larger_counts(
    told: int | None, expected: int
) -> None:
    strikes = [fact(f"s{n}", part_of="wave", killed=n) for n in (2, 3)]
    assert row(fact("wave", killed=told), *strikes).killed == expected


def test_the_interception_rate_compares_figures_of_one_incident_only() -> None:
    result = row(
        fact("i1", drones_launched=80, drones_downed=60),
        fact("i2", drones_downed=40),
        fact("i3", drones_launched=100),
        fact("i4", missiles_launched=20, missiles_downed=10),
    )
    assert result.interception_rate == pytest.approx(0.7)
    assert result.drones_downed == 100


@pytest.mark.parametrize(("launched", "downed"), [(5, 9), (0, 0)])
def test_no_rate_without_launches_or_with_more_downed_than_launched(
    launched: int, downed: int
) -> None:
    result = row(fact("i1", drones_launched=launched, drones_downed=downed))
    assert result.interception_rate is None


def test_a_window_that_lost_its_incidents_counts_nothing() -> None:
    result = row(fact("i1", State.REPLACED, killed=2))
    assert (result.incidents, result.events, result.articles, result.reports) == (0, 0, 0, 0)
    assert result.independent_sources == 0
    assert result.killed is None


def test_a_tombstone_is_not_counted() -> None:
    assert row(fact("i1", superseded_by="i2"), fact("i2")).incidents == 1


def test_a_changed_row_stands_for_its_incident_whatever_comes_first() -> None:
    rows = [fact("i1", killed=5), fact("i1", State.UNTOUCHED, killed=2)]
    assert row(*rows).killed == row(*reversed(rows)).killed == 5


def test_an_incident_counts_once_under_each_of_its_weapons_and_targets() -> None:
    settings = AggregateSettings(name="x", keys=("target", "weapon"))
    keys = keys_of(fact("i", weapons=["missile", "drone", "drone"], targets=["port"]), settings)
    assert [(None, None, "port", None, weapon, None) for weapon in ("drone", "missile")] == keys


def test_an_incident_without_region_or_target_counts_under_null() -> None:
    settings = AggregateSettings(name="x", keys=("country", "admin1", "target"))
    assert keys_of(fact("i"), settings) == [("UA", None, None, None, None, None)]


@pytest.mark.parametrize("day", [None, date(1, 1, 1), date(9999, 12, 31)])
def test_an_incident_that_no_window_can_hold_gives_no_fact(day: date | None) -> None:
    assert fact_of(incident("i", date_end=day), State.CHANGED) is None


def test_the_day_of_a_fact_is_the_last_local_day() -> None:
    assert fact("i", date_end=date(1970, 1, 6)).day == 5


def test_a_best_figure_without_bounds_is_its_own_bounds() -> None:
    found = fact("i", killed=7).numbers[NUMBERS.index("killed")]
    assert found == Range(7, 7, 7)


FACTS = st.lists(
    st.builds(
        lambda name, wave, killed, launched, downed, state: fact(
            name,
            state,
            part_of=wave,
            killed=killed,
            drones_launched=launched,
            drones_downed=downed,
        ),
        st.sampled_from("stuvwx"),
        st.sampled_from([None, "w", "x"]),
        st.sampled_from([None, 0, 3, 7]),
        st.sampled_from([None, 0, 5]),
        st.sampled_from([None, 0, 4, 6]),
        st.sampled_from([State.CHANGED, State.REPLACED]),
    ),
    max_size=8,
    unique_by=lambda one: one.incident_id,
)


@given(FACTS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_bundles_and_repetition_change_nothing(
    facts: list[IncidentFact], random: Any, bundles: int
) -> None:
    shuffled = [*facts, *facts]
    random.shuffle(shuffled)
    parts = [WindowSums() for _ in range(bundles)]
    for number, one in enumerate(shuffled):
        add_fact(parts[number % bundles], one)
    merged = merge_sums([parts[0], merge_sums(parts[1:])])
    assert aggregate_row("day", WINDOW, NO_KEY, merged, NOW) == row(*facts)


@given(FACTS)
def test_low_never_exceeds_best_and_best_never_exceeds_high(facts: list[IncidentFact]) -> None:
    result = row(*facts)
    for name in NUMBERS:
        best = getattr(result, name)
        if best is not None:
            assert getattr(result, f"{name}_low") <= best <= getattr(result, f"{name}_high")
    assert result.interception_rate is None or 0 <= result.interception_rate <= 1
