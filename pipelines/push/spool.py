"""The spool: what was accepted waits on disk until a round has committed it.

A file is named by the digest of its content, so the same push twice is one file. It is written
beside, synced, renamed, and its folder synced before ``add`` returns: from then on it survives a
``kill -9``, and it is removed only by ``done``.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Final

ARTICLES: Final = ".jsonl"
DOCUMENT: Final = ".feed"
_UNFINISHED: Final = ".unfinished"
_NAME: Final = 32


class SpoolError(Exception):
    """The spool folder cannot be used; the message is one line for people."""


class SpoolFull(Exception):  # noqa: N818 - a state that passes with the next round
    """Nothing more is taken until a round has read what waits."""


class Spool:
    """A folder of accepted articles and feed documents; one process at a time, many threads."""

    def __init__(self, folder: Path, max_bytes: int, max_files: int) -> None:
        """Open the folder, made where it is missing; what a crash left half written is removed.

        Raises:
            SpoolError: when the folder cannot be made or read.
        """
        self.folder = folder
        self._max_bytes = max_bytes
        self._max_files = max_files
        self._lock = Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for left in folder.glob(f"*{_UNFINISHED}"):
                left.unlink()
            _sync_folder(folder)
            self._sizes = {path.name: path.stat().st_size for path in self._files()}
        except OSError as error:
            raise SpoolError(f"spool {folder} cannot be used: {error.strerror}") from error

    def add(self, data: bytes, kind: str) -> str:
        """Put a batch (``ARTICLES`` or ``DOCUMENT``) on disk; return its id.

        Raises:
            SpoolFull: when the bounds are reached or the disk is full.
        """
        name = hashlib.sha256(data).hexdigest()[:_NAME]
        with self._lock:
            self._write(name, kind, data)
        return name

    def pending(self) -> list[str]:
        """Return the files of JSON lines that wait, oldest first: inputs of the next round."""
        return self._waiting(ARTICLES)

    def pending_documents(self) -> list[str]:
        """Return the files of feed documents that wait, oldest first; see ``documents``."""
        return self._waiting(DOCUMENT)

    def done(self, paths: Iterable[str]) -> None:
        """Remove files whose content is committed; one that is gone already is no error."""
        with self._lock:
            for path in paths:
                name = Path(path).name
                (self.folder / name).unlink(missing_ok=True)
                self._sizes.pop(name, None)
            _sync_folder(self.folder)

    def totals(self) -> tuple[int, int]:
        """Return how many files and bytes wait."""
        with self._lock:
            return len(self._sizes), sum(self._sizes.values())

    def _write(self, name: str, kind: str, data: bytes) -> None:
        path = self.folder / f"{name}{kind}"
        if path.name in self._sizes and path.exists():
            return
        used = sum(self._sizes.values())
        if used + len(data) > self._max_bytes or len(self._sizes) >= self._max_files:
            raise SpoolFull(f"{len(self._sizes)} files of {used} bytes wait")
        unfinished = self.folder / f"{name}{_UNFINISHED}"
        try:
            write_synced(unfinished, data)
            unfinished.replace(path)
            _sync_folder(self.folder)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise SpoolFull(f"the spool cannot be written: {error.strerror}") from error
        self._sizes[path.name] = len(data)

    def _waiting(self, kind: str) -> list[str]:
        found = []
        for path in self._files():
            if path.suffix == kind:
                try:
                    found.append((path.stat().st_mtime_ns, str(path)))
                except FileNotFoundError:  # done meanwhile
                    continue
        return [path for _, path in sorted(found)]

    def _files(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.suffix in (ARTICLES, DOCUMENT)]


def write_synced(path: Path, data: bytes) -> None:
    """Write a file for the owner's eyes only and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def replace_synced(path: Path, data: bytes) -> None:
    """Replace a file as a whole: a reader and a crash see the old or the new content."""
    unfinished = path.with_name(f"{path.name}{_UNFINISHED}")
    write_synced(unfinished, data)
    unfinished.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
