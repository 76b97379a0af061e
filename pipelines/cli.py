"""The command ``wirebeam``: parse, dispatch, and end with a status and a clear line.

Commands are imported when they are chosen: all but ``run`` and ``watch`` start without Beam.
"""

import logging
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from types import FrameType
from typing import Final

from pipelines.compact_options import CompactOptions
from pipelines.completion import CompletionOptions
from pipelines.export_options import ExportOptions
from pipelines.failures import DONE, FAILED, INTERRUPTED, CommandFailed, one_line
from pipelines.feed_options import (
    FeedsCheckOptions,
    FeedsDiscoverOptions,
    FeedsImportOptions,
)
from pipelines.options import (
    EvaluateOptions,
    ExtractOptions,
    Options,
    QueryOptions,
    RunOptions,
    SchemaOptions,
    WatchOptions,
    parse,
)
from pipelines.report_options import ReportOptions
from pipelines.serve_options import ServeOptions
from pipelines.signals import RaisedAgain

_PROGRAM: Final = "wirebeam"


class _Interrupt:
    """Remembers Ctrl-C: a runner may wrap the KeyboardInterrupt of a step into another error."""

    def __init__(self) -> None:
        self.came = False

    def __call__(self, signal_number: int, frame: FrameType | None) -> None:
        """Handle SIGINT; what libraries log about being interrupted is no news."""
        self.came = True
        logging.disable(logging.CRITICAL)
        raise KeyboardInterrupt


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (0 done, 1 failed, 2 wrong usage, 130 Ctrl-C)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    interrupt = _Interrupt()
    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with RaisedAgain(KeyboardInterrupt):
            invocation = parse(arguments)
            _log(logging.WARNING if invocation.debug else logging.CRITICAL)
            status = run_command(invocation.options)
            # Flush here, where a closed pipe can still be told from an error.
            sys.stdout.flush()
    except BrokenPipeError:
        return _closed_pipe()
    except (KeyboardInterrupt, Exception) as error:
        return INTERRUPTED if interrupt.came else _failed(error, "--debug" in arguments)
    finally:
        if interrupt.came:
            print(f"\n{_PROGRAM}: interrupted", file=sys.stderr)
        signal.signal(signal.SIGINT, before)
    return status


def _failed(error: BaseException, debug: bool) -> int:
    """Tell a failure in clear lines, with its traceback if wanted."""
    if debug:
        traceback.print_exception(error)
    lines: tuple[str, ...] = (
        f"internal error: {type(error).__name__}: {one_line(error)} (--debug shows where)",
    )
    status = FAILED
    if isinstance(error, CommandFailed):
        lines, status = error.lines, error.status
    for line in lines:
        print(f"{_PROGRAM}: {line}", file=sys.stderr)
    return status


def run_command(options: Options) -> int:  # noqa: PLR0911 - one for each command
    """Run what the options ask for. Raises CommandFailed."""
    match options:
        case RunOptions():
            from pipelines.commands.run import run  # noqa: PLC0415 - start without Beam

            return run(options)
        case WatchOptions():
            from pipelines.commands.watch import watch  # noqa: PLC0415

            return watch(options)
        case ExtractOptions():
            from pipelines.commands.extract import extract  # noqa: PLC0415

            return extract(options)
        case EvaluateOptions():
            from pipelines.commands.evaluate import evaluate  # noqa: PLC0415

            return evaluate(options)
        case QueryOptions():
            from pipelines.commands.query import query  # noqa: PLC0415

            return query(options)
        case ReportOptions():
            from pipelines.commands.report import report  # noqa: PLC0415

            return report(options)
        case ServeOptions():
            from pipelines.commands.serve import serve  # noqa: PLC0415

            return serve(options)
        case ExportOptions():
            from pipelines.commands.export import export  # noqa: PLC0415

            return export(options)
        case FeedsCheckOptions() | FeedsImportOptions() | FeedsDiscoverOptions():
            from pipelines.commands.feeds import feeds  # noqa: PLC0415

            return feeds(options)
        case CompactOptions():
            from pipelines.commands.compact import compact  # noqa: PLC0415

            return compact(options)
        case CompletionOptions():
            from pipelines.commands.completion import completion  # noqa: PLC0415

            return completion(options)
        case SchemaOptions():
            from pipelines.commands.schema import schema  # noqa: PLC0415

            return schema(options)


def _closed_pipe() -> int:
    """Whoever reads has seen enough; the interpreter must not complain when it flushes."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
    return DONE


def _log(level: int) -> None:
    """Let libraries say what went wrong, not what they think of their surroundings."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    if level > logging.WARNING:
        warnings.simplefilter("ignore")


def _use_utf8() -> None:
    """Print Cyrillic also where the locale is C, and never fail over a lone surrogate."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
