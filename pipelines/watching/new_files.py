"""The files of a watched folder that no committed round has read yet.

What was read is what ``runs`` says: path and clock of the round. A file that changed after that is
read again; its articles that are known give no rows.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow.compute as pc

from transforms.read.formats import format_of_name
from transforms.write.readback import read_table

_UNFINISHED: Final = (".tmp", ".part", ".partial", ".crdownload", ".swp", "~")


class FoundFile(NamedTuple):
    """A file and when it, or its name, changed last (UTC)."""

    path: str
    changed_at: datetime


def files_read(output: str, folder: Path) -> dict[str, datetime]:
    """Return when each file of a folder was read last: path -> clock of the committed round."""
    runs = read_table(output, "runs", ["inputs", "as_of"])
    runs = runs.filter(pc.greater(pc.list_value_length(runs.column("inputs")), 0))
    below = f"{_absolute(folder)}{os.sep}"
    read: dict[str, datetime] = {}
    for row in runs.to_pylist():
        for path in row["inputs"]:
            if path.startswith(below):
                read[path] = max(row["as_of"], read.get(path, row["as_of"]))
    return read


def waiting_files(
    folder: Path, read: dict[str, datetime], now: datetime, settle: float
) -> list[FoundFile]:
    """Return the files to be read, the oldest first.

    Names that begin with "." or "_", those of unfinished files and those of no known format are
    left out, and files that changed less than ``settle`` seconds ago. Raises OSError where the
    folder itself cannot be read.
    """
    waiting = [
        file
        for file in _files(folder)
        if (now - file.changed_at).total_seconds() >= settle
        and (file.path not in read or read[file.path] <= file.changed_at)
    ]
    return sorted(waiting, key=lambda file: (file.changed_at, file.path))


def _files(folder: Path) -> Iterator[FoundFile]:
    top = _absolute(folder)
    os.scandir(top).close()
    for parent, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        for name in names:
            if name.startswith((".", "_")) or name.lower().endswith(_UNFINISHED):
                continue
            path = f"{parent}{os.sep}{name}"
            changed = _changed_at(path)
            if changed is not None and format_of_name(name) is not None:
                yield FoundFile(path, changed)


def _changed_at(path: str) -> datetime | None:
    """Return when content or name changed; None where the file has gone or is none.

    A file that is moved here keeps the time of its content: only the other time tells.
    """
    try:
        found = Path(path).stat()
    except OSError:
        return None
    if not os.path.isfile(path):  # noqa: PTH113 - the string is at hand
        return None
    return datetime.fromtimestamp(max(found.st_mtime, found.st_ctime), UTC)


def _absolute(folder: Path) -> str:
    return os.path.abspath(folder)  # noqa: PTH100 - the same path for the same name, links kept
