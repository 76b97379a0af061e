"""``wirebeam export``: its options, and which of them can be meant together."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from pipelines.option_values import country, day, given, language, path

Format = Literal["geoparquet", "geojson", "csv"]
TABLES: Final = ("incidents", "events", "aggregates", "articles", "coverage")
FORMATS: Final = ("geoparquet", "geojson", "csv")
_BY_NAME: Final[dict[str, Format]] = {
    ".parquet": "geoparquet",
    ".geoparquet": "geoparquet",
    ".geojson": "geojson",
    ".geojsonl": "geojson",
    ".ndjson": "geojson",
    ".csv": "csv",
}
_LINES: Final = frozenset({".geojsonl", ".ndjson"})
_ONLY: Final = {
    "region_points": ("--region-points", ("geoparquet", "geojson")),
    "lines": ("--lines", ("geojson",)),
    "columns": ("--columns", ("csv",)),
    "lists": ("--lists", ("csv",)),
    "bom": ("--bom", ("csv",)),
    "raw_text": ("--raw-text", ("csv",)),
}
"""Options that only some formats have."""


@dataclass(frozen=True)
class ExportOptions:
    """``wirebeam export``: ``output`` None is standard output, days are included, None: open."""

    folder: str
    table: str
    format: Format
    output: Path | None
    first_day: date | None
    last_day: date | None
    countries: tuple[str, ...]
    language: str | None
    revisions: bool
    region_points: bool
    lines: bool
    columns: Literal["all", "table", "acled"]
    lists: Literal["joined", "json"]
    bom: bool
    raw_text: bool


def add_export(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``export``."""
    parser.add_argument("folder", metavar="DIR", type=given, help="output folder of a run")
    parser.add_argument("--table", choices=TABLES, default="incidents", help="default: incidents")
    parser.add_argument(
        "--format", choices=FORMATS, help="default: by the end of FILE's name (.parquet, .csv ...)"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=path, help="default and -: standard output"
    )
    _add_filters(parser)
    points = parser.add_argument_group("GeoParquet and GeoJSON")
    points.add_argument(
        "--region-points",
        action="store_true",
        help="give rows known by region only the point of its capital; default: no point",
    )
    points.add_argument(
        "--lines", action="store_true", help="GeoJSON: one Feature a line, no collection"
    )
    _add_csv(parser.add_argument_group("CSV"))


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first_day", metavar="DAY", type=day, help="first day, such as 2026-02-01"
    )
    parser.add_argument("--to", dest="last_day", metavar="DAY", type=day, help="last day, included")
    parser.add_argument(
        "--country",
        dest="countries",
        metavar="XX",
        action="append",
        default=[],
        type=country,
        help="ISO alpha-2 code; may be given several times",
    )
    parser.add_argument("--language", metavar="xx", type=language, help="ISO 639-1 code")
    parser.add_argument(
        "--revisions", action="store_true", help="all revisions, not only the newest"
    )


def _add_csv(group: Any) -> None:
    group.add_argument(
        "--columns",
        choices=("all", "table", "acled"),
        help="the table's and ACLED's, the table's, or a file in ACLED's form; default: all",
    )
    group.add_argument(
        "--lists", choices=("joined", "json"), help="lists of text as a; b or JSON; default: joined"
    )
    group.add_argument("--bom", action="store_true", help="mark UTF-8 for Excel")
    group.add_argument(
        "--raw-text", action="store_true", help="leave text that begins like a formula as it is"
    )


def export_options(parser: argparse.ArgumentParser, values: dict[str, Any]) -> ExportOptions:
    """Make the options; ends with status 2 and one line where they contradict each other."""
    if str(values["output"]) == "-":
        values["output"] = None
    suffix = values["output"].suffix.lower() if values["output"] else ""
    values["format"] = values["format"] or _BY_NAME.get(suffix)
    if values["format"] is None:
        parser.error("export: --format is required where the end of FILE's name does not tell it")
    for key, (name, formats) in _ONLY.items():
        if values[key] and values["format"] not in formats:
            parser.error(f"export: {name} is not for {values['format']}")
    values["lines"] = values["lines"] or (values["format"] == "geojson" and suffix in _LINES)
    values["columns"] = values["columns"] or "all"
    values["lists"] = values["lists"] or "joined"
    values["countries"] = tuple(values["countries"])
    return ExportOptions(**values)
