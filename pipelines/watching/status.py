"""The state of a watch as JSON, for monitors: written anew whenever it changes, never half."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pipelines.requests import RunReport
from transforms.feeds.polls import PollOutcome
from transforms.records import Coverage, Feed
from transforms.write.storage import LocalStorage

VERSION: Final = 1
NAMED_FEEDS: Final = 100
"""Feeds that are named in a list of the status; the numbers count all."""

_TOTALS: Final = ("rounds", "polls", "failed_polls", "articles", "new", "rejected", "events")


@dataclass
class WatchStatus:
    """What a monitor wants to know. Times are in UTC."""

    started_at: datetime
    state: str = "starting"
    rounds: int = 0
    failed_in_a_row: int = 0
    last_error: str | None = None
    last_error_at: datetime | None = None
    last_round: dict[str, Any] | None = None
    next_round_at: datetime | None = None
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_TOTALS, 0))

    def add(self, report: RunReport, number: int) -> None:
        """Take over what a finished round did."""
        outcomes = Counter(poll.outcome for poll in report.polls)
        added = {
            "rounds": 1,
            "polls": len(report.polls),
            "failed_polls": outcomes[PollOutcome.FAILED],
            "articles": report.account.read,
            "new": report.account.kept,
            "rejected": report.account.rejected,
            "events": report.run.events,
        }
        self.totals = {name: self.totals[name] + added[name] for name in self.totals}
        self.rounds = number
        self.failed_in_a_row = 0
        self.last_round = {
            "number": number,
            "run_id": report.run.run_id,
            "as_of": report.run.as_of,
            "seconds": report.seconds,
            "polls": dict(sorted(outcomes.items())),
            "files": len(report.run.inputs),
            "articles": report.account._asdict(),
            "events": report.run.events,
        }

    def failed(self, message: str, now: datetime) -> None:
        """Take over that a round failed."""
        self.failed_in_a_row += 1
        self.last_error, self.last_error_at = message, now


def status_values(
    status: WatchStatus,
    now: datetime,
    feeds: Iterable[str],
    states: Mapping[str, Feed],
    coverage: Mapping[str, Iterable[Coverage]],
    lag_seconds: float,
) -> dict[str, Any]:
    """Return the content of the status file."""
    urls = sorted(feeds)
    newest = {url: rows[-1].status for url in urls if (rows := list(coverage.get(url, ())))}
    named: dict[str, list[str]] = {}
    for url, covered in newest.items():
        named.setdefault(covered, []).append(url)
    failing = [
        {"url": url, "status": states[url].status, "failures": states[url].failures}
        for url in urls
        if url in states and states[url].failures
    ]
    return {
        "version": VERSION,
        "process": os.getpid(),
        "state": status.state,
        "started_at": status.started_at,
        "updated_at": now,
        "rounds": status.rounds,
        "last_round": status.last_round,
        "next_round_at": status.next_round_at,
        "lag_seconds": round(lag_seconds, 1),
        "failed_in_a_row": status.failed_in_a_row,
        "last_error": status.last_error,
        "last_error_at": status.last_error_at,
        "totals": status.totals,
        "feeds": {
            "total": len(urls),
            "never_polled": sum(url not in states for url in urls),
            "failing": len(failing),
            "coverage": {name: len(found) for name, found in sorted(named.items())},
        },
        "failing": failing[:NAMED_FEEDS],
        "silent": named.get("silent", [])[:NAMED_FEEDS],
        "degraded": named.get("degraded", [])[:NAMED_FEEDS],
        "down": named.get("down", [])[:NAMED_FEEDS],
    }


def write_status(path: Path, values: Mapping[str, Any]) -> None:
    """Replace the status file in one step. Raises OSError where it cannot be written."""
    text = json.dumps(values, ensure_ascii=False, indent=2, default=_moment)
    LocalStorage().write(str(path), f"{text}\n".encode("utf-8", "replace"))


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a status")
