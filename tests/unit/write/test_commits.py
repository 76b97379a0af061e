"""Commits: everything or nothing, found again by readers, bounded however many there are."""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.records import Reject
from transforms.settings import WriteSettings
from transforms.write import journal
from transforms.write.commits import (
    ADOPTED,
    commit,
    committed_files,
    last_commit,
    live_files,
    lock_output,
    recover,
)
from transforms.write.layout import Output, OutputDamaged, OutputError, OutputLocked, WrittenFile
from transforms.write.manifest import read_manifest, write_manifest
from transforms.write.readback import read_table
from transforms.write.stage import stage_rows
from transforms.write.storage import LocalStorage

CommitRows = Callable[..., int]
MakeReject = Callable[..., Reject]


def ids(out: str) -> list[str]:
    column = read_table(out, "rejects", ["reject_id"]).column("reject_id")
    return sorted(column.to_pylist())


def stage(out: str, run_id: str, rows: Iterable[Any]) -> list[WrittenFile]:
    return stage_rows(out, run_id, "rejects", rows, WriteSettings())


def test_rows_are_read_back_after_their_commit_and_not_before(
    out: str, make_reject: MakeReject
) -> None:
    files = stage(out, "run1", [make_reject(1), make_reject(2, day=2)])
    assert ids(out) == []
    assert commit(out, "run1", files, metadata={"note": "first"}) == 1
    assert ids(out) == ["r00001", "r00002"]
    assert [f"date=2026-01-0{day}" for day in (1, 2)] == [
        Path(path).parent.name for path in live_files(out, "rejects")
    ]
    record = last_commit(out)
    assert record is not None
    assert (record.run_id, record.metadata) == ("run1", {"note": "first"})
    assert LocalStorage().files(Output(out).staging) == []


def test_an_empty_output_has_no_files(out: str) -> None:
    assert live_files(out, "events") == []
    assert committed_files(out) == []
    assert last_commit(out) is None
    recover(out)
    assert committed_files(out) == []


def test_a_commit_without_files_is_a_commit(out: str) -> None:
    assert commit(out, "run1", [], metadata={"kept": 0}) == 1
    assert commit(out, "run2", []) == 2
    assert committed_files(out) == []


def test_committing_twice_changes_nothing(out: str, make_reject: MakeReject) -> None:
    files = stage(out, "run1", [make_reject(1)])
    assert [commit(out, "run1", files), commit(out, "run1", files)] == [1, 1]
    assert ids(out) == ["r00001"]


def test_the_same_rows_of_a_later_run_add_no_file(
    out: str, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    before = committed_files(out)
    commit_rows(out, "run2", {"rejects": [make_reject(1)]})
    assert before == committed_files(out)


def test_replaced_files_are_gone_and_their_rows_stay(
    out: str, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    for number in range(3):
        commit_rows(out, f"run{number}", {"rejects": [make_reject(number)]})
    old = live_files(out, "rejects")
    rows = [make_reject(number) for number in range(3)]
    commit_rows(out, "compact", {"rejects": rows}, removed=old)
    assert [f"r0000{n}" for n in range(3)] == ids(out)
    assert len(live_files(out, "rejects")) == 1
    assert not any(Path(path).exists() for path in old)


def test_a_file_both_written_and_removed_stays(
    out: str, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    files = live_files(out, "rejects")
    commit_rows(out, "compact", {"rejects": [make_reject(1)]}, removed=files)
    assert files == live_files(out, "rejects")
    assert ids(out) == ["r00001"]


def test_only_live_files_can_be_removed(out: str, commit_rows: CommitRows) -> None:
    with pytest.raises(ValueError, match="no live file"):
        commit_rows(out, "run1", {}, removed=[f"{out}/rejects/date=2026-01-01/x.parquet"])


@pytest.mark.parametrize("damage", ["missing", "short"])
def test_nothing_is_committed_when_a_staged_file_is_not_as_written(
    out: str, make_reject: MakeReject, damage: str
) -> None:
    files = stage(out, "run1", [make_reject(1), make_reject(2, day=2)])
    staged = Path(files[1].staged_path)
    if damage == "missing":
        staged.unlink()
    else:
        staged.write_bytes(b"PAR1")
    with pytest.raises(OutputDamaged, match=rf"{staged.name}.*nothing was committed"):
        commit(out, "run1", files)
    assert ids(out) == []
    assert last_commit(out) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"table": "../up"},
        {"partition": "2026-13-01"},
        {"partition": "../x"},
        {"name": "../x.parquet"},
        {"name": "x.txt"},
        {"name": ".hidden.parquet"},
    ],
)
def test_a_file_that_cannot_belong_to_a_table_is_refused(out: str, changes: dict[str, str]) -> None:
    file = WrittenFile("rejects", "2026-01-01", "a.parquet", 1, 1, "")._replace(**changes)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        commit(out, "run1", [file])
    assert last_commit(out) is None


def test_a_second_writer_is_told_who_writes(out: str) -> None:
    with lock_output(out), pytest.raises(OutputLocked, match=rf"{out}.*process"), lock_output(out):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    for out in (str(file), f"{file}/out"):
        with pytest.raises(OutputError, match=f"cannot write into {out}: "), lock_output(out):
            pass


def test_a_folder_that_cannot_be_read_does_not_look_empty(
    out: str, make_reject: MakeReject, commit_rows: CommitRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    scandir = os.scandir

    def denied(path: str) -> Any:
        if path.endswith("commits"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(PermissionError, match="commits"):
        live_files(out, "rejects")


def test_recovery_drops_what_was_not_committed(out: str, make_reject: MakeReject) -> None:
    commit(out, "run1", stage(out, "run1", [make_reject(1)]))
    stage(out, "run2", [make_reject(2)])
    Path(f"{Output(out).commits}/.tmp-123").write_bytes(b"{")
    result = recover(out)
    assert tuple(result) == (None, ["run2"], 0)
    assert ids(out) == ["r00001"]
    assert LocalStorage().files(Output(out).staging) == []
    assert not list(Path(out).rglob(".tmp-*"))


def test_a_retry_under_the_same_run_id_is_rolled_back_by_itself(
    out: str, make_reject: MakeReject
) -> None:
    commit(out, "run1", stage(out, "run1", [make_reject(1)]))
    stage(out, "run1", [make_reject(1), make_reject(2, day=2)])
    recover(out)
    assert ids(out) == ["r00001"]
    assert ids(out) == ["r00001"]
    assert LocalStorage().files(Output(out).staging) == []


def test_copied_tables_without_their_commits_are_read_and_taken_over(
    out: str, tmp_path: Path, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1), make_reject(2, day=2)]})
    copy = str(tmp_path / "copy")
    shutil.copytree(f"{out}/rejects", f"{copy}/rejects")
    Path(f"{copy}/rejects/date=2026-01-01/notes.txt").write_text("mine")
    Path(f"{copy}/rejects/extra").mkdir()
    Path(f"{copy}/rejects/extra/x.parquet").write_bytes(b"mine")
    assert ids(copy) == ["r00001", "r00002"]
    assert recover(copy).adopted == 2
    commit_rows(copy, "run2", {"rejects": [make_reject(3)]})
    assert ids(copy) == ["r00001", "r00002", "r00003"]
    assert committed_files(out)[0] in committed_files(copy)
    assert (
        json.loads(Path(f"{Output(copy).commits}/00000001.json").read_text())["run_id"] == ADOPTED
    )


def test_a_copied_file_that_is_no_parquet_is_named(out: str) -> None:
    path = Path(f"{out}/rejects/date=2026-01-01/x.parquet")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no parquet")
    with pytest.raises(OutputDamaged, match=str(path)):
        recover(out)


def test_a_lost_file_of_the_last_commit_is_named(
    out: str, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    path = live_files(out, "rejects")[0]
    Path(path).unlink()
    for read in (lambda: live_files(out, "rejects"), lambda: recover(out)):
        with pytest.raises(OutputDamaged, match=path):
            read()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 9}', b'{"format": 1}', b"\xff"])
def test_an_unreadable_record_is_named(
    out: str, content: bytes, make_reject: MakeReject, commit_rows: CommitRows
) -> None:
    commit_rows(out, "run1", {"rejects": [make_reject(1)]})
    path = Path(f"{Output(out).commits}/00000001.json")
    path.write_bytes(content)
    with pytest.raises(OutputDamaged, match=str(path)):
        live_files(out, "rejects")


def test_a_lost_record_is_named(out: str, commit_rows: CommitRows) -> None:
    for number in range(3):
        commit_rows(out, f"run{number}", {})
    path = Path(f"{Output(out).commits}/00000002.json")
    path.unlink()
    with pytest.raises(OutputDamaged, match=str(path)):
        live_files(out, "rejects")


class CountingStorage(LocalStorage):
    """Counts the commit records that are read."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, path: str) -> bytes:
        self.reads += 1
        return super().read(path)


def test_reading_the_state_takes_a_bounded_number_of_records(
    out: str, monkeypatch: pytest.MonkeyPatch, make_reject: MakeReject
) -> None:
    monkeypatch.setattr(journal, "SNAPSHOT_EVERY", 8)
    for number in range(50):
        row = make_reject(number)
        removed = live_files(out, "rejects")[:1] if number % 5 == 4 else []
        commit(out, f"run{number}", stage(out, f"run{number}", [row]), removed=removed)
        storage = CountingStorage()
        assert len(live_files(out, "rejects", storage)) == number + 1 - (number + 1) // 5
        assert storage.reads <= 9
        assert len(LocalStorage().files(Output(out).commits)) <= 8 * 2 + 2
    assert len(ids(out)) == 40


def test_a_run_id_that_is_no_folder_name_is_refused(out: str) -> None:
    for run_id in ("", "../x", "a/b", ".hidden", "a b", "x" * 300):
        with pytest.raises(ValueError, match="run id"):
            commit(out, run_id, [WrittenFile("rejects", "2026-01-01", "a.parquet", 1, 1, "")])


def test_the_manifest_hands_over_what_was_written(out: str, make_reject: MakeReject) -> None:
    files = stage(out, "run1", [make_reject(1), make_reject(2, day=2)])
    write_manifest(out, "run1", files + files)
    assert sorted(files) == read_manifest(out, "run1")
    with pytest.raises(OutputDamaged, match="did not finish"):
        read_manifest(out, "run2")
    Path(Output(out).manifest("run1")).write_bytes(b'[["rejects"]]')
    with pytest.raises(OutputDamaged, match="cannot be read"):
        read_manifest(out, "run1")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.sets(st.integers(0, 9), max_size=4)),
        st.tuples(st.just("again"), st.just(set())),
        st.tuples(st.just("compact"), st.just(set())),
        st.tuples(st.just("die"), st.sets(st.integers(0, 9), max_size=4)),
        st.tuples(st.just("recover"), st.just(set())),
    ),
    max_size=14,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_any_order_of_runs_keeps_what_was_committed(steps: list[tuple[str, set[int]]]) -> None:
    """Against a model: the rows committed so far, each file's content once."""

    def row(number: int) -> Reject:
        name = f"r{number}"
        return Reject(name, "read", "x", "s", "", "", datetime(2026, 1, 1 + number % 3, tzinfo=UTC))

    with TemporaryDirectory() as out, mock.patch.object(journal, "SNAPSHOT_EVERY", 3):
        files: set[frozenset[int]] = set()
        last: tuple[str, list[WrittenFile]] = ("run", [])
        for number, (step, rows) in enumerate(steps):
            days = [{n for n in rows if n % 3 == day} for day in range(3)]
            if step in ("commit", "die"):
                recover(out)
                last = (f"run{number}", stage(out, f"run{number}", [row(n) for n in sorted(rows)]))
            if step == "commit":
                commit(out, *last)
                files |= {frozenset(day) for day in days if day}
            elif step == "again" and last_commit(out):
                record = last_commit(out)
                if record is not None and record.run_id == last[0]:
                    assert commit(out, *last) == record.sequence
            elif step == "compact":
                recover(out)
                everything = sorted({n for file in files for n in file})
                old = live_files(out, "rejects")
                new = stage(out, f"run{number}", [row(n) for n in everything])
                last = (f"run{number}", new)
                commit(out, f"run{number}", new, removed=old)
                files = {frozenset(n for n in everything if n % 3 == day) for day in range(3)}
                files.discard(frozenset())
            elif step == "recover":
                recover(out)
            assert ids(out) == sorted(f"r{n}" for file in files for n in file)
            assert len(live_files(out, "rejects")) == len(files)
