"""Files on any file system that Beam knows; Beam itself is handed in, not imported."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, BinaryIO, Protocol

from transforms.write.layout import TEMPORARY


class FileSystems(Protocol):
    """What RemoteStorage needs of ``apache_beam.io.filesystems.FileSystems``."""

    create: Callable[..., Any]
    open: Callable[..., Any]
    exists: Callable[[str], bool]
    match: Callable[..., Any]
    mkdirs: Callable[[str], None]
    rename: Callable[[list[str], list[str]], None]
    delete: Callable[[list[str]], None]
    get_filesystem: Callable[[str], Any]


class RemoteStorage:
    """Files of any file system that Beam knows, by paths with a scheme.

    There is no lock here: object stores offer none through Beam, so one writer at a time is the
    operator's duty. A rename that the store does as copy and delete is made good by a retry.
    """

    def __init__(self, file_systems: FileSystems, uncompressed: str) -> None:
        self._file_systems = file_systems
        self._uncompressed = uncompressed
        self._folders: set[str] = set()

    def write(self, path: str, data: bytes) -> None:
        """See Storage."""
        folder = path.rsplit("/", 1)[0]
        temporary = f"{folder}/{TEMPORARY}{uuid.uuid4().hex}"
        with self._file_systems.create(temporary, compression_type=self._uncompressed) as file:
            file.write(data)
        self._replace(temporary, path)

    def read(self, path: str) -> bytes:
        """See Storage."""
        with self.open(path) as file:
            return file.read()

    def open(self, path: str) -> BinaryIO:
        """See Storage."""
        if self.size(path) is None:
            raise FileNotFoundError(path)
        opened: BinaryIO = self._file_systems.open(path, compression_type=self._uncompressed)
        return opened

    def size(self, path: str) -> int | None:
        """See Storage."""
        if not self._file_systems.exists(path):
            return None
        return int(self._file_systems.get_filesystem(path).size(path))

    def move(self, source: str, target: str) -> None:
        """See Storage."""
        self._replace(source, target)

    def remove(self, path: str) -> None:
        """See Storage."""
        if self.size(path) is not None:
            self._file_systems.delete([path])

    def remove_tree(self, folder: str) -> None:
        """See Storage."""
        found = self.files(folder)
        if found:
            self._file_systems.delete(found)

    def files(self, folder: str) -> list[str]:
        """See Storage."""
        found = self._file_systems.match([f"{folder}/**"])[0].metadata_list
        return sorted(one.path for one in found)

    def sync_folders(self, folders: set[str]) -> None:
        """Do nothing: a store confirms a write only when it is durable."""

    def lock(self, path: str) -> AbstractContextManager[None]:
        """Hold nothing, see the class."""
        return nullcontext()

    def _replace(self, source: str, target: str) -> None:
        self._make_folder(target.rsplit("/", 1)[0])
        if self._file_systems.exists(target):
            self._file_systems.delete([target])
        self._file_systems.rename([source], [target])

    def _make_folder(self, folder: str) -> None:
        """Make the folder where the file system has folders; object stores do nothing."""
        if folder in self._folders or self._file_systems.exists(folder):
            return
        try:
            self._file_systems.mkdirs(folder)
        except OSError:
            if not self._file_systems.exists(folder):
                raise
        self._folders.add(folder)
