"""Rows of ``incidents`` of which only what matters is given."""

from datetime import UTC, date, datetime
from typing import Any, Final, get_args, get_origin, get_type_hints

from transforms.records import Incident

DAY: Final = date(2026, 1, 1)
NOW: Final = datetime(2026, 2, 1, tzinfo=UTC)


def incident(name: str, **columns: Any) -> Incident:
    """An attack in Ukraine by one event and article of that name, unless told otherwise."""
    blank: dict[str, Any] = {
        field: [] if get_origin(hint) is list else None if type(None) in get_args(hint) else 0
        for field, hint in get_type_hints(Incident).items()
    }
    told: dict[str, Any] = {
        "incident_id": name,
        "revision": 1,
        "event_type": "attack",
        "date_start": columns.get("date_end", DAY),
        "date_end": DAY,
        "country": "UA",
        "event_ids": [name],
        "article_ids": [name],
        "reports": 1,
        "independent_sources": 1,
        "disputed": False,
        "computed_at": NOW,
        "schema_version": 1,
    }
    return Incident(**(blank | told | columns))
