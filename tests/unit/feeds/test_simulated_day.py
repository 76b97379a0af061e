"""A day of polls with an injected clock: how often each kind of feed is asked, and when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.helpers.polling import FEED_URL, NOW, Poller, failed, item, ok, polled, rss
from transforms.feeds.http import FetchResponse
from transforms.feeds.schedule import spread
from transforms.feeds.settings import DAY, PollSettings, ScheduleSettings

END = NOW + timedelta(days=1)
CEILING = 1.1  # what a feed waits longer than it must, at most


def waits(feed: Poller, end: datetime = END) -> list[float]:
    """Return the seconds between the polls of a day."""
    times = [result.report.polled_at for result in feed.until(end)]
    return [(later - former).total_seconds() for former, later in pairwise(times)]


def newsroom(
    every: timedelta, window: int = 30, head: str = "", **headers: str
) -> Callable[..., Any]:
    """Return a feed that has a new item ``every`` so often, the newest ``window`` of them."""

    def answer(_: Any) -> Any:
        newest = int((feed.now - NOW) / every) + window
        dated = (
            item(f"n{number}", pubDate=(NOW + (number - window) * every).isoformat())
            for number in range(newest, newest - window, -1)
        )
        return ok(rss(*dated, head=head), **headers)

    feed: Poller = polled(answer)
    answer.feed = feed  # type: ignore[attr-defined]
    return answer


def poller(every: timedelta, **options: Any) -> Poller:
    feed: Poller = newsroom(every, **options).feed  # type: ignore[attr-defined]
    return feed


def test_a_busy_agency_is_polled_often_and_loses_no_item() -> None:
    feed = poller(timedelta(minutes=4), window=15)
    results = list(feed.until(END))
    urls = [article.url for result in results for article in result.items]
    assert len(urls) == len(set(urls)) == 15 + int((feed.now - NOW) / timedelta(minutes=4))
    assert 160 <= len(results) <= 290
    assert feed.state.interval_seconds == 300
    assert feed.state.items_per_day == pytest.approx(360, rel=0.1)


def test_a_quiet_regional_outlet_is_polled_seldom() -> None:
    feed = poller(timedelta(hours=8))
    seen = waits(feed, NOW + timedelta(days=3))
    assert 900 <= seen[0] <= 900 * CEILING
    assert max(seen) > 3 * 3600
    assert len(seen) < 35
    assert feed.state.items_per_day == pytest.approx(3, rel=0.35)


def test_a_feed_without_news_is_polled_at_least_daily() -> None:
    feed = polled(ok(rss(item("a"))))
    seen = waits(feed, NOW + timedelta(days=10))
    assert seen == sorted(seen)
    assert max(seen) == DAY


def test_ttl_lengthens_the_interval_of_a_busy_feed_and_of_the_users_wish() -> None:
    for wish in (None, 60):
        feed = poller(timedelta(minutes=4), head="<ttl>60</ttl>")
        feed.feed = feed.feed.model_copy(update={"every": wish})
        seen = waits(feed)
        assert min(seen) >= 3600
        assert max(seen) <= 3600 * CEILING


def test_the_users_wish_stands_where_the_feed_asks_for_nothing() -> None:
    feed = polled(ok(rss(item("a"))), every=120)
    seen = waits(feed, NOW + timedelta(hours=1))
    assert set(seen) == {120 + spread(FEED_URL, 120)}


def test_update_period_and_frequency() -> None:
    head = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    feed = poller(timedelta(minutes=4), head=head)
    assert all(6 * 3600 <= wait <= 6 * 3600 * CEILING for wait in waits(feed))


def test_hours_and_days_off_are_kept_and_304_does_not_forget_them() -> None:
    hours = "".join(f"<hour>{hour}</hour>" for hour in (22, 23, 24, 1, 2, 3, 4, 5))
    head = f"<skipHours>{hours}</skipHours><skipDays><day>Thursday</day></skipDays>"

    def answer(request: Any) -> Any:
        if request.headers.get("if-none-match"):
            return FetchResponse(304, {}, b"", FEED_URL)
        return ok(rss(item("a"), head=head), etag='"1"')

    feed = polled(answer, every=600)
    times = [result.report.polled_at for result in feed.until(NOW + timedelta(hours=50))]
    hours_of = {moment.hour for moment in times}
    assert not hours_of & {22, 23, 0, 1, 2, 3, 4, 5}
    # The whole of Thursday is off, yet nothing is further away than a day.
    thursday = [moment for moment in times if moment.weekday() == 3]
    assert len(thursday) <= 1
    assert {6, 12, 21} <= hours_of


def test_429_with_retry_after_waits_for_it() -> None:
    feed = polled(
        ok(rss(item("a")), cache_control="max-age=5"), failed(429, "temporary", retry_after="3600")
    )
    seen = waits(feed, NOW + timedelta(hours=6))
    assert all(3600 <= wait <= 3600 * CEILING for wait in seen[1:3])
    assert feed.state.retry_after_at == feed.now + timedelta(hours=1)
    assert feed.state.status == "429"


def test_503_with_a_date_waits_until_then() -> None:
    until = NOW + timedelta(hours=5)
    stamp = until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    feed = polled(failed(503, "temporary", retry_after=stamp), ok(rss(item("a"))))
    first, second = feed.poll(), feed.poll()
    assert until <= second.report.polled_at <= until + timedelta(seconds=300)
    assert (first.report.outcome, second.report.outcome) == ("failed", "changed")


def test_failures_back_off_by_their_kind_and_never_beyond_a_day() -> None:
    firsts = {"soft": 900, "temporary": 300, "hard": 21_600}
    for kind, first in firsts.items():
        feed = polled(failed(410 if kind == "hard" else 500, kind))
        seen = waits(feed, NOW + timedelta(days=8))
        for number, wait in enumerate(seen):
            least = min(first * 2**number, DAY)
            assert least <= wait <= min(least * CEILING, DAY)
        assert seen[-1] == DAY


def test_a_failure_that_passed_is_forgotten() -> None:
    feed = polled(*[failed(502, "temporary")] * 4, ok(rss(item("a"))), failed(502, "temporary"))
    for _ in range(6):
        feed.poll()
    assert feed.state.failures == 1
    assert 300 <= feed.wait <= 300 * CEILING


def test_a_flapping_feed_keeps_its_pace_and_its_items() -> None:
    busy = newsroom(timedelta(minutes=10), window=20)
    feed: Poller = busy.feed  # type: ignore[attr-defined]
    feed.web.answers[FEED_URL] = lambda request: (
        failed(500, "temporary") if len(feed.web.requests) % 2 else busy(request)
    )
    results = list(feed.until(END))
    urls = [article.url for result in results for article in result.items]
    assert len(urls) == len(set(urls)) >= 20 + 24 * 6 - 3
    assert {result.report.outcome for result in results} == {"failed", "changed"}


def test_max_age_holds_a_busy_feed_back() -> None:
    feed = poller(timedelta(minutes=4), cache_control="max-age=1800", age="300")
    assert all(1500 <= wait <= 1500 * CEILING for wait in waits(feed))


def test_an_absurd_max_age_is_a_day_at_most() -> None:
    feed = poller(timedelta(minutes=4), cache_control="max-age=31536000")
    assert set(waits(feed, NOW + timedelta(days=4))) == {DAY}


def test_a_day_of_304_costs_requests_only_as_often_as_the_rate_falls() -> None:
    feed = polled(ok(rss(item("a")), etag='"1"'), FetchResponse(304, {}, b"", FEED_URL))
    seen = waits(feed)
    assert seen == sorted(seen)
    assert 10 <= len(seen) <= 60


def test_the_same_day_gives_the_same_times_and_feeds_are_spread() -> None:
    days = [waits(poller(timedelta(minutes=20), window=10)) for _ in range(2)]
    assert days[0] == days[1]
    shares = {spread(f"https://a.example/{number}", 3600) for number in range(50)}
    assert len(shares) > 40
    assert max(shares) <= 300


def test_every_setting_of_the_schedule_is_obeyed() -> None:
    schedule = ScheduleSettings(shortest=200, longest=7200, first=120, polls_per_item=4.0)
    feed = poller(timedelta(minutes=8), window=5)
    feed.settings = PollSettings(schedule=schedule)
    feed.poll()
    assert 120 <= feed.wait <= 120 * CEILING
    list(feed.until(NOW + timedelta(hours=6)))
    assert feed.state.interval_seconds == 200
