"""What import-linter cannot say: no future import, and pure modules run where Beam is missing."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = sorted(
    path for folder in ("pipelines", "transforms") for path in (ROOT / folder).rglob("*.py")
)
IMPORT_BEAM: Final = {
    "pipelines.commands.run",
    "pipelines.commands.watch",
    "pipelines.feed_round",
    "pipelines.ingest",
    "pipelines.inputs",
    "pipelines.launch",
    "pipelines.polling",
    "pipelines.requests",
    "pipelines.run_record",
    "pipelines.runtime",
    "pipelines.stages",
    "pipelines.summary",
    "pipelines.watching.rounds",
    "pipelines.watching.status",
    "pipelines.watching.telling",
    "transforms.windows",
}
"""Modules that need Beam, themselves or by what they import; steps.py needs it anyway."""


def module_of(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_no_module_switches_type_hints_off(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    futures = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
    ]
    assert not futures, "Beam reads hints at run time; a future import makes all of them Any"


def test_pure_modules_import_where_beam_is_not_installed() -> None:
    pure = [
        name
        for name in map(module_of, SOURCES)
        if not name.endswith((".steps", "_steps")) and name not in IMPORT_BEAM
    ]
    # None in sys.modules makes an import fail as if the package were not there.
    code = "import importlib, sys\nsys.modules['apache_beam'] = None\n" + "\n".join(
        f"importlib.import_module({name!r})" for name in pure
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(pure) > 100


def test_the_launcher_holds_no_function_of_elements() -> None:
    """What elements pass through lies in importable steps, so that it pickles by reference."""
    for path in (ROOT / "pipelines").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any(ast.unparse(base).endswith("DoFn") for base in node.bases)
        ]
        assert functions == [], path
