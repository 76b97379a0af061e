"""``wirebeam feeds check|import|discover``: their options and how a command line becomes them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines import help_texts
from pipelines.common_options import add_feed_lists
from pipelines.option_values import given, path


@dataclass(frozen=True)
class FeedsCheckOptions:
    """``wirebeam feeds check``: files and addresses of feeds; none: the packaged list."""

    feeds: tuple[str, ...]
    config: Path | None
    json: bool


@dataclass(frozen=True)
class FeedsImportOptions:
    """``wirebeam feeds import``: an OPML file, and the YAML file its feeds are added to."""

    opml: Path
    output: Path | None


@dataclass(frozen=True)
class FeedsDiscoverOptions:
    """``wirebeam feeds discover``: the address of a site or page."""

    url: str
    config: Path | None
    json: bool


FeedsOptions = FeedsCheckOptions | FeedsImportOptions | FeedsDiscoverOptions
New = Callable[[Any, str, help_texts.HelpText], argparse.ArgumentParser]


def add_feeds(parser: argparse.ArgumentParser, new: New) -> None:
    """Add the three commands below ``feeds``; ``new`` makes a parser in the house's manner."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    check = new(tasks, "check", help_texts.FEEDS_CHECK)
    add_feed_lists(
        check, "YAML like configs/feeds.yaml, OPML, addresses; default: the packaged list"
    )
    _add_common(check)
    imported = new(tasks, "import", help_texts.FEEDS_IMPORT)
    imported.add_argument(
        "opml", metavar="OPML", type=path, help="file that a feed reader exported"
    )
    imported.add_argument(
        "-o", "--output", metavar="FILE", type=path, help="YAML file to add to; default: print"
    )
    discover = new(tasks, "discover", help_texts.FEEDS_DISCOVER)
    discover.add_argument("url", metavar="URL", type=given, help="address of a site or page")
    _add_common(discover)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help="YAML file laid over the default configuration"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def feeds_options(values: dict[str, Any]) -> FeedsOptions:
    """Make the options of the task that was given."""
    task = values.pop("task")
    if task == "check":
        values["feeds"] = tuple(values["feeds"])
        return FeedsCheckOptions(**values)
    if task == "import":
        return FeedsImportOptions(**values)
    return FeedsDiscoverOptions(**values)
