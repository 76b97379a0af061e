"""Laws of reading: whatever the bytes and the name, it ends, never raises and gives our records."""

import bz2
import gzip
import io
import json
import lzma
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.outcomes import Reason
from transforms.read.formats import EXTENSIONS
from transforms.read.html_text import html_to_text
from transforms.read.reader import read_file
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
SMALL = ReadSettings(max_record_bytes=2000, max_file_bytes=50_000, max_document_bytes=5000)
NAMES = st.sampled_from([f"a{suffix}" for suffix in EXTENSIONS] + ["a", "a.pdf", "a.xml.gz"])

_TABLE = io.BytesIO()
pq.write_table(pa.table({"text": ["one", "two"], "published": [1713924000, None]}), _TABLE)
SEEDS = [
    b'{"text": "one", "tags": ["a"]}\n{"text": "two", "published": 1713924000}\n',
    b'{"version": "https://jsonfeed.org/version/1", "items": [{"content_html": "<p>x</p>"}]}',
    b'[{"text": "one"}, {"html": "<html><body><p>two</p></body></html>"}]',
    b'url;text;authors\nu;"a ""b""\nc";x\nv;d;\n',
    b"<?xml version='1.0'?><rss><channel><title>F</title><item><title>T</title>"
    b"<description>&lt;p&gt;D&lt;/p&gt;</description></item><item/></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>x</div>'
    b"</content><![CDATA[ y ]]></entry></feed>",
    b"<!doctype html><html lang=en><meta charset=koi8-r><title>T</title><body><p>Body text</p>",
    "Пожар на нефтебазе, дрон".encode("cp1251"),
    _TABLE.getvalue(),
]
SEEDS += [compress(SEEDS[0]) for compress in (gzip.compress, bz2.compress, lzma.compress)]
SEEDS.append(zstandard.ZstdCompressor().compress(SEEDS[0]))
READING = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def outcomes(name: str, data: bytes) -> list[RawArticle | Reject]:
    return list(read_file(name, io.BytesIO(data), SMALL, AS_OF))


def check(found: list[Any]) -> None:
    for outcome in found:
        if isinstance(outcome, Reject):
            assert outcome.reason in set(Reason)
            assert outcome.stage == "read"
            assert len(outcome.payload) <= 500
            continue
        assert isinstance(outcome, RawArticle)
        assert outcome.text.strip()
        assert outcome.url_is_shared is False
        for value in outcome[:-1]:
            for part in value if isinstance(value, list) else [value]:
                assert part is None or isinstance(part, str)
                assert part is None or ("\0" not in part and part.encode("utf-8") is not None)


@given(NAMES, st.binary(max_size=300))
@READING
def test_any_bytes_under_any_name(name: str, data: bytes) -> None:
    check(outcomes(name, data))


@st.composite
def damaged(draw: Any) -> bytes:
    """Take a good file and cut it, overwrite, repeat or insert bytes."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        noise = draw(st.one_of(st.binary(max_size=6), st.sampled_from(b'"\\{}[]<>&;,\n\0')))
        noise = bytes([noise]) if isinstance(noise, int) else noise
        data[at : at + draw(st.integers(0, 4))] = noise * draw(st.sampled_from([1, 1, 1, 50]))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@given(NAMES, damaged())
@READING
def test_damaged_files_under_any_name(name: str, data: bytes) -> None:
    found = outcomes(name, data)
    check(found)
    assert found == outcomes(name, data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_KEYS = st.sampled_from(
    [
        "url",
        "title",
        "text",
        "html",
        "content",
        "published",
        "source",
        "language",
        "id",
        "authors",
        "tags",
        "version",
        "items",
    ]
)


@given(st.lists(st.dictionaries(_KEYS, _JSON, max_size=6), max_size=4))
@READING
def test_records_with_any_values(records: list[Any]) -> None:
    lines = b"\n".join(json.dumps(record).encode() for record in records)
    found = outcomes("a.jsonl", lines)
    check(found)
    assert len(found) == len(records)
    check(outcomes("a.json", json.dumps(records).encode()))
    if records:
        check(outcomes("a.json", json.dumps(records[0]).encode()))


@given(st.text(alphabet=st.sampled_from("<>/&;pbr x\n\"'=!-[]CDAT#1é\x00\ud800"), max_size=60))
@READING
def test_any_markup_gives_text(markup: str) -> None:
    text = html_to_text(markup)
    assert text == text.strip() or "<" not in markup


@given(st.lists(st.integers(0, 12), max_size=5))
@READING
def test_where_the_pieces_of_a_stream_are_cut_changes_nothing(cuts: list[int]) -> None:
    class Pieces(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            step = cuts[self.tell() % len(cuts)] + 1 if cuts else 1
            return super().read(step)

    for name, data in (("a.json", SEEDS[2]), ("a.jsonl", SEEDS[0]), ("a.csv", SEEDS[3])):
        assert list(read_file(name, Pieces(data), SMALL, AS_OF)) == outcomes(name, data)
