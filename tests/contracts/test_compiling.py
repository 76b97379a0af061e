"""The extractor can be compiled: mypyc takes every module that ``make compiled`` gives it."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("configs", "pipelines", "transforms"):
        left_out = shutil.ignore_patterns("__pycache__", "*.gz", "*.tsv")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=left_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_every_module_that_reads_articles_can_be_translated_to_c(tree: Path) -> None:
    if importlib.util.find_spec("mypyc") is None:
        pytest.skip("translating needs mypy, which the dev extra installs")
    command = [sys.executable, "-m", "configs.compiled.build", "--version"]
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run(
        command, check=False, cwd=tree, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    (translated,) = (tree / "build").glob("__native_*.c")
    names = translated.read_text(encoding="utf-8")
    for module in ("events.clause_reading", "events.place_finding", "language.phrases"):
        assert f"transforms.{module}" in names
