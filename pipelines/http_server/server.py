"""The server: accepts connections in a thread of its own, bounded and safe from slow ones.

When all places are taken, the connection that has waited longest without a whole request makes
room: many slow senders cannot keep a quick one out. Work that blocks (disk) runs in worker threads.
"""

import asyncio
import logging
from collections import OrderedDict
from threading import Event, Thread
from typing import Final

from pipelines.http_server.connection import Budget, Connection
from pipelines.http_server.messages import Handler
from pipelines.http_server.settings import ServerSettings

_LOGGER: Final = logging.getLogger(__name__)
_GRACE: Final = 10.0
_BACKLOG: Final = 128
_READ_AHEAD: Final = 65_536


class ListenError(Exception):
    """The address cannot be listened on; the message is one line for people."""


class Server:
    """Listens on one address between ``start`` and ``stop``."""

    def __init__(self, host: str, port: int, handler: Handler, settings: ServerSettings) -> None:
        self._address = (host, port)
        self._handler = handler
        self._settings = settings
        self._budget = Budget(settings.max_buffered_bytes)
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._waiting: OrderedDict[asyncio.Task[None], None] = OrderedDict()
        self._ready = Event()
        self._failure: OSError | None = None
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def start(self) -> tuple[str, int]:
        """Listen; return the address, with the port the system chose where 0 was asked for.

        Raises:
            ListenError: when the address is taken or is none of this machine.
        """
        self._thread = Thread(target=lambda: asyncio.run(self._run()), name="http", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            host, port = self._address
            reason = self._failure.strerror or self._failure
            raise ListenError(f"cannot listen on {host}:{port}: {reason}") from self._failure
        return self._address

    def stop(self) -> None:
        """Take no more; let requests that are being answered finish, end the others."""
        if self._loop is None or self._stop is None or self._thread is None:
            return
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(_GRACE + 5.0)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        host, port = self._address
        try:
            server = await asyncio.start_server(
                self._accept, host, port, limit=_READ_AHEAD, backlog=_BACKLOG
            )
        except OSError as error:
            self._failure = error
            self._ready.set()
            return
        name = server.sockets[0].getsockname()
        self._address = (str(name[0]), int(name[1]))
        self._ready.set()
        await self._stop.wait()
        server.close()
        await self._finish()

    async def _finish(self) -> None:
        for task in list(self._waiting):
            task.cancel()
        if self._open:
            await asyncio.wait(list(self._open), timeout=_GRACE)
        for task, writer in list(self._open.items()):
            task.cancel()
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:  # asyncio runs this as a task
            raise RuntimeError("no current task")
        if not self._make_room():
            writer.transport.abort()
            return
        self._open[task] = writer

        def waiting(idle: bool) -> None:
            self._waiting.pop(task, None)
            if idle:
                self._waiting[task] = None

        connection = Connection(reader, writer, self._handler, self._settings, self._budget)
        try:
            await connection.run(waiting)
        except asyncio.CancelledError:
            writer.transport.abort()
        except Exception:
            _LOGGER.exception("a connection failed")
            writer.transport.abort()
        finally:
            self._open.pop(task, None)
            self._waiting.pop(task, None)

    def _make_room(self) -> bool:
        """End the longest waiting connection where there are too many; False where none waits."""
        if len(self._open) < self._settings.max_connections:
            return True
        if not self._waiting:
            return False
        task, _ = self._waiting.popitem(last=False)
        self._open.pop(task, None)
        task.cancel()
        return True
