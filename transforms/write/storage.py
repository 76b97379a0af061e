"""The few file operations that writing and committing need, on local disks and elsewhere.

A write appears whole or not at all: temporary file in the same folder, then rename. Local files
are flushed to the disk before the rename, so that they survive a power cut; ``sync_folders`` does
the same for the names in a folder.
"""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from transforms.write.layout import TEMPORARY, OutputLocked
from transforms.write.remote import RemoteStorage


class Storage(Protocol):
    """File operations by full path. A missing file raises FileNotFoundError."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file so that it appears whole; parents are made, an older one is replaced."""

    def read(self, path: str) -> bytes:
        """Return the content of a file."""

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading; the result can seek."""

    def size(self, path: str) -> int | None:
        """Return the bytes of a file, None where there is none."""

    def move(self, source: str, target: str) -> None:
        """Rename a file; parents are made, an older target is replaced."""

    def remove(self, path: str) -> None:
        """Delete a file if it is there."""

    def remove_tree(self, folder: str) -> None:
        """Delete a folder with all in it if it is there."""

    def files(self, folder: str) -> list[str]:
        """Return the full paths of all files in a folder and below, sorted; none if missing."""

    def sync_folders(self, folders: set[str]) -> None:
        """Make the names in these folders survive a power cut."""

    def lock(self, path: str) -> AbstractContextManager[None]:
        """Hold a lock while the context is open. Raises OutputLocked if another has it."""


class LocalStorage:
    """Files on a disk of this machine."""

    def write(self, path: str, data: bytes) -> None:
        """See Storage."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two workers may retry one bundle at once: only a name of its own keeps a write whole.
        temporary = target.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def read(self, path: str) -> bytes:
        """See Storage."""
        return Path(path).read_bytes()

    def open(self, path: str) -> BinaryIO:
        """See Storage."""
        return Path(path).open("rb")

    def size(self, path: str) -> int | None:
        """See Storage."""
        try:
            return Path(path).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def move(self, source: str, target: str) -> None:
        """See Storage."""
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(source).replace(target)

    def remove(self, path: str) -> None:
        """See Storage."""
        Path(path).unlink(missing_ok=True)

    def remove_tree(self, folder: str) -> None:
        """See Storage."""
        if Path(folder).is_dir():
            shutil.rmtree(folder)

    def files(self, folder: str) -> list[str]:
        """See Storage."""
        walk = os.walk(folder, onerror=_raise_unless_missing)
        return sorted(f"{parent}/{name}" for parent, _, names in walk for name in names)

    def sync_folders(self, folders: set[str]) -> None:
        """See Storage."""
        for folder in sorted(folders):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    @contextmanager
    def lock(self, path: str) -> Iterator[None]:
        """See Storage. The operating system frees the lock when the process dies."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with Path(path).open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise OutputLocked(
                    f"{path} is held by another process ({holder}); only one can write at a time"
                ) from error
            file.truncate(0)
            file.write(f"process {os.getpid()}\n")
            file.flush()
            yield


def _raise_unless_missing(error: OSError) -> None:
    """Let a folder vanish while it is walked; one that cannot be read must not look empty."""
    if not isinstance(error, FileNotFoundError):
        raise error


def storage_for(path: str, storage: Storage | None = None) -> Storage:
    """Return the storage given, else the one for this path.

    Beam is loaded only for a path with a scheme, so that reading a local folder does not cost its
    import. Raises ValueError for a scheme that no installed file system has.
    """
    if storage is not None:
        return storage
    if is_local(path):
        return LocalStorage()
    file_systems = import_module("apache_beam.io.filesystems").FileSystems
    file_systems.get_filesystem(path)
    uncompressed = import_module("apache_beam.io.filesystem").CompressionTypes.UNCOMPRESSED
    return RemoteStorage(file_systems, uncompressed)


def is_local(path: str) -> bool:
    """Tell a path on this machine from one with a scheme such as ``gs://``."""
    return "://" not in path
