"""JSON lines: fields, bad lines with their rejects, and the neighbours that survive."""

import json
from collections.abc import Iterator
from typing import Any

import pytest


def lines(*records: Any) -> bytes:
    return b"\n".join(
        r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records
    )


class Lazy:
    """A file that makes its bytes when they are asked for, and never holds them."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = iter(parts)
        self._left = b""
        self.largest = 0

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def test_every_documented_key_is_read(read: Any) -> None:
    record = {
        "url": "https://a.example/1", "title": "T", "text": "Body", "published": "24 апреля 2024",
        "source": "a.example", "language": "ru", "id": 7, "authors": ["A", "B"], "tags": ["x"],
    }  # fmt: skip
    (article,) = read("a.jsonl", lines(record)).articles
    assert article.origin == "a.jsonl#1"
    assert article.url == "https://a.example/1"
    assert (article.title, article.text) == ("T", "Body")
    assert (article.published, article.published_from) == ("24 апреля 2024", "metadata")
    assert (article.source, article.language, article.external_id) == ("a.example", "ru", "7")
    assert (article.authors, article.tags) == (["A", "B"], ["x"])


def test_text_wins_over_html_and_html_becomes_text(read: Any) -> None:
    both = {"text": "plain", "html": "<p>marked</p>"}
    only = {"html": "<p>One &amp; two</p><p>Three<br>four</p><script>x()</script>"}
    assert read("a.jsonl", lines(both, only)).texts == ["plain", "One & two\n\nThree\nfour"]


def test_an_invalid_line_is_rejected_and_its_neighbours_survive(read: Any) -> None:
    found = read("a.jsonl", lines({"text": "one"}, b'{"text": "two"', {"text": "three"}))
    assert found.texts == ["one", "three"]
    (reject,) = found.rejects
    assert (reject.stage, reject.reason) == ("read", "invalid_json")
    assert (reject.source, reject.payload) == ("a.jsonl#2", '{"text": "two"')


@pytest.mark.parametrize("text", [None, "", "  \n\t ", []])
def test_a_record_without_text_is_missing_text(read: Any, text: Any) -> None:
    found = read("a.jsonl", lines({"text": "one"}, {"url": "u", "text": text}, {"text": "two"}))
    assert found.texts == ["one", "two"]
    assert found.reasons == ["missing_text"]
    assert found.rejects[0].source == "a.jsonl#2"


@pytest.mark.parametrize(
    "record",
    [
        {"text": 5},
        {"text": True},
        {"text": {"a": 1}},
        {"text": "x", "title": {"a": 1}},
        [1],
        "x",
        3,
    ],
)
def test_values_that_cannot_be_bridged_are_invalid_record(read: Any, record: Any) -> None:
    found = read("a.jsonl", lines(b'{"text": "one"}', record, b'{"text": "two"}'))
    assert found.texts == ["one", "two"]
    assert found.reasons == ["invalid_record"]


def test_harmless_differences_of_type_are_bridged(read: Any) -> None:
    record = {
        "text": ["One.", "Two."], "title": ["T"], "id": 12.5, "authors": "A. Writer", "tags": None,
        "url": None, "published": None,
    }  # fmt: skip
    (article,) = read("a.jsonl", lines(record)).articles
    assert article.text == "One.\n\nTwo."
    assert (article.title, article.external_id, article.authors) == ("T", "12.5", ["A. Writer"])
    assert (article.tags, article.url, article.published_from) == ([], None, None)


def test_a_line_of_200_megabytes_is_rejected_without_being_held(read: Any) -> None:
    def parts() -> Iterator[bytes]:
        yield b'{"text": "before"}\n{"text": "'
        for _ in range(200):
            yield b"x" * 1_000_000
        yield b'"}\n{"text": "after"}\n'

    found = read("a.jsonl", Lazy(parts()), max_record_bytes=1_000_000)
    assert found.texts == ["before", "after"]
    (reject,) = found.rejects
    assert (reject.reason, reject.source) == ("too_large", "a.jsonl#2")
    assert reject.payload.startswith('{"text": "xxx')
    assert "200000012 bytes" in reject.detail


def test_two_oversized_lines_with_one_beginning_stay_two_rejects(read: Any) -> None:
    data = lines({"text": "x" * 5000 + "1"}, {"text": "x" * 5000 + "2"})
    ids = {reject.reject_id for reject in read("a.jsonl", data, max_record_bytes=100).rejects}
    assert len(ids) == 2


def test_a_cut_last_line_is_a_truncated_file(read: Any) -> None:
    found = read("a.jsonl", b'{"text": "one"}\n{"text": "tw')
    assert found.texts == ["one"]
    assert found.reasons == ["truncated_file"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": ' + b"[" * 100_000,
        b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
        b"{'text': 'single quotes'}",
        b'{"text": "x"} trailing',
    ],
    ids=["nested too deeply", "huge number", "not json", "trailing"],
)
def test_hostile_json_costs_only_its_line(read: Any, line: Any) -> None:
    found = read("a.jsonl", lines(b'{"text": "one"}', line, b'{"text": "two"}'))
    assert found.texts == ["one", "two"]
    assert found.reasons == ["invalid_json"]


def test_nan_duplicate_keys_surrogates_nul_and_line_ends_do_no_harm(read: Any) -> None:
    data = (
        b'\xef\xbb\xbf{"text": "one", "published": NaN, "id": Infinity}\r\n'
        b'{"text": "first", "text": "second"}\r\n\r\n'
        b'{"text": "lone \\ud800 and pair \\ud83d\\ude00"}\r\n'
        b'{"text": "nul \\u0000 inside\\r\\nline"},\n'
    )
    found = read("a.jsonl", data)
    assert found.rejects == []
    assert found.texts == [
        "one",
        "second",
        "lone \ufffd and pair \U0001f600",
        "nul  inside\nline",
    ]
    assert all(text.encode("utf-8") for text in found.texts)


def test_lines_of_different_encodings_in_one_file_are_all_read(read: Any) -> None:
    one = json.dumps({"text": "Пожар на нефтебазе под Брянском"}, ensure_ascii=False)
    found = read("a.jsonl", lines(one.encode("cp1251"), one.encode(), one.encode("koi8-r")))
    assert found.texts == ["Пожар на нефтебазе под Брянском"] * 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_encodings_are_read_with_and_without_mark(read: Any, encoding: Any) -> None:
    records = "\n".join(
        json.dumps({"text": f"Дрон {n} збито над містом"}, ensure_ascii=False) for n in range(3)
    )
    found = read("a.ndjson", records.encode(encoding))
    assert found.texts == [f"Дрон {n} збито над містом" for n in range(3)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1713924000, "2024-04-24T02:00:00+00:00"),
        (1713924000.5, "2024-04-24T02:00:00.500000+00:00"),
        (1713924000000, "2024-04-24T02:00:00+00:00"),
        ("1713924000", "2024-04-24T02:00:00+00:00"),
        ("1713924000123", "2024-04-24T02:00:00.123000+00:00"),
        (20240424, "2024-04-24"),
        (20241399, "20241399"),
        ("2024-04-24", "2024-04-24"),
        ("Wed, 24 Apr 2024 05:00:00 MSK", "Wed, 24 Apr 2024 05:00:00 MSK"),
        ({"$date": "2024-04-24T00:00:00Z"}, "2024-04-24T00:00:00Z"),
        (True, None),
        (10**30, str(10**30)),
    ],
)
def test_dates_stay_raw_and_unix_times_become_iso(read: Any, value: Any, expected: Any) -> None:
    (article,) = read("a.jsonl", lines({"text": "x", "published": value})).articles
    assert article.published == expected


def test_other_common_names_of_fields_are_understood(read: Any) -> None:
    record = {
        "Link": "https://a.example/", "headline": "Fish &amp; chips", "content": "<p>Body</p>",
        "publishedAt": "2024-04-24", "source": {"id": None, "name": "A"}, "_id": {"$oid": "abc"},
        "author": [{"name": "W"}], "keywords": "a, b;c",
    }  # fmt: skip
    (article,) = read("a.jsonl", lines(record)).articles
    assert article.url == "https://a.example/"
    assert (article.title, article.text) == ("Fish & chips", "Body")
    assert (article.published, article.source) == ("2024-04-24", "A")
    assert (article.external_id, article.authors) == ("abc", ["W"])
    assert article.tags == ["a", "b", "c"]


def test_a_whole_page_in_html_fills_what_the_record_leaves_open(read: Any) -> None:
    page = (
        "<html lang='uk'><head><title>Заголовок</title>"
        "<meta property='article:published_time' content='2024-04-24T05:00:00+03:00'></head>"
        "<body><p>Перший абзац досить довгий, щоб бути текстом статті.</p></body></html>"
    )
    (article,) = read("a.jsonl", lines({"html": page, "url": "https://a.example/1"})).articles
    assert "Перший абзац" in article.text
    assert (article.title, article.language) == ("Заголовок", "uk")
    assert article.published == "2024-04-24T05:00:00+03:00"
    assert (article.url, article.origin) == ("https://a.example/1", "a.jsonl#1")
