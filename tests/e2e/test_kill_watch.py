"""A watch that is killed and started again has the tables of one that never was."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_watch_killed_three_times_ends_in_the_tables_of_an_undisturbed_one() -> None:
    command = [sys.executable, "-m", "tests.e2e.kill_watch", "--kills", "3", "--feeds", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all tables equal" in done.stdout
    assert done.stdout.count("rounds") == 3
