"""JSON documents: shapes, streaming, cuts and broken records."""

import json
from typing import Any

import pytest


def test_one_object_a_list_and_a_wrapped_list_are_read(read: Any) -> None:
    assert read("a.json", b'{"text": "one"}').articles[0].origin == "a.json"
    listed = read("a.json", b' [{"text": "one"}, {"text": "two"}]')
    assert [a.origin for a in listed.articles] == ["a.json#1", "a.json#2"]
    wrapped = read("a.json", b'{"status": "ok", "articles": [{"text": "one"}, {"text": "two"}]}')
    assert wrapped.texts == ["one", "two"]
    assert listed.rejects == wrapped.rejects == []


def test_objects_one_a_line_under_the_name_json_are_read(read: Any) -> None:
    assert read("a.json", b'{"text": "one"}\n{"text": "two"}\n').texts == ["one", "two"]


def test_a_pretty_printed_document_under_the_name_jsonl_is_read(read: Any) -> None:
    data = json.dumps([{"text": "one"}, {"text": "two"}], indent=1).encode()
    assert read("a.jsonl", data).texts == ["one", "two"]


@pytest.mark.parametrize("shape", [b"[%s]", b'{"articles": [%s], "total": 3}'])
def test_a_broken_record_in_a_list_is_rejected_and_its_neighbours_survive(
    read: Any, shape: Any
) -> None:
    records = b'{"text": "one"}, {"text": "t"w"o"}, {"text": "three, \\"}{[]"}'
    found = read("a.json", shape % records)
    assert found.texts == ["one", 'three, "}{[]']
    assert found.reasons == ["invalid_json"]
    assert found.rejects[0].source == "a.json#2"


def test_an_odd_quote_is_given_up_at_the_next_record(read: Any) -> None:
    found = read("a.json", b'[{"text": "one"},\n{"text": "tw"o"},\n{"text": "three"}]')
    assert found.texts == ["one", "three"]
    assert found.reasons == ["invalid_json"]


def test_an_odd_quote_before_many_records_costs_its_own_only(read: Any) -> None:
    records = [b'{"text": "good"}'] * 10 + [b'{"text": "o"dd"}'] + [b'{"text": "good"}'] * 50_000
    found = read("a.json", b"[" + b", ".join(records) + b"]", max_record_bytes=500_000)
    assert len(found.articles) == 50_010
    assert found.reasons == ["invalid_json"]
    assert found.rejects[0].payload == '{"text": "o"dd"}'


def test_a_cut_list_keeps_the_records_before_the_cut(read: Any) -> None:
    found = read("a.json", b'[{"text": "one"}, {"text": "two"}, {"text": "thr')
    assert found.texts == ["one", "two"]
    assert found.reasons == ["truncated_file"]


def test_a_cut_object_around_a_list_keeps_the_records_before_the_cut(read: Any) -> None:
    found = read("a.json", b'{"a": 1, "articles": [{"text": "one"}, {"text": "two"}, {"te')
    assert found.texts == ["one", "two"]
    assert found.reasons == ["truncated_file"]


def test_a_list_larger_than_a_document_is_streamed(read: Any) -> None:
    records = [{"text": f"article {n} " + "x" * 100} for n in range(200)]
    for data in (json.dumps(records).encode(), json.dumps({"items": records}).encode()):
        found = read("a.json", data, max_document_bytes=1000, max_record_bytes=500)
        assert len(found.articles) == 200
        assert found.rejects == []


def test_an_element_over_the_limit_is_rejected_and_its_neighbours_survive(read: Any) -> None:
    records = [{"text": "one"}, {"text": "x" * 5000, "tags": ["}"]}, {"text": "three"}]
    found = read("a.json", json.dumps(records).encode(), max_record_bytes=1000)
    assert found.texts == ["one", "three"]
    assert found.reasons == ["too_large"]


def test_elements_that_are_no_objects_are_invalid_record(read: Any) -> None:
    found = read("a.json", b'[{"text": "one"}, null, 5, "x", [1, 2], {"text": "two"}]')
    assert found.texts == ["one", "two"]
    assert found.reasons == ["invalid_record"] * 4


@pytest.mark.parametrize("data", [b"", b"nonsense", b"{", b'{"text": }'])
def test_what_is_no_json_is_one_reject(read: Any, data: Any) -> None:
    found = read("a.json", data)
    assert found.articles == []
    assert len(found.rejects) == 1
    assert found.reasons[0] in {"invalid_json", "truncated_file"}


def test_deep_nesting_is_rejected(read: Any) -> None:
    assert read("a.json", b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}").articles == []


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Feed",
    "feed_url": "https://a.example/feed.json",
    "language": "en",
    "authors": [{"name": "Desk"}],
    "items": [
        {
            "id": "1", "url": "https://a.example/1", "title": "T",
            "content_html": "<p>One</p><p>Two</p>", "date_published": "2024-04-24T05:00:00+03:00",
            "tags": ["x"],
        },
        {"id": 2, "content_text": "Plain", "language": "uk", "author": {"name": "W"}},
        {"id": "3"},
        {"id": "4", "summary": "Short"},
    ],
}  # fmt: skip


def test_a_json_feed_is_recognised_by_its_version(read: Any) -> None:
    found = read("feed.json", json.dumps(JSON_FEED).encode())
    first, second, fourth = found.articles
    assert (first.text, first.url, first.title) == ("One\n\nTwo", "https://a.example/1", "T")
    assert (first.published, first.published_from) == ("2024-04-24T05:00:00+03:00", "feed")
    assert (first.authors, first.tags, first.language) == (["Desk"], ["x"], "en")
    assert first.feed_url == "https://a.example/feed.json"
    assert (second.text, second.language, second.authors) == ("Plain", "uk", ["W"])
    assert (second.external_id, fourth.text) == ("2", "Short")
    assert found.reasons == ["missing_text"]


def test_a_cut_json_feed_keeps_its_items_and_what_the_feed_says(read: Any) -> None:
    data = json.dumps(JSON_FEED).encode()
    found = read("feed.xml", data[: data.index(b'{"id": "4"') + 5])
    assert found.texts == ["One\n\nTwo", "Plain"]
    assert found.articles[0].feed_url == "https://a.example/feed.json"
    assert found.articles[0].published_from == "feed"
    assert found.reasons == ["missing_text", "truncated_file"]
