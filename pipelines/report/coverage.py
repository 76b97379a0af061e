"""Which feeds brought what they should in the period, and which were silent."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from pipelines.report.incidents import moment
from pipelines.report.periods import Days
from pipelines.report.reading import Tables
from pipelines.report.shapes import CoverageReport, FeedCoverage

WORST_FIRST: Final = ("down", "silent", "degraded", "unknown", "ok")

_NO_END: Final = datetime.max.replace(tzinfo=UTC)

_WINDOWS: Final = """
SELECT c.feed_url, f.title, f.last_new_at, window_start, items, expected_items, c.status
FROM coverage c LEFT JOIN feeds f ON f.feed_url = c.feed_url
WHERE window_start >= ? AND window_start <= ? AND c.computed_at <= ?
QUALIFY row_number() OVER (
  PARTITION BY c.feed_url, window_start, window_end ORDER BY c.computed_at DESC) = 1
ORDER BY c.feed_url, window_start
"""


def coverage_of(tables: Tables, days: Days) -> CoverageReport:
    """Return the feeds of the period by status, the worst first.

    ``expected`` and ``seen`` are sums over the windows (None where nothing was expected yet),
    ``days`` the worst status of the windows that start on each day of the period (UTC).
    """
    parameters = [_at(days.first, time.min), _at(days.last, time.max), tables.as_of or _NO_END]
    feeds: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in tables.rows(_WINDOWS, parameters).to_pylist():
        feeds[row["feed_url"]].append(row)
    length = (days.last - days.first).days + 1
    dates = [days.first + timedelta(days=step) for step in range(length)]
    found = [_feed(url, windows, dates) for url, windows in feeds.items()]
    return {
        "known": bool(found),
        "windows": [day.isoformat() for day in dates] if found else [],
        "feeds": sorted(found, key=lambda one: (_badness(one["status"]), one["feed_url"])),
    }


def _feed(url: str, windows: list[Mapping[str, Any]], dates: list[date]) -> FeedCoverage:
    states: dict[date, list[str]] = defaultdict(list)
    for window in windows:
        states[window["window_start"].astimezone(UTC).date()].append(window["status"])
    expected = [one["expected_items"] for one in windows if one["expected_items"] is not None]
    return {
        "feed_url": url,
        "title": windows[-1]["title"],
        "status": windows[-1]["status"],
        "last_new_at": moment(windows[-1]["last_new_at"]),
        "expected": round(sum(expected), 1) if expected else None,
        "seen": sum(one["items"] for one in windows),
        "days": [min(states[day], key=_badness) if day in states else None for day in dates],
    }


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, UTC)


def _badness(status: str) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else len(WORST_FIRST)
