"""A watch as a process, for tests: feeds on loopback, a configuration without waits, its output."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from transforms.write.layout import OutputError
from transforms.write.readback import read_table

ROOT: Final = Path(__file__).resolve().parents[2]
COMMAND: Final = [sys.executable, "-m", "pipelines.cli", "watch"]
CONFIG: Final = """\
feeds:
  fetch: {private_hosts: ["127.0.0.0/8"], ports: [PORT], host_interval: 0}
  schedule: {shortest: 1, first: 1, longest: 2, after_temporary: 1, after_soft: 1, after_hard: 1}
watch: {every: 0.5, settle: 0.5, retry_after: 0.5}
"""
LIMIT: Final = 120.0


def write_config(folder: Path, port: int) -> Path:
    """Write a configuration in which loopback may be asked and nothing waits for long."""
    path = folder / "watch.yaml"
    path.write_text(CONFIG.replace("PORT", str(port)))
    return path


def write_feeds(folder: Path, urls: Sequence[str]) -> Path:
    """Write a file of feeds whose pages are left alone."""
    path = folder / "feeds.yaml"
    lines = "".join(f"  - {{url: {url!r}, pages: never}}\n" for url in urls)
    path.write_text(f"feeds:\n{lines}")
    return path


def start_watch(*argv: str, log: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """Start ``wirebeam watch``; its log is a pipe, which must be read, or goes where it is told."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*COMMAND, *argv],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=log,
        text=True,
        env=environment,
    )


def until(check: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait until something holds; fails where it does not in time or the process ends before."""
    end = time.monotonic() + LIMIT
    while not check():
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the watch ended: {process.communicate()}")
        if time.monotonic() > end:
            raise AssertionError("waited too long")
        time.sleep(0.05)


def ended(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str, float]:
    """Send a signal; return exit status, what was logged, and the seconds it took."""
    begun = time.monotonic()
    process.send_signal(number)
    _, log = process.communicate(timeout=LIMIT)
    return process.returncode, log, time.monotonic() - begun


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    """Return the committed rows, none where there is no output yet."""
    try:
        found: list[dict[str, Any]] = read_table(str(output), table).to_pylist()
    except OutputError:
        return []
    return found
