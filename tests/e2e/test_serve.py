"""``wirebeam serve`` as people start it, and the examples of its page of documentation."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from pipelines.cli import main

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
EXAMPLES: Final = re.findall(r"^\$ curl 'http://127\.0\.0\.1:8700(/[^']+)'\n(.*)$", PAGE, re.M)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "out"
    samples = str(ROOT / "tests" / "data" / "samples")
    assert main(["run", "--input", samples, "--output", str(folder)]) == 0
    return folder


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "pipelines.cli", "serve", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        found = re.search(r"on (http://\S+)/$", told.strip())
        assert found, (told, process.stderr and process.stderr.read())
        yield process, found[1]
    finally:
        process.kill()
        process.wait(10)


def got(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


def test_the_examples_of_the_documentation_answer_as_they_stand_there(out: Path) -> None:
    assert len(EXAMPLES) >= 4
    with serving(str(out), "--listen", "127.0.0.1:0") as (_, base):
        for path, shown in EXAMPLES:
            answer = got(base + path)
            assert list(answer) == re.findall(r'"(\w+)": ', shown.partition("[{")[0])
            for name, value in re.findall(r'"(total|next|changed|reset)": (null|true|\d+)', shown):
                assert answer[name] == json.loads(value), (path, name)
        index = got(f"{base}/api")
        addresses = [*index["lists"], *index["routes"]]
        assert [one for one in addresses if f"`{one.partition('{')[0]}" not in PAGE] == []
        known = {name for names in index["lists"].values() for name in names}
        assert [name for name in sorted(known) if f"`{name}`" not in PAGE] == []
        with urllib.request.urlopen(f"{base}/", timeout=30) as page:
            assert b"<html" in page.read()


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it(out: Path, sign: signal.Signals, status: int) -> None:
    with serving(str(out), "--listen", "127.0.0.1:0") as (process, base):
        assert got(f"{base}/healthz")["status"] == "ok"
        began = time.monotonic()
        process.send_signal(sign)
        assert process.wait(10) == status
        assert time.monotonic() - began < 5
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_another_address_is_meant_explicitly_and_warned_about(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(out), "--listen", "0.0.0.0:0"]) == 2
    assert "--allow-remote" in capsys.readouterr().err
    with serving(str(out), "--listen", "0.0.0.0:0", "--allow-remote") as (process, base):
        got(base.replace("0.0.0.0", "127.0.0.1") + "/healthz")
        process.terminate()
        _, told = process.communicate(timeout=10)
        assert "can read everything" in told


def test_what_cannot_be_served_is_one_line(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    cases = [
        (["nowhere"], "output folder nowhere: does not exist", 1),
        ([str(tmp_path / "file")], "is no folder", 1),
        (["s3://bucket/out"], "local folders only", 1),
        ([str(out), "--listen", "here"], "no address such as", 2),
    ]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        cases.append(([str(out), "--listen", f"127.0.0.1:{taken.getsockname()[1]}"], "cannot", 1))
        for arguments, told, status in cases:
            assert main(["serve", *arguments]) == status
            lines = capsys.readouterr().err.splitlines()
            assert len(lines) == 1, lines
            assert told in lines[0]


def test_help_starts_quickly_and_has_examples() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "serve", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert "wirebeam serve out" in done.stdout
    assert "--allow-remote" in done.stdout
