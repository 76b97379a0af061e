"""A client that writes raw bytes to a receiver of pushes."""

import socket
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.push.receiver import Receiver
from transforms.feeds.http import FetchFailure, FetchRequest, FetchResponse

TOKEN = "a-token-for-tests-only"
BEARER = f"Authorization: Bearer {TOKEN}"
JSON = "Content-Type: application/json"


@dataclass
class Reply:
    """One answer: status, headers (lower case names), body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """A raw connection to the receiver."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.socket = socket.create_connection(address, timeout=10)
        self.socket.settimeout(10)
        self._read = self.socket.makefile("rb")

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def reply(self, *, head: bool = False) -> Reply:
        """Read one answer. Raises ConnectionError where the other side just ends."""
        first = self._read.readline()
        if not first:
            raise ConnectionError("no answer")
        headers: dict[str, str] = {}
        while (line := self._read.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        status = int(first.split()[1])
        size = 0 if head or status == 100 else int(headers.get("content-length", 0))
        return Reply(status, headers, self._read.read(size))

    def ended(self) -> bool:
        """Say whether the other side has closed."""
        try:
            return self._read.read(1) == b""
        except ConnectionError:
            return True

    def close(self) -> None:
        self._read.close()
        self.socket.close()


@dataclass
class Running:
    """A receiver that listens."""

    receiver: Receiver
    address: tuple[str, int]

    def wire(self) -> Wire:
        return Wire(self.address)

    def request(self, method: str, path: str, *headers: str, body: bytes | None = None) -> Reply:
        wire = self.wire()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.address[1]}", *headers]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        try:
            wire.send("\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b""))
            return wire.reply(head=method == "HEAD")
        finally:
            wire.close()

    def push(self, body: bytes, *headers: str) -> Reply:
        return self.request("POST", "/articles", BEARER, *(headers or (JSON,)), body=body)


Start = Callable[..., Running]


class Hub:
    """Stands for the hubs: notes what it is asked and answers 202, or as told."""

    def __init__(self) -> None:
        self.asked: list[FetchRequest] = []
        self.answers: list[FetchResponse | FetchFailure] = []

    def __call__(self, request: FetchRequest) -> FetchResponse | FetchFailure:
        self.asked.append(request)
        return self.answers.pop(0) if self.answers else FetchResponse(202, {}, b"", request.url)
