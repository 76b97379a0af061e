"""What is answered to whom: methods, hosts, headers, tags, hostile and slow requests."""

import json
import socket
import time
from collections.abc import Iterator

import pytest

from tests.helpers.serving import Serve, Served, article, commit, event, incident, serving

NAMED = b"GET / HTTP/1.1\r\nHost: news.example.org\r\n"
ROUTES = ("/", "/api", "/api/incidents", "/api/report", "/feed.atom", "/healthz")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    out = tmp_path_factory.mktemp("protocol") / "out"
    commit(out, "run", incidents=[incident(1)], events=[event(1)], articles=[article(1)])
    with serving(out, ("news.example.org",), header_timeout=0.4, idle_timeout=0.4) as running:
        yield running


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ROUTES)
def test_nothing_but_reading(served: Served, method: str, path: str) -> None:
    reply = served.request(method, path, body=b"{}")
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
    assert json.loads(reply.body) == {"error": "this server is read only"}


@pytest.mark.parametrize(
    "path",
    [
        "/index.html",
        "//",
        "/api/",
        "/API",
        "/api/runs",
        "/api/incidents/a/b",
        "/api/../api",
        "/%61pi",
        "/../../etc/passwd",
        "/feed.atom/",
        "*",
    ],
)
def test_other_addresses_are_not_there(served: Served, path: str) -> None:
    reply = served.get(path)
    assert reply.status == 404
    assert json.loads(reply.body) == {"error": "no such address; /api names all"}


@pytest.mark.parametrize("path", [*ROUTES, "/none", "/api/incidents?x=1", "/api/incidents/none"])
def test_headers_that_keep_others_out(served: Served, path: str) -> None:
    headers = served.get(path).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert [name for name in headers if name.startswith("access-control")] == []
    if path != "/":
        assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ROUTES)
def test_head_tells_what_get_would_send(served: Served, path: str) -> None:
    got, head = served.get(path), served.request("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers == got.headers
    assert int(got.headers["content-length"]) == len(got.body)


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:{port}", True),
        ("localhost:{port}", True),
        ("LOCALHOST:{port}", True),
        ("[::1]:{port}", True),
        ("news.example.org", True),
        ("news.example.org:443", True),
        ("News.Example.Org.", True),
        ("127.0.0.1", False),
        ("127.0.0.1:1", False),
        ("localhost", False),
        ("evil.example:{port}", False),
        ("127.0.0.1.evil.example:{port}", False),
        ("localhost.evil.example:{port}", False),
        ("127.0.0.1:{port}@evil.example", False),
        ("evil.example, 127.0.0.1:{port}", False),
        ("[::1:{port}", False),
        ("10.0.0.1:{port}", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/incidents"])
def test_only_names_of_this_server_are_answered(
    served: Served, path: str, host: str, answered: bool
) -> None:
    reply = served.request("GET", path, host=host.format(port=served.address[1]))
    assert reply.status == (200 if answered else 421)
    if not answered:
        assert b"i00001" not in reply.body


def test_without_a_host_there_is_no_answer(served: Served) -> None:
    wire = served.wire()
    wire.send(b"GET /api/incidents HTTP/1.0\r\n\r\n")
    assert wire.reply().status == 421
    wire.close()


@pytest.mark.parametrize("path", ["/", "/api/incidents?limit=5", "/api/report", "/feed.atom"])
def test_what_is_known_is_not_sent_again(served: Served, path: str) -> None:
    first = served.get(path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    for told in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = served.get(path, f"If-None-Match: {told}")
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert served.get(path, 'If-None-Match: "other"').status == 200
    other = served.get(path + ("&" if "?" in path else "?") + "country=UA")
    assert other.headers["etag"] != tag


def test_a_304_leaves_the_connection_usable(served: Served) -> None:
    tag = served.get("/api/incidents").headers["etag"]
    head = f"GET /api/incidents HTTP/1.1\r\nHost: 127.0.0.1:{served.address[1]}\r\n"
    wire = served.wire()
    wire.send(f"{head}If-None-Match: {tag}\r\n\r\n{head}\r\n".encode())
    assert [wire.reply().status, wire.reply().status] == [304, 200]
    wire.close()


def test_a_commit_changes_the_tag(serve: Serve) -> None:
    served = serve()
    commit(served.out, "one", incidents=[incident(1)])
    tags = {path: served.get(path).headers["etag"] for path in ("/", "/api/incidents")}
    commit(served.out, "two", incidents=[incident(2)])
    for path, tag in tags.items():
        reply = served.get(path, f"If-None-Match: {tag}")
        assert reply.status == 200
        assert reply.headers["etag"] != tag


def test_before_the_first_commit_one_is_asked_to_come_again(serve: Serve) -> None:
    served = serve()
    for path in ("/api/incidents", "/api/incidents/x", "/api/changes?since=0", "/feed.atom", "/"):
        reply = served.get(path)
        assert reply.status == 503
        assert int(reply.headers["retry-after"]) > 0
        assert b"no committed tables yet" in reply.body.lower()
    assert b"<html" in served.get("/").body
    assert json.loads(served.get("/healthz").body) == {"status": "ok", "commit": None}
    commit(served.out, "run", incidents=[incident(1)])
    assert served.get("/").status == 200
    assert json.loads(served.get("/api/incidents").body)["total"] == 1
    assert json.loads(served.get("/healthz").body)["commit"].startswith("1-")


def test_damage_is_told_without_a_path(serve: Serve) -> None:
    served = serve()
    commit(served.out, "run", incidents=[incident(1)], events=[event(1)])
    for file in served.out.glob("events/*/*.parquet"):
        file.write_bytes(b"damaged")
    reply = served.get("/api/events")
    assert reply.status == 500
    assert json.loads(reply.body) == {"error": "the tables cannot be read"}
    for file in served.out.glob("_wirebeam/commits/*.json"):
        file.write_bytes(b"{")
    assert served.get("/api/incidents").status == 500


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", 431),
        (NAMED + b"Content-Length: 5\r\n\r\n12345", 413),
        (NAMED + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nHost: h\r\nX: \x00\r\n\r\n", 400),
    ],
)
def test_hostile_requests(served: Served, request_bytes: bytes, status: int) -> None:
    wire = served.wire()
    wire.send(request_bytes)
    assert wire.reply().status == status
    assert wire.ended()
    wire.close()


def test_a_slow_request_ends(served: Served) -> None:
    wire = served.wire()
    wire.send(b"GET / HTTP/1.1\r\nHost: ")
    assert wire.reply().status == 408
    wire.close()
    silent = served.wire()
    with pytest.raises(ConnectionError):
        silent.reply()
    silent.close()


def test_many_slow_readers_keep_no_quick_one_out(serve: Serve) -> None:
    served = serve(max_connections=12, answer_timeout=20.0)
    long = ["word " * 200] * 40
    rows = [event(number, evidence=long) for number in range(300)]
    commit(served.out, "run", incidents=[incident(1)], events=rows)
    assert len(served.get("/api/events?limit=1000").body) > 10_000_000
    head = f"GET /api/events?limit=1000 HTTP/1.1\r\nHost: 127.0.0.1:{served.address[1]}\r\n\r\n"
    slow = []
    for _ in range(5):
        one = socket.create_connection(served.address, timeout=10)
        one.sendall(head.encode())
        slow.append(one)
    began = time.monotonic()
    assert [served.get("/api/incidents").status for _ in range(5)] == [200] * 5
    assert time.monotonic() - began < 10
    for one in slow:
        one.close()


def test_a_reader_that_never_reads_is_ended(serve: Serve) -> None:
    served = serve(answer_timeout=0.5)
    rows = [event(number, evidence=["word " * 200] * 40) for number in range(300)]
    commit(served.out, "run", events=rows)
    one = socket.create_connection(served.address, timeout=10)
    host = f"127.0.0.1:{served.address[1]}"
    one.sendall(f"GET /api/events?limit=1000 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    time.sleep(3)
    read = 0
    with pytest.raises(ConnectionError):  # what the kernels held, then the end
        while data := one.recv(65_536):
            read += len(data)
        raise ConnectionError
    assert read < 10_000_000
    one.close()
