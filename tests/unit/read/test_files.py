"""Whole files: text, pages, Parquet, compression, formats by name and content, failures."""

import bz2
import gzip
import io
import lzma
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}
RUSSIAN = "Ночью беспилотники атаковали нефтебазу под Смоленском, начался пожар."
UKRAINIAN = "Уночі ворог атакував енергетичний об'єкт, є перебої зі світлом у громаді."


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time and cannot be sought, optionally ending in an error."""

    def __init__(self, data: bytes, step: int = 7, error: OSError | None = None) -> None:
        self._inner, self._step, self._error = io.BytesIO(data), step, error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        chunk = self._inner.read(min(size, self._step) if size > 0 else self._step)
        if not chunk and self._error:
            raise self._error
        return chunk


def test_a_text_file_is_one_article_with_its_date_head(read: Any) -> None:
    found = read("seed.txt", b" date 2024-04-24 First line.\r\n\r\nSecond.")
    (article,) = found.articles
    assert article.text == " date 2024-04-24 First line.\n\nSecond."
    assert (article.origin, article.published) == ("seed.txt", None)


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-u"],
)
def test_text_without_declaration_is_read_in_every_encoding(
    read: Any, text: Any, encoding: Any
) -> None:
    assert read("a.txt", text.encode(encoding)).texts == [text]


def test_damaged_utf8_is_read_with_replacement_signs(read: Any) -> None:
    data = RUSSIAN.encode()
    (text,) = read("a.txt", data[:21] + b"\xff" + data[21:-1]).texts
    assert text.count("\ufffd") <= 4
    assert "атаковали нефтебазу" in text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + b"\x00\x01\x02\x03" * 500]
)
def test_bytes_that_are_no_text_are_undecodable(read: Any, data: Any) -> None:
    found = read("a.txt", data)
    assert found.articles == []
    assert found.reasons == ["undecodable_text"]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_an_empty_document_is_missing_text(read: Any, name: Any) -> None:
    assert read(name, b" \n ").reasons == ["missing_text"]


def test_a_document_over_the_limit_is_too_large(read: Any) -> None:
    for name in ("a.txt", "a.html", "a.xml"):
        found = read(name, b"<html><p>" + b"x" * 2000, max_document_bytes=1000)
        assert found.articles == []
        assert found.reasons == ["too_large"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
@pytest.mark.parametrize("declared", ["", "<meta charset='windows-1251'>", "<meta charset=utf-8>"])
def test_a_page_gives_body_and_metadata_in_every_encoding(
    read: Any, encoding: Any, declared: Any
) -> None:
    page = f"""<!DOCTYPE html><html lang="ru"><head>{declared}<title>Пожар на нефтебазе</title>
    <link rel="canonical" href="https://a.example/news/1">
    <meta name="author" content="Иван Авторов">
    <script type="application/ld+json">{{"@type": "NewsArticle",
     "datePublished": "2024-04-24T05:10:00+03:00"}}</script></head>
    <body><nav><a href="/">Главная</a></nav><article><h1>Пожар на нефтебазе</h1>
    <p>{RUSSIAN} {RUSSIAN}</p><p>Пострадавших нет, сообщил губернатор области.</p></article>
    <footer>© 2019 Редакция</footer></body></html>"""
    (article,) = read("a.html", page.encode(encoding)).articles
    assert RUSSIAN in article.text
    assert "Пострадавших нет" in article.text
    assert "Главная" not in article.text
    assert article.title == "Пожар на нефтебазе"
    assert (article.url, article.source) == ("https://a.example/news/1", "a.example")
    assert article.published == "2024-04-24T05:10:00+03:00"
    assert (article.published_from, article.language) == ("metadata", "ru")
    assert article.authors == ["Иван Авторов"]


def test_a_short_page_keeps_its_paragraphs_and_its_own_date(read: Any) -> None:
    page = """<html><head><title>T</title></head><body>
    <header><time datetime="2026-01-01">today</time><nav><a href="/">Home</a></nav></header>
    <article><h1>T</h1><time datetime="2024-04-24T05:00">24 Apr</time>
    <p>A short report of one sentence, long enough for a paragraph.</p><p>And a second one.</p>
    </article></body></html>"""
    (article,) = read("a.html", page.encode()).articles
    assert "for a paragraph.\nAnd a second one." in article.text
    assert "Home" not in article.text
    assert article.published == "2024-04-24T05:00"


def test_the_year_of_a_footer_is_no_date(read: Any) -> None:
    page = (
        b"<html><body><p>A text of some length here.</p><footer>(c) 2026 A</footer></body></html>"
    )
    (article,) = read("a.htm", page).articles
    assert (article.published, article.published_from) == (None, None)


def test_a_page_of_a_hundred_thousand_paragraphs_keeps_its_text(read: Any) -> None:
    found = read("a.html", b"<html><body>" + b"<p>word word" * 100_000)
    assert len(found.texts[0]) > 900_000


def parquet_bytes(rows: list[dict[str, Any]], **options: Any) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, **options)
    return sink.getvalue()


def test_parquet_rows_with_typed_values_are_read(read: Any) -> None:
    rows: list[dict[str, Any]] = [
        {
            "url": "u1", "text": "one", "published": datetime(2024, 4, 24, 5, tzinfo=UTC),
            "authors": ["A"], "tags": None, "id": 1, "other": b"\xff",
        },
        {"url": "u2", "text": None, "published": None, "id": 2},
        {"url": "u3", "text": "three", "published": None, "id": 3},
    ]  # fmt: skip
    found = read("a.parquet", parquet_bytes(rows))
    first, third = found.articles
    assert (first.origin, first.text, first.authors) == ("a.parquet#1", "one", ["A"])
    assert (first.published, first.external_id) == ("2024-04-24T05:00:00+00:00", "1")
    assert (third.origin, third.text) == ("a.parquet#3", "three")
    assert found.reasons == ["missing_text"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (pa.array([date(2024, 4, 24)]), "2024-04-24"),
        (pa.array([1713924000_000_000_001], pa.timestamp("ns")), "2024-04-24T02:00:00"),
        (pa.array([1713924000], pa.int64()), "2024-04-24T02:00:00+00:00"),
        (pa.array([10**17], pa.timestamp("ms")), None),
    ],
)
def test_parquet_dates_become_iso_strings(read: Any, value: Any, expected: Any) -> None:
    sink = io.BytesIO()
    table = pa.table({"text": ["x"], "published": value})
    pq.write_table(table, sink, coerce_timestamps=None, version="2.6")
    found = read("a.parquet", sink.getvalue())
    if expected is None:
        assert len(found.articles) + len(found.rejects) == 1
    else:
        assert found.articles[0].published == expected


def test_a_damaged_row_group_leaves_the_others(read: Any) -> None:
    rows = [{"text": f"text {n} " + "x" * 50} for n in range(30)]
    data = bytearray(
        parquet_bytes(rows, row_group_size=10, compression="none", use_dictionary=False)
    )
    group = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0)
    data[group.data_page_offset : group.data_page_offset + 40] = b"\xff" * 40
    found = read("a.parquet", bytes(data))
    assert len(found.articles) == 20
    assert found.articles[-1].origin == "a.parquet#30"
    assert found.reasons == ["invalid_parquet"]


def test_a_cut_parquet_file_is_truncated_and_others_are_invalid(read: Any) -> None:
    data = parquet_bytes([{"text": "x"}])
    assert read("a.parquet", data[:-10]).reasons == ["truncated_file"]
    assert read("a.parquet", b"nonsense").reasons == ["invalid_parquet"]
    assert read("a.parquet", b"").reasons == ["invalid_parquet"]


def test_a_parquet_row_over_the_limit_leaves_its_neighbours(read: Any) -> None:
    rows = [{"text": "one"}, {"text": "x" * 5000}, {"text": "three"}]
    found = read("a.parquet", parquet_bytes(rows), max_record_bytes=1000)
    assert found.texts == ["one", "three"]
    assert found.reasons == ["too_large"]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_every_format_is_read_compressed(read: Any, suffix: Any) -> None:
    files = {
        "a.txt": b"one",
        "a.jsonl": b'{"text": "one"}',
        "a.json": b'[{"text": "one"}]',
        "a.csv": b"id,text\n1,one\n",
        "a.parquet": parquet_bytes([{"text": "one"}]),
        "a.html": b"<html><body><p>one</p></body></html>",
        "a.xml": b"<rss><channel><item><description>one</description></item></channel></rss>",
    }
    for name, data in files.items():
        packed = COMPRESS[suffix](data)
        assert read(name + suffix, packed).texts == ["one"], name
        assert read(name + suffix, Pipe(packed)).texts == ["one"], name
        assert read(name, Pipe(data)).texts == ["one"], name


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_cut_compressed_file_keeps_the_records_before_the_cut(read: Any, suffix: Any) -> None:
    noise = random.Random(1)
    lines = [b'{"text": "%d %s"}' % (n, noise.randbytes(200).hex().encode()) for n in range(2000)]
    compress = {".bz2": lambda d: bz2.compress(d, 1), ".xz": lambda d: lzma.compress(d, preset=0)}
    packed = compress.get(suffix, COMPRESS[suffix])(b"\n".join(lines))
    found = read("a.jsonl" + suffix, packed[: len(packed) // 2])
    assert 100 < len(found.articles) < 2000
    assert found.reasons == ["truncated_file"]
    assert found.rejects[0].source == "a.jsonl" + suffix


def test_several_compressed_members_and_padding_are_one_file(read: Any) -> None:
    for suffix, compress in COMPRESS.items():
        packed = compress(b'{"text": "one"}\n') + compress(b'{"text": "two"}\n') + b"\0" * 100
        found = read("a.jsonl" + suffix, packed)
        assert found.texts == ["one", "two"], suffix
        assert found.rejects == []


def test_damaged_compressed_data_keep_what_came_before(read: Any) -> None:
    packed = bytearray(gzip.compress(b'{"text": "one"}\n') + gzip.compress(b'{"text": "two"}\n'))
    packed[-8] ^= 0xFF
    found = read("a.jsonl.gz", bytes(packed))
    assert found.texts[0] == "one"
    assert found.reasons == ["unreadable_file"]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_decompression_bomb_is_cut_at_the_limit(read: Any, suffix: Any) -> None:
    packed = COMPRESS[suffix](b'{"text": "one"}\n' + b"\n" * 4_000_000)
    found = read("a.jsonl" + suffix, packed, max_file_bytes=1_000_000)
    assert found.texts == ["one"]
    assert found.reasons == ["too_large"]
    assert read("a.txt" + suffix, packed, max_document_bytes=1_000_000).reasons == ["too_large"]


def test_compression_is_told_by_content_not_by_name(read: Any) -> None:
    assert read("a.jsonl", gzip.compress(b'{"text": "one"}')).texts == ["one"]
    assert read("a.jsonl.gz", b'{"text": "one"}').texts == ["one"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'{"text": "one"}', "one"),
        (b"<rss><channel><item><description>one</description></item></channel></rss>", "one"),
        (b"<!doctype html><p>one", "one"),
    ],
)
def test_content_decides_where_the_name_says_nothing(read: Any, data: Any, text: Any) -> None:
    assert read("download", data).texts == [text]


def test_an_unknown_format_is_rejected(read: Any) -> None:
    assert read("a.pdf", b"%PDF-1.7 ...").reasons == ["unknown_format"]


def test_an_error_while_reading_keeps_the_records_before_it(read: Any) -> None:
    pipe = Pipe(b'{"text": "one"}\n{"text": "tw', error=OSError(5, "Input/output error", "/x/y"))
    found = read("a.jsonl", pipe)
    assert found.texts == ["one"]
    assert found.reasons == ["unreadable_file"]
    assert "Input/output error" in found.rejects[0].detail
    assert "/x/y" not in repr(found.rejects)
    assert read("a.jsonl", Pipe(b"", error=OSError(5, "gone"))).reasons == ["unreadable_file"]
