"""Which rows are exported, and in which order."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.export.selection import EXPORTED, NOTES, Selection, refused, statement
from pipelines.output_folder import connect
from tests.helpers.exporting import fill


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("out")
    fill(made)
    return made


def rows(folder: Path, selection: Selection, *names: str) -> list[Any]:
    with connect(str(folder)) as connection:
        asked = statement(selection)
        answer = connection.execute(asked.sql, asked.parameters).to_arrow_table()
    return [tuple(row[name] for name in names) for row in answer.to_pylist()]


INCIDENTS = Selection("incidents")


def test_the_newest_revisions_come_by_day_and_those_without_a_day_last(folder: Path) -> None:
    found = rows(folder, INCIDENTS, "incident_id", "revision", "killed")
    assert found == [("a", 2, 2), ("b", 1, None), ("c", 1, None), ("d", 1, None)]


def test_all_revisions_come_when_asked_for(folder: Path) -> None:
    found = rows(folder, replace(INCIDENTS, revisions=True), "incident_id", "revision")
    assert found == [
        ("a", 1), ("a", 2), ("b", 1), ("gone", 1), ("gone", 2), ("c", 1), ("d", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"first_day": date(2026, 1, 11)}, ["c"]),
        ({"last_day": date(2026, 1, 10)}, ["a", "b"]),
        ({"first_day": date(2026, 1, 21), "last_day": date(2026, 1, 21)}, ["c"]),
        ({"first_day": date(2026, 1, 22)}, []),
        ({"countries": ("UA",)}, ["a", "b", "d"]),
        ({"countries": ("UA", "RU"), "language": "uk"}, ["c"]),
        ({"language": "de"}, []),
    ],
)
def test_filters_keep_what_they_say(
    folder: Path, filters: dict[str, Any], expected: list[str]
) -> None:
    found = rows(folder, Selection("incidents", **filters), "incident_id")
    assert [name for (name,) in found] == expected


def test_of_a_feeds_window_the_newest_row_counts(folder: Path) -> None:
    assert rows(folder, Selection("coverage"), "polls") == [(2,)]
    assert rows(folder, Selection("coverage", revisions=True), "polls") == [(1,), (2,)]


def test_windows_of_a_country_and_articles_of_a_day(folder: Path) -> None:
    ukraine = Selection("aggregates", countries=("UA",))
    assert rows(folder, ukraine, "country") == [("UA",)]
    day = date(2026, 1, 10)
    articles = Selection("articles", first_day=day, last_day=day, language="en")
    assert rows(folder, articles, "article_id") == [("x",)]
    assert rows(folder, replace(articles, first_day=date(2026, 1, 11), last_day=None)) == []


def test_notes_are_the_sentences_of_one_report(folder: Path) -> None:
    found = rows(folder, replace(INCIDENTS, notes=True), "incident_id", NOTES)
    assert found[:2] == [("a", ["Sentence of e1."]), ("b", None)]


@pytest.mark.parametrize("table", EXPORTED)
def test_every_table_can_be_asked_for_with_and_without_a_period(folder: Path, table: str) -> None:
    every = rows(folder, Selection(table))
    whole = Selection(table, first_day=date(1, 1, 1), last_day=date(9999, 12, 31))
    # an incident without a day is of no period
    assert len(rows(folder, whole)) == len(every) - (table in {"incidents", "events"})


@pytest.mark.parametrize(
    ("selection", "named"),
    [
        (Selection("articles", countries=("UA",)), "--country"),
        (Selection("coverage", countries=("UA",)), "--country"),
        (Selection("aggregates", language="en"), "--language"),
        (Selection("events", first_day=date(2026, 2, 1), last_day=date(2026, 1, 1)), "--from"),
    ],
)
def test_a_filter_that_a_table_has_no_column_for_is_refused(
    selection: Selection, named: str
) -> None:
    assert named in str(refused(selection))
    assert refused(Selection(selection.table)) is None
