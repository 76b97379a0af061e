"""The commit records of an output folder, and the snapshots that keep reading them short.

A record says which files a run added and removed; the live files are the newest snapshot plus the
records after it. Records older than the snapshot before the newest are deleted: nobody reads them,
while a reader that listed the folder a moment ago still finds what it saw.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from transforms.write.index import FileIndex, flat, nest
from transforms.write.layout import TEMPORARY, CommittedFile, Output, OutputDamaged
from transforms.write.storage import Storage

FORMAT: Final = 1
SNAPSHOT_EVERY: Final = 64
_ENTRY: Final = re.compile(r"(\d{8,})(\.snapshot)?\.json")
_READ_ATTEMPTS: Final = 5


class CommitRecord(NamedTuple):
    """One commit: what a run added and removed (keys below the output folder)."""

    sequence: int
    run_id: str
    files: list[CommittedFile]
    removed: list[str]
    metadata: Mapping[str, Any]


class State(NamedTuple):
    """The committed state: the live files, the last record, the last snapshot's number."""

    sequence: int
    files: FileIndex
    last: CommitRecord | None
    snapshot: int


def read_state(output: Output, storage: Storage) -> State:
    """Read the newest snapshot and the records after it; sequence 0 where there is no commit.

    Raises OutputDamaged for an unreadable record or a gap between records.
    """
    for attempt in range(_READ_ATTEMPTS):
        try:
            return _read_state(output, storage)
        except FileNotFoundError as error:
            # A writer made a snapshot and deleted old records after this reader listed them.
            if attempt == _READ_ATTEMPTS - 1:
                raise OutputDamaged(f"commit record {error} is missing") from error
    raise AssertionError("unreachable")


def newest_record(output: Output, storage: Storage) -> tuple[int, str]:
    """Return number and path of the newest commit without reading it; (0, "") where there is none.

    Cheap enough to ask every second: one listing.
    """
    records, snapshots = _listed(output, storage)
    newest = max(records | snapshots, default=0)
    if not newest:
        return 0, ""
    path = _record_path if newest in records else _snapshot_path
    return newest, path(output, newest)


def write_record(output: Output, storage: Storage, record: CommitRecord) -> None:
    """Write a commit record: once it is there, the commit has happened."""
    content = {
        "format": FORMAT,
        "sequence": record.sequence,
        "run_id": record.run_id,
        "files": nest(record.files),
        "removed": sorted(record.removed),
        "metadata": dict(record.metadata),
    }
    storage.write(_record_path(output, record.sequence), _encoded(content))
    storage.sync_folders({output.root, output.private, output.commits})


def write_snapshot_if_due(output: Output, storage: Storage, state: State) -> None:
    """Write a snapshot once enough records have come, then delete what it makes superfluous."""
    if state.sequence - state.snapshot < SNAPSHOT_EVERY:
        return
    content = {
        "format": FORMAT,
        "sequence": state.sequence,
        "files": state.files.nested(),
    }
    storage.write(_snapshot_path(output, state.sequence), _encoded(content))
    storage.sync_folders({output.root, output.private, output.commits})
    for path in storage.files(output.commits):
        match = _ENTRY.fullmatch(path.rsplit("/", 1)[-1])
        if match and int(match[1]) < state.snapshot + (0 if match[2] else 1):
            storage.remove(path)


def after(state: State, record: CommitRecord) -> State:
    """Return the state with one more record; the state given is used up."""
    state.files.remove(record.removed)
    state.files.add(nest(record.files))
    return State(record.sequence, state.files, record, state.snapshot)


def remove_temporary_files(output: Output, storage: Storage) -> None:
    """Delete what a killed writer left among the records."""
    for path in storage.files(output.commits):
        if path.rsplit("/", 1)[-1].startswith(TEMPORARY):
            storage.remove(path)


def _read_state(output: Output, storage: Storage) -> State:
    records, snapshots = _listed(output, storage)
    snapshot = max(snapshots, default=0)
    last = max(max(records, default=0), snapshot)
    files = _read_snapshot(output, storage, snapshot) if snapshot else FileIndex()
    first = _read_record(output, storage, snapshot) if snapshot in records else None
    state = State(snapshot, files, first, snapshot)
    for sequence in range(snapshot + 1, last + 1):
        state = after(state, _read_record(output, storage, sequence))
    return state


def _listed(output: Output, storage: Storage) -> tuple[set[int], set[int]]:
    records: set[int] = set()
    snapshots: set[int] = set()
    for path in storage.files(output.commits):
        match = _ENTRY.fullmatch(path.rsplit("/", 1)[-1])
        if match:
            (snapshots if match[2] else records).add(int(match[1]))
    return records, snapshots


def _read_record(output: Output, storage: Storage, sequence: int) -> CommitRecord:
    path = _record_path(output, sequence)
    content = _decoded(path, storage)
    try:
        return CommitRecord(
            sequence=content["sequence"],
            run_id=content["run_id"],
            files=flat(content["files"]),
            removed=list(content["removed"]),
            metadata=content["metadata"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutputDamaged(f"commit record {path} cannot be read: {error!r}") from error


def _read_snapshot(output: Output, storage: Storage, sequence: int) -> FileIndex:
    path = _snapshot_path(output, sequence)
    content = _decoded(path, storage)
    try:
        return FileIndex(content["files"])
    except KeyError as error:
        raise OutputDamaged(f"commit record {path} cannot be read: {error!r}") from error


def _decoded(path: str, storage: Storage) -> dict[str, Any]:
    try:
        content = json.loads(storage.read(path))
    except ValueError as error:
        raise OutputDamaged(f"commit record {path} cannot be read: {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise OutputDamaged(f"commit record {path} is of a format this version does not know")
    return content


def _encoded(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _record_path(output: Output, sequence: int) -> str:
    return f"{output.commits}/{sequence:08d}.json"


def _snapshot_path(output: Output, sequence: int) -> str:
    return f"{output.commits}/{sequence:08d}.snapshot.json"
