"""LinkIncidents as a graph: new events and articles in, changed rows and what they replace out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import apache_beam as beam
import pytest

from tests.helpers.incident_history import History
from tests.helpers.tables import record
from transforms.incidents.articles import article_fact_of
from transforms.incidents.reports import report_of
from transforms.incidents.steps import LinkIncidents
from transforms.incidents.world import PACKAGED
from transforms.records import Article, Event, Incident, NearCopy
from transforms.settings import IncidentSettings

NOW = datetime(2026, 2, 1, tzinfo=UTC)
FOUND: dict[str, list[Any]] = {}
"""What the graph under test gave: the embedded runner works in this process."""


def keep(row: Any, name: str) -> None:
    FOUND[name].append(row)


def event(name: str, article: str, **columns: Any) -> Event:
    told = {
        "event_type": "attack",
        "date_start": date(2026, 1, 5),
        "date_end": date(2026, 1, 5),
        "date_basis": "text",
        "country": "UA",
        "admin1": "Sumy Oblast",
        "place": "Konotop",
        "geonames_id": 1,
        "geo_precision": "place",
    }
    row: Event = record("events", event_id=name, article_id=article, **(told | columns))
    return row


def article(name: str, **columns: Any) -> Article:
    row: Article = record(
        "articles", article_id=name, text_hash=name, source=f"{name}.example", **columns
    )
    return row


def linked(
    events: Iterable[Event], articles: Iterable[Article], history: History
) -> dict[str, list[Any]]:
    """Run the graph over new rows and commit what it gives to the history."""
    FOUND.clear()
    FOUND.update({"incidents": [], "replaced": [], "counts": []})
    given, told = list(articles), list(events)
    with beam.Pipeline("FnApiRunner") as pipeline:
        inputs = (
            pipeline | "Events" >> beam.Create(told).with_output_types(Event),
            pipeline | "Articles" >> beam.Create(given).with_output_types(Article),
        )
        result = inputs | LinkIncidents(IncidentSettings(), PACKAGED, NOW, history)
        for name, rows in result._asdict().items():
            _ = rows | f"Keep {name}" >> beam.Map(keep, name)
    history.reports += map(report_of, told)
    history.facts += map(article_fact_of, given)
    written: list[Incident] = FOUND["incidents"]
    history.incidents |= {row.incident_id: row for row in written}
    return dict(FOUND)


def test_nothing_new_gives_nothing() -> None:
    found = linked([], [], History())
    assert found == {"incidents": [], "replaced": [], "counts": []}


def test_reports_of_one_strike_are_one_incident_and_later_ones_revise_it() -> None:
    history = History()
    first = linked(
        [event("e1", "a1", injured=2), event("e2", "a2")], [article("a1"), article("a2")], history
    )
    (row,) = first["incidents"]
    assert (row.event_ids, row.injured, row.independent_sources) == (["e1", "e2"], 2, 2)
    assert first["replaced"] == []
    assert first["counts"] == [(("incident", "new"), 1)]
    later = linked([event("e3", "a3", injured=4)], [article("a3")], history)
    (revised,) = later["incidents"]
    assert (revised.revision, revised.reports, revised.injured_high) == (2, 3, 4)
    assert later["replaced"] == [row]
    assert later["counts"] == [(("incident", "revised"), 1)]


def test_a_copy_in_the_same_run_is_a_report_and_no_voice() -> None:
    copy = article("a2", duplicate_of="a1", duplicate_kind="near", near=[NearCopy("a1", 0.9)])
    found = linked([event("e1", "a1")], [article("a1"), copy], History())
    (row,) = found["incidents"]
    assert (row.article_ids, row.reports, row.independent_sources) == (["a1", "a2"], 2, 1)


def test_a_late_original_without_events_gives_a_tombstone() -> None:
    history = History()
    linked([event("e1", "a2")], [article("a2", published_at=NOW)], history)
    earlier = article("a1", published_at=NOW.replace(day=1, month=1), near=[NearCopy("a2", 0.9)])
    found = linked([], [earlier], history)
    (row,) = found["incidents"]
    assert row.superseded_by is not None
    assert found["counts"] == [(("incident", "superseded"), 1)]
    assert len(found["replaced"]) == 1


def test_types_and_countries_are_linked_apart() -> None:
    events = [
        event("e1", "a1"),
        event("e2", "a2", country="RU"),
        event("e3", "a3", event_type="outage"),
        event("e4", "a4", country=None),
    ]
    found = linked(events, [article(f"a{number}") for number in range(1, 5)], History())
    assert sorted(row.event_ids for row in found["incidents"]) == [["e1"], ["e2"], ["e3"], ["e4"]]


def test_a_clock_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        LinkIncidents(IncidentSettings(), PACKAGED, naive, History())
