"""The spool: on disk, bounded, and whole after a kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.config import load_configuration
from pipelines.http_server.addresses import listen_address
from pipelines.push.receiver import spool_folder
from pipelines.push.spool import ARTICLES, DOCUMENT, Spool, SpoolError, SpoolFull

WRITER = """
import sys
from pathlib import Path
from pipelines.push.spool import ARTICLES, Spool
spool = Spool(Path(sys.argv[1]), 10**9, 10**6)
for number in range(10**6):
    data = b"%d " % number * 2000
    print(spool.add(data, ARTICLES), number, flush=True)
"""


def test_what_was_promised_survives_a_kill_and_nothing_is_half(tmp_path: Path):
    for round_number in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 * (round_number + 1))
        os.kill(process.pid, signal.SIGKILL)
        promised = [line.split() for line in process.stdout.read().splitlines()]
        process.wait()
        spool = Spool(tmp_path, 10**9, 10**6)
        pending = {Path(path).stem: Path(path).read_bytes() for path in spool.pending()}
        assert all(
            pending[line[0]] == b"%s " % line[1].encode() * 2000
            for line in promised
            if len(line) == 2
        )
        assert all(
            len(set(data.split())) == 1 and len(data.split()) == 2000 for data in pending.values()
        )
        assert list(tmp_path.glob("*.unfinished")) == []
        spool.done(spool.pending())
        assert spool.totals() == (0, 0)


def test_oldest_first_and_kinds_apart(tmp_path: Path):
    spool = Spool(tmp_path, 10**6, 100)
    names = [spool.add(b"%d" % n, ARTICLES) for n in range(5)]
    document = spool.add(b"doc", DOCUMENT)
    for age, name in enumerate(reversed(names)):
        os.utime(tmp_path / f"{name}{ARTICLES}", (age, age))
    assert [Path(path).stem for path in spool.pending()] == names[::-1]
    assert [Path(path).stem for path in spool.pending_documents()] == [document]


def test_bounds_count_what_an_earlier_process_left(tmp_path: Path):
    Spool(tmp_path, 100, 10).add(b"x" * 80, ARTICLES)
    spool = Spool(tmp_path, 100, 10)
    with pytest.raises(SpoolFull):
        spool.add(b"y" * 30, ARTICLES)
    assert spool.add(b"x" * 80, ARTICLES)
    spool.done([*spool.pending(), str(tmp_path / "gone.jsonl")])
    assert spool.add(b"y" * 30, ARTICLES)
    few = Spool(tmp_path / "few", 10**6, 1)
    few.add(b"1", ARTICLES)
    with pytest.raises(SpoolFull):
        few.add(b"2", ARTICLES)


def test_done_touches_nothing_outside(tmp_path: Path):
    outside = tmp_path / "keep.jsonl"
    outside.write_text("x")
    Spool(tmp_path / "spool", 100, 10).done([str(outside)])
    assert outside.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(SpoolError, match="cannot be used"):
        Spool(tmp_path / "file" / "spool", 100, 10)


def test_where_a_spool_is():
    assert spool_folder("out", None) == Path("out/_wirebeam/spool")
    assert spool_folder("gs://bucket/out", None) is None
    assert spool_folder("gs://bucket/out", Path("here")) == Path("here")


def test_paths_of_a_configuration_are_relative_to_its_file(tmp_path: Path):
    config = tmp_path / "own.yaml"
    config.write_text("push: {spool: here, token_file: token}\n")
    push = load_configuration(config).push
    assert (push.spool, push.token_file) == (tmp_path / "here", tmp_path / "token")


def test_addresses():
    assert listen_address("8099") == ("127.0.0.1", 8099)
    assert listen_address(":0") == ("127.0.0.1", 0)
    assert listen_address("[::1]:80") == ("::1", 80)
    assert listen_address("0.0.0.0:65535") == ("0.0.0.0", 65_535)
    for wrong in ("", "host", "host:", "1:99999", "1:-1", "a:b"):
        with pytest.raises(ValueError, match="is no address"):
            listen_address(wrong)
