"""``wirebeam serve``: its options and how a command line becomes them."""

import argparse
from dataclasses import dataclass
from typing import Any, Final

from pipelines.option_values import given
from pipelines.report_options import ViewOptions, add_view

LISTEN: Final = "127.0.0.1:8700"


@dataclass(frozen=True, kw_only=True)
class ServeOptions(ViewOptions):
    """``wirebeam serve``: ``listen`` is HOST:PORT, ``hosts`` further names of this server."""

    listen: str
    hosts: tuple[str, ...]
    allow_remote: bool


def add_serve(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``serve``."""
    parser.add_argument(
        "folder", metavar="DIR", type=given, help="output folder of a run or a watch"
    )
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        type=given,
        default=LISTEN,
        help=f"where to listen; default: {LISTEN}",
    )
    parser.add_argument(
        "--host",
        dest="hosts",
        metavar="NAME",
        action="append",
        default=[],
        type=given,
        help="answer requests for this name too, as behind a proxy; may be given several times",
    )
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="allow an address that other machines reach: everybody there can read everything",
    )
    add_view(parser)


def serve_options(values: dict[str, Any]) -> ServeOptions:
    """Make the options of what was parsed."""
    for name in ("hosts", "countries", "admin1"):
        values[name] = tuple(values[name])
    return ServeOptions(**values)
