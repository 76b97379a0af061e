"""Committed tables to the report model, and its refusals."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from pipelines.failures import WRONG_USAGE, CommandFailed
from pipelines.report.model import build_report
from pipelines.report.periods import ReportRequest
from tests.helpers.incidents import incident
from tests.helpers.tables import record, write
from transforms.records import Claim, Incident, SlotSpan

NOW: Final = datetime(2026, 2, 1, 9, tzinfo=UTC)
DAY: Final = date(2026, 1, 20)
TEXT: Final = "Ніч минула тихо. Уранці дрон влучив у склад 😀 в Одесі. Двоє поранених."
QUOTE: Final = "Уранці дрон влучив у склад 😀 в Одесі."


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


def claim(**columns: Any) -> Claim:
    blank: dict[str, Any] = dict.fromkeys(Claim._fields)
    return Claim(**(blank | {"stance": "claims", "event_id": "e", "article_id": "x"} | columns))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One incident with a ledger, an article, a copy of it and a newer version of it."""
    out = tmp_path / "out"
    start = TEXT.index(QUOTE)
    word = TEXT.index("дрон")
    article = {
        "article_id": "x",
        "text": TEXT,
        "text_hash": "1",
        "title": "Удар",
        "url": "https://a.example/1",
        "source": "a.example",
        "language": "uk",
        "published_at": moment(20),
    }
    later = {**article, "text": "-", "text_hash": "2", "title": "Удар: нове", "duplicate_of": "x"}
    copy = {**article, "article_id": "y", "duplicate_of": "x", "published_at": moment(21)}
    copy |= {"source": "b.example", "title": None, "url": None}
    write(out, "1", "articles", [record("articles", **one) for one in (article, later, copy)])
    event = record(
        "events",
        event_id="e",
        article_id="x",
        text_hash="1",
        published_at=moment(20),
        location_text="Одесі",
        evidence=[QUOTE, "Двоє поранених."],
        evidence_start=start,
        evidence_end=len(TEXT),
        slots=[SlotSpan("weapons", word, word + 4), SlotSpan("injured", len(TEXT) - 16, 70)],
    )
    write(out, "2", "events", [event])
    row = incident(
        "i",
        date_end=DAY,
        event_ids=["e"],
        article_ids=["x", "y"],
        sources=["a.example", "b.example"],
        injured=2,
        latitude=46.482526,
        longitude=float("inf"),
        admin1="Odesa Oblast",
        claims=[claim(claimant="Мер", quantity="injured", value=2, claimed_at=moment(20, 7))],
        first_reported_at=moment(20),
    )
    write(out, "3", "incidents", [row])
    return out


def test_a_report_has_columns_and_what_stands_behind_them(folder: Path) -> None:
    report = build_report(str(folder), ReportRequest(), NOW)
    columns = report["incidents"] or {}
    shown = ("id", "title", "names", "lat", "lon", "date_end", "injured", "killed", "defender")
    assert {name: columns[name] for name in shown} == {
        "id": ["i"],
        "title": ["Удар"],
        "names": [["Одесі"]],
        "lat": [46.4825],
        "lon": [None],
        "date_end": ["2026-01-20"],
        "injured": [2],
        "killed": [None],
        "defender": ["UA"],
    }
    detail = report["details"]["i"]
    (entry,) = detail["claims"]
    assert (entry["claimant"], entry["value"], entry["article"]) == ("Мер", 2, 0)
    assert entry["claimed_at"] == "2026-01-20T07:00:00Z"
    assert [(one["article"], one["copy"], one["duplicate_of"]) for one in detail["sources"]] == [
        ("x", False, None),
        ("y", True, 0),
    ]
    (evidence,) = detail["evidence"]
    assert evidence == {
        "article": 0,
        "sentences": [
            {"text": QUOTE, "spans": [("weapons", 7, 11)]},
            {"text": "Двоє поранених.", "spans": []},
        ],
    }


def test_meta_says_what_the_report_is_about(folder: Path) -> None:
    meta = build_report(str(folder), ReportRequest(days=7, language="uk"), NOW)["meta"]
    assert meta["period"] == {"from": "2026-01-14", "to": "2026-01-20"}
    assert meta["before"] == {"from": "2026-01-07", "to": "2026-01-13"}
    assert (meta["incidents"], meta["sources"], meta["undated"]) == (1, 2, 0)
    assert (meta["generated_at"], meta["as_of"]) == ("2026-02-01T09:00:00Z", None)
    assert meta["language"] == "uk"
    assert "GeoNames" in meta["licences"][0]["attribution"]


@pytest.mark.parametrize(
    ("request_", "number"),
    [
        (ReportRequest(), 1),
        (ReportRequest(countries=("UA", "RU")), 1),
        (ReportRequest(countries=("RU",)), 0),
        (ReportRequest(admin1=("Odesa Oblast",)), 1),
        (ReportRequest(countries=("UA",), admin1=("x' OR true --",)), 0),
        (ReportRequest(start=date(2026, 1, 21), end=date(2026, 1, 30)), 0),
        (ReportRequest(start=DAY, end=DAY), 1),
    ],
)
def test_a_report_is_narrowed_to_what_was_asked(
    folder: Path, request_: ReportRequest, number: int
) -> None:
    report = build_report(str(folder), request_, NOW)
    assert report["meta"]["incidents"] == number
    assert {len(column) for column in (report["incidents"] or {}).values()} == {number}
    assert len(report["details"]) == number
    assert report["headline"][0]["value"] == number


def test_a_report_as_of_a_time_shows_the_revisions_of_then(tmp_path: Path) -> None:
    out = str(tmp_path / "out")

    def row(revision: int, day: int, **columns: Any) -> Incident:
        return incident("i", date_end=DAY, revision=revision, computed_at=moment(day), **columns)

    gone = row(3, 30, superseded_by="other")
    rows = [row(1, 20, killed=1), row(2, 25, killed=3), gone]
    write(tmp_path / "out", "1", "incidents", rows)
    asked: Callable[[datetime | None], Any] = lambda as_of: build_report(  # noqa: E731
        out, ReportRequest(as_of=as_of), NOW
    )
    assert [one["incidents"]["killed"] for one in map(asked, (moment(21), moment(26), None))] == [
        [1],
        [3],
        [],
    ]
    assert asked(moment(26))["details"]["i"]["revisions"] == 2
    assert asked(moment(19))["meta"]["period"]["to"] == "2026-01-19"


def test_an_incident_of_a_day_to_come_does_not_move_the_period(folder: Path) -> None:
    write(folder, "4", "incidents", [incident("j", date_end=date(2026, 11, 1))])
    report = build_report(str(folder), ReportRequest(), NOW)
    assert report["meta"]["period"]["to"] == "2026-01-20"


def test_undated_incidents_are_told_and_counted_nowhere(folder: Path) -> None:
    write(folder, "4", "incidents", [incident("j", date_end=None, killed=5)])
    report = build_report(str(folder), ReportRequest(), NOW)
    assert (report["meta"]["undated"], report["meta"]["incidents"]) == (1, 1)
    assert report["headline"][5] == {
        "key": "killed",
        "value": None,
        "low": None,
        "high": None,
        "before": None,
    }


def test_a_region_that_another_party_holds_is_attacked_as_that_party(tmp_path: Path) -> None:
    out = tmp_path / "out"
    rows = [incident("a", admin1="Crimea", drones_downed=3), incident("b", drones_downed=4)]
    write(out, "1", "incidents", rows)
    report = build_report(str(out), ReportRequest(), NOW)
    assert [(one["country"], one["drones_downed"]) for one in report["nights"]] == [
        ("RU", 3),
        ("UA", 4),
    ]


def test_coverage_names_the_worst_status_of_each_day(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "1", "incidents", [incident("i", date_end=DAY)])

    def window(feed: str, hour: int, status: str, computed: int, items: int = 2) -> Any:
        return record(
            "coverage",
            feed_url=feed,
            window_start=moment(20, hour),
            window_end=moment(20, hour + 6),
            items=items,
            expected_items=4.0,
            status=status,
            computed_at=moment(21, computed),
        )

    rows = [
        window("good", 0, "ok", 1),
        window("bad", 0, "ok", 1, items=7),
        window("bad", 0, "down", 2),
        window("bad", 6, "ok", 1),
    ]
    write(out, "2", "coverage", rows)
    write(out, "3", "feeds", [record("feeds", feed_url="bad", revision=1, title="Bad")])
    coverage = build_report(str(out), ReportRequest(days=2), NOW)["coverage"]
    assert (coverage["known"], coverage["windows"]) == (True, ["2026-01-19", "2026-01-20"])
    assert [(one["feed_url"], one["title"], one["seen"]) for one in coverage["feeds"]] == [
        ("bad", "Bad", 4),
        ("good", None, 2),
    ]
    assert [one["days"] for one in coverage["feeds"]] == [[None, "down"], [None, "ok"]]
    assert [one["expected"] for one in coverage["feeds"]] == [8.0, 4.0]


def test_without_coverage_nothing_is_known_of_the_feeds(folder: Path) -> None:
    coverage = build_report(str(folder), ReportRequest(), NOW)["coverage"]
    assert coverage == {"known": False, "windows": [], "feeds": []}


def test_a_folder_that_is_not_there_or_empty_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="does not exist"):
        build_report(str(tmp_path / "no"), ReportRequest(), NOW)
    with pytest.raises(CommandFailed, match="holds no committed tables"):
        build_report(str(tmp_path), ReportRequest(), NOW)


def test_a_period_that_cannot_be_is_wrong_usage(folder: Path) -> None:
    backwards = ReportRequest(start=date(2026, 2, 1), end=DAY)
    with pytest.raises(CommandFailed, match="before it starts") as failed:
        build_report(str(folder), backwards, NOW)
    assert failed.value.status == WRONG_USAGE


def test_damaged_tables_are_told_in_a_line(folder: Path) -> None:
    for path in (folder / "events").rglob("*.parquet"):
        path.write_bytes(b"no parquet")
    with pytest.raises(CommandFailed, match="output folder"):
        build_report(str(folder), ReportRequest(), NOW)
