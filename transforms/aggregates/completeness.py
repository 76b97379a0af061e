"""Whether the feeds brought what was expected of them while a window was open."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from transforms.aggregates.sums import LATER_PANE
from transforms.records import Aggregate, Coverage

_GAPS: Final = frozenset({"silent", "degraded", "down"})
_GOOD: Final = "ok"


def is_complete(coverage: Iterable[Coverage], start: datetime, end: datetime) -> bool | None:
    """Tell whether coverage of a window (UTC, end exclusive) has no gap.

    False where a feed was silent, degraded or down in any overlapping window of its own, True
    where all of them were ok, None where there is none or something is unknown. Of several rows of
    one feed and window the one computed last counts.
    """
    newest: dict[tuple[str, datetime, datetime], Coverage] = {}
    for row in coverage:
        if row.window_start < end and start < row.window_end:
            key = (row.feed_url, row.window_start, row.window_end)
            known = newest.get(key)
            if known is None or known.computed_at < row.computed_at:
                newest[key] = row
    states = {row.status for row in newest.values()}
    if states & _GAPS:
        return False
    return True if states == {_GOOD} else None


def completeness_revisions(
    newest: Iterable[Aggregate], coverage: Collection[Coverage], computed_at: datetime
) -> list[Aggregate]:
    """Return a revision of each row whose completeness is another one by now.

    ``newest`` are newest revisions, ``coverage`` holds the windows around theirs.
    """
    known: dict[tuple[datetime, datetime], bool | None] = {}
    revisions: list[Aggregate] = []
    for row in newest:
        window = (row.window_start, row.window_end)
        if window not in known:
            known[window] = is_complete(coverage, *window)
        if known[window] != row.complete:
            revisions.append(
                row._replace(
                    complete=known[window],
                    pane=LATER_PANE,
                    revision=row.revision + 1,
                    computed_at=computed_at,
                )
            )
    return revisions
