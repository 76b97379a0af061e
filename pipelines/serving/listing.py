"""Pages of a list: newest first, each page after the last row of the one before.

A cursor names that row, not a number of rows, so rows that come or go between two pages neither
repeat nor hide others.
"""

import base64
import binascii
import json
from datetime import date, datetime
from typing import Any, Final

from pipelines.serving.errors import RequestRefused
from pipelines.serving.parameters import Parameters, number, single
from pipelines.serving.resources import Resource
from pipelines.serving.snapshots import Snapshot
from transforms.ids import digest

LIMIT: Final = 100
MOST: Final = 1_000
PAGING: Final = frozenset({"limit", "cursor"})
_LONGEST: Final = 4_000
_CAST: Final = {date: "DATE", datetime: "TIMESTAMPTZ"}


def list_rows(resource: Resource, snapshot: Snapshot, parameters: Parameters) -> dict[str, Any]:
    """Return one page: ``{commit, total, next, <name>: rows}``.

    ``total`` is told on the first page only, ``next`` is the cursor of the next page or None.

    Raises:
        RequestRefused: for values that cannot be meant.
    """
    snapshot.hold(resource.source)
    limit = number(parameters, "limit", LIMIT, MOST)
    where, values = resource.conditions(parameters)
    asked = _asked(resource, parameters)
    total = None
    after, start = "true", list[object]()
    cursor = single(parameters, "cursor")
    if cursor is None:
        total = _count(resource, snapshot, where, values)
    else:
        after, start = _after(resource, cursor, asked)
    key = [f"coalesce({column}::VARCHAR, '')" for column in resource.key]
    rows = snapshot.rows(
        f"SELECT {', '.join(resource.columns)}, {resource.newest} AS _newest, "  # noqa: S608 - ours
        f"[{', '.join(key)}] AS _key FROM {resource.source} WHERE {where} AND {after} "
        f"ORDER BY _newest DESC, _key LIMIT {limit + 1}",
        [*values, *start],
    )
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    shown = [{name: row[name] for name in resource.columns} for row in rows[:limit]]
    next_cursor = _cursor(asked, last["_newest"], last["_key"]) if last else None
    return {"commit": snapshot.version, "total": total, "next": next_cursor, resource.name: shown}


def _count(resource: Resource, snapshot: Snapshot, where: str, values: list[object]) -> int:
    sql = f"SELECT count(*) AS n FROM {resource.source} WHERE {where}"  # noqa: S608 - our own words
    counted: int = snapshot.rows(sql, values)[0]["n"]
    return counted


def _asked(resource: Resource, parameters: Parameters) -> str:
    """Name list and filters: a cursor of one list is none of another."""
    told = sorted((name, values) for name, values in parameters.items() if name not in PAGING)
    return digest(resource.name, json.dumps(told))[:12]


def _cursor(asked: str, newest: date | datetime, key: list[str]) -> str:
    text = json.dumps([asked, newest.isoformat(), key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii").rstrip("=")


def _after(resource: Resource, cursor: str, asked: str) -> tuple[str, list[object]]:
    """Return the condition of the rows after a cursor. Raises RequestRefused."""
    newest, key = _read(cursor, asked)
    if len(key) != len(resource.key):
        raise RequestRefused("cursor: none of this list")
    columns = ", ".join(f"coalesce({column}::VARCHAR, '')" for column in resource.key)
    kind = _CAST[type(newest)]
    own = f"({resource.newest})"
    sql = f"({own} < ?::{kind} OR ({own} = ?::{kind} AND [{columns}] > ?::VARCHAR[]))"
    return sql, [newest, newest, key]


def _read(cursor: str, asked: str) -> tuple[date | datetime, list[str]]:
    try:
        if len(cursor) > _LONGEST:
            raise ValueError
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        told, newest, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(key, list) or not all(isinstance(part, str) for part in key):
            raise ValueError
        moment = datetime.fromisoformat(newest) if "T" in newest else date.fromisoformat(newest)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise RequestRefused("cursor: none that this server gave") from None
    if told != asked:
        raise RequestRefused("cursor: of another list or other filters")
    return moment, key
