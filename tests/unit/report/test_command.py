import json
import re
from pathlib import Path

import pytest

from pipelines.cli import main
from tests.helpers.incidents import incident
from tests.helpers.tables import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "out", "1", "incidents", [incident("i", killed=2)])
    return tmp_path / "out"


def test_a_page_is_written_whole_and_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    assert main(["report", str(folder), "-o", str(target), "--language", "uk"]) == 0
    page = target.read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="uk">')
    told = capsys.readouterr().out
    assert re.fullmatch(
        rf"Written {re.escape(str(target))}: 1 incident from 2025-12-03 to 2026-01-01, \d+ kB\n",
        told,
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "report.html"]


def test_a_period_without_incidents_is_an_honest_empty_page(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "empty.html"
    days = ["--from", "2025-01-01", "--to", "2025-01-02"]
    assert main(["report", str(folder), "-o", str(target), *days]) == 0
    assert ": no incidents from 2025-01-01 to 2025-01-02," in capsys.readouterr().out
    assert target.stat().st_size > 0


def test_json_is_the_model_with_its_details(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["report", str(folder), "--json", "--last", "1", "--country", "ua"]) == 0
    model = json.loads(capsysbinary.readouterr().out)
    assert model["meta"]["period"] == {"from": "2026-01-01", "to": "2026-01-01"}
    assert model["meta"]["filters"] == {"countries": ["UA"], "admin1": []}
    assert model["incidents"]["killed"] == [2]
    assert list(model["details"]) == ["i"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--from", "2026-13-01"], "'2026-13-01' is no ISO day such as 2026-02-01"),
        (["--to", "0001-01-01"], "is not between the years 1990 and 2200"),
        (["--last", "0"], "'0' is no number of days from 1 to 10000"),
        (["--last", "²"], "is no number of days"),
        (["--country", "UKR"], "'UKR' is no ISO 3166-1 code such as UA"),
        (["--language", "de"], "invalid choice: 'de'"),
        (["--last", "3", "--from", "2026-01-01"], "not allowed with argument"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage_in_one_line(
    words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "out", *words])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nowhere"], "wirebeam: output folder nowhere does not exist\n"),
        (
            ["{out}", "-o", "{tmp}/no/r.html"],
            "wirebeam: cannot write {tmp}/no/r.html: No such file",
        ),
        (["{out}", "-o", "{out}"], "wirebeam: cannot write {out}: Is a directory\n"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    words: list[str], line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = {"out": str(folder), "tmp": str(folder.parent)}
    assert main(["report", *(word.format(**places) for word in words)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(line.format(**places))
    assert told.count("\n") == 1
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
