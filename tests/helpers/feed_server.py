"""A server of feeds on loopback that behaves, well or badly, as a script says.

It speaks over raw sockets, since no library would send what has to be sent here. Every host name
of a test is given an address of 127.0.0.0/8 by ``FeedServer.resolve``, so that one server is many.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

ADDRESSES = tuple(f"127.0.0.{number}" for number in range(1, 17))


@dataclass
class Asked:
    """One request as it came in, and the ``monotonic()`` moments of its begin and end."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    address: str
    began: float
    ended: float = 0.0


@dataclass
class Visit:
    """A request to answer: ``number`` counts those of one host and path from 0."""

    connection: socket.socket
    asked: Asked
    number: int
    stopped: Event
    server: "FeedServer"

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.connection.sendall(data)

    def drip(self, data: bytes, pause: float) -> None:
        """Send byte by byte until the server stops or the client is gone."""
        for number in range(len(data)):
            if self.stopped.wait(pause):
                return
            self.send(data[number : number + 1])


Behaviour = Callable[[Visit], None]


@dataclass
class FeedServer:
    """What a test sees of the server."""

    behaviours: dict[str, Behaviour]
    port: int = 0
    tls_port: int = 0
    addresses: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    stopped: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def url(self, path: str, host: str = "feeds.test", scheme: str = "http") -> str:
        """Return the address of a path at a host."""
        return f"{scheme}://{host}:{self.tls_port if scheme == 'https' else self.port}{path}"

    def resolve(self, host: str, port: int, *_: Any) -> list[tuple[Any, ...]]:
        """Give each host name an address of its own, as far as there are enough.

        Those in ``addresses`` have the one given there; "" is a name that does not exist.
        """
        usual = ADDRESSES[zlib.crc32(host.encode()) % len(ADDRESSES)]
        address = self.addresses.get(host, usual)
        if not address:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def of(self, host: str) -> list[Asked]:
        """Return the requests that a host got, in order."""
        with self.lock:
            return [asked for asked in self.asked if asked.host == host]

    def paths(self) -> list[str]:
        """Return the paths asked, in order."""
        with self.lock:
            return [asked.path for asked in self.asked]


@contextmanager
def serving_feeds(
    behaviours: Mapping[str, Behaviour],
    tls: ssl.SSLContext | None = None,
    addresses: Sequence[str] = ADDRESSES,
) -> Iterator[FeedServer]:
    """Serve until the block ends, at addresses of the loopback network.

    A key is a path, or a host and a path ("a.test/feed"), which goes first; "*" answers the rest.
    """
    server = FeedServer(dict(behaviours))
    listening: list[socket.socket] = []
    try:
        server.port = _listen(server, addresses, listening, None)
        if tls is not None:
            server.tls_port = _listen(server, addresses, listening, tls)
        yield server
    finally:
        server.stopped.set()
        for listener in listening:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()


def _listen(
    server: FeedServer,
    addresses: Sequence[str],
    all_of: list[socket.socket],
    tls: ssl.SSLContext | None,
) -> int:
    port = 0
    for address in addresses:
        listener = socket.create_server((address, port), backlog=128)
        port = listener.getsockname()[1]
        all_of.append(listener)
        Thread(target=_accept, args=(server, listener, tls), daemon=True).start()
    return port


def _accept(server: FeedServer, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        server.connections += 1
        Thread(target=_serve, args=(server, connection, tls), daemon=True).start()


def _serve(server: FeedServer, raw: socket.socket, tls: ssl.SSLContext | None) -> None:
    # A client that gives up in the middle is what many tests are about.
    with suppress(OSError), raw:
        raw.settimeout(30)
        connection = raw if tls is None else tls.wrap_socket(raw, server_side=True)
        with connection:
            asked = _read(connection)
            if asked is None:
                return
            with server.lock:
                number = sum(a.host == asked.host and a.path == asked.path for a in server.asked)
                server.asked.append(asked)
            visit = Visit(connection, asked, number, server.stopped, server)
            try:
                _behaviour(server, asked)(visit)
            finally:
                asked.ended = monotonic()


def _behaviour(server: FeedServer, asked: Asked) -> Behaviour:
    path = asked.path.partition("?")[0]
    for key in (f"{asked.host}{path}", path, "*"):
        if key in server.behaviours:
            return server.behaviours[key]
    return not_found


def not_found(visit: Visit) -> None:
    """Answer 404."""
    visit.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


def _read(connection: socket.socket) -> Asked | None:
    began = monotonic()
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece:
            return None
        data += piece
        if data[:1] == b"\x16":  # TLS where none is spoken
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return None
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65_536)
    method, path, _ = first.split(" ", 2)
    host = headers.get("host", "").partition(":")[0]
    return Asked(method, host, path, headers, body, connection.getsockname()[0], began)
