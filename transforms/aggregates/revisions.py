"""When a computed window becomes a new row: only if it differs from its newest revision."""

from collections.abc import Iterable
from typing import Final, NamedTuple, Optional

from transforms.aggregates.sums import LATER_PANE
from transforms.records import Aggregate

_BOOKKEEPING: Final = {"pane", "revision", "computed_at", "schema_version"}
_COMPARED: Final = tuple(
    index for index, name in enumerate(Aggregate._fields) if name not in _BOOKKEEPING
)


class RowKey(NamedTuple):
    """What identifies a row of ``aggregates`` across its revisions."""

    name: str
    window_start: str
    window_end: str
    country: Optional[str]  # noqa: UP045 - Beam's coders need this spelling
    admin1: Optional[str]  # noqa: UP045
    target: Optional[str]  # noqa: UP045
    attacker: Optional[str]  # noqa: UP045
    weapon: Optional[str]  # noqa: UP045
    event_type: Optional[str]  # noqa: UP045


def row_key(row: Aggregate) -> RowKey:
    """Return what a row shares with its other revisions."""
    return RowKey(
        row.name,
        row.window_start.isoformat(),
        row.window_end.isoformat(),
        row.country,
        row.admin1,
        row.target,
        row.attacker,
        row.weapon,
        row.event_type,
    )


def newest_revisions(rows: Iterable[Aggregate]) -> dict[RowKey, Aggregate]:
    """Return the row with the highest revision per key."""
    newest: dict[RowKey, Aggregate] = {}
    for row in rows:
        key = row_key(row)
        if key not in newest or newest[key].revision < row.revision:
            newest[key] = row
    return newest


def revise(computed: Aggregate, newest: Aggregate | None) -> Aggregate | None:
    """Return the row to write for a computed window: None where nothing changed.

    The first row of a window has revision 1 and pane "on_time", each later one the next number
    and pane "revision". A window that lost its incidents gets a revision without any; one that
    never had a row gets none.
    """
    if newest is None:
        return computed if computed.incidents else None
    if all(computed[index] == newest[index] for index in _COMPARED):
        return None
    return computed._replace(revision=newest.revision + 1, pane=LATER_PANE)
