"""Figures of a window: what is added, what is one occurrence told twice, what stays null."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.aggregates.facts import NUMBERS, EventFact, fact_of_columns, keys_of
from transforms.aggregates.sums import Window, WindowSums, add_fact, aggregate_row, merge_sums
from transforms.records import Aggregate
from transforms.settings import AggregateSettings

NOW = datetime(2026, 2, 1, tzinfo=UTC)
WINDOW = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
NO_KEY = (None,) * 6


def fact(event: str, article: str | None = None, **columns: Any) -> EventFact:
    numbers = [columns.pop(name, None) for name in NUMBERS]
    defaults: dict[str, Any] = {
        "event_type": "attack",
        "day": 20_454,
        "country": "UA",
        "admin1": None,
        "place": None,
        "attacker": None,
        "weapons": [],
        "targets": [],
        "new": True,
    }
    return EventFact(
        event_id=event, article_id=article or event, numbers=numbers, **(defaults | columns)
    )


def row(*facts: EventFact) -> Aggregate:
    sums = WindowSums()
    for one in facts:
        add_fact(sums, one)
    return aggregate_row("day", WINDOW, NO_KEY, sums, NOW)


def test_reports_of_one_occurrence_count_once_with_the_largest_figure() -> None:
    result = row(fact("e1", killed=2), fact("e2", killed=3), fact("e3"))
    assert (result.killed, result.killed_low, result.killed_high) == (3, 2, 3)
    assert (result.events, result.articles, result.reports) == (3, 3, 3)


def test_figures_of_different_occurrences_are_added() -> None:
    result = row(fact("e1", place="Lviv", killed=2), fact("e2", place="Odesa", killed=3))
    assert (result.killed, result.killed_low, result.killed_high) == (5, 5, 5)


def test_silence_is_null_and_none_hurt_is_zero() -> None:
    result = row(fact("e1", injured=0))
    assert result.injured == 0
    assert result.killed is None
    assert result.killed_low is None


def test_zero_and_a_figure_for_one_occurrence_give_the_range() -> None:
    result = row(fact("e1", killed=0), fact("e2", killed=4))
    assert (result.killed, result.killed_low, result.killed_high) == (4, 0, 4)


def test_two_events_of_one_occurrence_in_one_article_are_one_report() -> None:
    result = row(fact("e1", "a"), fact("e2", "a"), fact("e3", "a", place="Lviv"))
    assert (result.articles, result.reports, result.events) == (1, 2, 3)


def test_the_interception_rate_compares_figures_of_the_same_occurrence_only() -> None:
    result = row(
        fact("e1", place="Lviv", drones_launched=80, drones_downed=60),
        fact("e2", place="Odesa", drones_downed=40),
        fact("e3", place="Kyiv", drones_launched=100),
        fact("e4", place="Sumy", missiles_launched=20, missiles_downed=10),
    )
    assert result.interception_rate == pytest.approx(0.7)
    assert result.drones_downed == 100


def test_more_downed_than_launched_gives_no_rate() -> None:
    assert row(fact("e1", drones_launched=5, drones_downed=9)).interception_rate is None


def test_nothing_launched_gives_no_rate() -> None:
    assert row(fact("e1", drones_launched=0, drones_downed=0)).interception_rate is None


def test_what_is_not_known_yet_is_null() -> None:
    result = row(fact("e1"))
    assert (
        result.incidents,
        result.independent_sources,
        result.complete,
    ) == (None, None, None)


def test_an_event_counts_once_under_each_of_its_weapons_and_targets() -> None:
    settings = AggregateSettings(name="x", keys=("target", "weapon"))
    keys = keys_of(fact("e", weapons=["missile", "drone", "drone"], targets=["port"]), settings)
    assert [(None, None, "port", None, weapon, None) for weapon in ("drone", "missile")] == keys


def test_an_event_without_region_or_target_counts_under_null() -> None:
    settings = AggregateSettings(name="x", keys=("country", "admin1", "target"))
    assert keys_of(fact("e"), settings) == [("UA", None, None, None, None, None)]


@pytest.mark.parametrize("day", [None, date(1, 1, 1), date(9999, 12, 31)])
def test_an_event_that_no_window_can_hold_gives_no_fact(day: date | None) -> None:
    columns = fact("e")._asdict() | dict.fromkeys(NUMBERS) | {"date_end": day}
    assert fact_of_columns(columns, new=True) is None


def test_the_day_of_a_fact_is_the_last_local_day() -> None:
    columns = fact("e")._asdict() | dict.fromkeys(NUMBERS) | {"date_end": date(1970, 1, 6)}
    result = fact_of_columns(columns, new=True)
    assert result is not None
    assert result.day == 5


FACTS = st.lists(
    st.builds(
        lambda event, article, place, killed, launched, downed, new: fact(
            f"{event}-{article}-{place}-{killed}-{launched}-{downed}",
            article,
            place=place,
            killed=killed,
            drones_launched=launched,
            drones_downed=downed,
            new=new,
        ),
        st.sampled_from("ef"),
        st.sampled_from("ab"),
        st.sampled_from([None, "Lviv", "Odesa"]),
        st.sampled_from([None, 0, 3, 7]),
        st.sampled_from([None, 0, 5]),
        st.sampled_from([None, 0, 4, 6]),
        st.booleans(),
    ),
    max_size=12,
)


@given(FACTS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_bundles_and_repetition_change_nothing(
    facts: list[EventFact], random: Any, bundles: int
) -> None:
    shuffled = [*facts, *facts]
    random.shuffle(shuffled)
    parts = [WindowSums() for _ in range(bundles)]
    for number, one in enumerate(shuffled):
        add_fact(parts[number % bundles], one)
    merged = merge_sums([parts[0], merge_sums(parts[1:])])
    assert aggregate_row("day", WINDOW, NO_KEY, merged, NOW) == row(*facts)


@given(FACTS)
def test_low_never_exceeds_best_and_best_never_exceeds_high(facts: list[EventFact]) -> None:
    result = row(*facts)
    for name in NUMBERS:
        best = getattr(result, name)
        if best is not None:
            assert getattr(result, f"{name}_low") <= best <= getattr(result, f"{name}_high")
    assert result.interception_rate is None or 0 <= result.interception_rate <= 1
