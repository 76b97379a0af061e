"""File operations: the same behaviour on a local disk and through Beam's file systems."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from transforms.write.layout import OutputLocked
from transforms.write.remote import RemoteStorage
from transforms.write.storage import LocalStorage, Storage, storage_for


@pytest.fixture(params=["local", "beam"])
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    if request.param == "local":
        yield LocalStorage()
    else:
        yield RemoteStorage(FileSystems, CompressionTypes.UNCOMPRESSED)


def test_a_written_file_is_whole_and_leaves_nothing_beside_it(
    storage: Storage, tmp_path: Path
) -> None:
    path = f"{tmp_path}/a/b/c.parquet.gz"
    storage.write(path, b"one")
    storage.write(path, b"two!")
    assert storage.read(path) == b"two!"
    assert storage.size(path) == 4
    assert [path] == storage.files(f"{tmp_path}")
    with storage.open(path) as file:
        file.seek(2)
        assert file.read() == b"o!"


def test_a_file_moves_with_its_parents_made(storage: Storage, tmp_path: Path) -> None:
    storage.write(f"{tmp_path}/from/x", b"1")
    storage.write(f"{tmp_path}/to/deep/y", b"older")
    storage.move(f"{tmp_path}/from/x", f"{tmp_path}/to/deep/y")
    storage.write(f"{tmp_path}/from/x", b"2")
    storage.move(f"{tmp_path}/from/x", f"{tmp_path}/new/z")
    assert [f"{tmp_path}/new/z", f"{tmp_path}/to/deep/y"] == storage.files(f"{tmp_path}")
    assert storage.read(f"{tmp_path}/to/deep/y") == b"1"


def test_a_failed_move_is_raised(storage: Storage, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        storage.move(f"{tmp_path}/missing", f"{tmp_path}/target")


def test_what_is_missing_is_said_or_ignored(storage: Storage, tmp_path: Path) -> None:
    missing = f"{tmp_path}/missing/file"
    assert storage.size(missing) is None
    assert storage.files(f"{tmp_path}/missing") == []
    storage.remove(missing)
    storage.remove_tree(f"{tmp_path}/missing")
    with pytest.raises(FileNotFoundError, match="missing/file"):
        storage.read(missing)
    with pytest.raises(FileNotFoundError, match="missing/file"):
        storage.open(missing)


def test_a_tree_is_removed_with_all_in_it(storage: Storage, tmp_path: Path) -> None:
    storage.write(f"{tmp_path}/tree/a/b", b"1")
    storage.write(f"{tmp_path}/tree/c", b"1")
    storage.write(f"{tmp_path}/other", b"1")
    storage.remove_tree(f"{tmp_path}/tree")
    assert [f"{tmp_path}/other"] == storage.files(f"{tmp_path}")


def test_a_failed_local_write_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        LocalStorage().write(f"{tmp_path}/a/b", b"data")
    assert LocalStorage().files(f"{tmp_path}") == []


def test_only_one_process_holds_the_lock_and_its_death_frees_it(tmp_path: Path) -> None:
    path = f"{tmp_path}/private/lock"
    locked, ready = os.pipe()
    child = os.fork()
    if child == 0:
        with LocalStorage().lock(path):
            os.write(ready, b"x")
            signal.pause()
    os.read(locked, 1)
    with pytest.raises(OutputLocked, match=rf"process {child}"), LocalStorage().lock(path):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with (
        LocalStorage().lock(path),
        pytest.raises(OutputLocked, match=rf"process {os.getpid()}"),
        LocalStorage().lock(path),
    ):
        pass
    with LocalStorage().lock(path):
        assert f"process {os.getpid()}\n" == Path(path).read_text()


def test_the_path_chooses_the_storage() -> None:
    assert isinstance(storage_for("/a/b"), LocalStorage)
    with pytest.raises(ValueError, match="nowhere://bucket/out"):
        storage_for("nowhere://bucket/out")
    given = LocalStorage()
    assert storage_for("nowhere://bucket/out", given) is given
