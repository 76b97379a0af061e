"""Options that several commands have."""

import argparse
from pathlib import Path
from typing import Final

from pipelines.option_values import given, moment

EXTRACTORS: Final = ("rules", "model")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the tables."""
    parser.add_argument(
        "--output", metavar="DIR", required=True, type=given, help="folder of the tables"
    )


def add_feed_lists(parser: argparse.ArgumentParser, text: str) -> None:
    """Add lists of feeds; ``text`` is their help."""
    parser.add_argument(
        "--feeds",
        metavar="FILE|URL",
        nargs="+",
        action="extend",
        default=[],
        type=given,
        help=text,
    )


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add the user's configuration file."""
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help="YAML file laid over the default configuration"
    )


def add_extractor(parser: argparse.ArgumentParser) -> None:
    """Add who reads the articles."""
    parser.add_argument(
        "--extractor",
        choices=EXTRACTORS,
        help="who reads the articles; default: extractor.kind of the configuration",
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """Add the clock of the run."""
    parser.add_argument(
        "--as-of", metavar="TIME", type=moment, help="clock of the run, ISO, UTC; default: now"
    )
