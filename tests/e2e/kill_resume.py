"""Kill a run with SIGKILL at random moments, start it again, compare with an undisturbed run.

Run it as ``python -m tests.e2e.kill_resume [--times 20] [--seed 1] [--articles 200]``. Each trial
starts from the same output folder, which holds an earlier run, so that history, revisions of
windows and known rejects take part. The run is a process of its own; it is killed when it has used
a random share of the CPU time that the undisturbed run took (a share of the wall clock would miss
it on a busy machine), then run to its end. All tables must be equal but for the measured columns
of ``runs``; a run that had committed before it was killed may add one row of ``runs`` that kept
nothing. Exit status 0 if every trial agrees, 1 if not.
"""

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psutil

from pipelines.launch import RunRequest, run_bounded
from tests.bench.corpus import write_corpus
from transforms.tables import TABLES
from transforms.write.readback import read_table

AS_OF: Final = datetime(2026, 2, 1, tzinfo=UTC)
MEASURED: Final = {"wall_seconds", "cpu_seconds", "peak_memory_mb"}
FILES: Final = 4
READY: Final = b"loaded"
POLL_SECONDS: Final = 0.01

Tables = dict[str, list[dict[str, Any]]]


def prepare(folder: Path, number: int) -> tuple[list[str], Path]:
    """Write the input of the killed run and an output folder with an earlier run."""
    paths = write_corpus(folder / "in", number, FILES)
    for path in paths:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write('{"url": "https://paper.example/empty"}\n{"text": \n')
    output = folder / "before"
    run_bounded(RunRequest(tuple(paths[: FILES // 2]), str(output), AS_OF))
    return paths[1:], output


def tables_of(output: Path) -> Tables:
    """Read all tables, in an order that does not depend on files; without measured columns."""
    found: Tables = {}
    for table in TABLES:
        rows = read_table(str(output), table).to_pylist()
        if table == "runs":
            rows = [{k: v for k, v in row.items() if k not in MEASURED} for row in rows]
        found[table] = sorted(rows, key=repr)
    return found


def difference(expected: Tables, found: Tables) -> str | None:
    """Name the first table that differs; None where all agree."""
    ids = {row["run_id"] for row in expected["runs"]}
    again = [row for row in found["runs"] if row["run_id"] not in ids]
    if len(again) > 1 or any(row["kept"] or row["events"] for row in again):
        return "runs: a later run found something new"
    found = {**found, "runs": [row for row in found["runs"] if row["run_id"] in ids]}
    for table, rows in expected.items():
        if rows != found[table]:
            return f"{table}: {len(rows)} rows expected, {len(found[table])} found or other content"
    return None


def child(inputs: Sequence[str], output: Path, kill_after: float | None) -> tuple[float, bool]:
    """Run in a process of its own; return its CPU seconds and whether it was killed.

    The seconds count from the moment that Python and Beam are loaded; before it nothing is written.
    """
    command = [sys.executable, "-m", "tests.e2e.kill_resume", "--run", str(output), *inputs]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    watched = psutil.Process(process.pid)
    if process.stdout is None or process.stdout.readline().strip() != READY:
        raise RuntimeError("the run did not start")
    loaded = used = cpu_seconds(watched, 0.0)
    while True:
        try:
            status = process.wait(timeout=POLL_SECONDS)
            break
        except subprocess.TimeoutExpired:
            used = cpu_seconds(watched, used)
        if kill_after is not None and used - loaded >= kill_after:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return used - loaded, True
    if status != 0:
        raise RuntimeError(f"the run failed with status {status}")
    return used - loaded, False


def cpu_seconds(process: psutil.Process, before: float) -> float:
    """Return the CPU seconds of a process; those known before where it has just ended."""
    try:
        times = process.cpu_times()
    except psutil.Error:
        return before
    return max(before, float(times.user + times.system))


def trial(
    folder: Path, inputs: Sequence[str], moment: float, expected: Tables
) -> tuple[str | None, str]:
    """Kill one run after some CPU seconds and resume it; return the difference and the story."""
    output = folder / "killed"
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(folder / "before", output)
    used, killed = child(inputs, output, moment)
    staged = [path for path in (output / "_wirebeam" / "staging").rglob("*") if path.is_file()]
    child(inputs, output, None)
    found = tables_of(output)
    story = f"{'killed' if killed else 'ended'} at {used:.2f} s CPU, {len(staged)} files staged"
    return difference(expected, found), f"{story}, {len(found['runs'])} runs in the end"


def check(times: int, seed: int, number: int, folder: Path) -> bool:
    """Do all trials and print one line for each; tell whether all agree."""
    chance = random.Random(seed)
    inputs, before = prepare(folder, number)
    undisturbed = folder / "undisturbed"
    shutil.copytree(before, undisturbed)
    seconds, _ = child(inputs, undisturbed, None)
    expected = tables_of(undisturbed)
    sizes = json.dumps({table: len(rows) for table, rows in expected.items() if rows})
    print(f"undisturbed: {seconds:.1f} s CPU, rows {sizes}")
    failures = 0
    for index in range(times):
        different, story = trial(folder, inputs, seconds * chance.random(), expected)
        failures += different is not None
        print(f"{index + 1}/{times}: {story}: {different or 'all tables equal'}", flush=True)
    return failures == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials, or (``--run``) be the run that is killed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--run", type=Path)
    parser.add_argument("inputs", nargs="*")
    given = parser.parse_args(arguments)
    if given.run:
        sys.stdout.buffer.write(READY + b"\n")
        sys.stdout.flush()
        run_bounded(RunRequest(tuple(given.inputs), str(given.run), AS_OF))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return 0 if check(given.times, given.seed, given.articles, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
