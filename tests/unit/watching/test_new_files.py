"""Which files of a watched folder are read: settled, finished, of a known format, not read yet."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.watching.new_files import files_read, waiting_files


def now(seconds: float = 0) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def names(folder: Path, read: dict[str, datetime], at: datetime, settle: float = 5) -> list[str]:
    return [Path(file.path).name for file in waiting_files(folder, read, at, settle)]


def test_a_file_waits_until_it_has_settled_and_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    assert names(tmp_path, {}, now()) == []
    assert names(tmp_path, {}, now(10)) == ["a.jsonl"]
    assert names(tmp_path, {str(tmp_path / "a.jsonl"): now(10)}, now(20)) == []


def test_a_file_that_changed_after_it_was_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}")
    assert names(tmp_path, {str(path): now(-60)}, now(10)) == ["a.jsonl"]


def test_a_file_moved_here_with_an_old_time_is_new(tmp_path: Path) -> None:
    old = tmp_path / "old.tmp"
    old.write_text("{}")
    os.utime(old, (0, 0))
    old.rename(tmp_path / "a.jsonl")
    assert names(tmp_path, {str(tmp_path / "a.jsonl"): now(-60)}, now(10)) == ["a.jsonl"]


def test_unfinished_hidden_and_unknown_files_are_left_alone(tmp_path: Path) -> None:
    for name in (
        ".a.jsonl",
        "_b.jsonl",
        "c.jsonl.tmp",
        "d.jsonl.part",
        "e.bin",
        "f.jsonl~",
        "g.txt",
    ):
        (tmp_path / name).write_text("x")
    for folder in (".hidden", "_private", "shown", "folder.jsonl"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "in.csv.gz").write_text("x")
    found = waiting_files(tmp_path, {}, now(10), 5)
    below = [str(Path(file.path).relative_to(tmp_path)) for file in found]
    assert sorted(below) == ["folder.jsonl/in.csv.gz", "g.txt", "shown/in.csv.gz"]


def test_a_folder_that_is_gone_is_an_error_and_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        waiting_files(tmp_path / "gone", {}, now(), 5)


def test_an_output_without_runs_has_read_nothing(tmp_path: Path) -> None:
    assert files_read(str(tmp_path / "out"), tmp_path) == {}
