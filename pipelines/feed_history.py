"""What the committed tables know of feeds: the state of each, and its coverage so far.

Kept in memory between rounds; read again whenever somebody else has committed meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from transforms.committed import CommittedTables
from transforms.feeds.coverage import newest_rows
from transforms.feeds.settings import CoverageSettings
from transforms.records import Coverage, Feed
from transforms.tables import from_arrow, read_partition_name
from transforms.write.commits import last_commit, live_files
from transforms.write.history import newest_rows as newest_revisions
from transforms.write.layout import partition_of_path
from transforms.write.readback import read_table
from transforms.write.storage import Storage, storage_for

PARTITIONS_OF_STATES: Final = 60
"""Days with polls that are looked through for the state of a feed: a poll is due within one."""


class FeedHistory:
    """States and coverage of the feeds of one output folder."""

    def __init__(self, output: str, settings: CoverageSettings) -> None:
        self._output = output
        self._settings = settings
        self._storage: Storage = storage_for(output)
        self._sequence: int | None = None
        self._asked: frozenset[str] = frozenset()
        self._states: dict[str, Feed] = {}
        self._coverage: dict[str, list[Coverage]] = {}

    def load(self, feeds: Iterable[str], now: datetime) -> None:
        """Read what is committed, unless it is known. Raises OutputDamaged."""
        asked = frozenset(feeds)
        last = last_commit(self._output, self._storage)
        sequence = last.sequence if last else 0
        if sequence == self._sequence and asked <= self._asked:
            return
        self._states = committed_states(self._output, asked, self._storage)
        since = (now - timedelta(days=self._settings.history_days + 1)).date()
        days = [since + timedelta(days=step) for step in range((now.date() - since).days + 2)]
        rows = CommittedTables(self._output, self._storage).coverage_of_days(days)
        self._coverage = newest_rows(rows)
        self._sequence, self._asked = sequence, asked

    @property
    def states(self) -> Mapping[str, Feed]:
        """The newest committed state per feed."""
        return self._states

    @property
    def coverage(self) -> Mapping[str, Sequence[Coverage]]:
        """The newest committed row per window of each feed, in the order of windows."""
        return self._coverage

    def committed(
        self, sequence: int, states: Iterable[Feed], coverage: Iterable[Coverage], now: datetime
    ) -> None:
        """Take over what a round has committed; only after ``load`` under the same lock."""
        self._states.update((state.feed_url, state) for state in states)
        since = now - timedelta(days=self._settings.history_days + 1)
        for feed, rows in newest_rows(coverage).items():
            kept = (row for row in self._coverage.get(feed, ()) if row.window_end >= since)
            self._coverage[feed] = newest_rows([*kept, *rows])[feed]
        self._sequence = sequence


def committed_states(
    output: str, feeds: Iterable[str], storage: Storage | None = None
) -> dict[str, Feed]:
    """Return the newest state of each feed: newest days first, until all are found."""
    missing = set(feeds)
    found: dict[str, Feed] = {}
    for day in _days_with_states(output, storage)[:PARTITIONS_OF_STATES]:
        if not missing:
            break
        chosen: Any = pc.field("feed_url").isin(pa.array(sorted(missing), type=pa.string()))
        rows = read_table(output, "feeds", None, chosen, days={day}, storage=storage)
        states: list[Feed] = from_arrow(newest_revisions(rows, "feeds"), "feeds")
        found.update((state.feed_url, state) for state in states)
        missing -= set(found)
    return found


def _days_with_states(output: str, storage: Storage | None) -> list[date]:
    names = {partition_of_path(path) for path in live_files(output, "feeds", storage)}
    days = (read_partition_name(name) for name in names)
    return sorted((day for day in days if day is not None), reverse=True)
