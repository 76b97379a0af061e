"""Measures ``wirebeam export``: time, memory and size of many generated incidents per format.

Run by ``make bench-export``. Every format is written by a process of its own, whose peak memory is
what the operating system says about it.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tests.helpers.exporting import event, incident
from tests.helpers.tables import write
from transforms.records import Claim

FORMATS: Final = ("incidents.parquet", "incidents.geojson", "incidents.ndjson", "incidents.csv")
_PRECISIONS: Final = ("site", "place", "place", "district", "region", "country")
_PART: Final = 20_000
_PEAK: Final = (
    "import resource, sys; from pipelines.cli import main; status = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(status)"
)


def incidents(count: int, seed: int) -> Iterator[Any]:
    """Yield incidents of ninety days, each with two claims, most with a point."""
    chance = random.Random(seed)
    for number in range(count):
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(90))
        name = f"{seed:04}{number:028}"
        yield incident(
            name,
            date_start=day,
            date_end=day,
            geo_precision=chance.choice(_PRECISIONS),
            latitude=44 + chance.random() * 8,
            longitude=22 + chance.random() * 18,
            killed=chance.choice([None, None, 0, 1, 5]),
            event_ids=[name],
            article_ids=[name],
            claims=[_claim(name, side, chance.randrange(90)) for side in ("UA", "RU")],
            reports=3,
        )


def _claim(name: str, side: str, value: int) -> Claim:
    claimant = f"Air force of {side}"
    ids = {"article_id": name, "event_id": name}
    return Claim(claimant, "military", side, None, "claims", "drones_downed", value, value, value,
                 None, "one.example", **ids)  # fmt: skip


def fill(folder: Path, count: int) -> None:
    """Commit that many incidents, each with one event, in parts."""
    for part, start in enumerate(range(0, count, _PART)):
        rows = list(incidents(min(_PART, count - start), part))
        write(folder, f"run-{part}-incidents", "incidents", rows)
        events = (event(row.incident_id, date_start=row.date_start) for row in rows)
        write(folder, f"run-{part}-events", "events", events)


def measure(folder: Path, name: str) -> str:
    """Export into one file; tell rows a second, peak memory and size."""
    target = folder / name
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, "export", str(folder / "out"), "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    peak = int(done.stderr.splitlines()[-1]) / 1024
    size = target.stat().st_size / 1e6
    return f"{name:20} {seconds:6.1f} s  {peak:6.0f} MB peak  {size:7.1f} MB file"


def main() -> None:
    """Print a line per format."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="wirebeam-bench-") as scratch:
        folder = Path(scratch)
        fill(folder / "out", rows)
        print(f"{rows} incidents")
        for name in FORMATS:
            print(measure(folder, name), flush=True)


if __name__ == "__main__":
    main()
