"""Files, folders and globs to the list of files, and one clear line where there are none."""

import os
from pathlib import Path

import pytest

from pipelines.inputs import InputError, match_inputs


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = (
        "d/b.jsonl", "d/a.xml.gz", "d/sub/c.txt", "d/README.md", "d/_draft.json", "d/.hidden.txt",
        "d/.git/x.json", "d/_tmp/y.json", "d/w[1]/q[2].txt", "top.json", "_top.json",
    )  # fmt: skip
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOLDER = ["d/a.xml.gz", "d/b.jsonl", "d/sub/c.txt", "d/w[1]/q[2].txt"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["top.json"], ["top.json"]),
        (["_top.json"], ["_top.json"]),
        (["d/README.md"], ["d/README.md"]),
        (["d"], FOLDER),
        (["d/"], FOLDER),
        (["./d", "d/b.jsonl"], FOLDER),
        (["d/*"], ["d/README.md", "d/a.xml.gz", "d/b.jsonl"]),
        (["d/*.jsonl", "d/*.gz"], ["d/a.xml.gz", "d/b.jsonl"]),
        (["d/**/*.txt"], ["d/sub/c.txt", "d/w[1]/q[2].txt"]),
        (["d/**/b.jsonl"], ["d/b.jsonl"]),
        (["*.json"], ["top.json"]),
        (["_*.json"], ["_top.json"]),
        (["d/_tmp"], ["d/_tmp/y.json"]),
        (["d/w[1]"], ["d/w[1]/q[2].txt"]),
        (["d/w[1]/q[2].txt"], ["d/w[1]/q[2].txt"]),
        (["."], [*FOLDER, "top.json"]),
    ],
)
def test_patterns_give_sorted_unique_files(
    tree: Path, patterns: list[str], expected: list[str]
) -> None:
    assert match_inputs(patterns) == expected


def test_absolute_patterns_give_absolute_paths(tree: Path) -> None:
    assert match_inputs([str(tree / "d")]) == [str(tree / name) for name in FOLDER]
    assert len(match_inputs([str(tree / "d"), "d"])) == len(FOLDER)


@pytest.mark.parametrize("pattern", ["none", "none/*", "d/*.parquet", "", "nothere://x/y"])
def test_a_pattern_without_files_is_named_in_one_line(tree: Path, pattern: str) -> None:
    with pytest.raises(InputError, match=f"input '{pattern}'".replace("*", r"\*")) as caught:
        match_inputs(["top.json", pattern])
    assert "\n" not in str(caught.value)


def test_a_folder_without_readable_files_is_an_error(tree: Path) -> None:
    os.mkdir("empty")  # noqa: PTH102
    with pytest.raises(InputError, match="empty"):
        match_inputs(["empty"])
