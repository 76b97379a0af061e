"""Measure the report: file size, seconds and memory with the number of incidents.

Run it as ``python -m tests.bench.bench_report [--sizes 1000,50000] [--keep DIR] [--json]``. Tables
of a made-up month are written first (``report_tables``); then each report is made by the command in
a process of its own, whose peak of resident memory is what the system counts for it. With --keep
tables and pages stay in that folder, for a look in a browser.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.report_tables import write_tables


class Measure(NamedTuple):
    """One report: sizes in bytes, seconds of wall clock and CPU, megabytes."""

    incidents: int
    file_bytes: int
    data_bytes: int
    wall_seconds: float
    cpu_seconds: float
    peak_memory_mb: float


def measure(folder: Path, number: int) -> Measure:
    """Write the tables if they are not there, make the page, and tell what it took."""
    tables, target = folder / f"tables-{number}", folder / f"report-{number}.html"
    if not tables.is_dir():
        write_tables(tables, number)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.bench_report", "--make", str(tables), str(target)]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    text = target.read_text(encoding="utf-8")
    data = sum(len(part) for part in text.split('<script type="text/plain"')[1:])
    return Measure(
        number,
        target.stat().st_size,
        data,
        round(wall, 1),
        round(spent, 1),
        round(float(peak.splitlines()[-1]), 1),
    )


def make(tables: str, target: str) -> int:
    """Make one page in this process and print the peak of its memory, in megabytes."""
    from pipelines.cli import main as wirebeam  # noqa: PLC0415 - what starting costs is measured

    status = wirebeam(["report", tables, "-o", target])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return status


def main(argv: Sequence[str]) -> int:
    """Measure the sizes asked for and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,50000")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.make:
        return make(*options.make)
    with TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measures = [measure(folder, int(size)) for size in options.sizes.split(",")]
    if options.json:
        print(json.dumps([one._asdict() for one in measures], indent=2))
        return 0
    print("incidents     file kB   data kB   wall s    CPU s   memory MB")
    for one in measures:
        print(
            f"{one.incidents:9,} {one.file_bytes // 1000:11,} {one.data_bytes // 1000:9,}"
            f" {one.wall_seconds:8} {one.cpu_seconds:8} {one.peak_memory_mb:11}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
