from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from transforms.records import Claimant, Event

_DAYS = ("date_start", "date_end")


def _event(**values: Any) -> Event:
    """An event of which only the given slots are filled; days as ISO text, claimants as names."""
    empty: dict[str, Any] = dict.fromkeys(Event._fields)
    lists = ("places_listed", "weapons", "targets", "effects", "quantities", "slots", "evidence")
    empty |= {name: [] for name in lists}
    empty |= {"event_id": "e", "article_id": "a", "event_type": "attack", "schema_version": 1}
    empty |= {"evidence_start": 0, "evidence_end": 0, "confidence": 1.0, "extractor": "test"}
    days = {name: date.fromisoformat(values[name]) for name in _DAYS if values.get(name)}
    people = [Claimant(name, None, None, None, "claims") for name in values.get("claimants", ())]
    return Event(**{**empty, **values, **days, "claimants": people})


@pytest.fixture(scope="session")
def make_event() -> Callable[..., Event]:
    return _event
