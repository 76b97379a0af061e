"""``wirebeam report``: its options and how a command line becomes them."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pipelines.option_values import country, day, given, moment, number_of_days, path

LANGUAGES: Final = ("en", "uk", "ru")


@dataclass(frozen=True, kw_only=True)
class ViewOptions:
    """What a page shows: ``start`` and ``end`` are days, both inclusive; None: not given.

    ``days`` is the length of a period without ``start``.
    """

    folder: str
    start: date | None
    end: date | None
    days: int | None
    countries: tuple[str, ...]
    admin1: tuple[str, ...]
    language: str


@dataclass(frozen=True, kw_only=True)
class ReportOptions(ViewOptions):
    """``wirebeam report``: ``output`` "-" is standard output; ``as_of`` in UTC or None."""

    output: Path
    as_of: datetime | None
    json: bool


def add_report(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``report``."""
    parser.add_argument("folder", metavar="DIR", type=given, help="output folder of a run")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=path,
        help="write there, - is standard output; default: report.html, with --json standard output",
    )
    add_view(parser)
    parser.add_argument(
        "--as-of", metavar="TIME", type=moment, help="show the tables as they were then, ISO, UTC"
    )
    parser.add_argument("--json", action="store_true", help="the model of the report as JSON")


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add what a page shows: days, countries, regions, in which language."""
    start = parser.add_mutually_exclusive_group()
    start.add_argument(
        "--from", dest="start", metavar="DAY", type=day, help="first day, such as 2026-02-01"
    )
    parser.add_argument(
        "--to", dest="end", metavar="DAY", type=day, help="last day; default: the newest incident's"
    )
    start.add_argument(
        "--last",
        dest="days",
        metavar="DAYS",
        type=number_of_days,
        help="so many days up to the last one; default: 30",
    )
    parser.add_argument(
        "--country",
        dest="countries",
        metavar="XX",
        action="append",
        default=[],
        type=country,
        help="only incidents there, ISO code; may be given several times",
    )
    parser.add_argument(
        "--admin1",
        metavar="REGION",
        action="append",
        default=[],
        type=given,
        help="only incidents in that region, English name; may be given several times",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="language of the page; default: en"
    )


def report_options(values: dict[str, Any]) -> ReportOptions:
    """Make the options of what was parsed."""
    default = Path("-") if values["json"] else Path("report.html")
    values["output"] = values["output"] or default
    values["countries"] = tuple(values["countries"])
    values["admin1"] = tuple(values["admin1"])
    return ReportOptions(**values)
