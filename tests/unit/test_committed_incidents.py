"""What the incident stage learns from committed tables: days, copies, newest rows."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.incidents import incident
from tests.helpers.tables import record, write
from transforms.committed import CommittedTables
from transforms.incidents.history import Question
from transforms.incidents.partitions import Span
from transforms.records import NearCopy

DAY = date(2026, 1, 10)


def asked(first: int, last: int, *countries: str | None, dateless: bool = False) -> Question:
    day = date(2026, 1, 1).toordinal() - 1
    return Question(frozenset(countries), (Span(day + first, day + last),), dateless)


def event(name: str, **columns: Any) -> Any:
    return record("events", event_id=name, article_id=f"a-{name}", country="UA", **columns)


@pytest.fixture
def tables(tmp_path: Path) -> CommittedTables:
    later = datetime(2026, 1, 20, tzinfo=UTC)
    events = [
        event("night", date_start=date(2026, 1, 9), date_end=DAY),
        event("no-start", date_end=DAY),
        event("late", date_start=date(2026, 1, 15), date_end=date(2026, 1, 15)),
        event("no-year", date_partial="--01-10", published_at=later - timedelta(days=300)),
        event("no-day", published_at=later),
        event("nothing"),
        event("abroad", date_end=DAY)._replace(country="RU"),
        event("nowhere", date_end=DAY)._replace(country=None),
    ]
    write(tmp_path, "r1", "events", events)
    articles = [
        record("articles", article_id="a", text_hash="t"),
        record("articles", article_id="b", text_hash="u", duplicate_of="a", duplicate_kind="near"),
        record("articles", article_id="c", text_hash="v", near=[NearCopy("a", 0.9)]),
        record("articles", article_id="d", text_hash="w", near=[NearCopy("z", 0.9)]),
    ]
    write(tmp_path, "r2", "articles", articles)
    rows = [
        incident("moved", date_end=DAY),
        incident("moved", date_end=date(2026, 1, 20), revision=2),
        incident("gone", date_end=DAY),
        incident("gone", date_end=DAY, revision=2, superseded_by="moved"),
        incident("stays", date_end=DAY),
        incident("undated", date_end=None),
        incident("abroad", date_end=DAY, country="RU"),
    ]
    write(tmp_path, "r3", "incidents", rows)
    return CommittedTables(str(tmp_path))


def names(reports: Any) -> list[str]:
    return sorted(report.event_id for report in reports)


def test_reports_are_found_by_any_of_their_days(tables: CommittedTables) -> None:
    undated = ["no-day", "no-year"]
    assert names(tables.reports_of_days(asked(9, 9, "UA"))) == sorted(["night", *undated])
    found = tables.reports_of_days(asked(10, 10, "UA"))
    assert names(found) == sorted(["night", "no-start", *undated])


def test_reports_without_any_time_are_found_where_asked_for(tables: CommittedTables) -> None:
    assert "nothing" in names(tables.reports_of_days(asked(1, 1, "UA", dateless=True)))
    only = Question(frozenset({"UA"}), (), dateless=True)
    assert names(tables.reports_of_days(only)) == ["nothing"]


def test_an_unknown_country_is_one_of_its_own(tables: CommittedTables) -> None:
    assert names(tables.reports_of_days(asked(10, 10, None))) == ["nowhere"]
    assert names(tables.reports_of_days(asked(10, 10, None, "RU"))) == ["abroad", "nowhere"]


def test_reports_are_found_by_their_articles(tables: CommittedTables) -> None:
    assert names(tables.reports_of_articles(["a-late", "a-none"])) == ["late"]


def test_articles_are_found_by_what_they_repeat_too(tables: CommittedTables) -> None:
    assert sorted(fact.article_id for fact in tables.article_facts(["a"])) == ["a", "b", "c"]
    assert [fact.near for fact in tables.article_facts(["z"])] == [("z",)]


def test_the_newest_row_counts_wherever_it_lies(tables: CommittedTables) -> None:
    found = {row.incident_id: row for row in tables.newest_incidents(asked(10, 10, "UA"), [])}
    assert {name: row.revision for name, row in found.items()} == {
        "moved": 2,
        "gone": 2,
        "stays": 1,
        "undated": 1,
    }
    by_id = tables.newest_incidents(asked(1, 1, "UA"), ["abroad"])
    assert sorted(row.incident_id for row in by_id) == ["abroad", "undated"]


def test_live_incidents_are_found_by_their_newest_day(tables: CommittedTables) -> None:
    found = tables.incidents_of_days([DAY])
    assert sorted(row.incident_id for row in found) == ["abroad", "stays"]
