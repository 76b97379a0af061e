"""One connection: HTTP/1.1 by h11, every wait under a deadline, every size bounded.

h11 reads the protocol strictly and does no I/O; this loop gives it bytes and deadlines. What it
refuses as malformed is answered with the status it hints at, and the connection ends.
"""

import asyncio
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import h11

from pipelines.http_server.messages import Answer, Handler, Head, refusal
from pipelines.http_server.settings import ServerSettings

_CHUNK: Final = 16_384
_PIECE: Final = 65_536
_NOT_MODIFIED: Final = 304
_LINGER: Final = 1.0
_LINGER_BYTES: Final = 1_000_000
_MAX_REQUESTS: Final = 1_000
_MAX_TARGET: Final = 8_000


class Budget:
    """Bytes of bodies that all connections together hold in memory; used in one thread."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._used = 0

    def take(self, size: int) -> bool:
        """Take some, or say that there is not enough."""
        if self._used + size > self._limit:
            return False
        self._used += size
        return True

    def give(self, size: int) -> None:
        """Give back what was taken."""
        self._used -= size


class _Refused(Exception):  # noqa: N818 - how a request ends early
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class _Gone(Exception):  # noqa: N818 - the other side hung up, or never asked
    """Nobody is there to be answered."""


class Connection:
    """Answers the requests of one connection until it ends."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        handler: Handler,
        settings: ServerSettings,
        budget: Budget,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._handler = handler
        self._settings = settings
        self._budget = budget
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=settings.max_header_bytes)
        peer = writer.get_extra_info("peername")
        self._peer = str(peer[0]) if peer else ""
        self._deadline = 0.0
        self._asked = False
        self._is_head = False

    async def run(self, waiting: Callable[[bool], None]) -> None:
        """Serve until the end; ``waiting`` is told when no request is being answered."""
        try:
            for _ in range(_MAX_REQUESTS):
                waiting(True)
                await self._one_request(waiting)
                if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
                    break
                self._http.start_next_cycle()
            await self._close()
        except (_Gone, ConnectionError, TimeoutError):
            self._writer.transport.abort()

    async def _one_request(self, waiting: Callable[[bool], None]) -> None:
        self._asked = self._is_head = False
        self._deadline = _now() + self._settings.idle_timeout
        head: Head | None = None
        try:
            head = await self._head()
            refused = self._handler.refuse(head)
            if refused is not None:
                raise _Refused(refused)
            body = await self._body()
        except _Refused as refused_early:
            await self._send(refused_early.answer, last=True)
            return
        except h11.RemoteProtocolError as error:
            status = error.error_status_hint
            await self._send(refusal(status, "no well-formed HTTP request"), last=True)
            return
        try:
            waiting(False)
            answer = await asyncio.to_thread(self._handler.answer, head, body)
        finally:
            self._budget.give(len(body))
        await self._send(answer, last=False)

    async def _head(self) -> Head:
        event = await self._event()
        while not isinstance(event, h11.Request):
            if isinstance(event, h11.ConnectionClosed):
                raise _Gone
            event = await self._event()
        self._is_head = event.method == b"HEAD"
        return _head(event, self._peer, self._settings.max_header_bytes)

    async def _body(self) -> bytes:
        """Read a body within its size, its time and what all bodies together may take."""
        self._deadline = _now() + self._settings.body_timeout
        if self._http.they_are_waiting_for_100_continue:
            go_on = self._http.send(h11.InformationalResponse(status_code=100, headers=[]))
            await self._write(go_on or b"")
        body = bytearray()
        try:
            event = await self._event()
            while not isinstance(event, h11.EndOfMessage):
                if isinstance(event, h11.ConnectionClosed):
                    raise _Gone
                if isinstance(event, h11.Data):
                    self._add(body, event.data)
                event = await self._event()
        except BaseException:
            self._budget.give(len(body))
            raise
        return bytes(body)

    def _add(self, body: bytearray, data: bytes) -> None:
        if len(body) + len(data) > self._settings.max_body_bytes:
            allowed = self._settings.max_body_bytes
            raise _Refused(refusal(413, f"the body is larger than {allowed} bytes"))
        if not self._budget.take(len(data)):
            raise _Refused(refusal(503, "too many bodies at once"))
        body += data

    async def _event(self) -> object:
        """Return what comes next, read from the network before the deadline."""
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            try:
                async with asyncio.timeout_at(self._deadline):
                    data = await self._reader.read(_CHUNK)
            except TimeoutError:
                if not self._asked:
                    raise _Gone from None
                raise _Refused(refusal(408, "the request came too slowly")) from None
            if data and not self._asked:
                self._asked = True
                self._deadline = _now() + self._settings.header_timeout
            self._http.receive_data(data)

    async def _send(self, answer: Answer, *, last: bool) -> None:
        if self._http.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return
        headers = _answer_headers(answer)
        if last:
            headers.append(("Connection", "close"))
        sent = self._http.send(h11.Response(status_code=answer.status, headers=headers)) or b""
        async with asyncio.timeout(self._settings.answer_timeout):
            await self._write(sent)
            if not self._is_head and answer.status != _NOT_MODIFIED:
                # In pieces: what a slow reader has not taken is held once, not copied for each.
                for start in range(0, len(answer.body), _PIECE):
                    piece = answer.body[start : start + _PIECE]
                    await self._write(self._http.send(h11.Data(data=piece)) or b"")
            await self._write(self._http.send(h11.EndOfMessage()) or b"")

    async def _write(self, data: bytes) -> None:
        self._writer.write(data)
        async with asyncio.timeout(self._settings.answer_timeout):
            await self._writer.drain()

    async def _close(self) -> None:
        """Close so that the answer arrives: what the other side still sends is read for a while."""
        if self._writer.can_write_eof():
            self._writer.write_eof()
        left = _LINGER_BYTES
        async with asyncio.timeout(_LINGER):
            while left > 0 and (data := await self._reader.read(_CHUNK)):
                left -= len(data)
        self._writer.close()


def _answer_headers(answer: Answer) -> list[tuple[str, str]]:
    """Return the headers of an answer; its own ``Cache-Control`` takes the place of no-store."""
    headers = [("X-Content-Type-Options", "nosniff"), *answer.headers]
    if answer.status != _NOT_MODIFIED:
        length = str(len(answer.body))
        headers = [("Content-Type", answer.content_type), ("Content-Length", length), *headers]
    if not any(name.lower() == "cache-control" for name, _ in answer.headers):
        headers.append(("Cache-Control", "no-store"))
    return headers


def _head(request: h11.Request, peer: str, max_bytes: int) -> Head:
    """Read a head. Raises _Refused for one that is too large or does not say one thing."""
    if len(request.target) > _MAX_TARGET:
        raise _Refused(refusal(414, "the address is too long"))
    if sum(len(name) + len(value) + 4 for name, value in request.headers) > max_bytes:
        raise _Refused(refusal(431, "the headers are too large"))
    headers: dict[str, str] = {}
    for raw_name, raw_value in request.headers:
        name, value = raw_name.decode("ascii"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    chunked = "transfer-encoding" in headers
    if chunked and "content-length" in headers:
        raise _Refused(refusal(400, "both Content-Length and Transfer-Encoding"))
    target = request.target.decode("ascii")
    path, _, query = target.partition("?")
    if not target.startswith("/"):  # the absolute form, as proxies send it
        path = urlsplit(path).path or "/"
    return Head(
        method=request.method.decode("ascii"),
        path=path,
        query=query,
        headers=headers,
        length=None if chunked else int(headers.get("content-length", 0)),
        framed=chunked or "content-length" in headers,
        peer=peer,
    )


def _now() -> float:
    return asyncio.get_running_loop().time()
