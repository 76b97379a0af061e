"""``wirebeam compact``: its options and the prose of its help."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines.common_options import add_config
from pipelines.help_texts import HelpText
from pipelines.option_values import given

HELP: Final = HelpText(
    summary="replace the many small files of a day by few",
    description="""\
A watch leaves a few small files each round. Merge those of each day and table into few, in one
commit: no row changes, readers may go on, and killed at any moment it leaves the tables whole. It
waits for nothing: while a round writes, it says so; try again. Every day with --files or more is
merged, so a second call has nothing to do.""",
    epilog="""\
examples:
  wirebeam compact out
  wirebeam compact out --files 2 --json""",
)


@dataclass(frozen=True)
class CompactOptions:
    """``wirebeam compact``: ``files`` of a day from which they are merged."""

    folder: str
    files: int
    config: Path | None
    json: bool


def add_compact(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``compact``."""
    parser.add_argument("folder", metavar="DIR", type=given, help="output folder of a run or watch")
    parser.add_argument(
        "--files", metavar="N", type=_several, default=8, help="merge days with so many; default: 8"
    )
    add_config(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def _several(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 2 <= int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of files from 2 on")
    return int(text)
