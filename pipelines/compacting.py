"""Replacing the many small files of a day by few: one commit, readers and other writers unharmed.

Rows stay as they are, revisions included. A reader sees the old files or the new ones; killed at
any moment, the next writer finishes or drops the whole of it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby, islice
from typing import Any, Final, NamedTuple

from transforms.ids import digest
from transforms.settings import WriteSettings
from transforms.tables import TABLES, UNKNOWN_PARTITION, from_arrow
from transforms.write.commits import commit, committed_files, last_commit, lock_output, recover
from transforms.write.layout import CommittedFile, Output, WrittenFile
from transforms.write.readback import read_files
from transforms.write.stage import stage_rows
from transforms.write.storage import Storage, storage_for

LARGEST: Final = 32_000_000
"""Bytes that small files become one up to; a larger file is left alone. A group must fit memory."""

FEWEST: Final = 8
"""Files of one day from which they are merged."""

LATE_DAYS: Final = 2
"""The newest days of a table, which still grow; so does the one of the unknown day."""


class Compacted(NamedTuple):
    """What was done with one table: files and bytes before and after, of those replaced."""

    table: str
    files_before: int
    files_after: int
    bytes_before: int
    bytes_after: int


class When(NamedTuple):
    """When days are merged: from so many small files on, and how many groups in one call.

    The late days of the tables in ``left`` are left to those who write them.
    """

    fewest: int = FEWEST
    fewest_of_late_days: int = FEWEST
    groups: int | None = None
    left: frozenset[str] = frozenset()


BY_DEFAULT: Final = When()


def compact(
    output: str,
    settings: WriteSettings,
    when: When = BY_DEFAULT,
    committing: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> list[Compacted]:
    """Merge the small files of the days that have enough of them; return what changed.

    ``committing`` is opened around the commit, which must not be interrupted halfway. Raises
    OutputLocked while another writer works, OutputError where the folder cannot be used.
    """
    storage = storage_for(output)
    with lock_output(output, storage):
        recover(output, storage)
        last = last_commit(output, storage)
        if last is None:
            return []
        groups = list(islice(_groups(committed_files(output, storage), when), when.groups))
        if not groups:
            return []
        names = [file.key for group in groups for file in group]
        run_id = digest("compact", last.sequence, *names)
        try:
            merged = [(group, _stage(output, run_id, group, settings, storage)) for group in groups]
        except BaseException:
            storage.remove_tree(Output(output).staging_folder(run_id))
            raise
        done = [(group, files) for group, files in merged if len(files) < len(group)]
        if done:
            place = Output(output)
            with committing():
                commit(
                    output,
                    run_id,
                    [file for _, files in done for file in files],
                    removed=[place.final(file) for group, _ in done for file in group],
                    metadata={"compacted": len(names)},
                    storage=storage,
                )
        else:
            storage.remove_tree(Output(output).staging_folder(run_id))
    return list(_told(done))


def _groups(files: Iterable[CommittedFile], when: When) -> Iterator[list[CommittedFile]]:
    """Yield the files that become one, day by day, no group larger than LARGEST."""
    days = sorted(files, key=_day)
    late = _late_days(days)
    for day, whole in groupby(days, key=_day):
        if day in late and day[0] in when.left:
            continue
        small = [file for file in whole if file.bytes < LARGEST]
        if len(small) < (when.fewest_of_late_days if day in late else when.fewest):
            continue
        group: list[CommittedFile] = []
        for file in sorted(small, key=lambda one: (one.bytes, one.name)):
            if group and sum(one.bytes for one in group) + file.bytes > LARGEST:
                if len(group) > 1:
                    yield group
                group = []
            group.append(file)
        if len(group) > 1:
            yield group


def _late_days(files: Iterable[CommittedFile]) -> set[tuple[str, str]]:
    known: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        known[file.table].add(file.partition)
    return {
        (table, day)
        for table, days in known.items()
        for day in (UNKNOWN_PARTITION, *sorted(days - {UNKNOWN_PARTITION})[-LATE_DAYS:])
    }


def _day(file: CommittedFile) -> tuple[str, str]:
    return file.table, file.partition


def _stage(
    output: str,
    run_id: str,
    group: list[CommittedFile],
    settings: WriteSettings,
    storage: Storage,
) -> list[WrittenFile]:
    place, table = Output(output), group[0].table
    rows = read_files([place.final(file) for file in group], table, storage)
    staged = stage_rows(output, run_id, table, from_arrow(rows, table), settings, storage)
    if len(staged) >= len(group):
        for file in staged:
            storage.remove(file.staged_path)
    return staged


def _told(done: Iterable[tuple[list[CommittedFile], list[WrittenFile]]]) -> Iterator[Compacted]:
    listed = list(done)
    for table in TABLES:
        mine = [(group, files) for group, files in listed if group[0].table == table]
        if mine:
            yield Compacted(
                table,
                sum(len(group) for group, _ in mine),
                sum(len(files) for _, files in mine),
                sum(file.bytes for group, _ in mine for file in group),
                sum(file.bytes for _, files in mine for file in files),
            )
