"""A file appears whole or not at all."""

from pathlib import Path

import pytest

from pipelines.export.target import write_sidecar, written


def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with written(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_older_file_and_nothing_beside_it(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(failure), written(path) as file:
        file.write(b"half")
        raise failure
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    path, real = tmp_path / "a.csv", tmp_path / "b" / "real.csv"
    real.write_text("old")
    path.symlink_to(real)
    with written(path) as file:
        file.write(b"new")
    assert path.is_symlink()
    assert real.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with written(Path("/dev/null")) as file:
        file.write(b"x")
    assert not Path("/dev/null").is_file()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), written(tmp_path):
        pass


def test_the_sidecar_is_named_after_the_file(tmp_path: Path) -> None:
    beside = write_sidecar(tmp_path / "a.csv", ["One.", "Two."])
    assert beside == tmp_path / "a.csv.LICENSE.txt"
    assert beside.read_text() == "One.\nTwo.\n"
