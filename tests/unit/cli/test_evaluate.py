import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.cli import main
from pipelines.options import EvaluateOptions, parse

EVENT = {
    "event_type": "attack",
    "country": "RU",
    "admin1": "Samara Oblast",
    "place": "Samara",
    "weapons": ["drone"],
}
ARTICLE: dict[str, Any] = {
    "url": "https://paper.example/a",
    "source": "paper.example",
    "title": None,
    "published": "2025-09-09",
    "language": "en",
    "text": (
        "Drones struck an oil refinery in the city of Samara on the night of September 8, the"
        " regional governor said. A fire broke out at the plant. Nobody was hurt."
    ),
    "events": [EVENT],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    undated = {**ARTICLE, "published": None, "source": "other.example"}
    (folder / "b.json").write_text(json.dumps(undated), encoding="utf-8")
    return folder


def test_all_options_arrive_typed() -> None:
    argv = ["evaluate", "a", "b", "--texts", "t", "--output", "r.json", "--published-only"]
    options = parse([*argv, "--verbose", "--json"]).options
    assert options == EvaluateOptions(
        gold=(Path("a"), Path("b")),
        texts=Path("t"),
        output=Path("r.json"),
        config=None,
        as_of=None,
        published_only=True,
        verbose=True,
        json=True,
    )


def test_figures_are_printed_and_the_report_is_written(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.json"
    assert main(["evaluate", str(gold), "--output", str(report), "--as-of", "2025-10-01"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 articles\n")
    assert "Events by language" in shown
    assert "Errors" not in shown
    values = json.loads(report.read_text(encoding="utf-8"))
    assert values["events"]["en"]["right"] == 2
    assert list(values["sources"]) == ["other.example", "paper.example"]


def test_json_on_standard_output_is_the_report(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.json"
    argv = ["evaluate", str(gold), "--json", "--as-of", "2025-10-01", "--output", str(report)]
    assert main(argv) == 0
    assert capsys.readouterr().out == report.read_text(encoding="utf-8")


def test_linking_is_measured_when_asked_for(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in gold.iterdir():
        values = json.loads(file.read_text(encoding="utf-8"))
        values["events"][0]["incident"] = "samara"
        file.write_text(json.dumps(values), encoding="utf-8")
    argv = ["evaluate", str(gold), "--incidents", "--as-of", "2025-10-01"]
    assert main(argv) == 0
    assert "Incidents, B-cubed" in capsys.readouterr().out
    assert main([*argv, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["incidents"]
    assert figures["from_extracted"]["all"]["f1"] == 1.0


def test_errors_are_listed_when_asked_for(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold), "--verbose", "--as-of", "2025-10-01"]) == 0
    shown = capsys.readouterr().out
    assert "slot   en/a.json: attack, Samara, Samara Oblast, RU, undated: effects is empty" in shown


def test_articles_without_a_publication_date_may_be_left_out(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["evaluate", str(gold), "--published-only", "--json", "--as-of", "2025-10-01"]
    assert main(argv) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 1


def test_gold_that_cannot_be_used_is_wrong_usage_with_a_line_per_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text('{"events": 1}', encoding="utf-8")
    assert main(["evaluate", str(tmp_path), str(tmp_path / "none")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("wirebeam: ") for line in lines)


def test_a_report_that_cannot_be_written_is_a_failure(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "none" / "report.json"
    assert main(["evaluate", str(gold), "--output", str(target)]) == 1
    assert "cannot be written" in capsys.readouterr().err
