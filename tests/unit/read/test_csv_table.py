"""CSV: dialects, quotes, oversized and broken rows, and the neighbours that survive."""

from typing import Any

import pytest


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_with_quotes_and_line_ends_inside_is_read(
    read: Any, delimiter: Any
) -> None:
    rows = [
        ["url", "Title", "text", "unknown"],
        ["https://a.example/1", '"T, ""x""; y|z\t"', '"line one\nline two"', "x"],
        ["https://a.example/2", "plain", "second", ""],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")
    found = read("a.csv", data)
    assert found.rejects == []
    first, second = found.articles
    assert (first.url, first.title) == ("https://a.example/1", 'T, "x"; y|z')
    assert first.text == "line one\nline two"
    assert (second.origin, second.text) == ("a.csv#2", "second")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16", "utf-16-le"])
def test_other_encodings_are_read(read: Any, encoding: Any) -> None:
    data = 'title;text\n"Пожар";"Дрон упал на нефтебазу, возник пожар"\n'.encode(encoding)
    assert read("a.csv", data).texts == ["Дрон упал на нефтебазу, возник пожар"]


def test_a_huge_field_within_the_limit_is_read(read: Any) -> None:
    text = "word " * 100_000
    assert read("a.csv", f'id,text\n1,"{text}"\n'.encode()).texts == [text]


def test_a_row_over_the_limit_is_rejected_and_its_neighbours_survive(read: Any) -> None:
    huge = "\n".join(["line of a body, with commas"] * 1000)
    data = f'id,title,text\n1,a,one\n2,b,"{huge}"\n3,c,three\n'.encode()
    found = read("a.csv", data, max_record_bytes=2000)
    assert found.texts == ["one", "three"]
    assert found.reasons == ["too_large"]
    assert found.rejects[0].source == "a.csv#2"


def test_one_line_over_the_limit_is_rejected_and_its_neighbours_survive(read: Any) -> None:
    data = f'id,title,text\n1,a,one\n2,b,"{"x" * 9000}"\n3,c,three\n'.encode()
    found = read("a.csv", data, max_record_bytes=2000)
    assert found.texts == ["one", "three"]
    assert found.reasons == ["too_large"]


def test_an_odd_quote_costs_its_own_row_only(read: Any) -> None:
    data = b'id,title,text\n1,a,one\n2,"b,two\n3,c,three\n4,d,"four"\n5,e,five\n'
    found = read("a.csv", data)
    assert found.texts == ["one", "three", "four", "five"]
    assert found.reasons == ["invalid_csv"]
    assert found.rejects[0].payload == '2,"b,two'


def test_an_odd_quote_before_many_rows_costs_its_own_row_only(read: Any) -> None:
    data = b'id,title,text\n1,"a,one\n' + b"2,b,two\n" * 1000
    found = read("a.csv", data, max_record_bytes=2000)
    assert len(found.articles) == 1000
    assert found.reasons == ["invalid_csv"]


def test_quotes_inside_an_unquoted_field_are_text(read: Any) -> None:
    assert read("a.csv", b'id,text\n1,a 5" gun\n2,the "x" y\n').texts == ['a 5" gun', 'the "x" y']


def test_a_cut_row_is_a_truncated_file(read: Any) -> None:
    found = read("a.csv", b'id,text\n1,one\n2,"two and then\nit ends')
    assert found.texts == ["one"]
    assert found.reasons == ["truncated_file"]


def test_rows_with_too_many_or_too_few_cells(read: Any) -> None:
    found = read("a.csv", b"id,title,text\n1,a,one\n2,b,two, with, commas\n3,c\n4,d,four,,\n")
    assert found.texts == ["one", "four"]
    assert found.reasons == ["invalid_csv", "missing_text"]


@pytest.mark.parametrize("data", [b"a,b\n1,2\n3,4\n", b"\r\x01"])
def test_a_table_without_known_columns_is_one_reject(read: Any, data: bytes) -> None:
    found = read("a.csv", data)
    assert found.articles == []
    assert found.reasons == ["invalid_csv"]


def test_lists_in_cells_are_read(read: Any) -> None:
    data = b'text,authors,tags\nx,"[""A"", ""B""]","a, b"\ny,A; B,c\n'
    first, second = read("a.csv", data).articles
    assert (first.authors, first.tags) == (["A", "B"], ["a", "b"])
    assert (second.authors, second.tags) == (["A", "B"], ["c"])


def test_an_empty_table_gives_nothing(read: Any) -> None:
    assert read("a.csv", b"") == read("a.csv", b"url,text\n") == ([], [])
