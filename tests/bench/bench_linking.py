"""Measure linking: seconds and growth with the number of reports, and how much is found.

Run it as ``python -m tests.bench.bench_linking [--sizes 1000,2000,4000,20000] [--json]``. Three
shapes are generated from a fixed seed, with the true occurrence of each report:

- ``month``: strikes of 30 days, about eight reports each, more of them as the number
  grows; days told as nights, days, assumed or partial, figures and labels partly missing.
- ``wave``: all reports are about one wave, with a few totals.
- ``block``: all reports are about one city and night, and no two state the same.

Time is CPU time of this process for ``link`` alone.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final, NamedTuple

from transforms.evaluation.bcubed import Item, b_cubed
from transforms.incidents.linking import link
from transforms.incidents.press import Press
from transforms.incidents.reports import REPORT_COLUMNS, Report
from transforms.settings import LinkSettings

FIRST: Final = date(2025, 3, 1)
DAYS: Final = 30
TARGETS: Final = ("oil_depot", "oil_refinery", "residential", "substation", "port", "military")
LISTS: Final = ("places_listed", "weapons", "targets", "quantities", "effects", "claimants")
Told = list[tuple[str, Report]]


class Measure(NamedTuple):
    """One shape at one size; the shares are B-cubed."""

    shape: str
    reports: int
    clusters: int
    cpu_seconds: float
    per_second: int
    precision: float
    recall: float


def month(size: int, random: Random) -> Told:
    """Reports of strikes on places of a made-up country; tolls are revised."""
    told: Told = []
    truth = 0
    while len(told) < size:
        truth += 1
        night = FIRST + timedelta(days=random.randrange(DAYS))
        for _ in range(min(random.randint(1, 15), size - len(told))):
            number = len(told)
            given = _strike(truth, night, random)
            told.append((str(truth), _report(number, **given)))
    return told


def wave(size: int, random: Random) -> Told:
    """Reports of one wave: the total grew through the night."""
    night = {"date_start": FIRST, "date_end": FIRST + timedelta(days=1), "date_basis": "text"}
    return [
        (
            "wave",
            _report(
                number,
                **night,
                country="AA",
                geo_precision="country",
                attacker=random.choice(["BB", None]),
                drones_launched=random.randint(100, 120),
                drones_downed=random.choice([None, *range(80, 100)]),
            ),
        )
        for number in range(size)
    ]


def block(size: int, random: Random) -> Told:
    """Reports of one night in one city, each with a toll of its own."""
    return [
        (
            "city",
            _report(
                number,
                date_start=FIRST,
                date_end=FIRST,
                date_basis="text",
                **_place(1),
                killed=number,
                injured=random.randint(0, 500),
            ),
        )
        for number in range(size)
    ]


def _strike(truth: int, night: date, random: Random) -> dict[str, Any]:
    """One report of a strike whose facts follow from its number."""
    facts = Random(truth)
    target = facts.choice(TARGETS)
    killed, downed = facts.choice([0, 0, 1, 3]), facts.randint(1, 30)
    place, weapon = facts.randrange(20_000), facts.choice(["drone", "missile"])
    return {
        **_place(place),
        **_days(night, random),
        "attacker": random.choice(["BB", "BB", None]),
        "weapons": (weapon,) if random.random() < 0.9 else (),
        "targets": (target,) if random.random() < 0.9 else (),
        "drones_downed": downed if random.random() < 0.4 else None,
        "killed": killed + random.randrange(2) if random.random() < 0.7 else None,
        "language": random.choice(["en", "ru", "uk"]),
    }


def _place(number: int) -> dict[str, Any]:
    return {
        "country": "AA",
        "admin1": f"Region {number % 40}",
        "place": f"Place {number}",
        "geonames_id": number,
        "latitude": 40 + (number % 40) * 0.5 + (number // 40 % 5) * 0.08,
        "longitude": 20 + (number // 200) * 0.4,
        "geo_precision": "place",
    }


def _days(night: date, random: Random) -> dict[str, Any]:
    chance = random.random()
    if chance < 0.1:
        return {"date_partial": f"-{night.isoformat()[4:]}"}
    start = night - timedelta(days=int(chance < 0.6))
    basis = "publication" if chance < 0.25 else "text"
    return {"date_start": start, "date_end": night, "date_basis": basis}


def _report(number: int, **given: Any) -> Report:
    values: dict[str, Any] = dict.fromkeys(REPORT_COLUMNS)
    values |= dict.fromkeys(LISTS, ())
    values |= {"event_id": f"{number:08d}", "article_id": f"a{number}", "confidence": 1.0}
    values |= {"event_type": "attack", "published_at": datetime(2025, 4, 1, tzinfo=UTC)}
    return Report(**{**values, **given})


SHAPES: Final[dict[str, Callable[[int, Random], Told]]] = {
    "month": month,
    "wave": wave,
    "block": block,
}


def measure(shape: str, size: int) -> Measure:
    """Generate reports, link them and compare with the truth."""
    told = SHAPES[shape](size, Random(7))
    truths = {report.event_id: truth for truth, report in told}
    reports = [report for _, report in told]
    started = time.process_time()
    clusters = link(reports, Press(), LinkSettings())
    seconds = time.process_time() - started
    items = [
        Item(cluster.incident_id, truths[report.event_id], report.language)
        for cluster in clusters
        for report in cluster.reports
    ]
    found = b_cubed(items) if size <= 4_000 or shape == "month" else None
    return Measure(
        shape,
        size,
        len(clusters),
        round(seconds, 2),
        int(size / max(seconds, 1e-9)),
        round((found.precision or 0.0) if found else 1.0, 3),
        round((found.recall or 0.0) if found else 1 / len(clusters), 3),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure all shapes at all sizes and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="1000,2000,4000,20000")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    sizes = [int(size) for size in options.sizes.split(",")]
    found = []
    if not options.json:
        _show(f"{'':8}{'reports':>9}{'clusters':>10}{'CPU s':>8}{'per s':>9}{'P':>7}{'R':>7}")
    for shape in SHAPES:
        for size in sizes:
            one = measure(shape, size)
            found.append(one._asdict())
            if not options.json:
                _show(
                    f"{one.shape:8}{one.reports:>9}{one.clusters:>10}{one.cpu_seconds:>8}"
                    f"{one.per_second:>9}{one.precision:>7}{one.recall:>7}"
                )
    if options.json:
        _show(json.dumps(found, indent=2))
    return 0


def _show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
