"""Articles that wait on disk come back as they were, with the columns of their verdict."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.dedup.decisions import Verdict
from transforms.dedup.fingerprints import row_digest
from transforms.dedup.signatures import signature
from transforms.dedup.staging import StagingBuffer, resolve
from transforms.records import Article
from transforms.write.storage import LocalStorage

SEEN = datetime(2026, 1, 2, tzinfo=UTC)


def article(number: int, text: str = "The depot burned for a day.") -> Article:
    return Article(
        article_id=f"id{number}",
        url=None,
        canonical_url=None,
        source="paper.example",
        feed_url=None,
        title=None,
        authors=["A. Writer"],
        tags=[],
        language="en",
        language_score=0.9,
        published_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
        published_from="text",
        seen_at=SEEN,
        text=text,
        text_hash="t",
        word_count=6,
    )


def buffer(folder: Path, rows: int = 10, size: int = 1_000_000) -> StagingBuffer:
    return StagingBuffer(LocalStorage(), str(folder), rows=rows, size=size)


def test_a_file_is_written_when_the_rows_are_full_and_at_the_end(tmp_path: Path) -> None:
    waiting = buffer(tmp_path, rows=2)
    assert waiting.add(article(1)) == []
    first = waiting.add(article(2))
    assert [(one.article_id, one.row) for one in first] == [("id1", 0), ("id2", 1)]
    waiting.add(article(3))
    last = waiting.flush()
    assert [(one.article_id, one.row) for one in last] == [("id3", 0)]
    assert {one.file for one in first + last} == {path.name for path in tmp_path.iterdir()}
    assert waiting.flush() == []


def test_long_texts_fill_a_file_before_its_rows_do(tmp_path: Path) -> None:
    waiting = buffer(tmp_path, size=3_000)
    assert len(waiting.add(article(1, "x" * 1_500))) == 1


def test_the_same_articles_are_staged_under_the_same_name(tmp_path: Path) -> None:
    names = []
    for folder in ("one", "two"):
        waiting = buffer(tmp_path / folder)
        waiting.add(article(1))
        names.append(waiting.flush()[0].file)
    assert names[0] == names[1]


def test_rows_come_back_with_the_columns_of_their_verdict(tmp_path: Path) -> None:
    waiting = buffer(tmp_path)
    for number in range(3):
        waiting.add(article(number, "Поезд\u00a0остановлен \U0001f525"))
    file = waiting.flush()[0].file
    data = (tmp_path / file).read_bytes()
    verdicts = [Verdict(file, 2, "id0", "text", 1.0), Verdict(file, 0)]
    original, repeated = resolve(data, verdicts)
    expected = article(0, "Поезд\u00a0остановлен \U0001f525")
    assert original == expected._replace(signature=signature(expected.text))
    assert (
        repeated.article_id,
        repeated.duplicate_of,
        repeated.duplicate_kind,
        repeated.similarity,
    ) == ("id2", "id0", "text", 1.0)


def test_the_row_digest_sees_every_column() -> None:
    changed = article(1)._replace(title="Another headline")
    assert row_digest(article(1)) != row_digest(changed)
    assert row_digest(article(1)) == row_digest(article(1))


def test_a_buffer_that_can_hold_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rows=0"):
        buffer(tmp_path, rows=0)
