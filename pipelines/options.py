"""Command lines to typed requests; nothing is read, built or run here.

``parse`` is the whole of it. A wrong command line ends the process with status 2 and one line.
"""

import argparse
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, NoReturn

from pipelines import compact_options, help_texts
from pipelines.common_options import (
    add_as_of,
    add_config,
    add_extractor,
    add_feed_lists,
    add_output,
)
from pipelines.completion import HELP, CompletionOptions, add_completion
from pipelines.export_options import ExportOptions, add_export, export_options
from pipelines.failures import WRONG_USAGE, one_line
from pipelines.feed_options import FeedsOptions, add_feeds, feeds_options
from pipelines.option_values import given, language, moment, path, seconds
from pipelines.report_options import ReportOptions, add_report, report_options
from pipelines.serve_options import ServeOptions, add_serve, serve_options

DISTRIBUTION: Final = "wirebeam"
FORMATS: Final = ("table", "csv", "json", "parquet")
_FEEDS_HELP: Final = (
    "feeds: YAML like configs/feeds.yaml, OPML, addresses; may be given several times"
)


@dataclass(frozen=True)
class RunOptions:
    """``wirebeam run``: inputs as given (globs not yet resolved), ``as_of`` in UTC or None.

    ``feeds`` are addresses and files that name feeds.
    """

    inputs: tuple[str, ...]
    output: str
    config: Path | None
    as_of: datetime | None
    json: bool
    beam_arguments: tuple[str, ...]
    command: str
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True)
class WatchOptions:
    """``wirebeam watch``: ``input`` is a folder, ``listen`` HOST:PORT, ``every`` in seconds.

    ``until`` is in UTC; None everywhere: not given.
    """

    feeds: tuple[str, ...]
    output: str
    input: Path | None
    listen: str | None
    every: float | None
    until: datetime | None
    once: bool
    status: Path | None
    config: Path | None
    beam_arguments: tuple[str, ...]
    command: str


@dataclass(frozen=True)
class ExtractOptions:
    """``wirebeam extract``: ``file`` is a path or "-"; ``published`` in UTC or None."""

    file: str
    config: Path | None
    published: datetime | None
    language: str | None
    source: str | None
    title: str | None
    as_of: datetime | None
    explain: bool
    json: bool
    extractor: str | None = None


@dataclass(frozen=True)
class EvaluateOptions:
    """``wirebeam evaluate``: gold files and folders; ``texts`` holds texts that gold names."""

    gold: tuple[Path, ...]
    texts: Path | None
    output: Path | None
    config: Path | None
    as_of: datetime | None
    published_only: bool
    verbose: bool
    json: bool
    extractor: str | None = None
    incidents: bool = False


@dataclass(frozen=True)
class QueryOptions:
    """``wirebeam query``: ``sql`` is a statement, "-" for standard input, None for a listing."""

    folder: str
    sql: str | None
    format: Literal["table", "csv", "json", "parquet"]
    output: Path | None


@dataclass(frozen=True)
class SchemaOptions:
    """``wirebeam schema``: one table, or all where None."""

    table: str | None
    json: bool


Options = (
    RunOptions
    | WatchOptions
    | ExtractOptions
    | EvaluateOptions
    | QueryOptions
    | ExportOptions
    | SchemaOptions
    | FeedsOptions
    | ReportOptions
    | ServeOptions
    | CompletionOptions
    | compact_options.CompactOptions
)


@dataclass(frozen=True)
class Invocation:
    """A parsed command line; ``debug`` shows the traceback of a failure."""

    options: Options
    debug: bool


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        """End with status 2."""
        line = f"{self.prog}: error: {one_line(message)} (see {self.prog} --help)\n"
        self.exit(WRONG_USAGE, line)


class _Version(argparse.Action):
    """Looks the version up only where it is asked for: that takes a while."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"{DISTRIBUTION} {version(DISTRIBUTION)}")
        parser.exit(0)


def parse(argv: Sequence[str]) -> Invocation:
    """Turn the arguments after the program's name into a request.

    Raises SystemExit: 0 after --help and --version, 2 with one line on standard error for a
    command line that cannot be meant.
    """
    own, beam_arguments = _split(argv)
    parser = command_parser()
    parsed = parser.parse_args(own)
    _check_sources(parser, parsed)
    command = shlex.join([DISTRIBUTION, *argv])
    return Invocation(_options(parser, parsed, beam_arguments, command), parsed.debug)


def _check_sources(parser: argparse.ArgumentParser, parsed: argparse.Namespace) -> None:
    """Refuse a run or a watch without anything to read; Raises SystemExit with status 2."""
    if parsed.command == "run" and not (parsed.inputs or parsed.feeds):
        parser.error("run: one of --input and --feeds is required")
    if parsed.command == "watch" and not (parsed.feeds or parsed.input or parsed.listen):
        parser.error("watch: one of --feeds, --input and --listen is required")


def _split(argv: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Cut what stands behind "--" off: Beam's options, which only ``run`` and ``watch`` have."""
    words = list(argv)
    if not {"run", "watch"} & set(words[:2]) or "--" not in words:
        return words, ()
    at = words.index("--")
    return words[:at], tuple(words[at + 1 :])


def _options(
    parser: argparse.ArgumentParser,
    parsed: argparse.Namespace,
    beam: tuple[str, ...],
    command: str,
) -> Options:
    values = {key: value for key, value in vars(parsed).items() if key not in {"command", "debug"}}
    if parsed.command == "run":
        values["inputs"] = tuple(values["inputs"])
        values["feeds"] = tuple(values["feeds"])
        return RunOptions(**values, beam_arguments=beam, command=command)
    if parsed.command == "watch":
        values["feeds"] = tuple(values["feeds"])
        return WatchOptions(**values, beam_arguments=beam, command=command)
    own: dict[str, Callable[[dict[str, Any]], Options]] = {
        "feeds": feeds_options,
        "report": report_options,
        "serve": serve_options,
        "export": partial(export_options, parser),
    }
    if parsed.command in own:
        return own[parsed.command](values)
    if parsed.command == "evaluate":
        values["gold"] = tuple(values["gold"])
        return EvaluateOptions(**values)
    simple = {
        "extract": ExtractOptions,
        "query": QueryOptions,
        "schema": SchemaOptions,
        "completion": CompletionOptions,
        "compact": compact_options.CompactOptions,
    }
    made: Options = simple[parsed.command](**values)
    return made


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _new(None, "wirebeam", help_texts.WIREBEAM)
    none = argparse.SUPPRESS
    parser.add_argument(
        "--version", action=_Version, nargs=0, dest=none, default=none, help="show the version"
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of a failure")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_run(_new(commands, "run", help_texts.RUN))
    _add_watch(_new(commands, "watch", help_texts.WATCH))
    _add_extract(_new(commands, "extract", help_texts.EXTRACT))
    _add_evaluate(_new(commands, "evaluate", help_texts.EVALUATE))
    _add_query(_new(commands, "query", help_texts.QUERY))
    add_export(_new(commands, "export", help_texts.EXPORT))
    _add_schema(_new(commands, "schema", help_texts.SCHEMA))
    add_report(_new(commands, "report", help_texts.REPORT))
    add_serve(_new(commands, "serve", help_texts.SERVE))
    compact_options.add_compact(_new(commands, "compact", compact_options.HELP))
    add_completion(_new(commands, "completion", HELP))
    add_feeds(_new(commands, "feeds", help_texts.FEEDS), _new)
    return parser


def _new(
    commands: "argparse._SubParsersAction[_Parser] | None", name: str, text: help_texts.HelpText
) -> _Parser:
    form = argparse.RawDescriptionHelpFormatter
    if commands is None:
        return _Parser(
            prog=name,
            description=text.description,
            epilog=text.epilog,
            formatter_class=form,
            allow_abbrev=False,
        )
    parser = commands.add_parser(
        name,
        help=text.summary,
        description=text.description,
        epilog=text.epilog,
        formatter_class=form,
        allow_abbrev=False,
    )
    # Absent here must not undo a --debug before the command.
    parser.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
    )
    return parser


def _add_run(parser: _Parser) -> None:
    parser.add_argument(
        "--input",
        dest="inputs",
        metavar="PATH",
        nargs="+",
        action="extend",
        default=[],
        type=given,
        help="files, folders or globs; may be given several times",
    )
    add_feed_lists(parser, _FEEDS_HELP)
    add_output(parser)
    add_config(parser)
    add_as_of(parser)
    parser.add_argument("--json", action="store_true", help="closing summary as JSON")


def _add_watch(parser: _Parser) -> None:
    add_feed_lists(parser, _FEEDS_HELP)
    add_output(parser)
    parser.add_argument(
        "--input", metavar="DIR", type=path, help="folder whose new files are read as well"
    )
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        type=given,
        help="take articles that are pushed there, and WebSub messages",
    )
    parser.add_argument(
        "--every",
        metavar="TIME",
        type=seconds,
        help="least time between two rounds, such as 30s, 5m or 1h; default: watch.every",
    )
    parser.add_argument(
        "--until", metavar="TIME", type=moment, help="end at this moment, ISO, UTC; default: never"
    )
    parser.add_argument("--once", action="store_true", help="end after one round")
    parser.add_argument(
        "--status", metavar="FILE", type=path, help="keep the state there, as JSON for monitors"
    )
    add_config(parser)


def _add_extract(parser: _Parser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default="-", help="an article; - is standard input"
    )
    parser.add_argument(
        "--published", metavar="DATE", type=moment, help="publication date or time, UTC"
    )
    parser.add_argument("--language", metavar="xx", type=language, help="ISO 639-1 code")
    parser.add_argument("--source", metavar="DOMAIN", type=given, help="who published it")
    parser.add_argument("--title", metavar="TEXT", type=given, help="headline")
    add_config(parser)
    add_extractor(parser)
    add_as_of(parser)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="show the article with its slots marked, the rules behind events, what was dropped",
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON per article")


def _add_evaluate(parser: _Parser) -> None:
    parser.add_argument(
        "gold", metavar="GOLD", nargs="+", type=path, help="annotated articles: files or folders"
    )
    parser.add_argument(
        "--texts", metavar="DIR", type=path, help="folder of the texts that gold files name"
    )
    parser.add_argument(
        "--output", metavar="FILE", type=path, help="write the whole report there, as JSON"
    )
    parser.add_argument(
        "--published-only",
        action="store_true",
        help="leave out articles without a publication date in the gold file",
    )
    parser.add_argument(
        "--incidents",
        action="store_true",
        help="also link the events of all articles and compare with their incident ids",
    )
    add_config(parser)
    add_extractor(parser)
    add_as_of(parser)
    parser.add_argument("--verbose", action="store_true", help="list every error")
    parser.add_argument("--json", action="store_true", help="the report as JSON, errors included")


def _add_query(parser: _Parser) -> None:
    parser.add_argument("folder", metavar="DIR", type=given, help="output folder of a run")
    parser.add_argument("sql", metavar="SQL", nargs="?", help="a statement; - is standard input")
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write there, not to standard output"
    )


def _add_schema(parser: _Parser) -> None:
    parser.add_argument("table", metavar="TABLE", nargs="?", help="default: all tables")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
