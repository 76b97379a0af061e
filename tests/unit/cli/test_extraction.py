import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipelines.cli import main

TEXT = (
    "Drones struck an oil refinery in the city of Samara on the night of September 9, the regional"
    " governor said. A fire broke out at the plant. Nobody was hurt.\n\n"
    "The refinery resumed work in the afternoon, and schools in the city stayed open as usual."
)


@pytest.fixture(autouse=True)
def _standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))


def extracted(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main(["extract", "--json", "--as-of", "2025-10-01", *argv]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_events_come_with_sentences_and_the_words_of_each_slot(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = extracted(capsys, "--published", "2025-09-09", "--source", "paper.example")
    article, (event, *_) = document["article"], document["events"]
    assert article["published_at"] == "2025-09-09T00:00:00+00:00"
    assert article["source"] == "paper.example"
    assert event["event_type"] == "attack"
    assert event["evidence"][0].startswith("Drones struck")
    assert event["slots"]
    for slot in event["slots"]:
        assert article["text"][slot["start"] : slot["end"]] == slot["text"] != ""


def test_the_publication_date_decides_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    event = extracted(capsys, "--published", "2024-09-10")["events"][0]
    assert event["date_end"].startswith("2024-09-")


def test_a_title_of_the_command_line_is_part_of_the_article(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = extracted(capsys, "--title", "Refinery hit")
    assert document["article"]["title"] == "Refinery hit"


def test_a_language_without_a_pack_is_said_and_gives_no_events(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = extracted(capsys, "--language", "fr")
    assert document["events"] == []
    assert document["note"].startswith("No language pack for language 'fr'; there are packs for")


def test_to_explain_as_json_adds_rules_and_dropped_clauses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = extracted(capsys, "--explain")
    assert document["events"][0]["rules"]
    assert isinstance(document["dropped"], list)


def test_an_explanation_for_people_shows_sentences_and_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["extract", "--explain", "--as-of", "2025-10-01"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("(no headline)\nen, date unknown, ")
    assert "weapons Drones] struck an" in told
    assert '<- "Drones"' in told
    assert "\x1b" not in told


def test_every_article_of_a_file_gets_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.jsonl"
    lines = [json.dumps({"text": TEXT, "title": title}) for title in ("First one", "Second one")]
    path.write_text("\n".join(lines))
    assert main(["extract", str(path), "--json"]) == 0
    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [d["article"]["title"] for d in documents] == ["First one", "Second one"]


def test_a_bad_record_fails_the_command_and_spares_its_neighbour(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("{oops\n" + json.dumps({"text": TEXT}))
    assert main(["extract", str(path), "--json"]) == 1
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1
    assert told.err.startswith(f"wirebeam: {path}#1: rejected, invalid_json: ")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "missing_text"),
        (b" \n\t", "missing_text"),
        (b"\x00\x01\x02\xff" * 50, "undecodable_text"),
        (b"\x1f\x8b\x08\x00", "truncated_file"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 4, "undecodable_text"),
    ],
)
def test_input_without_text_is_told_in_a_line(
    data: bytes,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert main(["extract"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"wirebeam: standard input: rejected, {expected}: ")
    assert told.count("\n") == 1


def test_a_missing_file_and_one_that_is_too_large_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(tmp_path / "none.txt")]) == 2
    assert "none.txt cannot be read: No such file" in capsys.readouterr().err
    config, large = tmp_path / "my.yaml", tmp_path / "large.txt"
    config.write_text("read: {max_document_bytes: 10}")
    large.write_text("x" * 11)
    assert main(["extract", str(large), "--config", str(config)]) == 1
    assert "larger than read.max_document_bytes (10)" in capsys.readouterr().err
