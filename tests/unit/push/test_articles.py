"""POST /articles: what is taken is on disk first, what is not has the right status."""

import json
from pathlib import Path

import pytest

from tests.helpers.push import BEARER, JSON, TOKEN, Start
from transforms.settings import ReadSettings

ARTICLE = {"url": "https://example.org/1", "title": "Пожар", "text": "Дрон попал в склад."}
ONE = json.dumps(ARTICLE).encode()


def lines(paths: list[str]) -> list[object]:
    return [
        json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()
    ]


def test_one_object_is_on_disk_before_the_answer(start: Start):
    running = start()
    reply = running.push(ONE)
    assert reply.status == 202
    assert lines(running.receiver.spool.pending()) == [ARTICLE]
    answer = json.loads(reply.body)
    assert answer["articles"] == 1
    assert answer["batch"] in running.receiver.spool.pending()[0]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", json.dumps([ARTICLE, ARTICLE | {"url": "https://example.org/2"}])),
        ("application/json; charset=UTF-8", "\ufeff" + json.dumps([ARTICLE, ARTICLE])),
        ("application/x-ndjson", f"{json.dumps(ARTICLE)}\r\n\n{json.dumps(ARTICLE)}"),
        ("application/jsonl", f"{json.dumps(ARTICLE)}\n{json.dumps(ARTICLE)}\n"),
    ],
)
def test_lists_and_lines_are_batches(start: Start, content_type: str, body: str):
    running = start()
    reply = running.push(body.encode(), f"Content-Type: {content_type}")
    assert (reply.status, json.loads(reply.body)["articles"]) == (202, 2)
    assert len(lines(running.receiver.spool.pending())) == 2


def test_the_same_push_twice_waits_once(start: Start):
    running = start()
    first, second = running.push(ONE), running.push(ONE)
    assert (first.status, second.status) == (202, 202)
    assert first.body == second.body
    assert len(running.receiver.spool.pending()) == 1


def test_a_batch_that_a_round_has_read_can_be_pushed_again(start: Start):
    running = start()
    running.push(ONE)
    spool = running.receiver.spool
    spool.done(spool.pending())
    assert spool.pending() == []
    assert running.push(ONE).status == 202
    assert len(spool.pending()) == 1


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"{", 400, "character"),
        (b"\xff\xfe", 400, "UTF-8"),
        (b"[" * 100_000, 400, "nested"),
        (b"[]", 422, "no record"),
        (b"", 400, "character"),
        (b"[1]", 422, "record 1: not an object"),
        (
            b'[{"text": "a"}, {"url": "https://example.org"}]',
            422,
            "record 2: neither text nor html",
        ),
        (b'{"text": "  "}', 422, "neither text nor html"),
        (b'{"text": 12345678901234567890' + b"0" * 5_000 + b"}", 400, "digits"),
    ],
)
def test_a_bad_body_is_refused_as_a_whole(start: Start, body: bytes, status: int, words: str):
    running = start()
    reply = running.push(body)
    assert (reply.status, words in json.loads(reply.body)["error"]) == (status, True), reply.body
    assert running.receiver.spool.pending() == []


def test_a_bad_line_is_named(start: Start):
    reply = start().push(ONE + b"\nnonsense\n", "Content-Type: application/x-ndjson")
    assert (reply.status, "line 2" in json.loads(reply.body)["error"]) == (400, True)


def test_many_faults_are_counted_but_not_all_told(start: Start):
    reply = start().push(json.dumps([1] * 100).encode())
    faults = json.loads(reply.body)["faults"]
    assert (len(faults), faults[-1]) == (21, "and 80 more")


def test_half_a_surrogate_pair_is_kept_as_it_came(start: Start):
    running = start()
    assert running.push(b'{"text": "a \\ud83d b"}').status == 202
    assert lines(running.receiver.spool.pending()) == [{"text": "a \ud83d b"}]


def test_too_many_records(start: Start):
    assert start(max_records=2).push(json.dumps([ARTICLE] * 3).encode()).status == 413


def test_a_record_beyond_what_a_reader_takes(start: Start):
    running = start(read=ReadSettings(max_record_bytes=200))
    reply = running.push(json.dumps([ARTICLE, {"text": "x" * 300}]).encode())
    assert (reply.status, "record 2" in reply.body.decode()) == (413, True)
    assert running.receiver.spool.pending() == []


@pytest.mark.parametrize(
    "headers",
    [
        (JSON,),
        (JSON, "Authorization: Bearer wrong-token-of-some-length"),
        (JSON, f"Authorization: Basic {TOKEN}"),
        (JSON, f"Authorization: {TOKEN}"),
        (JSON, BEARER, BEARER),
        (JSON, "Authorization: Bearer \xe9\xff"),
    ],
)
def test_without_the_token_nothing_is_taken(start: Start, headers: tuple[str, ...]):
    running = start()
    reply = running.request("POST", "/articles", *headers, body=ONE)
    assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert running.receiver.spool.pending() == []


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: application/json; charset=windows-1251",
        "X-No-Type: 1",
    ],
)
def test_other_types_are_unsupported(start: Start, header: str):
    assert start().push(ONE, header).status == 415


def test_compressed_bodies_are_unsupported(start: Start):
    assert start().push(ONE, JSON, "Content-Encoding: gzip").status == 415


def test_without_a_token_only_programs_of_this_machine_may_push(start: Start):
    running = start(token=None)
    assert running.request("POST", "/articles", JSON, body=ONE).status == 202
    page = running.request("POST", "/articles", JSON, "Origin: https://example.org", body=ONE)
    assert page.status == 403
    wire = running.wire()
    wire.send(b"POST /articles HTTP/1.1\r\nHost: rebound.example.org\r\nContent-Length: 2\r\n"
              b"Content-Type: application/json\r\n\r\n{}")  # fmt: skip
    assert wire.reply().status == 403
    wire.close()


def test_a_full_spool_says_when_to_come_again(start: Start):
    running = start(max_spool_bytes=500)
    assert running.push(ONE).status == 202
    reply = running.push(json.dumps({"text": "y" * 450}).encode())
    assert (reply.status, reply.headers["retry-after"]) == (503, "30")
    running.receiver.spool.done(running.receiver.spool.pending())
    assert running.push(json.dumps({"text": "y" * 450}).encode()).status == 202


def test_too_many_requests(start: Start):
    running = start(requests_per_minute=3)
    replies = [running.push(ONE).status for _ in range(4)]
    assert replies == [202, 202, 202, 429]
    assert running.request("GET", "/healthz").status == 200
