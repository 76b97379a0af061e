"""What a round of feeds adds to the tables beside the graph: states, coverage, completeness."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

import pyarrow.parquet as pq

from pipelines.polling import Polled
from transforms.accounts.counts import (
    AGGREGATE,
    FEED_NEW,
    FEED_REJECTED,
    REJECT,
    REJECT_KNOWN,
    CountKey,
)
from transforms.accounts.rejects import first_rejects
from transforms.aggregates.completeness import completeness_revisions
from transforms.aggregates.revisions import newest_revisions
from transforms.committed import CommittedTables
from transforms.feeds.coverage import FeedRound, Outcomes, coverage_rows, newest_rows, with_outcomes
from transforms.feeds.polls import PollOutcome
from transforms.feeds.settings import CoverageSettings
from transforms.records import Aggregate, Coverage, Reject
from transforms.settings import AggregateSettings
from transforms.tables import from_arrow
from transforms.write.layout import WrittenFile
from transforms.write.storage import Storage

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class FeedRounds:
    """A round after its polls and before its graph.

    ``rounds`` say what was polled; ``coverage`` are the rows that the round adds, their outcomes
    still open; ``new_rejects`` those of the polls that have no committed row; ``changed`` the
    rows of ``coverage`` whose status differs from that of the row before.
    """

    rounds: Mapping[str, FeedRound] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()
    new_rejects: tuple[Reject, ...] = ()
    changed: tuple[Coverage, ...] = ()


def feed_rounds(
    polled: Polled,
    known: CommittedTables,
    history: Mapping[str, Sequence[Coverage]],
    watched: Iterable[str],
    now: datetime,
    settings: CoverageSettings,
) -> FeedRounds:
    """Return what the polls of a round mean for coverage."""
    firsts = first_rejects(polled.rejects)
    committed = set(known.known_rejects(list(firsts))) if firsts else set()
    new = tuple(reject for key, reject in sorted(firsts.items()) if key not in committed)
    feeds = {report.feed_url for report in polled.reports}
    unreadable = Counter(_feed_of(reject, feeds) for reject in new)
    rounds = {
        report.feed_url: FeedRound(
            feed_url=report.feed_url,
            polls=1,
            errors=int(report.outcome == PollOutcome.FAILED),
            handed_on=report.handed_on,
            unreadable=unreadable[report.feed_url],
        )
        for report in polled.reports
    }
    rows = coverage_rows(history, rounds.values(), watched, now, settings)
    before = {(r.feed_url, r.window_start): r for rows_ in history.values() for r in rows_}
    changed = tuple(row for row in rows if _status(before, row) != row.status)
    return FeedRounds(rounds, tuple(rows), new, changed)


def final_coverage(rounds: FeedRounds, counts: Mapping[CountKey, int]) -> list[Coverage]:
    """Return the rows of coverage with what became of the items, as the graph counted it."""
    open_rows = {feed: rows[-1] for feed, rows in newest_rows(rounds.coverage).items()}

    def final(row: Coverage) -> Coverage:
        polled = rounds.rounds.get(row.feed_url)
        if polled is None or row is not open_rows[row.feed_url]:
            return row
        new = counts.get((FEED_NEW, row.feed_url), 0)
        rejected = counts.get((FEED_REJECTED, row.feed_url), 0)
        return with_outcomes(row, polled, Outcomes(new, rejected))

    return [final(row) for row in rounds.coverage]


def reject_counts(polled: Polled, rounds: FeedRounds) -> dict[CountKey, int]:
    """Count the rejects of polls as the graph would: for a round that needs no graph."""
    counts: Counter[CountKey] = Counter((REJECT, r.stage, r.reason) for r in polled.rejects)
    repeated = len({r.reject_id for r in polled.rejects}) - len(rounds.new_rejects)
    return {**counts, (REJECT_KNOWN,): repeated} if repeated else dict(counts)


def revised_completeness(
    rounds: FeedRounds,
    known: CommittedTables,
    staged: Iterable[WrittenFile],
    storage: Storage,
    aggregates: Sequence[AggregateSettings],
    now: datetime,
) -> list[Aggregate]:
    """Return revisions of the windows of which only the completeness has changed.

    ``staged`` are the files of the graph: a window that it revised carries its completeness.
    """
    if not rounds.changed or not aggregates:
        return []
    longest = timedelta(days=max(one.window_days for one in aggregates))
    first = min(row.window_start for row in rounds.changed) - longest
    days = _days(first, max(row.window_end for row in rounds.changed))
    rows = known.aggregates_of_days(days)
    for file in staged:
        if file.table == "aggregates":
            with storage.open(file.staged_path) as opened:
                rows += from_arrow(pq.read_table(opened), "aggregates")
    touched = [row for row in newest_revisions(rows).values() if _overlaps(row, rounds.changed)]
    if not touched:
        return []
    since = min(row.window_start for row in touched) - _DAY
    around = _days(since, max(row.window_end for row in touched))
    coverage = [*known.coverage_of_days(around), *rounds.coverage]
    return completeness_revisions(touched, coverage, now)


def revision_counts(revisions: Iterable[Aggregate]) -> dict[CountKey, int]:
    """Count revisions by aggregate."""
    return dict(Counter((AGGREGATE, row.name) for row in revisions))


def _feed_of(reject: Reject, feeds: set[str]) -> str:
    """Return the feed of a reject of a poll: its source is the feed, or a place in it."""
    return reject.source if reject.source in feeds else reject.source.rpartition("#")[0]


def _status(before: Mapping[Any, Coverage], row: Coverage) -> str | None:
    known = before.get((row.feed_url, row.window_start))
    return known.status if known is not None else None


def _overlaps(row: Aggregate, coverage: Iterable[Coverage]) -> bool:
    return any(
        c.window_start < row.window_end and row.window_start < c.window_end for c in coverage
    )


def _days(first: datetime, last: datetime) -> list[date]:
    return [first.date() + _DAY * step for step in range((last.date() - first.date()).days + 1)]
