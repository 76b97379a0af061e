from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipelines.option_values import moment
from pipelines.options import (
    ExtractOptions,
    QueryOptions,
    RunOptions,
    SchemaOptions,
    parse,
)


def test_a_run_has_inputs_output_clock_and_beam_options() -> None:
    argv = ["run", "--input", "a", "b", "--output", "out", "--input", "c", "--as-of", "2026-02-01"]
    argv += ["--config", "x.yaml", "--json", "--", "--direct_num_workers=2", "--", "more"]
    assert parse(argv).options == RunOptions(
        inputs=("a", "b", "c"),
        output="out",
        config=Path("x.yaml"),
        as_of=datetime(2026, 2, 1, tzinfo=UTC),
        json=True,
        beam_arguments=("--direct_num_workers=2", "--", "more"),
        command="wirebeam run --input a b --output out --input c --as-of 2026-02-01"
        " --config x.yaml --json -- --direct_num_workers=2 -- more",
    )


def test_the_command_text_quotes_what_a_shell_would_read() -> None:
    options = parse(["run", "--input", "a b;rm", "--output", "$(x)"]).options
    assert isinstance(options, RunOptions)
    assert options.command == "wirebeam run --input 'a b;rm' --output '$(x)'"


def test_extract_reads_standard_input_without_a_file() -> None:
    expected = ExtractOptions("-", None, None, None, None, None, None, False, False)
    assert parse(["extract"]).options == expected


def test_extract_takes_what_the_file_does_not_say() -> None:
    argv = ["extract", "a.txt", "--published", "2025-09-08T10:00+03:00", "--language", "UK"]
    argv += ["--source", "paper.example", "--title", "Headline", "--explain", "--json"]
    assert parse(argv).options == ExtractOptions(
        file="a.txt",
        config=None,
        published=datetime(2025, 9, 8, 7, tzinfo=UTC),
        language="uk",
        source="paper.example",
        title="Headline",
        as_of=None,
        explain=True,
        json=True,
    )


def test_query_and_schema() -> None:
    assert parse(["query", "out"]).options == QueryOptions("out", None, "table", None)
    argv = ["query", "out", "FROM events", "--format", "csv", "-o", "x.csv"]
    assert parse(argv).options == QueryOptions("out", "FROM events", "csv", Path("x.csv"))
    assert parse(["schema", "events", "--json"]).options == SchemaOptions("events", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-01", datetime(2026, 2, 1, tzinfo=UTC)),
        (" 2026-02-01T12:30 ", datetime(2026, 2, 1, 12, 30, tzinfo=UTC)),
        ("2026-02-01T12:30:15Z", datetime(2026, 2, 1, 12, 30, 15, tzinfo=UTC)),
        (
            "2026-02-01 00:30-03:00",
            datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=-3))),
        ),
        ("20260201", datetime(2026, 2, 1, tzinfo=UTC)),
    ],
)
def test_a_clock_is_any_iso_date_or_time(text: str, expected: datetime) -> None:
    assert moment(text) == expected
    assert moment(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nothing"],
        ["run"],
        ["run", "--input", "a"],
        ["run", "--input", "--output", "out"],
        ["run", "--input", "", "--output", "out"],
        ["run", "--input", "a\0b", "--output", "out"],
        ["run", "--input", "a", "--output", "out", "--as-of", "soon"],
        ["run", "--input", "a", "--output", "out", "--as-of", "9999-12-31T23:59:59-14:00"],
        ["run", "--input", "a", "--output", "out", "--as-of", "0001-01-01"],
        ["run", "--inp", "a", "--output", "out"],
        ["run", "--input", "a", "--output", "out", "--what\nis this"],
        ["extract", "--language", "english"],
        ["extract", "--published", "12.05.2025"],
        ["query"],
        ["query", "out", "SELECT 1", "--format", "xml"],
        ["schema", "a", "b"],
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_two(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(argv)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith("wirebeam")
    assert told.count("\n") == 1
    assert "--help" in told


@pytest.mark.parametrize("argv", [["--debug", "schema"], ["schema", "--debug"]])
def test_debug_stands_before_or_behind_the_command(argv: list[str]) -> None:
    assert parse(argv).debug
    assert not parse(["schema"]).debug


@pytest.mark.parametrize("command", ["run", "extract", "query", "schema"])
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert f"examples:\n  wirebeam {command}" in told
    assert max(map(len, told.splitlines())) <= 100
