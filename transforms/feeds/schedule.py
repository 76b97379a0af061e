"""When a feed is asked again. All pure: the same history gives the same moment.

After an answer the next poll is the longest of the feed's own interval (learnt, or as the user
wishes), what it asks for itself (ttl, hours and days off), and what the server asks for
(Retry-After, Cache-Control, Expires). After a failure it is the back-off of its kind or
Retry-After, and the hours and days off hold as well. Nothing is further away than a day, so no feed
is ever given up. A little is added by the feed's address, always the same, so that feeds do not
fall due together.
"""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from transforms.feeds.http import FailureKind
from transforms.feeds.settings import DAY, FeedSettings, ScheduleSettings
from transforms.ids import digest
from transforms.records import Feed

_MEMORY: Final = 43_200.0  # seconds after which the past weighs 1/e in the rate: half a day
_SPREAD: Final = 0.1  # of the wait, at most
_MOST_SPREAD: Final = 300.0


def smoothed_rate(before: float | None, items: int, seconds: float) -> float:
    """Return items a day after ``items`` new ones in the last ``seconds``.

    It is smoothed over half a day: the longer the time since the last look, the more that counts.
    """
    seconds = max(seconds, 1.0)
    seen = items * DAY / seconds
    if before is None:
        return seen
    weight = 1.0 - math.exp(-seconds / _MEMORY)
    return before + weight * (seen - before)


def own_interval(feed: FeedSettings, rate: float | None, settings: ScheduleSettings) -> int:
    """Return the seconds between polls that the feed's own pace asks for.

    ``rate`` is in items a day, None before it is known. The user's wish, where there is one, takes
    its place; it may be shorter than the settings' shortest.
    """
    if feed.every is not None:
        return feed.every
    if rate is None:
        return settings.first
    if rate <= 0:
        return settings.longest
    wanted = DAY / (rate * settings.polls_per_item)
    return round(min(max(wanted, settings.shortest), settings.longest))


def first_rate(dates: Iterable[datetime], settings: ScheduleSettings, now: datetime) -> float:
    """Return items a day by the dates of a feed's first answer.

    Counted are those of the last day, or all where they do not reach back so far. Without two dates
    it is the rate that leads to the settings' first interval.
    """
    ages = sorted((now - moment).total_seconds() for moment in dates if moment <= now)
    if len(ages) < 2:
        return DAY / (settings.first * settings.polls_per_item)
    seconds = min(max(ages[-1], 3600.0), DAY)
    return sum(1 for age in ages if age <= seconds) * DAY / seconds


def after_answer(state: Feed, interval: int, now: datetime) -> datetime:
    """Return the next poll after an answer; ``state`` holds what feed and server asked for."""
    wait = max(
        float(interval),
        float(state.ttl_seconds or 0),
        _seconds(state.retry_after_at, now),
        _seconds(state.expires_at, now),
    )
    return _due(state, wait, now)


def after_failure(state: Feed, kind: str, settings: ScheduleSettings, now: datetime) -> datetime:
    """Return the next poll after a failure of a kind, the ``state.failures``-th in a row."""
    first = {
        FailureKind.SOFT: settings.after_soft,
        FailureKind.TEMPORARY: settings.after_temporary,
        FailureKind.HARD: settings.after_hard,
    }[FailureKind(kind)]
    back_off = first * 2.0 ** min(max(state.failures - 1, 0), 20)
    return _due(
        state, max(min(back_off, settings.longest), _seconds(state.retry_after_at, now)), now
    )


def spread(feed_url: str, wait: float) -> float:
    """Return the seconds that a feed waits longer than it must: its own share of a tenth."""
    share = int(digest("spread", feed_url)[:8], 16) / 0x1_0000_0000
    return float(round(share * min(wait * _SPREAD, _MOST_SPREAD)))


def _due(state: Feed, wait: float, now: datetime) -> datetime:
    due = now + timedelta(seconds=min(wait + spread(state.feed_url, wait), DAY))
    return min(_awake(due, state), now + timedelta(days=1))


def _seconds(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (moment - now).total_seconds()) if moment is not None else 0.0


def _awake(due: datetime, state: Feed) -> datetime:
    """Move a poll out of the hours and days (GMT) in which the feed asks to be left alone."""
    hours, days = frozenset(state.skip_hours), frozenset(state.skip_days)
    for _ in range(8 * 24):
        if due.hour not in hours and due.weekday() not in days:
            break
        begin = due.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        due = begin + timedelta(seconds=spread(state.feed_url, 3600))
    return due
