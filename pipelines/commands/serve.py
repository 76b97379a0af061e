"""``wirebeam serve``: listen until a signal."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import Final

from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.http_server.addresses import is_loopback, listen_address
from pipelines.http_server.server import ListenError
from pipelines.report.periods import request_of
from pipelines.serve_options import ServeOptions
from pipelines.serving.service import Service
from pipelines.serving.snapshots import usable

_WARNING: Final = (
    "warning: every machine that reaches this address can read everything here, unencrypted and "
    "without a password"
)


def serve(options: ServeOptions) -> int:
    """Serve until SIGTERM (status 0) or Ctrl-C (130). Raises CommandFailed."""
    host, port = _address(options)
    reason = usable(options.folder)
    if reason is not None:
        raise CommandFailed(f"output folder {options.folder}: {one_line(reason)}")
    service = Service(
        options.folder,
        (host, port),
        request=request_of(options),
        clock=lambda: datetime.now(tz=UTC),
        names=options.hosts,
    )
    with _until_terminated() as ended:
        try:
            host, port = service.start()
        except ListenError as error:
            raise CommandFailed(f"--listen: {one_line(error)}") from error
        try:
            if not is_loopback(host):
                print(f"wirebeam: {_WARNING}", file=sys.stderr)
            shown = f"[{host}]" if ":" in host else host
            print(f"Serving {options.folder} on http://{shown}:{port}/", flush=True)
            ended.wait()
        finally:
            service.stop()
    return DONE


def _address(options: ServeOptions) -> tuple[str, int]:
    """Read where to listen. Raises CommandFailed for what only --allow-remote allows."""
    try:
        host, port = listen_address(options.listen)
    except ValueError as error:
        raise CommandFailed(f"--listen: {one_line(error)}", status=WRONG_USAGE) from error
    if not is_loopback(host) and not options.allow_remote:
        line = (
            f"--listen: other machines may reach {host}, and there is no password: "
            "--allow-remote says that this is meant"
        )
        raise CommandFailed(line, status=WRONG_USAGE)
    return host, port


@contextmanager
def _until_terminated() -> Iterator[threading.Event]:
    """Give what is set by SIGTERM; Ctrl-C goes its usual way."""
    ended = threading.Event()

    def end(signal_number: int, frame: FrameType | None) -> None:
        ended.set()

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield ended
    finally:
        signal.signal(signal.SIGTERM, before)
