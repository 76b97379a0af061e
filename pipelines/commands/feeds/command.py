"""What ``wirebeam feeds`` prints, writes and ends with."""

import json
import sys
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any, Final

from pipelines.commands.feeds.check import FeedCheck, Health, check_feeds
from pipelines.commands.feeds.discover import FoundFeed, discover
from pipelines.commands.feeds.entries import (
    added,
    described,
    entry,
    file_of,
    read_text,
    replace_text,
    unique,
)
from pipelines.config import load_configuration
from pipelines.failures import DONE, FAILED, WRONG_USAGE, CommandFailed, one_line
from pipelines.feed_list import load_feeds
from pipelines.feed_options import (
    FeedsCheckOptions,
    FeedsDiscoverOptions,
    FeedsImportOptions,
    FeedsOptions,
)
from transforms.feeds.client import Fetcher
from transforms.feeds.opml import OpmlError, is_web_address, opml_feeds
from transforms.feeds.settings import FeedSettings

_MAX_OPML: Final = 20_000_000


def feeds(options: FeedsOptions) -> int:
    """Run one of the tasks; return its exit status. Raises CommandFailed."""
    match options:
        case FeedsCheckOptions():
            return _check(options)
        case FeedsImportOptions():
            return _import(options)
        case FeedsDiscoverOptions():
            return _discover(options)


def _check(options: FeedsCheckOptions) -> int:
    settings = load_configuration(options.config).feeds
    chosen = _chosen(options.feeds)
    with Fetcher(settings.fetch) as fetch:
        checks = check_feeds(chosen, fetch, settings, datetime.now(UTC))
    if options.json:
        values = [check._asdict() for check in checks]
        sys.stdout.write(json.dumps(values, indent=2, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.write(table(checks))
    return FAILED if any(check.health == Health.DOWN for check in checks) else DONE


def _chosen(given: tuple[str, ...]) -> tuple[FeedSettings, ...]:
    if given:
        return load_feeds(given)
    with as_file(files("configs").joinpath("feeds.yaml")) as path:
        return load_feeds([str(path)])


def table(checks: list[FeedCheck]) -> str:
    """Write the checks as lines of text: one per feed, its problems below it, a sum at the end."""
    lines = [_line("health", "answer", "format", "items", "newest", "lang", "robots", "feed")]
    for check in checks:
        newest = f"{check.newest:%Y-%m-%d %H:%M}" if check.newest else "-"
        lines.append(
            _line(
                check.health,
                check.answer,
                check.format or "-",
                str(check.items),
                newest,
                check.language or "-",
                check.robots,
                one_line(check.url),
            )
        )
        lines += [f"    {one_line(problem)}" for problem in check.problems]
    counts = [(health, sum(c.health == health for c in checks)) for health in Health]
    lines.append(f"{len(checks)} feeds: " + ", ".join(f"{n} {health}" for health, n in counts if n))
    return "".join(f"{line}\n" for line in lines)


def _line(*cells: str) -> str:
    widths = (6, 20, 12, 6, 16, 4, 8)
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return "  ".join((*padded, cells[-1]))


def _import(options: FeedsImportOptions) -> int:
    found = unique(described(url, title, None) for url, title in _opml(options))
    if options.output is None:
        sys.stdout.write(file_of(found))
        return DONE
    before = read_text(options.output)
    if before is None or not before.strip():
        text, number = file_of(found), len(found)
    else:
        note = f"imported from {one_line(options.opml.name)}"
        text, number = added(before, str(options.output), found, note)
    if number:
        replace_text(options.output, text)
    sys.stdout.write(f"{number} feeds added to {options.output}, {len(found) - number} known\n")
    return DONE


def _opml(options: FeedsImportOptions) -> list[tuple[str, str | None]]:
    try:
        with options.opml.open("rb") as opened:
            data = opened.read(_MAX_OPML + 1)
        if len(data) > _MAX_OPML:
            raise OpmlError(f"is larger than {_MAX_OPML} bytes")
        found = opml_feeds(data)
    except OSError as error:
        raise CommandFailed(
            f"{options.opml} cannot be read: {error.strerror}", status=WRONG_USAGE
        ) from error
    except OpmlError as error:
        raise CommandFailed(f"{options.opml} {one_line(error)}", status=WRONG_USAGE) from error
    if not found:
        raise CommandFailed(f"{options.opml} names no feed", status=WRONG_USAGE)
    return found


def _discover(options: FeedsDiscoverOptions) -> int:
    url = options.url if "://" in options.url else f"https://{options.url}"
    if not is_web_address(url):
        raise CommandFailed(f"{one_line(options.url)} is no address", status=WRONG_USAGE)
    settings = load_configuration(options.config).feeds
    with Fetcher(settings.fetch) as fetch:
        found = discover(url, fetch, settings, datetime.now(UTC))
    if options.json:
        values = [one._asdict() for one in found]
        sys.stdout.write(json.dumps(values, indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("".join(f"  {_entry(one)}\n" for one in found))
    if not found:
        raise CommandFailed(f"no feed found at {one_line(url)}")
    return DONE


def _entry(found: FoundFeed) -> str:
    values: dict[str, Any] = {"url": found.url, "title": found.title, "language": found.language}
    return f"{entry(described(**values))}  # {found.format}, {found.items} items"
