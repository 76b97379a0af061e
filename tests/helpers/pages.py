"""Pages of the documentation as their readers follow them: files written, commands run."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
_BLOCK: Final = re.compile(
    r"^( *)<!-- (file: \S+|tested|prints) -->\n *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """One marked block of a page: ``kind`` is file, tested or prints; ``name`` that of a file."""

    kind: str
    name: str
    content: str


def steps_of(page: str) -> Iterator[Step]:
    """Yield the marked blocks of a page of ``docs/``, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for indent, mark, content in _BLOCK.findall(text):
        kind, _, name = mark.partition(": ")
        lines = content.splitlines(keepends=True)
        yield Step(kind, name, "".join(line.removeprefix(indent) for line in lines))


def prepare(folder: Path) -> None:
    """Make a folder like a checkout, with ``wirebeam`` and ``python`` on the path of ``run``."""
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    shutil.copytree(ROOT / "configs", folder / "configs")
    scripts = {"wirebeam": f'exec "{sys.executable}" -m pipelines.cli "$@"'}
    scripts["python"] = f'exec "{sys.executable}" "$@"'
    (folder / "bin").mkdir()
    for name, line in scripts.items():
        path = folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)


def run(commands: str, folder: Path) -> str:
    """Run the commands of a block in the folder; return what they printed."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, f"{commands}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def follow(page: str, folder: Path) -> int:
    """Follow a page in a prepared folder; return how many blocks were run."""
    printed, times = "", 0
    for step in steps_of(page):
        if step.kind == "file":
            path = folder / step.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.content, encoding="utf-8")
        elif step.kind == "tested":
            printed, times = run(step.content, folder), times + 1
        else:
            missing = [line for line in step.content.splitlines() if line not in printed]
            assert not missing, f"{page}: {missing} not in:\n{textwrap.shorten(printed, 4000)}"
    return times
