"""The example of docs/python.md runs as it stands there."""

import re
from pathlib import Path

import pytest

from pipelines.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_worked_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = str(ROOT / "tests" / "data" / "samples")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--input", samples, "--output", "out", "--as-of", "2025-09-13"]) == 0
    capsys.readouterr()
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 6
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    shown = capsys.readouterr().out
    assert shown.startswith("open_tables('out')  # commit 1\n")
    assert "oil_refinery" in shown
    assert " 0 rows" not in shown
