"""``wirebeam watch``: check everything, then run rounds until the end or a signal."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipelines.commands.extractors import check_extractor
from pipelines.commands.run import check_beam, settings_of
from pipelines.config import Configuration, load_configuration
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.feed_list import load_feeds
from pipelines.knowledge_check import validate_knowledge
from pipelines.options import WatchOptions
from pipelines.requests import configuration_folder
from pipelines.watching.rounds import RoundFailed, Watch, WatchRequest, utc_now
from pipelines.watching.stop import Stop, WatchStopped
from pipelines.watching.telling import Teller
from transforms.write.layout import Output, OutputError, OutputLocked
from transforms.write.storage import storage_for

if TYPE_CHECKING:
    from pipelines.push.receiver import Receiver


def watch(options: WatchOptions) -> int:
    """Watch until the end or a signal; return the exit status. Raises CommandFailed."""
    request, configuration = request_of(options)
    with Stop() as stop:
        status = _watch(request, configuration, options.listen, stop)
    if stop.came is not None and threading.active_count() > 1:
        # Polls and steps that were given up would hold the process until they time out.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status


def request_of(options: WatchOptions) -> tuple[WatchRequest, Configuration]:
    """Check options, configuration, knowledge and feeds; return the request and configuration.

    Raises CommandFailed (wrong usage) before anything is read or written.
    """
    check_beam(options.beam_arguments)
    configuration = load_configuration(options.config)
    settings = settings_of(configuration)
    if options.input is not None and not options.input.is_dir():
        raise CommandFailed(f"--input: {options.input} is no folder", status=WRONG_USAGE)
    feeds = load_feeds(options.feeds) if options.feeds else ()
    check_extractor(settings.extractor, configuration_folder(settings))
    validate_knowledge(configuration_folder(settings), configuration.incidents.figures.officials)
    request = WatchRequest(
        output=options.output,
        settings=settings,
        every=options.every or configuration.watch.every,
        settle=configuration.watch.settle,
        max_files=configuration.watch.max_files,
        retry_after=configuration.watch.retry_after,
        feeds=feeds,
        folder=options.input,
        until=options.until,
        once=options.once,
        status=options.status,
        beam_arguments=options.beam_arguments,
        command=options.command,
    )
    return request, configuration


def _watch(
    request: WatchRequest, configuration: Configuration, listen: str | None, stop: Stop
) -> int:
    teller = Teller(sys.stderr, utc_now)
    try:
        with (
            _only_watch(request.output),
            _listening(request, configuration, listen, teller) as receiver,
        ):
            rounds = Watch(
                request,
                stop,
                teller,
                spool=receiver.spool if receiver else None,
                follow=receiver.follow if receiver else None,
            )
            sources = f"{len(request.feeds)} feeds{_folder(request)}"
            teller.tell(f"watching {sources} into {request.output}")
            return _run(rounds, stop, teller)
    except WatchStopped:
        return stop.status


def _run(rounds: Watch, stop: Stop, teller: Teller) -> int:
    try:
        rounds.run()
    except WatchStopped:
        rounds.ended("stopped")
        teller.tell("stopped by a signal; what was committed stays")
        return stop.status
    except RoundFailed as error:
        rounds.ended("failed")
        raise CommandFailed(one_line(error)) from error
    rounds.ended("ended")
    return DONE


@contextmanager
def _listening(
    request: WatchRequest, configuration: Configuration, listen: str | None, teller: Teller
) -> Iterator["Receiver | None"]:
    """Take what is pushed while the context is open. Raises CommandFailed."""
    if listen is None:
        yield None
        return
    # Only here: without --listen nothing of a server is imported.
    from pipelines.http_server.addresses import listen_address  # noqa: PLC0415
    from pipelines.http_server.server import ListenError  # noqa: PLC0415
    from pipelines.push.receiver import Receiver, spool_folder  # noqa: PLC0415
    from pipelines.push.spool import SpoolError  # noqa: PLC0415
    from pipelines.push.subscriptions import SubscriptionsError  # noqa: PLC0415
    from pipelines.push.tokens import TokenError  # noqa: PLC0415
    from transforms.feeds.client import Fetcher  # noqa: PLC0415

    folder = spool_folder(request.output, configuration.push.spool)
    if folder is None:
        text = f"--listen: {request.output} is no local folder; name one in push.spool"
        raise CommandFailed(text, status=WRONG_USAGE)
    try:
        address = listen_address(listen)
    except ValueError as error:
        raise CommandFailed(f"--listen: {one_line(error)}", status=WRONG_USAGE) from error
    with Fetcher(configuration.feeds.fetch) as fetch:
        try:
            receiver = Receiver(address, folder, configuration.push, configuration.read, fetch)
            host, port = receiver.start()
        except (ListenError, SpoolError, SubscriptionsError, TokenError) as error:
            raise CommandFailed(f"--listen: {one_line(error)}") from error
        teller.tell(f"listening on {host}:{port}")
        try:
            yield receiver
        finally:
            receiver.stop()


def _folder(request: WatchRequest) -> str:
    return f" and {request.folder}" if request.folder is not None else ""


@contextmanager
def _only_watch(output: str) -> Iterator[None]:
    """Hold the right to be the one watch of an output folder. Raises CommandFailed."""
    try:
        storage = storage_for(output)
        with storage.lock(f"{Output(output).private}/watch.lock"):
            yield
    except OutputLocked as error:
        holder = str(error).partition("(")[2].partition(")")[0]
        text = f"output {output}: another watch is running there ({holder})"
        raise CommandFailed(text) from error
    except (OutputError, OSError) as error:
        raise CommandFailed(f"output {output}: {one_line(error)}") from error
