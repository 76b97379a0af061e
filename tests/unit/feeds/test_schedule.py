"""Laws of the schedule, for whatever feeds and servers ask."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.polling import NOW
from transforms.feeds.http import FailureKind
from transforms.feeds.schedule import (
    after_answer,
    after_failure,
    first_rate,
    own_interval,
    smoothed_rate,
    spread,
)
from transforms.feeds.settings import DAY, FeedSettings, ScheduleSettings
from transforms.feeds.state import blank_state
from transforms.records import Feed

FEED = FeedSettings(url="https://a.example/rss")
SETTINGS = ScheduleSettings()
SECONDS = st.integers(0, 3 * DAY)
ASKED = st.one_of(st.none(), st.integers(-DAY, 3 * DAY))


@st.composite
def states(draw: st.DrawFn) -> Feed:
    retry, fresh = draw(ASKED), draw(ASKED)
    return blank_state(FEED, NOW)._replace(
        feed_url=draw(st.text(max_size=20)),
        ttl_seconds=draw(st.one_of(st.none(), SECONDS)),
        retry_after_at=NOW + timedelta(seconds=retry) if retry is not None else None,
        expires_at=NOW + timedelta(seconds=fresh) if fresh is not None else None,
        skip_hours=draw(st.lists(st.integers(0, 23), max_size=23, unique=True)),
        skip_days=draw(st.lists(st.integers(0, 6), max_size=6, unique=True)),
        failures=draw(st.integers(1, 10_000)),
    )


@given(state=states(), interval=st.integers(1, 3 * DAY))
def test_a_poll_is_after_all_that_was_asked_for_and_within_a_day(
    state: Feed, interval: int
) -> None:
    due = after_answer(state, interval, NOW)
    wait = (due - NOW).total_seconds()
    asked = [float(interval), float(state.ttl_seconds or 0)]
    asked += [
        (moment - NOW).total_seconds()
        for moment in (state.retry_after_at, state.expires_at)
        if moment is not None
    ]
    assert min(max(asked), DAY) <= wait <= DAY
    if wait < DAY:
        assert due.hour not in state.skip_hours
        assert due.weekday() not in state.skip_days


@given(state=states(), kind=st.sampled_from(list(FailureKind)))
def test_a_failure_is_tried_again_within_a_day_and_not_before_retry_after(
    state: Feed, kind: FailureKind
) -> None:
    wait = (after_failure(state, kind, SETTINGS, NOW) - NOW).total_seconds()
    asked = (state.retry_after_at - NOW).total_seconds() if state.retry_after_at else 0.0
    assert min(max(asked, 300.0), DAY) <= wait <= DAY


@given(rate=st.floats(0, 1e6), items=st.integers(0, 10_000), seconds=st.floats(0, 1e7))
def test_a_rate_moves_towards_what_was_seen(rate: float, items: int, seconds: float) -> None:
    seen = items * DAY / max(seconds, 1.0)
    after = smoothed_rate(rate, items, seconds)
    assert min(rate, seen) - 1e-6 <= after <= max(rate, seen) * (1 + 1e-9) + 1e-6


@pytest.mark.parametrize(
    ("rate", "interval"),
    [(None, 900), (0.0, DAY), (1e-9, DAY), (1.0, 43_200), (48.0, 900), (1e9, 300)],
)
def test_the_interval_gives_two_polls_for_an_item_within_its_limits(
    rate: float | None, interval: int
) -> None:
    assert own_interval(FEED, rate, SETTINGS) == interval
    assert own_interval(FEED.model_copy(update={"every": 60}), rate, SETTINGS) == 60


@pytest.mark.parametrize(
    ("hours", "rate"),
    [
        ([], 48.0),
        ([1], 48.0),
        ([-1, -2], 48.0),
        ([0.1, 0.2], 48.0),
        ([1, 2, 3, 6], 16.0),
        ([1, 5, 23, 24, 48, 900], 4.0),
        ([900, 1000], 0.0),
    ],
)
def test_the_first_guess_comes_from_the_dates_of_the_items(hours: list[float], rate: float) -> None:
    dates = [NOW - timedelta(hours=hour) for hour in hours]
    assert first_rate(dates, SETTINGS, NOW) == pytest.approx(rate)


def test_the_spread_is_a_tenth_and_five_minutes_at_most() -> None:
    for number in range(200):
        url = f"https://a.example/{number}"
        assert 0 <= spread(url, 600) <= 60
        assert 0 <= spread(url, DAY) <= 300
        assert spread(url, 600) == spread(url, 600)
