"""An article that changes at its address: a new version, its events once, its figures newest."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.launch import RunReport, RunRequest, run_bounded
from transforms.write.history import newest_rows
from transforms.write.readback import read_table

AS_OF = datetime(2026, 3, 12, 9, tzinfo=UTC)
URL = "https://paper.example/odesa"
FIRST = (
    "Russian drones hit a residential building in Odesa overnight on March 12. Two people were "
    "injured, the mayor said. Rescuers are still at work in the yard of the house."
)
EDITED = FIRST.replace("still at work", "still working")
CORRECTED = FIRST.replace("Two people were", "Five people were")
OTHER = (
    "Russian drones hit a substation in Kharkiv overnight on March 12. Nobody was hurt, the "
    "regional governor said."
)


def run(folder: Path, texts: Iterable[str], hour: int, name: str = "out") -> RunReport:
    path = folder / f"input{hour}-{name}.jsonl"
    rows = [
        {"url": URL, "title": "Drones hit Odesa", "text": text, "published": "2026-03-12T06:00:00Z"}
        for text in texts
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    moment = AS_OF + timedelta(hours=hour)
    return run_bounded(RunRequest((str(path),), str(folder / name), moment))


def rows(folder: Path, table: str, name: str = "out") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_table(str(folder / name), table).to_pylist()
    return found


def live_incidents(folder: Path, name: str = "out") -> list[dict[str, Any]]:
    found = newest_rows(read_table(str(folder / name), "incidents"), "incidents").to_pylist()
    return [row for row in found if row["superseded_by"] is None]


def test_an_edit_without_news_is_a_version_and_no_event(tmp_path: Path) -> None:
    run(tmp_path, [FIRST], 0)
    run(tmp_path, [EDITED], 1)
    assert sorted(row["duplicate_kind"] or "" for row in rows(tmp_path, "articles")) == ["", "url"]
    assert [row["injured"] for row in rows(tmp_path, "events")] == [2]
    assert [row["revision"] for row in live_incidents(tmp_path)] == [1]


def test_a_corrected_toll_revises_the_incident(tmp_path: Path) -> None:
    run(tmp_path, [FIRST], 0)
    run(tmp_path, [CORRECTED], 1)
    events = rows(tmp_path, "events")
    articles = rows(tmp_path, "articles")
    assert sorted(row["injured"] for row in events) == [2, 5]
    assert {row["text_hash"] for row in events} == {row["text_hash"] for row in articles}
    (incident,) = live_incidents(tmp_path)
    assert (incident["injured"], incident["injured_low"], incident["reports"]) == (5, 5, 1)
    assert incident["revision"] == 2
    assert len(incident["event_ids"]) == 1


def test_an_addition_keeps_what_was_told_elsewhere(tmp_path: Path) -> None:
    run(tmp_path, [FIRST], 0)
    run(tmp_path, [OTHER], 1)
    assert sorted(row["place"] for row in live_incidents(tmp_path)) == ["Kharkiv", "Odesa"]


@pytest.mark.parametrize("later", [EDITED, CORRECTED, f"{CORRECTED} {OTHER}"])
def test_the_same_version_again_changes_nothing(tmp_path: Path, later: str) -> None:
    run(tmp_path, [FIRST], 0)
    run(tmp_path, [later], 1)
    before = [rows(tmp_path, name) for name in ("articles", "events", "incidents")]
    run(tmp_path, [FIRST, later], 2)
    assert [rows(tmp_path, name) for name in ("articles", "events", "incidents")] == before


def test_versions_of_different_days_in_one_run_end_as_in_two(tmp_path: Path) -> None:
    def told(text: str, hour: int) -> dict[str, Any]:
        published = f"2026-03-12T{hour:02d}:00:00Z"
        return {"url": URL, "title": "Odesa", "text": text, "published": published}

    first, second = told(FIRST, 6), told(CORRECTED, 8)
    for name, batches in (("once", [[second, first]]), ("live", [[first], [second]])):
        for hour, batch in enumerate(batches):
            path = tmp_path / f"{name}{hour}.jsonl"
            path.write_text("".join(f"{json.dumps(one)}\n" for one in batch), encoding="utf-8")
            run_bounded(
                RunRequest((str(path),), str(tmp_path / name), AS_OF + timedelta(hours=hour))
            )
    (once,), (live,) = live_incidents(tmp_path, "once"), live_incidents(tmp_path, "live")
    kept = ("incident_id", "event_ids", "injured", "injured_low", "injured_high", "reports")
    assert [once[name] for name in kept] == [live[name] for name in kept]
    assert once["injured"] == 5
