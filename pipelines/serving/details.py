"""One incident with everything behind it: its columns, ledger, sources and quoted sentences."""

import re
from datetime import date, timedelta
from typing import Any, Final

from pipelines.report.details import details_of
from pipelines.report.reading import Tables, incidents_by_id
from pipelines.report.shapes import Detail
from pipelines.serving.errors import NotFound
from pipelines.serving.resources import INCIDENTS
from pipelines.serving.snapshots import Snapshot
from transforms.records import Incident

_IDENTITY: Final = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_MOST_STEPS: Final = 20
_MOST_DAYS: Final = 60
_SUCCESSOR: Final = """
SELECT superseded_by FROM incidents_revisions WHERE incident_id = ?
ORDER BY revision DESC, computed_at DESC LIMIT 1
"""


class Moved(NotFound):
    """The incident went up in another one, ``identity``."""

    def __init__(self, identity: str) -> None:
        super().__init__("this incident went up in another one")
        self.identity = identity


def incident_details(snapshot: Snapshot, identity: str) -> dict[str, Any]:
    """Return ``{commit, incident, claims, sources, evidence, revisions}``.

    Raises:
        Moved: for one that went up in another.
        NotFound: for an id that there is not.
    """
    if not _IDENTITY.fullmatch(identity):
        raise NotFound("no such incident")
    with snapshot.cursor() as cursor:
        tables = Tables(cursor)
        found = incidents_by_id(tables, [identity])
        if not found:
            raise _missing(snapshot, identity)
        detail = _detail(snapshot, cursor, found[0])
    incident = {name: getattr(found[0], name) for name in INCIDENTS.columns}
    return {"commit": snapshot.version, "incident": incident, **detail}


def _detail(snapshot: Snapshot, cursor: Any, incident: Incident) -> Detail:
    """Read what is behind an incident from the days it was reported on, where that is all of it."""
    days = _reported(incident)
    if days is not None:
        for view in ("articles", "events"):
            snapshot.narrow(cursor, view, days)
        snapshot.narrow(cursor, "incidents_revisions", [incident.date_start])
        ((_, detail),) = details_of(Tables(cursor), [incident])
        events = len(set(incident.event_ids))
        if len(detail["sources"]) == len(set(incident.article_ids)) and (
            len(detail["evidence"]) == events
        ):
            return detail
        for view in ("articles", "events", "incidents_revisions"):
            cursor.execute(f"DROP VIEW temp.{view}")
    ((_, detail),) = details_of(Tables(cursor), [incident])
    return detail


def _reported(incident: Incident) -> list[date | None] | None:
    """Return the days on which articles may lie, None where that is no shorter than all."""
    first, last = incident.first_reported_at, incident.last_reported_at
    if first is None or last is None or (last - first).days > _MOST_DAYS:
        return None
    length = (last.date() - first.date()).days
    return [None, *(first.date() + timedelta(days=day) for day in range(length + 1))]


def _missing(snapshot: Snapshot, identity: str) -> NotFound:
    """Say where an incident went; one may go up in another that goes up in a third."""
    known = identity
    for _ in range(_MOST_STEPS):
        rows = snapshot.rows(_SUCCESSOR, [known])
        successor = rows[0]["superseded_by"] if rows else None
        if successor is None:
            break
        known = successor
    if known == identity or not _IDENTITY.fullmatch(known):
        return NotFound("no such incident")
    return Moved(known)
