"""Asks hubs for subscriptions and renews them before their leases end.

The request goes through the same guarded client as polls do. Whatever fails, polling goes on as it
is: a subscription only makes news come sooner.
"""

import logging
from threading import Event, Thread
from typing import Final
from urllib.parse import urlencode, urlsplit

from pipelines.push.settings import WebSubSettings
from pipelines.push.subscriptions import Subscription, Subscriptions
from transforms.feeds.http import Fetch, FetchFailure, FetchRequest

_LOGGER: Final = logging.getLogger(__name__)
_FORM: Final = "application/x-www-form-urlencoded"
_EVERY: Final = 30.0


class Subscriber:
    """Sends the requests that are due; ``start`` does so in a thread of its own."""

    def __init__(
        self, subscriptions: Subscriptions, fetch: Fetch, settings: WebSubSettings
    ) -> None:
        self._subscriptions = subscriptions
        self._fetch = fetch
        self._settings = settings
        self._stop = Event()
        self._thread: Thread | None = None

    def ask_due(self) -> int:
        """Ask the hubs of all subscriptions that are due; return how many were asked."""
        if self._settings.public_url is None:
            return 0
        due = self._subscriptions.due()
        for one in due:
            if self._stop.is_set():
                break
            self._ask(one, self._settings.public_url)
        return len(due)

    def start(self) -> None:
        """Ask what is due now and from now on."""
        if self._settings.public_url is not None and self._thread is None:
            self._thread = Thread(target=self._repeat, name="websub", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after the request that is under way."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5.0)

    def _repeat(self) -> None:
        while not self._stop.is_set():
            try:
                self.ask_due()
            except OSError as error:  # the state cannot be written; the next turn tries again
                _LOGGER.warning("subscriptions cannot be kept: %s", error.strerror)
            self._stop.wait(_EVERY)

    def _ask(self, one: Subscription, public_url: str) -> None:
        if urlsplit(one.hub).scheme != "https" and not self._settings.plain_hubs:
            self._subscriptions.asked(one.id)
            self._subscriptions.failed(one.id, "the hub has no TLS")
            return
        form = {
            "hub.mode": "subscribe",
            "hub.topic": one.topic,
            "hub.callback": f"{public_url.rstrip('/')}/websub/{one.id}",
            "hub.secret": one.secret,
            "hub.lease_seconds": str(self._settings.lease),
        }
        self._subscriptions.asked(one.id)
        answer = self._fetch(
            FetchRequest(one.hub, {"content-type": _FORM}, urlencode(form).encode("ascii"))
        )
        if isinstance(answer, FetchFailure):
            _LOGGER.warning("hub of %r: %s %s", one.feed_url, answer.reason, answer.status or "")
            self._subscriptions.failed(one.id, f"{answer.reason} {answer.status or ''}".strip())
