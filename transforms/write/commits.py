"""Commits: a run's files become part of the tables together or not at all.

A writer takes the lock, recovers, runs its graph into a staging folder and commits. The commit
record is the one instant at which everything changes: before it the staging folder is rubbish,
after it the files in it count, wherever they lie. Killing the writer at any instruction leaves
one of the two; the next ``recover`` finishes it. Readers take no lock: ``live_files`` finds a
committed file in its staging folder until it has been moved.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import PARTITION_COLUMN, TABLES, table_schema, table_spec
from transforms.write.journal import (
    CommitRecord,
    State,
    after,
    read_state,
    remove_temporary_files,
    write_record,
    write_snapshot_if_due,
)
from transforms.write.layout import (
    CommittedFile,
    Output,
    OutputDamaged,
    OutputError,
    WrittenFile,
    committed,
    is_table_file,
    parse_key,
    schema_stamp,
    sorted_files,
)
from transforms.write.storage import Storage, storage_for

ADOPTED: Final = "adopted"
"""The run id of the record that takes over files found in a folder without commits."""

_RESOLVE_ATTEMPTS: Final = 5


class Recovery(NamedTuple):
    """What recovering found: the run finished, the runs dropped, the files taken over."""

    rolled_forward: str | None
    rolled_back: list[str]
    adopted: int


class LiveTable(NamedTuple):
    """A table's files; ``same_schema`` where all are known to have the table's schema of today."""

    paths: list[str]
    same_schema: bool


class LiveTables(NamedTuple):
    """The files of all tables at one commit; 0 and no ``run_id`` where there was none yet."""

    sequence: int
    run_id: str | None
    tables: Mapping[str, LiveTable]


@contextmanager
def lock_output(out: str, storage: Storage | None = None) -> Iterator[None]:
    """Hold the exclusive right to write into ``out``.

    Raises OutputLocked, naming the holder, and OutputError where the folder cannot be written.
    Only local folders are locked; see RemoteStorage for others.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(storage_for(out, storage).lock(Output(out).lock))
        except OSError as error:
            raise OutputError(f"cannot write into {out}: {error.strerror or error}") from error
        yield


def recover(out: str, storage: Storage | None = None) -> Recovery:
    """Finish what a killed writer left: roll its commit forward, drop what was not committed.

    Call it under the lock, before anything is staged. Files in a folder that never saw a commit
    (a copy of the tables alone) are taken over by a first record. Raises OutputDamaged where a
    committed file is lost.
    """
    disk, output = storage_for(out, storage), Output(out)
    remove_temporary_files(output, disk)
    state = read_state(output, disk)
    staged = _staged_runs(output, disk)
    finished = state.last.run_id if state.last and state.last.run_id in staged else None
    if state.last is not None:
        _roll_forward(output, disk, state.last)
    disk.remove_tree(output.staging)
    found = [] if state.sequence else _found_files(output, disk)
    if found:
        record = CommitRecord(1, ADOPTED, found, [], {})
        write_record(output, disk, record)
        state = after(state, record)
    write_snapshot_if_due(output, disk, state)
    return Recovery(finished, [run for run in staged if run != finished], len(found))


def commit(
    out: str,
    run_id: str,
    files: Iterable[WrittenFile],
    *,
    removed: Iterable[str] = (),
    metadata: Mapping[str, Any] | None = None,
    storage: Storage | None = None,
) -> int:
    """Make the staged files of a run part of the tables; return the number of the commit.

    Args:
        out: The output folder, locked by the caller.
        run_id: The run whose staging folder holds the files.
        files: What the run wrote. A file that is live already (same rows) is left out.
        removed: Paths of live files that the new ones replace, as ``live_files`` gives them.
        metadata: Kept in the record; anything JSON can hold.
        storage: For folders that are not on this machine.

    Calling it again with the same run and files changes nothing. Raises OutputDamaged, before
    anything is committed, where a staged file is missing or has another size.
    """
    disk, output = storage_for(out, storage), Output(out)
    state = read_state(output, disk)
    given = sorted_files(committed(file) for file in files)
    kept = {file.key for file in given}
    gone = [key for key in _keys(output, state, removed) if key not in kept]
    new = [file for file in given if file not in state.files]
    if state.last is not None and state.last.run_id == run_id and not new and not gone:
        _roll_forward(output, disk, state.last)
        return state.sequence
    _check_staged(output, disk, run_id, new)
    record = CommitRecord(state.sequence + 1, run_id, new, gone, dict(metadata or {}))
    write_record(output, disk, record)
    _roll_forward(output, disk, record)
    write_snapshot_if_due(output, disk, after(state, record))
    return record.sequence


def live_files(out: str, table: str, storage: Storage | None = None) -> list[str]:
    """Return the paths of a table's committed files: ``live_table`` without the schemas."""
    return live_table(out, table, storage).paths


def live_table(out: str, table: str, storage: Storage | None = None) -> LiveTable:
    """Return where a table's committed files lie, sorted by partition and name.

    A folder that never saw a commit is globbed. Raises OutputDamaged where a file of the last
    commit is neither in its place nor staged.
    """
    table_spec(table)
    return _live(out, (table,), storage).tables[table]


def live_tables(out: str, storage: Storage | None = None) -> LiveTables:
    """Return where the files of all tables lie, all of the same commit; else as ``live_table``."""
    return _live(out, tuple(TABLES), storage)


def committed_files(out: str, storage: Storage | None = None) -> list[CommittedFile]:
    """Return what is live in all tables, with rows and bytes, sorted by key."""
    disk, output = storage_for(out, storage), Output(out)
    state = read_state(output, disk)
    return state.files.files() if state.sequence else _found_files(output, disk)


def last_commit(out: str, storage: Storage | None = None) -> CommitRecord | None:
    """Return the newest commit record, None where there is none."""
    return read_state(Output(out), storage_for(out, storage)).last


def _live(out: str, names: tuple[str, ...], storage: Storage | None) -> LiveTables:
    disk, output = storage_for(out, storage), Output(out)
    for _ in range(_RESOLVE_ATTEMPTS):
        state = read_state(output, disk)
        if not state.sequence:
            found = {
                name: LiveTable(_globbed(output, disk, name), same_schema=False) for name in names
            }
            return LiveTables(0, None, found)
        tables: dict[str, LiveTable] = {}
        for name in names:
            paths = _resolved(output, disk, state, name)
            if paths is None:
                break
            same = state.files.schemas(name) <= {schema_stamp(table_schema(name))}
            tables[name] = LiveTable(paths, same_schema=same)
        else:
            return LiveTables(state.sequence, state.last.run_id if state.last else None, tables)
    raise OutputDamaged(f"committed file {_lost(output, disk, state)} is missing")


def _roll_forward(output: Output, disk: Storage, record: CommitRecord) -> None:
    """Move a committed run's files to their places; doing it again does nothing."""
    for file in record.files:
        staged, final = output.staged(record.run_id, file), output.final(file)
        if disk.size(staged) is not None:
            disk.move(staged, final)
        elif disk.size(final) is None:
            raise OutputDamaged(f"committed file {final} is missing")
    disk.sync_folders(output.folders_of(output.final(file) for file in record.files))
    for key in record.removed:
        disk.remove(f"{output.root}/{key}")
    disk.remove_tree(output.staging_folder(record.run_id))


def _check_staged(output: Output, disk: Storage, run_id: str, files: list[CommittedFile]) -> None:
    for file in files:
        path = output.staged(run_id, file)
        size = disk.size(path)
        if size != file.bytes:
            found = "is missing" if size is None else f"has {size} bytes instead of {file.bytes}"
            raise OutputDamaged(f"staged file {path} {found}; nothing was committed")
    disk.sync_folders(output.folders_of(output.staged(run_id, file) for file in files))


def _keys(output: Output, state: State, paths: Iterable[str]) -> list[str]:
    """Return the keys of live files to remove; those that the last commit removed are done."""
    keys = sorted({path.removeprefix(f"{output.root}/") for path in paths})
    live = [key for key in keys if parse_key(key, 0, 0) in state.files]
    unknown = set(keys) - set(live) - set(state.last.removed if state.last else [])
    if unknown:
        raise ValueError(f"{min(unknown)} is no live file of {output.root} and cannot be removed")
    return live


def _staged_runs(output: Output, disk: Storage) -> list[str]:
    prefix = f"{output.staging}/"
    return sorted({p.removeprefix(prefix).split("/", 1)[0] for p in disk.files(output.staging)})


def _resolved(output: Output, disk: Storage, state: State, table: str) -> list[str] | None:
    """Return where a table's files lie now; None where one moved away while being looked for."""
    moved: dict[str, str] = {}
    for file in state.last.files if state.last else []:
        if file.table == table and disk.size(output.final(file)) is None:
            staged = output.staged(state.last.run_id if state.last else "", file)
            if disk.size(staged) is None:
                return None
            moved[output.final(file)] = staged
    folder = output.table(table)
    finals = (f"{folder}/{PARTITION_COLUMN}={day}/{name}" for day, name in state.files.names(table))
    return [moved.get(path, path) for path in finals]


def _lost(output: Output, disk: Storage, state: State) -> str:
    paths = [output.final(file) for file in state.last.files] if state.last else []
    return next((path for path in paths if disk.size(path) is None), output.root)


def _found_files(output: Output, disk: Storage) -> list[CommittedFile]:
    return [
        _found_file(output, disk, path)
        for table in TABLES
        for path in _globbed(output, disk, table)
    ]


def _globbed(output: Output, disk: Storage, table: str) -> list[str]:
    """Return the Parquet files in a table's partition folders."""
    prefix = f"{output.root}/"
    return [p for p in disk.files(output.table(table)) if is_table_file(p.removeprefix(prefix))]


def _found_file(output: Output, disk: Storage, path: str) -> CommittedFile:
    try:
        with disk.open(path) as file:
            footer = pq.read_metadata(file)
    except pa.ArrowInvalid as error:
        raise OutputDamaged(f"{path} is no readable Parquet file: {error}") from error
    stamp = schema_stamp(footer.schema.to_arrow_schema())
    key = path.removeprefix(f"{output.root}/")
    return parse_key(key, footer.num_rows, disk.size(path) or 0, stamp)
