"""Coverage: what a feed brought in a window held against what it brought in earlier ones.

A row is cumulative: each round in which the feed was polled gives a new row of the open window,
and the row computed last counts. A window is closed by a row computed after its end; windows that
nobody watched are closed as unknown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Final, NamedTuple

from transforms.feeds.settings import CoverageSettings
from transforms.records import Coverage

_WEEKDAY_WINDOWS: Final = 3
_POLLS_OF_AN_OUTAGE: Final = 2


class CoverageStatus(StrEnum):
    """The values of ``coverage.status``."""

    OK = "ok"
    SILENT = "silent"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


class FeedRound(NamedTuple):
    """What one round knows of a feed once it was polled.

    ``handed_on`` are the items that the feed did not have at the poll before, ``unreadable`` the
    items and answers that were no article and have no row of ``rejects`` yet.
    """

    feed_url: str
    polls: int
    errors: int
    handed_on: int
    unreadable: int


class Outcomes(NamedTuple):
    """What became of the handed-on items of a feed: new rows of articles, and rejects."""

    new: int = 0
    rejected: int = 0


def window_of(moment: datetime, settings: CoverageSettings) -> tuple[datetime, datetime]:
    """Return start and end (UTC, exclusive) of the window that a moment falls into."""
    utc = moment.astimezone(UTC)
    hour = utc.hour - utc.hour % settings.window_hours
    start = utc.replace(hour=hour, minute=0, second=0, microsecond=0)
    return start, start + timedelta(hours=settings.window_hours)


def newest_rows(rows: Iterable[Coverage]) -> dict[str, list[Coverage]]:
    """Return per feed the row of each window that was computed last, in the order of windows."""
    newest: dict[tuple[str, datetime, datetime], Coverage] = {}
    for row in rows:
        key = (row.feed_url, row.window_start, row.window_end)
        known = newest.get(key)
        if known is None or known.computed_at <= row.computed_at:
            newest[key] = row
    feeds: dict[str, list[Coverage]] = {}
    for key in sorted(newest):
        feeds.setdefault(key[0], []).append(newest[key])
    return feeds


def coverage_rows(
    known: Mapping[str, Sequence[Coverage]],
    rounds: Iterable[FeedRound],
    watched: Iterable[str],
    now: datetime,
    settings: CoverageSettings,
) -> list[Coverage]:
    """Return the rows that a round adds, before it is known what became of the items.

    Args:
        known: The newest committed row per window of each feed, as ``newest_rows`` gives them.
        rounds: The feeds that were polled in this round.
        watched: All feeds that are being watched, polled in this round or not.
        now: The clock of the round.
        settings: Windows and thresholds.

    Returns:
        Rows that close windows, and the rows of the open window of the polled feeds; in these
        ``new``, ``duplicates`` and ``rejected`` are still those of earlier rounds.
    """
    polled = {one.feed_url: one for one in rounds}
    feeds = set(watched) | set(polled)
    rows: list[Coverage] = []
    for feed in sorted(feeds | set(known)):
        history = known.get(feed, ())
        closed = list(_closing_rows(history, feed in feeds, now, settings))
        rows += closed
        if feed in polled:
            so_far = newest_rows([*history, *closed]).get(feed, [])
            rows.append(_open_row(so_far, polled[feed], now, settings))
    return rows


def with_outcomes(row: Coverage, polled: FeedRound, outcomes: Outcomes) -> Coverage:
    """Add what became of a round's items: an item without a row of its own was known already."""
    known = max(0, polled.handed_on - outcomes.new - outcomes.rejected)
    return row._replace(
        new=row.new + outcomes.new,
        duplicates=row.duplicates + known,
        rejected=row.rejected + outcomes.rejected + polled.unreadable,
    )


def expected_items(
    history: Iterable[Coverage], start: datetime, end: datetime, settings: CoverageSettings
) -> float | None:
    """Return the median of what a feed brought in earlier windows of this time of day.

    Windows of the same weekday decide where there are three of them. Windows without an answer of
    the feed tell nothing. None before the history holds ``least_days`` days.
    """
    since = start - timedelta(days=settings.history_days)
    answered = [
        row
        for row in history
        if since <= row.window_start
        and row.window_end <= start
        and row.window_end - row.window_start == end - start
        and row.polls > row.errors
    ]
    if len({row.window_start.date() for row in answered}) < settings.least_days:
        return None
    alike = [row for row in answered if row.window_start.time() == start.time()]
    same_day = [row for row in alike if row.window_start.weekday() == start.weekday()]
    chosen = same_day if len(same_day) >= _WEEKDAY_WINDOWS else alike
    return float(median(row.items for row in chosen)) if chosen else None


def status_of(row: Coverage, passed: float, settings: CoverageSettings) -> CoverageStatus:
    """Judge a window of which a share (0 to 1) is over; the first rule that applies decides.

    unknown: not polled, or one failed poll so far. down: every poll failed. degraded: more polls
    failed than ``error_share``. Without history: ok where something came, else unknown. silent
    and degraded: nothing, or too little, came of what is expected by now, see CoverageSettings.
    """
    if row.errors >= row.polls:
        sure = row.polls >= _POLLS_OF_AN_OUTAGE or (row.polls > 0 and passed >= 1)
        return CoverageStatus.DOWN if sure else CoverageStatus.UNKNOWN
    if row.errors > settings.error_share * row.polls:
        return CoverageStatus.DEGRADED
    if row.expected_items is None:
        return CoverageStatus.OK if row.items else CoverageStatus.UNKNOWN
    due = row.expected_items * passed if passed >= settings.judged_after else 0.0
    if row.items == 0 and due >= settings.silent_items:
        return CoverageStatus.SILENT
    too_little = due >= settings.degraded_items and row.items < settings.degraded_share * due
    return CoverageStatus.DEGRADED if too_little else CoverageStatus.OK


def _closing_rows(
    history: Sequence[Coverage], watched: bool, now: datetime, settings: CoverageSettings
) -> Iterator[Coverage]:
    """Close the feed's last window, and as unknown those after it that nobody watched."""
    if not history:
        return
    last = history[-1]
    if last.window_end > now:
        return
    if last.computed_at < last.window_end:
        closed = last._replace(computed_at=now)
        yield closed._replace(status=status_of(closed, 1.0, settings).value)
    length = timedelta(hours=settings.window_hours)
    current, _ = window_of(now, settings)
    start, _ = window_of(last.window_end, settings)
    start = max(start, current - timedelta(days=settings.history_days))
    while watched and start < current:
        yield _empty(last.feed_url, start, start + length, history, now, settings)
        start += length


def _open_row(
    history: Sequence[Coverage], polled: FeedRound, now: datetime, settings: CoverageSettings
) -> Coverage:
    start, end = window_of(now, settings)
    before = next(
        (row for row in history if (row.window_start, row.window_end) == (start, end)), None
    )
    row = before or _empty(polled.feed_url, start, end, history, now, settings)
    row = row._replace(
        polls=row.polls + polled.polls,
        errors=row.errors + polled.errors,
        items=row.items + polled.handed_on + polled.unreadable,
        computed_at=now,
    )
    return row._replace(status=status_of(row, (now - start) / (end - start), settings).value)


def _empty(
    feed: str,
    start: datetime,
    end: datetime,
    history: Sequence[Coverage],
    now: datetime,
    settings: CoverageSettings,
) -> Coverage:
    return Coverage(
        feed_url=feed,
        window_start=start,
        window_end=end,
        polls=0,
        items=0,
        new=0,
        duplicates=0,
        rejected=0,
        errors=0,
        expected_items=expected_items(history, start, end, settings),
        status=CoverageStatus.UNKNOWN.value,
        computed_at=now,
    )
