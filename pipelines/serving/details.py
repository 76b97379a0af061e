"""One incident with everything behind it: its columns, ledger, sources and quoted sentences."""

import re
from typing import Any, Final

from pipelines.report.details import details_of
from pipelines.report.reading import Tables, incidents_by_id
from pipelines.serving.errors import NotFound
from pipelines.serving.resources import INCIDENTS
from pipelines.serving.snapshots import Snapshot

_IDENTITY: Final = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_MOST_STEPS: Final = 20
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
        ((_, detail),) = details_of(tables, found)
    incident = {name: getattr(found[0], name) for name in INCIDENTS.columns}
    return {"commit": snapshot.version, "incident": incident, **detail}


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
