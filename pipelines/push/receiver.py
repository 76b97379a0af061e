"""The receiver as a whole: what ``wirebeam watch --listen`` starts, asks and stops."""

import time
from collections.abc import Iterable
from pathlib import Path

from pipelines.http_server.addresses import is_loopback
from pipelines.http_server.server import Server
from pipelines.push.routes import Routes
from pipelines.push.settings import PushSettings
from pipelines.push.spool import Spool
from pipelines.push.subscriber import Subscriber
from pipelines.push.subscriptions import Subscriptions, Topic
from pipelines.push.tokens import TokenError, configured_token
from pipelines.push.websub import WebSub
from transforms.feeds.http import Fetch
from transforms.records import Feed
from transforms.settings import ReadSettings

SPOOL_FOLDER = "_wirebeam/spool"


class Receiver:
    """Listens between ``start`` and ``stop``; ``spool`` holds what came in between two rounds."""

    def __init__(
        self,
        listen: tuple[str, int],
        folder: Path,
        settings: PushSettings,
        read: ReadSettings,
        fetch: Fetch,
    ) -> None:
        """Open the spool in ``folder`` (local; made where it is missing). Nothing listens yet.

        Raises:
            TokenError: without a token on an address that others than this machine reach.
            SpoolError, SubscriptionsError: when the folder or what it holds is unusable.
        """
        token = configured_token(settings)
        host, port = listen
        if token is None and not is_loopback(host):
            variable = settings.token_variable
            raise TokenError(f"{host} needs a token: set {variable} or push.token_file")
        self.spool = Spool(folder, settings.max_spool_bytes, settings.max_spool_files)
        self.subscriptions = Subscriptions(folder, limit=settings.websub.max_subscriptions)
        websub = WebSub(self.subscriptions, self.spool, settings.websub.algorithms)
        routes = Routes(settings, read, self.spool, websub, token, time.monotonic)
        self._server = Server(host, port, routes, settings)
        self._subscriber = Subscriber(self.subscriptions, fetch, settings.websub)

    def start(self) -> tuple[str, int]:
        """Listen and keep subscriptions; return the address. Raises ListenError."""
        address = self._server.start()
        self._subscriber.start()
        return address

    def stop(self) -> None:
        """Take nothing more; requests under way are answered first."""
        self._subscriber.stop()
        self._server.stop()

    def follow(self, feeds: Iterable[Feed]) -> None:
        """Subscribe to the feeds that name a hub; call it after each round with all feeds."""
        self.subscriptions.follow(
            Topic(feed.feed_url, feed.hub_url, feed.topic_url)
            for feed in feeds
            if feed.hub_url and feed.topic_url
        )


def spool_folder(output: str, given: Path | None) -> Path | None:
    """Return the folder of the spool: the one given, else one below a local output folder.

    None where the output is on an object store and no folder is given: a spool needs a disk.
    """
    if given is not None:
        return given
    return None if "://" in output else Path(output) / SPOOL_FOLDER
