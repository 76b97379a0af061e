"""SIGKILL before every single change of the disk by a commit and by a recovery.

A forked child counts its own file operations by an audit hook and kills itself before the n-th,
for every n (reading changes nothing, so the moments between two changes are all the same). What a
reader sees then is all before or all after; recovering, itself killed at every operation, keeps
that side and leaves nothing else behind.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transforms.records import Reject
from transforms.settings import WriteSettings
from transforms.tables import TABLES
from transforms.write import journal
from transforms.write.commits import commit, committed_files, live_files, lock_output, recover
from transforms.write.layout import Output, WrittenFile
from transforms.write.readback import read_table
from transforms.write.stage import stage_rows

MakeReject = Callable[..., Reject]
View = dict[str, bytes]

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def killed_before(operation: int, work: Callable[[], object]) -> bool:
    """Run ``work`` in a child that dies before its n-th operation; False where it got through."""
    child = os.fork()
    if child == 0:
        left = operation

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
            if writing or event in CHANGES:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), f"the child failed with status {status}"
    return status == signal.SIGKILL


def view(out: str) -> View:
    """What a reader finds: the bytes of every live file, by where it belongs."""
    staging = f"{Output(out).staging}/"
    found: View = {}
    for table in TABLES:
        for path in live_files(out, table):
            key = path.removeprefix(staging).split("/", 1)[1] if staging in path else path
            found[key.removeprefix(f"{out}/")] = Path(path).read_bytes()
    return found


def check_clean(out: str) -> None:
    """Nothing but live files, commit records and the lock."""
    live = {path for table in TABLES for path in live_files(out, table)}
    assert live == {str(path) for path in Path(out).rglob("*.parquet")}
    assert not list(Path(out).rglob(".tmp-*"))
    assert not list(Path(out).glob("_wirebeam/staging/*"))


class Scenario:
    """An output folder with committed, staged and replaced files; ``run`` commits."""

    def __init__(self, folder: Path, rows: dict[str, list[Reject]], replace: bool) -> None:
        self.template = str(folder / "template")
        self.out = str(folder / "out")
        self._replace = replace
        for number, old in enumerate(rows["old"]):
            run_id = f"old{number}"
            commit(self.template, run_id, self._stage(run_id, [old]))
        paths = live_files(self.template, "rejects")[:2]
        self._old = [path.replace(self.template, self.out) for path in paths]
        self.files = self._stage("run", rows["new"])

    def _stage(self, run_id: str, rows: list[Reject]) -> list[WrittenFile]:
        return stage_rows(self.template, run_id, "rejects", rows, WriteSettings())

    def reset(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.template, self.out)

    def stage_again(self) -> None:
        """Put the run's files into the staging folder once more, as a new start does."""
        staging = Output(self.template).staging_folder("run")
        shutil.copytree(staging, Output(self.out).staging_folder("run"))

    def run(self) -> None:
        with lock_output(self.out):
            old = [path for path in live_files(self.out, "rejects") if path in self._old]
            gone = old[:2] if self._replace else []
            commit(self.out, "run", self.files, removed=gone)

    def recover(self) -> None:
        with lock_output(self.out):
            recover(self.out)


@pytest.fixture(params=["first commit", "fourth commit", "replacing and snapshot"])
def scenario(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    make_reject: MakeReject,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scenario]:
    old = [] if request.param == "first commit" else [make_reject(n, day=1 + n) for n in range(3)]
    if request.param == "replacing and snapshot":
        monkeypatch.setattr(journal, "SNAPSHOT_EVERY", 2)
    new = [make_reject(10), make_reject(11, day=2), make_reject(12, day=9)]
    yield Scenario(
        tmp_path, {"old": old, "new": new}, replace=request.param.startswith("replacing")
    )


def test_a_commit_killed_anywhere_is_all_or_nothing(scenario: Scenario) -> None:
    scenario.reset()
    before = view(scenario.out)
    scenario.run()
    after = view(scenario.out)
    check_clean(scenario.out)
    seen: list[View] = []
    for operation in range(1000):
        scenario.reset()
        if not killed_before(operation, scenario.run):
            break
        found = view(scenario.out)
        assert found in (before, after)
        seen.append(found)
        scenario.recover()
        assert found == view(scenario.out)
        check_clean(scenario.out)
    # The commit point is crossed once, and there are operations on both sides of it.
    assert 10 < len(seen) < 1000
    assert seen == sorted(seen, key=lambda one: one == after)
    assert before in seen
    assert after in seen


def test_a_recovery_killed_anywhere_keeps_the_side(scenario: Scenario, tmp_path: Path) -> None:
    """Every sixth moment of the commit, every moment of the recovery after it."""
    killed = str(tmp_path / "killed")
    for operation in range(1, 1000, 6):
        scenario.reset()
        if not killed_before(operation, scenario.run):
            break
        found = view(scenario.out)
        shutil.rmtree(killed, ignore_errors=True)
        shutil.copytree(scenario.out, killed)
        for second in range(1000):
            shutil.rmtree(scenario.out)
            shutil.copytree(killed, scenario.out)
            if not killed_before(second, scenario.recover):
                break
            assert found == view(scenario.out)
        scenario.recover()
        assert found == view(scenario.out)
        check_clean(scenario.out)


def test_a_retry_after_a_crash_gives_the_undisturbed_tables(scenario: Scenario) -> None:
    """What the command does: recover, stage the same rows again, commit."""
    scenario.reset()
    scenario.run()
    after = view(scenario.out)
    for operation in range(0, 1000, 2):
        scenario.reset()
        if not killed_before(operation, scenario.run):
            break
        scenario.recover()
        scenario.stage_again()
        scenario.run()
        assert after == view(scenario.out)
        check_clean(scenario.out)


def test_readers_beside_a_writer_see_whole_commits_only(
    tmp_path: Path, make_reject: MakeReject
) -> None:
    """A child commits pairs of rows in two files and now and then replaces all files by one."""
    out, rounds = str(tmp_path / "out"), 30

    def write() -> None:
        rows: list[Reject] = []
        for number in range(rounds):
            with lock_output(out):
                recover(out)
                pair = [make_reject(2 * number), make_reject(2 * number + 1, day=2)]
                rows += pair
                replaced = live_files(out, "rejects") if number % 7 == 6 else []
                new = rows if replaced else pair
                files = stage_rows(out, f"run{number}", "rejects", new, WriteSettings())
                commit(out, f"run{number}", files, removed=replaced)

    child = os.fork()
    if child == 0:
        status = 1
        try:
            write()
            status = 0
        finally:
            os._exit(status)
    counts: list[int] = []
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        found = read_table(out, "rejects", ["reject_id"]).column("reject_id").to_pylist()
        assert len(found) == len(set(found))
        assert sorted(found) == [f"r{number:05d}" for number in range(len(found))]
        assert len(found) % 2 == 0
        counts.append(len(found))
    assert counts == sorted(counts)
    assert read_table(out, "rejects").num_rows == 2 * rounds
    assert sum(file.rows for file in committed_files(out)) == 2 * rounds
