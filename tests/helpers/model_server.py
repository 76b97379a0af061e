"""A server on loopback that speaks the chat-completions protocol, well or badly, as scripted."""

import json
import socket
import ssl
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

USAGE = {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200}


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def article(self) -> dict[str, Any]:
        """The article that the request is about, as the model sees it."""
        found: dict[str, Any] = json.loads(self.body["messages"][1]["content"])
        return found


@dataclass
class ModelServer:
    """What a test sees of the server: its address and the requests that came."""

    url: str
    stopped: Event
    asked: list[Asked] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


Reply = Callable[[BaseHTTPRequestHandler, Asked, Event], None]


@contextmanager
def serving(*script: Reply, tls: ssl.SSLContext | None = None) -> Iterator[ModelServer]:
    """Answer the first request with the first reply and so on; the last one serves for ever.

    With ``tls`` the server is called localhost and speaks https.
    """
    stopped = Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
            with seen.lock:
                number = len(seen.asked)
                seen.asked.append(asked)
            try:
                script[min(number, len(script) - 1)](self, asked, stopped)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        address = f"https://localhost:{server.server_address[1]}/v1"
    seen = ModelServer(address, stopped)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"{}", **headers: str) -> None:
    """Send a whole answer; ``content_type`` and the like are header names."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    if "content-type" not in names:
        handler.send_header("Content-Type", "application/json")
    for name, value in names.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def completion(
    content: str | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    usage: dict[str, int] | None = USAGE,
) -> bytes:
    """Return the body of a chat completion whose message is ``content``."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage is not None:
        body["usage"] = usage
    return json.dumps(body).encode()


def says(content: str | None, **options: Any) -> Reply:
    """Answer with a message."""

    def reply(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
        send(handler, 200, completion(content, **options))

    return reply


def tells(*events: dict[str, Any], **options: Any) -> Reply:
    """Answer with the document that was asked for."""
    return says(json.dumps({"events": list(events)}), **options)


def tells_by(told: Callable[[dict[str, Any]], Sequence[dict[str, Any]]]) -> Reply:
    """Answer by what the article says."""

    def reply(handler: BaseHTTPRequestHandler, asked: Asked, _: Event) -> None:
        send(handler, 200, completion(json.dumps({"events": list(told(asked.article))})))

    return reply


def fails(status: int, **headers: str) -> Reply:
    """Answer with a status."""

    def reply(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
        send(handler, status, b'{"error": {"message": "no"}}', **headers)

    return reply


def sends(body: bytes, **headers: str) -> Reply:
    """Answer 200 with any bytes."""

    def reply(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
        send(handler, 200, body, **headers)

    return reply


def says_nothing(_: BaseHTTPRequestHandler, __: Asked, stopped: Event) -> None:
    """Take the request and never answer."""
    stopped.wait()


def resets(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
    """Cut the connection, not even politely."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def breaks_off(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
    """Promise a longer body than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(completion("{}"))
    handler.close_connection = True


def speaks_no_http(handler: BaseHTTPRequestHandler, _: Asked, __: Event) -> None:
    """Answer in another protocol."""
    handler.wfile.write(b"220 mail.example ESMTP ready\r\n" * 3)
    handler.close_connection = True


def drips_body(handler: BaseHTTPRequestHandler, _: Asked, stopped: Event) -> None:
    """Send a good answer, a byte at a time, for ever within any read timeout."""
    body = completion("{}") * 1000
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    _drip(handler, body, stopped)


def drips_headers(handler: BaseHTTPRequestHandler, _: Asked, stopped: Event) -> None:
    """Send headers a byte at a time, and never come to an end."""
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 10_000, stopped)


def never_ends(handler: BaseHTTPRequestHandler, _: Asked, stopped: Event) -> None:
    """Send a body without end, as fast as it goes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    chunk = b"%x\r\n%s\r\n" % (65536, b" " * 65536)
    while not stopped.is_set():
        handler.wfile.write(chunk)


def _drip(handler: BaseHTTPRequestHandler, data: bytes, stopped: Event) -> None:
    for position in range(len(data)):
        if stopped.is_set():
            return
        handler.wfile.write(data[position : position + 1])
        handler.wfile.flush()
        time.sleep(0.02)
