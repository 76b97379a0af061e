"""Writing, committing and reading on a file system that only Beam knows (in memory here)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, ClassVar

import apache_beam as beam
import pytest
from apache_beam.io.filesystem import BeamIOError, FileMetadata, FileSystem

from transforms.records import Reject
from transforms.settings import WriteSettings
from transforms.tables import from_arrow
from transforms.write.commits import commit, committed_files, live_files, lock_output, recover
from transforms.write.history import known_rejects
from transforms.write.layout import OutputDamaged
from transforms.write.manifest import read_manifest
from transforms.write.readback import read_table
from transforms.write.remote import RemoteStorage
from transforms.write.stage import stage_rows
from transforms.write.steps import WriteManifest, WriteTables, storage_of

OUT = "shelf://bucket/out"


class _Opened(BytesIO):
    """A file that is stored when it is closed, as object stores do."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def close(self) -> None:
        if not self.closed:
            ShelfFileSystem.stored[self._path] = self.getvalue()
        super().close()


class ShelfFileSystem(FileSystem):  # type: ignore[misc]  # untyped upstream
    """An object store without folders, by the scheme ``shelf``."""

    stored: ClassVar[dict[str, bytes]] = {}

    @classmethod
    def scheme(cls) -> str:
        return "shelf"

    def join(self, basepath: str, *paths: str) -> str:
        return "/".join([basepath.rstrip("/"), *paths])

    def split(self, path: str) -> tuple[str, str]:
        head, _, tail = path.rpartition("/")
        return head, tail

    def mkdirs(self, path: str) -> None:
        """There are no folders."""

    def has_dirs(self) -> bool:
        return False

    def _list(self, dir_or_prefix: str) -> Iterator[FileMetadata]:
        for path, data in sorted(self.stored.items()):
            if path.startswith(dir_or_prefix):
                yield FileMetadata(path, len(data), 0.0)

    def create(self, path: str, mime_type: str = "", compression_type: str = "") -> Any:
        return _Opened(path)

    def open(self, path: str, mime_type: str = "", compression_type: str = "") -> Any:
        return BytesIO(self.stored[path])

    def copy(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        for source, target in zip(source_file_names, destination_file_names, strict=True):
            self.stored[target] = self.stored[source]

    def rename(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        for source, target in zip(source_file_names, destination_file_names, strict=True):
            if source not in self.stored:
                raise BeamIOError("Rename operation failed", {source: KeyError(source)})
            self.stored[target] = self.stored.pop(source)

    def exists(self, path: str) -> bool:
        return path in self.stored

    def size(self, path: str) -> int:
        return len(self.stored[path])

    def last_updated(self, path: str) -> float:
        return 0.0

    def checksum(self, path: str) -> str:
        return str(self.size(path))

    def metadata(self, path: str) -> FileMetadata:
        return FileMetadata(path, self.size(path), 0.0)

    def delete(self, paths: list[str]) -> None:
        for path in paths:
            del self.stored[path]


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    ShelfFileSystem.stored.clear()


def reject(number: int, day: int = 1) -> Reject:
    seen_at = datetime(2026, 1, day, 12, tzinfo=UTC)
    return Reject(f"r{number:03d}", "read", "invalid_json", "a.jsonl", "", "payload", seen_at)


@pytest.mark.parametrize("strategy", ["bundle", "grouped"])
def test_a_run_is_written_committed_and_read_back(strategy: Any) -> None:
    storage = storage_of(OUT)
    assert isinstance(storage, RemoteStorage)
    rows = [reject(number, day=1 + number % 2) for number in range(6)]
    for run_id, some in (("run1", rows[:4]), ("run2", rows[4:])):
        with lock_output(OUT, storage):
            recover(OUT, storage)
            with beam.Pipeline(runner="FnApiRunner") as pipeline:
                _ = (
                    pipeline
                    | beam.Create([("rejects", row) for row in some], reshuffle=False)
                    | WriteTables(OUT, run_id, WriteSettings(), strategy=strategy)
                    | WriteManifest(OUT, run_id)
                )
            commit(OUT, run_id, read_manifest(OUT, run_id, storage), storage=storage)
    read = from_arrow(read_table(OUT, "rejects", storage=storage), "rejects")
    assert sorted(read) == rows
    assert known_rejects(OUT, ["r001", "x"], storage) == {"r001"}
    assert not [path for path in ShelfFileSystem.stored if "staging" in path or ".tmp-" in path]
    assert sum(file.rows for file in committed_files(OUT, storage)) == 6


def test_replaced_and_uncommitted_files_go() -> None:
    storage = storage_of(OUT)
    for number in range(2):
        files = stage_rows(
            OUT, f"run{number}", "rejects", [reject(number)], WriteSettings(), storage
        )
        commit(OUT, f"run{number}", files, storage=storage)
    old = live_files(OUT, "rejects", storage)
    files = stage_rows(OUT, "compact", "rejects", [reject(0), reject(1)], WriteSettings(), storage)
    commit(OUT, "compact", files, removed=old, storage=storage)
    stage_rows(OUT, "dead", "rejects", [reject(9)], WriteSettings(), storage)
    assert recover(OUT, storage).rolled_back == ["dead"]
    found = {path for path in ShelfFileSystem.stored if path.endswith(".parquet")}
    assert found == set(live_files(OUT, "rejects", storage))
    assert len(found) == 1


def test_the_path_alone_is_enough() -> None:
    files = stage_rows(OUT, "run1", "rejects", [reject(1)], WriteSettings())
    commit(OUT, "run1", files)
    assert read_table(OUT, "rejects").num_rows == 1


def test_a_lost_or_damaged_file_is_named() -> None:
    storage = storage_of(OUT)
    files = stage_rows(OUT, "run1", "rejects", [reject(1)], WriteSettings(), storage)
    commit(OUT, "run1", files, storage=storage)
    path = live_files(OUT, "rejects", storage)[0]
    ShelfFileSystem.stored[path] = b"PAR1 no more PAR1"
    with pytest.raises(OutputDamaged, match=path):
        read_table(OUT, "rejects", storage=storage)
    del ShelfFileSystem.stored[path]
    with pytest.raises(OutputDamaged, match=path):
        read_table(OUT, "rejects", storage=storage)
