"""A run that is killed and started again leaves the tables of an undisturbed run."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_three_killed_runs_end_in_the_tables_of_an_undisturbed_one() -> None:
    command = [sys.executable, "-m", "tests.e2e.kill_resume", "--times", "3", "--articles", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("all tables equal") == 3
    assert "killed at" in done.stdout
