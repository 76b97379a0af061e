"""The server as a whole: what ``wirebeam serve`` starts and stops."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from pipelines.http_server.server import Server
from pipelines.http_server.settings import ServerSettings
from pipelines.report.periods import ReportRequest
from pipelines.serving.hosts import Hosts
from pipelines.serving.pages import Pages
from pipelines.serving.routes import Routes
from pipelines.serving.snapshots import Snapshots

SETTINGS: Final = ServerSettings(
    max_header_bytes=16_000,
    max_body_bytes=1,
    answer_timeout=60.0,
    max_connections=100,
    max_buffered_bytes=1_000,
)


class Service:
    """Serves one folder between ``start`` and ``stop``."""

    def __init__(
        self,
        folder: str,
        listen: tuple[str, int],
        *,
        request: ReportRequest,
        clock: Callable[[], datetime],
        names: Iterable[str] = (),
        settings: ServerSettings = SETTINGS,
    ) -> None:
        """Nothing listens and nothing is read yet.

        Args:
            folder: A local output folder.
            listen: Host and port.
            request: What the page shows where its address asks for nothing else.
            clock: The time, in UTC.
            names: Further names that requests may use for this server.
            settings: Limits of requests and answers.
        """
        self.hosts = Hosts(names)
        self.snapshots = Snapshots(folder)
        pages = Pages(request, clock)
        routes = Routes(self.snapshots, pages, self.hosts, clock().isoformat())
        self._server = Server(*listen, routes, settings)

    def start(self) -> tuple[str, int]:
        """Listen; return the address. Raises ListenError."""
        host, port = self._server.start()
        self.hosts.listening(host, port)
        return host, port

    def stop(self) -> None:
        """Take no more; requests under way are answered first."""
        self._server.stop()
