"""Which rows of ``incidents`` a run has to write: changes, and incidents that are no more.

Rows are never changed. An incident whose facts changed gets its next revision; one that went up in
another gets a last row that names it (a tombstone), and counts on if it ever comes back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from transforms.records import Incident

_BOOKKEEPING: Final = {"revision", "superseded_by", "computed_at", "schema_version"}
_COMPARED: Final = tuple(name for name in Incident._fields if name not in _BOOKKEEPING)


def revise(
    computed: Iterable[Incident], committed_newest: Iterable[Incident], computed_at: datetime
) -> list[Incident]:
    """Return the rows to write, sorted by id; none where nothing changed.

    ``computed`` are the incidents of a closed neighbourhood as they are now, ``committed_newest``
    the newest committed rows of that neighbourhood, tombstones included (of several rows of one id
    the highest revision counts). ``computed_at`` is the clock (UTC).

    A committed incident that was not computed again is superseded by the computed one that holds
    most of its events, else most of its articles (ties: the smallest id); by its own id where none
    holds any of them. Raises ValueError where two computed incidents have one id.
    """
    now = _by_id(computed)
    newest: dict[str, Incident] = {}
    for row in committed_newest:
        known = newest.get(row.incident_id)
        if known is None or known.revision < row.revision:
            newest[row.incident_id] = row
    written = [
        changed
        for incident_id, row in now.items()
        if (changed := _changed(row, newest.get(incident_id), computed_at)) is not None
    ]
    gone = [row for key, row in newest.items() if key not in now and row.superseded_by is None]
    holders = _holders(now.values()) if gone else {}
    written.extend(_tombstone(row, holders, computed_at) for row in gone)
    return sorted(written, key=lambda row: row.incident_id)


def same_facts(one: Incident, two: Incident) -> bool:
    """Tell whether two rows of an incident say the same, whenever and as which revision."""
    return all(_plain(getattr(one, name)) == _plain(getattr(two, name)) for name in _COMPARED)


def _by_id(computed: Iterable[Incident]) -> dict[str, Incident]:
    found: dict[str, Incident] = {}
    for row in computed:
        if row.incident_id in found:
            raise ValueError(f"two incidents were computed with the id {row.incident_id}")
        found[row.incident_id] = row
    return found


def _changed(row: Incident, newest: Incident | None, computed_at: datetime) -> Incident | None:
    if newest is None:
        return row._replace(revision=1, superseded_by=None, computed_at=computed_at)
    if newest.superseded_by is None and same_facts(row, newest):
        return None
    return row._replace(revision=newest.revision + 1, superseded_by=None, computed_at=computed_at)


def _tombstone(
    row: Incident, holders: Mapping[str, Sequence[str]], computed_at: datetime
) -> Incident:
    return row._replace(
        revision=row.revision + 1,
        superseded_by=_successor(row.event_ids, holders)
        or _successor(row.article_ids, holders)
        or row.incident_id,
        computed_at=computed_at,
    )


def _holders(computed: Iterable[Incident]) -> dict[str, list[str]]:
    """Return which incidents hold an event or an article."""
    found: dict[str, list[str]] = {}
    for row in computed:
        for part in (*row.event_ids, *row.article_ids):
            found.setdefault(part, []).append(row.incident_id)
    return found


def _successor(parts: Iterable[str], holders: Mapping[str, Sequence[str]]) -> str | None:
    shares = Counter(holder for part in parts for holder in holders.get(part, ()))
    return min(shares, key=lambda key: (-shares[key], key), default=None)


def _plain(value: Any) -> Any:
    """Return a value without the class of its records: rows read back may have lost it."""
    if isinstance(value, Mapping):
        return [_plain(one) for one in value.values()]
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
