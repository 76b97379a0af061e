"""Completion scripts: made from the parser, tried in a real bash."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipelines.cli import main
from pipelines.completion import SHELLS, commands_of, script
from pipelines.options import command_parser


def complete(line: str, folder: Path) -> list[str]:
    """Return what bash offers at the end of a line."""
    (folder / "completion.bash").write_text(script("bash", command_parser()))
    words = line.split(" ")
    listed = " ".join(f"'{word}'" for word in words)
    commands = (
        f"source ./completion.bash; COMP_WORDS=({listed}); COMP_CWORD={len(words) - 1};"
        ' _wirebeam; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "--norc", "-c", commands], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("wirebeam ru", ["run"]),
        ("wirebeam feeds ", ["check", "import", "discover"]),
        ("wirebeam feeds check --j", ["--json"]),
        ("wirebeam extract a.txt --extractor ", ["rules", "model"]),
        ("wirebeam extract a.txt --extractor m", ["model"]),
        ("wirebeam run --input articles.j", ["articles.jsonl"]),
        ("wirebeam query out --format p", ["parquet"]),
        ("wirebeam --debug completion f", ["fish"]),
        ("wirebeam extract --published ", []),
    ],
)
def test_bash_completes(line: str, offered: list[str], tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").touch()
    assert complete(line, tmp_path) == offered


def test_every_command_is_offered(tmp_path: Path) -> None:
    offered = complete("wirebeam ", tmp_path)
    assert {"run", "watch", "extract", "query", "completion"} <= set(offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_option_of_every_command_stands_in_each_script(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    mark = re.compile(r"(?:-l |--)([a-z0-9-]+)")
    given = set(mark.findall(printed))
    wanted = {
        name[2:]
        for command in commands_of(command_parser())
        for option in command.options
        for name in option.names
        if name.startswith("--")
    }
    assert wanted <= given
    assert "help" in wanted and "published" in wanted


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["completion", "tcsh"])
    assert ended.value.code == 2
    assert "choose from" in capsys.readouterr().err
