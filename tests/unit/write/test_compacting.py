"""Compaction: fewer files, the same rows, and nothing lost if it is killed before any change."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from pipelines import compacting
from pipelines.cli import main
from pipelines.compacting import When, compact
from tests.unit.write.test_crashes import check_clean, killed_before
from transforms.records import Aggregate, Article, Reject
from transforms.settings import WriteSettings
from transforms.write import journal
from transforms.write.commits import committed_files, last_commit, live_files, lock_output, recover
from transforms.write.readback import read_table

TABLES = ("rejects", "articles", "aggregates")
Rows = dict[str, list[str]]


def rows_of(out: str) -> Rows:
    return {table: sorted(map(repr, read_table(out, table).to_pylist())) for table in TABLES}


def files_of(out: str) -> dict[str, int]:
    return {table: len(live_files(out, table)) for table in TABLES}


@pytest.fixture
def many(
    out: str,
    commit_rows: Callable[..., int],
    make_reject: Callable[..., Reject],
    make_article: Callable[..., Article],
    make_aggregate: Callable[..., Aggregate],
) -> str:
    """An output folder of ten rounds: days of two tables have ten files, those of a third three."""
    for number in range(10):
        rows = {
            "rejects": [make_reject(number), make_reject(100 + number, day=2)],
            "articles": [make_article(3 * number)],
            "aggregates": [make_aggregate(number + 1)] if number < 3 else [],
        }
        commit_rows(out, f"run{number}", rows)
    return out


def test_days_with_many_files_get_one_and_no_row_changes(many: str) -> None:
    before = rows_of(many)
    assert files_of(many) == {"rejects": 20, "articles": 10, "aggregates": 3}

    done = {one.table: one for one in compact(many, WriteSettings())}

    assert rows_of(many) == before
    assert files_of(many) == {"rejects": 2, "articles": 1, "aggregates": 3}
    assert (done["rejects"].files_before, done["rejects"].files_after) == (20, 2)
    assert done["articles"].bytes_after < done["articles"].bytes_before
    assert "aggregates" not in done
    check_clean(many)


def test_late_days_of_tables_that_others_merge_are_left_alone(many: str) -> None:
    compact(many, WriteSettings(), When(left=frozenset({"rejects"})))
    assert files_of(many) == {"rejects": 20, "articles": 1, "aggregates": 3}
    check_clean(many)


def test_a_second_call_has_nothing_to_do(many: str) -> None:
    compact(many, WriteSettings())
    last = last_commit(many)
    assert compact(many, WriteSettings()) == []
    assert last_commit(many) == last
    check_clean(many)


def test_files_that_would_stay_as_many_are_left_alone(many: str) -> None:
    before = files_of(many)
    assert compact(many, WriteSettings(max_rows_per_file=1), When(2, 2)) == []
    assert files_of(many) == before
    check_clean(many)


def test_an_output_without_commits_is_left_alone(out: str) -> None:
    Path(out).mkdir()
    assert compact(out, WriteSettings()) == []


def test_later_commits_go_on_as_before(
    many: str, commit_rows: Callable[..., int], make_reject: Callable[..., Reject]
) -> None:
    compact(many, WriteSettings())
    commit_rows(many, "later", {"rejects": [make_reject(500)]})
    assert files_of(many)["rejects"] == 3
    assert len(rows_of(many)["rejects"]) == 21


def test_killed_before_any_change_of_the_disk_it_leaves_all_rows(
    many: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SNAPSHOT_EVERY", 11)
    template, before, operation = str(tmp_path / "template"), rows_of(many), 0
    shutil.copytree(many, template)
    sides = set()
    while killed_before(operation, lambda: compact(many, WriteSettings(), When(4, 4))):
        assert rows_of(many) == before, f"a reader, killed before operation {operation}"
        with lock_output(many):
            recover(many)
        assert rows_of(many) == before, f"recovered, killed before operation {operation}"
        check_clean(many)
        sides.add(files_of(many)["rejects"])
        shutil.rmtree(many)
        shutil.copytree(template, many)
        operation += 1
    assert sides == {20, 2}
    assert operation > 20


def test_the_command_tells_what_it_did(many: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compact", many]) == 0
    assert "rejects: 20 files -> 2" in capsys.readouterr().out
    assert main(["compact", many, "--files", "2", "--json"]) == 0
    (left,) = json.loads(capsys.readouterr().out)
    assert (left["table"], left["files_before"], left["files_after"]) == ("aggregates", 3, 1)
    assert main(["compact", many]) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_the_command_refuses_what_it_cannot_use(
    many: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compact", str(tmp_path / "nowhere")]) == 1
    assert "does not exist" in capsys.readouterr().err
    with lock_output(many):
        assert main(["compact", many]) == 1
    assert "try again when its round has ended" in capsys.readouterr().err


def test_late_days_wait_for_more_files_and_a_call_does_a_part(
    out: str, make_reject: Callable[..., Reject], commit_rows: Callable[..., int]
) -> None:
    for number in range(5):
        days = {"rejects": [make_reject(10 * number + day, day=day) for day in (1, 2, 3, 4)]}
        commit_rows(out, f"run{number}", days)
    before = sorted(read_table(out, "rejects").to_pylist(), key=str)
    when = When(fewest=4, fewest_of_late_days=6, groups=1)
    assert [len(compact(out, WriteSettings(), when)) for _ in range(3)] == [1, 1, 0]
    files = live_files(out, "rejects")
    assert [sum(f"date=2026-01-0{d}" in one for one in files) for d in (1, 2, 3, 4)] == [1, 1, 5, 5]
    assert sorted(read_table(out, "rejects").to_pylist(), key=str) == before


def test_files_that_do_not_fit_together_are_left_alone(
    many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    smallest = min(one.bytes for one in committed_files(many))
    monkeypatch.setattr(compacting, "LARGEST", smallest * 3 // 2)
    staged = mock.Mock()
    monkeypatch.setattr(compacting, "stage_rows", staged)
    assert compact(many, WriteSettings()) == []
    staged.assert_not_called()
