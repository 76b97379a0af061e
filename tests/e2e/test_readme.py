"""The commands that the README shows are run as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: Final = re.findall(r"<!-- tested.*?-->\n```sh\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the commands use, with ``wirebeam`` on the path of a folder of its own."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "tests" / "data" / "samples", folder / "tests" / "data" / "samples")
    shutil.copytree(ROOT / "configs", folder / "configs")
    command = folder / "bin" / "wirebeam"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli "$@"\n')
    command.chmod(0o755)
    return folder


def test_every_tested_block_runs_without_an_error(copy: Path) -> None:
    assert len(BLOCKS) == 2
    path = f"{copy / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", "\n".join(BLOCKS)],
        cwd=copy,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "77 read = " in done.stdout
    assert (copy / "events.parquet").stat().st_size > 1000
    assert "(0 rows)" not in done.stdout


def test_every_command_and_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"^make ([a-z]+)", README, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_links_of_the_readme_lead_somewhere() -> None:
    local = re.findall(r"\]\(([^)#:]+)\)", README)
    assert local
    assert [link for link in local if not (ROOT / link).exists()] == []
