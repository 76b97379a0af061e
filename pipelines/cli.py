"""The command ``wirebeam``: parse, dispatch, and end with a status and a clear line.

Commands are imported when they are chosen: ``extract``, ``query`` and ``schema`` start without
Beam.
"""

import logging
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Final

from pipelines.failures import DONE, FAILED, INTERRUPTED, CommandFailed, one_line
from pipelines.options import (
    ExtractOptions,
    Options,
    QueryOptions,
    RunOptions,
    SchemaOptions,
    parse,
)

_PROGRAM: Final = "wirebeam"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (0 done, 1 failed, 2 wrong usage, 130 Ctrl-C)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _use_utf8()
    try:
        invocation = parse(arguments)
        _log(logging.WARNING if invocation.debug else logging.ERROR)
        return _finish(_guarded(invocation.options, invocation.debug))
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _closed_pipe()


def _guarded(options: Options, debug: bool) -> int:
    """Run a command; every failure is told in clear lines, with its traceback if wanted."""
    try:
        return run_command(options)
    except CommandFailed as failure:
        if debug:
            traceback.print_exc()
        for line in failure.lines:
            print(f"{_PROGRAM}: {line}", file=sys.stderr)
        return failure.status
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        # A fault of ours: whoever started the command gets a line, and with --debug the rest.
        if debug:
            traceback.print_exc()
        name = type(error).__name__
        print(
            f"{_PROGRAM}: internal error: {name}: {one_line(error)} (--debug shows where)",
            file=sys.stderr,
        )
        return FAILED


def run_command(options: Options) -> int:
    """Run what the options ask for. Raises CommandFailed."""
    match options:
        case RunOptions():
            from pipelines.commands.run import run  # noqa: PLC0415 - start without Beam

            return run(options)
        case ExtractOptions():
            from pipelines.commands.extract import extract  # noqa: PLC0415

            return extract(options)
        case QueryOptions():
            from pipelines.commands.query import query  # noqa: PLC0415

            return query(options)
        case SchemaOptions():
            from pipelines.commands.schema import schema  # noqa: PLC0415

            return schema(options)


def _finish(status: int) -> int:
    """Flush here, where a closed pipe can still be told from an error."""
    sys.stdout.flush()
    return status


def _interrupted() -> int:
    print(f"\n{_PROGRAM}: interrupted, the tables are as they were", file=sys.stderr)
    return INTERRUPTED


def _closed_pipe() -> int:
    """Whoever reads has seen enough; the interpreter must not complain when it flushes."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
    return DONE


def _log(level: int) -> None:
    """Let libraries say what went wrong, not what they think of their surroundings."""
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    warnings.simplefilter("default" if level <= logging.WARNING else "ignore")


def _use_utf8() -> None:
    """Print Cyrillic also where the locale is C, and never fail over a lone surrogate."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
