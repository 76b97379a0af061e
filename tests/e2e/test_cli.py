"""The command as users start it: processes, exit statuses, messages, what stands in the files."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow.parquet as pq
import pytest

from transforms.tables import TABLES
from transforms.write.commits import lock_output

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "tests" / "data" / "samples"
TEXT: Final = SAMPLES / "volgograd-refinery.txt"
INPUT: Final = [str(SAMPLES / "articles.json"), str(SAMPLES / "truncated.jsonl.gz"), str(TEXT)]
COMMAND: Final = [sys.executable, "-m", "pipelines.cli"]
LIMIT: Final = 240


def wirebeam(*argv: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *argv],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        env={**os.environ, **environment},
    )


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    return wirebeam("run", "--as-of", "2025-09-13", *argv)


def failure(done: subprocess.CompletedProcess[str], status: int) -> str:
    """Return the one line that a failed command tells."""
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("wirebeam")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.rstrip("\n")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "out"
    done = run("--input", *INPUT, "--output", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    articles = json.loads(done.stdout)["articles"]
    law = articles["kept"] + articles["rejected"] + articles["duplicates_url"]
    assert (articles["read"], articles["rejected"]) == (law + articles["duplicates_text"], 1)
    return folder


def ask(output: Path, sql: str) -> list[dict[str, Any]]:
    done = wirebeam("query", str(output), sql, "--format", "json")
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_a_second_run_adds_only_a_row_of_runs_and_tells_how_to_look(output: Path) -> None:
    before = {row["table"]: row["rows"] for row in ask(output, COUNTS)}
    done = run("--input", *INPUT, "--output", str(output))
    after = {row["table"]: row["rows"] for row in ask(output, COUNTS)}
    assert done.returncode == 0
    assert after == {**before, "runs": before["runs"] + 1}
    assert "0 kept" in done.stdout
    assert f'wirebeam query {output} "SELECT ' in done.stdout


COUNTS: Final = " UNION ALL ".join(
    f"SELECT '{name}' AS \"table\", count(*)::INT AS rows FROM {name}" for name in TABLES
)


def test_without_sql_query_lists_the_tables(output: Path) -> None:
    lines = wirebeam("query", str(output)).stdout.splitlines()
    assert [line.split()[0] for line in lines[2:-1]] == list(TABLES)


def test_query_reads_sql_from_standard_input(output: Path) -> None:
    done = wirebeam(
        "query", str(output), "-", "--format", "csv", text="SELECT count(*) n FROM runs"
    )
    assert done.stdout.splitlines()[0] == "n"
    assert int(done.stdout.splitlines()[1]) >= 1


def test_query_writes_parquet_with_the_types_of_the_table(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.parquet"
    done = wirebeam("query", str(output), "FROM events", "--format", "parquet", "-o", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    schema = pq.read_schema(target)
    assert str(schema.field("published_at").type) == "timestamp[us, tz=UTC]"
    assert str(schema.field("date_start").type) == "date32[day]"
    assert pq.read_metadata(target).num_rows == ask(output, "SELECT count(*) n FROM events")[0]["n"]


def test_other_engines_read_the_files_with_hive_partitioning(output: Path) -> None:
    files = f"{output}/events/**/*.parquet"
    sql = "SELECT count(*), count(date) FROM read_parquet(?, hive_partitioning = true)"
    rows = duckdb.execute(sql, [files]).fetchall()
    assert rows[0][0] == ask(output, "SELECT count(*) n FROM events")[0]["n"] > 0


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELEC 1", 'query: Parser Error: syntax error at or near "SELEC"'),
        ("SELECT * FROM evnts", "query: Catalog Error: Table with name evnts does not exist!"),
        ("SELECT nothing FROM events", 'query: Binder Error: Referenced column "nothing" not'),
        ("SELECT 'x'::INT", "query: Conversion Error: Could not convert string 'x' to INT32"),
    ],
)
def test_bad_sql_is_one_line(output: Path, sql: str, told: str) -> None:
    assert failure(wirebeam("query", str(output), sql), 1).startswith(f"wirebeam: {told}")


def test_a_folder_that_is_no_output_is_one_line(output: Path, tmp_path: Path) -> None:
    missing = failure(wirebeam("query", str(tmp_path / "none"), "FROM events"), 1)
    assert missing == f"wirebeam: output folder {tmp_path}/none does not exist"
    empty = failure(wirebeam("query", str(tmp_path)), 1)
    assert empty == f"wirebeam: output folder {tmp_path} holds no committed tables"
    unwritable = wirebeam("query", str(output), "FROM runs", "-o", str(tmp_path / "no" / "x"))
    assert failure(unwritable, 1).endswith("No such file or directory")


def test_a_pipe_that_is_closed_early_is_quiet(output: Path) -> None:
    sql = "SELECT range FROM range(2000000)"
    started = subprocess.Popen(
        [*COMMAND, "query", str(output), sql, "--format", "csv"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    assert started.stdout.readline() == b"range\n"
    started.stdout.close()
    assert started.stderr.read() == b""
    started.stderr.close()
    assert started.wait(LIMIT) == 0


def test_a_locked_output_is_one_line(output: Path) -> None:
    with lock_output(str(output)):
        told = failure(run("--input", str(TEXT), "--output", str(output)), 1)
    assert str(output) in told


def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = failure(run("--input", str(TEXT), "--output", str(tmp_path / "file" / "out")), 1)
    assert f"{tmp_path}/file/out" in told


def test_wrong_usage_of_run_is_status_two_before_anything_is_written(tmp_path: Path) -> None:
    out, config = tmp_path / "out", tmp_path / "my.yaml"
    config.write_text("reed: {}\n")
    given = ["--input", str(TEXT), "--output", str(out)]
    missing = failure(run("--input", str(tmp_path / "no*.txt"), "--output", str(out)), 2)
    assert f"{tmp_path}/no*.txt" in missing
    unknown = failure(run(*given, "--config", str(config)), 2)
    assert unknown == f"wirebeam: {config}:1: reed: unknown key; did you mean read?"
    assert "--nonsense" in failure(run(*given, "--", "--nonsense=1"), 2)
    assert "soon" in failure(wirebeam("run", *given, "--as-of", "soon"), 2)
    assert not out.exists()


def test_control_c_ends_a_run_with_one_line_and_no_table(tmp_path: Path) -> None:
    out = tmp_path / "out"
    started = subprocess.Popen(
        [*COMMAND, "run", "--input", str(SAMPLES), "--output", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + LIMIT
    while not (out / "_wirebeam").exists() and time.monotonic() < deadline:
        assert started.poll() is None
        threading.Event().wait(0.05)
    started.send_signal(signal.SIGINT)
    told = started.communicate(timeout=LIMIT)
    assert (started.returncode, told) == (130, ("", "\nwirebeam: interrupted\n"))
    assert not (out / "articles").exists()


def test_extract_reads_a_text_from_standard_input() -> None:
    done = wirebeam("extract", "--json", text=TEXT.read_text())
    events = json.loads(done.stdout)["events"]
    assert ("RU", "UA") in {(event["country"], event["attacker"]) for event in events}
    assert all(event["evidence"] and event["slots"] for event in events)
    assert done.stderr == ""


def test_extract_query_and_schema_start_without_beam() -> None:
    code = (
        "import sys; sys.modules['apache_beam'] = None\n"
        "from pipelines.cli import main\n"
        "assert main(['extract', sys.argv[1]]) == main(['schema']) == 0\n"
        "heavy = {'trafilatura', 'feedparser', 'duckdb'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(TEXT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )
    assert done.returncode == 0, done.stderr


def test_output_is_utf8_where_the_locale_is_not() -> None:
    done = wirebeam("extract", str(SAMPLES / "shebekino.koi8-r.txt"), LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Шебекин" in done.stdout


def test_schema_prints_every_table_as_text_and_json() -> None:
    text, values = wirebeam("schema").stdout, json.loads(wirebeam("schema", "--json").stdout)
    assert list(values) == list(TABLES)
    assert all(f"{table}: partitioned by" in text for table in TABLES)
    event = {column["name"]: column for column in values["events"]["columns"]}
    assert event["killed"]["nullable"] is True
    assert [field["name"] for field in event["slots"]["fields"]] == ["slot", "start", "end"]
    assert "the tables are articles, " in failure(wirebeam("schema", "nothing"), 2)


def test_version_and_help_are_status_zero() -> None:
    assert wirebeam("--version").stdout == "wirebeam 0.1.0\n"
    shown = wirebeam("--help")
    assert shown.returncode == 0
    assert "examples:" in shown.stdout


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_that_want_them(
    output: Path, no_color: str, coloured: bool
) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    argv = [*COMMAND, "query", str(output), "SELECT 1 AS one"]
    with subprocess.Popen(argv, cwd=ROOT, stdout=theirs, env=environment):
        os.close(theirs)
        shown = os.read(ours, 1000)
        while not shown.endswith(b"row)\r\n"):
            shown += os.read(ours, 1000)
    os.close(ours)
    assert (b"\x1b[1mone" in shown) is coloured
    assert b"\x1b" not in wirebeam("query", str(output), "SELECT 1 AS one").stdout.encode()
