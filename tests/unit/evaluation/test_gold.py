import json
from pathlib import Path
from typing import Any

import pytest

from transforms.evaluation.gold import GoldError, read_gold

EVENT = {"event_type": "attack", "country": "UA", "weapons": None}


def written(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_folder_is_searched_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("uk/b", "en/a", "en/c"):
        written(tmp_path / f"{name}.json", {"text": name, "events": [EVENT], "notes": "free"})
    articles = read_gold([tmp_path])
    assert [a.name for a in articles] == ["en/a.json", "en/c.json", "uk/b.json"]
    assert articles[0].events[0].weapons == ()


def test_texts_named_by_a_list_are_read_from_the_folder_given(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.json", {"articles": [{"file": "one.txt", "events": []}]})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("Ein Text", encoding="utf-8")
    (article,) = read_gold([gold], tmp_path / "texts")
    assert article.text == "Ein Text"
    assert article.name.endswith("gold.json one.txt")


@pytest.mark.parametrize("folder", [".", "seeds", "../seeds"])
def test_texts_are_found_beside_the_gold_file(tmp_path: Path, folder: str) -> None:
    gold = written(tmp_path / "g" / "gold.json", {"articles": [{"file": "one.txt", "events": []}]})
    place = tmp_path / "g" / folder
    place.mkdir(exist_ok=True)
    (place / "one.txt").write_text("text", encoding="utf-8")
    assert read_gold([gold])[0].text == "text"


def test_a_text_outside_of_the_folders_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    gold = written(
        tmp_path / "g" / "x.json", {"articles": [{"file": "../secret.txt", "events": []}]}
    )
    with pytest.raises(GoldError, match="not found"):
        read_gold([gold])


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    bad_day = {**EVENT, "date_start": "2025-02-30", "date_end": "2025-03-01"}
    half = {**EVENT, "date_start": "2025-02-20"}
    turned = {**EVENT, "date_start": "2025-02-20", "date_end": "2025-02-19"}
    written(tmp_path / "a.json", {"text": "x", "events": [bad_day, half, turned]})
    written(tmp_path / "b.json", {"text": "x", "events": [{"killed": -1}]})
    written(tmp_path / "c.json", [1])
    (tmp_path / "d.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError) as failure:
        read_gold([tmp_path, tmp_path / "none.json"])
    message = str(failure.value)
    for expected in (
        "a.json: events.0.date_start",
        "a.json: events.1: Value error, one of date_start and date_end is missing",
        "a.json: events.2: Value error, date_start is after date_end",
        "b.json: events.0.event_type",
        "b.json: events.0.killed",
        "c.json: neither an article nor a list of articles",
        "d.json: no JSON",
        "none.json: No such file",
    ):
        assert expected in message


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"text": "x", "events": [{"event_type": "attack", "lat": NaN}]}',
        '{"text": "x", "events": [{"event_type": "attack", "killed": 1.5}]}',
        '{"text": 1, "events": []}',
        '{"articles": {}}',
        '{"articles": [1]}',
        "null",
        "",
    ],
)
def test_hostile_content_is_a_fault_of_that_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json: "):
        read_gold([tmp_path])


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "x", "events": []}', encoding="utf-8-sig")
    assert len(read_gold([tmp_path])) == 1


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transforms.evaluation.gold.MAX_BYTES", 10)
    written(tmp_path / "a.json", {"text": "x", "events": []})
    with pytest.raises(GoldError, match="larger than 10 bytes"):
        read_gold([tmp_path])


def test_a_folder_without_gold_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \.json file"):
        read_gold([tmp_path])


def test_the_time_of_a_date_is_cut_off(tmp_path: Path) -> None:
    event = {**EVENT, "date_start": "2025-02-20T10:00", "date_end": "2025-02-21"}
    gold = written(tmp_path / "a.json", {"text": "x", "events": [event]})
    assert str(read_gold([gold])[0].events[0].date_start) == "2025-02-20"
