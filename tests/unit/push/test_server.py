"""The protocol over real sockets: slow, wrong, malformed and hostile requests."""

import json
import threading
import time

import pytest

from pipelines.http_server.server import ListenError
from pipelines.push.receiver import Receiver
from pipelines.push.settings import PushSettings
from pipelines.push.tokens import TokenError
from tests.helpers.push import BEARER, JSON, Running, Start
from transforms.feeds.http import FetchRequest, FetchResponse
from transforms.settings import ReadSettings

HEAD = f"POST /articles HTTP/1.1\r\nHost: h\r\n{BEARER}\r\n{JSON}\r\n".encode()
GOOD = b'{"text": "A drone hit a depot."}'


def answer(running: Running, data: bytes) -> int:
    wire = running.wire()
    try:
        wire.send(data)
        return wire.reply().status
    finally:
        wire.close()


def no_answer(request: FetchRequest) -> FetchResponse:
    return FetchResponse(202, {}, b"", request.url)


def test_health(start: Start):
    running = start()
    reply = running.request("GET", "/healthz")
    assert json.loads(reply.body) == {"status": "ok", "waiting_files": 0, "waiting_bytes": 0}
    reply = running.request("HEAD", "/healthz")
    assert (reply.status, reply.body, int(reply.headers["content-length"]) > 0) == (200, b"", True)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles/",
        "//articles",
        "/ARTICLES",
        "/articles/../articles",
        "/%61rticles",
        "/websub",
        "/websub/a/b",
        "/websub/../articles",
        "/websub/..%2f..%2fetc%2fpasswd",
        "/websub/",
        "/websub/" + "a" * 43,
        "/healthz\x00",
        "*",
    ],
)
def test_what_is_no_route_is_not_found(start: Start, path: str):
    expected = 400 if "\x00" in path else 404
    assert start().request("GET", path).status == expected


def test_the_absolute_form_is_understood(start: Start):
    assert start().request("GET", "http://any.example/healthz?x=1").status == 200


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/articles", "POST"),
        ("PUT", "/articles", "POST"),
        ("OPTIONS", "/articles", "POST"),
        ("DELETE", "/websub/" + "a" * 43, "GET, POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("TRACE", "/healthz", "GET, HEAD"),
    ],
)
def test_other_methods_are_told_which_are_allowed(start: Start, method: str, path: str, allow: str):
    reply = start().request(method, path)
    assert (reply.status, reply.headers["allow"]) == (405, allow)


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\n X: folded\r\n b\x00\r\n\r\n",
        b"GET /health z HTTP/1.1\r\nHost: a\r\n\r\n",
        HEAD + b"Content-Length: -1\r\n\r\n",
        HEAD + b"Content-Length: 1, 2\r\n\r\n12",
        HEAD + b"Content-Length: ten\r\n\r\n",
        HEAD + b"Content-Length: 32\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nXYZ\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40 + b"\r\n\r\n",
    ],
)
def test_malformed_requests(start: Start, data: bytes):
    running = start()
    assert answer(running, data) == 400
    assert running.receiver.spool.pending() == []


def test_an_unknown_transfer_encoding(start: Start):
    assert answer(start(), HEAD + b"Transfer-Encoding: gzip\r\n\r\n") == 501


def test_no_length_at_all(start: Start):
    assert answer(start(), HEAD + b"\r\n") == 411


def test_a_length_beyond_the_limit_is_refused_unread(start: Start):
    running = start(max_body_bytes=100)
    assert answer(running, HEAD + b"Content-Length: 101\r\n\r\n") == 413


def test_chunks_are_joined(start: Start):
    running = start()
    chunks = b"".join(b"1;x=y\r\n%c\r\n" % byte for byte in GOOD) + b"0\r\n\r\n"
    assert answer(running, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks) == 202
    assert len(running.receiver.spool.pending()) == 1


def test_chunks_beyond_the_limit(start: Start):
    running = start(max_body_bytes=1_000)
    chunk = b"3e8\r\n" + b"x" * 1_000 + b"\r\n"
    assert answer(running, HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 3) == 413


def test_a_body_that_breaks_off_is_not_taken(start: Start):
    running = start()
    wire = running.wire()
    wire.send(HEAD + b"Content-Length: 100\r\n\r\n" + GOOD)
    wire.close()
    time.sleep(0.1)
    assert running.request("GET", "/healthz").status == 200
    assert running.receiver.spool.pending() == []


def test_a_slow_body_times_out(start: Start):
    running = start(body_timeout=0.3)
    wire = running.wire()
    wire.send(HEAD + b"Content-Length: 100\r\n\r\n{")
    assert wire.reply().status == 408
    assert wire.ended()
    wire.close()


def test_bytes_that_drip_do_not_prolong_the_header(start: Start):
    running = start(header_timeout=0.4)
    wire = running.wire()
    began = time.monotonic()
    stop = threading.Event()

    def drip() -> None:
        for byte in b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 1_000:
            if stop.wait(0.05):
                return
            try:
                wire.send(bytes([byte]))
            except OSError:
                return

    thread = threading.Thread(target=drip)
    thread.start()
    assert wire.reply().status == 408
    assert time.monotonic() - began < 2
    stop.set()
    thread.join()
    wire.close()


def test_a_silent_connection_is_closed_without_an_answer(start: Start):
    wire = start(idle_timeout=0.2).wire()
    with pytest.raises(ConnectionError):
        wire.reply()
    wire.close()


def test_many_slow_senders_keep_no_quick_one_out(start: Start):
    running = start(max_connections=8)
    slow = []
    for _ in range(40):
        wire = running.wire()
        wire.send(b"POST /articles HTTP/1.1\r\nX-Slow: ")
        slow.append(wire)
    assert [running.push(GOOD).status for _ in range(5)] == [202] * 5
    for wire in slow:
        wire.close()


def test_headers_beyond_the_limit(start: Start):
    running = start(max_header_bytes=2_000)
    assert (
        answer(running, b"GET /healthz HTTP/1.1\r\nHost: h\r\nX: " + b"a" * 3_000 + b"\r\n\r\n")
        == 431
    )
    assert answer(running, b"GET /healthz HTTP/1.1\r\nHost: h\r\n" + b"X: a\r\n" * 10_000) == 431


def test_an_endless_address(start: Start):
    running = start()
    assert answer(running, b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n") == 414


def test_pipelined_requests_are_answered_in_order(start: Start):
    running = start()
    wire = running.wire()
    push = HEAD + b"Content-Length: %d\r\n\r\n" % len(GOOD) + GOOD
    wire.send(
        push
        + b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"
        + push
        + b"GET /no HTTP/1.1\r\nHost: h\r\n\r\n"
    )
    assert [wire.reply().status for _ in range(4)] == [202, 200, 202, 404]
    assert wire.ended()
    wire.close()


def test_a_client_that_waits_for_100_is_told_to_go_on(start: Start):
    running = start()
    wire = running.wire()
    wire.send(HEAD + b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(GOOD))
    assert wire.reply().status == 100
    wire.send(GOOD)
    assert wire.reply().status == 202
    wire.close()


def test_a_refused_client_that_waits_for_100_is_told_so_at_once(start: Start):
    running = start()
    data = (
        b"POST /articles HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
    )
    assert answer(running, data) == 401


def test_all_bodies_together_are_bounded(start: Start):
    running = start(max_buffered_bytes=1_000, max_body_bytes=900)
    holder = running.wire()
    holder.send(HEAD + b"Content-Length: 800\r\n\r\n" + b" " * 700)
    time.sleep(0.1)
    assert running.push(b'{"text": "%s"}' % (b"z" * 500)).status == 503
    holder.close()
    time.sleep(0.1)
    assert running.push(b'{"text": "%s"}' % (b"z" * 500)).status == 202


def test_the_next_request_after_an_old_protocol_ends_the_connection(start: Start):
    wire = start().wire()
    wire.send(b"GET /healthz HTTP/1.0\r\n\r\n")
    assert wire.reply().status == 200
    assert wire.ended()
    wire.close()


def test_stopping_answers_what_is_under_way_and_frees_the_port(start: Start):
    running = start()
    idle = running.wire()
    assert running.push(GOOD).status == 202
    running.receiver.stop()
    assert idle.ended()
    with pytest.raises(OSError):
        running.wire()
    idle.close()


def test_an_address_that_is_taken_is_one_line(start: Start, tmp_path):
    running = start()
    second = Receiver(
        running.address, tmp_path / "other", PushSettings(), ReadSettings(), no_answer
    )
    with pytest.raises(ListenError, match="cannot listen on"):
        second.start()


@pytest.mark.parametrize(
    "token", [None, "", "short", "with a space in it now", "не-ascii-token-here"]
)
def test_an_open_address_needs_a_token(tmp_path, monkeypatch, token: str | None):
    monkeypatch.delenv("WIREBEAM_PUSH_TOKEN", raising=False)
    if token is not None:
        monkeypatch.setenv("WIREBEAM_PUSH_TOKEN", token)
    with pytest.raises(TokenError):
        Receiver(("0.0.0.0", 0), tmp_path, PushSettings(), ReadSettings(), no_answer)


def test_the_token_may_be_a_file(tmp_path, monkeypatch):
    monkeypatch.delenv("WIREBEAM_PUSH_TOKEN", raising=False)
    (tmp_path / "token").write_text("a-token-from-a-file\n")
    settings = PushSettings(token_file=tmp_path / "token")
    Receiver(("0.0.0.0", 0), tmp_path / "spool", settings, ReadSettings(), no_answer)
    with pytest.raises(TokenError, match="cannot be read"):
        missing = PushSettings(token_file=tmp_path / "none")
        Receiver(("0.0.0.0", 0), tmp_path / "spool", missing, ReadSettings(), no_answer)
