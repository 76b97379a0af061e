"""Records that wait on disk between the two graphs of a round come back as they were."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.feeds.test_polling import failed, task
from transforms.feeds.polls import PollReport
from transforms.feeds.staged import read_records, record_files, write_records
from transforms.outcomes import Reason, Stage, reject
from transforms.records import Feed, RawArticle, Reject
from transforms.write.layout import OutputDamaged
from transforms.write.storage import LocalStorage

NOW = datetime(2026, 2, 1, 12, 30, 15, 123456, tzinfo=UTC)
DISK = LocalStorage()


def test_records_of_every_kind_come_back(tmp_path: Path) -> None:
    result = failed(task("https://a.example/"), RuntimeError("x"))
    records = (
        RawArticle(
            "feed#1", "line one\nline two\u2028\udc80", url="https://a.example/1", tags=["a"]
        ),
        reject(Stage.READ, Reason.INVALID_XML, "feed", "detail", "payload", NOW),
        result.state._replace(item_hashes=["1", "2"], last_new_at=NOW),
        result.report,
    )
    for record, kind in zip(records, (RawArticle, Reject, Feed, PollReport), strict=True):
        path = write_records(DISK, str(tmp_path), kind.__name__, [record, record])
        assert path is not None
        assert record_files(DISK, str(tmp_path), kind.__name__) == [path]
        assert list(read_records(DISK, path, kind)) == [record, record]


def test_nothing_is_written_for_no_record(tmp_path: Path) -> None:
    assert write_records(DISK, str(tmp_path), "items", []) is None
    assert record_files(DISK, str(tmp_path), "items") == []


@pytest.mark.parametrize("text", ["{", '["only"]', "[1]\n7"])
def test_a_file_that_is_no_list_of_records_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(text)
    with pytest.raises(OutputDamaged, match=r"items\.jsonl cannot be read"):
        list(read_records(DISK, str(path), Feed))
